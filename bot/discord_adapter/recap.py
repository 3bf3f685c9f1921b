"""Recaps of the topic of the day as Discord shows them: posted by the bot, with pictures and two buttons."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from typing import Final

import discord
import structlog

from bot.discord_adapter.failures import asking_discord
from bot.discord_adapter.files import Downloads
from bot.discord_adapter.history import DiscordHistory
from bot.discord_adapter.nonces import nonce_of
from bot.errors import Forbidden, Refused, ThreadShut
from bot.ids import ChannelId, MessageId, first_id_at
from bot.prompts.answers import Picture, RecapText
from bot.prompts.occasions import OccasionId
from bot.relay.carried import File

_log = structlog.stdlib.get_logger(__name__)

_NOBODY: Final = discord.AllowedMentions.none()
_LOOKED_THROUGH: Final = 200  # messages since a recap was due, for one that was posted and not recorded
_SPOILER: Final = "SPOILER_"
# A picture is called after the message that it hangs on, so that it can go with that.
_SOURCE: Final = re.compile(rf"(?:{_SPOILER})?(\d+)\.")


class DiscordRecaps:
    """Implements `bot.prompts.answers.RecapBoard`.

    Args:
        client: Logged in before the first call.
    """

    def __init__(self, client: discord.Client, history: DiscordHistory) -> None:
        self._client = client
        self._history = history

    async def find(self, channel_id: ChannelId, occasion_id: OccasionId, since: datetime) -> MessageId | None:
        """Return the recap of an occasion that was posted in a channel since a moment, if one was."""
        own = self._client.user
        messages = await self._history.messages(channel_id, first_id_at(since), None, _LOOKED_THROUGH)
        found = (one for one in messages if own is not None and one.author.id == own.id)
        return next((MessageId(one.id) for one in found if _all_of(occasion_id) in _buttons_of(one)), None)

    async def post(self, channel_id: ChannelId, occasion_id: OccasionId, text: RecapText) -> MessageId:
        """Post a recap, with its buttons; without the pictures that cannot be had."""
        async with _fetched(text.pictures) as files:
            try:
                return await self._send(channel_id, occasion_id, text, files)
            except Forbidden:
                raise
            except Refused:
                if not files:
                    raise
        _log.info("recap without pictures", channel=channel_id)
        return await self._send(channel_id, occasion_id, text, [])

    async def edit(self, channel_id: ChannelId, message_id: MessageId, text: RecapText) -> None:
        """Make a recap read as *text*; of its pictures, only those of *text* stay, and none is added.

        A thread that rests is woken for it, and rests again.
        """
        try:
            await self._edit(channel_id, message_id, text)
        except ThreadShut:
            async with asking_discord():
                await self._client.http.edit_channel(channel_id, archived=False)
            await self._edit(channel_id, message_id, text)
            async with asking_discord():
                await self._client.http.edit_channel(channel_id, archived=True)

    async def _send(
        self, channel_id: ChannelId, occasion_id: OccasionId, text: RecapText, files: Sequence[discord.File]
    ) -> MessageId:
        channel = self._client.get_partial_messageable(channel_id)
        async with asking_discord():
            sent = await channel.send(
                text.content,
                view=_view(occasion_id, text),
                files=files,
                allowed_mentions=_NOBODY,
                suppress_embeds=True,
                nonce=nonce_of(_all_of(occasion_id), channel_id),  # lest discord.py's second try posts a second time
            )
        return MessageId(sent.id)

    async def _edit(self, channel_id: ChannelId, message_id: MessageId, text: RecapText) -> None:
        channel = self._client.get_partial_messageable(channel_id)
        shown = {one.source_id for one in text.pictures}
        async with asking_discord():
            message = await channel.fetch_message(message_id)
            kept = [one for one in message.attachments if _source_of(one.filename) in shown]
            await message.edit(content=text.content, attachments=kept, allowed_mentions=_NOBODY)


@asynccontextmanager
async def _fetched(pictures: Sequence[Picture]) -> AsyncIterator[list[discord.File]]:
    """Give those of *pictures* that can be had, ready to be posted."""
    async with AsyncExitStack() as stack:
        downloads = Downloads()
        stack.push_async_callback(downloads.close)
        files = []
        for picture in pictures:
            file = File(_name_of(picture), picture.url, picture.size, picture.description)
            try:
                (fetched,) = await stack.enter_async_context(downloads.fetched([file]))
            except Refused:
                _log.info("picture not to be had", source=picture.source_id)
                continue
            handle = fetched.opened()
            stack.callback(handle.close)
            files.append(discord.File(handle, file.name, description=file.description or None))
        yield files


def _view(occasion_id: OccasionId, text: RecapText) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(custom_id=_all_of(occasion_id), label=text.show_all))
    view.add_item(discord.ui.Button(custom_id=f"daily-remove-{occasion_id}", label=text.remove))
    view.stop()  # the items of `topic_button` hear what is pressed
    return view


def _all_of(occasion_id: OccasionId) -> str:
    return f"daily-all-{occasion_id}"


def _buttons_of(message: discord.Message) -> frozenset[str | None]:
    rows = (row for row in message.components if isinstance(row, discord.ActionRow))
    return frozenset(one.custom_id for row in rows for one in row.children if isinstance(one, discord.Button))


def _name_of(picture: Picture) -> str:
    hides = _SPOILER if picture.name.startswith(_SPOILER) else ""
    return f"{hides}{picture.source_id}.{picture.name.rpartition('.')[2].lower()}"


def _source_of(name: str) -> MessageId | None:
    found = _SOURCE.match(name)
    return None if found is None else MessageId(int(found[1]))
