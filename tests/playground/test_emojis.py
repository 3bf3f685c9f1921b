"""Custom emojis of a guild: who may make them, how many there may be, and who is told."""

from __future__ import annotations

import pytest

from playground.cast import ADMIN_ROLE_ID, GUILD_ID
from playground.server.cdn.formats import Picture
from playground.server.emojis.emojis import MOST_BY_TIER, MOST_BYTES
from playground.server.emojis.model import Emoji
from playground.server.guilds import permissions
from playground.server.wire import Json
from tests.playground.support import Playground, raw_gateway
from tests.playground.uploads import data_address, gif, png

ALL = f"/guilds/{GUILD_ID}/emojis"
STILL = {"name": "qiao", "image": data_address(png(128, 128))}
MOVING = {"name": "wave", "image": data_address(gif(), "image/gif")}

pytestmark = pytest.mark.usefixtures("judged")


async def _made(playground: Playground, body: Json) -> Json:
    reply = await playground.as_member("morgan").post(ALL, body)
    assert reply.status == 201, reply
    made: Json = reply.body
    return made


def _fill(playground: Playground, count: int, is_animated: bool) -> None:
    picture = Picture(b"", "image/png", 1, 1, is_animated)
    guild = playground.stage.guild
    guild.emojis |= {at: Emoji(at, guild.id, f"e{at}", picture) for at in range(count)}


def _grant(playground: Playground, rights: int) -> None:
    playground.stage.guild.roles[GUILD_ID].permissions |= rights


async def test_an_emoji_is_made_shown_changed_and_taken_away(playground: Playground) -> None:
    morgan = playground.as_member("morgan")
    made = await _made(playground, STILL | {"roles": [str(ADMIN_ROLE_ID)]})
    one = f"{ALL}/{made['id']}"
    assert (made["name"], made["animated"], made["roles"]) == ("qiao", False, [str(ADMIN_ROLE_ID)])
    assert made["user"]["username"] == "morgan"
    assert (await morgan.get(one)).body == made
    assert (await morgan.get(ALL)).body == [made]
    async with playground.session.get(f"{playground.server.cdn_url}/emojis/{made['id']}.webp") as picture:
        assert await picture.read() == png(128, 128)
    changed = await morgan.patch(one, {"name": "bridge", "roles": None})
    assert (changed.body["name"], changed.body["roles"]) == ("bridge", [])
    assert (await morgan.delete(one)).status == 204
    assert (await morgan.get(one)).refusal == (404, 10014)
    async with playground.session.get(f"{playground.server.cdn_url}/emojis/{made['id']}.png") as picture:
        assert picture.status == 404


async def test_everyone_in_the_guild_is_told_of_all_its_emojis(playground: Playground) -> None:
    async with raw_gateway(playground) as gateway:
        await gateway.identify(playground.stage.bot_token, 1 | 1 << 3)
        assert (await gateway.until("GUILD_CREATE"))["emojis"] == []
        made = await _made(playground, MOVING)
        told = await gateway.until("GUILD_EMOJIS_UPDATE")
        assert [(one["id"], one["animated"]) for one in told["emojis"]] == [(made["id"], True)]
        await playground.as_member("morgan").delete(f"{ALL}/{made['id']}")
        assert (await gateway.until("GUILD_EMOJIS_UPDATE"))["emojis"] == []
    async with raw_gateway(playground) as gateway:
        await gateway.identify(playground.stage.bot_token, 1)
        await gateway.until("GUILD_CREATE")
        await _made(playground, STILL)
        assert "GUILD_EMOJIS_UPDATE" not in await gateway.names_until_quiet(0.05)


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ({"image": STILL["image"]}, "name"),
        ({"name": "qiao"}, "image"),
        (STILL | {"name": "q"}, "name"),
        (STILL | {"name": "q" * 33}, "name"),
        (STILL | {"name": "桥桥"}, "name"),
        (STILL | {"name": "a b"}, "name"),
        (STILL | {"image": "x"}, "image"),
        (STILL | {"image": data_address(png().ljust(MOST_BYTES + 1, b"\0"))}, "image"),
        (STILL | {"roles": ["x"]}, "roles"),
    ],
)
async def test_a_malformed_emoji_is_refused(playground: Playground, body: Json, at: str) -> None:
    assert at in (await playground.as_member("morgan").post(ALL, body)).faults


async def test_its_roles_must_be_the_guilds(playground: Playground) -> None:
    morgan, made = playground.as_member("morgan"), await _made(playground, STILL)
    assert (await morgan.post(ALL, STILL | {"roles": ["1"]})).refusal == (404, 10011)
    assert (await morgan.patch(f"{ALL}/{made['id']}", {"roles": ["1"]})).refusal == (404, 10011)


@pytest.mark.parametrize("tier", [0, 1, 2, 3])
async def test_still_and_moving_ones_each_have_their_number(playground: Playground, tier: int) -> None:
    morgan = playground.as_member("morgan")
    playground.stage.guild.premium_tier = tier
    _fill(playground, MOST_BY_TIER[tier], is_animated=False)
    assert (await morgan.post(ALL, STILL)).refusal == (400, 30008)
    await _made(playground, MOVING)
    _fill(playground, MOST_BY_TIER[tier], is_animated=True)
    assert (await morgan.post(ALL, MOVING)).refusal == (400, 30018)


async def test_making_and_managing_are_rights_of_their_own(playground: Playground) -> None:
    graham, theirs = playground.as_member("graham"), await _made(playground, STILL)
    assert (await graham.post(ALL, STILL)).refusal == (403, 50013)
    assert "user" not in (await graham.get(ALL)).body[0]
    _grant(playground, permissions.CREATE_GUILD_EXPRESSIONS)
    own = (await graham.post(ALL, STILL)).body
    assert (await graham.patch(f"{ALL}/{own['id']}", {"name": "mine"})).status == 200
    assert (await graham.patch(f"{ALL}/{theirs['id']}", {"name": "mine"})).refusal == (403, 50013)
    assert (await graham.delete(f"{ALL}/{theirs['id']}")).refusal == (403, 50013)
    _grant(playground, permissions.MANAGE_GUILD_EXPRESSIONS)
    assert (await graham.delete(f"{ALL}/{theirs['id']}")).status == 204
    assert "user" in (await graham.get(ALL)).body[0]


async def test_a_stranger_sees_none(playground: Playground) -> None:
    assert (await playground.as_bot().get("/guilds/1/emojis")).refusal == (404, 10004)
    assert (await playground.as_bot().get(f"{ALL}/1")).refusal == (404, 10014)
    assert (await playground.as_bot().get(f"{ALL}/x")).refusal == (400, 50035)
