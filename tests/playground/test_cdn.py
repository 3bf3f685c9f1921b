"""The picture door: links that expire, avatars and icons that were uploaded, formats and sizes."""

from __future__ import annotations

import pytest

from playground.cast import APPLICATION_ID, ENGLISH, GUILD_ID
from playground.server.cdn.image_data import MOST_BYTES, picture_in
from playground.server.cdn.links import Links
from playground.server.cdn.shelf import Shelf
from playground.server.rest.forms import Form
from tests.playground.support import Playground, raw_gateway
from tests.playground.uploads import data_address, form, gif, jpeg, png, webp

HERE = f"/channels/{ENGLISH.id}/messages"
GONE = "This content is no longer available."


async def _fetch(playground: Playground, address: str) -> tuple[int, str, bytes]:
    async with playground.session.get(address) as response:
        return response.status, response.content_type, await response.read()


async def _link(playground: Playground) -> str:
    said = await playground.as_bot().post(HERE, form(("a.png", png())))
    url: str = said.body["attachments"][0]["url"]
    return url


async def test_a_link_expires(playground: Playground) -> None:
    playground.server.world.attachments.links.lifetime_seconds = 0
    url = await _link(playground)
    status, _, text = await _fetch(playground, url)
    assert (status, text.decode()) == (404, GONE)


async def test_a_message_is_read_with_links_that_are_good_again(playground: Playground) -> None:
    playground.server.world.attachments.links.lifetime_seconds = 0
    await _link(playground)
    playground.server.world.attachments.links.lifetime_seconds = 60
    page = await playground.as_bot().get(HERE)
    assert (await _fetch(playground, page.body[0]["attachments"][0]["url"]))[0] == 200


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("ex=", "ex=f"),
        ("is=", "is=f"),
        ("hm=", "hm=0"),
        ("hm=", "hmm="),
        ("ex=", "ex=x"),
        ("a.png", "b.png"),
        ("?", "#"),
    ],
)
async def test_a_link_that_was_tampered_with_leads_nowhere(playground: Playground, good: str, bad: str) -> None:
    url = await _link(playground)
    status, _, text = await _fetch(playground, url.replace(good, bad, 1))
    assert (status, text.decode()) == (404, GONE)


async def test_another_file_is_not_opened_by_its_neighbours_signature(playground: Playground) -> None:
    first, second = await _link(playground), await _link(playground)
    mixed = f"{first.partition('?')[0]}?{second.partition('?')[2]}"
    assert (await _fetch(playground, mixed))[0] == 404


async def test_links_are_made_good_again_on_request(playground: Playground) -> None:
    bot, url = playground.as_bot(), await _link(playground)
    playground.server.world.attachments.links.lifetime_seconds = 120
    bare = url.partition("?")[0]
    reply = await bot.post("/attachments/refresh-urls", {"attachment_urls": [url, bare]})
    assert [one["original"] for one in reply.body["refreshed_urls"]] == [url, bare]
    for one in reply.body["refreshed_urls"]:
        assert (await _fetch(playground, one["refreshed"]))[0] == 200


@pytest.mark.parametrize("given", [None, [], "x", ["https://example.org/x.png"], [1], ["x"] * 51, ["http://[::1"]])
async def test_only_links_of_attachments_are_made_good(playground: Playground, given: object) -> None:
    reply = await playground.as_bot().post("/attachments/refresh-urls", {"attachment_urls": given})
    assert reply.faults["attachment_urls"]


def test_a_signature_is_of_one_server_only() -> None:
    ours, theirs = Links(), Links()
    query = dict(part.split("=") for part in theirs.signed("/attachments/1/2/a").partition("?")[2].split("&") if part)
    assert theirs.is_good("/attachments/1/2/a", query)
    assert not ours.is_good("/attachments/1/2/a", query)
    assert theirs.path_in("http://127.0.0.1/cdn/attachments/1/2/a") is None


@pytest.mark.parametrize(
    ("picture", "content_type", "animated"),
    [
        (png(8, 8), "image/png", False),
        (jpeg(), "image/jpeg", False),
        (gif(frames=2), "image/gif", True),
        (gif(frames=1), "image/gif", False),
        (webp(), "image/webp", True),
    ],
)
async def test_a_bot_wears_the_picture_it_uploads(
    playground: Playground, picture: bytes, content_type: str, animated: bool
) -> None:
    bot = playground.as_bot()
    me = await bot.patch("/users/@me", {"username": "Qiao", "avatar": data_address(picture, content_type)})
    name = me.body["avatar"]
    assert name.startswith("a_") is animated
    base = f"{playground.server.cdn_url}/avatars/{APPLICATION_ID}/{name}"
    assert await _fetch(playground, f"{base}.webp?size=128") == (200, content_type, picture)
    assert (await _fetch(playground, f"{base}.gif"))[0] == (200 if animated else 415)
    assert (await _fetch(playground, f"{base}.png?size=100"))[0] == 400
    assert (await _fetch(playground, f"{base}.bmp"))[0] == 404
    assert (await bot.patch("/users/@me", {"username": "Qiao", "avatar": None})).body["avatar"] is None


@pytest.mark.parametrize(
    "avatar",
    [
        7,
        "",
        "aGVsbG8=",
        "data:image/png;base64,aGVsbG8=",
        "data:image/png;base64,%%%",
        data_address(png(), "image/jpeg"),
        data_address(png(), "image/bmp"),
        data_address(png()[:20]),
    ],
)
async def test_what_is_no_picture_is_no_avatar(playground: Playground, avatar: object) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    for path in ("/users/@me", f"/webhooks/{webhook['id']}"):
        reply = await playground.as_bot().patch(path, {"avatar": avatar})
        assert reply.faults["avatar"]["_errors"][0]["code"] == "IMAGE_INVALID"


@pytest.mark.parametrize(("size", "is_taken"), [(MOST_BYTES, True), (MOST_BYTES + 1, False)])
def test_a_picture_may_have_10_mib(size: int, is_taken: bool) -> None:
    form = Form({"avatar": data_address(png().ljust(size, b"\0"))})
    assert (picture_in(form, "avatar") is not None) is is_taken
    assert is_taken or form.errors["avatar"]["_errors"][0]["code"] == "BINARY_TYPE_MAX_SIZE"


@pytest.mark.parametrize("name", ["x", "x" * 33, "a@b", "a#b", "a:b", "a```b", "my discord", "everyone", "HERE"])
async def test_a_name_that_may_not_be_borne_is_refused(playground: Playground, name: str) -> None:
    assert (await playground.as_bot().patch("/users/@me", {"username": name})).faults["username"]


async def test_everyone_is_told_of_a_new_picture(playground: Playground) -> None:
    async with raw_gateway(playground) as gateway:
        await gateway.identify(playground.stage.bot_token, 1 | 1 << 1)
        me = await playground.as_bot().patch("/users/@me", {"username": "Bridge", "avatar": data_address(png())})
        assert (await gateway.until("USER_UPDATE"))["avatar"] == me.body["avatar"]
        assert (await gateway.until("GUILD_MEMBER_UPDATE"))["user"]["username"] == "Bridge"


async def test_a_webhook_and_its_personas_wear_pictures(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    picture = png(9, 9)
    changed = await playground.as_bot().patch(f"/webhooks/{webhook['id']}", {"avatar": data_address(picture)})
    base, own = f"{playground.server.cdn_url}/avatars/{webhook['id']}", changed.body["avatar"]
    assert (await _fetch(playground, f"{base}/{own}.png"))[2] == picture
    opened = f"/webhooks/{webhook['id']}/{webhook['token']}?wait=true"
    said = await playground.as_anyone().post(opened, {"content": "x", "avatar_url": f"{base}/{own}.png"})
    assert said.body["author"]["avatar"] != own
    assert (await _fetch(playground, f"{base}/{said.body['author']['avatar']}.png"))[2] == picture


async def test_a_guild_shows_its_icon(playground: Playground) -> None:
    morgan, picture = playground.as_member("morgan"), png(7, 7)
    icon = (await morgan.patch(f"/guilds/{GUILD_ID}", {"icon": data_address(picture)})).body["icon"]
    base = f"{playground.server.cdn_url}/icons/{GUILD_ID}"
    assert await _fetch(playground, f"{base}/{icon}.png") == (200, "image/png", picture)
    assert (await _fetch(playground, f"{base}/{'0' * 32}.png"))[0] == 404
    await morgan.patch(f"/guilds/{GUILD_ID}", {"icon": None})
    assert (await _fetch(playground, f"{base}/{icon}.png"))[0] == 404


def test_a_shelf_lets_the_oldest_go_first() -> None:
    shelf: Shelf[int, bytes] = Shelf(10)
    for key in (1, 2, 3):
        shelf.put(key, bytes(4))
    shelf.put(3, bytes(5))
    shelf.drop(9)
    assert [shelf.get(key) is not None for key in (1, 2, 3)] == [False, True, True]
    shelf.put(4, bytes(11))
    assert shelf.get(4) is None
