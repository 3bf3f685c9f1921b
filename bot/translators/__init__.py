"""Translators: one vendor a file."""
