"""Bans: made, listed, lifted, in bulk."""

import pytest

from playground.cast import BOT_ROLE_ID, CHINESE, ENGLISH, GUILD_ID
from playground.server.gateway.intents import KNOWN
from playground.server.guilds import permissions
from tests.playground.support import Playground, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")
BANS = f"/guilds/{GUILD_ID}/bans"


async def test_who_is_banned_is_gone_with_what_they_said(playground: Playground) -> None:
    world, dana = playground.stage.world, playground.stage.members["dana"]
    said = [world.say("dana", where, "buy now") for where in ("english", "english", "中文")]
    kept = world.say("graham", "english", "no, thank you")
    morgan = playground.as_member("morgan")
    playground.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.BAN_MEMBERS
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, KNOWN)
        banned = await morgan.ask(
            "PUT", f"{BANS}/{dana.id}", {"delete_message_seconds": 60}, **{"X-Audit-Log-Reason": "spam%20%E5%B9%BF"}
        )
        assert banned.status == 204
        assert (await raw.until("GUILD_BAN_ADD"))["user"]["id"] == str(dana.id)
        assert (await raw.until("GUILD_MEMBER_REMOVE"))["user"]["id"] == str(dana.id)
        assert (await raw.until("MESSAGE_DELETE_BULK"))["ids"] == [str(one.id) for one in said[:2]]
        assert (await morgan.get(f"{BANS}/{dana.id}")).body["reason"] == "spam 广"
        assert (await morgan.put(f"{BANS}/{dana.id}", {})).status == 204
        assert (await morgan.delete(f"{BANS}/{dana.id}")).status == 204
        assert (await raw.until("GUILD_BAN_REMOVE"))["user"]["id"] == str(dana.id)
    assert [one["id"] for one in (await morgan.get(f"/channels/{ENGLISH.id}/messages")).body] == [str(kept.id)]
    assert (await morgan.get(f"/channels/{CHINESE.id}/messages")).body == []
    assert (await morgan.get(f"{BANS}/{dana.id}")).refusal == (404, 10026)
    assert (await morgan.delete(f"{BANS}/{dana.id}")).refusal == (404, 10026)


async def test_a_ban_reaches_what_was_said_in_threads(playground: Playground) -> None:
    dana, morgan = playground.as_member("dana"), playground.as_member("morgan")
    thread = (await dana.post(f"/channels/{ENGLISH.id}/threads", {"name": "Offers", "type": 11})).body["id"]
    assert (await dana.post(f"/channels/{thread}/messages", {"content": "buy now"})).status == 200
    dana_id = playground.stage.members["dana"].id
    assert (await morgan.put(f"{BANS}/{dana_id}", {"delete_message_seconds": 60})).status == 204
    assert (await morgan.get(f"/channels/{thread}/messages")).body == []


async def test_banning_needs_the_right_and_the_rank(playground: Playground) -> None:
    bot, owner = playground.as_bot(), playground.stage.members["morgan"]
    dana = playground.stage.members["dana"]
    for reply in (await bot.get(BANS), await bot.put(f"{BANS}/{dana.id}", {}), await bot.delete(f"{BANS}/{dana.id}")):
        assert reply.refusal == (403, 50013)
    playground.empower(permissions.BAN_MEMBERS)
    assert (await bot.put(f"{BANS}/{owner.id}", {})).refusal == (403, 50013)
    assert (await bot.put(f"{BANS}/7", {})).refusal == (404, 10013)
    assert (await bot.put(f"{BANS}/{dana.id}", {"delete_message_seconds": 604_801})).faults["delete_message_seconds"]
    assert (await bot.put(f"{BANS}/{dana.id}", {"delete_message_days": 1})).status == 204


async def test_bans_are_told_only_to_those_who_may_see_them(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, KNOWN)
        playground.stage.world.bans.add(playground.stage.guild, playground.stage.members["dana"].id)
        names = await raw.names_until_quiet()
    assert "GUILD_MEMBER_REMOVE" in names
    assert "GUILD_BAN_ADD" not in names


async def test_bans_are_listed_in_pages(playground: Playground) -> None:
    world, morgan = playground.stage.world, playground.as_member("morgan")
    ids = sorted(playground.stage.members[one].id for one in ("dana", "graham", "priya", "yating"))
    for user_id in ids:
        world.bans.add(playground.stage.guild, user_id)

    async def listed(query: str) -> list[int]:
        return [int(one["user"]["id"]) for one in (await morgan.get(f"{BANS}?{query}")).body]

    assert await listed("") == ids
    assert await listed(f"after={ids[0]}&limit=2") == ids[1:3]
    assert await listed(f"before={ids[3]}&after={ids[2]}&limit=2") == ids[1:3]


async def test_many_are_banned_at_once_as_far_as_they_can_be(playground: Playground) -> None:
    bot, members = playground.as_bot(), playground.stage.members
    bulk = f"/guilds/{GUILD_ID}/bulk-ban"
    playground.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.BAN_MEMBERS
    wanted = [str(members[one].id) for one in ("dana", "morgan", "graham")]
    assert (await bot.post(bulk, {"user_ids": wanted})).refusal == (403, 50013)
    playground.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_GUILD
    banned = await bot.post(bulk, {"user_ids": wanted})
    assert banned.body == {"banned_users": [wanted[0], wanted[2]], "failed_users": [wanted[1]]}
    assert (await bot.post(bulk, {"user_ids": wanted})).refusal == (400, 500000)
    assert (await bot.post(bulk, {"user_ids": [str(one) for one in range(1, 202)]})).faults["user_ids"]
    assert (await bot.post(bulk, {})).faults["user_ids"]
