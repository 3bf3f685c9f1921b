"""A guild's own AutoMod rules hold on what the bot brings into it."""

import asyncio

import pytest

from bot.i18n.catalog import Locale
from playground.cast import BOT_ROLE_ID, ENGLISH
from playground.server.guilds import permissions
from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import ADMINS, joined, said
from tests.e2e.test_word_list import BRIDGE, MODERATORS, shown


def rule(*keywords: str) -> dict[str, object]:
    """Return a rule that leaves #english in peace, where its words can be said."""
    return {
        "name": "No slugs",
        "event_type": 1,
        "trigger_type": 1,
        "trigger_metadata": {"keyword_filter": list(keywords), "regex_patterns": [r"sn\w+l\b"]},
        "actions": [{"type": 1, "metadata": {}}],
        "enabled": True,
        "exempt_channels": [str(ENGLISH.id)],
    }


def read(here: Scene) -> int:
    """Return how often the rules were read."""
    return sum(one.method == "GET" and one.route.endswith("rules") for one in here.server.traffic.log)


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_without_the_right_it_is_said_what_would_help(unbridged: Scene, locale: Locale, handle: str):
    client = await client_of(unbridged, handle, is_admin=True)
    await joined(client, locale)
    refused = await client.run("bridge automod", bridge=BRIDGE, state="on")
    assert refused.content == said(locale, "error-rules-unreadable")
    unbridged.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_GUILD
    await unbridged.ask("morgan", "POST", f"/guilds/{unbridged.stage.guild.id}/auto-moderation/rules", rule("*slug*"))
    done = await client.run("bridge automod", bridge=BRIDGE, state="on")
    assert done.content == said(locale, "bridge-automod-on", bridge=BRIDGE, rules=1, keywords=1, patterns=1)
    off = await client.run("bridge automod", bridge=BRIDGE, state="off")
    assert off.content == said(locale, "bridge-automod-off", bridge=BRIDGE)


async def test_what_the_rules_would_stop_does_not_enter_and_they_are_followed_as_they_change(unbridged: Scene):
    unbridged.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_GUILD
    rules = f"/guilds/{unbridged.stage.guild.id}/auto-moderation/rules"
    made = await unbridged.ask("morgan", "POST", rules, rule("*slug*"))
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    await joined(morgan)
    await morgan.run("bridge automod", bridge=BRIDGE, state="on")
    for text in ("a slug", "a snail", "xyzzy"):
        unbridged.say("dana", "english", text)
    await unbridged.until("中文", ["[zh-CN] xyzzy"])
    board = await shown(unbridged, "a slug")
    assert said("en-US", "held-for-rules") in board.content
    assert await unbridged.bot.stop() == 0
    unbridged.say("dana", "english", "another slug")
    await unbridged.bot.start()
    unbridged.say("dana", "english", "plugh")
    await unbridged.until("中文", ["[zh-CN] xyzzy", "[zh-CN] plugh"])
    before = read(unbridged)
    await unbridged.ask("morgan", "PATCH", f"{rules}/{made['id']}", rule("*plover*"))
    for _ in range(200):
        if read(unbridged) > before:
            break
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.3)  # from the answer to the rules that hold
    unbridged.say("dana", "english", "a last slug")
    unbridged.say("dana", "english", "plover")
    await unbridged.until("中文", ["[zh-CN] xyzzy", "[zh-CN] plugh", "[zh-CN] a last slug"])
    await morgan.press(board, said("en-US", "held-do-cross"))
    await unbridged.until_true(lambda: "[zh-CN] a slug" in unbridged.texts("中文"))
    assert unbridged.texts("中文")[-1] == "[zh-CN] a slug"
