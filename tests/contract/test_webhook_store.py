"""What every `WebhookStore` does."""

from bot.ids import ChannelId
from bot.relay.webhook import Webhook
from tests.owing import Stores

CHANNEL = ChannelId(1 << 62)
WEBHOOK = Webhook(1 << 61, CHANNEL, "a secret / of 68 characters")


async def test_a_webhook_is_remembered_for_its_channel(stores: Stores):
    await stores.webhooks.keep(WEBHOOK)
    assert await stores.webhooks.of(CHANNEL) == WEBHOOK


async def test_a_channel_without_a_webhook_has_none(stores: Stores):
    await stores.webhooks.keep(WEBHOOK)
    assert await stores.webhooks.of(ChannelId(5)) is None


async def test_a_newer_webhook_takes_the_place_of_the_older(stores: Stores):
    newer = Webhook(12, CHANNEL, "another")
    await stores.webhooks.keep(WEBHOOK)
    await stores.webhooks.keep(newer)
    assert await stores.webhooks.of(CHANNEL) == newer
