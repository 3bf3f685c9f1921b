"""What every `BridgeStore` does."""

import asyncio
from dataclasses import replace

import pytest

from bot.bridges.model import CONFIGURATION, BridgeSettings, Endpoint, Manner, Owner
from bot.errors import BridgeNameTaken, ChannelAlreadyBridged
from bot.ids import ChannelId, GuildId
from bot.relay.threads import Joined
from bot.translation.model import EN, ZH_HANS, ZH_HANT
from tests.owing import Stores

GUILD = GuildId(1 << 60)
LOBBY = Endpoint(GUILD, ChannelId(1), EN)
HALL = Endpoint(GUILD, ChannelId(2), ZH_HANS)
ATTIC = Endpoint(GuildId(4), ChannelId(3), ZH_HANT)


async def test_bridges_come_back_as_they_were_put_with_endpoints_in_the_order_of_joining(stores: Stores):
    await stores.bridges.replace(CONFIGURATION, [("main", [HALL, ATTIC, LOBBY]), ("empty", [])])
    main, empty = await stores.bridges.every()
    assert (main.owner, main.name, main.endpoints) == (CONFIGURATION, "main", (HALL, ATTIC, LOBBY))
    assert (empty.owner, empty.name, empty.endpoints) == (CONFIGURATION, "empty", ())
    assert main.id != empty.id


async def test_replacing_leaves_only_what_was_given_to_that_owner(stores: Stores):
    guild = Owner(GUILD)
    await stores.bridges.replace(guild, [("theirs", [ATTIC])])
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY]), ("side", [HALL])])
    await stores.bridges.replace(CONFIGURATION, [("side", [LOBBY])])
    assert {(b.owner, b.name, b.endpoints) for b in await stores.bridges.every()} == {
        (guild, "theirs", (ATTIC,)),
        (CONFIGURATION, "side", (LOBBY,)),
    }


async def test_nothing_is_a_valid_replacement(stores: Stores):
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY])])
    await stores.bridges.replace(CONFIGURATION, [])
    assert await stores.bridges.every() == ()


async def test_a_bridge_of_the_same_name_keeps_its_id(stores: Stores):
    await stores.bridges.replace(CONFIGURATION, [("other", [HALL]), ("main", [LOBBY])])
    ids = {b.name: b.id for b in await stores.bridges.every()}
    await stores.bridges.replace(CONFIGURATION, [("main", [HALL]), ("new", [LOBBY])])
    after = {b.name: b.id for b in await stores.bridges.every()}
    assert after["main"] == ids["main"]
    assert after["new"] not in ids.values()


async def test_two_owners_may_use_one_name(stores: Stores):
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY])])
    await stores.bridges.replace(Owner(GuildId(5)), [("main", [HALL])])
    await stores.bridges.replace(Owner(GuildId(6)), [("main", [ATTIC])])
    assert len({b.id for b in await stores.bridges.every()}) == 3


async def test_an_owner_cannot_have_two_bridges_of_one_name(database):
    """In the table as well: the configuration file's guild is NULL, and NULLs differ from each other."""
    for owner in (CONFIGURATION, Owner(GUILD)):
        with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
            await database.bridges.replace(owner, [("main", [LOBBY]), ("main", [HALL])])
    assert await database.bridges.every() == ()


async def test_a_channel_that_stays_keeps_its_pause(stores: Stores):
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY, HALL])])
    await stores.bridges.pause(HALL.channel_id, is_paused=True)
    await stores.bridges.replace(CONFIGURATION, [("main", [replace(HALL, language=ZH_HANT), LOBBY]), ("side", [ATTIC])])
    main, side = await stores.bridges.every()
    assert main.endpoints == (replace(HALL, language=ZH_HANT, is_paused=True), LOBBY)
    assert side.endpoints == (ATTIC,)


async def test_a_channel_that_moves_between_an_owners_bridges_keeps_its_pause(stores: Stores):
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY, HALL])])
    await stores.bridges.pause(HALL.channel_id, is_paused=True)
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY]), ("side", [HALL])])
    assert (await stores.bridges.every())[1].endpoints == (replace(HALL, is_paused=True),)


async def test_a_channel_that_left_and_comes_back_is_not_paused(stores: Stores):
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY])])
    await stores.bridges.pause(LOBBY.channel_id, is_paused=True)
    await stores.bridges.replace(CONFIGURATION, [])
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY])])
    assert (await stores.bridges.every())[0].endpoints == (LOBBY,)


async def test_a_seat_in_another_owners_bridge_is_refused_and_nothing_changes(stores: Stores):
    await stores.bridges.replace(Owner(GUILD), [("theirs", [LOBBY])])
    await stores.bridges.replace(CONFIGURATION, [("main", [HALL])])
    before = await stores.bridges.every()
    with pytest.raises(ChannelAlreadyBridged) as refusal:
        await stores.bridges.replace(CONFIGURATION, [("main", [ATTIC]), ("side", [LOBBY])])
    assert refusal.value.fields == {"channel_id": LOBBY.channel_id}
    assert await stores.bridges.every() == before


@pytest.mark.parametrize("bridges", [[("main", [LOBBY, LOBBY])], [("main", [LOBBY]), ("side", [HALL, LOBBY])]])
async def test_a_channel_cannot_take_two_seats(stores: Stores, bridges):
    with pytest.raises(ChannelAlreadyBridged) as refusal:
        await stores.bridges.replace(CONFIGURATION, bridges)
    assert refusal.value.fields == {"channel_id": LOBBY.channel_id}
    assert await stores.bridges.every() == ()


async def test_of_two_owners_who_want_a_channel_at_once_one_gets_it(stores: Stores):
    owners = [Owner(GuildId(n)) for n in range(1, 6)]
    outcomes = await asyncio.gather(
        *(stores.bridges.replace(owner, [("main", [LOBBY])]) for owner in owners), return_exceptions=True
    )
    assert outcomes.count(None) == 1
    assert all(isinstance(o, ChannelAlreadyBridged) for o in outcomes if o is not None)
    assert len(await stores.bridges.every()) == 1


async def test_a_pause_holds_until_it_is_lifted(stores: Stores):
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY, HALL])])
    await stores.bridges.pause(LOBBY.channel_id, is_paused=True)
    assert (await stores.bridges.every())[0].endpoints == (replace(LOBBY, is_paused=True), HALL)
    await stores.bridges.pause(LOBBY.channel_id, is_paused=False)
    assert (await stores.bridges.every())[0].endpoints == (LOBBY, HALL)


async def test_pausing_a_channel_without_a_seat_has_no_effect(stores: Stores):
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY])])
    await stores.bridges.pause(ChannelId(999), is_paused=True)
    assert (await stores.bridges.every())[0].endpoints == (LOBBY,)


async def test_a_bridge_is_opened_beside_others_with_its_settings(stores: Stores):
    await stores.bridges.replace(CONFIGURATION, [("main", [ATTIC])])
    settings = BridgeSettings(ChannelId(9), is_paused=True)
    bridge_id = await stores.bridges.open(Owner(GUILD), "main", [LOBBY, HALL], settings)
    main, opened = await stores.bridges.every()
    assert (main.owner, main.settings) == (CONFIGURATION, BridgeSettings())
    assert (opened.id, opened.owner, opened.endpoints, opened.settings) == (
        bridge_id,
        Owner(GUILD),
        (LOBBY, HALL),
        settings,
    )


async def test_a_guild_cannot_open_two_bridges_of_one_name(stores: Stores):
    await stores.bridges.open(Owner(GUILD), "main", [LOBBY], BridgeSettings())
    with pytest.raises(BridgeNameTaken):
        await stores.bridges.open(Owner(GUILD), "main", [HALL], BridgeSettings())
    assert [bridge.endpoints for bridge in await stores.bridges.every()] == [(LOBBY,)]


async def test_a_channel_that_is_seated_anywhere_opens_and_joins_nothing(stores: Stores):
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY])])
    bridge_id = await stores.bridges.open(Owner(GUILD), "side", [HALL], BridgeSettings())
    with pytest.raises(ChannelAlreadyBridged):
        await stores.bridges.open(Owner(GUILD), "third", [ATTIC, LOBBY], BridgeSettings())
    with pytest.raises(ChannelAlreadyBridged):
        await stores.bridges.seat(bridge_id, LOBBY)
    assert [bridge.name for bridge in await stores.bridges.every()] == ["main", "side"]


async def test_two_who_want_one_channel_at_once_do_not_both_get_it(stores: Stores):
    asked = [stores.bridges.open(Owner(GUILD), name, [LOBBY], BridgeSettings()) for name in ("one", "two")]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert sorted(isinstance(answer, ChannelAlreadyBridged) for answer in answers) == [False, True]
    assert len(await stores.bridges.every()) == 1


async def test_a_channel_joins_last_and_leaves_and_with_the_last_but_one_the_bridge_is_closed(stores: Stores):
    bridge_id = await stores.bridges.open(Owner(GUILD), "main", [LOBBY, HALL], BridgeSettings())
    await stores.bridges.seat(bridge_id, ATTIC)
    [bridge] = await stores.bridges.every()
    assert bridge.endpoints == (LOBBY, HALL, ATTIC)
    await stores.bridges.unseat(LOBBY.channel_id)
    [bridge] = await stores.bridges.every()
    assert bridge.endpoints == (HALL, ATTIC)
    await stores.bridges.unseat(ATTIC.channel_id)
    assert await stores.bridges.every() == ()
    await stores.bridges.open(Owner(GUILD), "main", [LOBBY, HALL], BridgeSettings())  # the seat is free again


async def test_what_is_gone_is_joined_set_and_closed_without_effect(stores: Stores):
    gone = await stores.bridges.open(Owner(GUILD), "main", [LOBBY, HALL], BridgeSettings())
    await stores.bridges.close(gone)
    await stores.bridges.close(gone)
    await stores.bridges.seat(gone, ATTIC)
    await stores.bridges.set(gone, BridgeSettings(is_paused=True))
    await stores.bridges.unseat(LOBBY.channel_id)
    assert await stores.bridges.every() == ()


async def test_settings_are_replaced_as_a_whole(stores: Stores):
    bridge_id = await stores.bridges.open(Owner(GUILD), "main", [LOBBY, HALL], BridgeSettings(ChannelId(9)))
    await stores.bridges.set(bridge_id, BridgeSettings(is_paused=True))
    [bridge] = await stores.bridges.every()
    assert bridge.settings == BridgeSettings(is_paused=True)


async def test_a_manner_is_that_of_one_bridge_and_goes_with_it(stores: Stores):
    seats = [LOBBY, HALL]
    lobby = await stores.bridges.open(Owner(GUILD), "lobby", seats, BridgeSettings())
    attic = await stores.bridges.open(Owner(GUILD), "attic", [ATTIC], BridgeSettings())
    assert {b.manner for b in await stores.bridges.every()} == {Manner()}
    await stores.bridges.set_manner(lobby, Manner(shows_original=True))
    await stores.bridges.set_manner(lobby, Manner(is_marked=False))
    await stores.bridges.set(lobby, BridgeSettings(is_paused=True))
    assert {b.id: b.manner for b in await stores.bridges.every()} == {lobby: Manner(is_marked=False), attic: Manner()}
    await stores.bridges.close(lobby)
    await stores.bridges.set_manner(lobby, Manner(shows_original=True))  # it is gone
    again = await stores.bridges.open(Owner(GUILD), "lobby", seats, BridgeSettings())
    assert {b.id: b.manner for b in await stores.bridges.every()} == {again: Manner(), attic: Manner()}


async def test_what_a_guild_agreed_to_is_forgotten_when_its_last_channel_leaves(stores: Stores):
    there = ATTIC.guild_id
    await stores.bridges.open(Owner(GUILD), "main", [LOBBY, HALL, ATTIC], BridgeSettings())
    (main,) = await stores.bridges.every()
    await stores.bridges.set_manner(main.id, Manner(agreed=frozenset({GUILD, there})))
    await stores.bridges.unseat(HALL.channel_id)
    await stores.bridges.seat(main.id, HALL)
    assert [b.manner.agreed for b in await stores.bridges.every()] == [{GUILD, there}]
    await stores.bridges.unseat(ATTIC.channel_id)
    await stores.bridges.seat(main.id, ATTIC)
    assert [b.manner.agreed for b in await stores.bridges.every()] == [{GUILD}]


async def test_a_configured_bridge_keeps_its_manner_over_a_restart(stores: Stores):
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY, HALL])])
    (main,) = await stores.bridges.every()
    await stores.bridges.set_manner(main.id, Manner(shows_original=True))
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY, HALL])])
    assert [b.manner for b in await stores.bridges.every()] == [Manner(shows_original=True)]


async def test_a_thread_is_in_the_bridge_of_its_channel_and_between_its_strand_s_threads(stores: Stores):
    await stores.bridges.replace(CONFIGURATION, [("main", [LOBBY, HALL, ATTIC])])
    (main,) = await stores.bridges.every()
    thread, copy, now = ChannelId(11), ChannelId(12), stores.clock.now()
    await stores.threads.claim(thread, Joined(LOBBY.channel_id, thread, False, "", now))
    await stores.threads.claim(thread, Joined(HALL.channel_id, copy, True, "", now))
    await stores.threads.claim(thread, Joined(ATTIC.channel_id, None, True, "", now))
    within = await stores.bridges.containing(copy)
    assert within is not None
    assert (within.id, within.manner) == (main.id, main.manner)
    assert [(end.channel_id, end.home, end.language) for end in within.endpoints] == [
        (thread, LOBBY.channel_id, EN),
        (copy, HALL.channel_id, ZH_HANS),
    ]
    assert await stores.bridges.containing(HALL.channel_id) == main
    assert await stores.bridges.containing(ChannelId(13)) is None
