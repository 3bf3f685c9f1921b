"""The stores of newcomers, together."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.storage.engine import Engine
from bot.storage.greeters import SqlGreeterStore
from bot.storage.introductions import SqlIntroductionStore
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class NewcomerStores:
    """What is kept of newcomers and greeters in a database."""

    introductions: SqlIntroductionStore
    greeters: SqlGreeterStore

    @classmethod
    def over(cls, engine: Engine, writer: Writer, clock: Clock) -> "NewcomerStores":
        """Return the stores over an engine."""
        return cls(SqlIntroductionStore(engine, writer, clock), SqlGreeterStore(engine, writer))
