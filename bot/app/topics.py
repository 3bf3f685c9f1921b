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
from bot.prompts.wording import Wording
from bot.scheduling.wakes import Look, Wakes
from bot.translation.aloud import Aloud
from bot.translation.model import ZH_HANS, ZH_HANT, Language
from bot.translation.variants import Variants


def poster_of(parts: Parts, moderators: NoticeChannel, own: OwnPrompts) -> Poster:
    """Return what posts topics."""
    daily, clock, relay = parts.database.daily, parts.ports.clock, parts.relay
    variants = parts.translations.variants

    async def prepare(language: Language) -> None:
        if language == ZH_HANT:
            await variants.convert("", ZH_HANS, ZH_HANT)

    board = DiscordTopics(parts.bot, parts.directory, parts.ports.threads.board)
    postings = Postings(daily.occasions, board, relay.threads, wording_of(parts, variants), prepare, clock)
    shelf = Shelf(library.load, BoraxCalendar(), daily.occasions, own)
    return Poster(daily.schedules, daily.occasions, shelf, postings, moderators, lambda: relay.bridges, clock)


def wording_of(parts: Parts, variants: Variants) -> Wording:
    """Return what words topics."""
    return Wording(
        DestinationPhrases(parts.catalog), lambda text: variants.convert_now(text, ZH_HANS, ZH_HANT), Aloud().sounds
    )


def begin_topics(parts: Parts, looks: Sequence[Look]) -> None:
    """Look after what is due, once the relay hears."""
    wakes = Wakes(looks)
    parts.relay.when_ready(lambda: _begin(parts, wakes))


def _begin(parts: Parts, wakes: Wakes) -> None:
    parts.ports.tasks.start(wakes.run(), name="wakes")
