"""Stickers of a guild: made, changed, taken away, and sent."""

from __future__ import annotations

import aiohttp
import pytest

from playground.cast import ENGLISH, GUILD_ID
from playground.server.guilds import permissions
from playground.server.stickers.model import GIF, PNG, Sticker
from playground.server.stickers.stickers import MOST_BY_TIER, MOST_BYTES
from playground.server.wire import Json
from tests.playground.support import Playground, Reply, raw_gateway
from tests.playground.uploads import gif, jpeg, png

ALL = f"/guilds/{GUILD_ID}/stickers"
HERE = f"/channels/{ENGLISH.id}/messages"
ABROAD = 1199999999999999999

pytestmark = pytest.mark.usefixtures("judged")


def _form(data: bytes | None = None, **fields: str) -> aiohttp.FormData:
    parts = aiohttp.FormData(quote_fields=False)
    for name, value in ({"name": "Bridge", "tags": "bridge"} | fields).items():
        if value:
            parts.add_field(name, value, content_type="text/plain")
    if data is not None:
        parts.add_field("file", data, filename="sticker.png", content_type="image/png")
    return parts


async def _post(playground: Playground, handle: str, data: bytes | None, **fields: str) -> Reply:
    return await playground.as_member(handle).post(ALL, _form(data, **fields))


async def _made(playground: Playground, data: bytes = b"") -> Json:
    reply = await _post(playground, "morgan", data or png())
    assert reply.status == 201, reply
    made: Json = reply.body
    return made


def _sticker(playground: Playground, sticker_id: int, guild_id: int = GUILD_ID) -> None:
    sticker = Sticker(sticker_id, guild_id, "Far", "far", "", PNG, png())
    playground.stage.world.guilds[guild_id].stickers[sticker_id] = sticker


@pytest.mark.parametrize(
    ("data", "format_type", "ending", "other"),
    [(png(), 1, "png", "gif"), (png(animated=True), 2, "png", "gif"), (gif(), 4, "gif", "png")],
)
async def test_a_sticker_is_made_shown_changed_and_taken_away(
    playground: Playground, data: bytes, format_type: int, ending: str, other: str
) -> None:
    morgan, made = playground.as_member("morgan"), await _made(playground, data)
    one = f"{ALL}/{made['id']}"
    assert (made["name"], made["format_type"], made["description"]) == ("Bridge", format_type, None)
    assert made["user"]["username"] == "morgan"
    assert (await morgan.get(one)).body == made
    assert (await morgan.get(ALL)).body == [made]
    assert (await morgan.get(f"/stickers/{made['id']}")).body["id"] == made["id"]
    picture = f"{playground.server.cdn_url}/stickers/{made['id']}"
    async with (
        playground.session.get(f"{picture}.{ending}") as right,
        playground.session.get(f"{picture}.{other}") as wrong,
    ):
        assert (await right.read(), wrong.status) == (data, 404)
    changed = await morgan.patch(one, {"name": "桥梁", "tags": "桥", "description": "to cross"})
    assert [changed.body[key] for key in ("name", "tags", "description")] == ["桥梁", "桥", "to cross"]
    assert (await morgan.delete(one)).status == 204
    assert (await morgan.get(one)).refusal == (404, 10060)
    assert (await morgan.get(f"/stickers/{made['id']}")).refusal == (404, 10060)


async def test_everyone_in_the_guild_is_told_of_all_its_stickers(playground: Playground) -> None:
    async with raw_gateway(playground) as gateway:
        await gateway.identify(playground.stage.bot_token, 1 | 1 << 3)
        assert (await gateway.until("GUILD_CREATE"))["stickers"] == []
        made = await _made(playground)
        assert [one["id"] for one in (await gateway.until("GUILD_STICKERS_UPDATE"))["stickers"]] == [made["id"]]


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"name": ""}, "name"),
        ({"name": "x"}, "name"),
        ({"name": "x" * 31}, "name"),
        ({"tags": ""}, "tags"),
        ({"tags": "x" * 201}, "tags"),
        ({"description": "x"}, "description"),
        ({"description": "x" * 101}, "description"),
    ],
)
async def test_a_malformed_sticker_is_refused(playground: Playground, fields: dict[str, str], at: str) -> None:
    assert at in (await _post(playground, "morgan", png(), **fields)).faults


async def test_a_sticker_needs_a_fitting_file(playground: Playground) -> None:
    assert "file" in (await _post(playground, "morgan", None)).faults
    assert (await _post(playground, "morgan", png(321, 10))).refusal == (400, 50046)
    assert (await _post(playground, "morgan", jpeg())).refusal == (400, 50046)
    assert (await _post(playground, "morgan", b"{}")).refusal == (400, 50046)
    assert (await _post(playground, "morgan", png().ljust(MOST_BYTES + 1, b"\0"))).refusal == (400, 50045)
    assert (await playground.as_member("morgan").post(ALL, {"name": "Bridge", "tags": "x"})).faults["file"]


@pytest.mark.parametrize("tier", [0, 1, 2, 3])
async def test_a_guild_has_room_for_so_many(playground: Playground, tier: int) -> None:
    playground.stage.guild.premium_tier = tier
    for at in range(MOST_BY_TIER[tier]):
        _sticker(playground, at)
    assert (await _post(playground, "morgan", png())).refusal == (400, 30039)


async def test_making_and_managing_are_rights_of_their_own(playground: Playground) -> None:
    graham, theirs = playground.as_member("graham"), await _made(playground)
    everyone = playground.stage.guild.roles[GUILD_ID]
    assert (await _post(playground, "graham", png())).refusal == (403, 50013)
    everyone.permissions |= permissions.CREATE_GUILD_EXPRESSIONS
    own = (await _post(playground, "graham", png())).body
    assert (await graham.patch(f"{ALL}/{own['id']}", {"name": "mine"})).status == 200
    assert (await graham.patch(f"{ALL}/{theirs['id']}", {"name": "mine"})).refusal == (403, 50013)
    assert (await graham.delete(f"{ALL}/{theirs['id']}")).refusal == (403, 50013)


async def test_discords_own_packs_are_none(playground: Playground) -> None:
    assert (await playground.as_bot().get("/sticker-packs")).body == {"sticker_packs": []}
    assert (await playground.as_bot().get("/sticker-packs/1")).refusal == (404, 10061)


async def test_a_sticker_alone_is_a_message(playground: Playground) -> None:
    made = await _made(playground, gif())
    said = await playground.as_bot().post(HERE, {"sticker_ids": [made["id"]]})
    assert said.body["sticker_items"] == [{"id": made["id"], "name": "Bridge", "format_type": GIF}]
    assert "sticker_items" not in (await playground.as_bot().post(HERE, {"content": "x"})).body
    edit = f"{HERE}/{said.body['id']}"
    assert (await playground.as_bot().patch(edit, {"sticker_ids": [made["id"]]})).refusal == (400, 50080)
    assert (await playground.as_bot().patch(edit, {"content": "x", "sticker_ids": []})).body["sticker_items"]
    await playground.as_member("morgan").delete(f"{ALL}/{made['id']}")
    assert (await playground.as_bot().get(edit)).body["sticker_items"][0]["id"] == made["id"]


async def test_three_stickers_are_sent_and_four_are_not(playground: Playground) -> None:
    for at in range(4):
        _sticker(playground, at)
    assert len((await playground.as_bot().post(HERE, {"sticker_ids": ["0", "1", "2"]})).body["sticker_items"]) == 3
    assert (await playground.as_bot().post(HERE, {"sticker_ids": ["0", "1", "2", "3"]})).faults["sticker_ids"]


async def test_anothers_guilds_sticker_takes_nitro_a_seat_and_the_right(playground: Playground) -> None:
    world, priya = playground.stage.world, playground.stage.members["priya"]
    abroad = world.add_guild(ABROAD, "Abroad", playground.stage.members["morgan"])
    _sticker(playground, 5, ABROAD)
    body = {"sticker_ids": ["5"]}
    assert (await playground.as_member("priya").post(HERE, body)).refusal == (400, 50081)
    world.seat(abroad, priya)
    world.seat(abroad, playground.stage.bot)
    assert (await playground.as_member("priya").post(HERE, body)).status == 200
    assert (await playground.as_bot().post(HERE, body)).refusal == (400, 50081)
    world.rooms.deny(priya, world.channels[ENGLISH.id], permissions.USE_EXTERNAL_STICKERS)
    assert (await playground.as_member("priya").post(HERE, body)).refusal == (400, 50081)
    assert (await playground.as_bot().post(HERE, {"sticker_ids": ["6"]})).refusal == (400, 50081)


async def test_a_webhook_sends_none(playground: Playground) -> None:
    webhook, made = await playground.webhook(ENGLISH.id), await _made(playground)
    opened = f"/webhooks/{webhook['id']}/{webhook['token']}?wait=true"
    assert (await playground.as_anyone().post(opened, {"sticker_ids": [made["id"]]})).refusal == (400, 50006)
