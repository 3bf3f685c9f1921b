"""Threads, in text channels and as the posts of forums."""
