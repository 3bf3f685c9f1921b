"""The audit log: who did what to a guild, and why."""
