"""Raid mode: what new members say waits, begins by itself, ends by itself."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bridges.model import BridgeId, Manner
from bot.ids import UserId, first_id_at
from bot.moderation.model import RaidMode, Reason
from bot.moderation.raids import QUIET, Raids
from bot.relay.model import Membership, MessageSaid
from bot.tasks import Tasks
from tests.fakes import MemoryHeldStore, MemoryRaidStore
from tests.relaying import BRIDGE, ENGLISH, Setting, said


def newcomer(setting: Setting, text: str, days: float = 1.0) -> None:
    """Let somebody write who joined *days* ago."""
    message = said(setting.discord.next_id(), text)
    membership = Membership(setting.clock.now() - timedelta(days=days), None, ())
    message = replace(message, membership=membership)
    setting.discord.said[message.channel_id].append(message)
    setting.relay.put(MessageSaid(message))


async def waiting(setting: Setting) -> list[Reason]:
    every = await MemoryHeldStore(setting.journal).waiting()
    return [refusal.reason for one in every for refusal in one.refusals]


@pytest.fixture
async def setting() -> Setting:
    made = Setting()
    made.bridges.bridges.append(BRIDGE)
    return made


async def test_while_it_is_on_what_new_members_say_waits_and_nobody_elses(setting: Setting):
    on = RaidMode(on_since=setting.clock.now(), is_by_hand=True)
    async with setting.running():
        newcomer(setting, "before")
        await setting.until("[zh-Hans] before")
        await setting.raids.set(BRIDGE.id, on)
        newcomer(setting, "new", days=6.9)
        newcomer(setting, "old", days=7.1)
        await setting.until("[zh-Hans] before", "[zh-Hans] old")
        await setting.raids.set(BRIDGE.id, replace(on, on_since=None))
        newcomer(setting, "after")
        await setting.until("[zh-Hans] before", "[zh-Hans] old", "[zh-Hans] after")
        assert await waiting(setting) == [Reason.NEW]
    async with setting.running():  # and does not come later
        await setting.until("[zh-Hans] before", "[zh-Hans] old", "[zh-Hans] after")


async def test_a_raid_in_another_language_is_not_noted_below_itself():
    bridge = replace(BRIDGE, manner=Manner(adds_notes=True))
    setting = Setting(joined=(bridge,))
    setting.bridges.bridges.append(bridge)
    async with setting.running():
        await setting.raids.set(bridge.id, RaidMode(on_since=setting.clock.now(), is_by_hand=True))
        newcomer(setting, "快来看这个网站")
        newcomer(setting, "你们好吗", days=100)
        await setting.until("[en] 你们好吗", channel_id=ENGLISH)
        assert await waiting(setting) == [Reason.NEW, Reason.NEW]


async def test_an_edit_of_a_new_member_waits_too(setting: Setting):
    async with setting.running() as relay:
        message = said(setting.discord.next_id(), "a plum")
        message = replace(message, membership=Membership(setting.clock.now(), None, ()))
        relay.put(MessageSaid(message))
        await setting.until("[zh-Hans] a plum")
        await setting.raids.set(BRIDGE.id, RaidMode(on_since=setting.clock.now(), is_by_hand=True))
        setting.edit(message, "buy my plums")
        await setting.until("[zh-Hans] a plum")
        assert await waiting(setting) == [Reason.NEW]


async def test_where_membership_is_unknown_the_accounts_age_counts(setting: Setting):
    await setting.raids.set(BRIDGE.id, RaidMode(on_since=setting.clock.now(), is_by_hand=True))
    message = said(setting.discord.next_id(), "x")
    for days, waits in ((1, True), (30, False)):
        made = UserId(first_id_at(setting.clock.now() - timedelta(days=days)))
        one = replace(message, author=replace(message.author, id=made))
        assert setting.raids.holds(BRIDGE, one, is_said=True) is waits


async def test_it_begins_when_more_comes_in_a_minute_and_ends_when_it_is_quiet(setting: Setting):
    await setting.raids.set(BRIDGE.id, RaidMode(most_a_minute=3))
    async with setting.running():
        for number in range(6):
            newcomer(setting, f"{number}")
        newcomer(setting, "old", days=100)
        await setting.until("[zh-Hans] 0", "[zh-Hans] 1", "[zh-Hans] 2", "[zh-Hans] old")
        await asyncio.sleep(0.01)
        assert setting.alarm.said == ["moderators-raid-began"]
        assert setting.raids.of(BRIDGE.id).on_since is not None
        setting.clock.elapsed += QUIET.total_seconds() - 1
        await setting.raids.end_quiet_ones()
        assert setting.raids.of(BRIDGE.id).on_since is not None
        setting.clock.elapsed += 1
        await setting.raids.end_quiet_ones()
        assert setting.raids.of(BRIDGE.id) == RaidMode(most_a_minute=3)
        assert setting.alarm.said == ["moderators-raid-began", "moderators-raid-ended"]
        newcomer(setting, "again")
        await setting.until("[zh-Hans] 0", "[zh-Hans] 1", "[zh-Hans] 2", "[zh-Hans] old", "[zh-Hans] again")


async def test_what_comes_slowly_is_no_raid(setting: Setting):
    await setting.raids.set(BRIDGE.id, RaidMode(most_a_minute=1))
    message = replace(said(setting.discord.next_id(), "x"), membership=Membership(setting.clock.now(), None, ()))
    for _ in range(5):
        assert not setting.raids.holds(BRIDGE, message, is_said=True)
        setting.clock.elapsed += 60
    assert not setting.raids.holds(BRIDGE, message, is_said=False)  # an edit is not counted


async def test_what_was_begun_by_hand_ends_by_hand(setting: Setting):
    await setting.raids.set(BRIDGE.id, RaidMode(on_since=setting.clock.now(), is_by_hand=True))
    setting.clock.elapsed += 10 * QUIET.total_seconds()
    await setting.raids.end_quiet_ones()
    assert setting.raids.of(BRIDGE.id).on_since is not None
    assert setting.raids.of(BridgeId(9)) == RaidMode()


async def test_reading_it_anew_prolongs_nothing_and_what_began_elsewhere_ends_here_too(setting: Setting):
    on = RaidMode(on_since=setting.clock.now(), is_by_hand=False)
    stored = MemoryRaidStore()
    raids = Raids(stored, setting.bridges, setting.alarm, setting.clock, Tasks())
    running = asyncio.ensure_future(raids.run())
    try:
        await asyncio.sleep(0)
        await stored.keep(BRIDGE.id, on)
        await raids.load()  # told by the process where it began
        assert raids.of(BRIDGE.id) == on
        for _ in range(10_000):
            await asyncio.sleep(0)
            if raids.of(BRIDGE.id).on_since is None:
                break
            await raids.load()
        assert raids.of(BRIDGE.id).on_since is None
    finally:
        running.cancel()
