"""Files on messages: what comes back, what an edit keeps, what embeds show, and what is refused."""

from __future__ import annotations

import pytest

from playground.cast import CHINESE, ENGLISH, GUILD_ID
from playground.server.attachments import attachments
from playground.server.attachments.names import safe_name, title_of
from playground.server.guilds import permissions
from playground.server.wire import Json
from tests.playground.support import Playground, raw_gateway
from tests.playground.uploads import WAVEFORM, form, gif, jpeg, png, webp

HERE = f"/channels/{ENGLISH.id}/messages"

pytestmark = pytest.mark.usefixtures("judged")


async def _said(playground: Playground, *files: tuple[str, bytes], **body: object) -> Json:
    reply = await playground.as_bot().post(HERE, form(*files, **body))
    assert reply.status == 200, reply
    said: Json = reply.body
    return said


def _names(message: Json) -> list[str]:
    return [one["filename"] for one in message["attachments"]]


async def test_a_file_alone_is_a_message(playground: Playground) -> None:
    picture = png(64, 32)
    said = await _said(playground, ("cat.png", picture))
    (one,) = said["attachments"]
    assert (one["filename"], one["size"], one["content_type"]) == ("cat.png", len(picture), "image/png")
    assert (one["width"], one["height"]) == (64, 32)
    assert one["url"].startswith(f"{playground.server.cdn_url}/attachments/{ENGLISH.id}/{one['id']}/cat.png?ex=")
    assert not {"title", "description", "flags", "ephemeral", "duration_secs", "waveform"} & set(one)
    async with playground.session.get(one["url"]) as response:
        assert (response.status, response.content_type, await response.read()) == (200, "image/png", picture)
        assert response.content_length == len(picture)


async def test_everyone_is_told_of_the_files(playground: Playground) -> None:
    async with raw_gateway(playground) as gateway:
        await gateway.identify(playground.stage.bot_token, 1 | 1 << 9 | 1 << 15)
        said = await _said(playground, ("a.txt", b"hello"), content="look")
        heard = await gateway.until("MESSAGE_CREATE")
    assert _names(heard) == _names(said) == ["a.txt"]
    page = await playground.as_bot().get(HERE)
    assert _names(page.body[0]) == ["a.txt"]


async def test_people_and_webhooks_bring_files_too(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    opened = f"/webhooks/{webhook['id']}/{webhook['token']}"
    by_webhook = await playground.as_anyone().post(f"{opened}?wait=true", form(("a.png", png()), content="x"))
    by_person = await playground.as_member("dana").post(HERE, form(("b.png", png())))
    by_hand = playground.stage.world.say("dana", "english", "", files=[("c.png", png())])
    assert (_names(by_webhook.body), _names(by_person.body)) == (["a.png"], ["b.png"])
    assert by_hand.attachments[0].filename == "c.png"


async def test_the_body_describes_its_files(playground: Playground) -> None:
    described = [
        {"id": "1", "filename": "two.txt", "title": "Two", "description": "the second", "is_spoiler": True},
        {"id": "0", "description": "the first"},
    ]
    said = await _said(playground, ("one.png", gif()), ("x", b"2"), attachments=described)
    second, first = said["attachments"]
    assert (second["filename"], second["title"], second["description"]) == ("two.txt", "Two", "the second")
    assert (second["flags"], second["content_type"]) == (1 << 3, "text/plain; charset=utf-8")
    assert (first["filename"], first["description"], first["flags"]) == ("one.png", "the first", 1 << 5)


async def test_a_file_that_the_body_does_not_list_is_left_out(playground: Playground) -> None:
    said = await _said(playground, ("a.txt", b"a"), ("b.txt", b"b"), attachments=[{"id": "1"}])
    assert _names(said) == ["b.txt"]


@pytest.mark.parametrize(
    ("listed", "at"),
    [
        ([{"id": "7"}], ("attachments", "0")),
        ([{"id": "0"}, {"id": "0"}], ("attachments", "1", "id")),
        ([{}], ("attachments", "0", "id")),
        ([{"id": "x"}], ("attachments", "0", "id")),
        ([{"id": "0", "description": "x" * 1025}], ("attachments", "0", "description")),
        ([{"id": "0", "filename": ""}], ("attachments", "0", "filename")),
        ([{"id": "0", "waveform": "%"}], ("attachments", "0", "waveform")),
        ([{"id": "0", "waveform": "A" * 404}], ("attachments", "0", "waveform")),
        ([{"id": "0", "duration_secs": -1}], ("attachments", "0", "duration_secs")),
        ([{"id": "0", "duration_secs": "1"}], ("attachments", "0", "duration_secs")),
        ([{"id": "0", "is_spoiler": "yes"}], ("attachments", "0", "is_spoiler")),
        ([3], ("attachments", "0")),
        ({}, ("attachments",)),
        ([{"id": str(at)} for at in range(11)], ("attachments",)),
    ],
)
async def test_a_wrong_list_of_attachments_is_refused(
    playground: Playground, listed: object, at: tuple[str, ...]
) -> None:
    node = (await playground.as_bot().post(HERE, form(("a.txt", b"a"), attachments=listed, content="x"))).faults
    for step in at:
        node = node[step]
    assert node["_errors"]


async def test_json_alone_brings_no_files(playground: Playground) -> None:
    reply = await playground.as_bot().post(HERE, {"content": "x", "attachments": [{"id": "0", "filename": "a.png"}]})
    assert reply.faults["attachments"]["0"]["_errors"][0]["code"] == "ATTACHMENT_NOT_FOUND"


async def test_ten_files_are_taken_and_eleven_are_not(playground: Playground) -> None:
    files = [(f"{at}.txt", b"x") for at in range(11)]
    assert len((await _said(playground, *files[:10]))["attachments"]) == 10
    assert (await playground.as_bot().post(HERE, form(*files))).refusal == (400, 30015)


async def test_a_file_may_have_10_mib_or_what_boosts_and_nitro_allow(playground: Playground) -> None:
    bot, priya, limit = playground.as_bot(), playground.as_member("priya"), attachments.LARGEST
    assert (await bot.post(HERE, form(("a.bin", bytes(limit))))).status == 200
    assert (await bot.post(HERE, form(("a.bin", bytes(limit + 1))))).refusal == (413, 40005)
    assert (await priya.post(HERE, form(("a.bin", bytes(limit + 1))))).status == 200
    playground.stage.guild.premium_tier = 1
    assert (await bot.post(HERE, form(("a.bin", bytes(limit + 1))))).refusal == (413, 40005)
    playground.stage.guild.premium_tier = 2
    assert (await bot.post(HERE, form(("a.bin", bytes(limit + 1))))).status == 200


@pytest.mark.parametrize(("tier", "mib"), [(0, 10), (1, 10), (2, 50), (3, 100)])
def test_each_boost_tier_has_its_size(playground: Playground, tier: int, mib: int) -> None:
    playground.stage.guild.premium_tier = tier
    assert attachments.largest_for(playground.stage.guild) == mib * 1024 * 1024
    assert attachments.largest_for(playground.stage.guild, playground.stage.members["priya"]) == 500 * 1024 * 1024


async def test_attaching_is_a_right_of_its_own(playground: Playground) -> None:
    world, dana = playground.stage.world, playground.stage.members["dana"]
    said = await playground.as_member("dana").post(HERE, {"content": "x"})
    world.rooms.deny(dana, world.channels[ENGLISH.id], permissions.ATTACH_FILES)
    assert (await playground.as_member("dana").post(HERE, form(("a.txt", b"a")))).refusal == (403, 50013)
    edit = f"{HERE}/{said.body['id']}"
    assert (await playground.as_member("dana").patch(edit, form(("a.txt", b"a")))).refusal == (403, 50013)
    assert (await playground.as_member("dana").post(HERE, {"content": "x"})).status == 200


@pytest.mark.parametrize(
    ("data", "media_type", "size"),
    [
        (png(3, 4), "image/png", (3, 4)),
        (gif(16, 8), "image/gif", (16, 8)),
        (jpeg(20, 10), "image/jpeg", (20, 10)),
        (webp(12, 6, b"VP8X"), "image/webp", (12, 6)),
        (webp(12, 6, b"VP8L"), "image/webp", (12, 6)),
        (webp(12, 6, b"VP8 "), "image/webp", (12, 6)),
        (b"\x89PNG\r\n\x1a\n", "audio/ogg", None),
        (b"\xff\xd8\xff", "audio/ogg", None),
        (b"GIF89a", "audio/ogg", None),
        (b"RIFFxxxxWEBPVP8X", "audio/ogg", None),
        (png(0, 4), "audio/ogg", None),
        (b"", "audio/ogg", None),
    ],
)
async def test_a_picture_is_known_by_its_bytes(
    playground: Playground, data: bytes, media_type: str, size: tuple[int, int] | None
) -> None:
    (one,) = (await _said(playground, ("x.ogg", data)))["attachments"]
    assert one["content_type"] == media_type
    assert (one.get("width"), one.get("height")) == (size or (None, None))


async def test_a_file_that_nothing_is_known_of_has_no_media_type(playground: Playground) -> None:
    assert "content_type" not in (await _said(playground, ("x.qqq", b"?")))["attachments"][0]


@pytest.mark.parametrize(
    ("given", "kept", "title"),
    [
        ("image two.png", "image_two.png", "image two"),
        ("hello (world).png", "hello_world.png", "hello (world)"),
        ("_bug1.png", "bug1.png", "_bug1"),
        ("Test测试.png", "Test.png", "Test测试"),
        ("../../etc/passwd", "etc_passwd", "../../etc/passwd"),
        ("a.tar.gz", "a.tar.gz", None),
        ("SPOILER_x.png", "SPOILER_x.png", None),
    ],
)
def test_a_name_is_made_safe_and_its_title_keeps_it(given: str, kept: str, title: str | None) -> None:
    assert safe_name(given) == kept
    assert title_of(given, kept) == title


@pytest.mark.parametrize(("given", "ending"), [("画像.png", ".png"), ("测试", ""), ("...", ""), ("画像.日本", "")])
def test_a_name_of_which_nothing_is_left_gets_one_by_chance(given: str, ending: str) -> None:
    assert safe_name(given) != safe_name(given)
    assert safe_name(given).isascii()
    assert safe_name(given).endswith(ending)


async def test_an_edit_keeps_adds_and_drops_files(playground: Playground) -> None:
    bot = playground.as_bot()
    said = await _said(playground, ("a.txt", b"a"), ("b.txt", b"b"), content="x")
    edit, (first, second) = f"{HERE}/{said['id']}", said["attachments"]

    untouched = await bot.patch(edit, {"content": "y"})
    assert _names(untouched.body) == ["a.txt", "b.txt"]
    added = await bot.patch(edit, form(("c.txt", b"c")))
    assert _names(added.body) == ["a.txt", "b.txt", "c.txt"]
    assert added.body["edited_timestamp"]
    listed = [{"id": second["id"], "description": "kept", "is_spoiler": True}, {"id": "0"}]
    replaced = await bot.patch(edit, form(("d.txt", b"d"), attachments=listed))
    assert _names(replaced.body) == ["b.txt", "d.txt"]
    assert (replaced.body["attachments"][0]["description"], replaced.body["attachments"][0]["flags"]) == ("kept", 8)
    async with playground.session.get(first["url"]) as gone, playground.session.get(second["url"]) as kept:
        assert (gone.status, kept.status) == (404, 200)

    assert (await bot.patch(edit, {"attachments": [{"id": first["id"]}]})).faults["attachments"]["0"]
    assert (await bot.patch(edit, {"content": "", "attachments": []})).refusal == (400, 50006)
    assert _names((await bot.get(edit)).body) == ["b.txt", "d.txt"]
    assert (await bot.patch(edit, {"attachments": []})).body["attachments"] == []


async def test_an_edit_cannot_reach_eleven_files(playground: Playground) -> None:
    said = await _said(playground, *((f"{at}.txt", b"x") for at in range(9)))
    edit = f"{HERE}/{said['id']}"
    more = form(("a.txt", b"a"), ("b.txt", b"b"))
    assert (await playground.as_bot().patch(edit, more)).refusal == (400, 30015)
    too_large = form(("a.bin", bytes(attachments.LARGEST + 1)))
    assert (await playground.as_bot().patch(edit, too_large)).refusal == (413, 40005)


async def test_a_webhook_edits_its_files(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    anyone, opened = playground.as_anyone(), f"/webhooks/{webhook['id']}/{webhook['token']}"
    said = (await anyone.post(f"{opened}?wait=true", form(("a.txt", b"a")))).body
    edited = await anyone.patch(f"{opened}/messages/{said['id']}", form(("b.txt", b"b"), attachments=[{"id": "0"}]))
    assert _names(edited.body) == ["b.txt"]


async def test_an_embed_shows_a_file_which_then_stands_in_no_list(playground: Playground) -> None:
    embed = {
        "title": "t",
        "image": {"url": "attachment://image two.png"},
        "thumbnail": {"url": "attachment://nowhere.png"},
        "footer": {"text": "f", "icon_url": "attachment://b.png"},
        "author": {"name": "n", "icon_url": "attachment://nowhere.png"},
    }
    files = (("image two.png", png(5, 6)), ("b.png", png()), ("c.txt", b"c"))
    said = await _said(playground, *files, embeds=[embed])
    (shown,) = said["embeds"]
    assert _names(said) == ["c.txt"]
    assert "thumbnail" not in shown
    assert "icon_url" not in shown["author"]
    assert (shown["image"]["width"], shown["image"]["height"]) == (5, 6)
    for address in (shown["image"]["url"], shown["image"]["proxy_url"], shown["footer"]["icon_url"]):
        async with playground.session.get(address) as response:
            assert response.status == 200


async def test_an_embed_may_name_a_file_of_the_cdn_without_its_signature(playground: Playground) -> None:
    said = await _said(playground, ("a.png", png()))
    bare = said["attachments"][0]["url"].partition("?")[0]
    shown = (await _said(playground, embeds=[{"title": "t", "image": {"url": bare}}], content="x"))["embeds"][0]
    assert shown["image"]["url"].startswith(f"{bare}?ex=")


@pytest.mark.parametrize("address", ["attachment", "attachments://x.png", "file:///x.png"])
async def test_an_embed_shows_nothing_else(playground: Playground, address: str) -> None:
    reply = await playground.as_bot().post(HERE, {"embeds": [{"title": "t", "image": {"url": address}}]})
    assert reply.faults["embeds"]["0"]["image"]["url"]


async def test_a_component_shows_a_file_and_none_that_is_not_there(playground: Playground) -> None:
    gallery = {"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]}
    said = await _said(playground, ("a.png", png()), components=[gallery], flags=1 << 15)
    media = said["components"][0]["items"][0]["media"]
    assert media["url"].startswith(playground.server.cdn_url)
    assert said["attachments"] == []
    reply = await playground.as_bot().post(HERE, form(("b.png", png()), components=[gallery], flags=1 << 15))
    assert reply.faults["components"]


async def test_a_deleted_message_takes_its_files_along_unless_it_was_forwarded(playground: Playground) -> None:
    bot = playground.as_bot()
    said = await _said(playground, ("a.txt", b"a"))
    reference = {"type": 1, "channel_id": str(ENGLISH.id), "message_id": said["id"]}
    forward = await bot.post(f"/channels/{CHINESE.id}/messages", {"message_reference": reference})
    (shown,) = forward.body["message_snapshots"][0]["message"]["attachments"]
    await bot.delete(f"{HERE}/{said['id']}")
    async with playground.session.get(shown["url"]) as response:
        assert response.status == 200
    await bot.delete(f"/channels/{CHINESE.id}/messages/{forward.body['id']}")
    async with playground.session.get(shown["url"]) as response:
        assert response.status == 404


async def test_the_oldest_files_make_room(playground: Playground) -> None:
    playground.stage.world.attachments.shelf.most_bytes = 250
    urls = [(await _said(playground, (f"{at}.bin", bytes(100))))["attachments"][0]["url"] for at in range(3)]
    statuses = []
    for url in urls:
        async with playground.session.get(url) as response:
            statuses.append(response.status)
    assert statuses == [404, 200, 200]


async def test_without_the_content_intent_files_stay_unseen(playground: Playground) -> None:
    async with raw_gateway(playground) as gateway:
        await gateway.identify(playground.stage.bot_token, 1 | 1 << 9)
        await playground.as_member("dana").post(HERE, form(("a.png", png()), content="x"))
        assert (await gateway.until("MESSAGE_CREATE"))["attachments"] == []


async def test_a_recording_keeps_its_length_only_if_it_is_sound(playground: Playground) -> None:
    measures = {"duration_secs": 1.5, "waveform": WAVEFORM}
    sound = await _said(playground, ("a.ogg", b"OggS"), attachments=[{"id": "0"} | measures])
    text = await _said(playground, ("a.txt", b"a"), attachments=[{"id": "0"} | measures])
    assert (sound["attachments"][0]["duration_secs"], sound["attachments"][0]["waveform"]) == (1.5, WAVEFORM)
    assert "duration_secs" not in text["attachments"][0]


async def test_a_forum_post_begins_with_its_files(playground: Playground) -> None:
    forum = await playground.as_member("morgan").post(f"/guilds/{GUILD_ID}/channels", {"name": "forum", "type": 15})
    body = form(
        ("a.png", png()), name="Look", message={"content": "", "attachments": [{"id": "0", "description": "d"}]}
    )
    post = await playground.as_member("dana").post(f"/channels/{forum.body['id']}/threads", body)
    (one,) = post.body["message"]["attachments"]
    assert (one["filename"], one["description"]) == ("a.png", "d")
