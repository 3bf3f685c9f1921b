"""What every `MuteStore` and every `CaseStore` does."""

from datetime import timedelta
from pathlib import Path

from bot.bridges.model import BridgeSettings, Owner
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.model import Case
from bot.relay.model import SourcePlace
from bot.storage.database import Database
from tests.contract.test_bridge_store import GUILD, HALL, LOBBY
from tests.fakes import StillClock
from tests.owing import Stores, stores_of

ANN, BEN = UserId(1 << 60), UserId(7)
OTHER = GuildId(9)


async def test_who_is_muted_is_remembered_for_each_guild_of_each_bridge(stores: Stores):
    one = await stores.bridges.open(Owner(GUILD), "one", [LOBBY], BridgeSettings())
    two = await stores.bridges.open(Owner(GUILD), "two", [HALL], BridgeSettings())
    for bridge_id, guild_id, user_id in ((one, GUILD, ANN), (one, GUILD, BEN), (two, GUILD, ANN), (one, OTHER, BEN)):
        await stores.mutes.keep(bridge_id, guild_id, user_id, is_muted=True)
    await stores.mutes.keep(one, GUILD, ANN, is_muted=True)
    await stores.mutes.keep(one, GUILD, BEN, is_muted=False)
    await stores.mutes.keep(two, GUILD, BEN, is_muted=False)
    expected = {(one, GUILD): frozenset({ANN}), (two, GUILD): frozenset({ANN}), (one, OTHER): frozenset({BEN})}
    assert await stores.mutes.every() == expected
    await stores.mutes.keep(two, GUILD, ANN, is_muted=False)
    assert (two, GUILD) not in await stores.mutes.every()


async def test_a_bridge_that_is_gone_mutes_nobody_and_has_no_cases(database: Database):
    stores = stores_of(database, StillClock())
    gone = await stores.bridges.open(Owner(GUILD), "one", [LOBBY], BridgeSettings())
    await stores.mutes.keep(gone, GUILD, ANN, is_muted=True)
    await stores.cases.keep(MessageId(5), Case(gone, SourcePlace(ChannelId(1), MessageId(2)), ANN))
    await stores.bridges.close(gone)
    await stores.mutes.keep(gone, GUILD, BEN, is_muted=True)
    assert await stores.mutes.every() == {}
    assert await stores.cases.of(MessageId(5)) is None


async def test_a_case_is_found_by_the_message_that_shows_it(stores: Stores):
    bridge_id = await stores.bridges.open(Owner(GUILD), "one", [LOBBY], BridgeSettings())
    case = Case(bridge_id, SourcePlace(ChannelId(1), MessageId(1 << 62)), ANN)
    await stores.cases.keep(MessageId(5), case)
    assert await stores.cases.of(MessageId(5)) == case
    assert await stores.cases.of(MessageId(6)) is None


async def test_cases_are_forgotten_after_thirty_days(tmp_path: Path):
    clock = StillClock()
    database = await Database.open(f"sqlite:///{tmp_path / 'qiao.db'}", clock)
    try:
        bridge_id = await database.bridges.open(Owner(GUILD), "one", [LOBBY], BridgeSettings())
        await database.cases.keep(MessageId(5), Case(bridge_id, SourcePlace(ChannelId(1), MessageId(2)), ANN))
        clock.advance(timedelta(days=30))
        await database.ledger.expire()
        assert await database.cases.of(MessageId(5)) is not None
        clock.advance(timedelta(seconds=1))
        await database.ledger.expire()
        assert await database.cases.of(MessageId(5)) is None
    finally:
        await database.close()
