"""Pins: messages that a channel keeps at hand."""
