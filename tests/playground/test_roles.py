"""Roles: made, changed, ordered and deleted within the hierarchy."""

import pytest

from playground.cast import ADMIN_ROLE_ID, BOT_ROLE_ID, ENGLISH, GUILD_ID
from playground.server.channels.model import Overwrite
from playground.server.gateway.intents import KNOWN
from playground.server.guilds import permissions
from tests.playground.support import Playground, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")
ROLES = f"/guilds/{GUILD_ID}/roles"


async def test_a_role_is_made_changed_and_deleted_and_the_gateway_says_so(playground: Playground) -> None:
    morgan, dana = playground.as_member("morgan"), playground.stage.members["dana"]
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, KNOWN)
        made = await morgan.post(ROLES, {"name": "翻译 helpers", "color": 0x336699, "hoist": True})
        assert (made.status, made.body["name"], made.body["position"]) == (200, "翻译 helpers", 1)
        assert made.body["permissions"] == str(permissions.EVERYONE)
        assert (await raw.until("GUILD_ROLE_CREATE"))["role"]["id"] == made.body["id"]
        one = f"{ROLES}/{made.body['id']}"
        assert (await morgan.get(one)).body == made.body
        wanted = {"name": "Helpers", "colors": {"primary_color": 0xFF0000}, "permissions": "1024"}
        changed = await morgan.patch(one, wanted)
        assert (changed.body["name"], changed.body["color"], changed.body["permissions"]) == (
            "Helpers",
            0xFF0000,
            "1024",
        )
        assert (await raw.until("GUILD_ROLE_UPDATE"))["role"] == changed.body
        member = f"/guilds/{GUILD_ID}/members/{dana.id}"
        assert (await morgan.put(f"{member}/roles/{made.body['id']}")).status == 204
        assert (await raw.until("GUILD_MEMBER_UPDATE"))["roles"] == [made.body["id"]]
        assert (await morgan.get(f"{ROLES}/member-counts")).body[made.body["id"]] == 1
        channel = playground.stage.world.channels[ENGLISH.id]
        playground.stage.world.rooms.set_overwrite(channel, Overwrite(int(made.body["id"]), 0, deny=1024))
        assert (await morgan.delete(one)).status == 204
        assert await raw.until("GUILD_ROLE_DELETE") == {"guild_id": str(GUILD_ID), "role_id": made.body["id"]}
        assert (await morgan.get(member)).body["roles"] == []
        assert int(made.body["id"]) not in channel.overwrites
        assert (await morgan.get(one)).refusal == (404, 10011)


async def test_nobody_touches_a_role_at_or_above_their_highest(playground: Playground) -> None:
    playground.empower(permissions.MANAGE_ROLES)
    bot = playground.as_bot()
    for role_id in (ADMIN_ROLE_ID, BOT_ROLE_ID):
        assert (await bot.patch(f"{ROLES}/{role_id}", {"name": "mine"})).refusal == (403, 50013)
        assert (await bot.delete(f"{ROLES}/{role_id}")).refusal == (403, 50013)
    below = (await bot.post(ROLES, {"name": "below"})).body
    assert (await bot.patch(f"{ROLES}/{below['id']}", {"name": "still below"})).status == 200
    assert (await bot.patch(ROLES, [{"id": below["id"], "position": 3}])).refusal == (403, 50013)
    assert (await bot.patch(ROLES, [{"id": str(ADMIN_ROLE_ID), "position": 1}])).refusal == (403, 50013)
    dana = playground.stage.members["dana"]
    give = f"/guilds/{GUILD_ID}/members/{dana.id}/roles"
    assert (await bot.put(f"{give}/{ADMIN_ROLE_ID}")).refusal == (403, 50013)
    assert (await bot.put(f"{give}/{below['id']}")).status == 204
    assert (await playground.as_member("dana").post(ROLES, {})).refusal == (403, 50013)


async def test_one_grants_only_permissions_that_one_has(playground: Playground) -> None:
    playground.empower(permissions.MANAGE_ROLES)
    bot = playground.as_bot()
    assert (await bot.post(ROLES, {"permissions": str(permissions.BAN_MEMBERS)})).refusal == (403, 50013)
    below = (await bot.post(ROLES, {"permissions": str(permissions.MANAGE_WEBHOOKS)})).body
    one = f"{ROLES}/{below['id']}"
    assert (await bot.patch(one, {"permissions": str(permissions.ADMINISTRATOR)})).refusal == (403, 50013)
    playground.stage.guild.roles[int(below["id"])].permissions |= permissions.BAN_MEMBERS
    kept = str(permissions.BAN_MEMBERS | permissions.VIEW_CHANNEL)
    assert (await bot.patch(one, {"permissions": kept})).body["permissions"] == kept


async def test_roles_of_integrations_and_everyone_are_nobodys_to_give_or_delete(playground: Playground) -> None:
    morgan, dana = playground.as_member("morgan"), playground.stage.members["dana"]
    for role_id in (BOT_ROLE_ID, GUILD_ID):
        assert (await morgan.delete(f"{ROLES}/{role_id}")).refusal == (400, 50028)
        assert (await morgan.put(f"/guilds/{GUILD_ID}/members/{dana.id}/roles/{role_id}")).refusal == (400, 50028)
    assert (await morgan.patch(ROLES, [{"id": str(GUILD_ID), "position": 1}])).refusal == (400, 50028)
    changed = await morgan.patch(f"{ROLES}/{GUILD_ID}", {"name": "all", "permissions": "1024"})
    assert (changed.body["name"], changed.body["permissions"]) == ("@everyone", "1024")


async def test_roles_are_ordered_anew(playground: Playground) -> None:
    morgan = playground.as_member("morgan")
    first, second = [(await morgan.post(ROLES, {"name": name})).body["id"] for name in ("first", "second")]
    listed = (await morgan.patch(ROLES, [{"id": second, "position": 4}, {"id": first, "position": 9}])).body
    order = [one["id"] for one in sorted(listed, key=lambda one: one["position"])]
    assert order == [str(GUILD_ID), str(BOT_ROLE_ID), str(ADMIN_ROLE_ID), second, first]
    assert (await morgan.patch(ROLES, [{"id": "7", "position": 1}])).refusal == (404, 10011)
    assert (await morgan.patch(ROLES, [{"position": 1}])).faults["0"]["id"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "字" * 101}, "name"),
        ({"color": 0x1000000}, "color"),
        ({"permissions": "many"}, "permissions"),
        ({"hoist": "yes"}, "hoist"),
        ({"colors": {"primary_color": -1}}, "colors"),
    ],
)
async def test_a_malformed_role_is_refused(playground: Playground, body: dict[str, object], field: str) -> None:
    assert field in (await playground.as_member("morgan").post(ROLES, body)).faults


async def test_pictures_and_gradients_need_boosts(playground: Playground) -> None:
    morgan = playground.as_member("morgan")
    for body in ({"unicode_emoji": "🌉"}, {"colors": {"primary_color": 1, "secondary_color": 2}}):
        assert (await morgan.post(ROLES, body)).refusal == (403, 50101)


async def test_a_guild_has_250_roles_at_most(playground: Playground) -> None:
    for _ in range(250 - len(playground.stage.guild.roles)):
        playground.stage.world.roles.create(playground.stage.guild, {})
    assert (await playground.as_member("morgan").post(ROLES, {})).refusal == (400, 30005)
