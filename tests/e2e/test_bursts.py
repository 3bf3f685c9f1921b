"""Bursts: what comes faster than a channel takes it shares posts, and each message stays its own."""

import random
from functools import partial

from playground.cast import BOT_ROLE_ID
from playground.server.guilds import permissions
from playground.server.messages.model import Message
from playground.server.rest.limits import CHANNEL_MINUTE, Rule
from tests.e2e.harness import Scene

NAMES = {"dana": "Dana · EN", "graham": "Graham · EN", "priya": "Priya · EN"}
MEMBERS = list(NAMES)
DIGEST = "多位成员"


def said(here: Scene) -> list[tuple[str, str]]:
    """Return who says what in #中文, line by line."""
    found = []
    for message in here.relayed("中文"):
        for line in message.content.split("\n"):
            name, _, text = line.removeprefix("**").partition(":** ")
            found.append((name, text) if message.author["username"] == DIGEST else (message.author["username"], line))
    return found


async def burst(here: Scene, handles: list[str]) -> tuple[list[Message], list[tuple[str, str]]]:
    """Let people write at once; return what they wrote, and who says what once all of it stands."""
    await here.bot.start()
    sources = [here.say(handle, "english", f"message {number}") for number, handle in enumerate(handles)]
    expected = [(NAMES[handle], f"[zh-CN] message {number}") for number, handle in enumerate(handles)]
    await until_said(here, expected)
    return sources, expected


async def until_said(here: Scene, expected: list[tuple[str, str]]) -> None:
    await here.until_true(lambda: said(here) == expected)
    assert said(here) == expected, "\n".join(here.bot.output[-20:])


def has_posts(here: Scene, least: int) -> bool:
    return len(here.texts("中文")) >= least


async def test_a_burst_in_runs_stands_in_order_under_its_authors_and_each_message_stays_its_own(here: Scene):
    here.server.limits.enabled = True
    sources, expected = await burst(here, [MEMBERS[number // 4 % 3] for number in range(16)])
    assert len(here.texts("中文")) <= 9
    assert DIGEST not in {message.author["username"] for message in here.relayed("中文")}
    here.server.limits.enabled = False
    await here.edit(MEMBERS[1], sources[5], "anew")
    await here.delete(MEMBERS[1], sources[6])
    expected[5] = (NAMES[MEMBERS[1]], "[zh-CN] anew")
    del expected[6]
    await until_said(here, expected)


async def test_a_burst_of_many_voices_stands_in_order_with_each_line_under_its_name(here: Scene):
    """Under the channel's own limit too, of which nothing tells."""
    here.server.limits.enabled = True
    here.server.limits.rules[CHANNEL_MINUTE] = Rule(15, 60.0)
    handles = random.Random(2).choices(MEMBERS, k=40)
    sources, expected = await burst(here, handles)
    assert DIGEST in {message.author["username"] for message in here.relayed("中文")}
    here.server.limits.enabled = False
    await here.edit(handles[30], sources[30], "**anew**")
    await here.delete(handles[31], sources[31])
    expected[30] = (NAMES[handles[30]], "[zh-CN] anew")
    del expected[31]
    await until_said(here, expected)


async def test_a_moderator_who_deletes_a_shared_copy_deletes_all_its_sources(here: Scene):
    here.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_MESSAGES
    here.server.limits.enabled = True
    sources, _ = await burst(here, ["dana"] * 12)
    here.server.limits.enabled = False
    shared = next(message for message in here.relayed("中文") if "\n" in message.content)
    numbers = {int(line.rpartition(" ")[2]) for line in shared.content.split("\n")}
    await here.delete("morgan", shared)
    kept = [message.id for number, message in enumerate(sources) if number not in numbers]
    assert len(kept) < len(sources)

    def standing() -> list[int]:
        written = {message.id for message in here.stage.world.channel("english").history}
        return [message.id for message in sources if message.id in written]

    await here.until_true(lambda: standing() == kept)
    assert standing() == kept


async def test_a_kill_in_a_burst_leaves_each_line_standing_once_and_in_order(here: Scene):
    here.server.limits.enabled = True
    await here.bot.start()
    handles = [MEMBERS[number % 3] for number in range(30)]
    for number, handle in enumerate(handles):
        here.say(handle, "english", f"message {number}")
    expected = [(NAMES[handle], f"[zh-CN] message {number}") for number, handle in enumerate(handles)]
    for posts in (1, 3):
        await here.until_true(partial(has_posts, here, posts))
        await here.bot.kill()
        await here.bot.start()
    await until_said(here, expected)
