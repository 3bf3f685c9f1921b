"""The stores of what brings members together."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.storage.contributions import SqlContributions
from bot.storage.engine import Engine
from bot.storage.exclusions import SqlExclusionStore
from bot.storage.reports import SqlReportStore
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class CommunityStores:
    """What participation keeps in a database, and what leads to it."""

    contributions: SqlContributions
    exclusions: SqlExclusionStore
    reports: SqlReportStore

    @classmethod
    def over(cls, engine: Engine, writer: Writer, clock: Clock) -> "CommunityStores":
        """Return the stores over an engine."""
        return cls(
            SqlContributions(engine, writer, clock),
            SqlExclusionStore(engine, writer),
            SqlReportStore(engine, writer, clock),
        )
