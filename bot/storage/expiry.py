"""Expiry: how long it is remembered what happened, and what goes when that is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete

from bot.ids import first_id_at
from bot.relay.model import Debt
from bot.storage.tables import case, erasure, held_deletion, lease, ledger, outbox, quotation, refusal, tombstone, trail

KEPT_FOR: Final = timedelta(days=30)
"""How long it is remembered which copy belongs to which message."""

LEASES_KEPT_FOR: Final = timedelta(days=1)
"""How long a lease that ran out stands, of a lane that nobody wants."""

TRAIL_KEPT_FOR: Final = timedelta(days=365)
"""How long it is remembered who changed which bridge."""


def expire(connection: Connection, moments: Sequence[datetime]) -> list[None]:
    """Forget what is past its time at the newest of *moments*."""
    now = max(moments)
    connection.execute(delete(ledger).where(ledger.c.recorded_at < now - KEPT_FOR))
    connection.execute(delete(quotation).where(quotation.c.message_id < first_id_at(now - KEPT_FOR)))
    connection.execute(delete(refusal).where(refusal.c.expires_at <= now))
    connection.execute(delete(tombstone).where(tombstone.c.expires_at <= now))
    connection.execute(delete(outbox).where(outbox.c.expires_at <= now, outbox.c.debt != Debt.REMOVE.value))
    connection.execute(delete(case).where(case.c.reported_at < now - KEPT_FOR))
    connection.execute(delete(erasure).where(erasure.c.finished_at < now - KEPT_FOR))
    connection.execute(delete(held_deletion).where(held_deletion.c.asked_at < now - KEPT_FOR))
    connection.execute(delete(lease).where(lease.c.until < now - LEASES_KEPT_FOR))
    connection.execute(delete(trail).where(trail.c.at < now - TRAIL_KEPT_FOR))
    return [None] * len(moments)
