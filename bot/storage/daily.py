"""The stores of the topic of the day, together."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.storage.daily_quotes import SqlAnswerStore, SqlQuoteStore
from bot.storage.engine import Engine
from bot.storage.occasions import SqlOccasionStore
from bot.storage.schedules import SqlScheduleStore
from bot.storage.suggestions import SqlSuggestionStore
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class DailyStores:
    """What the prompts keep in a database."""

    schedules: SqlScheduleStore
    occasions: SqlOccasionStore
    answers: SqlAnswerStore
    quotes: SqlQuoteStore
    suggestions: SqlSuggestionStore

    @classmethod
    def over(cls, engine: Engine, writer: Writer, clock: Clock) -> "DailyStores":
        """Return the stores over an engine."""
        return cls(
            SqlScheduleStore(engine, writer),
            SqlOccasionStore(engine, writer, clock),
            SqlAnswerStore(engine, writer, clock),
            SqlQuoteStore(engine, writer, clock),
            SqlSuggestionStore(engine, writer, clock),
        )
