"""Mending: a member looks at a learner's sentence, writes it as they would say it, and that is posted below it.

Claimed, posted, recorded: who is killed before it is posted leaves a claim and no words, so that it has to be written
again; who is killed after that leaves a message, which is found by its button.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from bot.bridges.model import Bridge, Endpoint
from bot.clock import Clock
from bot.corrections.changes import Mark, Piece, changes
from bot.corrections.errors import (
    CorrectionsUnwanted,
    MendedAlready,
    MenderApart,
    MenderMuted,
    MendRefused,
    MendUnchanged,
    NothingToMend,
    NotMendedHere,
    OwnSentence,
    SentenceChanged,
    SentenceOutOfReach,
    SentenceTooLong,
)
from bot.corrections.model import CLAIMED_FOR, LONGEST, Correction, CorrectionId, Mend, Mender, Sentence
from bot.corrections.ports import CorrectionBoard, CorrectionStore, Counting, Doors, Places, Rereader, Speech
from bot.errors import Forbidden, Gone, Refused, ThreadShut
from bot.ids import MessageId, UserId, first_id_at, said_at
from bot.members.ports import PreferenceBook
from bot.relay.model import Leave, SourceMessage, SourcePlace
from bot.relay.ports import Ledger, MemberChoices

_UNIT: Final = 2  # bytes of a UTF-16 unit


@dataclass(frozen=True, slots=True)
class _Seen:
    """A sentence that may be mended, with where it stands and who would do it there."""

    sentence: Sentence
    bridge: Bridge
    seat: Endpoint
    who: Mender


@dataclass(frozen=True, slots=True)
class Mending:
    """Shows sentences to those who want to mend them, and posts what they make of them.

    Attributes:
        settle: Finds out whether what was claimed long ago stands.
    """

    store: CorrectionStore
    board: CorrectionBoard
    ledger: Ledger
    reader: Rereader
    places: Places
    doors: Doors
    speech: Speech
    choices: MemberChoices
    preferences: PreferenceBook
    counting: Counting
    settle: Callable[[Correction], Awaitable[None]]
    clock: Clock

    async def look_at(self, place: SourcePlace, who: Mender) -> Sentence:
        """Return the sentence at *place*, or the one of which that is a copy, for a member who may mend it.

        Raises:
            UserError: They may not, or not this one: one of those in `errors.py`.
            Unavailable: Discord or the database does not answer.
        """
        return (await self._look(await self.ledger.source_of(place.message_id) or place, who)).sentence

    async def mend(self, correction_id: CorrectionId, sentence: Sentence, who: Mender, mend: Mend) -> SourcePlace:
        """Post what a member made of a sentence below it; return where that stands.

        Raises:
            UserError: As `look_at` says; or it reads as before, is too long, or may not stand there.
            Forbidden, Unavailable: The bot may not post there; Discord or the database does not answer.
        """
        seen = await self._look(sentence.place, who)
        if seen.sentence != sentence:
            raise SentenceChanged
        self._demand_mended(seen, mend)
        user_id = who.author.id
        one = Correction(
            correction_id,
            sentence.guild_id,
            sentence.place.channel_id,
            sentence.place.message_id,
            user_id,
            sentence.author_id,
            is_counted=self.counting.tongue(user_id, sentence.place.channel_id, seen.who.role_ids) is not None,
        )
        pieces = changes(sentence.text, mend.text) or [Piece(mend.text, Mark.KEPT)]
        text = self.board.worded(seen.seat.language, one, pieces, mend.why)
        if not await self.store.claim(one):
            raise MendedAlready
        place = SourcePlace(one.channel_id, await self._posted(seen.seat, one, text))
        if not await self.store.posted(one.id, place.message_id):  # the sentence, or one of the two, is gone
            await self.board.remove(place)
            raise SentenceChanged
        return place

    async def _posted(self, seat: Endpoint, one: Correction, text: str) -> MessageId:
        """Post a correction that was claimed; what is refused for good leaves no claim."""
        try:
            return await self.board.post(seat.language, one, text)
        except (Gone, Refused) as error:
            await self.store.forget(one.id)
            if isinstance(error, ThreadShut):
                raise MenderMuted from None
            if isinstance(error, Forbidden):
                raise
            raise SentenceChanged from None

    async def _look(self, place: SourcePlace, who: Mender) -> _Seen:
        there = await self.places.seat(place.channel_id)
        if there is None:
            raise NotMendedHere
        bridge, seat = there
        sentence = await self._sentence(place)
        self._demand_wanted(sentence, who)
        if who.channel_id != place.channel_id:
            known = await self.doors.mender(who.author.id, place.channel_id)
            if known is None:
                raise SentenceOutOfReach
            who = known
        seen = _Seen(sentence, bridge, seat, who)
        self._demand_admitted(seen, "")
        if len(sentence.text.encode("utf-16-le")) > LONGEST * _UNIT:
            raise SentenceTooLong(limit=LONGEST)
        await self._demand_first(sentence, who.author.id)
        return seen

    async def _sentence(self, place: SourcePlace) -> Sentence:
        """Return what a member wrote at *place*, by themselves or through a form of ours."""
        try:
            source = await self.reader.one(place)
        except Gone:
            raise SentenceChanged from None
        except Refused:
            raise SentenceOutOfReach from None
        if source is None or not source.is_chat or not source.content.strip():
            raise NothingToMend
        if source.carried.forwarded is not None or source.carried.poll is not None:
            raise NothingToMend
        if not source.author.is_bot:
            return Sentence.of(source, source.author.id)
        author_id = await self.ledger.author_of(source.id)  # what a member wrote into a form of ours is theirs
        if author_id is None or author_id == source.author.id:
            raise NothingToMend
        return Sentence.of(source, author_id)

    def _demand_wanted(self, sentence: Sentence, who: Mender) -> None:
        author_id = sentence.author_id
        if author_id == who.author.id:
            raise OwnSentence
        if not self.choices.takes_part(author_id) or not self.preferences.of(author_id).likes_corrections:
            raise CorrectionsUnwanted
        if not self.choices.takes_part(who.author.id):
            raise MenderApart

    def _demand_admitted(self, seen: _Seen, text: str) -> None:
        """Let nobody have the bot say what they may not say there themselves."""
        seat, who = seen.seat, seen.who
        said = SourceMessage(
            id=first_id_at(self.clock.now()),
            channel_id=seat.channel_id,
            guild_id=seat.guild_id,
            author=who.author,
            content=text,
            membership=who.membership,
            parent_id=seat.home if seat.home != seat.channel_id else None,
        )
        verdict = self.speech.judge(said, seat, seen.bridge) if who.may_speak else Leave.MUTED
        if verdict is Leave.MUTED:
            raise MenderMuted
        if verdict is Leave.REFUSED:
            raise MendRefused

    async def _demand_first(self, sentence: Sentence, user_id: UserId) -> None:
        earlier = await self.store.by_mender(sentence.place.message_id, user_id)
        if earlier is None:
            return
        if earlier.message_id is None and said_at(MessageId(earlier.id)) < self.clock.now() - CLAIMED_FOR:
            await self.settle(earlier)
            earlier = await self.store.by_mender(sentence.place.message_id, user_id)
        if earlier is not None:
            raise MendedAlready

    def _demand_mended(self, seen: _Seen, mend: Mend) -> None:
        if mend.text in {"", seen.sentence.text}:
            raise MendUnchanged
        if len(mend.text.encode("utf-16-le")) > LONGEST * _UNIT:
            raise SentenceTooLong(limit=LONGEST)
        self._demand_admitted(seen, f"{mend.text}\n{mend.why}".strip())
