"""Cogs: one file a capability; each only carries words between Discord and a service."""
