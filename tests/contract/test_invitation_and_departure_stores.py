"""What every `InvitationStore` and every `DepartureStore` does."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.bridges.consent import Invitation, InvitationState
from bot.bridges.errors import InvitationExpired, InvitationReplaced, InvitationUnknown, InvitationUsed
from bot.bridges.model import MAX_ENDPOINTS, BridgeId, BridgeSettings, Endpoint, Guest, Owner
from bot.bridges.ports import Notice
from bot.errors import BridgeFull, ChannelAlreadyBridged
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.translation.model import EN, ZH_HANS
from tests.contract.test_bridge_store import GUILD, HALL, LOBBY
from tests.owing import Stores

GUEST, THIRD = GuildId(1 << 61), GuildId(5)
PORCH = Endpoint(GUEST, ChannelId(1 << 60), ZH_HANS)
ATTIC = Endpoint(THIRD, ChannelId(77), EN)
ANN = UserId(1 << 60)


def half_an_hour(stores: Stores) -> datetime:
    return stores.clock.now() + timedelta(minutes=30)


async def opened(stores: Stores) -> BridgeId:
    return await stores.bridges.open(Owner(GUILD), "main", [LOBBY, HALL], BridgeSettings())


async def invited(stores: Stores, code_hash: str = "one") -> BridgeId:
    bridge_id = await opened(stores)
    await stores.invitations.issue(code_hash, Invitation(bridge_id, ANN, half_an_hour(stores)))
    return bridge_id


async def test_an_invitation_is_known_by_its_hash_alone(stores: Stores):
    bridge_id = await invited(stores)
    assert await stores.invitations.of("one") == Invitation(bridge_id, ANN, half_an_hour(stores))
    assert await stores.invitations.of("two") is None
    with pytest.raises(InvitationUnknown):
        await stores.invitations.accept("two", PORCH, None)


async def test_accepting_seats_the_channel_and_makes_its_guild_a_guest(stores: Stores):
    await invited(stores)
    await stores.invitations.accept("one", PORCH, ChannelId(1 << 59))
    (bridge,) = await stores.bridges.every()
    assert bridge.endpoints == (LOBBY, HALL, PORCH)
    assert bridge.guests == (Guest(GUEST, ChannelId(1 << 59)),)


async def test_a_code_is_used_once_however_many_press_at_once(stores: Stores):
    await invited(stores)
    outcomes = await asyncio.gather(
        *(stores.invitations.accept("one", end, None) for end in (PORCH, ATTIC)), return_exceptions=True
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["InvitationUsed", "NoneType"]
    (bridge,) = await stores.bridges.every()
    assert len(bridge.endpoints) == 3
    with pytest.raises(InvitationUsed):
        await stores.invitations.accept("one", ATTIC, None)


async def test_a_newer_invitation_replaces_the_older_of_its_bridge_only(stores: Stores):
    bridge_id = await invited(stores)
    other = await stores.bridges.open(Owner(THIRD), "other", [ATTIC], BridgeSettings())
    await stores.invitations.issue("others", Invitation(other, ANN, half_an_hour(stores)))
    await stores.invitations.issue("two", Invitation(bridge_id, ANN, half_an_hour(stores)))
    with pytest.raises(InvitationReplaced):
        await stores.invitations.accept("one", PORCH, None)
    found = await stores.invitations.of("others")
    assert found is not None
    assert found.state is InvitationState.OPEN
    await stores.invitations.accept("two", PORCH, None)


async def test_an_invitation_expires_and_is_forgotten_a_day_later(stores: Stores):
    await invited(stores)
    stores.clock.advance(timedelta(minutes=30))
    with pytest.raises(InvitationExpired):
        await stores.invitations.accept("one", PORCH, None)
    stores.clock.advance(timedelta(days=1, seconds=-1))
    await stores.invitations.expire()
    assert await stores.invitations.of("one") is not None
    stores.clock.advance(timedelta(seconds=1))
    await stores.invitations.expire()
    assert await stores.invitations.of("one") is None


async def test_an_invitation_goes_with_its_bridge(stores: Stores):
    await stores.bridges.close(await invited(stores))
    assert await stores.invitations.of("one") is None
    with pytest.raises(InvitationUnknown):
        await stores.invitations.accept("one", PORCH, None)


async def test_a_refused_seat_leaves_the_code_as_good_as_before(stores: Stores):
    bridge_id = await invited(stores)
    with pytest.raises(ChannelAlreadyBridged):
        await stores.invitations.accept("one", HALL, None)
    extra = [Endpoint(GUILD, ChannelId(1000 + number), EN) for number in range(MAX_ENDPOINTS - 2)]
    for end in extra:
        await stores.bridges.seat(bridge_id, end)
    with pytest.raises(BridgeFull):
        await stores.invitations.accept("one", PORCH, None)
    with pytest.raises(BridgeFull):
        await stores.bridges.seat(bridge_id, PORCH)
    await stores.bridges.unseat(extra[0].channel_id)
    await stores.invitations.accept("one", PORCH, None)


async def test_a_guest_without_a_channel_is_none(stores: Stores):
    bridge_id = await invited(stores)
    await stores.invitations.accept("one", PORCH, None)
    await stores.bridges.seat(bridge_id, Endpoint(GUEST, ChannelId(9), EN))
    await stores.bridges.unseat(PORCH.channel_id)
    (bridge,) = await stores.bridges.every()
    assert bridge.guests == (Guest(GUEST),)
    await stores.bridges.unseat(ChannelId(9))
    (bridge,) = await stores.bridges.every()
    assert bridge.guests == ()


async def test_a_guild_that_was_left_does_not_serve_until_the_bot_is_back(stores: Stores):
    await invited(stores)
    await stores.invitations.accept("one", PORCH, ChannelId(8))
    await stores.notices.keep(PORCH.channel_id, Notice(MessageId(3), "fingerprint"))
    left_at = stores.clock.now()
    assert await stores.departures.known() == {GUILD, GUEST}
    assert await stores.departures.note(GUEST)
    stores.clock.advance(timedelta(days=2))
    assert not await stores.departures.note(GUEST)
    assert await stores.departures.every() == {GUEST: left_at}
    (bridge,) = await stores.bridges.every()
    assert (bridge.endpoints, bridge.guests) == ((LOBBY, HALL), ())
    assert await stores.notices.every() == {}
    with pytest.raises(ChannelAlreadyBridged):
        await stores.bridges.seat(bridge.id, PORCH)  # its seat is kept
    assert await stores.departures.cancel(GUEST)
    assert not await stores.departures.cancel(GUEST)
    (bridge,) = await stores.bridges.every()
    assert (bridge.endpoints, bridge.guests) == ((LOBBY, HALL, PORCH), (Guest(GUEST, ChannelId(8)),))
    assert PORCH.channel_id in await stores.notices.every()


async def test_a_guild_without_a_bridge_is_told_from_one_that_is_out_of_service(stores: Stores):
    bridge_id = await invited(stores)
    await stores.invitations.accept("one", PORCH, None)
    await stores.departures.note(GUEST)
    assert await stores.departures.without_bridge() == frozenset()
    await stores.departures.cancel(GUEST)
    await stores.bridges.unseat(PORCH.channel_id)
    assert await stores.departures.without_bridge() == {GUEST}
    await stores.bridges.close(bridge_id)
    assert await stores.departures.without_bridge() == {GUEST, GUILD}
    await stores.departures.note(GUEST)
    await stores.departures.purge(GUEST)
    assert await stores.departures.known() == {GUILD}


async def test_a_seat_cancels_a_departure_and_with_it_the_purge(stores: Stores):
    bridge_id = await opened(stores)
    for number, take in enumerate(("seat", "open", "accept")):
        await stores.departures.note(GUEST)
        end = Endpoint(GUEST, ChannelId(500 + number), EN)
        match take:
            case "seat":
                await stores.bridges.seat(bridge_id, end)
            case "open":
                await stores.bridges.open(Owner(GUEST), "theirs", [end], BridgeSettings())
            case "accept":
                await stores.invitations.issue("one", Invitation(bridge_id, ANN, half_an_hour(stores)))
                await stores.invitations.accept("one", end, None)
        assert await stores.departures.every() == {}
        await stores.departures.purge(GUEST)
        assert any(bridge.endpoint(end.channel_id) for bridge in await stores.bridges.every()), take


async def test_a_guild_that_is_back_is_not_purged(stores: Stores):
    await invited(stores)
    await stores.invitations.accept("one", PORCH, None)
    await stores.departures.purge(GUEST)
    (bridge,) = await stores.bridges.every()
    assert PORCH in bridge.endpoints


async def test_a_purge_closes_the_guild_s_bridges_and_takes_its_seats(stores: Stores):
    await invited(stores)
    await stores.invitations.accept("one", PORCH, None)
    await stores.bridges.open(Owner(GUEST), "theirs", [Endpoint(GUEST, ChannelId(9), EN), ATTIC], BridgeSettings())
    await stores.departures.note(GUEST)
    await stores.departures.purge(GUEST)
    (bridge,) = await stores.bridges.every()
    assert (bridge.name, bridge.endpoints, bridge.guests) == ("main", (LOBBY, HALL), ())
    assert await stores.departures.every() == {}
    assert await stores.departures.known() <= {GUILD, THIRD}
