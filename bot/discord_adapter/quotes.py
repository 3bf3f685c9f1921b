"""The quotes above relayed messages: embeds that are made, found again, and put in each other's place."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import discord

from bot.discord_adapter.embeds import is_quote, quoted
from bot.discord_adapter.failures import an_object, asking_discord
from bot.discord_adapter.webhooks import WebhookDelivery
from bot.ids import ChannelId, MessageId
from bot.relay.carried import Quote

Embed = Mapping[str, Any]

# What Discord takes in an embed, beside what it makes of that ("Embed Object").
_SENT: Final = ("title", "description", "timestamp", "color", "fields")
_SENT_WITHIN: Final[Mapping[str, Sequence[str]]] = {
    "author": ("name", "url", "icon_url"),
    "footer": ("text", "icon_url"),
    "image": ("url",),
    "thumbnail": ("url",),
}


class DiscordQuotes:
    """Implements `bot.relay.quotations.QuoteBoard`.

    What hangs on a message beside its quote, nobody has kept: so it is read, and sent again.
    """

    def __init__(self, client: discord.Client, delivery: WebhookDelivery) -> None:
        self._client = client
        self._delivery = delivery

    async def show(self, destination_id: ChannelId, message_id: MessageId, quote: Quote) -> None:
        """Have *quote* stand above a message, unless it does.

        Raises:
            SendFailed, Unavailable: As `asking_discord` and `WebhookDelivery.embed` say.
        """
        embeds = await self._embeds(destination_id, message_id)
        rest = embeds[1:] if _is_quote(embeds) else embeds
        wanted = quoted(quote)
        if len(rest) == len(embeds) or embeds[0] != wanted:
            await self._delivery.embed(destination_id, message_id, [wanted, *rest])

    async def blank(self, destination_id: ChannelId, message_id: MessageId, words: str) -> bool:
        """Put *words* in place of the quote above a message; False where none stood there.

        Raises:
            SendFailed, Unavailable: As `asking_discord` and `WebhookDelivery.embed` say.
        """
        embeds = await self._embeds(destination_id, message_id)
        if not _is_quote(embeds):
            return False
        await self._delivery.embed(destination_id, message_id, [{"description": words}, *embeds[1:]])
        return True

    async def _embeds(self, channel_id: ChannelId, message_id: MessageId) -> list[Embed]:
        """Return the embeds of a message that a webhook sent with it; Discord adds those of links by itself."""
        async with asking_discord():
            message = an_object(await self._client.http.get_message(channel_id, message_id))
            return [_sendable(embed) for embed in message["embeds"] if _is_sent(embed)]


def _is_sent(embed: Embed) -> bool:
    """Tell whether a webhook sent *embed*: a link's leads where the link does, and some of those are rich as well."""
    return embed.get("type", "rich") == "rich" and not embed.get("url")


def _is_quote(embeds: Sequence[Embed]) -> bool:
    return bool(embeds) and is_quote(embeds[0])


def _sendable(embed: Embed) -> Embed:
    sent = {name: embed[name] for name in _SENT if embed.get(name)}
    for name, keys in _SENT_WITHIN.items():
        if within := {key: embed[name][key] for key in keys if embed.get(name, {}).get(key)}:
            sent[name] = within
    return sent
