"""Reactions: emojis that people put under messages."""
