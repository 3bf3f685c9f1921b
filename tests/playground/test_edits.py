"""Edits and deletions, and the previews that look like edits."""

import asyncio
import math

import pytest

from playground.cast import ENGLISH
from playground.server.guilds import permissions
from playground.server.messages.model import Message
from playground.server.wire import Json
from tests.playground.support import Playground, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")

HERE = f"/channels/{ENGLISH.id}/messages"
PAGE = "https://example.org/tea"


async def test_old_messages_take_three_edits_in_six_seconds(playground: Playground) -> None:
    world = playground.stage.world
    old, other = (world.say("dana", "english", "x") for _ in range(2))
    elsewhere = world.say("dana", "中文", "x")
    dana, where = playground.as_member("dana"), f"{HERE}/{old.id}"
    for number in range(5):
        assert (await dana.patch(where, {"content": f"{number}"})).status == 200
    world.messages.edits.old.old_after = 0.0
    for number in range(3):
        assert (await dana.patch(where, {"content": f"{number}"})).status == 200
    refused = await dana.patch(f"{HERE}/{other.id}", {"content": "x"})
    assert refused.refusal == (429, 30046)
    wait = refused.body["retry_after"]
    assert 0.0 < wait <= 6.0
    assert (refused.headers["Retry-After"], refused.headers["Via"]) == (str(math.ceil(wait)), "1.1 playground")
    path = f"/channels/{elsewhere.channel.id}/messages/{elsewhere.id}"
    assert (await dana.patch(path, {"content": "y"})).status == 200
    world.messages.edits.old.seconds = 0.05
    await asyncio.sleep(0.06)
    assert (await dana.patch(where, {"content": "at last"})).status == 200


async def test_an_old_webhook_message_has_the_same_limit(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    opened, anyone = f"/webhooks/{webhook['id']}/{webhook['token']}", playground.as_anyone()
    said = (await anyone.post(f"{opened}?wait=true", {"content": "x"})).body
    playground.stage.world.messages.edits.old.old_after = 0.0
    replies = [await anyone.patch(f"{opened}/messages/{said['id']}", {"content": "y"}) for _ in range(4)]
    assert [one.status for one in replies] == [200, 200, 200, 429]


async def test_an_edit_leaves_what_it_does_not_name(playground: Playground) -> None:
    bot = playground.as_bot()
    said = (await bot.post(HERE, {"content": "x", "embeds": [{"title": "t"}], "flags": 1 << 12})).body
    where = f"{HERE}/{said['id']}"
    assert said["flags"] == 1 << 12
    assert (await bot.patch(where, {"content": "y"})).body["embeds"] == [{"type": "rich", "title": "t"}]
    without = (await bot.patch(where, {"content": None})).body
    assert (without["content"], len(without["embeds"])) == ("", 1)
    assert (await bot.patch(where, {"embeds": []})).refusal == (400, 50006)
    # Only SUPPRESS_EMBEDS can be set and unset; all else stays as it was.
    hidden = (await bot.patch(where, {"flags": 1 << 2})).body
    assert (hidden["flags"], hidden["embeds"]) == (1 << 2 | 1 << 12, [])
    shown = (await bot.patch(where, {"flags": 1 << 6 | 1 << 13})).body
    assert (shown["flags"], len(shown["embeds"])) == (1 << 12, 1)


async def test_an_edit_calls_anew_only_with_new_words(playground: Playground) -> None:
    dana, bot = playground.stage.members["dana"], playground.as_bot()
    body = {"content": f"<@{dana.id}>", "allowed_mentions": {"parse": []}}
    where = f"{HERE}/{(await bot.post(HERE, body)).body['id']}"
    button = {"type": 2, "style": 5, "label": "x", "url": "https://example.org"}
    row = {"type": 1, "components": [button]}
    assert (await bot.patch(where, {"components": [row], "embeds": [{"title": "x"}]})).body["mentions"] == []
    assert len((await bot.patch(where, {"content": f"<@{dana.id}>!"})).body["mentions"]) == 1


async def test_system_messages_are_neither_edited_nor_answered_but_deleted(playground: Playground) -> None:
    said, morgan = playground.stage.world.say("dana", "english", "x"), playground.as_member("morgan")
    await morgan.put(f"{HERE}/pins/{said.id}", None)
    notice = (await morgan.get(f"{HERE}?limit=1")).body[0]
    where = f"{HERE}/{notice['id']}"
    assert (await morgan.patch(where, {"content": "x"})).refusal == (403, 50021)
    reply = await morgan.post(HERE, {"content": "x", "message_reference": {"message_id": notice["id"]}})
    codes = [one["code"] for one in reply.faults["message_reference"]["_errors"]]
    assert codes == ["REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE"]
    assert (await morgan.delete(where)).status == 204


async def test_some_system_messages_are_not_deleted(playground: Playground) -> None:
    world = playground.stage.world
    stays = world.say("dana", "english", "x")
    stays.type = 3
    other = world.say("dana", "english", "y")
    assert (await playground.as_member("morgan").delete(f"{HERE}/{stays.id}")).refusal == (403, 50021)
    role = playground.stage.guild.roles[playground.stage.guild.id]
    role.permissions |= permissions.MANAGE_MESSAGES
    both = {"messages": [str(stays.id), str(other.id)]}
    assert (await playground.as_bot().post(f"{HERE}/bulk-delete", both)).refusal == (403, 50021)
    assert other.channel.history.get(other.id) is other


async def test_a_bulk_deletion_is_told_once(playground: Playground) -> None:
    world = playground.stage.world
    said = [world.say("dana", "english", f"{number}") for number in range(100)]
    playground.stage.guild.roles[playground.stage.guild.id].permissions |= permissions.MANAGE_MESSAGES
    where, bot = f"{HERE}/bulk-delete", playground.as_bot()
    assert (await bot.post(where, {"messages": [str(one.id) for one in said] + ["1"]})).refusal == (400, 50016)
    # Those that are not there count, and are passed over.
    gone = [str(one.id) for one in said[:99]]
    fresh = str(said[99].id + (1 << 22))
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, 1 << 9)
        assert (await bot.post(where, {"messages": [*gone, fresh]})).status == 204
        told = await raw.until("MESSAGE_DELETE_BULK")
    assert told["ids"] == gone
    assert [one["id"] for one in (await bot.get(HERE)).body] == [str(said[99].id)]


async def test_embeds_take_the_right_to_embed(playground: Playground) -> None:
    playground.stage.guild.roles[playground.stage.guild.id].permissions &= ~permissions.EMBED_LINKS
    assert (await playground.as_bot().post(HERE, {"embeds": [{"title": "x"}]})).refusal == (403, 50013)
    said = await playground.as_bot().post(HERE, {"content": "x"})
    where = f"{HERE}/{said.body['id']}"
    assert (await playground.as_bot().patch(where, {"embeds": [{"title": "x"}]})).refusal == (403, 50013)


async def test_tts_is_told_only_when_it_is_said(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, 1 << 9 | 1 << 15)
        said = (await playground.as_member("morgan").post(HERE, {"content": "x", "tts": True})).body
        created = await raw.until("MESSAGE_CREATE")
        await playground.as_member("morgan").patch(f"{HERE}/{said['id']}", {"content": "y"})
        changed = await raw.until("MESSAGE_UPDATE")
    assert (created["tts"], changed["tts"]) == (True, False)


async def _previewed(playground: Playground, content: str, **more: object) -> list[Json]:
    said = (await playground.as_member("dana").post(HERE, {"content": content} | more)).body
    assert said["embeds"] == []
    await asyncio.sleep(0.05)
    embeds: list[Json] = (await playground.as_member("dana").get(f"{HERE}/{said['id']}")).body["embeds"]
    return embeds


async def test_a_preview_comes_after_the_message_and_is_no_edit(playground: Playground) -> None:
    playground.stage.world.messages.previews.add(PAGE, "Tea", "How to make it")
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, 1 << 9 | 1 << 15)
        await playground.as_member("dana").post(HERE, {"content": f"See {PAGE}."})
        created, changed = await raw.until("MESSAGE_CREATE"), await raw.until("MESSAGE_UPDATE")
    preview = {"type": "link", "url": PAGE, "title": "Tea", "description": "How to make it"}
    assert (created["embeds"], changed["embeds"]) == ([], [preview])
    assert {key: changed[key] for key in changed if key != "embeds"} == {
        key: created[key] for key in created if key != "embeds"
    }


@pytest.mark.parametrize("content", [f"<{PAGE}>", f"`{PAGE}`", f"{PAGE}/else", "no link"])
async def test_what_is_no_open_link_to_a_known_page_has_no_preview(playground: Playground, content: str) -> None:
    playground.stage.world.messages.previews.add(PAGE, "Tea")
    assert await _previewed(playground, content) == []


async def test_previews_can_be_declined_and_forbidden(playground: Playground) -> None:
    assert await _previewed(playground, PAGE) == []
    playground.stage.world.messages.previews.add(PAGE, "Tea")
    assert len(await _previewed(playground, PAGE)) == 1
    assert await _previewed(playground, PAGE, flags=1 << 2) == []
    playground.stage.guild.roles[playground.stage.guild.id].permissions &= ~permissions.EMBED_LINKS
    assert await _previewed(playground, PAGE) == []


async def test_a_preview_does_not_come_for_what_was_edited_away(playground: Playground) -> None:
    playground.stage.world.messages.previews.add(PAGE, "Tea")
    dana = playground.as_member("dana")
    said = (await dana.post(HERE, {"content": PAGE})).body
    await dana.patch(f"{HERE}/{said['id']}", {"content": "never mind"})
    await asyncio.sleep(0.05)
    assert (await dana.get(f"{HERE}/{said['id']}")).body["embeds"] == []


def _aged(message: Message, seconds: float) -> int:
    return message.id - (int(seconds * 1000) << 22)


async def test_one_message_too_old_spoils_a_bulk_deletion(playground: Playground) -> None:
    said = playground.stage.world.say("dana", "english", "x")
    playground.stage.guild.roles[playground.stage.guild.id].permissions |= permissions.MANAGE_MESSAGES
    bot, fortnight = playground.as_bot(), 14 * 86_400.0
    for age, status in ((fortnight + 60, 400), (fortnight - 60, 204)):
        ids = [str(said.id), str(_aged(said, age))]
        assert (await bot.post(f"{HERE}/bulk-delete", {"messages": ids})).status == status
