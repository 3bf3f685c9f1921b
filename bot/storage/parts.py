"""Parts: what the ledger notes of relayed messages that leave, and of those that join several sources."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from bot.ids import MessageId
from bot.relay.joining import Joining
from bot.relay.model import Part, PartState
from bot.storage.compiled import execute
from bot.storage.tables import ledger


def begin_removal(connection: Connection, calls: Sequence[tuple[MessageId, ...]]) -> list[None]:
    """Mark whole messages as leaving; an operation of the writer's."""
    leaving = sorted({message_id for call in calls for message_id in call})
    if leaving:
        execute(connection, _LEAVE, [{"leaving": message_id} for message_id in leaving])
    return [None] * len(calls)


def begin_taking_out(connection: Connection, calls: Sequence[tuple[Part, tuple[Part, ...]]]) -> list[None]:
    """Mark the first of each pair as leaving, and the others as gone; an operation of the writer's."""
    for leaving, gone in calls:
        if gone:
            execute(connection, _GONE, [_place(part) for part in gone])
        execute(connection, _LEAVING, [_place(leaving)])
    return [None] * len(calls)


def remember_together(connection: Connection, parts: Sequence[tuple[Part, datetime]]) -> None:
    """Let what one message joins be forgotten at one time: its lines are told apart by how many there are."""
    joined = [(part, at) for part, at in parts if part.joining is not Joining.ALONE]
    if joined:
        execute(connection, _REMEMBER, [{"of_message": part.message_id, "at": at} for part, at in joined])


def _place(part: Part) -> dict[str, int]:
    return {"of_message": part.message_id, "of_source": part.source_id}


TOGETHER: Final = (
    select(ledger)
    .where(ledger.c.message_id == bindparam("of_message"), ledger.c.state != PartState.GONE.value)
    .order_by(ledger.c.source_id)
)
_LINE: Final = update(ledger).where(
    ledger.c.message_id == bindparam("of_message"),
    ledger.c.source_id == bindparam("of_source"),
    ledger.c.state != PartState.GONE.value,
)
_GONE: Final = _LINE.values(state=PartState.GONE.value)
_LEAVING: Final = _LINE.values(state=PartState.REMOVING.value)
_REMEMBER: Final = (
    update(ledger)
    .where(ledger.c.message_id == bindparam("of_message"))
    .values(recorded_at=bindparam("at", type_=ledger.c.recorded_at.type))
)
_LEAVE: Final = (
    update(ledger)
    .where(ledger.c.message_id == bindparam("leaving"), ledger.c.state == PartState.LIVE.value)
    .values(state=PartState.REMOVING.value)
)
# An answer that a button posted is its own source. It says nothing of how far the lane got.
NEWEST: Final = (
    select(ledger.c.message_id)
    .where(ledger.c.destination_id == bindparam("destination_id"), ledger.c.source_id != ledger.c.message_id)
    .order_by(ledger.c.message_id.desc())
    .limit(1)
)
