"""What is no plain text comes along too: forwards, what bots show on cards, links that show nothing."""

from typing import Any

from bot.i18n.catalog import Catalog, locale_of
from playground.cast import ENGLISH
from playground.server.guilds import permissions
from playground.server.messages.flags import SUPPRESS_EMBEDS
from playground.server.messages.model import Message
from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import joined, said
from tests.e2e.test_files import contents, uploaded
from tests.e2e.test_word_list import BRIDGE, guarded, shown
from tests.playground.uploads import png

POLL = {
    "question": {"text": "Tea or coffee?"},
    "answers": [{"poll_media": {"text": "Tea", "emoji": {"name": "🍵"}}}, {"poll_media": {"text": "Coffee"}}],
}


VOTE = {"answer_ids": ["1"]}


def link(here: Scene, message: Message) -> str:
    return f"https://discord.com/channels/{here.stage.guild.id}/{message.channel.id}/{message.id}"


async def forwarded(here: Scene, handle: str, message: Message, channel_id: int) -> None:
    """Let a member forward *message* to a channel."""
    reference = {"type": 1, "message_id": str(message.id), "channel_id": str(message.channel.id)}
    await here.ask(handle, "POST", f"/channels/{channel_id}/messages", {"message_reference": reference})


async def test_a_forward_is_quoted_with_its_files_and_where_it_comes_from(here: Scene):
    await here.bot.start()
    cat = png()
    source = await uploaded(here, "dana", "practice", ("cat.png", cat), content="The grill is hot\nBring plates")
    await forwarded(here, "graham", source, ENGLISH.id)
    await here.until_count("中文", 1)
    (copy,) = here.relayed("中文")
    header, *quoted = copy.content.split("\n")
    assert header == f"-# ↪ 转发自 {link(here, source)}"
    assert quoted == ["> [zh-CN] The grill is hot", "> [zh-CN] Bring plates"]
    assert contents(here, copy) == [("cat.png", cat)]
    await here.bot.relays(1)
    client = await client_of(here, "weijie", "中文")
    original = await client.use_on("Original", copy)
    assert said("zh-CN", "original-pictures") in original.content
    assert original.embeds[0]["description"] == "The grill is hot\nBring plates"


async def test_what_a_forward_says_is_held_by_a_word_list(unbridged: Scene):
    await guarded(unbridged, "plugh")
    source = unbridged.say("dana", "practice", "a plugh for everybody")
    await forwarded(unbridged, "graham", source, ENGLISH.id)
    unbridged.say("dana", "english", "xyzzy")
    await unbridged.until("中文", ["[zh-CN] xyzzy"])
    board = await shown(unbridged, "a plugh for everybody")
    assert "plugh" in board.content


async def test_a_bots_card_is_read_where_the_bridge_admits_bots_and_a_persons_preview_is_not(unbridged: Scene):
    unbridged.stage.world.messages.previews.add("https://news.example/1", "News")
    admin = await client_of(unbridged, "morgan")
    await joined(admin)
    settings = await admin.run("bridge settings", bridge=BRIDGE)
    await admin.press(settings, said("en-US", "manner-bots-turn-on"))
    made = await unbridged.ask("morgan", "POST", f"/channels/{ENGLISH.id}/webhooks", {"name": "Weather"})
    card: dict[str, Any] = {"title": "Weather", "description": "Rain", "fields": [{"name": "Wind", "value": "north"}]}
    await unbridged.ask("morgan", "POST", f"/webhooks/{made['id']}/{made['token']}", {"embeds": [card]})
    await unbridged.until_count("中文", 1)
    assert unbridged.texts("中文") == ["**[zh-CN] Weather**\n[zh-CN] Rain\n**[zh-CN] Wind**\n[zh-CN] north"]
    unbridged.say("dana", "english", "xyzzy https://news.example/1")
    await unbridged.until("中文", [*unbridged.texts("中文"), "[zh-CN] xyzzy https://news.example/1"])
    assert not unbridged.relayed("中文")[-1].embeds


async def test_the_links_of_who_may_not_embed_them_show_nothing_on_the_other_side_either(here: Scene):
    await here.bot.start()
    world = here.stage.world
    world.messages.previews.add("https://news.example/1", "News")
    world.rooms.deny(world.member("dana"), world.channel("english"), permissions.EMBED_LINKS)
    here.say("dana", "english", "xyzzy https://news.example/1")
    here.say("graham", "english", "plugh https://news.example/1")
    await here.until_count("中文", 2)
    hidden, open_one = here.relayed("中文")
    await here.until_true(lambda: bool(open_one.previews))
    assert hidden.content == "[zh-CN] xyzzy https://news.example/1"
    assert hidden.flags & SUPPRESS_EMBEDS
    assert not hidden.previews
    assert not open_one.flags & SUPPRESS_EMBEDS


async def asked(here: Scene, handle: str, channel: str, **poll: object) -> Message:
    """Let a member ask by a poll."""
    place = here.stage.world.channel(channel)
    told = await here.ask(handle, "POST", f"/channels/{place.id}/messages", {"poll": POLL | poll})
    return next(one for one in place.history if one.id == int(told["id"]))


async def test_a_poll_is_a_poll_there_too_and_at_its_end_each_channel_is_told_once_how_all_voted(here: Scene):
    await here.bot.start()
    world = here.stage.world
    source = await asked(here, "dana", "english", duration=24, allow_multiselect=True)
    await here.until_count("中文", 1)
    (copy,) = here.relayed("中文")
    assert copy.poll is not None
    assert (copy.content, copy.poll.question) == ("", "[zh-CN] Tea or coffee?")
    options = [(one.text, one.emoji.name if one.emoji else None) for one in copy.poll.answers.values()]
    assert options == [("[zh-CN] Tea", "🍵"), ("[zh-CN] Coffee", None)]
    assert copy.poll.allow_multiselect
    await here.bot.relays(1)
    for handle, message in (("graham", source), ("weijie", copy), ("xiaoman", copy)):
        await here.ask(handle, "PUT", f"/channels/{message.channel.id}/polls/{message.id}/answers/@me", VOTE)
    await here.bot.kill()
    await here.ask("dana", "POST", f"/channels/{ENGLISH.id}/polls/{source.id}/expire")
    await here.bot.start()

    def answers(channel: str) -> list[Message]:
        history = world.channel(channel).history
        return [one for one in history if one.author_id == here.stage.bot.id and "📊" in one.content]

    await here.until_true(lambda: bool(answers("english") and answers("中文")))
    counts = "1️⃣ **3** (EN 1 · 中 2)\n2️⃣ **0** (EN 0 · 中 0)"
    for channel, locale, poll in (("english", "en-US", source), ("中文", "zh-CN", copy)):
        (answer,) = answers(channel)
        assert answer.content == f"{Catalog().say(locale_of(locale), 'relay-poll-result', votes=3)}\n{counts}"
        assert answer.referenced is poll
        assert not answer.mentions
    await here.bot.kill()
    await here.bot.start()
    here.say("dana", "english", "xyzzy")
    await here.until_count("中文", 2)
    assert len(answers("english")) == 1
