"""The main job, from end to end: words cross, under their author's name, and follow what becomes of them."""

from playground.cast import ENGLISH
from tests.e2e.harness import Scene


async def test_what_is_said_stands_in_the_other_language_a_moment_later(here: Scene):
    await here.bot.start()
    here.say("dana", "english", "The grill is hot")
    await here.until("中文", ["[zh-CN] The grill is hot"])
    here.say("weijie", "中文", "我带了饺子")
    await here.until("english", ["[en] 我带了饺子"])
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
