"""The stores of what brings members together."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.storage.badges import SqlBadgeStore
from bot.storage.contributions import SqlContributions
from bot.storage.corrections import SqlCorrectionStore
from bot.storage.engine import Engine
from bot.storage.exclusions import SqlExclusionStore
from bot.storage.newcomers import NewcomerStores
from bot.storage.pairs import SqlPairStore
from bot.storage.partners import SqlPartnerStore
from bot.storage.reports import SqlReportStore
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class CommunityStores:
    """What participation keeps in a database, and what leads to it."""

    contributions: SqlContributions
    badges: SqlBadgeStore
    newcomers: NewcomerStores
    partners: SqlPartnerStore
    pairs: SqlPairStore
    exclusions: SqlExclusionStore
    reports: SqlReportStore
    corrections: SqlCorrectionStore

    @classmethod
    def over(cls, engine: Engine, writer: Writer, clock: Clock) -> "CommunityStores":
        """Return the stores over an engine."""
        its = engine, writer, clock
        return cls(
            SqlContributions(*its),
            SqlBadgeStore(engine, writer),
            NewcomerStores.over(*its),
            SqlPartnerStore(*its),
            SqlPairStore(*its),
            SqlExclusionStore(engine, writer),
            SqlReportStore(*its),
            SqlCorrectionStore(*its),
        )
