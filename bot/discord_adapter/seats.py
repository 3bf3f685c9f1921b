"""Channels of bridges as people of one guild are shown them: a mention of their own, a name of another guild's."""

from collections.abc import Mapping
from typing import Any, Final

import discord
from discord import app_commands

from bot.bridges.model import Elsewhere
from bot.bridges.names import plain
from bot.discord_adapter.presenter import Presenter
from bot.ids import ChannelId

_MOST_CHOICES: Final = 25
_LONGEST: Final = 100  # characters of a choice's name


def channel_choices(
    interaction: discord.Interaction[Any], say: Presenter, elsewhere: Mapping[ChannelId, Elsewhere], typed: str
) -> list[app_commands.Choice[str]]:
    """Return the channels of other guilds in whose names is what was *typed* so far. A choice's name is no markup."""
    names = {
        channel_id: say.phrase(interaction, "channel-elsewhere", channel=named.channel, guild=named.guild)
        for channel_id, named in elsewhere.items()
    }
    fitting = [(channel_id, name) for channel_id, name in names.items() if typed.casefold() in name.casefold()]
    return [app_commands.Choice(name=name[:_LONGEST], value=str(one)) for one, name in fitting[:_MOST_CHOICES]]


def channel_shown(
    interaction: discord.Interaction[Any],
    say: Presenter,
    channel_id: ChannelId,
    elsewhere: Mapping[ChannelId, Elsewhere],
) -> str:
    """Return how *channel_id* is shown to the asker, whose guild sees nothing of those that are *elsewhere*."""
    named = elsewhere.get(channel_id)
    if named is None:
        return f"<#{channel_id}>"
    return say.phrase(interaction, "channel-elsewhere", channel=plain(named.channel), guild=plain(named.guild))
