"""Hashtags: what a community is into, counted without anybody's name, under the word that each side has for it."""
