"""The terminal view: both channels side by side, above a line to type in."""
