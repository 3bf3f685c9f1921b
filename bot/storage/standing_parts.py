"""The parts that stand in a channel, as a comparison with Discord reads them from the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, select

from bot.ids import ChannelId, MessageId
from bot.relay.model import Part, PartState
from bot.storage.engine import Engine
from bot.storage.rows import part_of
from bot.storage.tables import ledger

# By the index of a destination's messages: a source's own channel has none.
_SINCE: Final = (
    select(ledger)
    .where(
        ledger.c.destination_id == bindparam("at"),
        ledger.c.message_id > bindparam("after"),
        ledger.c.state == PartState.LIVE.value,
    )
    .order_by(ledger.c.message_id.desc(), ledger.c.source_id.desc())
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class SqlStandingParts:
    """The relay's `StandingParts` in the ledger's table."""

    engine: Engine

    async def since(self, destination_id: ChannelId, after: MessageId, limit: int) -> Sequence[Part]:
        """Return the newest *limit* `LIVE` parts in a destination after *after*, newest first."""
        asked = {"at": destination_id, "after": after, "most": limit}
        return await self.engine.read(lambda connection: [part_of(row) for row in connection.execute(_SINCE, asked)])
