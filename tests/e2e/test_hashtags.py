"""Hashtags cross as what their readers search for, and those of the week are shown to everybody."""

import asyncio

import pytest

from bot.i18n.catalog import Locale
from playground.server.messages.model import Message
from tests.e2e.commanding import Client, client_of
from tests.e2e.harness import PATIENCE_SECONDS, Scene
from tests.e2e.test_commands import ADMINS, joined, said

MODERATORS = "mods-管理"
BRIDGE = "english · 中文"
CATTAX = "#cattax · #猫税 · #貓稅"
COUNTS: dict[Locale, str] = {
    "en-US": "English 2 · Chinese 1",
    "zh-CN": "英语 2 · 中文 1",
    "zh-TW": "英文 2 · 中文 1",
}


def week(locale: Locale, *lines: str) -> str:
    return "\n".join([said(locale, "hashtags-title"), *lines, said(locale, "hashtags-note", fewest=2)])


def line(locale: Locale, rank: int, tags: str, bar: str, total: int, counts: str) -> str:
    return f"{rank}. " + said(locale, "hashtags-line", tags=tags, bar=bar, total=total, counts=counts)


async def until_told(client: Client, expected: str) -> Message:
    """Ask until the answer is what is expected: counting comes a moment after crossing."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            answer = await client.run("hashtags")
            if answer.content == expected:
                return answer
            await asyncio.sleep(0.1)


async def test_hashtags_cross_as_what_their_readers_search_for(here: Scene):
    await here.bot.start()
    for text in ("my #cattax, look", "# A heading #ootd", "#cattax #dogtax", "`#cattax` https://example.com/#cattax"):
        here.say("dana", "english", text)
    await here.until(
        "中文",
        [
            "[zh-CN] my #猫税, look",
            "# [zh-CN] A heading #今日穿搭",
            "#猫税 #dogtax",
            "`#cattax` https://example.com/#cattax",
        ],
    )
    here.say("xiaoman", "中文", "#猫税#今天的猫 ＃穿搭")
    await here.until("english", ["[en] #cattax 今天的猫 ＃穿搭"])


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_the_hashtags_of_the_week_are_told_to_everybody(unbridged: Scene, locale: Locale, handle: str):
    await joined(await client_of(unbridged, "morgan"))
    asker = await client_of(unbridged, handle, MODERATORS)
    nothing = await asker.run("hashtags")
    assert nothing.content == said(locale, "hashtags-none", fewest=2)
    for number in range(3):
        unbridged.say("dana", "english", f"#cattax {number}")
    unbridged.say("graham", "english", "#CatTax, @everyone #only_mine")
    source = unbridged.say("xiaoman", "中文", "＃貓稅")
    expected = week(locale, line(locale, 1, CATTAX, "▰" * 8, 3, COUNTS[locale]))
    answer = await until_told(asker, expected)
    assert not answer.flags & 1 << 6  # ephemeral
    assert not answer.mentions
    here = await client_of(unbridged, handle, "english")
    await until_told(here, week("en-US", line("en-US", 1, CATTAX, "▰" * 8, 3, COUNTS["en-US"])))
    await unbridged.delete("xiaoman", source)
    counts = COUNTS["en-US"].split(" · ")[0]
    await until_told(here, week("en-US", line("en-US", 1, CATTAX, "▰" * 8, 2, counts)))
    assert "cattax" not in "\n".join(unbridged.bot.output)


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_moderators_pair_hashtags_of_their_own(unbridged: Scene, locale: Locale, handle: str):
    client = await client_of(unbridged, handle, is_admin=True)
    await joined(client, locale)
    none = await client.run("bridge tags list")
    assert none.content == said(locale, "bridge-tags-none")
    added = await client.run("bridge tags add", english="#dog_tax", chinese="狗税")
    assert added.content == said(locale, "bridge-tags-added", tags="#dog\\_tax · #狗税")
    unbridged.say("dana", "english", "my #dog_tax")
    await unbridged.until("中文", ["[zh-CN] my #狗税"])
    listed = await client.run("bridge tags list")
    assert listed.content == said(locale, "bridge-tags", tags="- #dog\\_tax · #狗税", count=1)
    refused = await client.run("bridge tags add", english="dog tax", chinese="狗税")
    assert refused.content == said(locale, "error-tag-unknown", tag="dog tax")
    assert await client.complete("bridge tags remove", "tag", tag="狗") == ["#dog_tax · #狗税"]
    removed = await client.run("bridge tags remove", tag="狗税")
    assert removed.content == said(locale, "bridge-tags-removed", tags="#dog\\_tax · #狗税")
    unknown = await client.run("bridge tags remove", tag="狗税")
    assert unknown.content == said(locale, "error-no-such-pair", tag="狗税")


async def test_a_word_that_is_kept_from_crossing_is_no_trend(unbridged: Scene):
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    await joined(morgan)
    for handle in ("dana", "graham"):
        unbridged.say(handle, "english", "#cattax #tea")
    both = [line("en-US", rank, tags, "▰" * 8, 2, "English 2") for rank, tags in ((1, CATTAX), (2, "#tea"))]
    await until_told(morgan, week("en-US", *both))
    await morgan.run("bridge words add", bridge=BRIDGE, words="猫税")
    assert (await morgan.run("hashtags")).content == week("en-US", line("en-US", 1, "#tea", "▰" * 8, 2, "English 2"))


async def test_who_takes_no_part_is_not_counted(unbridged: Scene):
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    await joined(morgan)
    graham = await client_of(unbridged, "graham", "english")
    await graham.press(await graham.run("privacy"), said("en-US", "privacy-leave"))
    unbridged.say("graham", "english", "#tea")
    for handle in ("dana", "morgan"):
        unbridged.say(handle, "english", "#tea")
    await until_told(morgan, week("en-US", line("en-US", 1, "#tea", "▰" * 8, 2, "English 2")))


async def test_after_a_kill_nothing_counts_twice_and_what_was_missed_is_counted(unbridged: Scene):
    """Catch-up overlaps with what was heard, and tells it once more."""
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    await joined(morgan)
    for handle in ("dana", "graham"):
        unbridged.say(handle, "english", "#tea")
    await until_told(morgan, week("en-US", line("en-US", 1, "#tea", "▰" * 8, 2, "English 2")))
    await unbridged.bot.kill()
    unbridged.say("morgan", "english", "#tea")
    await unbridged.bot.start()
    await unbridged.until_count("中文", 3)
    await until_told(morgan, week("en-US", line("en-US", 1, "#tea", "▰" * 8, 3, "English 3")))
