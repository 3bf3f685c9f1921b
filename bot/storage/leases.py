"""Leases of lanes on a PostgreSQL server, by the server's clock, since machines' clocks differ.

They stand in a table of their own: a lane's row is locked by each transaction that numbers messages, and a renewal must
wait for nobody.
"""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, update

from bot.clock import Clock
from bot.ids import ChannelId
from bot.relay.peers import Owing
from bot.storage.line import Line
from bot.storage.news import CHANNEL, tell
from bot.storage.tables import lease
from bot.storage.writer import Writer

LEASE_SECONDS: Final = 16.0
"""How long a lane is ours after it was taken or renewed."""

GRACE_SECONDS: Final = 3.0
"""How long a lane has been nobody's before a process that is not at home there takes it."""

# An owner renews also what ran out, as long as nobody else came.
_TAKE: Final = """
INSERT INTO lease AS held (destination_id, owner, until, is_wanted)
SELECT id, $2, clock_timestamp() + $3 * interval '1 s', false FROM unnest($1::bigint[]) AS id ORDER BY id
ON CONFLICT (destination_id) DO UPDATE SET owner = excluded.owner, until = excluded.until, is_wanted = false
WHERE held.owner = excluded.owner OR held.until < clock_timestamp() - $4 * interval '1 s'
RETURNING destination_id
"""
_RENEW_AS_GUEST: Final = """
UPDATE lease SET until = clock_timestamp() + $3 * interval '1 s'
WHERE destination_id = ANY($1::bigint[]) AND owner = $2 AND NOT is_wanted
RETURNING destination_id
"""
_WANT: Final = """
WITH asked AS (
  UPDATE lease SET is_wanted = true
  WHERE destination_id = ANY($1::bigint[]) AND owner <> $2 AND NOT is_wanted RETURNING destination_id
)
SELECT pg_notify($3, 'leases ') FROM asked LIMIT 1
"""
_OWING: Final = """
SELECT destination_id, max(sequence) AS newest,
  coalesce(until < clock_timestamp() - $1 * interval '1 s', true) AS is_orphan
FROM outbox LEFT JOIN lease USING (destination_id)
GROUP BY destination_id, until
"""


class SqlLeases:
    """Implements `bot.relay.ports.Leases` in a table."""

    is_shared = True

    def __init__(self, line: Line, writer: Writer, clock: Clock) -> None:
        self._line = line
        self._writer = writer
        self._clock = clock
        self._owner = secrets.token_hex(8)
        self._until: dict[ChannelId, tuple[float, datetime]] = {}
        self._covered: dict[ChannelId, ChannelId] = {}

    def seconds_left(self, destination_id: ChannelId) -> float:
        """Return for how long a lane is surely ours, by both clocks: one of them stands still in a machine asleep."""
        until = self._until.get(self._covered.get(destination_id, destination_id))
        if until is None:
            return 0.0
        return min(until[0] - self._clock.monotonic(), (until[1] - self._clock.now()).total_seconds())

    def cover(self, thread_id: ChannelId, channel_id: ChannelId) -> None:
        """Let the lane of a thread be ours as long as that of its channel is."""
        self._covered[thread_id] = channel_id

    def uncover(self, thread_id: ChannelId) -> None:
        """Forget the lane of a thread."""
        self._covered.pop(thread_id, None)

    async def renew(self, home: Collection[ChannelId], guests: Collection[ChannelId]) -> Collection[ChannelId]:
        """Take or renew leases, as the port says."""
        held: set[ChannelId] = set()
        if home:
            held |= await self._taken(_TAKE, home, 0.0)
            if missing := set(home) - held:
                await self._line.ask(_WANT, sorted(missing), self._owner, CHANNEL)
        if guests:
            held |= await self._taken(_RENEW_AS_GUEST, guests)
        return held

    async def adopt(self, destination_ids: Collection[ChannelId]) -> Collection[ChannelId]:
        """Take the leases of lanes that have been nobody's for `GRACE_SECONDS`."""
        return await self._taken(_TAKE, destination_ids, GRACE_SECONDS)

    async def owing(self) -> Sequence[Owing]:
        """Return the lanes that owe something."""
        rows = await self._line.ask(_OWING, GRACE_SECONDS)
        return [Owing(ChannelId(row["destination_id"]), row["newest"], row["is_orphan"]) for row in rows]

    async def release(self, destination_ids: Collection[ChannelId]) -> None:
        """Give lanes up: after all that was written for them before."""
        for destination_id in destination_ids:
            self._until.pop(destination_id, None)
        await self._writer.write(_release, (self._owner, tuple(destination_ids)))

    async def _taken(self, statement: str, wanted: Collection[ChannelId], *more: float) -> set[ChannelId]:
        """Run *statement*, and have what it gives be ours only once all that was told meanwhile is heard."""
        # From before the statement, so that our end of it comes before the server's.
        until = (self._clock.monotonic() + LEASE_SECONDS, self._clock.now() + timedelta(seconds=LEASE_SECONDS))
        rows = await self._line.ask(statement, sorted(wanted), self._owner, LEASE_SECONDS, *more)
        taken = {ChannelId(row["destination_id"]) for row in rows}
        await self._line.catch_up()  # after it: the statement may be what mended the line
        self._until.update(dict.fromkeys(taken, until))
        return taken


def _release(connection: Connection, calls: Sequence[tuple[str, tuple[ChannelId, ...]]]) -> list[None]:
    for owner, destination_ids in calls:
        ours = (lease.c.owner == owner, lease.c.destination_id.in_(destination_ids))
        connection.execute(update(lease).where(*ours).values(until=func.clock_timestamp(), is_wanted=False))
    tell(connection, "leases")
    return [None] * len(calls)
