"""What recaps show, and answers given by the button, in a database of either kind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.bridges.model import BridgeId, BridgeSettings, Endpoint, Owner
from bot.ids import ChannelId, MessageId, UserId, first_id_at
from bot.members.model import Choice, Preference
from bot.prompts.answers import Given, Quoted
from bot.prompts.model import PromptId, Theme
from bot.prompts.occasions import CLAIMED_FOR, Occasion, OccasionId, Reason
from bot.prompts.occasions import Choice as Chosen
from bot.relay.model import SourcePlace
from bot.storage.alone import ALONE
from bot.storage.database import Database
from bot.translation.model import EN, ZH_HANS
from tests.fakes import StillClock
from tests.owing import GUILD, HERE, SOURCE, part_of, said

ANN, BO = UserId(7), UserId(8)
ONE, TWO, THREE = MessageId(101), MessageId(102), MessageId(103)
QUOTES = (
    Quoted(ONE, SOURCE, ANN, 0),
    Quoted(TWO, HERE, BO, 0),
    Quoted(ONE, SOURCE, ANN, 1, is_picture=True),
)


@pytest.fixture
async def occasion(database: Database) -> Occasion:
    """Open an occasion, posted in both channels of a bridge."""
    ends = [Endpoint(GUILD, SOURCE, EN), Endpoint(GUILD, HERE, ZH_HANS)]
    bridge_id = await database.bridges.open(Owner(GUILD), "main", ends, BridgeSettings())
    return await opened(database, bridge_id, date(2027, 1, 1))


async def opened(database: Database, bridge_id: BridgeId, on: date) -> Occasion:
    clock = clock_of(database)
    chosen = Chosen(PromptId("tea"), Theme.FOOD, Reason.LIBRARY)
    occasion = await database.daily.occasions.open(bridge_id, on, chosen, clock.now() + timedelta(hours=1))
    for number, channel_id in enumerate((SOURCE, HERE)):
        claim = await database.daily.occasions.claim(occasion, channel_id)
        assert claim is not None
        await database.daily.occasions.posted(claim, MessageId(occasion.id * 10 + number), None)
    return occasion


def clock_of(database: Database) -> StillClock:
    clock = database.daily.quotes.clock
    assert isinstance(clock, StillClock)
    return clock


async def closed(database: Database, occasion: Occasion) -> None:
    await database.daily.occasions.close(occasion.id, ())


async def owing(database: Database) -> list[OccasionId]:
    return list(await database.daily.quotes.owing(clock_of(database).now(), 9))


async def test_what_is_planned_is_shown_in_order_and_once(database: Database, occasion: Occasion):
    quotes = database.daily.quotes
    await quotes.plan(occasion.id, QUOTES, {SOURCE: 3, HERE: 1})
    await quotes.plan(occasion.id, QUOTES, {SOURCE: 3, HERE: 1})
    assert list(await quotes.of(occasion.id)) == list(QUOTES)
    past = await database.daily.occasions.by_id(occasion.id)
    assert past is not None
    assert {one.channel_id: one.people for one in past.postings} == {SOURCE: 3, HERE: 1}


async def test_a_change_of_what_is_shown_is_owed_once_it_is_closed_and_nothing_else_is(
    database: Database, occasion: Occasion
):
    quotes = database.daily.quotes
    await quotes.plan(occasion.id, QUOTES, {})
    await quotes.changed([TWO, THREE])
    assert await owing(database) == []
    await closed(database, occasion)
    assert await owing(database) == [occasion.id]
    await quotes.settle(occasion.id, await quotes.changes(occasion.id))
    await quotes.changed([THREE])
    assert await owing(database) == []


async def test_what_changes_during_a_look_is_owed_another(database: Database, occasion: Occasion):
    quotes = database.daily.quotes
    await quotes.plan(occasion.id, QUOTES, {})
    await closed(database, occasion)
    await quotes.changed([ONE])
    seen = await quotes.changes(occasion.id)
    await quotes.changed([ONE])
    await quotes.settle(occasion.id, seen)
    assert await owing(database) == [occasion.id]


async def test_who_withdraws_is_shown_nowhere_in_it_and_is_told_whether_they_were(
    database: Database, occasion: Occasion
):
    quotes = database.daily.quotes
    await quotes.plan(occasion.id, QUOTES, {})
    await closed(database, occasion)
    assert not await quotes.withdraw(occasion.id, UserId(9))
    assert await owing(database) == []
    assert await quotes.withdraw(occasion.id, ANN)
    assert list(await quotes.of(occasion.id)) == [QUOTES[1]]
    assert await owing(database) == [occasion.id]
    assert not await quotes.withdraw(occasion.id, ANN)


async def test_who_takes_no_part_or_wants_no_quotes_is_withdrawn_and_nobody_else(
    database: Database, occasion: Occasion
):
    quotes = database.daily.quotes
    third = Quoted(THREE, HERE, UserId(9), 1)
    await quotes.plan(occasion.id, (*QUOTES, third), {})
    await closed(database, occasion)
    await database.preferences.keep(UserId(9), Preference(is_pinged=False))
    await quotes.withdraw_unwilling()
    assert await owing(database) == []
    await database.choices.keep(ANN, Choice(takes_part=False))
    await database.preferences.keep(BO, Preference(may_be_quoted=False))
    await quotes.withdraw_unwilling()
    assert list(await quotes.of(occasion.id)) == [third]
    assert await owing(database) == [occasion.id]


async def test_what_is_gone_is_dropped_without_a_further_look(database: Database, occasion: Occasion):
    quotes = database.daily.quotes
    await quotes.plan(occasion.id, QUOTES, {})
    await closed(database, occasion)
    await quotes.drop(occasion.id, [ONE])
    assert list(await quotes.of(occasion.id)) == [QUOTES[1]]
    assert await owing(database) == []


async def test_one_looks_after_an_occasion_at_a_time_and_whoever_is_killed_for_two_minutes(
    database: Database, occasion: Occasion
):
    quotes, occasions, clock = database.daily.quotes, database.daily.occasions, clock_of(database)
    clock.advance(timedelta(hours=2))
    until = clock.now() + CLAIMED_FOR
    assert await quotes.claim(occasion.id, until)
    assert not await quotes.claim(occasion.id, until)
    await quotes.release(occasion.id)
    assert [one.occasion.id for one in await occasions.ending(clock.now(), 9)] == [occasion.id]
    assert await quotes.claim(occasion.id, until)


async def test_an_erasure_withdraws_at_once_what_was_said_before_it(database: Database, occasion: Occasion):
    quotes = database.daily.quotes
    late = first_id_at(clock_of(database).now() + timedelta(days=1))
    later = Quoted(late, SOURCE, ANN, 2)
    await quotes.plan(occasion.id, (*QUOTES, later), {})
    await closed(database, occasion)
    erasure = await database.erasures.request(ANN, database.erasures.clock.now())
    assert list(await quotes.of(occasion.id)) == [QUOTES[1], later]
    assert await owing(database) == [occasion.id]
    await database.erasures.finish(erasure)
    assert list(await quotes.of(occasion.id)) == [QUOTES[1], later]


async def test_an_answer_by_the_button_is_its_member_s_and_no_stray_and_goes_with_their_erasure(
    database: Database, occasion: Occasion
):
    place = SourcePlace(ChannelId(SOURCE + 1), ONE)
    before = await database.ledger.last_recorded(place.channel_id)
    await database.daily.answers.give(Given(occasion.id, place, ANN, 5))
    await database.daily.answers.give(Given(occasion.id, place, ANN, 5))
    assert await database.daily.answers.given(occasion.id) == {ONE: ANN}
    assert await database.ledger.known([ONE]) == {ONE}
    assert await database.ledger.author_of(ONE) == ANN
    assert await database.ledger.source_of(ONE) == place
    assert await database.ledger.last_recorded(place.channel_id) == before
    erasure = await database.erasures.request(ANN, database.erasures.clock.now())
    (copy,) = await database.erasures.copies(erasure)
    assert (copy.destination_id, copy.message_id) == (place.channel_id, ONE)
    await database.erasures.finish(erasure)
    assert await database.daily.answers.given(occasion.id) == {}


async def test_an_answer_of_which_nothing_stands_elsewhere_is_left_to_be_relayed(
    database: Database, occasion: Occasion
):
    answers = database.daily.answers
    (row,) = await database.outbox.observe([said(ONE, to=[HERE], channel=SOURCE)])
    given = [Given(occasion.id, SourcePlace(SOURCE, id_), ANN, 5) for id_ in (ONE, TWO)]
    for one in given:
        await answers.give(one)
    assert list(await answers.left(ONE)) == given
    assert list(await answers.left(TWO)) == given[1:]
    ledger = replace(database.ledger, leases=ALONE)
    await ledger.record(part_of(row, 900), row, settles=True)
    assert list(await answers.left(ONE)) == given[1:]
    await database.daily.occasions.close(occasion.id, ())
    assert list(await answers.left(ONE)) == []


async def test_both_are_forgotten_after_30_days(database: Database, occasion: Occasion):
    clock = clock_of(database)
    said = first_id_at(clock.now())
    await database.daily.answers.give(Given(occasion.id, SourcePlace(SOURCE, said), ANN, 5))
    await database.daily.quotes.plan(occasion.id, [Quoted(said, SOURCE, ANN, 0)], {})
    clock.advance(timedelta(days=29))
    await database.ledger.expire()
    assert await database.daily.answers.given(occasion.id) == {said: ANN}
    clock.advance(timedelta(days=2))
    await database.ledger.expire()
    assert await database.daily.answers.given(occasion.id) == {}
    assert list(await database.daily.quotes.of(occasion.id)) == []
