"""Relay: tells the relay what happens in channels, and when the gateway comes and goes.

discord.py starts a task for each listener in the order of the events, so a listener that tells
before it awaits anything keeps their order.
"""

from collections.abc import Container
from functools import partial

import discord
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.inbound import deleted, edited, said
from bot.discord_adapter.reactions import cleared, reacted, unreacted
from bot.discord_adapter.threads import changed, parent_in
from bot.discord_adapter.threads import deleted as thread_deleted
from bot.ids import ChannelId, GuildId
from bot.participation.recording import Recorder
from bot.relay.model import SourceEvent
from bot.relay.reacting import ReactionEvent
from bot.relay.reactions import Reactions
from bot.relay.relay import Relay
from bot.relay.routing import Shard


class RelayListener(commands.Cog):
    """Listens for the relay."""

    def __init__(
        self,
        bot: QiaoBot,
        relay: Relay,
        reactions: Reactions,
        recorder: Recorder,
        private: Container[ChannelId],
    ) -> None:
        self.bot = bot
        self.relay = relay
        self.reactions = reactions
        self.recorder = recorder
        self.briefings = bot.briefings
        self.private = private
        self.parent_of = partial(parent_in, bot)

    async def on_message(self, message: discord.Message) -> None:
        """Tell that a message was written; of a private one, whoever listens to `private_message`."""
        if (event := said(message, self.private)) is not None:
            self.relay.put(event)
        elif message.guild is None:
            self.bot.dispatch("private_message", message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Tell that a message reads differently, or gained a link preview."""
        self._put(edited(payload, self.private))

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Tell that a message was deleted."""
        self._put(deleted(payload, self.parent_of(payload.guild_id, payload.channel_id)))

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Tell that messages were deleted together."""
        self._put(deleted(payload, self.parent_of(payload.guild_id, payload.channel_id)))

    @commands.Cog.listener()
    async def on_raw_thread_update(self, payload: discord.RawThreadUpdateEvent) -> None:
        """Tell that a thread was renamed, archived, locked or the reverse."""
        if (event := changed(payload, self.bot.own_user_id, self.private)) is not None:
            self.relay.threads.note(event)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Tell that a thread is gone."""
        self.relay.threads.note(thread_deleted(payload))

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Tell that somebody reacted to a message."""
        self._note(reacted(payload), payload.guild_id)

    @commands.Cog.listener()
    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        """Tell that somebody's reaction was taken off a message."""
        self._note(unreacted(payload), payload.guild_id)

    @commands.Cog.listener()
    async def on_raw_reaction_clear_emoji(self, payload: discord.RawReactionClearEmojiEvent) -> None:
        """Tell that everybody's reaction with one emoji was taken off a message."""
        self._note(unreacted(payload), payload.guild_id)

    @commands.Cog.listener()
    async def on_raw_reaction_clear(self, payload: discord.RawReactionClearEvent) -> None:
        """Tell that all reactions were taken off a message."""
        self._note(cleared(payload), payload.guild_id)

    @commands.Cog.listener()
    async def on_shard_connect(self, shard_id: int) -> None:
        """Tell that a new session began (READY, two seconds before `on_ready`)."""
        self.briefings.began(shard_id)
        self.relay.connected(self._shard(shard_id))

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Tell that the session was told of a guild, at its beginning or after an outage."""
        if self.briefings.told(guild):
            self.relay.came(GuildId(guild.id))

    @commands.Cog.listener()
    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        """Tell that a guild has an outage."""
        self.briefings.lacks(guild)

    @commands.Cog.listener()
    async def on_shard_ready(self, shard_id: int) -> None:
        """Tell that no more guilds are waited for."""
        self.briefings.told_all(shard_id)

    @commands.Cog.listener()
    async def on_shard_resumed(self, shard_id: int) -> None:
        """Tell that a session goes on, with everything replayed."""
        self.relay.resumed(self._shard(shard_id))

    @commands.Cog.listener()
    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Tell that events may be missing from now on."""
        self.relay.disconnected(self._shard(shard_id))

    def _shard(self, shard_id: int) -> Shard:
        # Discord says how many there are only when the first one connects.
        return Shard(shard_id, self.bot.shard_count or 1)

    def _put(self, event: SourceEvent | None) -> None:
        if event is not None:
            self.relay.put(event)

    def _note(self, event: ReactionEvent | None, guild_id: int | None) -> None:
        if event is not None and self.relay.bridge_of(event.channel_id) is not None:
            self._reacted(event)
        elif event is not None and (parent_id := self.parent_of(guild_id, event.channel_id)) is not None:
            self.relay.threads.look_up(event.channel_id, parent_id, partial(self._reacted, event))

    def _reacted(self, event: ReactionEvent) -> None:
        self.reactions.note(event)
        self.recorder.note_reaction(event)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    services = bot.services
    community = services.community
    listener = RelayListener(bot, services.relay, services.reactions, community.recorder, community.partners.threads)
    await bot.add_cog(listener)
    # In place of discord.py's own, which looks for prefix commands: a listener beside that would be one more task for
    # every message.
    bot.event(listener.on_message)
