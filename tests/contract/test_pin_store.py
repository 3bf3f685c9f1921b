"""What every `PinStore` does."""

from bot.bridges.ports import PinnedCopy
from bot.ids import ChannelId, MessageId
from tests.owing import Stores

ONE, TWO = MessageId(1 << 60), MessageId(2)
HERE, THERE = PinnedCopy(ChannelId(1 << 60), MessageId(11)), PinnedCopy(ChannelId(3), MessageId(12))


async def test_pinned_copies_are_remembered_until_they_are_forgotten(stores: Stores):
    await stores.pins.keep(ONE, [HERE, THERE])
    await stores.pins.keep(TWO, [THERE])
    await stores.pins.keep(ONE, [PinnedCopy(HERE.channel_id, MessageId(13))])
    assert await stores.pins.every() == {ONE: [THERE, PinnedCopy(HERE.channel_id, MessageId(13))], TWO: [THERE]}
    await stores.pins.forget(ONE)
    await stores.pins.forget(ONE)
    await stores.pins.keep(ONE, [])
    assert await stores.pins.every() == {TWO: [THERE]}
