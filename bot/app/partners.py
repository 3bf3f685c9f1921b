"""Language partners, put together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from bot.app.parts import Parts
from bot.bridges.ports import NoticeChannel
from bot.discord_adapter.pair_threads import DiscordPairBoard
from bot.i18n.catalog import DestinationPhrases
from bot.partners.apart import matched_apart
from bot.partners.joining import Partners
from bot.partners.rounds import Rounds
from bot.partners.tending import Tending
from bot.partners.words import PairWords
from bot.prompts.model import Mode, Prompt, Theme
from bot.prompts.seasons import Season
from bot.prompts.shelf import Shelf
from bot.scheduling.wakes import Look
from bot.translation.model import ZH_HANS, ZH_HANT, Language
from bot.translation.variants import Variants


@dataclass(frozen=True, slots=True)
class PartnerServices:
    """What members use for partners, and what is to be looked at."""

    partners: Partners
    looks: Sequence[Look]


def partners_of(parts: Parts, moderators: NoticeChannel, shelf: Shelf) -> PartnerServices:
    """Return what partners need."""
    database, guard, relay, clock = parts.database, parts.guard, parts.relay, parts.ports.clock
    board = DiscordPairBoard(parts.bot, parts.directory, guard.watch, clock)
    words = PairWords(DestinationPhrases(parts.catalog), _Topics(shelf, parts.translations.variants))
    tending = Tending(
        store=database.community.partners,
        pairs=database.community.pairs,
        board=board,
        threads=guard.pair_threads,
        words=words,
        relay=relay.threads,
        moderators=moderators,
        bridges=lambda: relay.bridges,
        clock=clock,
    )
    rounds = Rounds(
        store=database.community.partners,
        pairs=database.community.pairs,
        board=board,
        choices=guard.members,
        mutes=guard.mutes,
        bridges=lambda: relay.bridges,
        match=matched_apart,
        clock=clock,
    )
    partners = Partners(
        store=database.community.partners,
        pairs=database.community.pairs,
        threads=guard.pair_threads,
        bridges=database.bridges,
        board=board,
        choices=guard.members,
        mutes=guard.mutes,
        clock=clock,
        close_all=tending.close_all,
    )
    return PartnerServices(partners, [rounds.look, tending.look])


@dataclass(frozen=True, slots=True)
class _Topics:
    """Implements `bot.partners.ports.FirstTopics` by the prompts that ship."""

    shelf: Shelf
    variants: Variants

    async def topic(self, language: Language, interests: Collection[Theme], number: int) -> str:
        """Return small talk or a story, at any time of the year, about one of *interests* if there is any."""
        fitting = [one for one in await self.shelf.library() if _is_for_two(one)]
        liked = [one for one in fitting if one.theme in interests] or fitting
        if language == ZH_HANT:
            await self.variants.convert("", ZH_HANS, ZH_HANT)  # loads what it takes, beside all else
        prompt = sorted(liked, key=lambda one: one.id)[number * _STRIDE % len(liked)]
        return prompt.asked_in(language, lambda text: self.variants.convert_now(text, ZH_HANS, ZH_HANT)).text


_STRIDE: Final = 7919  # a prime, so that pairs of one week talk about different things


def _is_for_two(one: Prompt) -> bool:
    return one.mode is Mode.TALK and one.season == Season.parsed("") and one.depth < 3
