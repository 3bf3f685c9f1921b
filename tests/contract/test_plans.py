"""How the databases find what the relay asks for: by an index, whatever else they hold."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import event

from bot.bridges.model import CONFIGURATION, Endpoint
from bot.relay.webhook import Webhook
from bot.storage.database import Database
from bot.storage.tables import metadata
from bot.translation.model import EN
from tests.fakes import StillClock
from tests.owing import GUILD, HERE, SOURCE, THERE, Stores, deliver, edited, owe, pass_over, remove, said, stores_of
from tests.postgres import PostgresServer


async def test_no_statement_that_runs_while_messages_cross_reads_a_whole_table_of_a_file(tmp_path: Path):
    """Cost must grow with what changed, and not with what was ever said."""
    path = tmp_path / "qiao.db"
    clock = StillClock()
    database = await Database.open(f"sqlite:///{path}", clock)
    statements: set[str] = set()

    def note(_connection, _cursor, statement, *_) -> None:
        statements.add(statement)

    try:
        with before_each_statement(note):
            await live(stores_of(database, clock))
    finally:
        await database.close()
    plans = {}
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements - {"BEGIN IMMEDIATE"}:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", [None] * statement.count("?"))
            plans[statement] = [step for *_, step in plan]
    assert len(plans) > 20
    scans = {
        step for plan in plans.values() for step in plan if re.match(rf"SCAN ({'|'.join(metadata.tables)})\b", step)
    }
    # `waiting`, which a start asks for once; and hourly two short tables: who asked to be erased of late, and leases,
    # of which a file has none.
    assert scans == {"SCAN outbox USING INDEX sqlite_autoindex_outbox_2", "SCAN erasure", "SCAN lease"}


async def test_nor_does_one_of_a_server(postgres: PostgresServer):
    clock = StillClock()
    plans: dict[str, list[str]] = {}

    def explain(_connection, cursor, statement, parameters, *_) -> None:
        if re.match("SELECT|INSERT|UPDATE|DELETE", statement) and any(table in statement for table in metadata.tables):
            # While there is little in a table, the server would rather read all of it.
            cursor.execute("SET LOCAL enable_seqscan = off", ())
            is_for_many = bool(parameters) and isinstance(parameters[0], tuple)
            cursor.execute(f"EXPLAIN {statement}", parameters[0] if is_for_many else parameters)
            plans[statement] = [line for (line,) in cursor.fetchall()]

    async with postgres.database() as url:
        database = await Database.open(url, clock)
        try:
            with before_each_statement(explain):
                await live(stores_of(database, clock))
        finally:
            await database.close()
    assert len(plans) > 20
    read = {
        (table, "WHERE" in statement)
        for statement, plan in plans.items()
        for table in re.findall(r"Seq Scan on (\w+)", "\n".join(plan))
    }
    # The same three: `waiting` asks for all of it.
    assert read == {("outbox", False), ("erasure", True), ("lease", True)}


@contextmanager
def before_each_statement(do: Any) -> Iterator[None]:
    """Call *do* with each statement that SQLAlchemy is about to run."""
    event.listen(sqlalchemy.Engine, "before_cursor_execute", do)
    try:
        yield
    finally:
        event.remove(sqlalchemy.Engine, "before_cursor_execute", do)


async def live(stores: Stores) -> None:
    """Do everything that is done while messages cross."""
    await pass_over(stores, 5, 1, 2)
    await stores.webhooks.keep(Webhook(1, HERE, "token"))
    await stores.webhooks.of(HERE)
    await stores.bridges.replace(CONFIGURATION, [("main", [Endpoint(GUILD, HERE, EN)])])
    await stores.bridges.pause(HERE, is_paused=True)
    part = await deliver(stores, 10, 900)
    await stores.outbox.observe([said(11), edited(12), edited(10)])
    row = await owe(stores, edited(11, to=[HERE]))
    await stores.ledger.record(part, row, settles=False)
    await stores.ledger.settle(row, [part])
    await remove(stores, 10, 11)
    await stores.ledger.begin_removal([part.message_id])
    await stores.ledger.parts(part.source_id, HERE)
    await stores.ledger.source_of(part.message_id)
    await stores.ledger.live_sources(part.message_id)
    await stores.ledger.author_of(part.source_id)
    await stores.ledger.last_recorded(HERE)
    await stores.ledger.known([part.message_id])
    await stores.outbox.forget(row)
    await stores.ledger.expire()
    await stores.outbox.observe([said(20, to=[HERE, THERE])])
    assert (await stores.outbox.waiting())[0].source_channel_id == SOURCE
