"""Members: their seats, names, roles and time-outs."""
