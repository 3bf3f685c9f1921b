"""Whatever is asked of the fake and of a database, in whatever order, they answer alike."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from bot.ids import ChannelId, MessageId
from bot.relay.joining import Joining
from bot.relay.model import Owed, Part, Revision
from bot.relay.ports import Admitted
from bot.storage.database import Database
from bot.translation.model import Quality
from tests.fakes import StillClock
from tests.owing import SOURCE, Stores, edited, memory_stores, said, stores_of
from tests.postgres import PostgresServer

MESSAGES = [MessageId(n) for n in range(1, 6)]
DESTINATIONS = [ChannelId(200), ChannelId(201), SOURCE]

# What the relay calls well-formed: PostgreSQL keeps no NUL, and UTF-8 no half of a surrogate pair.
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=3)

message_ids = st.lists(st.sampled_from(MESSAGES), max_size=3)
copy_numbers = st.integers(0, 3)


@st.composite
def admitted(draw: st.DrawFn) -> Admitted:
    make = draw(st.sampled_from([said, edited]))
    one = make(
        draw(st.sampled_from(MESSAGES)),
        draw(WORDS),
        Revision(draw(st.integers(0, 3))),
        to=draw(st.lists(st.sampled_from(DESTINATIONS), unique=True)),
    )
    return replace(one, helps_here=draw(st.booleans()))


def copy(row: Owed, number: int, ordinal: int, quality: Quality, revision: Revision) -> Part:
    message_id = MessageId(row.destination_id * 10 + number)
    return Part(message_id, row.destination_id, row.source_id, row.source_channel_id, ordinal, 0, 9, revision, quality)


@asynccontextmanager
async def sqlite_file() -> AsyncIterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'qiao.db'}"


class Agreement(RuleBasedStateMachine):
    """Asks both, and compares answers and what stands afterwards."""

    rows = Bundle("rows")
    empty: Callable[[], AbstractAsyncContextManager[str]] = sqlite_file

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.memory = memory_stores()
        self.clock = StillClock()
        self.place = type(self).empty()
        self.database = self.loop.run(Database.open(self.loop.run(self.place.__aenter__()), self.clock))
        database = self.database
        self.kept = stores_of(database, self.clock)

    def teardown(self) -> None:
        self.loop.run(self.database.close())
        self.loop.run(self.place.__aexit__(None, None, None))
        self.loop.close()

    def both(self, ask: Any) -> Any:
        """Return what *ask*, given stores, answers on both."""

        async def asked() -> tuple[Any, Any]:
            return await ask(self.memory), await ask(self.kept)

        one, other = self.loop.run(asked())
        assert one == other
        return one

    @initialize()
    def begin_in_a_known_channel(self) -> None:
        self.both(lambda stores: stores.outbox.pass_over(SOURCE, MessageId(1), []))

    @rule(target=rows, messages=st.lists(admitted(), max_size=4))
    def observe(self, messages: Sequence[Admitted]) -> Any:
        return multiple(*self.both(lambda stores: stores.outbox.observe(messages)))

    @rule(target=rows, calls=st.lists(st.lists(admitted(), max_size=2), max_size=3))
    def observe_at_once(self, calls: Sequence[Sequence[Admitted]]) -> Any:
        def ask(stores: Stores) -> Awaitable[list[Sequence[Owed]]]:
            return asyncio.gather(*(stores.outbox.observe(messages) for messages in calls))

        return multiple(*(row for rows in self.both(ask) for row in rows))

    @rule(target=rows, removed=message_ids)
    def remove(self, removed: Sequence[MessageId]) -> Any:
        async def ask(stores: Stores) -> list[Owed]:
            rows = await stores.outbox.remove(SOURCE, removed)
            return sorted(rows, key=lambda row: (row.source_id, row.destination_id))

        return multiple(*self.both(ask))

    @rule(upto=st.sampled_from(MESSAGES), refused=message_ids)
    def pass_over(self, upto: MessageId, refused: Sequence[MessageId]) -> None:
        self.both(lambda stores: stores.outbox.pass_over(SOURCE, upto, refused))

    @rule(row=rows)
    def forget(self, row: Owed) -> None:
        self.both(lambda stores: stores.outbox.forget(row))

    @rule(
        target=rows,
        row=rows,
        number=copy_numbers,
        ordinal=st.integers(0, 1),
        quality=st.sampled_from(Quality),
        settles=st.booleans(),
    )
    def record(self, row: Owed, number: int, ordinal: int, quality: Quality, *, settles: bool) -> Any:
        part = copy(row, number, ordinal, quality, row.revision)
        now = self.both(lambda stores: stores.ledger.record(part, row, settles=settles))
        return multiple() if now is None else now

    @rule(
        target=rows,
        row=rows,
        numbers=st.lists(copy_numbers, unique=True, max_size=3),
        quality=st.sampled_from(Quality),
    )
    def settle(self, row: Owed, numbers: Sequence[int], quality: Quality) -> Any:
        shown = [copy(row, number, ordinal, quality, row.revision) for ordinal, number in enumerate(numbers)]
        now = self.both(lambda stores: stores.ledger.settle(row, shown))
        return multiple() if now is None else now

    @rule(chosen=st.lists(rows, min_size=0, max_size=3))
    def join(self, chosen: Sequence[Owed]) -> None:
        here = [row for row in {row.source_id: row for row in chosen}.values() if row.destination_id == DESTINATIONS[0]]
        self.both(lambda stores: stores.outbox.join(DESTINATIONS[0], here))

    @rule(
        target=rows,
        chosen=st.lists(rows, min_size=1, max_size=3),
        number=copy_numbers,
        quality=st.sampled_from(Quality),
    )
    def record_joined(self, chosen: Sequence[Owed], number: int, quality: Quality) -> Any:
        same = [row for row in {row.source_id: row for row in chosen}.values() if row.destination_id == DESTINATIONS[0]]
        parts = [replace(copy(row, number, 0, quality, row.revision), joining=Joining.AUTHOR) for row in same]
        now = self.both(lambda stores: stores.ledger.record_joined(parts, same)) if same else []
        return multiple(*(row for row in now if row is not None))

    @rule(row=rows, numbers=st.lists(copy_numbers, min_size=1, max_size=2, unique=True))
    def begin_taking_out(self, row: Owed, numbers: Sequence[int]) -> None:
        leaving, *gone = [copy(row, number, 0, Quality.FINAL, row.revision) for number in numbers]
        self.both(lambda stores: stores.ledger.begin_taking_out(leaving, gone))

    @rule(row=rows, numbers=st.lists(copy_numbers, max_size=2))
    def begin_removal(self, row: Owed, numbers: Sequence[int]) -> None:
        leaving = [MessageId(row.destination_id * 10 + number) for number in numbers]
        self.both(lambda stores: stores.ledger.begin_removal(leaving))

    @rule(hours=st.sampled_from([1, 23, 25, 300]), expires=st.booleans())
    def wait(self, hours: int, *, expires: bool) -> None:
        for stores in (self.memory, self.kept):
            stores.clock.advance(timedelta(hours=hours))
        if expires:
            self.both(lambda stores: stores.ledger.expire())

    @invariant()
    def both_remember_the_same(self) -> None:
        self.both(lambda stores: stores.outbox.waiting())
        self.both(lambda stores: stores.outbox.watermarks())
        copies = [MessageId(destination * 10 + number) for destination in DESTINATIONS for number in range(4)]
        self.both(lambda stores: stores.ledger.known(copies))
        for message_id in copies:
            self.both(lambda stores, of=message_id: stores.ledger.together(of))
        for destination in DESTINATIONS:
            self.both(lambda stores, at=destination: stores.ledger.last_recorded(at))
            for message_id in MESSAGES[:2]:
                self.both(lambda stores, of=message_id, at=destination: stores.ledger.parts(of, at))


def test_the_fake_and_sqlite_agree():
    run_state_machine_as_test(Agreement, settings=settings(max_examples=40, stateful_step_count=25))


def test_the_fake_and_postgresql_agree(postgres: PostgresServer):
    """Fewer examples: it is the same code, and each step takes the network's time."""

    class OnPostgresql(Agreement):
        empty = postgres.database

    run_state_machine_as_test(OnPostgresql, settings=settings(max_examples=10, stateful_step_count=25))
