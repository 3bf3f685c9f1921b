"""Threads: a conversation of their own, joined with its counterpart as channels are."""

from playground.server.faults.model import Fault, Kind
from playground.server.messages.model import Message
from playground.server.threads.model import Thread
from tests.e2e.harness import Scene
from tests.vendors import Vendor


async def opened(here: Scene, handle: str, channel: str, title: str, on: Message | None = None) -> Thread:
    """Let a member open a thread, on a message or by itself."""
    parent = here.stage.world.channel(channel)
    path = f"/channels/{parent.id}/threads" if on is None else f"/channels/{parent.id}/messages/{on.id}/threads"
    told = await here.ask(handle, "POST", path, {"name": title} | ({"type": 11} if on is None else {}))
    return here.stage.guild.threads[int(told["id"])]


async def spoken(here: Scene, handle: str, thread: Thread, content: str) -> Message:
    """Let a member speak in a thread."""
    told = await here.ask(handle, "POST", f"/channels/{thread.id}/messages", {"content": content})
    return next(one for one in thread.history if one.id == int(told["id"]))


def threads(here: Scene, channel: str) -> list[Thread]:
    return [one for one in here.stage.guild.threads.values() if one.parent is here.stage.world.channel(channel)]


def texts(thread: Thread) -> list[str]:
    """Return what the bot relayed into a thread."""
    return [message.content for message in thread.history if message.webhook_id is not None]


async def counterpart(here: Scene, channel: str = "中文") -> Thread:
    await here.until_true(lambda: bool(threads(here, channel)))
    (thread,) = threads(here, channel)
    return thread


async def test_a_thread_on_a_message_is_a_conversation_of_its_own_on_both_sides(here: Scene):
    await here.bot.start()
    source = here.say("dana", "english", "My cat")
    await here.until("中文", ["[zh-CN] My cat"])
    thread = await opened(here, "graham", "english", "Cats", source)
    first = await spoken(here, "graham", thread, "How old is he?")
    copy = await counterpart(here)
    assert copy.id == here.relayed("中文")[0].id
    assert copy.name == "[zh-CN] Cats"
    await here.until_true(lambda: texts(copy) == ["[zh-CN] How old is he?"])
    await spoken(here, "weijie", copy, "三岁")
    await here.until_true(lambda: texts(thread) == ["[en] 三岁"])
    await here.edit("graham", first, "How big is he?")
    await here.until_true(lambda: texts(copy) == ["[zh-CN] How big is he?"])
    await here.ask("graham", "PUT", f"/channels/{thread.id}/messages/{first.id}/reactions/🐱/@me")
    await here.until_true(lambda: any(message.reactions for message in copy.history if message.webhook_id))
    await here.delete("graham", first)
    await here.until_true(lambda: texts(copy) == [])
    await here.ask("morgan", "PATCH", f"/channels/{thread.id}", {"name": "Dogs"})
    await here.until_true(lambda: copy.name == "[zh-CN] Dogs")
    await here.ask("morgan", "PATCH", f"/channels/{copy.id}", {"locked": True, "archived": True})
    await here.until_true(lambda: thread.locked and thread.archived)
    assert (thread.locked, thread.archived, thread.name) == (True, True, "Dogs")
    await here.ask("morgan", "DELETE", f"/channels/{thread.id}")
    await here.until_true(lambda: not threads(here, "中文"))
    assert not threads(here, "中文")
    assert here.texts("english") == []


async def test_a_title_follows_when_a_translator_answers_again_after_a_kill_too(here: Scene, vendor: Vendor):
    await here.bot.start()
    vendor.fault = "500"
    thread = await opened(here, "graham", "english", "Cats")
    await spoken(here, "graham", thread, "How old is he?")
    copy = await counterpart(here)
    await here.until_true(lambda: len(texts(copy)) == 1)
    assert copy.name == "Cats"
    await here.bot.kill()
    vendor.fault = None
    await here.bot.start()
    await here.until_true(lambda: copy.name == "[zh-CN] Cats")
    await here.until_true(lambda: texts(copy) == ["[zh-CN] How old is he?"])


async def test_a_thread_that_was_opened_and_spoken_in_while_the_bot_was_killed_has_one_counterpart(here: Scene):
    await here.bot.start()
    here.say("dana", "english", "My garden")
    await here.until("中文", ["[zh-CN] My garden"])
    await here.bot.relays(1)
    await here.bot.kill()
    thread = await opened(here, "dana", "english", "Cats")
    await spoken(here, "dana", thread, "one")
    here.server.faults.add(Fault(kind=Kind.RESET_AFTER, method="POST", route="/channels/{channel_id}/threads"))
    await here.bot.start(ready=False)
    copy = await counterpart(here)
    await here.bot.kill()
    await here.bot.start()
    await here.until_true(lambda: texts(copy) == ["[zh-CN] one"])
    assert threads(here, "中文") == [copy]
    await spoken(here, "dana", thread, "two")
    await here.until_true(lambda: texts(copy) == ["[zh-CN] one", "[zh-CN] two"])
    assert texts(copy) == ["[zh-CN] one", "[zh-CN] two"]
    assert here.texts("中文") == ["[zh-CN] My garden"]
