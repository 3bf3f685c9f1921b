"""What is past its time goes in slices, so that no message waits for all of it."""

from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy
from sqlalchemy import event

from bot.ids import ChannelId, MessageId
from bot.storage.database import Database
from bot.storage.expiry import SLICE
from bot.storage.outbox import TOMBSTONE_FOR
from tests.fakes import StillClock

MANY = 2 * SLICE + 7


@dataclass
class ObservingClock(StillClock):
    """A clock that notes after how many commits it was slept on."""

    commits: list[int] = field(default_factory=lambda: [0])
    rests: list[int] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.rests.append(len(self.commits))
        await StillClock.sleep(self, seconds)


async def test_no_commit_forgets_more_than_a_slice_and_others_have_their_turn_between(url: str):
    clock = ObservingClock()
    database = await Database.open(url, clock)

    def count(_connection, cursor, statement, *_) -> None:
        if statement.startswith("DELETE FROM"):
            clock.commits[-1] += cursor.rowcount

    def commit(_connection) -> None:
        clock.commits.append(0)

    refused = [MessageId(number) for number in range(1, MANY + 1)]
    await database.outbox.pass_over(ChannelId(1), MessageId(MANY), refused)
    clock.advance(TOMBSTONE_FOR + timedelta(seconds=1))
    event.listen(sqlalchemy.Engine, "after_cursor_execute", count)
    event.listen(sqlalchemy.Engine, "commit", commit)
    try:
        await database.ledger.expire()
    finally:
        event.remove(sqlalchemy.Engine, "after_cursor_execute", count)
        event.remove(sqlalchemy.Engine, "commit", commit)
        await database.close()
    assert [forgotten for forgotten in clock.commits if forgotten] == [SLICE, SLICE, MANY - 2 * SLICE]
    assert len(clock.rests) == 2
