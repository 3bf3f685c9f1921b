"""Statements that SQLite's own cursor runs: what they write and find is what SQLAlchemy writes and finds."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Connection, Integer, create_engine, delete, insert, select
from sqlalchemy.sql import bindparam

from bot.storage.compiled import execute, found_by, returned
from bot.storage.lanes import claim
from bot.storage.statements import upsert
from bot.storage.tables import metadata, outbox, tombstone

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
    "author_name": "小满 :x ? %s",
    "author_avatar_url": None,
    "author_is_bot": True,
    "content": "'; DROP TABLE outbox; -- 😀",
    "source_language": "zh-Hans",
    "pings": "",
    "carried": "",
    "expires_at": datetime(2027, 2, 6, 8, 0, 0, tzinfo=TAIPEI),
}
_KEYS: Any = bindparam("keys", expanding=True)


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connected:
        yield connected
    engine.dispose()


def test_every_kind_of_value_stands_as_sqlalchemy_would_have_written_it(connection: Connection):
    execute(connection, insert(outbox), [ROW])
    ours = connection.exec_driver_sql("SELECT * FROM outbox").all()
    connection.execute(delete(outbox))
    connection.execute(insert(outbox), [ROW])
    assert ours == connection.exec_driver_sql("SELECT * FROM outbox").all()
    assert connection.execute(select(outbox.c.expires_at)).scalar() == ROW["expires_at"]


def test_a_naive_moment_is_refused(connection: Connection):
    with pytest.raises(ValueError, match="naive"):
        execute(connection, insert(outbox), [{**ROW, "expires_at": datetime(2027, 2, 6)}])  # noqa: DTZ001 - that is the point


def test_what_changed_is_counted_over_all_rows(connection: Connection):
    execute(connection, insert(outbox), [{**ROW, "source_id": number, "sequence": number} for number in range(5)])
    gone = delete(outbox).where(outbox.c.source_id == bindparam("of_source"))
    assert execute(connection, gone, [{"of_source": number} for number in (1, 3, 99)]) == 2


@pytest.mark.parametrize("many", [1, 2, 3, 255, 256, 257, 1_000])
def test_any_number_of_keys_is_looked_for_and_each_row_found_once(connection: Connection, many: int):
    expires_at = datetime(2027, 1, 1, tzinfo=UTC)
    rows = [{"message_id": number, "channel_id": 7, "expires_at": expires_at} for number in range(many)]
    execute(connection, upsert(tombstone, "sqlite"), rows)
    query = select(tombstone.c.message_id, tombstone.c.channel_id).where(
        tombstone.c.message_id.in_(_KEYS), tombstone.c.channel_id == 7
    )
    found = list(found_by(connection, query, range(many + 10)))
    assert sorted(found) == [(number, 7) for number in range(many)]
    assert list(found_by(connection, query, ())) == []


def test_what_a_statement_returns_comes_for_each_row(connection: Connection):
    query = select(bindparam("said", type_=Integer))
    assert returned(connection, query, [{"said": 1}, {"said": 2}]) == [(1,), (2,)]
    assert claim(connection, {}) == {}


def test_what_is_found_reads_as_the_types_of_its_columns_say_and_may_be_picked_by_more_than_keys(
    connection: Connection,
):
    execute(connection, upsert(outbox, "sqlite"), [ROW, ROW | {"destination_id": 3}])
    query = select(outbox.c.destination_id, outbox.c.author_is_bot, outbox.c.expires_at).where(
        outbox.c.source_id.in_(_KEYS), outbox.c.destination_id == bindparam("place")
    )
    ((place, is_bot, expires_at),) = found_by(connection, query, [1, 2**63 - 1], {"place": 3})
    assert (place, is_bot, expires_at) == (3, True, ROW["expires_at"])
    assert is_bot is True
    assert expires_at.tzinfo is UTC
