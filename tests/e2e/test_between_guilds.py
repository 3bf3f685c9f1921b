"""Bridges between guilds: by consent, of eight channels over three guilds, and what happens when one side leaves."""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.i18n.catalog import Catalog, Locale
from playground.cast import BOT_ROLE_ID
from playground.server.channels.model import Channel
from playground.server.guilds import permissions
from playground.server.messages.model import Message
from tests.e2e.commanding import Client
from tests.e2e.harness import PATIENCE_SECONDS, Scene, google, scene
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
async def unmet(tmp_path: Path, vendor: Vendor, judge: Judge | None) -> AsyncIterator[Scene]:
    """The stage's guild, before the bot is started. All traffic is as Discord describes it."""
    async with scene(tmp_path, translation=google(vendor.url), languages={}) as here:
        if judge is not None:
            judge.faults.clear()
            here.server.traffic.exchanges.subscribe(judge.hear)
        yield here
    assert judge is None or not judge.faults, judge.faults[:5]


async def met(here: Scene, guest: Neighbour | None = None) -> Street:
    """Return three guilds with the bot in them, started, and no bridge yet."""
    guests = guest or harbour(here.stage), tea_house(here.stage)
    await here.bot.start()
    return Street(here, await admin_at_home(here), *guests)


def in_database(here: Scene, statement: str, *values: object) -> None:
    """Let time pass in the bot's database, which is the only thing that cannot be waited for."""
    with closing(sqlite3.connect(here.bot.directory / "qiao.db", timeout=10)) as connection, connection:
        connection.execute(statement, values)


def tables_with(here: Scene, *numbers: int) -> set[str]:
    """Return the tables of the bot's database in which one of *numbers* stands."""
    with closing(sqlite3.connect(here.bot.directory / "qiao.db", timeout=10)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    return {name for name, rows in found.items() if any(value in numbers for row in rows for value in row)}


async def until_in_database(here: Scene, holds: Callable[[], bool]) -> None:
    """Wait until something holds of the bot's database."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if holds():
                return
            await asyncio.sleep(0.05)  # nothing is told outside when that is done


def expire_invitations(here: Scene) -> None:
    in_database(here, "UPDATE invitation SET expires_at = ?", "2026-01-01 00:00:00.000000")


async def test_eight_channels_of_three_guilds_share_one_conversation_and_each_word_crosses_once(unmet: Scene):
    here, street = unmet, await met(unmet)
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


GUESTS: dict[Locale, str] = {"en-US": "graham", "zh-CN": "weijie", "zh-TW": "yating"}


def pinned(here: Scene, channel: Channel) -> list[str]:
    return [message.content for message in channel.history if message.pinned_at]


def last(channel: Channel) -> str:
    return list(channel.history)[-1].content


@pytest.mark.parametrize(("locale", "handle"), GUESTS.items())
async def test_an_admin_sees_who_asks_and_what_will_cross_and_joins_at_one_press(
    unmet: Scene, locale: Locale, handle: str
):
    street = await met(unmet, harbour(unmet.stage, handle))
    here, guest = street.here, street.harbour
    await street.opened()
    client, code = guest.client(here), await street.code()
    # However it is typed.
    shown = await client.run("bridge join", code=f" {code.lower().replace('-', '')} ", channel=guest.channel("quay"))
    title = said(locale, "joining-title", guild="桥 Bridge Street", bridge="street", member="Morgan")
    assert shown.content.startswith(title)
    for name in ("english", "中文"):
        assert said(locale, "channel-elsewhere", channel=name, guild="桥 Bridge Street") in shown.content
        assert f"<#{here.stage.world.channel(name).id}>" not in shown.content
    assert said(locale, "joining-crossing") in shown.content
    assert "Google Translate (an outside service)" in shown.content  # the notice, in the channel's own language
    assert said(locale, "findings-none") in shown.content
    await client.choose(shown, guest.channel("mods"))
    done = await client.press(shown, said(locale, "proposal-start"))
    assert done.content == said(locale, "bridge-joined")

    (notice,) = pinned(here, guest.channel("quay"))
    assert "#english (桥 Bridge Street)" in notice
    (at_home,) = pinned(here, here.stage.world.channel("中文"))
    assert f"<#{here.stage.world.channel('english').id}>" in at_home
    assert "#quay（The \\*Old\\* Harbour）" in at_home
    elsewhere = said("en-US", "moderators-elsewhere", guild="The \\*Old\\* Harbour")
    told = said("en-US", "moderators-accepted", member=elsewhere, bridge="street")
    assert told in last(here.stage.world.channel("mods-管理"))
    assert f"<@{client.user.id}>" in last(guest.channel("mods"))
    listed = (await client.run("bridge list")).content
    assert said(locale, "bridge-is-joined") in listed
    assert said(locale, "channel-elsewhere", channel="中文", guild="桥 Bridge Street") in listed
    here.say("dana", "english", "zyx wvu")
    await here.until("quay", ["zyx wvu"])


@pytest.mark.parametrize(("locale", "handle"), GUESTS.items())
async def test_each_refusal_between_guilds_has_its_sentence_and_remedy(unmet: Scene, locale: Locale, handle: str):
    street = await met(unmet, harbour(unmet.stage, handle))
    here, guest, world = street.here, street.harbour, unmet.stage.world
    client, quay, lighthouse = guest.client(here), guest.channel("quay"), guest.channel("lighthouse")

    async def joining(code: str, channel: Channel = quay, by: Client = client) -> str:
        return (await by.run("bridge join", code=code, channel=channel)).content

    await street.opened()
    assert await joining("AAAA-BBBB-CCCC-DDDD") == said(locale, "error-invitation-unknown")
    expired = await street.code()
    expire_invitations(here)
    assert await joining(expired) == said(locale, "error-invitation-expired")
    replaced, code = await street.code(), await street.code()
    assert await joining(replaced) == said(locale, "error-invitation-replaced")
    at_home = await joining(code, world.channel("练习"), street.home)
    assert at_home == said("en-US", "error-invitation-own", bridge="street")
    moderator = guest.client(here, user=guest.moderator("dana"))
    assert await joining(code, by=moderator) == said("en-US", "error-not-allowed")

    first = await client.run("bridge join", code=code, channel=quay)
    second = await client.run("bridge join", code=code, channel=lighthouse)
    await client.press(first, said(locale, "proposal-start"))
    late = await client.press(second, said(locale, "proposal-start"))
    assert late.content == said(locale, "error-invitation-used")
    assert await joining(code, lighthouse) == said(locale, "error-invitation-used")
    again = await street.code()
    assert await joining(again, lighthouse) == said(locale, "error-bridge-joined", bridge="street")

    foreign = said(locale, "error-bridge-foreign", bridge="street")
    assert (await client.run("bridge pause", bridge="street")).content == foreign
    assert (await client.run("bridge invite", bridge="street")).content == foreign
    closing = await client.run("bridge close", bridge="street")
    assert (await client.press(closing, said(locale, "bridge-close-button"))).content == foreign
    unlisted = await street.home.run("bridge exclude", bridge="street", channel="the other one")
    assert unlisted.content == said("en-US", "error-channel-unlisted")

    for name in ("welcome-欢迎", "mods-管理", "practice", "练习"):
        await street.home.press(
            await street.home.run("bridge add", bridge="street", channel=world.channel(name)), "Start"
        )
    for name in ("码头", "lighthouse", "mods"):
        shown = await client.run("bridge add", bridge="street", channel=guest.channel(name))
        await client.press(shown, said(locale, "proposal-start"))
    full = await street.tea_house.client(here).run("bridge join", code=again, channel=street.tea_house.channel("茶館"))
    assert full.content == said("zh-TW", "error-bridge-full", bridge="street", limit=10)


async def test_each_side_takes_its_channels_out_alone_and_the_owner_a_guest_s_too(unmet: Scene):
    here, street = unmet, await met(unmet)
    guest = street.harbour
    home_mods, mods = here.stage.world.channel("mods-管理"), guest.channel("mods")
    await street.opened()
    await street.joins(guest, "quay", "en-US")
    client = guest.client(here)
    shown = await client.run("bridge add", bridge="street", channel=guest.channel("码头"))
    await client.press(shown, "Start")

    asked = await client.run("bridge remove", channel=guest.channel("码头"))
    await client.press(asked, said("en-US", "bridge-remove-button"))
    assert pinned(here, guest.channel("码头")) == []
    elsewhere = said("en-US", "moderators-elsewhere", guild="The \\*Old\\* Harbour")
    assert said("en-US", "moderators-left", member=elsewhere, bridge="street") in last(home_mods)

    offered = await street.home.complete("bridge exclude", "channel", bridge="street", channel="qu")
    assert offered == ["#quay (The *Old* Harbour)"]
    asked = await street.home.run("bridge exclude", bridge="street", channel=str(guest.channel("quay").id))
    assert "#quay (The \\*Old\\* Harbour)" in asked.content
    await street.home.press(asked, said("en-US", "bridge-exclude-button"))
    owner = said("en-US", "moderators-elsewhere", guild="桥 Bridge Street")
    assert said("en-US", "moderators-excluded", member=owner, bridge="street") in last(mods)
    assert pinned(here, guest.channel("quay")) == []
    assert "Harbour" not in "".join(pinned(here, here.stage.world.channel("english")))
    here.say("dana", "english", "zyx wvu")
    await here.until("中文", ["[zh-CN] zyx wvu"])
    assert here.texts("quay") == []

    # Without an invitation there is no way back; with the owner's last channel the bridge is closed.
    gone = await client.run("bridge add", bridge="street", channel=guest.channel("quay"))
    assert gone.content == said("en-US", "error-no-such-bridge", bridge="street")
    await street.joins(guest, "quay", "en-US")
    await street.joins(street.tea_house, "茶館", "zh-TW")
    for name in ("english", "中文"):
        asked = await street.home.run("bridge remove", channel=here.stage.world.channel(name))
        await street.home.press(asked, said("en-US", "bridge-remove-button"))
    assert said("en-US", "moderators-left", member=owner, bridge="street") in last(mods)
    assert pinned(here, guest.channel("quay")) == pinned(here, street.tea_house.channel("茶館")) == []


async def test_a_guild_that_throws_the_bot_out_is_served_no_more_and_goes_on_if_it_is_let_in_again(unmet: Scene):
    here, street = unmet, await met(unmet)
    guest, home_mods = street.harbour, unmet.stage.world.channel("mods-管理")
    await street.opened()
    await street.joins(guest, "quay", "en-US")
    (notice,) = pinned(here, guest.channel("quay"))

    guest.remove_bot(here)
    await here.until_true(lambda: "no longer in" in last(home_mods))
    assert last(home_mods).startswith("Qiao is no longer in **The \\*Old\\* Harbour**: its channels are out")
    await here.until_true(lambda: "Harbour" not in "".join(pinned(here, here.stage.world.channel("english"))))
    here.say("dana", "english", "zyx one")
    here.say("dana", "quay", "zyx away")
    await here.until("中文", ["[zh-CN] zyx one"])

    guest.invite_bot(here)
    await here.until_true(lambda: "Qiao is back in" in last(home_mods))
    here.say("dana", "english", "zyx two")
    await here.until("quay", ["zyx two"])
    here.say("graham", "quay", "zyx three")
    await here.until("english", ["zyx three"])  # and what was said meanwhile stays
    assert pinned(here, guest.channel("quay")) == [notice]

    # Thrown out while the process is down, and back while it is down.
    assert await here.bot.stop() == 0
    guest.remove_bot(here)
    await here.bot.start()
    await here.until_true(lambda: "no longer in" in last(home_mods))
    assert "no longer in" in last(home_mods)
    assert await here.bot.stop() == 0
    guest.invite_bot(here)
    await here.bot.start()
    await here.until_true(lambda: "Qiao is back in" in last(home_mods))
    here.say("dana", "english", "zyx four")
    await here.until("quay", ["zyx two", "zyx four"])


async def test_an_outage_is_no_departure(unmet: Scene):
    here, street = unmet, await met(unmet)
    await street.opened()
    await street.joins(street.harbour, "quay", "en-US")
    told = last(here.stage.world.channel("mods-管理"))
    here.stage.world.guildhall.black_out(street.harbour.guild)
    here.say("dana", "english", "zyx one")
    await here.until("中文", ["[zh-CN] zyx one"])
    here.stage.world.guildhall.light_up(street.harbour.guild)
    here.say("dana", "english", "zyx two")
    await here.until_count("quay", 2)
    assert last(here.stage.world.channel("mods-管理")) == told


@pytest.mark.parametrize("is_thrown_out", [True, False])
async def test_all_of_a_guild_is_gone_seven_days_after_it_left(unmet: Scene, is_thrown_out: bool):
    here, street = unmet, await met(unmet)
    guest = street.harbour
    await street.opened()
    await street.joins(guest, "quay", "en-US")
    here.say("graham", "quay", "zyx one")
    here.say("dana", "english", "zyx two")
    await here.until("quay", ["zyx two"])
    await here.bot.relays(4)
    if is_thrown_out:
        guest.remove_bot(here)
    else:
        asked = await guest.client(here).run("bridge remove", channel=guest.channel("quay"))
        await guest.client(here).press(asked, said("en-US", "bridge-remove-button"))
        assert await here.bot.stop() == 0
        await here.bot.start()  # an hour later it is looked for, too
    await until_in_database(here, lambda: "departure" in tables_with(here, guest.guild.id))
    assert await here.bot.stop() == 0
    its = {guest.guild.id, guest.channel("quay").id}
    assert {"departure", "seated_channel", "trail"} <= tables_with(here, *its)
    assert {"ledger", "webhook", "watermark", "lane"} <= tables_with(here, *its)
    in_database(here, "UPDATE departure SET left_at = ?", "2026-01-01 00:00:00.000000")
    await here.bot.start()
    await until_in_database(here, lambda: not tables_with(here, *its))
    if is_thrown_out:
        guest.invite_bot(here)
    here.say("dana", "english", "zyx three")
    await here.until_count("中文", 3)
    assert here.texts("quay") == ["zyx two"]
    assert "no bridges" in (await guest.client(here).run("bridge list")).content


async def test_a_report_reaches_those_who_can_act_where_it_was_made_and_where_the_words_were_said(unmet: Scene):
    here, street = unmet, await met(unmet)
    guest, home_mods = street.harbour, unmet.stage.world.channel("mods-管理")
    here.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_MESSAGES
    await street.opened()
    await street.joins(guest, "quay", "en-US")
    source = here.say("dana", "english", "zyx rude")
    await here.until("quay", ["zyx rude"])
    await here.bot.relays(2)
    graham = guest.client(here, "quay")
    await graham.use_on("Report", here.relayed("quay")[-1])
    for channel in (home_mods, guest.channel("mods")):
        assert "🚩" in last(channel)
    assert "#english (桥 Bridge Street)" in last(guest.channel("mods"))
    assert f"<#{source.channel.id}>" in last(home_mods)

    acted = await graham.press(list(guest.channel("mods").history)[-1], said("en-US", "report-do-delete"))
    assert said("en-US", "report-copies-deleted-elsewhere", member=f"<@{graham.user.id}>") in acted.content
    await here.until("quay", [])
    assert source in list(source.channel.history)  # an original is its own guild's
    await street.home.press(list(home_mods.history)[-1], said("en-US", "report-do-delete"))
    assert source not in list(source.channel.history)


async def test_a_mute_is_its_guild_s_own(unmet: Scene):
    here, street = unmet, await met(unmet)
    await street.opened()
    await street.joins(street.harbour, "quay", "en-US")
    dana = here.stage.world.member("dana")
    await street.harbour.client(here).run("bridge mute", bridge="street", member=dana)
    here.say("dana", "quay", "zyx one")
    here.say("graham", "quay", "zyx two")
    await here.until("english", ["zyx two"])
    here.say("dana", "english", "zyx three")
    await here.until("中文", ["[zh-CN] zyx two", "[zh-CN] zyx three"])


def boards(channel: Channel) -> list[Message]:
    """Return what shows in a notice channel that something waits, or waited."""
    return [one for one in channel.history if one.embeds or one.content == said("en-US", "held-none")]


async def board_of(here: Scene, channel: Channel, text: str) -> Message:
    """Return the board in a notice channel once it shows *text* as the original."""

    def shown() -> list[Message]:
        return [one for one in boards(channel) if one.embeds and one.embeds[0].get("description") == text]

    await here.until_true(lambda: bool(shown()))
    (board,) = shown()
    return board


async def test_what_a_guild_s_own_list_holds_waits_before_its_own_moderators_and_no_others(unmet: Scene):
    here, street = unmet, await met(unmet)
    guest, home_mods = street.harbour, unmet.stage.world.channel("mods-管理")
    mods = guest.channel("mods")
    await street.opened()
    await street.joins(guest, "quay", "en-US")
    await guest.client(here).run("bridge words add", bridge="street", words="wombat")
    await street.home.run("bridge words add", bridge="street", words="gnu, wom")

    here.say("dana", "english", "zyx wombat")
    here.say("dana", "english", "zyx plum")
    await here.until("quay", ["zyx plum"])
    await here.until("中文", ["[zh-CN] zyx wombat", "[zh-CN] zyx plum"])
    board = await board_of(here, mods, "zyx wombat")
    assert "`wombat`" in board.content
    assert "#english (桥 Bridge Street)" in board.content
    labels = [one["label"] for row in board.components for one in row["components"]]
    assert said("en-US", "held-do-delete-copies") in labels
    assert boards(home_mods) == []

    here.say("graham", "quay", "zyx gnu")
    at_home = await board_of(here, home_mods, "zyx gnu")
    assert "`gnu`" in at_home.content
    assert "`wom" not in at_home.content
    assert "(1/1)" in at_home.content

    await here.bot.kill()
    await here.bot.start()
    moderator = guest.client(here, user=guest.moderator("weijie"))
    await moderator.press(board, said("en-US", "held-do-cross"))
    await here.until("quay", ["zyx plum", "zyx wombat"])
    await here.until_true(lambda: board.content == said("en-US", "held-none"))
    assert boards(home_mods) == [at_home]
    assert at_home.embeds[0]["description"] == "zyx gnu"
    morgan = Client(here, street.home.user, home_mods)
    await morgan.press(at_home, said("en-US", "held-do-stay"))
    assert len(boards(mods)) == len(boards(home_mods)) == 1


async def test_the_copies_of_what_waits_are_each_guild_s_to_delete_and_its_original_its_own_s(unmet: Scene):
    here, street = unmet, await met(unmet)
    guest = street.harbour
    here.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_MESSAGES
    await street.opened()
    await street.joins(guest, "quay", "en-US")
    await guest.client(here).run("bridge words add", bridge="street", words="wombat")
    source = here.say("dana", "english", "zyx plum")
    await here.until("quay", ["zyx plum"])
    await here.bot.relays(2)
    await here.edit("dana", source, "zyx wombat")
    board = await board_of(here, guest.channel("mods"), "zyx wombat")
    await guest.client(here).press(board, said("en-US", "held-do-delete-copies"))
    for channel in ("quay", "中文"):
        await here.until(channel, [])
    assert source in list(source.channel.history)


async def test_a_guest_without_a_notice_channel_is_told_so_and_the_owner_decides_for_it_in_raid_mode(unmet: Scene):
    here, street = unmet, await met(unmet)
    guest, home_mods = street.harbour, unmet.stage.world.channel("mods-管理")
    await street.opened()
    client = guest.client(here)
    shown = await client.run("bridge join", code=await street.code(), channel=guest.channel("quay"))
    await client.press(shown, said("en-US", "proposal-start"))
    added = await client.run("bridge words add", bridge="street", words="wombat")
    assert added.content == said("en-US", "bridge-words-added-untold", bridge="street", words="`wombat`")
    began = await client.run("bridge raid on", bridge="street", days=90)
    assert began.content == said("en-US", "bridge-raid-on", bridge="street", days=90)
    dana = next(one for one in here.stage.guild.members.values() if one.user.username == "dana")
    dana.joined_at = SystemClock().now().isoformat()
    here.say("dana", "english", "zyx plum")
    board = await board_of(here, home_mods, "zyx plum")
    await Client(here, street.home.user, home_mods).press(board, said("en-US", "held-do-cross"))
    await here.until("quay", ["zyx plum"])
    await here.until("中文", ["[zh-CN] zyx plum"])


async def test_a_guild_whose_moderator_deletes_is_told_in_its_own_notice_channel(unmet: Scene):
    here, street = unmet, await met(unmet)
    guest, home_mods = street.harbour, unmet.stage.world.channel("mods-管理")
    await street.opened()
    await street.joins(guest, "quay", "en-US")
    settings = await street.home.run("bridge settings", bridge="street")
    await street.home.press(settings, said("en-US", "manner-agreement-turn-on"))
    source = here.say("dana", "english", "zyx plum")
    await here.until("quay", ["zyx plum"])
    await here.bot.relays(2)
    await here.delete("graham", here.relayed("quay")[-1])
    link = f"https://discord.com/channels/{here.stage.guild.id}/{source.channel.id}/{source.id}"
    channel = f"<#{guest.channel('quay').id}>"
    elsewhere = said("en-US", "channel-elsewhere", channel="english", guild="桥 Bridge Street")
    told = said("en-US", "deletion-source-stands", channel=channel, source=elsewhere, link=link)
    await here.until_true(lambda: last(guest.channel("mods")) == told)
    assert last(guest.channel("mods")) == told
    assert "deleted a copy" not in last(home_mods)

    here.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_MESSAGES
    here.say("dana", "english", "zyx pear")
    await here.until("quay", ["zyx pear"])
    await here.bot.relays(4)
    await here.delete("graham", here.relayed("quay")[-1])
    told = said("en-US", "deletion-followed", channel=channel, source=elsewhere, link="")
    await here.until_true(lambda: last(guest.channel("mods")) == told)
    assert last(guest.channel("mods")) == told
