"""Boards, cards and insights of a large community with a long history: how long their reads take."""

import random
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import click
from sqlalchemy import Connection, make_url, text

from benchmarks.participation.history import FILLED, FIRST_MEMBER, GUILD, History, fill
from benchmarks.soak.figure import Figure
from bot.clock import SystemClock
from bot.ids import UserId
from bot.participation.goals import week_of
from bot.participation.standing import EVER, month_period, week_period
from bot.storage.contributions import SqlContributions
from bot.storage.database import Database

Look = Callable[[], Awaitable[object]]

_SHOWN: Final = timedelta(weeks=12)
_YEAR: Final = timedelta(weeks=52)
_SHORT: Final = timedelta(weeks=12)  # of the history beside which two years are held
_ROUNDS: Final = 15
_PATIENCE_MS: Final = 10_000.0
_NAMES: Final = 25
_BOARD_MS, _CARD_MS, _INSIGHTS_MS = 50.0, 150.0, 2000.0
_GROWTH: Final = 1.5  # for nine times the history


async def standing(url: str, other_url: str, name: str, seed: int, *, members: int) -> AsyncIterator[Figure]:
    """Fill two databases, with two years and with twelve weeks, and read both."""
    clock = SystemClock()
    short = History(members, clock.now(), seed, _SHORT.days)
    brief = await _read(other_url, short)
    whole = await _read(url, History(members, short.now, seed))
    click.echo(whole.size)
    before = f"{name}, {members:,} members, {whole.contributions:,} contributions"
    for what, took in whole.took.items():
        most = {"board": _BOARD_MS, "card": _CARD_MS}.get(what.partition(":")[0], _INSIGHTS_MS)
        yield Figure(f"{before}: {what}", took, most, "ms")
    for what in ("board", "card", "insights"):
        many, few = (sum(ms for one, ms in found.recent.items() if one.startswith(what)) for found in (whole, brief))
        yield Figure(f"{name}: {what} of 12 weeks, over {few:.1f} ms where these are all there is", many / few, _GROWTH)


@dataclass(frozen=True, slots=True)
class _Read:
    """How long (milliseconds) each read took, and what was read.

    Attributes:
        took: A year.
        recent: Twelve weeks.
        size: In lines for people.
    """

    took: Mapping[str, float]
    recent: Mapping[str, float]
    contributions: int
    size: str


async def _read(url: str, history: History) -> _Read:
    await (await Database.open(url, SystemClock())).close()  # which makes the tables
    began = time.perf_counter()
    await fill(url, history)
    click.echo(f"{history.days} days filled in {time.perf_counter() - began:.0f} s", err=True)
    database = await Database.open(url, SystemClock())
    try:
        took, recent = [
            {
                what: await _median(look)
                for what, look in _looks(database.community.contributions, history, shown).items()
            }
            for shown in (_YEAR, _SHOWN)
        ]
        contributions, size = await database._engine.read(lambda connection: _size(connection, url))  # noqa: SLF001 - no store tells
        return _Read(took, recent, contributions, size)
    finally:
        await database.close()


def _looks(store: SqlContributions, history: History, shown: timedelta) -> Mapping[str, Look]:
    """Return what is read for each thing that is shown, with insights into as many weeks as *shown*."""
    today, chance, guilds = history.now.date(), random.Random(history.seed), [GUILD]  # noqa: S311 - as above
    since, weeks = today - shown, f"{shown.days // 7} weeks"
    ever = (date(2015, 1, 1), today)

    def member() -> UserId:  # the card of somebody active takes longest
        return UserId(FIRST_MEMBER + chance.randrange(min(1000, history.members)))

    async def joint_bar() -> None:
        await store.by_tongue(guilds, (week_of(today), today))

    async def card() -> None:
        await store.of_member(guilds, member(), ever)

    return {
        "board: names of the week": lambda: store.named(guilds, week_period(today), _NAMES),
        "board: names of the month": lambda: store.named(guilds, month_period(today), _NAMES),
        "board: names of all times": lambda: store.named(guilds, EVER, _NAMES),
        "board: the joint bar": joint_bar,
        "card: all of its member's days": card,
        f"insights: by tongue, {weeks}": lambda: store.by_tongue(guilds, (since, today)),
        f"insights: people, {weeks}": lambda: store.people(guilds, (week_of(since), today)),
        f"insights: meetings, {weeks}": lambda: store.meetings(guilds, (since, today)),
        f"insights: arrivals, {weeks}": lambda: store.arrivals(guilds, (since, today)),
    }


async def _median(look: Look) -> float:
    """Return how long *look* takes, of several the middle one: what else the machine does is no matter of ours."""
    times: list[float] = []
    while len(times) < _ROUNDS and sum(times) < _PATIENCE_MS:
        began = time.perf_counter()
        await look()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _size(connection: Connection, url: str) -> tuple[int, str]:
    """Return how many contributions there are, and how many rows of each kind and what they take."""
    lines = []
    sizes = {row.name: int(row.size) for row in connection.execute(text(_SIZES[connection.dialect.name]))}
    for name in FILLED:
        rows = connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()  # noqa: S608 - one of ours
        each = sizes[name] / max(rows, 1)
        lines.append(f"  {name:<12} {rows:>12,} rows {sizes[name] / 1e6:>10,.1f} MB {each:>8,.0f} bytes a row")
    total = connection.execute(text("SELECT sum(total) FROM period_sum WHERE period = 'ever'")).scalar_one()
    if connection.dialect.name == "sqlite":
        file = Path(str(make_url(url).database)).stat().st_size
        lines.append(f"  the file     {file / 1e6:,.0f} MB")
    return int(total), "\n".join(lines)


# Of tables with their indices; where SQLite was built without `dbstat`, this fails.
_SIZES: Final = {
    "sqlite": "SELECT tbl_name AS name, sum(pgsize) AS size FROM dbstat JOIN sqlite_master USING (name)"
    " WHERE aggregate = TRUE GROUP BY tbl_name",
    "postgresql": "SELECT relname AS name, pg_total_relation_size(oid) AS size FROM pg_class WHERE relkind = 'r'",
}
