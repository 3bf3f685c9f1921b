"""What every `PollStore` does."""

from datetime import timedelta

from bot.ids import ChannelId, MessageId
from bot.relay.model import SourcePlace
from bot.relay.polls import AskedPoll
from tests.owing import Stores

ONE, TWO = SourcePlace(ChannelId(1 << 60), MessageId(1 << 61)), SourcePlace(ChannelId(3), MessageId(2))


async def test_a_poll_is_remembered_as_it_was_first_known_until_it_is_forgotten(stores: Stores):
    now = stores.clock.now()
    await stores.polls.keep(ONE, now + timedelta(hours=2))
    await stores.polls.keep(TWO, now + timedelta(hours=1))
    await stores.polls.keep(ONE, now)
    one, two = AskedPoll(ONE, now + timedelta(hours=2)), AskedPoll(TWO, now + timedelta(hours=1))
    assert list(await stores.polls.every()) == [two, one]
    await stores.polls.forget(TWO.message_id)
    await stores.polls.forget(TWO.message_id)
    assert list(await stores.polls.every()) == [one]


async def test_a_poll_can_end_sooner_and_not_later_and_none_that_was_forgotten_comes_back(stores: Stores):
    now = stores.clock.now()
    await stores.polls.keep(ONE, now + timedelta(hours=2))
    await stores.polls.hurry(ONE.message_id, now)
    await stores.polls.hurry(ONE.message_id, now + timedelta(hours=1))
    await stores.polls.hurry(TWO.message_id, now)
    assert list(await stores.polls.every()) == [AskedPoll(ONE, now)]


async def test_the_first_claim_counts(stores: Stores):
    now = stores.clock.now()
    await stores.polls.keep(ONE, now)
    await stores.polls.claim(ONE.message_id, now)
    await stores.polls.claim(ONE.message_id, now + timedelta(hours=1))
    await stores.polls.claim(TWO.message_id, now)
    assert list(await stores.polls.every()) == [AskedPoll(ONE, now, claimed_at=now)]
