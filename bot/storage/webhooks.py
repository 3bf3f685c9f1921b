"""Webhooks: through which one the bot speaks in a channel."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.ids import ChannelId
from bot.relay.webhook import Webhook
from bot.storage.engine import Engine
from bot.storage.statements import upsert
from bot.storage.tables import webhook as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlWebhookStore:
    """Discord's adapter's `WebhookStore` in a table."""

    engine: Engine
    writer: Writer

    async def of(self, channel_id: ChannelId) -> Webhook | None:
        """Return the webhook through which the bot speaks in *channel_id*."""
        query = select(table).where(table.c.channel_id == channel_id)
        row = await self.engine.read(lambda connection: connection.execute(query).one_or_none())
        return None if row is None else Webhook(row.id, ChannelId(row.channel_id), row.token)

    async def keep(self, webhook: Webhook) -> None:
        """Remember *webhook*, in place of an older one of its channel."""
        await self.writer.write(_keep, webhook)


def _keep(connection: Connection, webhooks: Sequence[Webhook]) -> list[None]:
    latest = {webhook.channel_id: webhook for webhook in webhooks}
    rows = [{"channel_id": w.channel_id, "id": w.id, "token": w.token} for w in latest.values()]
    connection.execute(upsert(table, connection.dialect.name), rows)
    return [None] * len(webhooks)
