"""The button under a topic: an answer stands where the others do, under its member's name, and crosses as theirs."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import FateUnknown, MessageGone, Unavailable, UserError
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.ids import ChannelId, MessageId, UserId, said_at
from bot.members.model import Choice
from bot.prompts.answering import Answerer, Answering
from bot.prompts.answers import Answer
from bot.prompts.errors import (
    AnswerEmpty,
    AnswererApart,
    AnswererMuted,
    AnswerRefused,
    AnswersClosed,
    TopicUnknown,
)
from bot.prompts.occasions import OccasionId
from bot.relay.composition import RelayComposer
from bot.relay.model import Author, MessageSaid, Original, Persona, Piece, SourcePlace
from bot.relay.quoting import Quotes
from bot.relay.speaking import Speaking
from tests.fakes import StillClock
from tests.recapping import BADWORD, ENGLISH, NOON, Recapping, recapping

ANN = Answerer(Author(UserId(5), "Ann", "https://cdn.example/ann.png"))


@dataclass
class MemoryDelivery:
    """The part of a `Delivery` that answers go through."""

    sent: list[tuple[ChannelId, Persona, Piece]] = field(default_factory=list)
    deleted: list[MessageId] = field(default_factory=list)
    fault: Exception | None = None

    def largest_file(self, _destination_id: ChannelId) -> int:
        return 0

    def wait(self, _channel_id: ChannelId, _posts: int) -> float:
        return 0.0

    async def send(self, destination_id: ChannelId, persona: Persona, piece: Piece) -> MessageId:
        if self.fault is not None:
            raise self.fault
        self.sent.append((destination_id, persona, piece))
        return MessageId(700 + len(self.sent))

    async def edit(self, _destination_id: ChannelId, _message_id: MessageId, _piece: Piece) -> None:
        raise AssertionError

    async def delete(self, _destination_id: ChannelId, message_id: MessageId) -> None:
        if self.fault is not None:
            raise self.fault
        self.deleted.append(message_id)


class NoReader:
    """An answer quotes nothing, so nothing is read."""

    async def read(self, place: SourcePlace) -> Original:
        raise AssertionError(place)


@dataclass
class Desk:
    day: Recapping
    delivery: MemoryDelivery
    put: list[MessageSaid]
    answering: Answering

    async def answer(self, text: str, who: Answerer = ANN, *, occasion_id: int | None = None) -> SourcePlace:
        id_ = OccasionId(occasion_id or self.day.occasion_id)
        return await self.answering.answer(id_, ENGLISH, who, text)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with recapping(f"sqlite:///{tmp_path / 'qiao.db'}") as day:
        delivery, put = MemoryDelivery(), list[MessageSaid]()
        database = day.database
        answering = Answering(
            bridges=database.bridges,
            occasions=database.daily.occasions,
            store=database.daily.answers,
            reader=day.reader,
            choices=day.members,
            ledger=database.ledger,
            speech=Speaking(
                gate=day.gate,
                composer=RelayComposer(DestinationPhrases(Catalog(only="relay"))),
                delivery=delivery,
                ledger=database.ledger,
                quotes=Quotes(database.ledger, NoReader(), day.members, day.preferences),
                put=put.append,
                clock=day.clock,
            ),
            clock=day.clock,
        )
        yield Desk(day, delivery, put, answering)


async def test_it_stands_in_the_thread_under_its_member_s_name_and_crosses_as_theirs(desk: Desk):
    place = await desk.answer("  Tea, @everyone  ")
    ((thread_id, persona, piece),) = desk.delivery.sent
    assert (thread_id, persona) == (desk.day.threads[ENGLISH], Persona("Ann", "https://cdn.example/ann.png"))
    assert (piece.content, piece.pings) == ("Tea, @everyone", frozenset())
    assert place == SourcePlace(thread_id, MessageId(701))
    (said,) = desk.put
    message = said.message
    assert (message.id, message.channel_id, message.parent_id) == (MessageId(701), thread_id, ENGLISH)
    assert (message.author, message.content, message.application_id) == (ANN.author, "Tea, @everyone", None)
    assert await desk.day.database.daily.answers.given(desk.day.occasion_id) == {MessageId(701): UserId(5)}
    assert await desk.day.database.ledger.author_of(MessageId(701)) == UserId(5)


async def test_whose_links_show_nothing_has_none_that_do(desk: Desk):
    await desk.answer("https://example.org", replace(ANN, may_embed=False))
    assert desk.delivery.sent[0][2].hides_previews
    assert desk.put[0].message.carried.hides_previews


@pytest.mark.parametrize(
    ("text", "who", "refusal"),
    [
        ("   ", ANN, AnswerEmpty),
        (f"a {BADWORD}", ANN, AnswerRefused),
        ("Tea", replace(ANN, may_speak_in_threads=False), AnswererMuted),
        ("Tea", replace(ANN, author=replace(ANN.author, id=UserId(6))), AnswererMuted),
        ("Tea", replace(ANN, author=replace(ANN.author, id=UserId(7))), AnswererApart),
    ],
)
async def test_what_they_may_not_say_there_themselves_is_not_posted(
    desk: Desk, text: str, who: Answerer, refusal: type[UserError]
):
    desk.day.gate.muted.add(UserId(6))
    await desk.day.members.choose(UserId(7), Choice(takes_part=False))
    with pytest.raises(refusal):
        await desk.answer(text, who)
    assert (desk.delivery.sent, desk.put) == ([], [])


async def test_when_the_time_is_over_nobody_begins_an_answer_and_all_are_shown_the_way(desk: Desk):
    await desk.answering.demand_open(desk.day.occasion_id, ENGLISH, UserId(5))
    desk.day.clock.advance(NOON + timedelta(hours=36) - desk.day.clock.now())
    with pytest.raises(AnswersClosed) as closed:
        await desk.answering.demand_open(desk.day.occasion_id, ENGLISH, UserId(5))
    assert closed.value.fields == {"link": f"<#{desk.day.threads[ENGLISH]}>"}
    with pytest.raises(AnswersClosed):
        await desk.answer("Tea")


async def test_what_nobody_knows_any_more_cannot_be_answered(desk: Desk):
    with pytest.raises(TopicUnknown):
        await desk.answer("Tea", occasion_id=404)


async def test_of_whose_fate_nobody_can_say_nothing_is_remembered(desk: Desk):
    desk.delivery.fault = FateUnknown()
    with pytest.raises(Unavailable):
        await desk.answer("Tea")
    assert desk.put == []
    assert await desk.day.database.daily.answers.given(desk.day.occasion_id) == {}


async def test_only_whoever_gave_an_answer_takes_it_back(desk: Desk):
    place = await desk.answer("Tea")
    occasion_id = desk.day.occasion_id
    assert not await desk.answering.take_back(occasion_id, place.message_id, UserId(6))
    assert desk.delivery.deleted == []
    assert await desk.answering.take_back(occasion_id, place.message_id, UserId(5))
    assert desk.delivery.deleted == [place.message_id]
    assert list(await desk.day.database.ledger.live_sources(place.message_id)) == []
    desk.delivery.fault = MessageGone()
    assert not await desk.answering.take_back(occasion_id, place.message_id, UserId(5))


async def test_what_was_posted_before_a_kill_crosses_at_the_next_start_and_what_has_crossed_does_not(desk: Desk):
    place = await desk.answer("Tea")
    day, desk_put = desk.day, desk.put.pop().message
    webhook = replace(desk_put, author=Author(UserId(99), "Ann", None, is_bot=True), application_id=77)
    day.reader.said_at[place.channel_id] = {place.message_id: Answer(webhook)}
    await desk.answering.go_on()
    assert desk.put == []  # by its id it was said long ago
    early = replace(desk.answering, clock=StillClock(said_at(place.message_id)))
    await early.go_on()
    (again,) = desk.put
    assert (again.message.author.id, again.message.author.is_bot) == (UserId(5), False)
    assert (again.message.content, again.message.application_id) == ("Tea", None)
    await day.database.daily.occasions.close(day.occasion_id, ())
    await early.go_on()
    assert len(desk.put) == 1
