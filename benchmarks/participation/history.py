"""Two years of a large community, put into the tables as recording and folding would have left them.

Made by the database itself, of a few small tables; how active members are follows a power law, as everywhere.
"""

import asyncio
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import asyncpg
from sqlalchemy import make_url

from bot.ids import GuildId, first_id_at
from bot.participation.goals import week_of
from bot.participation.retention import AFTER
from bot.participation.standing import EVER, month_period, week_period
from bot.participation.tallying import LOOKED_AT, WAITS
from bot.storage.cohorts import KNOWN_FOR
from bot.storage.expiry import PERIODS_KEPT_FOR
from bot.storage.folding import ACTS_KEPT_FOR

GUILD: Final = GuildId(1 << 50)
DAYS: Final = 730
FIRST_MEMBER: Final = 1 << 40

_LEAST_ACTIVE, _TAIL, _MOST_ACTIVE = 7, 0.6, 600  # days of two years: of the median member ten, of the first one 600
_STEPS: Final = (7, 11, 13, 17, 19, 23, 29, 31)  # none of them divides two years: no day comes twice
_TALK_A_MEMBER: Final = 0.6  # messages in 72 hours
_SHOWN: Final = 0.05
_SKETCH: Final = "SKETCH"
_GRAMS: Final = bytes(range(64))
FILLED: Final = (
    *("act", "day_sum", "tongue_day", "tongue_week", "period_sum"),
    *("talk", "talk_day", "meeting_day", "arrival", "arrival_day"),
)
# They are made when all rows are there: to keep them up row by row takes far longer.
_NAMES: Final = ", ".join(f"'{name}'" for name in FILLED)
_INDICES_OF_SQLITE: Final = (
    f"SELECT name, sql FROM sqlite_master WHERE tbl_name IN ({_NAMES}) AND type = 'index' AND sql IS NOT NULL"
)
_INDICES_OF_POSTGRES: Final = (
    f"SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ({_NAMES}) AND indexname NOT LIKE 'pk%'"
)


@dataclass(frozen=True, slots=True)
class History:
    """What to fill in.

    Attributes:
        days: How far it reaches back, up to two years.
    """

    members: int
    now: datetime
    seed: int
    days: int = DAYS


async def fill(url: str, history: History) -> None:
    """Put *history* into the database at *url*, which nobody has open."""
    if make_url(url).get_backend_name() == "sqlite":
        await asyncio.to_thread(_fill_sqlite, url.removeprefix("sqlite:///"), history)
    else:
        await _fill_postgres(url, history)


def _members(history: History) -> Iterator[tuple[Any, ...]]:
    """Yield each member: on how many days they were active, from which on, with which step, and their tongue."""
    chance = random.Random(history.seed)  # noqa: S311 - chance that can be repeated
    for number in range(history.members):
        rank = (number + 0.5) / history.members
        days = min(int(_LEAST_ACTIVE * rank**-_TAIL), _MOST_ACTIVE)
        start, step = chance.randrange(DAYS), chance.choice(_STEPS)
        tongue, other = ("en", "zh") if chance.random() < 0.5 else ("zh", "en")
        yield FIRST_MEMBER + number, days, start, step, tongue, other, chance.random() < _SHOWN


def _calendar(history: History) -> Iterator[tuple[Any, ...]]:
    """Yield each day that is filled: its number, itself, its Monday, its periods, its noon and its first id."""
    today = history.now.date()
    for number in range(DAYS - history.days, DAYS):
        day = today - timedelta(days=DAYS - 1 - number)
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        periods = week_period(day), month_period(day)
        yield number, day, week_of(day), *periods, noon, first_id_at(noon - timedelta(hours=12))


_SMALL: Final = {
    "member": "user_id BIGINT PRIMARY KEY, days INT, start INT, step INT, tongue TEXT, other TEXT, shown BOOLEAN",
    "calendar": "d INTEGER PRIMARY KEY, day DATE, week DATE, "
    "its_week TEXT, its_month TEXT, noon {moment}, first BIGINT",
    "pair": "tongue TEXT, answered TEXT",
    "number": "i INTEGER PRIMARY KEY",
}
_PAIRS: Final = [(one, other) for one in ("en", "zh") for other in ("", "en", "zh")]
_NUMBERS: Final = [(number,) for number in range(_MOST_ACTIVE)]


def _filling(history: History) -> Sequence[str]:
    """Return the statements that fill the tables, of numbers alone and in SQL that both databases read."""
    now = history.now
    talks, fresh = int(history.members * _TALK_A_MEMBER), int(history.members * KNOWN_FOR.days / DAYS)
    talk_from, arrived_from = first_id_at(now - LOOKED_AT), first_id_at(now - KNOWN_FOR)
    said_every, came_every = ((first_id_at(now) - one) for one in (talk_from, arrived_from))
    said_every, came_every = said_every // max(talks, 1), came_every // max(fresh, 1)
    number = f"(m.user_id - {FIRST_MEMBER})"
    chance = "((m.start * 31 + n.i * 17 + m.user_id) % 97)"
    their_days = f"n.i < m.days AND c.d = (m.start + n.i * m.step) % {DAYS}"
    total = "sum(s.answer + s.across + s.given + s.received)"
    shown = "(SELECT shown FROM member WHERE user_id = s.user_id)"
    since = f"'{month_period((now - PERIODS_KEPT_FOR).date())}'"
    waits = " ".join("3" for _ in WAITS)
    is_reply = f"{number} % 10 < 3 AND {number} >= 5"
    return (
        f"""INSERT INTO day_sum SELECT {GUILD}, m.user_id, c.day, m.tongue,
            CASE WHEN {chance} % 5 = 0 THEN 1 ELSE 0 END, 1 + {chance} % 2, 0, 0, 0, 0, {chance} % 4 / 2,
            {chance} % 3 / 2 * 2 FROM member m CROSS JOIN number n CROSS JOIN calendar c WHERE {their_days}""",
        f"""INSERT INTO tongue_day SELECT {GUILD}, day, tongue, count(*), sum(answer), sum(across), 0, 0, 0, 0,
            sum(given), sum(received) FROM day_sum GROUP BY day, tongue""",
        f"""INSERT INTO tongue_week SELECT {GUILD}, c.week, t.tongue, sum(t.people)
            FROM tongue_day t JOIN calendar c ON c.day = t.day GROUP BY c.week, t.tongue""",
        f"""INSERT INTO period_sum SELECT {GUILD}, '{EVER}', s.user_id, {total}, {shown}
            FROM day_sum s GROUP BY s.user_id""",
        *(
            f"""INSERT INTO period_sum SELECT {GUILD}, c.{period}, s.user_id, {total}, {shown}
            FROM day_sum s CROSS JOIN calendar c WHERE c.day = s.day AND c.its_month >= {since}
            GROUP BY s.user_id, c.{period}"""
            for period in ("its_month", "its_week")
        ),
        f"""INSERT INTO act SELECT c.first + {number} * 300000000 + k.i * 1000,
            CASE WHEN k.i < 2 THEN 'across' ELSE 'given' END, m.user_id,
            {FIRST_MEMBER} + ({number} + 1 + {chance}) % {history.members},
            CASE WHEN k.i < 2 THEN '' ELSE 'thumb' END, {GUILD}, 100, m.tongue, m.other, c.noon, c.day,
            {_SKETCH}, 'counted', 0
            FROM member m CROSS JOIN number n CROSS JOIN calendar c CROSS JOIN number k WHERE {their_days}
            AND k.i < 2 + {chance} % 3 AND c.d >= {DAYS - ACTS_KEPT_FOR.days} ORDER BY 1""",
        f"""INSERT INTO talk SELECT {talk_from} + {number} * {said_every}, {GUILD}, 100, m.user_id, m.tongue,
            CASE WHEN {is_reply} THEN {talk_from} + ({number} - 5) * {said_every} END,
            CASE WHEN {is_reply} THEN m.user_id - 5 END, CASE WHEN {is_reply} THEN m.other END,
            {number} % 50 = 0, {number} % 100 = 0, {is_reply}, {number} % 20 = 0,
            CASE WHEN {is_reply} THEN {number} % {len(WAITS)} END FROM member m WHERE {number} < {talks}""",
        f"INSERT INTO talk_day SELECT {GUILD}, c.day, p.tongue, p.answered, 1000 + c.d FROM calendar c, pair p",
        f"INSERT INTO meeting_day SELECT {GUILD}, c.day, 100, 60, 20, 5, '{waits}' FROM calendar c",
        f"""INSERT INTO arrival SELECT {GUILD}, m.user_id, {arrived_from} + {number} * {came_every}, 100,
            CASE WHEN {number} % 3 < 2 THEN {arrived_from} + {number} * {came_every} + 1000000000 END,
            CASE WHEN {number} % 3 < 1 THEN {arrived_from} + {number} * {came_every} + 1000000000 END,
            {", ".join(f"{number} % {after + 2} = 0" for after in AFTER)} FROM member m WHERE {number} < {fresh}""",
        *(
            f"INSERT INTO arrival_day SELECT {GUILD}, c.day, {is_early}, 500, 300, 200, 100 FROM calendar c"
            for is_early in ("1 = 1", "1 = 0")
        ),
    )


def _fill_sqlite(path: str, history: History) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("synchronous = OFF", "cache_size = -300000", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        indices = list(connection.execute(_INDICES_OF_SQLITE))
        for name, _ in indices:
            connection.execute(f"DROP INDEX {name}")
        for name, rows in _small(history):
            connection.execute(f"CREATE TEMPORARY TABLE {name} ({_SMALL[name].format(moment='TEXT')})")
            as_kept = (tuple(map(_kept, row)) for row in rows)
            places = ", ".join("?" * (_SMALL[name].count(",") + 1))
            connection.executemany(f"INSERT INTO {name} VALUES ({places})", as_kept)
        for statement in _filling(history):
            connection.execute(statement.replace(_SKETCH, f"x'{_GRAMS.hex()}'"))
        for _, definition in indices:
            connection.execute(definition)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def _fill_postgres(url: str, history: History) -> None:
    connection = await asyncpg.connect(url)
    try:
        indices = await connection.fetch(_INDICES_OF_POSTGRES)
        for name, _ in indices:
            await connection.execute(f"DROP INDEX {name}")
        for name, rows in _small(history):
            await connection.execute(f"CREATE TEMPORARY TABLE {name} ({_SMALL[name].format(moment='TIMESTAMPTZ')})")
            await connection.copy_records_to_table(name, records=list(rows))
            await connection.execute(f"ANALYZE {name}")
        for statement in _filling(history):
            await connection.execute(statement.replace(_SKETCH, f"'\\x{_GRAMS.hex()}'::bytea"), timeout=3600)
        for _, definition in indices:
            await connection.execute(definition, timeout=3600)
        await connection.execute("VACUUM ANALYZE", timeout=3600)
    finally:
        await connection.close()


def _small(history: History) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    yield "member", _members(history)
    yield "calendar", _calendar(history)
    yield "pair", iter(_PAIRS)
    yield "number", iter(_NUMBERS)


def _kept(value: Any) -> Any:
    """Return *value* as SQLite keeps it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S.%f}"
    return value.isoformat() if isinstance(value, date) else value
