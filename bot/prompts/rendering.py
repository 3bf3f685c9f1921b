"""Rendering: what a recap shows, read anew each time, as each channel is to read it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.bridges.model import Bridge, Endpoint
from bot.errors import Gone
from bot.ids import ChannelId, MessageId
from bot.prompts.answers import Answer, Picture, Quoted, RecapText, bridge_among, place_of
from bot.prompts.model import PromptId, Question
from bot.prompts.occasions import Past
from bot.prompts.quoting import sides_of
from bot.prompts.reading import Answers, posted
from bot.prompts.recap import Credit, Line, Outcome, RecapWording
from bot.relay.model import SourcePlace
from bot.translation.model import Language

Questions = Callable[[PromptId, Language], Awaitable[Question | None]]
"""Tells what a prompt asks, in a language; None where nobody knows any more."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A recap as it is to stand.

    Attributes:
        texts: By the channel that has the seat.
        gone: Messages that it showed, and that do not exist any more.
        is_final: Nothing in it waits for a translator.
    """

    texts: Mapping[ChannelId, RecapText]
    gone: frozenset[MessageId]
    is_final: bool


@dataclass(frozen=True, slots=True)
class _Whole:
    """All that recaps of one occasion have in common; its bridge is as it is between the places of the answers."""

    bridge: Bridge
    quotes: Sequence[Quoted]
    found: Mapping[MessageId, Answer]
    people: Mapping[Language, int]
    votes: Mapping[Language, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Rendering:
    """Makes recaps of what they show.

    Attributes:
        largest_picture: Returns how many bytes a picture may have in a channel.
    """

    answers: Answers
    wording: RecapWording
    asked: Questions
    largest_picture: Callable[[ChannelId], int]

    async def of(self, past: Past, bridge: Bridge, quotes: Sequence[Quoted]) -> Rendered:
        """Return the recap of an occasion in each of its channels, with what is left of *quotes*.

        Raises:
            Unavailable: Discord or the database does not answer.
        """
        postings = posted(past, bridge)
        found, gone = await self._found(past, quotes)
        people = by_side(bridge, {one.channel_id: [one.people] for one in postings})
        whole = _Whole(
            bridge_among(postings, bridge),
            quotes,
            found,
            {language: sum(counts) for language, counts in people.items()},
            await self.votes(past, bridge),
        )
        texts, is_final = {}, True
        for end in whole.bridge.endpoints:
            choice = past.occasion.choice
            question = None if choice is None else await self.asked(choice.prompt_id, end.language)
            texts[end.home], is_whole = await self._text(whole, end, question)
            is_final = is_final and is_whole
        return Rendered(texts, gone, is_final)

    async def votes(self, past: Past, bridge: Bridge) -> Mapping[Language, Sequence[int]]:
        """Return how often each answer of a topic's poll was chosen on each side; nothing where there is no poll."""
        counts = {}
        for posting in posted(past, bridge):
            if (votes := await self.answers.reader.votes(posting)) is not None:
                counts[posting.channel_id] = votes
        return by_side(bridge, counts) if counts else {}

    def fits(self, past: Past, bridge: Bridge) -> Callable[[Picture], bool]:
        """Return what tells whether a picture is small enough for every channel."""
        largest = min((self.largest_picture(place_of(one)) for one in posted(past, bridge)), default=0)
        return lambda picture: picture.size <= largest

    async def _found(
        self, past: Past, quotes: Sequence[Quoted]
    ) -> tuple[Mapping[MessageId, Answer], frozenset[MessageId]]:
        """Return what is shown as it reads now, and what of it is gone."""
        given = await self.answers.store.given(past.occasion.id)
        places = {posting.channel_id: place_of(posting) for posting in past.postings}
        found, gone = {}, set()
        for source_id, channel_id in {one.source_id: one.channel_id for one in quotes}.items():
            try:
                answer = await self.answers.one(SourcePlace(places.get(channel_id, channel_id), source_id), given)
            except Gone:
                gone.add(source_id)
            else:
                if answer is not None:
                    found[source_id] = answer
        return found, frozenset(gone)

    async def _text(self, whole: _Whole, end: Endpoint, question: Question | None) -> tuple[RecapText, bool]:
        """Return the recap for one channel, and whether nothing in it waits for a translator."""
        lines, credits_, pictures, is_final = [], [], [], True
        for quoted in whole.quotes:
            answer = whole.found.get(quoted.source_id)
            seat = None if answer is None else whole.bridge.endpoint(answer.message.channel_id)
            if answer is None or seat is None:
                continue
            name = answer.message.author.name
            if quoted.is_picture:
                link = await self.answers.link_in(answer, end, whole.bridge)
                fitting = [one for one in answer.pictures if one.size <= self.largest_picture(end.channel_id)]
                if link is not None and fitting:
                    credits_.append(Credit(name, link))
                    pictures.append(fitting[0])
            elif (read := await self.answers.read_in(answer, end, whole.bridge)) is not None and read.words:
                lines.append(Line(quoted.position, seat.language, name, read.words, read.link))
                is_final = is_final and read.is_final
        answers = () if question is None else question.answers
        outcome = Outcome(end.language, whole.people, lines, credits_, pictures, answers, whole.votes)
        return self.wording.of(outcome), is_final


def by_side(bridge: Bridge, counts: Mapping[ChannelId, Sequence[int]]) -> Mapping[Language, Sequence[int]]:
    """Return *counts*, by channel, added up for the channels of each side, under the language of its first."""
    ends = [end for end in bridge.endpoints if end.home in counts]
    added = {}
    for side in sides_of([(end.home, end.language) for end in ends]):
        first = next(end for end in ends if end.home == side[0])
        added[first.language] = [sum(column) for column in zip(*(counts[one] for one in side), strict=False)]
    return added
