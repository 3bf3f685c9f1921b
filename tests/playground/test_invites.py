"""Invites: made, shown, accepted, taken back."""

import asyncio

import pytest

from playground.cast import ADMIN_ROLE_ID, BOT_ROLE_ID, ENGLISH, GUILD_ID
from playground.server.guilds import permissions
from playground.server.rest.refusals import Refusal
from playground.server.users.model import User
from tests.playground.support import Playground, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")
HERE = f"/channels/{ENGLISH.id}/invites"
GUILD_INVITES = 1 << 6


async def test_an_invite_lets_someone_in_as_often_as_it_says(playground: Playground) -> None:
    world, dana = playground.stage.world, playground.as_member("dana")
    made = (await dana.post(HERE, {"max_uses": 1})).body
    assert (made["max_age"], made["uses"], made["inviter"]["username"]) == (86_400, 0, "dana")
    shown = await playground.as_anyone().get(f"/invites/{made['code']}?with_counts=true")
    assert (shown.body["guild"]["id"], shown.body["approximate_member_count"]) == (str(GUILD_ID), 8)
    first, second = (world.add_user(User(world.ids.next(), name, None)) for name in ("lin", "noor"))
    world.invites.accept(first, made["code"])
    assert first.id in playground.stage.guild.members
    with pytest.raises(Refusal, match="10006"):
        world.invites.accept(second, made["code"])
    assert (await dana.get(f"/invites/{made['code']}")).refusal == (404, 10006)


async def test_a_similar_invite_is_given_out_again_unless_it_must_be_unique(playground: Playground) -> None:
    dana = playground.as_member("dana")
    made = [(await dana.post(HERE, body)).body["code"] for body in ({}, {}, {"unique": True}, {"max_age": 60})]
    assert made[0] == made[1]
    assert len(set(made)) == 3


async def test_an_invite_ends_with_its_age(playground: Playground) -> None:
    dana = playground.as_member("dana")
    made = (await dana.post(HERE, {"max_age": 1})).body
    playground.stage.guild.invites[made["code"]].created_at -= 0.95
    await asyncio.sleep(0.06)
    assert (await dana.get(f"/invites/{made['code']}")).refusal == (404, 10006)


async def test_who_is_banned_comes_in_by_no_invite(playground: Playground) -> None:
    world, guild, graham = playground.stage.world, playground.stage.guild, playground.stage.members["graham"]
    code = (await playground.as_member("dana").post(HERE, {})).body["code"]
    world.bans.add(guild, graham.id)
    with pytest.raises(Refusal, match="40007"):
        world.invites.accept(graham, code)
    world.bans.lift(guild, graham.id)
    assert world.invites.accept(graham, code).user is graham


async def test_invites_are_managed_by_those_who_manage_the_channel_or_guild(playground: Playground) -> None:
    dana, morgan, bot = playground.as_member("dana"), playground.as_member("morgan"), playground.as_bot()
    code = (await dana.post(HERE, {})).body["code"]
    for reply in (
        await dana.get(HERE),
        await dana.get(f"/guilds/{GUILD_ID}/invites"),
        await dana.delete(f"/invites/{code}"),
    ):
        assert reply.refusal == (403, 50013)
    assert [one["code"] for one in (await morgan.get(HERE)).body] == [code]
    playground.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.VIEW_AUDIT_LOG
    assert "uses" not in (await bot.get(f"/guilds/{GUILD_ID}/invites")).body[0]
    assert (await morgan.get(f"/guilds/{GUILD_ID}/invites")).body[0]["uses"] == 0
    assert (await morgan.delete(f"/invites/{code}")).body["code"] == code
    assert (await morgan.delete(f"/invites/{code}")).refusal == (404, 10006)


async def test_invites_are_told_to_those_who_manage_the_channel(playground: Playground) -> None:
    dana, morgan = playground.as_member("dana"), playground.as_member("morgan")
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, GUILD_INVITES)
        await dana.post(HERE, {"max_age": 60})
        playground.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_CHANNELS
        made = (await dana.post(HERE, {})).body
        assert (await raw.until("INVITE_CREATE"))["code"] == made["code"]
        await morgan.delete(f"/invites/{made['code']}")
        assert (await raw.until("INVITE_DELETE"))["code"] == made["code"]


@pytest.mark.parametrize(
    ("body", "field"),
    [({"max_age": 604_801}, "max_age"), ({"max_uses": 101}, "max_uses"), ({"target_type": 1}, "target_type")],
)
async def test_a_malformed_invite_is_refused(playground: Playground, body: dict[str, object], field: str) -> None:
    assert field in (await playground.as_member("dana").post(HERE, body)).faults


async def test_an_invite_gives_only_roles_whose_permissions_one_has(playground: Playground) -> None:
    guild, bot = playground.stage.guild, playground.as_bot()
    body = {"role_ids": [str(ADMIN_ROLE_ID)]}
    assert (await bot.post(HERE, body)).refusal == (403, 50013)
    guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_ROLES
    assert (await bot.post(HERE, body)).refusal == (403, 50013)
    given = playground.stage.world.roles.create(guild, {"name": "guest"})
    made = (await bot.post(HERE, {"role_ids": [str(given.id)]})).body
    assert [one["name"] for one in made["roles"]] == ["guest"]
    world = playground.stage.world
    lin = world.add_user(User(world.ids.next(), "lin", None))
    assert world.invites.accept(lin, made["code"]).roles == [given.id]


async def test_inviting_is_a_right(playground: Playground) -> None:
    playground.stage.guild.roles[GUILD_ID].permissions &= ~permissions.CREATE_INSTANT_INVITE
    assert (await playground.as_member("dana").post(HERE, {})).refusal == (403, 50013)
