"""Threads: what Discord tells of them, and how the bot opens and changes them."""

import contextlib
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import discord
from cachetools import LRUCache
from discord.http import Route

from bot.bridges.ports import ChannelDirectory
from bot.discord_adapter.channel_webhooks import WebhookStore
from bot.discord_adapter.failures import an_object, asking_discord, objects
from bot.errors import ChannelGone
from bot.ids import ChannelId, GuildId, MessageId, UserId, said_at
from bot.relay.thread_ports import OwnThread, ThreadStore
from bot.relay.threads import UNKNOWN, SourceThread, ThreadDeleted, ThreadState

_ANNOUNCEMENTS: Final = discord.ChannelType.news_thread.value
_PUBLIC: Final = frozenset({_ANNOUNCEMENTS, discord.ChannelType.public_thread.value})
_MOST_TAGS: Final = 5
_REMEMBERED: Final = 4096


class DiscordThreads:
    """Implements `bot.relay.thread_ports.ThreadBoard`.

    Args:
        client: Logged in before the first call.
        webhooks: Tells by which webhook the bot begins posts.
        directory: Tells which channels are forums.
        private: The private threads that are known like public ones: those that the bot opened for two.
    """

    def __init__(
        self,
        client: discord.Client,
        webhooks: WebhookStore,
        directory: ChannelDirectory,
        private: Container[ChannelId] = frozenset(),
    ) -> None:
        self._client = client
        self._private = private
        self._webhooks = webhooks
        self._directory = directory

    async def read(self, thread_id: ChannelId) -> SourceThread:
        """Return a public thread as it stands.

        Raises:
            ChannelGone: There is no such public thread.
        """
        async with asking_discord():
            told = an_object(await self._client.http.get_channel(thread_id))
            thread = self._thread(told)
            if thread is None:
                raise ChannelGone(channel_id=thread_id)
            if not told.get("applied_tags"):
                return thread
            forum = an_object(await self._client.http.get_channel(thread.parent_id))
            tags = tuple(tag["name"] for tag in forum["available_tags"] if tag["id"] in told["applied_tags"])
            return replace(thread, tags=tags)

    async def active(self, guild_id: GuildId) -> Sequence[SourceThread]:
        """Return a guild's public threads that are not archived, as far as the bot sees them."""
        async with asking_discord():
            told = _threads_in(await self._client.http.get_active_threads(guild_id))
            return [thread for one in told if (thread := self._thread({**one, "guild_id": guild_id})) is not None]

    async def start(self, parent_id: ChannelId, state: ThreadState, message_id: MessageId | None) -> ChannelId:
        """Open a thread, on a message or by itself, and return it.

        Raises:
            ThreadStands: There is one on that message; it has the message's id.
        """
        duration: Any = state.rests_after_minutes
        http = self._client.http
        async with asking_discord():
            if message_id is not None:
                made: Any = await http.start_thread_with_message(
                    parent_id, message_id, name=state.title, auto_archive_duration=duration
                )
            elif await self.is_forum(parent_id):
                content = {"content": state.title, "allowed_mentions": {"parse": []}}
                post = {"name": state.title, "auto_archive_duration": duration, "message": content}
                made = await http.request(
                    Route("POST", "/channels/{channel_id}/threads", channel_id=parent_id), json=post
                )
            else:
                kind: Any = await self._kind_in(parent_id)
                made = await http.start_thread_without_message(
                    parent_id, name=state.title, auto_archive_duration=duration, type=kind
                )
            return ChannelId(int(an_object(made)["id"]))

    async def own(self, guild_id: GuildId, parent_id: ChannelId, since: datetime) -> Sequence[OwnThread]:
        """Return the threads under a channel that the bot opened since a moment, the oldest first."""
        webhook = await self._webhooks.of(parent_id)
        speaker = webhook.id if webhook is not None else 0
        under = [one for one in await self.active(guild_id) if one.parent_id == parent_id]
        own = [one for one in under if one.is_ours or one.owner_id == speaker]
        young = [one for one in own if (one.began or said_at(MessageId(one.id))) >= since]
        return [OwnThread(one.id, one.state.title) for one in sorted(young, key=lambda one: one.id)]

    async def is_forum(self, channel_id: ChannelId) -> bool:
        """Tell whether nothing stands in a channel but threads, which begin with a message."""
        return await self._directory.is_forum(channel_id)

    async def tags(self, forum_id: ChannelId, names: Sequence[str]) -> Sequence[int]:
        """Return the tags of a forum that bear *names*, in any case; one of its own where it demands some."""
        async with asking_discord():
            forum = an_object(await self._client.http.get_channel(forum_id))
        free = [tag for tag in forum["available_tags"] if not tag["moderated"]]
        wanted = {name.casefold() for name in names}
        found = [int(tag["id"]) for tag in free if tag["name"].casefold() in wanted][:_MOST_TAGS]
        return found or ([int(free[0]["id"])] if _demands_tags(forum) and free else [])

    async def tags_after(self, source: SourceThread, there: SourceThread) -> frozenset[int]:
        """Return the tags of the post *there* once it follows those of *source*, by their names.

        Those of which the forum of *source* has none of the name stay as they are, and so do those that only moderators
        give.
        """
        async with asking_discord():
            forum = an_object(await self._client.http.get_channel(source.parent_id))
            here = an_object(await self._client.http.get_channel(there.parent_id))
        names = {int(tag["id"]): tag["name"].casefold() for tag in forum.get("available_tags", ())}
        wanted, followed = {names[tag] for tag in source.state.tags if tag in names}, frozenset(names.values())
        led, own = [], []
        for tag in here.get("available_tags", ()):
            name, tag_id = tag["name"].casefold(), int(tag["id"])
            if name in wanted and not tag["moderated"]:
                led.append(tag_id)
            elif tag_id in there.state.tags and (tag["moderated"] or name not in followed):
                own.append(tag_id)
        tags = frozenset([*led, *own][:_MOST_TAGS])
        return there.state.tags if not tags and _demands_tags(here) else tags

    async def change(self, thread_id: ChannelId, before: ThreadState, now: ThreadState) -> None:
        """Bring a thread from one state to another; an archived one is opened first, or nothing could be changed."""
        wanted: dict[str, Any] = {}
        if now.title != before.title:
            wanted["name"] = now.title
        if now.is_locked != before.is_locked:
            wanted["locked"] = now.is_locked
        if now.rests_after_minutes != before.rests_after_minutes:
            wanted["auto_archive_duration"] = now.rests_after_minutes
        if now.tags != before.tags:
            wanted["applied_tags"] = [str(tag) for tag in sorted(now.tags)]
        if before.is_archived and wanted:
            await self._edit(thread_id, {**wanted, "archived": False})
            wanted = {"archived": True} if now.is_archived else {}
        elif now.is_archived != before.is_archived:
            wanted["archived"] = now.is_archived
        if wanted:
            await self._edit(thread_id, wanted)

    async def delete(self, thread_id: ChannelId) -> None:
        """Delete a thread; one that is gone is deleted."""
        with contextlib.suppress(ChannelGone):
            async with asking_discord():
                await self._client.http.delete_channel(thread_id)

    async def _edit(self, thread_id: ChannelId, wanted: Mapping[str, Any]) -> None:
        async with asking_discord():
            await self._client.http.edit_channel(thread_id, **wanted)

    async def _kind_in(self, parent_id: ChannelId) -> int:
        parent = an_object(await self._client.http.get_channel(parent_id))
        is_news = parent["type"] == discord.ChannelType.news.value
        return _ANNOUNCEMENTS if is_news else discord.ChannelType.public_thread.value

    def _thread(self, told: Mapping[str, Any]) -> SourceThread | None:
        own = self._client.user
        return thread_of(told, own.id if own is not None else 0, self._private)


def thread_of(told: Mapping[str, Any], own_id: int, private: Container[ChannelId] = frozenset()) -> SourceThread | None:
    """Return the thread that a channel object tells of; None where that is no public thread of a guild.

    Those *private* are known as public ones are.
    """
    if told["type"] not in _PUBLIC and ChannelId(int(told["id"])) not in private:
        return None
    if told.get("thread_metadata") is None or told.get("guild_id") is None or told.get("parent_id") is None:
        return None
    metadata = told["thread_metadata"]
    last, began, owner_id = told.get("last_message_id"), metadata.get("create_timestamp"), int(told["owner_id"])
    return SourceThread(
        id=ChannelId(int(told["id"])),
        parent_id=ChannelId(int(told["parent_id"])),
        guild_id=GuildId(int(told["guild_id"])),
        owner_id=UserId(owner_id),
        state=ThreadState(
            title=str(told["name"]),
            is_archived=bool(metadata["archived"]),
            is_locked=bool(metadata.get("locked", False)),
            rests_after_minutes=int(metadata["auto_archive_duration"]),
            tags=frozenset(int(tag) for tag in told.get("applied_tags") or ()),
        ),
        last_message_id=None if last is None else MessageId(int(last)),
        began=None if began is None else datetime.fromisoformat(began),
        is_ours=owner_id == own_id,
    )


def thread_in(thread: discord.Thread, own_id: int, private: Container[ChannelId] = frozenset()) -> SourceThread | None:
    """Return a thread as discord.py's cache has it; None where it is a private one but those *private*."""
    if thread.type.value not in _PUBLIC and ChannelId(thread.id) not in private:
        return None
    last = thread.last_message_id
    return SourceThread(
        id=ChannelId(thread.id),
        parent_id=ChannelId(thread.parent_id),
        guild_id=GuildId(thread.guild.id),
        owner_id=UserId(thread.owner_id),
        state=ThreadState(
            title=thread.name,
            is_archived=thread.archived,
            is_locked=thread.locked,
            rests_after_minutes=thread.auto_archive_duration,
            # `applied_tags` lacks those that the forum does not have any more, which REST tells of.
            tags=frozenset(thread._applied_tags),  # noqa: SLF001 - nothing else tells them all
        ),
        last_message_id=None if last is None else MessageId(last),
        began=thread.created_at,
        is_ours=thread.owner_id == own_id,
    )


def _demands_tags(forum: Mapping[str, Any]) -> bool:
    return bool(int(forum.get("flags") or 0) & discord.ChannelFlags.require_tag.flag)


def _threads_in(answer: object) -> list[Mapping[str, Any]]:
    """Return the threads in Discord's answer to who asks for active ones."""
    return objects(answer.get("threads") if isinstance(answer, dict) else answer)


def changed(
    payload: discord.RawThreadUpdateEvent, own_id: int, private: Container[ChannelId] = frozenset()
) -> SourceThread | None:
    """Return the event for a thread that reads differently now; None for a private one but those *private*."""
    told: Any = payload.data
    return thread_of(told, own_id, private)


def deleted(payload: discord.RawThreadDeleteEvent) -> ThreadDeleted:
    """Return the event for a thread that is gone."""
    return ThreadDeleted(ChannelId(payload.thread_id), ChannelId(payload.parent_id))


def parent_in(client: discord.Client, guild_id: int | None, channel_id: int) -> ChannelId | None:
    """Return the parent of a channel that is a thread; `UNKNOWN` where it is neither cached nor any other channel."""
    guild = client.get_guild(guild_id) if guild_id is not None else None
    if guild is None or guild.get_channel(channel_id) is not None:
        return None
    thread = guild.get_thread(channel_id)
    return UNKNOWN if thread is None else ChannelId(thread.parent_id)


class Parents:
    """Knows under which channel each thread stands, for whoever speaks there; asked at each message.

    Args:
        store: Tells of threads that were opened; channels that are none stay none.
    """

    def __init__(self, store: ThreadStore) -> None:
        self._store = store
        self._known: LRUCache[ChannelId, ChannelId | None] = LRUCache(_REMEMBERED)

    async def of(self, channel_id: ChannelId) -> ChannelId | None:
        """Return the channel of which *channel_id* is a thread, None if it is none.

        Raises:
            Unavailable: The database does not answer.
        """
        if channel_id in self._known:
            return self._known[channel_id]
        parent_id = self._known[channel_id] = await self._store.parent_of(channel_id)
        return parent_id
