"""Members: found, renamed, given roles, silenced, sent away."""

import asyncio
import time

import pytest

from playground.cast import ADMIN_ROLE_ID, APPLICATION_ID, ENGLISH, GUILD_ID
from playground.server.gateway.intents import KNOWN
from playground.server.guilds import permissions
from playground.server.snowflakes import timestamp
from tests.playground.support import Playground, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")
MEMBERS = f"/guilds/{GUILD_ID}/members"
HERE = f"/channels/{ENGLISH.id}/messages"
DAY_SECONDS = 24 * 3600


def seat_of(playground: Playground, handle: str) -> str:
    """Return the address of someone's seat."""
    return f"{MEMBERS}/{playground.stage.members[handle].id}"


async def test_members_come_in_pages_by_their_ids(playground: Playground) -> None:
    bot = playground.as_bot()
    every = [one["user"]["id"] for one in (await bot.get(f"{MEMBERS}?limit=1000")).body]
    assert every == sorted(every, key=int)
    assert [one["user"]["id"] for one in (await bot.get(f"{MEMBERS}?limit=2&after={every[1]}")).body] == every[2:4]
    assert len((await bot.get(MEMBERS)).body) == 1
    assert (await bot.get(f"{MEMBERS}?limit=1001")).faults["limit"]


async def test_members_are_found_by_the_beginning_of_their_names(playground: Playground) -> None:
    bot, dana = playground.as_bot(), playground.stage.members["dana"]
    assert [one["user"]["username"] for one in (await bot.get(f"{MEMBERS}/search?query=DA&limit=5")).body] == ["dana"]
    assert (await playground.as_member("dana").patch(f"{MEMBERS}/@me", {"nick": "护士"})).body["nick"] == "护士"
    assert [one["user"]["id"] for one in (await bot.get(f"{MEMBERS}/search?query=护")).body] == [str(dana.id)]
    assert (await bot.get(f"{MEMBERS}/search")).faults["query"]


async def test_a_nickname_is_changed_by_its_owner_or_by_who_stands_above(playground: Playground) -> None:
    bot, dana = playground.as_bot(), playground.as_member("dana")
    where = seat_of(playground, "dana")
    assert (await bot.patch(where, {"nick": "D"})).refusal == (403, 50013)
    playground.empower(permissions.MANAGE_NICKNAMES)
    assert (await bot.patch(where, {"nick": "D"})).body["nick"] == "D"
    assert (await bot.patch(seat_of(playground, "morgan"), {"nick": "M"})).refusal == (403, 50013)
    assert (await dana.patch(f"{MEMBERS}/@me", {"nick": ""})).body["nick"] is None
    assert (await dana.patch(f"{MEMBERS}/@me", {"nick": "x" * 33})).faults["nick"]
    playground.stage.guild.roles[GUILD_ID].permissions &= ~permissions.CHANGE_NICKNAME
    assert (await dana.patch(f"{MEMBERS}/@me", {"nick": "D"})).refusal == (403, 50013)


async def test_a_change_that_is_refused_in_part_changes_nothing(playground: Playground) -> None:
    playground.empower(permissions.MANAGE_NICKNAMES)
    body = {"nick": "D", "roles": [str(ADMIN_ROLE_ID)]}
    assert (await playground.as_bot().patch(seat_of(playground, "dana"), body)).refusal == (403, 50013)
    assert playground.stage.guild.members[playground.stage.members["dana"].id].nick is None


async def test_roles_are_set_all_at_once(playground: Playground) -> None:
    morgan, where = playground.as_member("morgan"), seat_of(playground, "dana")
    assert (await morgan.patch(where, {"roles": [str(ADMIN_ROLE_ID)]})).body["roles"] == [str(ADMIN_ROLE_ID)]
    assert (await morgan.patch(where, {"roles": ["7"]})).refusal == (404, 10011)
    assert (await morgan.delete(f"{where}/roles/{ADMIN_ROLE_ID}")).status == 204
    assert (await morgan.get(where)).body["roles"] == []


async def test_who_is_timed_out_only_reads_until_the_time_is_over(playground: Playground) -> None:
    morgan, dana = playground.as_member("morgan"), playground.as_member("dana")
    where = seat_of(playground, "dana")
    timed_out = await morgan.patch(where, {"communication_disabled_until": timestamp(time.time() + 0.1)})
    assert timed_out.body["communication_disabled_until"] is not None
    assert (await dana.post(HERE, {"content": "x"})).refusal == (403, 50013)
    assert (await dana.get(HERE)).status == 200
    user, channel = playground.stage.members["dana"], playground.stage.world.channels[ENGLISH.id]
    left = permissions.VIEW_CHANNEL | permissions.READ_MESSAGE_HISTORY
    assert playground.stage.world.rights(user, channel) == left
    assert playground.stage.world.rights_in_guild(user, playground.stage.guild) == left
    await asyncio.sleep(0.11)
    assert (await dana.post(HERE, {"content": "x"})).status == 200
    far = timestamp(time.time() + DAY_SECONDS)
    assert (await morgan.patch(where, {"communication_disabled_until": far})).status == 200
    assert (await dana.post(HERE, {"content": "x"})).refusal == (403, 50013)
    lifted = await morgan.patch(where, {"communication_disabled_until": None})
    assert lifted.body["communication_disabled_until"] is None
    assert (await dana.post(HERE, {"content": "x"})).status == 200


async def test_administrators_and_owners_are_never_timed_out(playground: Playground) -> None:
    playground.empower(permissions.MODERATE_MEMBERS)
    bot, soon = playground.as_bot(), {"communication_disabled_until": timestamp(time.time() + 60)}
    assert (await bot.patch(seat_of(playground, "morgan"), soon)).refusal == (403, 50013)
    guild, graham = playground.stage.guild, playground.stage.members["graham"]
    role = playground.stage.world.roles.create(guild, {"permissions": str(permissions.ADMINISTRATOR)})
    playground.stage.world.members.set_roles(guild, guild.members[graham.id], [role.id])
    assert (await bot.patch(seat_of(playground, "graham"), soon)).refusal == (403, 50013)
    assert (await bot.patch(seat_of(playground, "dana"), soon)).status == 200
    playground.empower(0)
    assert (await bot.patch(seat_of(playground, "priya"), soon)).refusal == (403, 50013)


async def test_a_timeout_lasts_28_days_at_most(playground: Playground) -> None:
    morgan, where = playground.as_member("morgan"), seat_of(playground, "dana")
    for until in ("soon", timestamp(time.time() + 29 * DAY_SECONDS)):
        reply = await morgan.patch(where, {"communication_disabled_until": until})
        assert reply.faults["communication_disabled_until"]
    assert (await morgan.patch(where, {"communication_disabled_until": timestamp(time.time() + 27 * DAY_SECONDS)})).body


async def test_nobody_is_in_a_voice_channel(playground: Playground) -> None:
    morgan = playground.as_member("morgan")
    for body in ({"mute": True}, {"deaf": False}, {"channel_id": str(ENGLISH.id)}):
        assert (await morgan.patch(seat_of(playground, "dana"), body)).refusal == (400, 40032)


async def test_of_a_members_flags_only_one_can_be_set(playground: Playground) -> None:
    where = seat_of(playground, "dana")
    assert (await playground.as_member("morgan").patch(where, {"flags": 0b111})).body["flags"] == 0b100
    assert (await playground.as_bot().patch(where, {"flags": 0})).refusal == (403, 50013)


async def test_kicking_needs_the_right_and_the_rank(playground: Playground) -> None:
    bot = playground.as_bot()
    assert (await bot.delete(seat_of(playground, "dana"))).refusal == (403, 50013)
    playground.empower(permissions.KICK_MEMBERS)
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, KNOWN)
        assert (await bot.delete(seat_of(playground, "dana"))).status == 204
        assert (await raw.until("GUILD_MEMBER_REMOVE"))["user"]["username"] == "dana"
    assert (await bot.delete(seat_of(playground, "dana"))).refusal == (404, 10007)
    assert (await bot.delete(seat_of(playground, "morgan"))).refusal == (403, 50013)
    assert (await bot.delete(f"{MEMBERS}/{APPLICATION_ID}")).refusal == (403, 50013)
    assert (await playground.as_member("dana").get(f"/guilds/{GUILD_ID}")).refusal == (403, 50001)


async def test_members_events_need_the_members_intent_but_for_oneself(playground: Playground) -> None:
    morgan = playground.as_member("morgan")
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, 1 << 0)
        await morgan.patch(seat_of(playground, "dana"), {"nick": "D"})
        await morgan.patch(f"{MEMBERS}/{APPLICATION_ID}", {"nick": "Bridge"})
        assert (await raw.until("GUILD_MEMBER_UPDATE"))["user"]["id"] == str(APPLICATION_ID)


async def test_one_leaves_by_oneself_but_the_owner_stays(playground: Playground) -> None:
    leaving = f"/users/@me/guilds/{GUILD_ID}"
    assert (await playground.as_member("dana").delete(leaving)).status == 204
    assert (await playground.as_member("dana").get("/users/@me/guilds")).body == []
    assert (await playground.as_member("morgan").delete(leaving)).refusal == (400, 50055)
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, KNOWN)
        assert (await playground.as_bot().delete(leaving)).status == 204
        assert await raw.until("GUILD_DELETE") == {"id": str(GUILD_ID)}
