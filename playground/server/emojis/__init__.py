"""Custom emojis of guilds."""
