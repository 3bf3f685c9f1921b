"""Private threads for two: opened, found again, spoken in and closed, in the bot's own name."""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import discord
from discord.http import Route

from bot.bridges.model import Endpoint
from bot.bridges.names import plain
from bot.bridges.ports import ChannelDirectory
from bot.clock import Clock
from bot.discord_adapter.failures import an_object, asking_discord, objects
from bot.discord_adapter.nonces import nonce_of
from bot.errors import ChannelGone, Gone, Refused, SendFailed
from bot.ids import ChannelId, GuildId, UserId
from bot.moderation.ports import ChannelWatch
from bot.partners.model import Face, PairId

_PRIVATE: Final = discord.ChannelType.private_thread.value
_TEXT: Final = discord.ChannelType.text.value
_RESTS_AFTER_MINUTES: Final = 10080
_PAGE: Final = 100
_UNKNOWN_MEMBER: Final = 10007
_SUPPRESS_EMBEDS: Final = discord.MessageFlags(suppress_embeds=True).value

Button = Mapping[str, Any]


class DiscordPairBoard:
    """Implements `bot.partners.ports.PairBoard`.

    Args:
        client: Logged in before the first call.
        directory: Tells which channels are forums.
        watch: Tells which channels are restricted to adults.
        clock: Tells whose time-out is over.
    """

    def __init__(self, client: discord.Client, directory: ChannelDirectory, watch: ChannelWatch, clock: Clock) -> None:
        self._client = client
        self._directory = directory
        self._watch = watch
        self._clock = clock

    async def face_of(self, guild_id: GuildId, user_id: UserId) -> Face | None:
        """Return how a member is met in their guild; None where they are not there any more."""
        try:
            async with asking_discord():
                member: Any = await self._client.http.get_member(guild_id, user_id)
                user = member["user"]
                until = member.get("communication_disabled_until")
        except SendFailed as error:
            if error.fields.get("code") != _UNKNOWN_MEMBER:
                raise
            return None
        is_silenced = until is not None and datetime.fromisoformat(until) > self._clock.now()
        return Face(plain(member.get("nick") or user.get("global_name") or user["username"]), is_silenced)

    async def has_room(self, end: Endpoint) -> bool:
        """Tell whether private threads can stand in a channel, and are for everybody's eyes."""
        if self._watch.rules(end).is_age_restricted:
            return False
        channel = self._client.get_channel(end.channel_id)
        if channel is not None:
            return isinstance(channel, discord.TextChannel) and not channel.is_news()
        try:
            async with asking_discord():
                return bool(an_object(await self._client.http.get_channel(end.channel_id))["type"] == _TEXT)
        except (Refused, Gone):
            return False

    async def find(self, guild_id: GuildId, channel_id: ChannelId, title: str) -> Sequence[ChannelId]:
        """Return the private threads that the bot opened under a channel with a title, the oldest first."""
        async with asking_discord():
            answer: Any = await self._client.http.get_active_threads(guild_id)
            threads = objects(answer.get("threads") if isinstance(answer, dict) else answer)
        own = [one for one in threads if one["type"] == _PRIVATE and int(one["owner_id"]) == self._own_id]
        return sorted(
            ChannelId(int(one["id"])) for one in own if one["name"] == title and int(one["parent_id"]) == channel_id
        )

    async def open(self, channel_id: ChannelId, title: str) -> ChannelId:
        """Open a private thread to which nobody but the bot invites."""
        async with asking_discord():
            made: Any = await self._client.http.start_thread_without_message(
                channel_id, name=title, auto_archive_duration=_RESTS_AFTER_MINUTES, type=_PRIVATE, invitable=False
            )
            return ChannelId(int(an_object(made)["id"]))

    async def delete(self, thread_id: ChannelId) -> None:
        """Delete a thread; one that is gone is deleted."""
        with contextlib.suppress(ChannelGone):
            async with asking_discord():
                await self._client.http.delete_channel(thread_id)

    async def admit(self, thread_id: ChannelId, user_id: UserId) -> None:
        """Let a member into a thread."""
        async with asking_discord():
            await self._client.http.add_user_to_thread(thread_id, user_id)

    async def welcome(self, thread_id: ChannelId, pair_id: PairId, text: str, user_id: UserId, label: str) -> None:
        """Say what a thread is for, to a member who is pinged, unless it was said; a button parts the two for good."""
        button = {"type": 2, "style": 2, "label": label, "custom_id": f"partner-block-{pair_id}"}
        await self._say(thread_id, text, [button], pinged=[str(user_id)])

    async def ask(self, thread_id: ChannelId, pair_id: PairId, text: str, labels: tuple[str, str]) -> None:
        """Ask whether they met, with a button for yes and one for no, unless it was asked."""
        ids = (f"partner-met-{pair_id}", f"partner-unmet-{pair_id}")
        await self._say(
            thread_id,
            text,
            [
                {"type": 2, "style": 2, "label": label, "custom_id": custom_id}
                for label, custom_id in zip(labels, ids, strict=True)
            ],
        )

    async def close(self, thread_id: ChannelId, text: str) -> None:
        """Say a last word in a thread, unless it was said, and archive it; one that is gone is closed.

        It is not locked: a webhook could not delete in it what its authors want erased.
        """
        with contextlib.suppress(ChannelGone):
            async with asking_discord():
                said = objects(await self._client.http.logs_from(thread_id, 1))
            if not any(one["content"] == text and one["author"]["id"] == str(self._own_id) for one in said):
                await self._post(thread_id, text, [], "over", ())
            async with asking_discord():
                await self._client.http.edit_channel(thread_id, archived=True)

    async def _say(
        self, thread_id: ChannelId, text: str, buttons: Sequence[Button], pinged: Sequence[str] = ()
    ) -> None:
        """Say something with buttons, unless it stands there, of ours and with the first of these."""
        mark = buttons[0]["custom_id"]
        async with asking_discord():
            said = objects(await self._client.http.logs_from(thread_id, _PAGE))
        if not any(self._has(one, mark) for one in said):
            await self._post(thread_id, text, buttons, mark, pinged)

    async def _post(
        self, thread_id: ChannelId, text: str, buttons: Sequence[Button], mark: str, pinged: Sequence[str]
    ) -> None:
        message = {
            "content": text,
            "allowed_mentions": {"parse": [], "users": list(pinged)},
            "components": [{"type": 1, "components": list(buttons)}] if buttons else [],
            "flags": _SUPPRESS_EMBEDS,
            "nonce": nonce_of(mark, thread_id),
            "enforce_nonce": True,
        }
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=thread_id)
        async with asking_discord():
            an_object(await self._client.http.request(route, json=message))

    def _has(self, message: Mapping[str, Any], mark: str) -> bool:
        rows = message.get("components") or ()
        buttons = (button for row in rows for button in row.get("components") or ())
        is_ours = message["author"]["id"] == str(self._own_id)
        return is_ours and any(button.get("custom_id") == mark for button in buttons)

    @property
    def _own_id(self) -> int:
        return self._client.user.id if self._client.user is not None else 0
