"""An answer shows, in each channel, what it answers there, and leads to it."""

from pathlib import Path
from typing import Any

from playground.cast import CHINESE, ENGLISH, PRACTICE_CHINESE
from playground.server.faults.model import Fault, Kind
from playground.server.messages.model import Message
from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene, google, scene
from tests.e2e.test_commands import said
from tests.vendors import Vendor


async def answered(here: Scene, handle: str, message: Message, content: str) -> Message:
    """Let a member answer *message* in its channel."""
    channel = message.channel
    body = {"content": content, "message_reference": {"message_id": str(message.id)}}
    told = await here.ask(handle, "POST", f"/channels/{channel.id}/messages", body)
    return next(one for one in channel.history if one.id == int(told["id"]))


EDIT = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"


def quote(message: Message) -> dict[str, Any]:
    (embed,) = message.embeds
    return embed


def link(here: Scene, message: Message) -> str:
    return f"https://discord.com/channels/{here.stage.guild.id}/{message.channel.id}/{message.id}"


async def test_an_answer_quotes_the_copy_that_stands_in_each_channel(here: Scene):
    await here.bot.start()
    source = here.say("dana", "english", "The **grill** is hot")
    await here.until("中文", ["[zh-CN] The **grill** is hot"])
    await here.bot.relays(1)
    await answered(here, "graham", source, "And the beer is cold")
    await here.until_count("中文", 2)
    copy, answer = here.relayed("中文")
    assert answer.content == "[zh-CN] And the beer is cold"
    assert quote(answer)["author"] == {"name": f"↩ {copy.author['username']}", "url": link(here, copy)}
    assert quote(answer)["description"] == "[zh-CN] The grill is hot"
    assert not answer.mentions


async def test_whoever_is_answered_across_is_pinged_at_home_beside_their_own_words(here: Scene):
    await here.bot.start()
    source = here.say("dana", "english", "The grill is hot")
    await here.until("中文", ["[zh-CN] The grill is hot"])
    await here.bot.relays(1)
    (copy,) = here.relayed("中文")
    await answered(here, "weijie", copy, "我带了饺子")
    await here.until_count("english", 1)
    (answer,) = here.relayed("english")
    dana = here.stage.world.member("dana")
    assert answer.content == f"-# <@{dana.id}>\n[en] 我带了饺子"
    assert [one.id for one in answer.mentions] == [dana.id]
    assert quote(answer)["author"] == {"name": f"↩ {dana.name}", "url": link(here, source)}
    assert quote(answer)["description"] == "The grill is hot"


async def test_who_does_not_take_part_is_neither_quoted_nor_pinged(here: Scene):
    await here.bot.start()
    source = here.say("dana", "english", "The grill is hot")
    await here.until("中文", ["[zh-CN] The grill is hot"])
    await here.bot.relays(1)
    await answered(here, "graham", source, "Indeed")
    await here.until_count("中文", 2)
    await here.bot.relays(2)
    before = here.relayed("中文")[-1]
    assert quote(before)["description"] == "[zh-CN] The grill is hot"
    dana = await client_of(here, "dana", "english")
    await dana.press(await dana.run("privacy"), said("en-US", "privacy-leave"))
    await here.until_true(lambda: "author" not in quote(before))
    assert quote(before)["description"] == said("zh-CN", "relay-quote-gone")
    quiet = here.say("dana", "english", "only here")
    await answered(here, "graham", quiet, "Quite so")
    await here.until_count("中文", 3)
    assert not here.relayed("中文")[-1].embeds
    await here.bot.relays(3)
    await answered(here, "weijie", here.relayed("中文")[0], "我带了饺子")
    await here.until_count("english", 1)
    (answer,) = here.relayed("english")
    assert not answer.mentions
    assert not answer.embeds
    assert source.content == "The grill is hot"


async def test_in_a_third_channel_the_answer_leads_to_the_copy_that_is_there(tmp_path: Path, vendor: Vendor):
    languages = {ENGLISH.id: "en", CHINESE.id: "zh-Hans", PRACTICE_CHINESE.id: "zh-Hant"}
    async with scene(tmp_path, translation=google(vendor.url), languages=languages) as here:
        await here.bot.start()
        source = here.say("dana", "english", "The grill is hot")
        await here.until_count("练习", 1)
        await here.until_count("中文", 1)
        await here.bot.relays(2)
        await answered(here, "weijie", here.relayed("中文")[0], "我帶了餃子")
        await here.until_count("练习", 2)
        copy, answer = here.relayed("练习")
        assert quote(answer)["author"]["url"] == link(here, copy)
        assert not answer.mentions
        await here.until_count("english", 1)
        assert quote(here.relayed("english")[0])["author"]["url"] == link(here, source)


async def test_an_answer_outlives_what_it_answers_and_follows_its_own_edits(here: Scene):
    await here.bot.start()
    source = here.say("dana", "english", "The grill is hot")
    await here.until_count("中文", 1)
    await here.bot.relays(1)
    answer = await answered(here, "graham", source, "And the beer is cold")
    await here.until_count("中文", 2)
    await here.bot.relays(2)
    await here.edit("graham", answer, "And the tea is cold")
    await here.until("中文", ["[zh-CN] The grill is hot", "[zh-CN] And the tea is cold"])
    assert quote(here.relayed("中文")[1])["description"] == "[zh-CN] The grill is hot"
    await here.delete("dana", source)
    await here.until("中文", ["[zh-CN] And the tea is cold"])


async def test_hostile_words_in_what_is_answered_stay_words(here: Scene):
    await here.bot.start()
    source = here.say("dana", "english", "@everyone [zyx](https://evil.example) ||wvu|| <@1>")
    await here.until_count("中文", 1)
    await here.bot.relays(1)
    await answered(here, "graham", source, "Quite so")
    await here.until_count("中文", 2)
    answer = here.relayed("中文")[1]
    shown = quote(answer)["description"]
    assert "wvu" not in shown
    assert "://" not in shown  # without it Discord shows no link
    assert not answer.mentions
    assert not answer.mention_everyone


async def test_a_quote_follows_what_it_quotes_in_both_channels_and_goes_with_it(here: Scene):
    await here.bot.start()
    source = here.say("dana", "english", "The grill is hot")
    await here.until("中文", ["[zh-CN] The grill is hot"])
    await here.bot.relays(1)
    await answered(here, "weijie", here.relayed("中文")[0], "我带了饺子")
    await here.until_count("english", 1)
    await answered(here, "graham", source, "And the beer is cold")
    await here.until_count("中文", 2)
    await here.bot.relays(3)
    home, across = here.relayed("english")[0], here.relayed("中文")[1]
    await here.edit("dana", source, "The grill is cold")
    await here.until_true(lambda: quote(home).get("description") == "The grill is cold")
    await here.until_true(lambda: quote(across).get("description") == "[zh-CN] The grill is cold")
    assert quote(home)["author"]["url"] == link(here, source)
    assert quote(across)["author"]["url"] == link(here, here.relayed("中文")[0])
    assert home.content.endswith("[en] 我带了饺子")
    await here.delete("dana", source)
    await here.until_true(lambda: "author" not in quote(home) and "author" not in quote(across))
    assert quote(home)["description"] == said("en-US", "relay-quote-gone")
    assert quote(across)["description"] == said("zh-CN", "relay-quote-gone")
    assert across.content == "[zh-CN] And the beer is cold"


async def test_a_kill_before_a_quote_has_followed_heals(here: Scene):
    await here.bot.start()
    source = here.say("dana", "english", "The grill is hot")
    await here.until_count("中文", 1)
    await here.bot.relays(1)
    await answered(here, "graham", source, "And the beer is cold")
    await here.until_count("中文", 2)
    await here.bot.relays(2)
    _, answer = here.relayed("中文")
    fault = here.server.faults.add(Fault(Kind.RESET_BEFORE, "PATCH", EDIT, times=None, after=1))
    await here.edit("dana", source, "The grill is cold")
    await here.until_true(lambda: fault.hits > 0 and here.texts("中文")[0] == "[zh-CN] The grill is cold")
    await here.bot.kill()
    assert quote(answer)["description"] == "[zh-CN] The grill is hot"
    here.server.faults.clear()
    await here.bot.start()
    await here.until_true(lambda: quote(answer).get("description") == "[zh-CN] The grill is cold")
    assert quote(answer)["description"] == "[zh-CN] The grill is cold"
