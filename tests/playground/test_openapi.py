"""What the server answers, and what it is asked, against Discord's own published description."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground.cast import ADMIN_ROLE_ID, APPLICATION_ID, CHINESE, ENGLISH, GUILD_ID
from tests.playground.openapi import DOCUMENT, Judge
from tests.playground.support import Playground

pytestmark = pytest.mark.skipif(not DOCUMENT.exists(), reason="Discord's OpenAPI document is not beside the repository")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(DOCUMENT.read_text("utf-8"))
    return loaded


@pytest.fixture
def judge(playground: Playground, document: dict[str, Any]) -> Judge:
    judge = Judge(document)
    playground.server.traffic.exchanges.subscribe(judge.hear)
    return judge


async def test_reading_is_answered_as_discord_describes(playground: Playground, judge: Judge) -> None:
    bot, dana = playground.as_bot(), playground.as_member("dana")
    playground.stage.world.say("dana", "english", f"hello <@{APPLICATION_ID}>")
    for path in (
        "/users/@me",
        "/users/@me/guilds",
        f"/users/{APPLICATION_ID}",
        "/oauth2/applications/@me",
        "/applications/@me",
        "/gateway",
        "/gateway/bot",
        f"/guilds/{GUILD_ID}?with_counts=true",
        f"/guilds/{GUILD_ID}",
        f"/guilds/{GUILD_ID}/channels",
        f"/guilds/{GUILD_ID}/members?limit=100",
        f"/guilds/{GUILD_ID}/members/{APPLICATION_ID}",
        f"/guilds/{GUILD_ID}/roles",
        f"/guilds/{GUILD_ID}/webhooks",
        f"/channels/{ENGLISH.id}",
        f"/channels/{ENGLISH.id}/messages",
        f"/channels/{ENGLISH.id}/webhooks",
    ):
        assert (await bot.get(path)).status == 200, path
    assert (await dana.get("/users/@me")).status == 200
    assert judge.faults == []


async def test_conversation_is_answered_as_discord_describes(playground: Playground, judge: Judge) -> None:
    bot, here = playground.as_bot(), f"/channels/{ENGLISH.id}/messages"
    embed = {
        "title": "t",
        "description": "d",
        "url": "https://example.org",
        "color": 1,
        "footer": {"text": "f", "icon_url": "https://example.org/i.png"},
        "author": {"name": "a", "url": "https://example.org"},
        "fields": [{"name": "n", "value": "v", "inline": True}],
        "image": {"url": "https://example.org/x.png"},
        "timestamp": "2026-11-20T00:00:00+00:00",
    }
    said = await bot.post(here, {"content": "x", "embeds": [embed], "nonce": "1", "enforce_nonce": True, "flags": 4})
    reply = {"message_reference": {"message_id": said.body["id"]}, "allowed_mentions": {"parse": [], "users": []}}
    answered = await bot.post(here, {"content": f"<@&{ADMIN_ROLE_ID}>"} | reply)
    await bot.get(f"{here}/{answered.body['id']}")
    await bot.patch(f"{here}/{said.body['id']}", {"content": "y", "embeds": []})
    await bot.get(f"{here}?limit=2")
    await bot.post(f"/channels/{ENGLISH.id}/typing")
    await bot.delete(f"{here}/{said.body['id']}")
    assert judge.faults == []


async def test_webhooks_are_answered_as_discord_describes(playground: Playground, judge: Judge) -> None:
    bot, anyone = playground.as_bot(), playground.as_anyone()
    webhook = await playground.webhook(ENGLISH.id)
    one, opened = f"/webhooks/{webhook['id']}", f"/webhooks/{webhook['id']}/{webhook['token']}"
    body = {"content": "x", "username": "Dana", "avatar_url": "https://example.org/a.png", "embeds": [{"title": "t"}]}
    said = await anyone.post(f"{opened}?wait=true", body | {"allowed_mentions": {"parse": []}})
    await anyone.post(opened, {"content": "x"})
    await anyone.get(f"{opened}/messages/{said.body['id']}")
    await anyone.patch(f"{opened}/messages/{said.body['id']}", {"content": "y"})
    await anyone.delete(f"{opened}/messages/{said.body['id']}")
    await bot.get(one)
    await anyone.get(opened)
    await bot.patch(one, {"name": "Q", "channel_id": str(CHINESE.id)})
    await anyone.patch(opened, {"name": "R"})
    await bot.delete(one)
    assert judge.faults == []


async def test_arranging_is_answered_as_discord_describes(playground: Playground, judge: Judge) -> None:
    morgan = playground.as_member("morgan")
    opened = await morgan.post(f"/guilds/{GUILD_ID}/channels", {"name": "garden", "type": 0, "topic": "t"})
    where = f"/channels/{opened.body['id']}"
    await morgan.patch(where, {"name": "gardens", "position": 3})
    await morgan.put(f"{where}/permissions/{APPLICATION_ID}", {"type": 1, "allow": "0", "deny": "1024"})
    await morgan.get(where)
    await morgan.delete(f"{where}/permissions/{APPLICATION_ID}")
    await morgan.delete(where)
    await morgan.patch(f"/guilds/{GUILD_ID}/roles/{ADMIN_ROLE_ID}", {"permissions": "8"})
    await morgan.patch(f"/guilds/{GUILD_ID}/members/{APPLICATION_ID}", {"roles": [str(ADMIN_ROLE_ID)]})
    await morgan.delete(f"/guilds/{GUILD_ID}/members/{APPLICATION_ID}")
    assert judge.faults == []


async def test_refusals_are_answered_as_discord_describes(playground: Playground, judge: Judge) -> None:
    bot, here = playground.as_bot(), f"/channels/{ENGLISH.id}/messages"
    playground.server.limits.enabled = True
    await bot.post(here, {"content": "x" * 2001})
    await bot.post(here, {"content": ""})
    await bot.post(here, {"embeds": [{"fields": [{}]}]})
    await bot.get("/channels/1")
    await playground.as_anyone().get("/users/@me")
    replies = [await bot.post(here, {"content": "x"}) for _ in range(4)]
    assert replies[-1].status == 429
    assert judge.faults == []
    assert {status for _, _, status in judge.judged} == {400, 404, 401, 200, 429}
