"""Newcomers: how people introduce themselves across a bridge, and how each of them gets a first hello."""
