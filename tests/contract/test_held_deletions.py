"""What every store of held deletions does, and what a ledger tells of a copy that was deleted."""

from bot.bridges.model import BridgeId, BridgeSettings, Endpoint, Owner
from bot.ids import ChannelId, GuildId, MessageId
from bot.moderation.model import HeldDeletion
from bot.relay.model import SourcePlace
from bot.translation.model import EN, ZH_HANS
from tests.owing import SOURCE, Stores, deliver

GUILD = GuildId(1 << 60)
ASKED = MessageId(1 << 60)
SEATS = [Endpoint(GUILD, ChannelId(1), EN), Endpoint(GUILD, ChannelId(2), ZH_HANS)]


def held(bridge_id: BridgeId, source_id: int) -> HeldDeletion:
    return HeldDeletion(bridge_id, GUILD, SourcePlace(ChannelId(1), MessageId(source_id)))


async def test_a_question_is_about_all_that_was_held_until_it_is_answered(stores: Stores):
    bridge_id = await stores.bridges.open(Owner(GUILD), "main", SEATS, BridgeSettings())
    for source_id in (9, 8, 9):
        await stores.held_deletions.keep(ASKED, held(bridge_id, source_id))
    assert list(await stores.held_deletions.under(ASKED)) == [held(bridge_id, 8), held(bridge_id, 9)]
    assert list(await stores.held_deletions.under(MessageId(5))) == []
    await stores.held_deletions.forget(ASKED)
    assert list(await stores.held_deletions.under(ASKED)) == []


async def test_only_a_live_copy_leads_to_its_source(stores: Stores):
    await deliver(stores, 10, 900)
    await deliver(stores, 11, 901)
    await stores.ledger.begin_removal([MessageId(901)])
    assert list(await stores.ledger.live_sources(MessageId(900))) == [SourcePlace(SOURCE, MessageId(10))]
    assert list(await stores.ledger.live_sources(MessageId(901))) == []
    assert list(await stores.ledger.live_sources(MessageId(10))) == []
