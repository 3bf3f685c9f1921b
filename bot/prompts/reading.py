"""Reading answers: which of them may be shown in which channel, and in whose words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.bridges.model import Bridge, Endpoint
from bot.errors import Gone, Refused
from bot.ids import ChannelId, MessageId, UserId, first_id_at
from bot.members.ports import PreferenceBook
from bot.prompts.answers import Answer, AnswerReader, AnswerStore, attributed, place_of
from bot.prompts.occasions import Past, Posting, PostingState
from bot.prompts.quoting import Said
from bot.relay.model import Owed, PartState, SourceMessage, SourcePlace
from bot.relay.ports import Gate, Ledger, MemberChoices
from bot.translation.model import Language, Quality, Translation
from bot.translation.ports import Translations

_WHOLE: Final = 4000  # characters: as long as a message can be

Passing = Callable[[SourceMessage, Endpoint, Endpoint], Owed]
"""Returns a message of one seat as another would be owed it."""


@dataclass(frozen=True, slots=True)
class Read:
    """An answer as it is read in a channel.

    Attributes:
        words: In the reader's language, or as they are where nobody can or may translate them.
        is_final: Nothing better will come.
    """

    words: str
    link: str
    is_final: bool = True


@dataclass(frozen=True, slots=True)
class Answers:
    """Reads answers for those who may see them.

    Attributes:
        shorten: Makes one plain line of a text, of at most so many characters.
        owed: Makes of a message what a channel would be owed, which the gate is asked about.
    """

    reader: AnswerReader
    store: AnswerStore
    ledger: Ledger
    gate: Gate
    choices: MemberChoices
    preferences: PreferenceBook
    translations: Translations
    shorten: Callable[[str, int], str]
    owed: Passing

    async def under(self, past: Past, bridge: Bridge) -> Mapping[ChannelId, Sequence[Said]]:
        """Return what members who take part said in each channel before the time was over, the oldest first.

        A channel that cannot be read, or has left its bridge, has none.
        """
        given = await self.store.given(past.occasion.id)
        said = {}
        for posting in posted(past, bridge):
            try:
                said[posting.channel_id] = await self._said(past, posting, given)
            except (Gone, Refused):
                said[posting.channel_id] = []
        return said

    async def one(self, place: SourcePlace, given: Mapping[MessageId, UserId]) -> Answer | None:
        """Return an answer as it reads now; None where it says nothing any more that may be shown.

        Raises:
            Gone: It is not there.
            Unavailable: Discord does not answer.
        """
        try:
            answer = await self.reader.one(place)
        except Refused:
            return None
        answer = None if answer is None else attributed(answer, given)
        return answer if answer is not None and self.may_be_shown(answer) else None

    def may_be_shown(self, answer: Answer) -> bool:
        """Tell whether a recap may show *answer* at all."""
        author_id = answer.author_id
        is_willing = self.choices.takes_part(author_id) and self.preferences.of(author_id).may_be_quoted
        return is_willing and answer.is_a_member_s and answer.is_their_own

    def words_of(self, answer: Answer) -> str:
        """Return what *answer* says, in one plain line."""
        return self.shorten(answer.message.content, _WHOLE) if answer.is_their_own else ""

    async def has_crossed(self, said: Said, bridge: Bridge) -> bool:
        """Tell whether an answer stands in every place of *bridge*, which is as it is between these."""
        for end in bridge.endpoints:
            if await self.link_in(said.answer, end, bridge) is None:
                return False
        return True

    async def read_in(self, answer: Answer, end: Endpoint, bridge: Bridge) -> Read | None:
        """Return *answer* as it is read in *end*; None where it does not stand, or its words may not.

        Args:
            bridge: As it is between the places where the topic is answered.
        """
        source = bridge.endpoint(answer.message.channel_id)
        link = await self.link_in(answer, end, bridge)
        if link is None or source is None:
            return None
        translation = await self._translated(answer, source, end.language)
        row = self.owed(answer.message, source, end)
        if source != end and self.gate.refuses(row, end, translation.text) is not None:
            return None
        return Read(translation.text, link, translation.quality is Quality.FINAL)

    async def read_by(self, answer: Answer, end: Endpoint, reads: Language, bridge: Bridge) -> Read | None:
        """Return *answer* as it is read in *end* by somebody who *reads* a language."""
        shown = await self.read_in(answer, end, bridge)
        source = bridge.endpoint(answer.message.channel_id)
        if shown is None or source is None or reads == end.language:
            return shown
        return replace(shown, words=(await self._translated(answer, source, reads)).text)

    async def link_in(self, answer: Answer, end: Endpoint, bridge: Bridge) -> str | None:
        """Return where to jump to from *end*: at home to *answer*, elsewhere to its copy; None where there is none.

        What was refused, held back, deleted there or erased has no copy. What was edited since has to pass once more.
        """
        if end.channel_id == answer.message.channel_id:
            return answer.place.link(end.guild_id)
        ruling = self.gate.judge(answer.message, bridge, is_said=False)
        if not ruling.is_admitted or any(one.destination_id == end.channel_id for one in ruling.refusals):
            return None
        parts = await self.ledger.parts(answer.id, end.channel_id)
        live = next((part for part in parts if part.state is PartState.LIVE), None)
        return None if live is None else SourcePlace(end.channel_id, live.message_id).link(end.guild_id)

    async def _translated(self, answer: Answer, source: Endpoint, reads: Language) -> Translation:
        stays_inside = not self.choices.allows_outside(answer.author_id)
        words = self.words_of(answer)
        return await self.translations.translate(words, source.language, reads, stays_inside=stays_inside)

    async def _said(self, past: Past, posting: Posting, given: Mapping[MessageId, UserId]) -> Sequence[Said]:
        before = first_id_at(past.occasion.closes_at)
        after = posting.message_id or MessageId(0)
        answers = [attributed(one, given) for one in await self.reader.said(place_of(posting), after, before)]
        if posting.thread_id is None:  # in the channel people talk of other things too
            answers = [one for one in answers if one.message.carried.reply_to == after or one.id in given]
        taking_part = (one for one in answers if one.is_a_member_s and self.choices.takes_part(one.author_id))
        return [Said(one, posting.channel_id, self.words_of(one)) for one in taking_part]


def posted(past: Past, bridge: Bridge) -> list[Posting]:
    """Return the postings of an occasion that stand in channels of *bridge*."""
    return [
        one for one in past.postings if one.state is PostingState.POSTED and bridge.endpoint(one.channel_id) is not None
    ]
