"""What an answer may quote: nothing of who takes no part, and never at the cost of the answer itself."""

from dataclasses import dataclass, field, replace

import pytest

from bot.errors import MessageGone, Refused, Unavailable
from bot.ids import ChannelId, MessageId, UserId
from bot.members.members import Members
from bot.members.model import Choice
from bot.members.preferences import Preferences
from bot.relay.carried import Carried, Quote
from bot.relay.joining import Joining
from bot.relay.model import Original, Owed, SourceMessage, SourcePlace
from bot.relay.ports import Admitted
from bot.relay.quoting import Quotes
from bot.translation.model import EN
from tests.fakes import MemoryChoiceStore, MemoryLedger, MemoryOutbox, MemoryPreferenceStore
from tests.owing import part_of
from tests.relaying import CHINESE, ENGLISH, GUILD, said

ANN, WEBHOOK = UserId(5), UserId(8)
SOURCE, COPY, ANSWER = MessageId(10), MessageId(1010), MessageId(2000)


@dataclass
class Place:
    """Two channels where Ann's message stands, and its copy, and somebody answers one of them."""

    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    members: Members = field(default_factory=lambda: Members(MemoryChoiceStore(), {}))
    fault: Exception | None = None
    words: str = "words"
    has_pictures: bool = False

    async def read(self, place: SourcePlace) -> Original:
        if self.fault is not None:
            raise self.fault
        # A copy, or a proxy's.
        return Original(GUILD, place, WEBHOOK, self.words, "Ann", is_bot=True, has_pictures=self.has_pictures)

    async def owed(self, message: SourceMessage, destination_id: ChannelId) -> Owed:
        (row,) = await MemoryOutbox(self.ledger.journal).observe([Admitted(message, EN, (destination_id,))])
        return row

    async def relay(self, author_id: UserId = ANN) -> None:
        message = said(SOURCE, "words")
        row = await self.owed(replace(message, author=replace(message.author, id=author_id)), CHINESE)
        await self.ledger.record(part_of(row, COPY), row, settles=True)

    async def answer(self, answered: MessageId, channel_id: ChannelId, destination_id: ChannelId) -> Owed:
        message = replace(said(ANSWER, "quite so", channel_id=channel_id), carried=Carried(reply_to=answered))
        by = replace(message.author, id=UserId(6))
        return await self.owed(replace(message, author=by), destination_id)

    async def quote(self, row: Owed, *, pings: bool = True) -> Quote | None:
        quotes = Quotes(self.ledger, self, self.members, Preferences(MemoryPreferenceStore(), {}))
        quoted = await quotes.answered(row)
        assert quoted is not None
        return await quotes.of(row, quoted, pings=pings)


@pytest.fixture
async def place() -> Place:
    made = Place()
    await made.relay()
    return made


async def test_a_copy_is_not_quoted_whose_author_takes_no_part_any_more(place: Place):
    row = await place.answer(SOURCE, ENGLISH, CHINESE)
    assert await place.quote(row) is not None
    await place.members.choose(ANN, Choice(takes_part=False))
    assert await place.quote(row) is None


async def test_what_a_proxy_posted_is_quoted_and_pinged_as_whose_words_it_is(place: Place):
    row = await place.answer(COPY, CHINESE, ENGLISH)
    quote = await place.quote(row)
    assert quote is not None
    assert quote.pinged == ANN
    unpinged = await place.quote(row, pings=False)
    assert unpinged == replace(quote, pinged=None)
    await place.members.choose(ANN, Choice(takes_part=False))
    assert await place.quote(row) is None


async def test_a_bot_is_quoted_and_not_pinged():
    place = Place()
    await place.relay(WEBHOOK)
    quote = await place.quote(await place.answer(COPY, CHINESE, ENGLISH))
    assert quote is not None
    assert quote.pinged is None


@pytest.mark.parametrize("fault", [MessageGone(), Refused(code=50024, status=400), Unavailable()])
async def test_an_answer_does_without_what_cannot_be_read(place: Place, fault: Exception):
    place.fault = fault
    assert await place.quote(await place.answer(SOURCE, ENGLISH, CHINESE)) is None


@pytest.mark.parametrize(("words", "has_pictures", "preview"), [("", True, "🖼️"), ("", False, ""), ("cat", True, "cat")])
async def test_a_picture_without_words_is_seen_to_be_one(words: str, has_pictures: bool, preview: str):
    place = Place(words=words, has_pictures=has_pictures)
    await place.relay()
    quote = await place.quote(await place.answer(COPY, CHINESE, ENGLISH))
    assert quote is not None
    assert quote.preview == preview


async def test_what_is_being_taken_away_is_not_quoted_anew(place: Place):
    await place.ledger.begin_removal([COPY])
    assert await place.quote(await place.answer(SOURCE, ENGLISH, CHINESE)) is None


async def shared(place: Place, joining: Joining) -> None:
    """Have three messages share a copy."""
    rows = [await place.owed(said(SOURCE + number, "words"), CHINESE) for number in range(3)]
    await place.ledger.record_joined([replace(part_of(row, COPY), joining=joining) for row in rows], rows)


async def test_of_a_shared_copy_the_line_alone_is_quoted_under_its_own_name():
    place = Place(words="**Bo · EN:** one\n**Ann\\_ · EN:** two\n**Cy · EN:** three")
    await shared(place, Joining.DIGEST)
    quote = await place.quote(await place.answer(MessageId(SOURCE + 1), ENGLISH, CHINESE))
    assert quote is not None
    assert (quote.name, quote.preview) == ("Ann_ · EN", "two")


async def test_of_an_author_s_shared_copy_the_line_alone_is_quoted():
    place = Place(words="one\ntwo\nthree")
    await shared(place, Joining.AUTHOR)
    quote = await place.quote(await place.answer(MessageId(SOURCE + 2), ENGLISH, CHINESE))
    assert quote is not None
    assert (quote.name, quote.preview) == ("Ann", "three")


async def test_of_a_shared_copy_whose_lines_nobody_can_tell_apart_nothing_is_quoted():
    place = Place(words="somebody else wrote this over")
    await shared(place, Joining.AUTHOR)
    assert await place.quote(await place.answer(SOURCE, ENGLISH, CHINESE)) is None
