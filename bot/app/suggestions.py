"""Members' suggestions for the topic of the day, put together."""

from dataclasses import dataclass

from bot.app.parts import Parts
from bot.discord_adapter.suggestions import DiscordSuggestionBoard
from bot.prompts.drafting import Drafting
from bot.prompts.library import load
from bot.prompts.likeness import Likenesses
from bot.prompts.suggesting import Suggestions
from bot.prompts.suggestion_desk import SuggestionDesk


@dataclass(frozen=True, slots=True)
class SuggestionServices:
    """What members and moderators use for suggestions."""

    suggestions: Suggestions
    desk: SuggestionDesk


def suggestions_of(parts: Parts) -> SuggestionServices:
    """Return what suggestions need, and begin to look after them once the relay hears."""
    database, ports = parts.database, parts.ports
    store = database.daily.suggestions
    board = DiscordSuggestionBoard(parts.bot, parts.catalog)
    drafting, likenesses = Drafting(parts.translations), Likenesses(store, load)
    suggestions = Suggestions(
        store=store,
        bridges=database.bridges,
        schedules=database.daily.schedules,
        board=board,
        drafting=drafting,
        likenesses=likenesses,
        choices=parts.guard.members,
        clock=ports.clock,
    )

    def begin() -> None:
        ports.tasks.start(suggestions.run(), name="suggestions")

    parts.relay.when_ready(begin)
    desk = SuggestionDesk(store, database.bridges, board, drafting, likenesses, database.trail)
    return SuggestionServices(suggestions, desk)
