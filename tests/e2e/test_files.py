"""What hangs on a message comes along: pictures, files, recordings, stickers."""

from typing import Any

import aiohttp

from playground.server.messages.model import Message
from tests.e2e.harness import Scene
from tests.playground.uploads import RECORDING, WAVEFORM, form, png

IS_VOICE_MESSAGE = 1 << 13


async def uploaded(here: Scene, handle: str, channel: str, *files: tuple[str, bytes], **body: object) -> Message:
    """Let a member write with files on it."""
    world = here.stage.world
    place = world.channel(channel)
    token = world.token_of(world.member(handle))
    async with (
        aiohttp.ClientSession(headers={"Authorization": token}) as session,
        session.post(f"{here.server.api_url}/channels/{place.id}/messages", data=form(*files, **body)) as answer,
    ):
        assert answer.ok, await answer.text()
        told: dict[str, Any] = await answer.json()
    return next(one for one in place.history if one.id == int(told["id"]))


def contents(here: Scene, message: Message) -> list[tuple[str, bytes]]:
    found = []
    for one in message.attachments:
        kept = here.stage.world.attachments.get(one.path, one.id)
        assert kept is not None
        found.append((one.filename, kept[1]))
    return found


async def test_pictures_and_files_are_carried_and_not_linked(here: Scene):
    await here.bot.start()
    cat, notes = png(), b"x" * 3_000_000
    await uploaded(here, "dana", "english", ("cat.png", cat), ("notes.txt", notes), content="The grill is hot")
    await here.until_count("中文", 1)
    (copy,) = here.relayed("中文")
    assert copy.content == "[zh-CN] The grill is hot"
    assert contents(here, copy) == [("cat.png", cat), ("notes.txt", notes)]


async def test_a_picture_without_a_word_is_a_picture(here: Scene):
    await here.bot.start()
    source = await uploaded(here, "weijie", "中文", ("cat.png", png()))
    await here.until_count("english", 1)
    (copy,) = here.relayed("english")
    assert copy.content == ""
    assert len(copy.attachments) == 1
    await here.bot.relays(1)
    await here.edit("weijie", source, "我带了饺子")
    await here.until("english", ["[en] 我带了饺子"])
    assert len(here.relayed("english")[0].attachments) == 1
    await here.delete("weijie", source)
    await here.until("english", [])


async def test_a_file_that_its_author_takes_away_goes_everywhere_and_the_words_stay(here: Scene):
    await here.bot.start()
    source = await uploaded(here, "dana", "english", ("cat.png", png()), content="zyx wvu")
    await here.until("中文", ["[zh-CN] zyx wvu"])
    await here.bot.relays(1)
    await here.ask("dana", "PATCH", f"/channels/{source.channel.id}/messages/{source.id}", {"attachments": []})
    await here.until_true(lambda: not here.relayed("中文")[0].attachments)
    assert not here.relayed("中文")[0].attachments
    assert here.texts("中文") == ["[zh-CN] zyx wvu"]


async def test_one_of_several_files_that_its_author_takes_away_goes_and_the_others_stay(here: Scene):
    await here.bot.start()
    cat, dog = png(), png(width=3)
    source = await uploaded(here, "dana", "english", ("a.png", cat), ("b.png", dog), ("c.png", cat), content="zyx wvu")
    await here.until("中文", ["[zh-CN] zyx wvu"])
    await here.bot.relays(1)
    left = {"attachments": [{"id": str(one.id)} for one in source.attachments[1:]]}
    await here.ask("dana", "PATCH", f"/channels/{source.channel.id}/messages/{source.id}", left)
    await here.until_true(lambda: len(here.relayed("中文")[0].attachments) == 2)
    assert contents(here, here.relayed("中文")[0]) == [("b.png", dog), ("c.png", cat)]
    assert here.texts("中文") == ["[zh-CN] zyx wvu"]


async def test_what_is_hidden_stays_hidden_and_descriptions_are_translated(here: Scene):
    await here.bot.start()
    described = [{"id": 0, "filename": "SPOILER_cat.png", "description": "a black cat"}]
    await uploaded(here, "dana", "english", ("SPOILER_cat.png", png()), attachments=described)
    await here.until_count("中文", 1)
    (one,) = here.relayed("中文")[0].attachments
    assert one.filename == "SPOILER_cat.png"
    assert one.description == "[zh-CN] a black cat"


async def test_a_recording_stays_playable_and_says_how_long_it_is(here: Scene):
    await here.bot.start()
    recorded = [{"id": 0, "filename": "voice-message.ogg", "duration_secs": 67.4, "waveform": WAVEFORM}]
    await uploaded(
        here, "dana", "english", ("voice-message.ogg", RECORDING), attachments=recorded, flags=IS_VOICE_MESSAGE
    )
    await here.until("中文", ["-# 🎤 语音消息，1:07"])
    assert contents(here, here.relayed("中文")[0]) == [("voice-message.ogg", RECORDING)]


async def test_what_is_too_large_for_the_other_side_is_named_with_the_way_to_it(here: Scene):
    await here.bot.start()
    here.stage.world.member("dana").has_nitro = True  # who pays Discord may send more than a bot may
    source = await uploaded(here, "dana", "english", ("film.mp4", b"x" * 12_000_000), ("cat.png", png()), content="zyx")
    await here.until_count("中文", 1)
    (copy,) = here.relayed("中文")
    link = f"https://discord.com/channels/{here.stage.guild.id}/{source.channel.id}/{source.id}"
    assert copy.content == f"[zh-CN] zyx\n-# 📎 `film.mp4`（11 MB）超过了这个频道的大小限制：{link}"
    assert [one.filename for one in copy.attachments] == ["cat.png"]


async def test_files_that_cannot_be_had_any_more_leave_their_words_and_a_way_to_the_message(here: Scene):
    await here.bot.start()
    assert await here.bot.stop() == 0
    source = await uploaded(here, "dana", "english", ("cat.png", png()), content="zyx wvu")
    here.stage.world.attachments.shelf.drop(source.attachments[0].id)
    await here.bot.start()
    link = f"https://discord.com/channels/{here.stage.guild.id}/{source.channel.id}/{source.id}"
    await here.until("中文", [f"[zh-CN] zyx wvu\n-# 📎 附件没能传到这边：{link}"])
    assert not here.relayed("中文")[0].attachments
