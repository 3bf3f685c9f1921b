"""The relay's delivery: messages posted, edited and deleted through the channels' webhooks."""

import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

import structlog

from bot.discord_adapter.channel_webhooks import ChannelWebhooks, before_posting
from bot.discord_adapter.embeds import pictured, quoted
from bot.discord_adapter.files import Downloads, staying
from bot.discord_adapter.link_previews import SUPPRESS_EMBEDS, without_previews
from bot.discord_adapter.webhook_api import WebhookApi
from bot.errors import MessageGone, NotApplied, SendFailed, WebhookGone
from bot.ids import ChannelId, MessageId
from bot.relay.carried import Ballot
from bot.relay.glyphs import units
from bot.relay.model import Persona, Piece
from bot.relay.splitting import CONTENT_LIMIT
from bot.relay.webhook import Webhook

_log = structlog.stdlib.get_logger(__name__)

# An edit without `allowed_mentions` parses mentions again (webhook resource, "Edit Webhook Message").
_NOBODY: Final[dict[str, list[str]]] = {"parse": []}
_MAX_PINGS: Final = 100  # "Allowed Mentions Object": at most 100 users


class WebhookDelivery:
    """Implements `bot.relay.ports.Delivery` over Discord's webhook routes. A thread has its channel's webhook.

    Args:
        parent_of: Tells the channel of a thread, None of what is no thread.
    """

    def __init__(
        self,
        api: WebhookApi,
        webhooks: ChannelWebhooks,
        downloads: Downloads,
        largest_file: Callable[[ChannelId], int],
        parent_of: Callable[[ChannelId], Awaitable[ChannelId | None]],
    ) -> None:
        self._api = api
        self._webhooks = webhooks
        self.downloads = downloads
        self._largest_file = largest_file
        self._parent_of = parent_of

    def largest_file(self, destination_id: ChannelId) -> int:
        """Return how many bytes a file may have there."""
        return self._largest_file(destination_id)

    def wait(self, channel_id: ChannelId, posts: int) -> float:
        """Return for how many seconds the last of *posts* would wait for a rate limit, as far as one is known."""
        webhook = self._webhooks.in_use(channel_id)
        return 0.0 if webhook is None else self._api.wait(webhook, posts)

    async def send(self, destination_id: ChannelId, persona: Persona, piece: Piece) -> MessageId:
        """Post *piece* and return its id. A webhook deleted by hand is recreated once.

        Raises:
            SendFailed: As `refusal` and `BotWebhooks` say; never `WebhookGone`.
        """
        channel_id, thread_id = await self._at(destination_id)
        webhook = await self._webhooks.of(channel_id)
        try:
            return await self._post(webhook, persona, piece, thread_id)
        except WebhookGone:
            _log.warning("webhook gone", channel=channel_id, webhook=webhook.id)
        webhook = await self._webhooks.instead_of(webhook, channel_id)
        try:
            return await self._post(webhook, persona, piece, thread_id)
        except WebhookGone as error:
            # Somebody deletes our webhooks as fast as we make them: once an attempt is enough.
            raise NotApplied(**error.fields) from None

    async def open_post(
        self, forum_id: ChannelId, persona: Persona, piece: Piece, title: str, tags: Sequence[int]
    ) -> ChannelId:
        """Post *piece* as the first message of a new post in a forum, and return that (the port `PostOpener`).

        Raises:
            SendFailed: As `send` says.
        """
        webhook = await self._webhooks.of(forum_id)
        body = _body(persona, piece) | {"thread_name": title}
        if tags:
            body["applied_tags"] = [str(tag) for tag in tags]
        try:
            async with self.downloads.fetched(piece.files) as files:
                receipt = await self._api.post(webhook, body, files, is_leased=False)
        except WebhookGone as error:
            await self._webhooks.instead_of(webhook, forum_id)  # the next attempt is made with that
            raise NotApplied(**error.fields) from None
        return receipt.channel_id

    async def edit(self, destination_id: ChannelId, message_id: MessageId, piece: Piece) -> None:
        """Make a posted message read as *piece*; nobody is pinged by an edit. Files that *piece* has not are let go.

        What hangs there Discord says only in its answer: so where one of several files goes, a second edit names those
        that stay, and else one is enough.

        Raises:
            SendFailed: As `refusal` says; `MessageGone` instead of `WebhookGone`.
        """
        webhook, thread_id = await self._author_of(destination_id, message_id)
        body: dict[str, object] = {**_shown(piece, _embeds(piece)), "allowed_mentions": _NOBODY}
        if not piece.files:  # its author took the last one away; without this, all stays
            body["attachments"] = []
        try:
            attached = await self._api.patch(webhook, message_id, body, thread_id)
            kept = staying(attached, piece.files)
            if len(kept) < len(attached):
                left = {"attachments": [{"id": one.id} for one in kept], "allowed_mentions": _NOBODY}
                await self._api.patch(webhook, message_id, left, thread_id)
        except WebhookGone:
            raise _out_of_reach(message_id) from None

    async def embed(
        self, destination_id: ChannelId, message_id: MessageId, embeds: Sequence[Mapping[str, Any]]
    ) -> None:
        """Have just *embeds* hang on a posted message; all else stays, and nobody is pinged.

        Raises:
            SendFailed: As `refusal` says; `MessageGone` instead of `WebhookGone`.
        """
        webhook, thread_id = await self._author_of(destination_id, message_id)
        body = {"embeds": list(embeds), "allowed_mentions": _NOBODY}
        try:
            await self._api.patch(webhook, message_id, body, thread_id)
        except WebhookGone:
            raise _out_of_reach(message_id) from None

    async def dress(
        self, destination_id: ChannelId, message_id: MessageId, components: Sequence[Mapping[str, Any]]
    ) -> None:
        """Have just *components* stand below a posted message; all else stays. No lane does so, so none is asked.

        Raises:
            SendFailed: As `refusal` says; `MessageGone` instead of `WebhookGone`.
        """
        webhook, thread_id = await self._author_of(destination_id, message_id)
        body = {"components": list(components), "allowed_mentions": _NOBODY}
        try:
            await self._api.patch(webhook, message_id, body, thread_id, is_leased=False)
        except WebhookGone:
            raise _out_of_reach(message_id) from None

    async def delete(self, destination_id: ChannelId, message_id: MessageId) -> None:
        """Delete a posted message.

        Raises:
            SendFailed: As `refusal` says; `MessageGone` instead of `WebhookGone`.
        """
        webhook, thread_id = await self._author_of(destination_id, message_id)
        try:
            await self._api.delete(webhook, message_id, thread_id)
        except WebhookGone:
            raise _out_of_reach(message_id) from None

    async def _at(self, destination_id: ChannelId) -> tuple[ChannelId, ChannelId | None]:
        """Return the channel whose webhook speaks in a destination, and the thread, if it is one."""
        with before_posting():
            parent_id = await self._parent_of(destination_id)
        return (destination_id, None) if parent_id is None else (parent_id, destination_id)

    async def _post(self, webhook: Webhook, persona: Persona, piece: Piece, thread_id: ChannelId | None) -> MessageId:
        body = _body(persona, piece)
        if not piece.files:
            receipt = await self._api.post(webhook, body, thread_id=thread_id)
        else:
            async with self.downloads.fetched(piece.files) as files:
                receipt = await self._api.post(webhook, body, files, thread_id)
        if receipt.channel_id != (thread_id or webhook.channel_id):
            await self._take_back(webhook, receipt.message_id)
            raise WebhookGone(webhook=webhook.id)
        return receipt.message_id

    async def _take_back(self, webhook: Webhook, message_id: MessageId) -> None:
        """Remove what went to a stranger's channel: somebody moved our webhook to another one."""
        _log.error("webhook was moved to another channel", channel=webhook.channel_id, webhook=webhook.id)
        with contextlib.suppress(SendFailed):
            await self._api.delete(webhook, message_id)

    async def _author_of(self, destination_id: ChannelId, message_id: MessageId) -> tuple[Webhook, ChannelId | None]:
        channel_id, thread_id = await self._at(destination_id)
        webhook = await self._webhooks.known(channel_id)
        if webhook is None:
            raise _out_of_reach(message_id)
        return webhook, thread_id


def _body(persona: Persona, piece: Piece) -> dict[str, object]:
    pings = [str(user_id) for user_id in sorted(piece.pings)[:_MAX_PINGS]]
    embeds = _embeds(piece)
    body: dict[str, object] = {
        **_shown(piece, embeds),
        "username": persona.name,
        "allowed_mentions": {"parse": [], "users": pings},
    }
    if persona.avatar_url is not None:
        body["avatar_url"] = persona.avatar_url
    if embeds:
        body["embeds"] = embeds
    if piece.ballot is not None:
        body["poll"] = _asked(piece.ballot)
    return body


def _shown(piece: Piece, embeds: list[dict[str, object]]) -> dict[str, object]:
    """Return the content of *piece*; without previews if it hides them, by a flag that would hide *embeds* as well."""
    if not piece.hides_previews:
        return {"content": piece.content}
    content = without_previews(piece.content)
    if embeds and units(content) <= CONTENT_LIMIT:
        return {"content": content}
    return {"content": piece.content, "flags": SUPPRESS_EMBEDS}


def _embeds(piece: Piece) -> list[dict[str, object]]:
    embeds = [quoted(piece.quote)] if piece.quote is not None else []
    return embeds + [pictured(one.picture_url) for one in piece.stickers if one.picture_url is not None]


def _asked(ballot: Ballot) -> dict[str, object]:
    """Return *ballot* as Discord takes a poll (poll resource, "Poll Create Request Object")."""
    answers = [{"text": text, "emoji": {"name": emoji}} if emoji else {"text": text} for text, emoji in ballot.answers]
    return {
        "question": {"text": ballot.question},
        "answers": [{"poll_media": answer} for answer in answers],
        "allow_multiselect": ballot.allows_several,
        "duration": ballot.hours,
    }


def _out_of_reach(message_id: MessageId) -> MessageGone:
    """Return the failure for a message whose webhook is gone.

    Only the webhook that posted a message can edit or delete it: a new one cannot, and the bot
    has no right to manage other authors' messages. To the relay it is as good as gone.
    """
    return MessageGone(message_id=message_id)
