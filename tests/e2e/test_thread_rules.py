"""What moderators and members decide holds within threads as in channels."""

from dataclasses import replace

from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import said
from tests.e2e.test_privacy import asked
from tests.e2e.test_threads import counterpart, opened, spoken, texts
from tests.e2e.test_word_list import MODERATORS, guarded, shown


async def test_rules_deletions_and_erasing_hold_within_a_thread(unbridged: Scene):
    here = unbridged
    morgan = await guarded(here, "scam")
    thread = await opened(here, "graham", "english", "Cats")
    mine = await spoken(here, "dana", thread, "zyx one")
    scam = await spoken(here, "graham", thread, "a scam")
    copy = await counterpart(here)
    board = await shown(here, "a scam")
    assert texts(copy) == ["[zh-CN] zyx one"]
    await morgan.press(board, said("en-US", "held-do-cross"))
    await here.until_true(lambda: texts(copy) == ["[zh-CN] zyx one", "[zh-CN] a scam"])
    assert texts(copy) == ["[zh-CN] zyx one", "[zh-CN] a scam"]
    await here.bot.relays(2)
    xiaoman = replace(await client_of(here, "xiaoman", "中文"), channel=copy)
    first, second = (message for message in copy.history if message.webhook_id is not None)
    assert f"/{thread.id}/{mine.id}" in (await xiaoman.use_on("Original", first)).content
    await here.ask("morgan", "DELETE", f"/channels/{copy.id}/messages/{second.id}")
    told = here.stage.world.channel(MODERATORS).history
    await here.until_true(lambda: any(f"/{thread.id}/{scam.id}" in one.content for one in told))
    assert any(f"/{thread.id}/{scam.id}" in one.content for one in told)
    dana = await client_of(here, "dana", "english")
    done = await asked(dana)
    await here.until_true(lambda: "✅" in done.content)
    assert texts(copy) == []
