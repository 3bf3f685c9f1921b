"""The rights that the bot asks for, and nothing more."""

from typing import Final

import discord

RIGHT_NAMES: Final = ("view_channel", "send_messages", "manage_webhooks", "read_message_history")
"""What an endpoint needs: to hear, to answer, to speak as its members do, and to catch up."""

RIGHTS: Final = discord.Permissions(**dict.fromkeys(RIGHT_NAMES, True))


def invite_url(application_id: int) -> str:
    """Return the link by which an admin adds the bot to a guild with exactly these rights."""
    return discord.utils.oauth_url(application_id, permissions=RIGHTS, scopes=("bot",))


def missing_rights(permissions: discord.Permissions) -> tuple[str, ...]:
    """Return the names of the needed rights that *permissions* lack."""
    return tuple(name for name in RIGHT_NAMES if not getattr(permissions, name))
