"""What every `ChoiceStore` and every `NoticeStore` does."""

from bot.bridges.ports import Notice
from bot.ids import ChannelId, MessageId, UserId
from bot.members.model import Choice
from tests.owing import Stores

ANN, BEN = UserId(1 << 60), UserId(7)
NO = Choice(takes_part=False, allows_outside=False)


async def test_choices_come_back_and_the_newest_counts(stores: Stores):
    await stores.choices.keep(ANN, Choice(takes_part=False))
    await stores.choices.keep(BEN, NO)
    await stores.choices.keep(ANN, Choice(allows_outside=False))
    assert await stores.choices.every() == {ANN: Choice(allows_outside=False), BEN: NO}


async def test_who_chooses_the_default_again_leaves_no_trace(stores: Stores):
    await stores.choices.keep(ANN, NO)
    await stores.choices.keep(ANN, Choice())
    assert await stores.choices.every() == {}


async def test_a_channel_has_one_notice(stores: Stores):
    await stores.notices.keep(ChannelId(1), Notice(MessageId(10), "a" * 64))
    await stores.notices.keep(ChannelId(2), Notice(MessageId(20), "b" * 64))
    await stores.notices.keep(ChannelId(1), Notice(MessageId(11), "c" * 64))
    await stores.notices.forget(ChannelId(2))
    await stores.notices.forget(ChannelId(3))
    assert await stores.notices.every() == {ChannelId(1): Notice(MessageId(11), "c" * 64)}
