"""The main job, from end to end: words cross, under their author's name, and follow what becomes of them."""

from pathlib import Path

from playground.cast import CHINESE, ENGLISH, PRACTICE_CHINESE, PRACTICE_ENGLISH
from tests.e2e.harness import Scene, google, scene
from tests.vendors import Vendor


async def test_what_is_said_stands_in_the_other_language_a_moment_later(here: Scene):
    await here.bot.start()
    here.say("dana", "english", "The grill is hot")
    await here.until("中文", ["[zh-CN] The grill is hot"])
    here.say("weijie", "中文", "我带了饺子")
    await here.until("english", ["[en] 我带了饺子"])
    assert await here.bot.stop() == 0


async def test_so_it_does_where_the_bot_was_started_from_nothing(here: Scene):
    """Other bots of these tests are forked off one that has imported all that it needs."""
    here.bot.environment = {"PYTHONHASHSEED": "1"}
    await here.bot.start()
    here.say("dana", "english", "The grill is hot")
    await here.until("中文", ["[zh-CN] The grill is hot"])
    assert await here.bot.stop() == 0


async def test_it_stands_under_its_author_s_name_and_picture_with_a_mark(here: Scene):
    await here.bot.start()
    here.say("dana", "english", "The grill is hot")
    await here.until("中文", ["[zh-CN] The grill is hot"])
    (relayed,) = here.relayed("中文")
    dana = here.stage.world.member("dana")
    assert relayed.author["username"] == f"{dana.name} · EN"
    assert relayed.application_id == here.stage.application.id


async def test_an_edit_and_a_deletion_follow(here: Scene):
    await here.bot.start()
    message = here.stage.world.say("dana", "english", "The gril is hot")
    await here.until("中文", ["[zh-CN] The gril is hot"])
    await here.edit("dana", message, "The grill is hot")
    await here.until("中文", ["[zh-CN] The grill is hot"])
    await here.delete("dana", message)
    await here.until("中文", [])


async def test_a_long_message_arrives_in_parts_and_all_of_them_leave_together(here: Scene):
    await here.bot.start()
    message = here.stage.world.say("priya", "english", "A long story. " * 280)
    await here.until_count("中文", 2)
    assert all(len(text.encode("utf-16-le")) <= 4000 for text in here.texts("中文"))
    await here.delete("priya", message)
    await here.until("中文", [])


async def test_links_mentions_emoji_code_and_markdown_survive(here: Scene):
    await here.bot.start()
    weijie = here.stage.world.member("weijie")
    text = (
        f"Hi <@{weijie.id}> see https://example.org/a_b?c=d `x = 1` ||secret|| "
        "<:cat:123456789012345678> <t:1767225600:R> **now**"
    )
    here.say("dana", "english", text)
    await here.until_count("中文", 1)
    (relayed,) = here.texts("中文")
    for span in (
        f"<@{weijie.id}>",
        "https://example.org/a_b?c=d",
        "`x = 1`",
        "<:cat:123456789012345678>",
        "<t:1767225600:R>",
    ):
        assert relayed.count(span) == 1
    assert relayed.count("||") == 2
    assert relayed.count("**") == 2


async def test_nobody_is_pinged_who_could_read_the_source(here: Scene):
    await here.bot.start()
    weijie = here.stage.world.member("weijie")
    here.say("dana", "english", f"Hi <@{weijie.id}> and @everyone")
    await here.until_count("中文", 1)
    (relayed,) = here.relayed("中文")
    assert not relayed.mention_everyone
    assert not relayed.mentions


async def test_bots_and_other_webhooks_are_not_relayed(here: Scene):
    await here.bot.start()
    hook = await here.ask("morgan", "POST", f"/channels/{ENGLISH.id}/webhooks", {"name": "Weather"})
    await here.ask("morgan", "POST", f"/webhooks/{hook['id']}/{hook['token']}", {"content": "beep"})
    here.say("dana", "english", "Good morning everyone, how is the grill?")
    await here.until_count("中文", 1)
    assert "beep" not in here.texts("中文")[0]


async def test_four_channels_of_three_languages_and_two_scripts_share_one_conversation(tmp_path: Path, vendor: Vendor):
    languages = {ENGLISH.id: "en", CHINESE.id: "zh-Hans", PRACTICE_CHINESE.id: "zh-Hant", PRACTICE_ENGLISH.id: "ja"}
    async with scene(tmp_path, translation=google(vendor.url), languages=languages) as here:
        await here.bot.start()
        here.say("weijie", "中文", "这个软件的鼠标坏了")
        await here.until("english", ["[en] 这个软件的鼠标坏了"])
        await here.until("练习", ["這個軟體的滑鼠壞了"])
        await here.until("practice", ["[ja] 这个软件的鼠标坏了"])
        weijie = here.stage.world.member("weijie").name
        assert here.relayed("练习")[0].author["username"] == weijie
        assert here.relayed("english")[0].author["username"] == f"{weijie} · 中"


async def test_without_a_translator_the_phrasebook_and_word_help_speak(tmp_path: Path):
    async with scene(tmp_path, translation="[translation]\norder = []") as here:
        await here.bot.start()
        here.say("dana", "english", "Good morning!")
        here.say("dana", "english", "Our neighbour grilled fried rice outside")
        await here.until_count("中文", 2)
        known, read = here.texts("中文")
        assert known == "早上好！"
        assert read.startswith("Our neighbour grilled fried rice outside\n-# ")
        assert "炒饭" in read


async def test_the_trace_tells_what_happened_without_a_word_of_it(here: Scene):
    await here.bot.start()
    here.say("dana", "english", "The grill is hot tonight")
    await here.until_count("中文", 1)
    (trace,) = await here.bot.relays(1)
    assert trace["translator"] == "google"
    assert trace["source_language"] == "en"
    assert "grill" not in repr(trace)
    assert not any("grill" in line for line in here.bot.output)
