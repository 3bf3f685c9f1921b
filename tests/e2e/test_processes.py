"""Several processes on one PostgreSQL database, each with shards of its own, or in each other's place."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.bridges.model import BridgeSettings, Endpoint, Owner
from bot.clock import SystemClock
from bot.i18n.catalog import Catalog
from bot.ids import ChannelId, GuildId
from bot.participation.reports import Report
from bot.prompts.schedule import Hour, Schedule
from bot.storage.database import Database
from bot.translation.model import EN, ZH_HANS
from playground.cast import BOT_PERMISSIONS, BOT_ROLE_ID, CAST, CHINESE, ENGLISH, GUILD_ID, MODERATORS
from playground.server.guilds.model import Role
from playground.server.messages.model import Message
from tests.e2e.commanding import client_of
from tests.e2e.harness import Bot, Scene, free_port, google, scene
from tests.e2e.test_threads import spoken, texts
from tests.playground.openapi import Judge
from tests.postgres import PostgresServer
from tests.vendors import Vendor

FAR_GUILD: Final = GUILD_ID + (1 << 22)  # the next shard's
FAR: Final = "远方"
FAR_ID: Final = CHINESE.id + 1


@dataclass
class Processes:
    """Two guilds, and the bots that share them."""

    scene: Scene
    directory: Path
    database: str
    bots: list[Bot] = field(default_factory=list)

    def bot(self, shards: str = "") -> Bot:
        """Return another process with *shards*; it is not started yet."""
        directory = self.directory / f"process-{len(self.bots)}"
        directory.mkdir()
        port = free_port()
        first = self.scene.bot
        configuration = first.configuration.replace("[discord]", f'[discord]\nshards = "{shards}"')
        configuration = configuration.replace(f":{first.metrics_port}", f":{port}")
        self.bots.append(Bot(directory, configuration, port))
        return self.bots[-1]

    async def open_bridge(self) -> None:
        """Have a guild run the bridge, in place of the configuration file."""
        database = await Database.open(self.database, SystemClock())
        near, far = GuildId(GUILD_ID), GuildId(FAR_GUILD)
        endpoints = [Endpoint(near, ChannelId(ENGLISH.id), EN), Endpoint(far, ChannelId(FAR_ID), ZH_HANS)]
        await database.bridges.open(Owner(near), "main", endpoints, BridgeSettings(ChannelId(MODERATORS.id)))
        await database.close()
        configuration = self.scene.bot.configuration
        self.scene.bot.configuration = configuration[: configuration.index("[[bridges]]")]

    async def pair(self) -> tuple[Bot, Bot]:
        """Start the two processes that divide the guilds between them."""
        near, far = self.bot("0/2"), self.bot("1/2")
        await near.start()
        await far.start()
        return near, far

    async def until(self, channel: str, expected: list[str], seconds: float = 30.0) -> None:
        """Wait until just *expected* stands in a channel as relayed, and see that it stays so."""
        await self.scene.comes_true(lambda: self.scene.texts(channel) == expected, seconds)
        output = "\n".join(line for bot in self.bots for line in ["---", *bot.output[-12:]])
        assert self.scene.texts(channel) == expected, output


@pytest.fixture
async def here(
    tmp_path: Path, vendor: Vendor, postgres: PostgresServer, judge: Judge | None
) -> AsyncIterator[Processes]:
    """#english here and #远方 in another guild, bridged; no process is started yet."""
    languages = {ENGLISH.id: "en", FAR_ID: "zh-Hans"}
    async with (
        postgres.database() as url,
        scene(tmp_path, translation=google(vendor.url), languages=languages, database=url) as opened,
    ):
        stage = opened.stage
        far = stage.world.add_guild(FAR_GUILD, "Far Street", stage.members["morgan"])
        far.roles[BOT_ROLE_ID + 1] = Role(BOT_ROLE_ID + 1, "Qiao", BOT_PERMISSIONS, position=1)
        for one in CAST:
            stage.world.seat(far, stage.members[one.handle])
        stage.world.seat(far, stage.bot, (BOT_ROLE_ID + 1,))
        stage.world.add_channel(far, FAR_ID, FAR)
        if judge is not None:
            judge.faults.clear()
            opened.server.traffic.exchanges.subscribe(judge.hear)
        processes = Processes(opened, tmp_path, url)
        try:
            yield processes
        finally:
            for bot in processes.bots:
                if bot.process is not None and bot.process.returncode is None:
                    bot.process.send_signal(signal.SIGCONT)
                    await bot.kill()
    assert judge is None or not judge.faults, judge.faults[:5]


def chinese(texts: list[str]) -> list[str]:
    return [f"[zh-CN] {text}" for text in texts]


def english(texts: list[str]) -> list[str]:
    return [f"[en] {text}" for text in texts]


async def test_two_processes_relay_to_each_others_guilds(here: Processes):
    await here.pair()
    there = [f"zorp {number}" for number in range(20)]
    back = [f"佐普 {number}" for number in range(20)]
    for one, other in zip(there, back, strict=True):
        here.scene.say("dana", "english", one)
        here.scene.say("weijie", FAR, other)
        await asyncio.sleep(0.01)
    await here.until(FAR, chinese(there))
    await here.until("english", english(back))


async def test_of_two_processes_one_asks_the_topic_of_the_day_and_its_threads_are_one_conversation(here: Processes):
    await here.open_bridge()
    clock = SystemClock()
    database = await Database.open(here.database, clock)
    (bridge,) = await database.bridges.every()
    await here.pair()
    hour = Hour(clock.now().time().replace(second=0, microsecond=0))
    await database.daily.schedules.save(Schedule(bridge.id, hour), clock.now())
    await database.close()
    world, threads = (
        here.scene.stage.world,
        [here.scene.stage.guild.threads, here.scene.stage.world.guilds[FAR_GUILD].threads],
    )
    await here.scene.until_true(lambda: all(len(found) == 1 for found in threads))
    (near,), (far,) = (list(found.values()) for found in threads)
    await spoken(here.scene, "dana", near, "zorp")
    await here.scene.until_true(lambda: texts(far) == ["[zh-CN] zorp"])
    assert texts(far) == ["[zh-CN] zorp"]
    for channel in ("english", FAR):
        assert sum("daily-answer" in str(one.components) for one in world.channel(channel).history) == 1


async def test_two_processes_post_one_report(here: Processes):
    await here.pair()
    clock, world = SystemClock(), here.scene.stage.world
    database = await Database.open(here.database, clock)
    report = Report(GuildId(FAR_GUILD), ChannelId(FAR_ID))
    await database.community.reports.save(report, clock.now() - timedelta(minutes=1))

    def reports() -> int:
        return sum("insights-report" in str(one.components) for one in world.channel(FAR).history)

    await here.scene.until_true(lambda: reports() > 0)
    await asyncio.sleep(11.0)  # both have looked once more
    assert reports() == 1
    assert await database.community.reports.awake(clock.now(), 5) == []
    await database.close()


async def test_reactions_cross_between_the_guilds_of_two_processes_and_go_again(here: Processes):
    near, far = await here.pair()
    world, bot = here.scene.stage.world, here.scene.stage.bot
    dana, weijie = world.member("dana"), world.member("weijie")
    source = here.scene.say("dana", "english", "zorp")
    await here.until(FAR, chinese(["zorp"]))
    await far.relays(1)
    (copy,) = here.scene.relayed(FAR)

    def users(message: Message) -> set[int]:
        return {user_id for one in message.reactions.values() for user_id in one.users[0]}

    async def stand(there: set[int], back: set[int]) -> None:
        await here.scene.until_true(lambda: users(copy) == there and users(source) == back)
        assert (users(copy), users(source)) == (there, back), "\n".join([*near.output[-9:], *far.output[-9:]])

    world.reactions.add(source, "❤", dana)
    await stand({bot.id}, {dana.id})
    world.reactions.add(copy, "❤", weijie)
    await stand({bot.id, weijie.id}, {bot.id, dana.id})
    world.reactions.remove(copy, "❤", weijie.id, weijie)
    await stand({bot.id}, {dana.id})
    world.reactions.remove(source, "❤", dana.id, dana)
    await stand(set(), set())


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_killed_process_is_stood_in_for_within_30_seconds_and_gets_its_lanes_back(here: Processes, seed: int):
    chance = random.Random(seed)
    near, far = await here.pair()
    there = [f"zorp {number}" for number in range(50)]
    back = [f"佐普 {number}" for number in range(50)]
    killed_at = chance.randrange(10, 40)
    for number, (one, other) in enumerate(zip(there, back, strict=True)):
        here.scene.say("dana", "english", one)
        here.scene.say("weijie", FAR, other)
        await asyncio.sleep(chance.random() * 0.02)
        if number == killed_at:
            await far.kill()
    await here.until(FAR, chinese(there))
    # What is said in its guild is not heard meanwhile.
    await far.start(ready=False)
    await here.until("english", english(back))
    more = [f"morp {number}" for number in range(20)]
    for text in more:
        here.scene.say("dana", "english", text)
        await asyncio.sleep(0.2)
    await here.until(FAR, chinese(there + more))
    assert any("lane adopted" in line for line in near.output)
    assert any("lane given back" in line for line in near.output)


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_process_that_stands_still_beyond_its_lease_doubles_nothing_when_it_goes_on(here: Processes, seed: int):
    chance = random.Random(seed)
    _, far = await here.pair()
    assert far.process is not None
    texts: list[str] = []

    async def say(count: int, pause: float) -> None:
        for _ in range(count):
            texts.append(f"zorp {len(texts)}")
            here.scene.say("dana", "english", texts[-1])
            await asyncio.sleep(chance.random() * pause)

    await say(20, 0.02)
    far.process.send_signal(signal.SIGSTOP)
    await say(20, 0.02)
    await here.until(FAR, chinese(texts))  # by the other
    talking = asyncio.ensure_future(say(60, 0.1))
    await asyncio.sleep(1)
    far.process.send_signal(signal.SIGCONT)
    await talking
    await here.until(FAR, chinese(texts))
    await asyncio.sleep(3)
    await here.until(FAR, chinese(texts))


async def test_an_old_and_a_new_process_that_overlap_double_nothing(here: Processes):
    texts: list[str] = []
    old, new = here.bot(), here.bot()
    await old.start()

    async def say(count: int) -> None:
        for _ in range(count):
            texts.append(f"zorp {len(texts)}")
            here.scene.say("dana", "english", texts[-1])
            await asyncio.sleep(0.03)

    await say(10)
    talking = asyncio.ensure_future(say(150))
    await new.start()
    await asyncio.sleep(1)
    assert await old.stop() == 0
    await talking
    await here.until(FAR, chinese(texts))
    third = here.bot()
    await third.start()
    await say(10)
    await new.kill()
    await say(10)
    await here.until(FAR, chinese(texts))


async def test_a_no_to_one_process_is_obeyed_by_the_other(here: Processes):
    await here.pair()
    client = await client_of(here.scene, "dana", "english")
    here.scene.say("dana", FAR, "佐普一")
    await here.until("english", ["[en] 佐普一"])
    here.scene.bot = here.bots[0]
    shown = await client.run("privacy")
    await client.press(shown, "Do not relay me")
    here.scene.say("dana", FAR, "佐普二")
    here.scene.say("weijie", FAR, "佐普三")
    await here.until("english", ["[en] 佐普一", "[en] 佐普三"])


async def test_a_bridge_that_is_paused_by_one_process_is_paused_for_the_other(here: Processes):
    await here.open_bridge()
    await here.pair()
    client = await client_of(here.scene, "morgan")
    here.scene.say("weijie", FAR, "佐普一")
    await here.until("english", ["[en] 佐普一"])
    await client.run("bridge pause", bridge="main")
    here.scene.say("weijie", FAR, "佐普二")
    await asyncio.sleep(0.3)
    await client.run("bridge resume", bridge="main")
    here.scene.say("weijie", FAR, "佐普三")
    await here.until("english", ["[en] 佐普一", "[en] 佐普三"])


async def test_moderators_delete_the_copies_of_what_another_process_hears(here: Processes):
    await here.open_bridge()
    await here.pair()
    here.scene.say("weijie", FAR, "佐普一")
    await here.until("english", ["[en] 佐普一"])
    await here.bots[0].relays(1)
    reporter = await client_of(here.scene, "dana", "english")
    await reporter.use_on("Report", here.scene.relayed("english")[-1])
    report = list(here.scene.stage.world.channel(MODERATORS.name).history)[-1]
    morgan = await client_of(here.scene, "morgan", MODERATORS.name)
    await morgan.press(report, Catalog().say("en-US", "report-do-delete"))
    await here.until("english", [])


async def test_an_erasure_reaches_what_stands_in_another_processs_guild(here: Processes):
    near, _ = await here.pair()
    here.scene.say("dana", "english", "zorp one")
    here.scene.say("dana", FAR, "佐普一")
    await here.until(FAR, ["[zh-CN] zorp one"])
    await here.until("english", ["[en] 佐普一"])
    await near.relays(1)
    here.scene.bot = near
    client = await client_of(here.scene, "dana", "english")
    said = Catalog()
    question = await client.press(await client.run("privacy"), said.say("en-US", "privacy-erase"))
    await client.press(question, said.say("en-US", "erase-button"))
    await here.until(FAR, [])
    await here.until("english", [])
