"""Qiao: a Discord bot that joins channels of different languages into one conversation."""
