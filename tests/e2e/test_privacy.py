"""What members can have done with what is kept of them: told, and erased, in the database and in the channels."""

import asyncio
import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from bot.i18n.catalog import Locale
from playground.server.messages.model import Message
from tests.e2e.commanding import Client, client_of
from tests.e2e.harness import PATIENCE_SECONDS, Scene
from tests.e2e.test_commands import joined, said
from tests.e2e.test_replies import answered, quote


def rows(here: Scene, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(here.bot.directory / "qiao.db")) as connection:
        return connection.execute(query).fetchall()


def ids_of(here: Scene, user_id: int) -> dict[str, int]:
    """Return how many rows of each table have a user's id in any column."""
    with closing(sqlite3.connect(here.bot.directory / "qiao.db")) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            table: sum(user_id in row or str(user_id) in row for row in connection.execute(f"SELECT * FROM {table}"))
            for table in tables
        }
    return {table: count for table, count in found.items() if count}


async def forgotten(here: Scene, user_id: int) -> None:
    """Wait until nothing is kept of a user but that this was wished for."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while ids_of(here, user_id) != {"erasure": 1}:  # noqa: ASYNC110 another process's file tells no event
            await asyncio.sleep(0.1)


async def asked(client: Client, locale: Locale = "en-US") -> Message:
    """Ask for one's data to be erased, and return what is shown while it is."""
    shown = await client.run("privacy")
    question = await client.press(shown, said(locale, "privacy-erase"))
    assert question.content == said(locale, "erase-question")
    return await client.press(question, said(locale, "erase-button"))


async def relayed(here: Scene, *texts: str) -> None:
    """Have Dana say *texts*, and wait until they stand on the other side and are recorded."""
    for text in texts:
        here.say("dana", "english", text)
    await here.until_count("中文", len(texts))
    await here.bot.relays(len(texts))


@pytest.mark.parametrize(("locale", "handle"), [("en-US", "dana"), ("zh-CN", "xiaoman"), ("zh-TW", "yating")])
async def test_an_export_tells_what_is_kept_and_nothing_of_others(unbridged: Scene, locale: Locale, handle: str):
    await joined(await client_of(unbridged, "morgan"))
    author, other = unbridged.stage.world.member(handle), unbridged.stage.world.member("graham")
    source = unbridged.say(handle, "english", "zyx wvu")
    unbridged.say("graham", "english", "uvw xyz")
    await unbridged.until_count("中文", 2)
    await unbridged.bot.relays(2)
    client = await client_of(unbridged, handle, "english")
    told = await client.press(await client.run("privacy"), said(locale, "privacy-export"))
    assert told.content == said(locale, "privacy-exported")
    (file,) = told.attachments
    assert file.filename == "qiao-my-data.json"
    found = unbridged.stage.world.attachments.get(file.path, file.id)
    assert found is not None
    kept = json.loads(found[1])["kept"]
    (part,) = kept["ledger"]
    assert (part["author_id"], part["source_id"]) == (str(author.id), str(source.id))
    assert str(other.id) not in json.dumps(kept)


async def test_erasing_takes_away_every_copy_and_every_row(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    await relayed(unbridged, "zyx one", "zyx two", "zyx three")
    dana = await client_of(unbridged, "dana", "english")
    theirs = [m for m in unbridged.stage.world.channel("english").history if m.author["id"] == str(dana.user.id)]
    await answered(unbridged, "graham", theirs[0], "stays here")
    await unbridged.until_count("中文", 4)
    await unbridged.bot.relays(4)
    answer = unbridged.relayed("中文")[-1]
    assert quote(answer)["description"] == "[zh-CN] zyx one"
    shown = await asked(dana)
    await unbridged.until("中文", ["[zh-CN] stays here"])
    await unbridged.until_true(lambda: "3" in shown.content and "✅" in shown.content)
    await unbridged.until_true(lambda: "author" not in quote(answer))
    assert quote(answer)["description"] == said("zh-CN", "relay-quote-gone")
    assert ids_of(unbridged, dana.user.id) == {"erasure": 1}
    assert (
        len([m for m in unbridged.stage.world.channel("english").history if m.author["id"] == str(dana.user.id)]) == 3
    )
    again = await dana.run("privacy")
    assert again.content.endswith(shown.content)
    assert await unbridged.bot.stop() == 0
    await unbridged.bot.start()  # catch-up reads the channel again
    unbridged.say("dana", "english", "zyx after")
    await unbridged.until("中文", ["[zh-CN] stays here", "[zh-CN] zyx after"])


async def test_an_erasure_that_is_killed_goes_on_after_the_start(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    await relayed(unbridged, *(f"zyx {number}" for number in range(8)))
    dana = await client_of(unbridged, "dana", "english")
    await asked(dana)
    await unbridged.until_true(lambda: len(unbridged.relayed("中文")) <= 6)
    await unbridged.bot.kill()
    left = len(unbridged.relayed("中文"))
    assert left > 0
    await unbridged.bot.start()
    await unbridged.until("中文", [])
    await forgotten(unbridged, dana.user.id)


async def test_copies_that_cannot_be_deleted_any_more_are_told_of(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    await relayed(unbridged, "zyx one")
    (copy,) = unbridged.relayed("中文")
    await unbridged.ask("morgan", "DELETE", f"/webhooks/{copy.webhook_id}")
    dana = await client_of(unbridged, "dana", "english")
    shown = await asked(dana)
    await unbridged.until_true(lambda: "✅" in shown.content)
    assert said("en-US", "erase-done-but", finished="x", copies=1, left=1).split("x")[1] in shown.content
    assert unbridged.relayed("中文") == [copy]
    assert ids_of(unbridged, dana.user.id) == {"erasure": 1}


async def test_who_does_not_take_part_still_does_not_after_erasing(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    await relayed(unbridged, "zyx one")
    dana = await client_of(unbridged, "dana", "english")
    await dana.press(await dana.run("privacy"), said("en-US", "privacy-leave"))
    shown = await asked(dana)
    await unbridged.until_true(lambda: "✅" in shown.content)
    await unbridged.bot.kill()
    await unbridged.bot.start()
    unbridged.say("dana", "english", "only here")
    unbridged.say("graham", "english", "everywhere")
    await unbridged.until("中文", ["[zh-CN] everywhere"])
