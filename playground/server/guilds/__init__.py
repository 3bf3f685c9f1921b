"""Guilds: roles, members, permissions."""
