"""Relay: tells the relay what happens in channels, and when the gateway comes and goes.

discord.py starts a task for each listener in the order of the events, so a listener that tells
before it awaits anything keeps their order.
"""

from collections.abc import Callable

import discord
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.inbound import deleted, edited, said
from bot.discord_adapter.reactions import cleared, reacted, unreacted
from bot.relay.model import SourceEvent
from bot.relay.reacting import ReactionEvent
from bot.relay.reactions import Reactions
from bot.relay.relay import Relay
from bot.relay.routing import Shard


class RelayListener(commands.Cog):
    """Listens for the relay."""

    def __init__(self, relay: Relay, reactions: Reactions, shard_count: Callable[[], int]) -> None:
        self.relay = relay
        self.reactions = reactions
        self.shard_count = shard_count

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Tell that a message was written."""
        self._put(said(message))

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Tell that a message reads differently, or gained a link preview."""
        self._put(edited(payload))

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Tell that a message was deleted."""
        self._put(deleted(payload))

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Tell that messages were deleted together."""
        self._put(deleted(payload))

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Tell that somebody reacted to a message."""
        self._note(reacted(payload))

    @commands.Cog.listener()
    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        """Tell that somebody's reaction was taken off a message."""
        self._note(unreacted(payload))

    @commands.Cog.listener()
    async def on_raw_reaction_clear_emoji(self, payload: discord.RawReactionClearEmojiEvent) -> None:
        """Tell that everybody's reaction with one emoji was taken off a message."""
        self._note(unreacted(payload))

    @commands.Cog.listener()
    async def on_raw_reaction_clear(self, payload: discord.RawReactionClearEvent) -> None:
        """Tell that all reactions were taken off a message."""
        self._note(cleared(payload))

    @commands.Cog.listener()
    async def on_shard_connect(self, shard_id: int) -> None:
        """Tell that a new session began (READY, two seconds before `on_ready`)."""
        self.relay.connected(Shard(shard_id, self.shard_count()))

    @commands.Cog.listener()
    async def on_shard_resumed(self, shard_id: int) -> None:
        """Tell that a session goes on, with everything replayed."""
        self.relay.resumed(Shard(shard_id, self.shard_count()))

    @commands.Cog.listener()
    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Tell that events may be missing from now on."""
        self.relay.disconnected(Shard(shard_id, self.shard_count()))

    def _put(self, event: SourceEvent | None) -> None:
        if event is not None:
            self.relay.put(event)

    def _note(self, event: ReactionEvent | None) -> None:
        if event is not None:
            self.reactions.note(event)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    # Discord says how many shards there are only when the first one connects.
    await bot.add_cog(RelayListener(bot.services.relay, bot.services.reactions, lambda: bot.shard_count or 1))
