"""Bridges between guilds: by consent, of eight channels over three guilds, and what happens when one side leaves."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.i18n.catalog import Catalog, Locale
from playground.server.messages.model import Message
from tests.e2e.commanding import Client
from tests.e2e.harness import Scene, google, scene
from tests.e2e.neighbours import Neighbour, admin_at_home, harbour, tea_house
from tests.playground.openapi import Judge
from tests.vendors import Vendor


def said(locale: Locale, key: str, **fields: str | int) -> str:
    return Catalog().say(locale, key, **fields)


@dataclass
class Street:
    """Three guilds, and the clients of their admins."""

    here: Scene
    home: Client
    harbour: Neighbour
    tea_house: Neighbour

    async def opened(self) -> None:
        """Let the stage's own guild open a bridge between #english and #中文, with a notice channel."""
        world = self.here.stage.world
        first, second = world.channel("english"), world.channel("中文")
        shown = await self.home.run("bridge create", first=first, second=second, name="street")
        await self.home.choose(shown, world.channel("mods-管理"))
        await self.home.press(shown, "Start")

    async def code(self) -> str:
        """Return a fresh code for that bridge."""
        answer = (await self.home.run("bridge invite", bridge="street")).content
        return code_in(answer)

    async def joins(self, who: Neighbour, channel: str, locale: Locale, **options: str) -> Message:
        """Let a neighbour join by a fresh code, with a notice channel of its own."""
        client = who.client(self.here)
        code = await self.code()
        shown = await client.run("bridge join", code=code, channel=who.channel(channel), **options)
        await client.choose(shown, who.channel("mods"))
        return await client.press(shown, said(locale, "proposal-start"))


def code_in(answer: str) -> str:
    found = re.search(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}", answer)
    assert found is not None, answer
    return found[0]


@pytest.fixture
async def street(tmp_path: Path, vendor: Vendor, judge: Judge | None) -> AsyncIterator[Street]:
    """Three guilds with the bot in them, and no bridge yet. All traffic is as Discord describes it."""
    async with scene(tmp_path, translation=google(vendor.url), languages={}) as here:
        neighbours = harbour(here.stage), tea_house(here.stage)
        if judge is not None:
            judge.faults.clear()
            here.server.traffic.exchanges.subscribe(judge.hear)
        await here.bot.start()
        yield Street(here, await admin_at_home(here), *neighbours)
    assert judge is None or not judge.faults, judge.faults[:5]


async def test_eight_channels_of_three_guilds_share_one_conversation_and_each_word_crosses_once(street: Street):
    here = street.here
    await street.opened()
    await street.joins(street.harbour, "quay", "en-US")
    await street.joins(street.tea_house, "茶館", "zh-TW")
    for who, channel in (
        (street.harbour, "码头"),
        (street.harbour, "lighthouse"),
        (street.tea_house, "english-corner"),
        (street.tea_house, "點心"),
    ):
        client = who.client(here)
        locale: Locale = "en-US" if who is street.harbour else "zh-TW"
        shown = await client.run("bridge add", bridge="street", channel=who.channel(channel))
        done = await client.press(shown, said(locale, "proposal-start"))
        assert done.content == said(locale, "bridge-opened")
    seats = ["english", "中文", "quay", "码头", "lighthouse", "茶館", "english-corner", "點心"]
    for number, channel in enumerate(seats):
        here.say("dana", channel, f"zyx wvu {number}")
    for channel in seats:
        await here.until_count(channel, 7)
    for channel in seats:
        numbers = sorted(text[-1] for text in here.texts(channel))
        assert numbers == [str(number) for number in range(8) if seats[number] != channel]
