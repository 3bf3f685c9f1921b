"""Topics of the day in the bot's own name: posted, found again, and with a thread to answer in."""

from collections.abc import Mapping
from typing import Any, Final

import discord
from discord.http import Route

from bot.bridges.model import Endpoint
from bot.bridges.ports import ChannelDirectory
from bot.discord_adapter.failures import an_object, asking_discord, objects
from bot.discord_adapter.nonces import nonce_of
from bot.errors import Gone, RoleGone, ThreadStands
from bot.ids import ChannelId, GuildId, MessageId, said_at
from bot.prompts.occasions import RESTS_AFTER_MINUTES, OccasionId, OpenedThread
from bot.prompts.posting import Standing
from bot.prompts.wording import TopicText
from bot.relay.thread_ports import ThreadBoard
from bot.relay.threads import ThreadState

_PAGE: Final = 100  # the most that Discord gives at once
_MOST_PAGES: Final = 10
_SUPPRESS_EMBEDS: Final = discord.MessageFlags(suppress_embeds=True).value


def answer_id(occasion_id: OccasionId) -> str:
    """Return the custom id of the button under the topics of an occasion, by which one is found again."""
    return f"daily-answer-{occasion_id}"


class DiscordTopics:
    """Implements `bot.prompts.posting.TopicBoard`.

    Args:
        client: Logged in before the first call.
        directory: Tells which channels are forums.
        threads: Opens threads.
    """

    def __init__(self, client: discord.Client, directory: ChannelDirectory, threads: ThreadBoard) -> None:
        self._client = client
        self._directory = directory
        self._threads = threads

    async def find(self, channel_id: ChannelId, occasion_id: OccasionId, since: MessageId) -> Standing | None:
        """Return the topic of an occasion, if it was posted in a channel after *since*."""
        if await self.is_forum(channel_id):
            return await self._find_post(channel_id, occasion_id, since)
        after = since
        for _ in range(_MOST_PAGES):
            async with asking_discord():
                page = objects(await self._client.http.logs_from(channel_id, _PAGE, after=after))
            if (found := next((one for one in page if self._is_topic(one, occasion_id)), None)) is not None:
                thread_id = found["id"] if "thread" in found else None
                return Standing(MessageId(int(found["id"])), None if thread_id is None else ChannelId(int(thread_id)))
            if len(page) < _PAGE:
                break
            after = MessageId(max(int(one["id"]) for one in page))
        return None

    async def post(self, end: Endpoint, text: TopicText, occasion_id: OccasionId) -> Standing:
        """Post a topic; in a forum that is a thread.

        Raises:
            RoleGone: There is no role as is to be pinged.
        """
        if text.ping_role_id is not None:
            await self._demand_role(end.guild_id, text.ping_role_id)
        message = _message(text, occasion_id)
        if await self.is_forum(end.channel_id):
            return await self._begin_post(end.channel_id, text.title, message)
        # Discord answers a second request with the same number with the message that stands: discord.py asks twice
        # where an answer is lost.
        message |= {"nonce": nonce_of(answer_id(occasion_id), end.channel_id), "enforce_nonce": True}
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=end.channel_id)
        async with asking_discord():
            sent = an_object(await self._client.http.request(route, json=message))
        return Standing(MessageId(int(sent["id"])))

    async def open_thread(self, channel_id: ChannelId, thread: OpenedThread) -> None:
        """Open the thread on a topic; one that is there already will do."""
        state = ThreadState(thread.title, rests_after_minutes=thread.rests_after_minutes)
        try:
            await self._threads.start(channel_id, state, MessageId(thread.id))
        except ThreadStands:
            return

    async def is_forum(self, channel_id: ChannelId) -> bool:
        """Tell whether nothing stands in a channel but threads."""
        return await self._directory.is_forum(channel_id)

    async def said_in(self, thread_id: ChannelId) -> int:
        """Return how many messages a thread has."""
        async with asking_discord():
            return int(an_object(await self._client.http.get_channel(thread_id)).get("message_count") or 0)

    async def _find_post(self, forum_id: ChannelId, occasion_id: OccasionId, since: MessageId) -> Standing | None:
        guild_id = await self._directory.guild_of(forum_id)
        for own in await self._threads.own(guild_id, forum_id, said_at(since)):
            try:
                async with asking_discord():
                    starter = an_object(await self._client.http.get_message(own.id, own.id))
            except Gone:
                continue
            if self._is_topic(starter, occasion_id):
                return Standing(MessageId(own.id), own.id)
        return None

    def _is_topic(self, message: Mapping[str, Any], occasion_id: OccasionId) -> bool:
        own = self._client.user
        is_ours = own is not None and message["author"]["id"] == str(own.id)
        rows = message.get("components") or ()
        buttons = (button for row in rows for button in row.get("components") or ())
        return is_ours and any(button.get("custom_id") == answer_id(occasion_id) for button in buttons)

    async def _begin_post(self, forum_id: ChannelId, title: str, message: Mapping[str, Any]) -> Standing:
        tags = list(map(str, await self._threads.tags(forum_id, ())))
        post = {"name": title, "auto_archive_duration": RESTS_AFTER_MINUTES, "message": message, "applied_tags": tags}
        route = Route("POST", "/channels/{channel_id}/threads", channel_id=forum_id)
        async with asking_discord():
            begun = an_object(await self._client.http.request(route, json=post))
        return Standing(MessageId(int(begun["id"])), ChannelId(int(begun["id"])))

    async def _demand_role(self, guild_id: GuildId, role_id: int) -> None:
        async with asking_discord():
            roles = objects(await self._client.http.get_roles(guild_id))
        if not any(role["id"] == str(role_id) for role in roles):
            raise RoleGone(role_id=role_id)


def _message(text: TopicText, occasion_id: OccasionId) -> dict[str, Any]:
    """Return a topic as Discord's API takes it."""
    button = {"type": 2, "style": 2, "label": text.answer, "custom_id": answer_id(occasion_id)}
    roles = [] if text.ping_role_id is None else [str(text.ping_role_id)]
    message: dict[str, Any] = {
        "content": text.content,
        "allowed_mentions": {"parse": [], "roles": roles},
        "components": [{"type": 1, "components": [button]}],
        "flags": _SUPPRESS_EMBEDS,
    }
    if text.ballot is not None:
        message["poll"] = {
            "question": {"text": text.ballot.question},
            "answers": [{"poll_media": {"text": answer}} for answer in text.ballot.answers],
            "duration": text.ballot.hours,
            "allow_multiselect": False,
        }
    return message
