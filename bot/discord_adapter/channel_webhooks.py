"""Which webhook the bot speaks through in a channel: remembered, adopted, or created once."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, Final, Protocol

import discord
import structlog

from bot.discord_adapter.failures import an_object, asking_discord, objects
from bot.errors import Forbidden, NotApplied, Refused, Unavailable, WebhooksFull
from bot.ids import ChannelId
from bot.relay.webhook import Webhook

_log = structlog.stdlib.get_logger(__name__)

# What a moderator reads in the channel's settings; each message brings its own name.
WEBHOOK_NAME: Final = "Qiao"
_INCOMING: Final = 1  # the only type that has a token to post with
_FULL: Final = frozenset({30007, 30058})  # the channel, or its guild, has as many webhooks as Discord allows


class WebhookStore(Protocol):
    """Remembers the webhook of each channel."""

    async def of(self, channel_id: ChannelId) -> Webhook | None:
        """Return the webhook through which the bot speaks in *channel_id*."""
        ...

    async def keep(self, webhook: Webhook) -> None:
        """Remember *webhook*, in place of an older one of its channel."""
        ...


class WebhookMaker(Protocol):
    """Finds and creates webhooks with the bot's own rights."""

    async def find(self, channel_id: ChannelId) -> Webhook | None:
        """Return a webhook of our application in the channel, if it has one."""
        ...

    async def create(self, channel_id: ChannelId) -> Webhook:
        """Create a webhook in the channel."""
        ...


class BotWebhooks:
    """The maker that asks Discord, as the bot.

    Both methods raise `NotApplied` where Discord cannot answer (whoever wanted to post has not
    posted), `ChannelGone`, and `Forbidden` for every refusal, such as a missing Manage Webhooks
    (50013), or `WebhooksFull` (30007): it says nothing about the message that waits, and passes
    when somebody makes room.

    Args:
        client: Logged in before the first call.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def find(self, channel_id: ChannelId) -> Webhook | None:
        """Return a webhook of our application in the channel, if it has one."""
        async with _while_posting():
            found = objects(await self._client.http.channel_webhooks(channel_id))
            ours = [webhook for webhook in found if self._is_ours(webhook)]
            return _webhook(ours[0], channel_id) if ours else None

    async def create(self, channel_id: ChannelId) -> Webhook:
        """Create a webhook in the channel."""
        async with _while_posting():
            created = await self._client.http.create_webhook(channel_id, name=WEBHOOK_NAME)
            return _webhook(an_object(created), channel_id)

    def _is_ours(self, webhook: Mapping[str, Any]) -> bool:
        application_id = webhook.get("application_id")
        return (
            webhook.get("type") == _INCOMING
            and application_id is not None
            and int(application_id) == self._client.application_id
            and bool(webhook.get("token"))
        )


class ChannelWebhooks:
    """The webhook of each channel: one search and one creation, however many callers wait."""

    def __init__(self, store: WebhookStore, maker: WebhookMaker) -> None:
        self._store = store
        self._maker = maker
        self._known: dict[ChannelId, Webhook] = {}
        self._locks: defaultdict[ChannelId, asyncio.Lock] = defaultdict(asyncio.Lock)

    def in_use(self, channel_id: ChannelId) -> Webhook | None:
        """Return the channel's webhook, if it was asked for before."""
        return self._known.get(channel_id)

    async def known(self, channel_id: ChannelId) -> Webhook | None:
        """Return the channel's webhook, if there is one to our knowledge.

        Raises:
            NotApplied: The database does not answer, and nothing was asked of Discord.
        """
        webhook = self._known.get(channel_id)
        if webhook is None and (webhook := await self._kept(channel_id)) is not None:
            # Another caller may have replaced it while we read.
            webhook = self._known.setdefault(channel_id, webhook)
        return webhook

    async def of(self, channel_id: ChannelId) -> Webhook:
        """Return the channel's webhook; adopt or create one where none is known.

        Raises:
            SendFailed: As `BotWebhooks` and `known` say.
        """
        return await self.known(channel_id) or await self.instead_of(None, channel_id)

    async def instead_of(self, gone: Webhook | None, channel_id: ChannelId) -> Webhook:
        """Return the webhook that replaces *gone*, made by whoever comes first.

        Raises:
            SendFailed: As `BotWebhooks` and `known` say.
        """
        async with self._locks[channel_id]:
            for webhook in (self._known.get(channel_id), await self._kept(channel_id)):
                if webhook is not None and webhook != gone:
                    break
            else:
                webhook = await self._found(gone, channel_id) or await self._maker.create(channel_id)
                _log.info("webhook taken into use", channel=channel_id, webhook=webhook.id)
                with before_posting():  # the next attempt finds it in the channel
                    await self._store.keep(webhook)
            self._known[channel_id] = webhook
            return webhook

    async def _kept(self, channel_id: ChannelId) -> Webhook | None:
        with before_posting():
            return await self._store.of(channel_id)

    async def _found(self, gone: Webhook | None, channel_id: ChannelId) -> Webhook | None:
        found = await self._maker.find(channel_id)
        return found if found != gone else None


@contextlib.asynccontextmanager
async def _while_posting() -> AsyncIterator[None]:
    """Map as `asking_discord`, for whoever wants to post: nothing has been posted yet."""
    try:
        with before_posting():
            async with asking_discord():
                yield
    except Refused as error:
        is_full = error.fields.get("code") in _FULL
        raise (WebhooksFull if is_full else Forbidden)(**error.fields) from None


@contextlib.contextmanager
def before_posting() -> Iterator[None]:
    """Let whoever wants to post try again, where somebody does not answer: nothing has been posted yet."""
    try:
        yield
    except Unavailable as error:
        raise NotApplied(**error.fields) from None


def _webhook(webhook: Mapping[str, Any], channel_id: ChannelId) -> Webhook:
    return Webhook(int(webhook["id"]), channel_id, str(webhook["token"]))
