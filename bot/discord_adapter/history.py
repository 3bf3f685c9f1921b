"""The past of channels, read over Discord's REST."""

import asyncio
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import discord
import structlog
from cachetools import TTLCache

from bot.bridges.ports import ChannelDirectory
from bot.discord_adapter.channel_watch import DiscordChannelWatch
from bot.discord_adapter.failures import asking_discord, objects
from bot.discord_adapter.inbound import as_member, membership_of, revision_of, source_message
from bot.discord_adapter.permissions import rights_in
from bot.discord_adapter.reactions import reactions_under
from bot.errors import Forbidden, SendFailed, Unavailable
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.model import Posted, SourceMessage, SourcePlace
from bot.relay.past import PAGE, Seen

_log = structlog.stdlib.get_logger(__name__)

# Where our messages are few among others', the search for them ends after so many pages.
_MOST_PAGES: Final = 50

_MISSING_PERMISSIONS: Final = 50013
_CHAT: Final = frozenset({discord.MessageType.default.value, discord.MessageType.reply.value})

_MEMBERS_AT_ONCE: Final = 5
_MEMBERS_REMEMBERED: Final = 2000
_MEMBERS_SECONDS: Final = 300.0


class DiscordHistory:
    """Implements `bot.relay.ports.History`, `bot.relay.past.Past` and `bot.moderation.ports.MessageReader`.

    It works before the guilds are cached. REST messages do not tell the nickname of their
    author, so the membership of each one that is not cached is asked for, once for all channels
    of a catch-up.

    Args:
        client: Logged in before the first call.
        directory: Tells the guild of a channel that is not cached.
        watch: Learns what is read of channels on the way, since this comes before the cache.
        private: The private threads that are read as public ones are.
    """

    def __init__(
        self,
        client: discord.Client,
        directory: ChannelDirectory,
        watch: DiscordChannelWatch,
        private: Container[ChannelId] = frozenset(),
    ) -> None:
        self._client = client
        self._private = private
        self._directory = directory
        self._watch = watch
        self._members: TTLCache[tuple[GuildId, UserId], Mapping[str, object]] = TTLCache(
            _MEMBERS_REMEMBERED, _MEMBERS_SECONDS
        )

    async def newest(self, guild_id: GuildId) -> Mapping[ChannelId, MessageId]:
        """Return the newest message's id for each channel of a guild that has one, in one request."""
        async with asking_discord():
            channels = objects(await self._client.http.get_all_guild_channels(guild_id))
            self._watch.learn(channels)
            return {
                ChannelId(int(channel["id"])): MessageId(int(newest))
                for channel in channels
                if (newest := channel.get("last_message_id")) is not None
            }

    async def one(self, place: SourcePlace) -> SourceMessage | None:
        """Return the message at *place* as it reads now, with its author's membership; None for what nobody said.

        Raises:
            Gone, Forbidden: It is not there, or the bot may not read it.
            Unavailable: Discord does not answer.
        """
        channel = await self._channel(place.channel_id)
        async with asking_discord():
            message = await channel.fetch_message(place.message_id)
        source = source_message(message, self._private)
        if source is None:
            return None
        strangers = {message.author.id} if _is_stranger(message) else ()
        return (await self._introduced([source], strangers))[0]

    async def said_since(self, channel_id: ChannelId, after: MessageId, limit: int) -> Sequence[SourceMessage]:
        """Return the newest *limit* messages after *after*, oldest first; a forum has none of its own."""
        if await self._directory.is_forum(channel_id):
            return ()
        messages = await self.messages(channel_id, after, None, limit)
        known = (source_message(message, self._private) for message in messages)
        sources = [source for source in known if source is not None]
        strangers = {message.author.id for message in messages if _is_stranger(message)}
        return await self._introduced(sources, strangers)

    async def messages(
        self, channel_id: ChannelId, after: MessageId, before: MessageId | None, limit: int
    ) -> Sequence[discord.Message]:
        """Return the newest *limit* messages between two ids as discord.py knows them, oldest first."""
        channel = await self._channel(channel_id)
        until = None if before is None else discord.Object(before)
        async with asking_discord():
            newest_first = channel.history(limit=limit, before=until, after=discord.Object(after), oldest_first=False)
            messages = [message async for message in newest_first]
        if not messages:
            await self._demand_history(channel_id)
        messages.reverse()
        return messages

    async def page(self, channel_id: ChannelId, before: MessageId) -> Sequence[Seen]:
        """Return the `PAGE` messages before *before*, newest first; fewer only where the channel begins."""
        async with asking_discord():
            seen = [_seen(each) for each in objects(await self._client.http.logs_from(channel_id, PAGE, before=before))]
        if not seen:
            await self._demand_history(channel_id)
        return seen

    async def own_since(self, channel_id: ChannelId, after: MessageId) -> Sequence[Posted]:
        """Return the messages of our own webhooks after *after*, oldest first, at most 100."""
        channel = await self._channel(channel_id)
        own: list[Posted] = []
        for _ in range(_MOST_PAGES):
            async with asking_discord():
                page = [m async for m in channel.history(limit=PAGE, after=discord.Object(after), oldest_first=True)]
            if not page:
                await self._demand_history(channel_id)
            own += [Posted(MessageId(m.id), m.author.name, m.content) for m in page if self._is_own(m)]
            if len(page) < PAGE or len(own) >= PAGE:
                return own[:PAGE]
            after = MessageId(page[-1].id)
        _log.warning("own messages searched no further", channel=channel_id, after=after)
        return own

    def _is_own(self, message: discord.Message) -> bool:
        # Under a webhook's name Discord says, too, how its poll ended.
        is_posted = message.webhook_id is not None and message.type is discord.MessageType.default
        return is_posted and message.application_id == self._client.application_id

    async def _channel(self, channel_id: ChannelId) -> discord.abc.Messageable:
        channel = self._client.get_channel(channel_id)
        if isinstance(channel, discord.abc.Messageable):
            return channel
        # Not cached: before its guild came, or on another shard. Messages of REST do not name
        # their guild, so the channel has to.
        guild_id = await self._directory.guild_of(channel_id)
        return self._client.get_partial_messageable(channel_id, guild_id=guild_id)

    async def _demand_history(self, channel_id: ChannelId) -> None:
        """Raise `Forbidden` where nothing was found only because the bot may not read the past.

        Discord gives an empty list to who lacks Read Message History (message resource, "Get
        Channel Messages"), and an empty list taken for the truth loses messages and doubles them.
        """
        rights = await rights_in(self._client, await self._directory.guild_of(channel_id), channel_id)
        if not rights.read_message_history:
            raise Forbidden(code=_MISSING_PERMISSIONS, status=200)

    async def _introduced(self, sources: Sequence[SourceMessage], strangers: Collection[int]) -> list[SourceMessage]:
        """Return *sources* with each of the *strangers* among the authors as their guild shows them."""
        asked = {(each.guild_id, each.author.id) for each in sources if each.author.id in strangers}
        turns = asyncio.Semaphore(_MEMBERS_AT_ONCE)
        async with asyncio.TaskGroup() as group:
            asking = {who: group.create_task(self._member(*who, turns)) for who in asked}
        members = {who: task.result() for who, task in asking.items()}
        return [_introduce(each, members.get((each.guild_id, each.author.id))) for each in sources]

    async def _member(self, guild_id: GuildId, user_id: UserId, turns: asyncio.Semaphore) -> Mapping[str, object]:
        """Return a member object, empty for one who left; who cannot be asked for keeps the user's name."""
        known = self._members.get((guild_id, user_id))
        if known is not None:
            return known
        try:
            async with turns, asking_discord():
                answer = await self._client.http.get_member(guild_id, user_id)
        except SendFailed:
            answer = None
        except Unavailable as error:
            # A message under a plainer name is better than one that waits for its nickname.
            _log.warning("member not found out", guild=guild_id, user=user_id, error=str(error))
            return {}
        member: Mapping[str, object] = dict(answer) if isinstance(answer, dict) else {}
        self._members[guild_id, user_id] = member
        return member


def _seen(message: Mapping[str, Any]) -> Seen:
    edited = message["edited_timestamp"]
    is_said = message["type"] in _CHAT and "webhook_id" not in message and not message["author"].get("bot", False)
    revision = revision_of(None if edited is None else datetime.fromisoformat(edited))
    return Seen(MessageId(int(message["id"])), revision, is_said, reactions_under(message))


def _is_stranger(message: discord.Message) -> bool:
    """Tell whether a person wrote *message* whose membership is not cached."""
    author = message.author
    return not (isinstance(author, discord.Member) or author.bot or message.webhook_id is not None)


def _introduce(source: SourceMessage, member: Mapping[str, object] | None) -> SourceMessage:
    if not member:
        return source
    author = as_member(source.author, source.guild_id, member)
    return replace(source, author=author, membership=membership_of(member))
