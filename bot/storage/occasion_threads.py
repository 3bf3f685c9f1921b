"""The threads of an occasion: one strand, of which the relay opens none that is still to be posted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.ids import ChannelId
from bot.prompts.occasions import Claim, OccasionId, OpenedThread
from bot.relay.threads import RESERVED, ThreadState
from bot.storage.statements import insert_into, upsert
from bot.storage.tables import daily_occasion as occasion
from bot.storage.tables import daily_posting as posting
from bot.storage.tables import joined_thread as table


def join(
    connection: Connection, calls: Sequence[tuple[Claim, OpenedThread, tuple[ChannelId, ...], datetime]]
) -> list[None]:
    """Let threads be of the strands of their occasions, and reserve the rest (a writer's operation)."""
    for claim, thread, others, now in calls:
        # Two processes may post the first two channels at once: one of them begins the strand.
        connection.execute(select(occasion.c.id).where(occasion.c.id == claim.occasion.id).with_for_update())
        reserved = _reserved(claim.occasion.id)
        its = table.c.parent_id == claim.channel_id, table.c.seen == reserved
        known = connection.execute(select(table.c.strand_id).where(*its)).scalar()
        state = ThreadState(thread.title, rests_after_minutes=thread.rests_after_minutes)
        own = {
            "strand_id": thread.id if known is None else known,
            "parent_id": claim.channel_id,
            "thread_id": thread.id,
            "is_ours": True,
            "seen": state.token,
            "claimed_at": now,
            "is_gone": False,
        }
        connection.execute(upsert(table, connection.dialect.name), own)
        waiting = insert_into(table, connection.dialect.name).on_conflict_do_nothing()
        for channel_id in others:
            connection.execute(waiting, own | {"parent_id": channel_id, "thread_id": None, "seen": reserved})
    return [None] * len(calls)


def part(connection: Connection, thread_ids: Sequence[ChannelId]) -> list[None]:
    """Forget threads that were not opened (a writer's operation)."""
    connection.execute(delete(table).where(table.c.thread_id.in_(thread_ids)))
    return [None] * len(thread_ids)


def let_open(connection: Connection, occasion_id: OccasionId, channel_id: ChannelId | None = None) -> None:
    """Reserve nothing for an occasion any more, or nothing in one channel."""
    posted = select(posting.c.thread_id).where(posting.c.occasion_id == occasion_id, posting.c.thread_id.is_not(None))
    strands = select(table.c.strand_id).where(table.c.thread_id.in_(posted))
    its = [table.c.strand_id.in_(strands), table.c.seen == _reserved(occasion_id)]
    if channel_id is not None:
        its.append(table.c.parent_id == channel_id)
    connection.execute(delete(table).where(*its))


def _reserved(occasion_id: OccasionId) -> str:
    return f"{RESERVED}{occasion_id}"
