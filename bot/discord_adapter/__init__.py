"""Everything of discord.py and of Discord's REST that is not a cog."""
