"""Reactions under a message stand under its counterparts, once and by the bot, and go with the last who reacted."""

import base64
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest

from playground.cast import BOT_ROLE_ID, CHINESE, ENGLISH, PRACTICE_CHINESE
from playground.server.channels.model import Overwrite
from playground.server.faults.model import Fault, Kind
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild
from playground.server.messages.model import Message
from playground.server.users.model import User
from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene, google, scene
from tests.e2e.test_between_guilds import met, said
from tests.playground.openapi import Judge
from tests.vendors import Vendor

HEART, PARTY = "❤", "🎉"
THREE = {ENGLISH.id: "en", CHINESE.id: "zh-Hans", PRACTICE_CHINESE.id: "zh-Hant"}
PUT = ("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me")
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
async def trio(tmp_path: Path, vendor: Vendor, judge: Judge | None) -> AsyncIterator[Scene]:
    """#english, #中文 and #练习, bridged, and the bot between them. All its traffic is as Discord describes it."""
    async with scene(tmp_path, translation=google(vendor.url), languages=THREE) as here:
        if judge is not None:
            judge.faults.clear()
            here.server.traffic.exchanges.subscribe(judge.hear)
        await here.bot.start()
        yield here
    assert judge is None or not judge.faults, judge.faults[:5]


@pytest.fixture
async def unmet(tmp_path: Path, vendor: Vendor, judge: Judge | None) -> AsyncIterator[Scene]:
    """The stage's guild, before the bot is started. All traffic is as Discord describes it."""
    async with scene(tmp_path, translation=google(vendor.url), languages={}) as here:
        if judge is not None:
            judge.faults.clear()
            here.server.traffic.exchanges.subscribe(judge.hear)
        yield here
    assert judge is None or not judge.faults, judge.faults[:5]


async def crossed(here: Scene, word: str = "xyzzy") -> tuple[Message, Message, Message]:
    """Let Dana write; return what she wrote and its copies in #中文 and #练习, once the bot knows them."""
    before = len(here.relayed("中文"))
    source = here.say("dana", "english", word)
    for channel in ("中文", "练习"):
        await here.until_count(channel, before + 1)
    await here.bot.relays(2 * (before + 1))
    return source, here.relayed("中文")[-1], here.relayed("练习")[-1]


def react(here: Scene, handle: str, message: Message, emoji: str = HEART) -> None:
    here.stage.world.reactions.add(message, emoji, here.stage.world.member(handle))


def unreact(here: Scene, handle: str, message: Message, emoji: str = HEART) -> None:
    user = here.stage.world.member(handle)
    here.stage.world.reactions.remove(message, emoji, user.id, user)


def names(message: Message) -> dict[str, list[str]]:
    """Return who stands under each emoji of *message*."""
    return {
        one.emoji.name: [user.username for user in one.users[0].values()] for one in list(message.reactions.values())
    }


def puts(here: Scene) -> int:
    return sum((each.method, each.route) == PUT for each in here.server.traffic.log)


def kinds(message: Message) -> set[str]:
    return set(names(message))


async def stands(here: Scene, message: Message, expected: dict[str, list[str]]) -> None:
    await holds(here, partial(names, message), expected)


async def holds(here: Scene, what: Callable[[], object], expected: object) -> None:
    await here.until_true(lambda: what() == expected)
    assert what() == expected, "\n".join(here.bot.output[-20:])


async def test_a_reaction_stands_once_under_every_counterpart_and_costs_nothing_more(trio: Scene):
    source, chinese, practice = await crossed(trio)
    bot = trio.stage.bot.username
    react(trio, "dana", source)
    for copy in (chinese, practice):
        await stands(trio, copy, {HEART: [bot]})
    react(trio, "graham", source)
    react(trio, "dana", source, PARTY)
    for copy in (chinese, practice):
        await stands(trio, copy, {HEART: [bot], PARTY: [bot]})
    assert puts(trio) == 4
    assert names(source) == {HEART: ["dana", "graham"], PARTY: ["dana"]}


async def test_a_reaction_to_a_copy_stands_under_the_source_and_the_other_copies(trio: Scene):
    source, chinese, practice = await crossed(trio)
    react(trio, "weijie", chinese)
    for counterpart in (source, practice):
        await stands(trio, counterpart, {HEART: [trio.stage.bot.username]})
    assert names(chinese) == {HEART: ["weijie"]}


async def test_ours_goes_with_the_last_who_reacted_after_a_restart_too(trio: Scene):
    source, chinese, practice = await crossed(trio)
    bot = trio.stage.bot.username
    react(trio, "dana", source)
    react(trio, "weijie", chinese)
    await stands(trio, source, {HEART: ["dana", bot]})
    await holds(trio, lambda: sorted(names(chinese).get(HEART, ())), sorted([bot, "weijie"]))
    unreact(trio, "dana", source)
    await stands(trio, chinese, {HEART: ["weijie"]})
    assert names(practice) == {HEART: [bot]}
    assert await trio.bot.stop() == 0
    await trio.bot.start()
    unreact(trio, "weijie", chinese)
    for one in (source, chinese, practice):
        await stands(trio, one, {})


async def test_what_a_moderator_clears_away_goes_elsewhere_too(trio: Scene):
    world = trio.stage.world
    source, chinese, practice = await crossed(trio)
    for emoji in (HEART, PARTY, "👍"):
        react(trio, "dana", source, emoji)
    for copy in (chinese, practice):
        await holds(trio, partial(kinds, copy), {HEART, PARTY, "👍"})
    world.reactions.clear_emoji(source, HEART, world.member("morgan"))
    for copy in (chinese, practice):
        await holds(trio, partial(kinds, copy), {PARTY, "👍"})
    world.reactions.clear(source, world.member("morgan"))
    for copy in (chinese, practice):
        await stands(trio, copy, {})


async def test_who_does_not_take_part_is_not_shown_elsewhere(trio: Scene):
    source, chinese, _ = await crossed(trio)
    graham = await client_of(trio, "graham", "english")
    await graham.press(await graham.run("privacy"), said("en-US", "privacy-leave"))
    react(trio, "graham", source)
    react(trio, "dana", source, PARTY)
    await stands(trio, chinese, {PARTY: [trio.stage.bot.username]})


async def test_a_reaction_that_is_quicker_than_the_copies_comes_when_they_stand(trio: Scene):
    source = trio.say("dana", "english", "xyzzy")
    react(trio, "graham", source)
    await trio.until_count("中文", 1)
    await stands(trio, trio.relayed("中文")[0], {HEART: [trio.stage.bot.username]})


async def test_without_the_right_messages_cross_all_the_same(trio: Scene):
    world, guild = trio.stage.world, trio.stage.guild
    chinese = world.channel("中文")
    world.rooms.set_overwrite(chinese, Overwrite(guild.id, 0, deny=permissions.ADD_REACTIONS))
    world.rooms.set_overwrite(chinese, Overwrite(BOT_ROLE_ID, 0, deny=permissions.ADD_REACTIONS))
    source, copy, practice = await crossed(trio)
    react(trio, "dana", source)
    await stands(trio, practice, {HEART: [trio.stage.bot.username]})
    react(trio, "dana", source, PARTY)
    await holds(trio, partial(kinds, practice), {HEART, PARTY})
    _, second, _ = await crossed(trio, "plugh")
    assert second.content == "[zh-CN] plugh"
    assert names(copy) == {}
    to_chinese = [one for one in trio.server.traffic.log if one.route == PUT[1] and str(chinese.id) in one.path]
    assert len(to_chinese) == 1  # and is left alone for a while


async def test_reactions_that_hang_hold_no_message_up(trio: Scene):
    source, chinese, practice = await crossed(trio)
    trio.server.faults.add(Fault(Kind.DELAY, *PUT, times=2, seconds=8.0))
    react(trio, "dana", source)
    words = [f"xyzzy{number}" for number in range(5)]
    for word in words:
        react(trio, "dana", trio.say("dana", "english", word), PARTY)
    await trio.until("中文", [f"[zh-CN] {word}" for word in ("xyzzy", *words)], seconds=5.0)
    assert names(chinese) == {}
    for copy in (chinese, practice):
        await stands(trio, copy, {HEART: [trio.stage.bot.username]})
    await holds(trio, lambda: [kinds(copy) for copy in trio.relayed("中文")], [{HEART}, *[{PARTY}] * 5])


async def test_a_custom_emoji_of_another_guild_comes_by_its_name_where_there_is_one(unmet: Scene):
    here, street = unmet, await met(unmet)
    world, guest = here.stage.world, street.harbour
    await street.opened()
    await street.joins(guest, "quay", "en-US")
    for guild in (here.stage.guild, guest.guild):
        guild.roles[guild.id].permissions &= ~permissions.USE_EXTERNAL_EMOJIS
    image = f"data:image/png;base64,{base64.b64encode(DOT).decode()}"

    def made(guild: Guild, name: str, by: User | None = None) -> str:
        emoji = world.emojis.create(by, guild, {"name": name, "image": image})
        return f"{emoji.name}:{emoji.id}"

    common, own = made(here.stage.guild, "party"), made(here.stage.guild, "lantern")
    theirs = made(guest.guild, "party")
    source = here.say("dana", "english", "xyzzy")
    await here.until("quay", ["xyzzy"])
    await here.until_count("中文", 1)
    await here.bot.relays(2)
    react(here, "dana", source, own)
    react(here, "dana", source, common)
    (far,), (near,) = here.relayed("quay"), here.relayed("中文")
    await holds(here, lambda: [one.emoji.id for one in far.reactions.values()], [int(theirs.split(":")[1])])
    await holds(here, partial(kinds, near), {"party", "lantern"})
    unreact(here, "dana", source, common)
    await stands(here, far, {})
