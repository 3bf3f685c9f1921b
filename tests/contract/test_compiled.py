"""Statements that the driver's own cursor runs: what they write and find is what SQLAlchemy writes and finds."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Connection, Integer, create_engine, delete, insert, make_url, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.sql import bindparam

from bot.storage.compiled import execute, found_by, returned
from bot.storage.lanes import claim
from bot.storage.passing import passing
from bot.storage.statements import upsert
from bot.storage.tables import metadata, outbox, tombstone
from tests.postgres import PostgresServer

TAIPEI = timezone(timedelta(hours=8))
ROW: dict[str, Any] = {
    "source_id": 2**63 - 1,
    "destination_id": 2,
    "source_channel_id": 3,
    "source_guild_id": 4,
    "sequence": 5,
    "debt": "create",
    "revision": -1,
    "author_id": 6,
    "author_name": "小满 :x ? %s $1",
    "author_avatar_url": None,
    "author_is_bot": True,
    "content": "'; DROP TABLE outbox; -- 😀",
    "source_language": "zh-Hans",
    "pings": "",
    "carried": "",
    "expires_at": datetime(2027, 2, 6, 8, 0, 0, tzinfo=TAIPEI),
}
_KEYS: Any = bindparam("keys", expanding=True)

Run = Callable[[Callable[[Connection], None]], Awaitable[None]]


@pytest.fixture(params=["sqlite", "postgresql"])
async def run(request: pytest.FixtureRequest) -> AsyncIterator[Run]:
    """Run something on a connection to a database with our tables."""
    if request.param == "sqlite":
        engine = create_engine("sqlite://")
        with engine.begin() as connection:
            metadata.create_all(connection)

            async def at_once(work: Callable[[Connection], None]) -> None:
                work(connection)

            yield at_once
        engine.dispose()
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    async with server.database() as url:
        async_engine = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"))
        async with async_engine.connect() as connected:
            await connected.run_sync(metadata.create_all)
            yield connected.run_sync
            await connected.rollback()
        await async_engine.dispose()


async def test_every_kind_of_value_stands_as_sqlalchemy_would_have_written_it(run: Run):
    def check(connection: Connection) -> None:
        execute(connection, insert(outbox), [ROW])
        ours = connection.exec_driver_sql("SELECT * FROM outbox").all()
        connection.execute(delete(outbox))
        connection.execute(insert(outbox), [ROW])
        assert ours == connection.exec_driver_sql("SELECT * FROM outbox").all()
        assert connection.execute(select(outbox.c.expires_at)).scalar() == ROW["expires_at"]

    await run(check)


async def test_a_naive_moment_is_refused(run: Run):
    def check(connection: Connection) -> None:
        with pytest.raises(ValueError, match="naive"):
            execute(connection, insert(outbox), [{**ROW, "expires_at": datetime(2027, 2, 6)}])  # noqa: DTZ001 - that is the point

    await run(check)


async def test_what_changed_is_counted(run: Run):
    def check(connection: Connection) -> None:
        rows = [{**ROW, "source_id": number, "sequence": number} for number in range(5)]
        execute(connection, insert(outbox), rows)
        gone = delete(outbox).where(outbox.c.source_id == bindparam("of_source"))
        assert execute(connection, gone, [{"of_source": 99}]) == 0
        assert execute(connection, gone, [{"of_source": 1}]) == 1
        # Over all rows, but by PostgreSQL's driver, which does not count them.
        over_all = 2 if connection.dialect.name == "sqlite" else -1
        assert execute(connection, gone, [{"of_source": number} for number in (2, 3, 99)]) == over_all

    await run(check)


@pytest.mark.parametrize("many", [1, 2, 3, 255, 256, 257, 1_000])
async def test_any_number_of_keys_is_looked_for_and_each_row_found_once(run: Run, many: int):
    def check(connection: Connection) -> None:
        expires_at = datetime(2027, 1, 1, tzinfo=UTC)
        rows = [{"message_id": number, "channel_id": 7, "expires_at": expires_at} for number in range(many)]
        execute(connection, upsert(tombstone, connection.dialect.name), rows)
        query = select(tombstone.c.message_id, tombstone.c.channel_id).where(
            tombstone.c.message_id.in_(_KEYS), tombstone.c.channel_id == 7
        )
        found = list(found_by(connection, query, range(many + 10)))
        assert sorted(found) == [(number, 7) for number in range(many)]
        assert list(found_by(connection, query, ())) == []

    await run(check)


async def test_what_a_statement_returns_comes_for_each_row(run: Run):
    def check(connection: Connection) -> None:
        rows = [{"message_id": number, "channel_id": 7, "expires_at": ROW["expires_at"]} for number in range(3)]
        put = insert(tombstone).returning(tombstone.c.message_id, tombstone.c.expires_at)
        assert returned(connection, put, rows[:1]) == [(0, ROW["expires_at"])]
        assert sorted(returned(connection, put, rows[1:])) == [(1, ROW["expires_at"]), (2, ROW["expires_at"])]
        query = select(bindparam("said", type_=Integer))
        assert returned(connection, query, [{"said": 1}]) == [(1,)]
        assert claim(connection, {}) == {}

    await run(check)


async def test_what_is_found_reads_as_the_types_of_its_columns_say_and_may_be_picked_by_more_than_keys(run: Run):
    def check(connection: Connection) -> None:
        execute(connection, upsert(outbox, connection.dialect.name), [ROW, ROW | {"destination_id": 3}])
        query = select(outbox.c.destination_id, outbox.c.author_is_bot, outbox.c.expires_at).where(
            outbox.c.source_id.in_(_KEYS), outbox.c.destination_id == bindparam("place")
        )
        ((place, is_bot, expires_at),) = found_by(connection, query, [1, 2**63 - 1], {"place": 3})
        assert (place, is_bot, expires_at) == (3, True, ROW["expires_at"])
        assert is_bot is True
        assert expires_at.tzinfo is UTC

    await run(check)


async def test_postgresql_s_errors_are_told_apart(postgres: PostgresServer):
    """A connection that is cut off passes by itself, and is not lent again; a wrong statement is a bug."""
    async with postgres.database() as url:
        engine = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"), pool_size=1)

        def twice(connection: Connection) -> None:
            execute(connection, insert(outbox), [ROW])
            execute(connection, insert(outbox), [ROW])

        def cut_off(connection: Connection) -> None:
            connection.connection.driver_connection.terminate()  # type: ignore[union-attr] # asyncpg's
            execute(connection, insert(outbox), [ROW])

        async with engine.begin() as connected:
            await connected.run_sync(metadata.create_all)
        for work, is_passing in ((twice, False), (cut_off, True)):
            with pytest.raises(DBAPIError) as raised:
                async with engine.begin() as connected:
                    await connected.run_sync(work)
            assert (passing(raised.value) is not None) is is_passing
            assert str(ROW["content"]) not in str(raised.value)
        async with engine.connect() as connected:
            assert (await connected.execute(select(outbox))).all() == []
        await engine.dispose()
