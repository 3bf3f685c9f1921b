"""The topic of the day, put together: what posts it, and when that is looked after."""

from collections.abc import Sequence

from bot.app.parts import Parts
from bot.bridges.ports import NoticeChannel
from bot.calendars.lunar import BoraxCalendar
from bot.discord_adapter.topics import DiscordTopics
from bot.i18n.catalog import DestinationPhrases
from bot.prompts import library
from bot.prompts.poster import Poster
from bot.prompts.posting import Postings
from bot.prompts.shelf import OwnPrompts, Shelf
from bot.prompts.texts import PromptTexts
from bot.prompts.wording import Wording
from bot.scheduling.wakes import Look, Wakes
from bot.translation.aloud import Aloud


def poster_of(parts: Parts, moderators: NoticeChannel, own: OwnPrompts) -> Poster:
    """Return what posts topics."""
    daily, clock, relay = parts.database.daily, parts.ports.clock, parts.relay
    variants = parts.translations.variants
    board = DiscordTopics(parts.bot, parts.directory, parts.ports.threads.board)
    wording = Wording(DestinationPhrases(parts.catalog), variants.to_traditional, Aloud().sounds)
    postings = Postings(daily.occasions, board, relay.threads, wording, variants.prepare, clock)
    shelf = Shelf(library.load, BoraxCalendar(), daily.occasions, own)
    return Poster(daily.schedules, daily.occasions, shelf, postings, moderators, lambda: relay.bridges, clock)


def texts_of(parts: Parts, shelf: Shelf) -> PromptTexts:
    """Return what tells the questions of *shelf*."""
    variants = parts.translations.variants
    return PromptTexts(shelf, variants.prepare, variants.to_traditional)


def begin_topics(parts: Parts, looks: Sequence[Look]) -> None:
    """Look after what is due, once the relay hears."""
    wakes = Wakes(looks)
    parts.relay.when_ready(lambda: _begin(parts, wakes))


def _begin(parts: Parts, wakes: Wakes) -> None:
    parts.ports.tasks.start(wakes.run(), name="wakes")
