"""Listing: all answers to a topic, page by page, for one reader in their language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.bridges.ports import BridgeStore
from bot.ids import ChannelId
from bot.prompts.answers import bridge_among, place_of
from bot.prompts.errors import TopicUnknown
from bot.prompts.occasions import OccasionId, OccasionStore
from bot.prompts.reading import Answers, posted
from bot.translation.model import Language

_ON_A_PAGE: Final = 6


@dataclass(frozen=True, slots=True)
class Listed:
    """One answer.

    Attributes:
        side: The language of the channel where it was given.
        words: Empty where it is a picture alone.
    """

    side: Language
    name: str
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the answers; *number* is from 1, of *pages*, and *count* answers there are in all."""

    listed: Sequence[Listed]
    number: int
    pages: int
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Lists answers. Nothing is kept of them, so Discord is asked each time."""

    bridges: BridgeStore
    occasions: OccasionStore
    answers: Answers

    async def page(
        self, occasion_id: OccasionId, channel_id: ChannelId, reads: Language | None, number: int = 1
    ) -> Page:
        """Return a page of the answers to an occasion for who *reads* a language; None: that of the channel.

        Args:
            channel_id: Where its reader is: it shows what stands there.

        Raises:
            TopicUnknown: The occasion, or its bridge, is forgotten.
            Unavailable: Discord or the database does not answer.
        """
        past = await self.occasions.by_id(occasion_id)
        postings = () if past is None else past.postings
        here = next((one for one in postings if channel_id in {one.channel_id, one.thread_id}), None)
        bridge = None if here is None else await self.bridges.containing(here.channel_id)
        if past is None or here is None or bridge is None:
            raise TopicUnknown
        within = bridge_among(posted(past, bridge), bridge)
        end = within.endpoint(place_of(here))
        if end is None:
            raise TopicUnknown
        said = [one for of in (await self.answers.under(past, bridge)).values() for one in of]
        said = [one for one in said if self.answers.may_be_shown(one.answer)]
        said = [one for one in said if await self.answers.link_in(one.answer, end, within) is not None]
        said.sort(key=lambda one: one.answer.id)
        pages = max(-(-len(said) // _ON_A_PAGE), 1)
        number = min(max(number, 1), pages)
        listed: list[Listed] = []
        for one in said[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE]:
            read = await self.answers.read_by(one.answer, end, reads or end.language, within)
            source = within.endpoint(one.answer.message.channel_id)
            if read is not None and source is not None:
                listed.append(Listed(source.language, one.answer.message.author.name, read.words, read.link))
        return Page(listed, number, pages, len(said))
