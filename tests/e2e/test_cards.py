"""What members see of how they take part: their card, the boards, and what is theirs to decide about both."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.bridges.names import plain
from bot.clock import SystemClock
from bot.i18n.catalog import Locale
from bot.i18n.days import date_with_year, weekday_name
from bot.i18n.languages import language_name
from bot.ids import GuildId, UserId
from bot.participation.counting import Sums
from bot.participation.goals import day_of
from bot.participation.standing import ALWAYS
from bot.storage.database import Database
from playground.cast import GUILD_NAME
from playground.server.components.reader import every
from playground.server.messages.model import Message
from tests.drawing import needs_fonts
from tests.e2e.commanding import Client, client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import joined, said

READERS: list[tuple[Locale, str, str]] = [
    ("en-US", "dana", "english"),
    ("zh-CN", "xiaoman", "中文"),
    ("zh-TW", "yating", "中文"),
]
ASKED = "Which smell takes you straight back home, wherever you are?"
REPLY = "Fresh bread in the early morning, every single time."
ASKED_ZH = "什么味道会让你一下子想起家里的厨房？"
REPLY_ZH = "刚出锅的红烧肉，隔着两条街都闻得到。"


@asynccontextmanager
async def stored(here: Scene) -> AsyncIterator[Database]:
    """Give the database while the bot is away for a moment."""
    assert await here.bot.stop() == 0
    database = await Database.open(f"sqlite:///{Path(here.bot.directory) / 'qiao.db'}", SystemClock())
    yield database
    await database.close()
    await here.bot.start()


async def replied_across(here: Scene, handle: str, home: str) -> Message:
    """Let a member reply to somebody of the other language."""
    away, other, asked, reply = (
        ("中文", "weijie", ASKED_ZH, REPLY) if home == "english" else ("english", "graham", ASKED, REPLY_ZH)
    )
    before = len(here.relayed(home))
    here.say(other, away, asked)
    await here.until_count(home, before + 1)
    copy = here.relayed(home)[-1]
    crossed = len(here.relayed(away))
    message = here.stage.world.say(handle, home, reply, reply_to=copy)
    await here.until_count(away, crossed + 1)
    return message


async def counted(client: Client, command: str, *lines: str) -> Message:
    """Use a command until its answer has *lines*: what was just said is recorded a second later."""
    shown = await client.run(command)
    for _ in range(30):
        if all(line in shown.content.split("\n") for line in lines):
            break
        await asyncio.sleep(0.3)
        shown = await client.run(command)
    else:
        raise AssertionError(shown.content)
    return shown


async def gone(client: Client, command: str, line: str) -> None:
    """Use a command until *line* is no longer in its answer."""
    for _ in range(30):
        if line not in (await client.run(command)).content.split("\n"):
            return
        await asyncio.sleep(0.3)
    raise AssertionError(line)


async def shared_from(client: Client, shown: Message, locale: Locale) -> Message:
    """Press *Share*, and return what everybody sees then."""
    before = len(client.channel.history)
    await client.press(shown, said(locale, "share"))
    await client.scene.until_true(lambda: len(client.channel.history) > before)
    (shared,) = list(client.channel.history)[before:]
    assert shared.seen_by is None
    return shared


def lines_of(locale: Locale, today: date) -> tuple[str, ...]:
    """Return what a card says after one reply across."""
    kinds = said(locale, "card-kind", kind=said(locale, "kind-across"), count=1)
    weekday = weekday_name(today.weekday(), locale)
    return (
        said(locale, "card-week", count=1),
        said(locale, "card-goal", count=1, goal=3, days=weekday),
        said(locale, "card-kinds", date=date_with_year(today, locale), kinds=kinds),
        said(locale, "card-heat", weeks=" · ".join(["0"] * 11 + ["1"])),
        said(locale, "card-badges", badges=said(locale, "badge-across")),
    )


@pytest.mark.parametrize(("locale", "handle", "home"), READERS)
async def test_a_card_is_kind_to_who_has_done_nothing_yet(unbridged: Scene, locale: Locale, handle: str, home: str):
    await joined(await client_of(unbridged, "morgan"))
    client = await client_of(unbridged, handle, home)
    shown = await client.run("card")
    assert shown.seen_by is client.user
    assert shown.content.split("\n") == [
        said(locale, "card-heading", name=client.user.global_name or "", guild=plain(GUILD_NAME)),
        said(locale, "card-goal-open", goal=3),
        said(locale, "card-nothing"),
    ]


@needs_fonts
@pytest.mark.parametrize(("locale", "handle", "home"), READERS)
async def test_a_card_shows_what_was_done_and_is_shared_by_a_press(
    unbridged: Scene, locale: Locale, handle: str, home: str
):
    await joined(await client_of(unbridged, "morgan"))
    await replied_across(unbridged, handle, home)
    client = await client_of(unbridged, handle, home)
    expected = lines_of(locale, day_of(SystemClock().now(), "UTC"))
    shown = await counted(client, "card", *expected)
    assert shown.seen_by is client.user
    await unbridged.until_true(lambda: bool(shown.attachments))
    (picture,) = shown.attachments
    assert picture.filename == "card.png"
    assert (picture.description or "").split("\n")[1:] == list(expected)
    crossed = len(unbridged.relayed("english")) + len(unbridged.relayed("中文"))
    shared = await shared_from(client, shown, locale)
    assert shared.content == shown.content
    assert [one.filename for one in shared.attachments] == ["card.png"]
    assert not shared.mentions
    assert not every(shared.components)
    assert not every(shown.components)  # once is enough
    unbridged.say(handle, home, "and on we go, all of us")
    await unbridged.until_true(
        lambda: len(unbridged.relayed("english")) + len(unbridged.relayed("中文")) == crossed + 1
    )


async def test_where_one_may_not_write_nothing_is_shared(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    dana = await client_of(unbridged, "dana", "english")
    shown = await dana.run("board")
    silent = {"id": str(dana.user.id), "type": 1, "allow": "0", "deny": str(1 << 11)}
    english = unbridged.stage.world.channel("english")
    await unbridged.ask("morgan", "PUT", f"/channels/{english.id}/permissions/{dana.user.id}", silent)
    refused = await dana.press(shown, said("en-US", "share"))
    assert refused.content == said("en-US", "error-not-to-be-shared-here")
    assert refused.seen_by is dana.user


@pytest.mark.parametrize(("locale", "handle", "home"), READERS)
async def test_the_bar_is_filled_together_and_names_are_there_for_who_wants_it(
    unbridged: Scene, locale: Locale, handle: str, home: str
):
    await joined(await client_of(unbridged, "morgan"))
    await replied_across(unbridged, handle, home)
    client = await client_of(unbridged, handle, home)
    own = said(locale, "board-own", count=1)
    shown = await counted(client, "board", own)
    tongue = language_name("en" if home == "english" else "zh", locale)
    name = client.user.global_name or ""
    line = said(locale, "board-line", name=name, count=1)
    assert shown.content.split("\n") == [
        said(locale, "board-title-week", guild=plain(GUILD_NAME)),
        said(locale, "board-bar", bar="🟦" + "⬜" * 11, count=1, goal=10),
        said(locale, "board-tongue", cell="🟦", tongue=tongue, count=1),
        own,
    ]
    shown = await client.press(shown, said(locale, "board-show-me"))
    assert line in shown.content.split("\n")
    assert said(locale, "board-own-seen", count=1) in shown.content
    for period in ("month", "ever"):
        shown = await client.press(shown, said(locale, f"board-{period}"))
        assert shown.content.startswith(said(locale, f"board-title-{period}", guild=plain(GUILD_NAME)))
        assert line in shown.content.split("\n")
    shared = await shared_from(client, shown, locale)
    assert shown.content.startswith(shared.content)
    assert said(locale, "board-own-seen", count=1) not in shared.content
    other = await client_of(unbridged, "graham", "english")
    assert name in (await other.run("board")).content
    shown = await client.press(await client.run("board"), said(locale, "board-hide-me"))
    assert line not in shown.content.split("\n")
    assert name not in (await other.run("board")).content


async def test_names_on_boards_are_plain_and_go_with_who_leaves_or_takes_no_part(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    await replied_across(unbridged, "dana", "english")
    await replied_across(unbridged, "graham", "english")
    odd = "**@here** 王小明👩‍👩‍👧 שלום"
    await unbridged.ask("dana", "PATCH", f"/guilds/{unbridged.stage.guild.id}/members/@me", {"nick": odd})
    for handle in ("dana", "graham"):
        client = await client_of(unbridged, handle, "english")
        shown = await counted(client, "board", said("en-US", "board-own", count=1))
        await client.press(shown, said("en-US", "board-show-me"))
    client = await client_of(unbridged, "priya", "english")
    shown = await client.run("board")
    assert said("en-US", "board-line", name=plain(odd), count=1) in shown.content.split("\n")
    dana = await client_of(unbridged, "dana", "english")
    await dana.press(await dana.run("privacy"), said("en-US", "privacy-leave"))
    assert plain(odd) not in (await client.run("board")).content
    graham = unbridged.stage.world.member("graham")
    await unbridged.ask("morgan", "DELETE", f"/guilds/{unbridged.stage.guild.id}/members/{graham.id}")
    assert await unbridged.bot.stop() == 0  # names are remembered for ten minutes
    await unbridged.bot.start()
    client = await client_of(unbridged, "priya", "english")
    assert said("en-US", "board-seen") not in (await client.run("board")).content


@pytest.mark.parametrize(("locale", "handle", "home"), READERS)
async def test_who_takes_no_part_has_no_card_and_is_told_how_to(
    unbridged: Scene, locale: Locale, handle: str, home: str
):
    client = await client_of(unbridged, handle, home)
    await client.press(await client.run("privacy"), said(locale, "privacy-leave"))
    assert (await client.run("card")).content == said(locale, "error-not-taking-part")
    shown = await client.press(await client.run("board"), said(locale, "board-show-me"))
    assert shown.content == said(locale, "error-not-taking-part")


async def test_what_is_erased_is_on_no_card_and_a_deleted_message_takes_back_numbers_but_no_badge(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    message = await replied_across(unbridged, "dana", "english")
    dana = await client_of(unbridged, "dana", "english")
    badges = said("en-US", "card-badges", badges=said("en-US", "badge-across"))
    await counted(dana, "card", badges)
    await unbridged.delete("dana", message)
    await counted(dana, "card", said("en-US", "card-nothing"), badges)
    question = await dana.press(await dana.run("privacy"), said("en-US", "privacy-erase"))
    await dana.press(question, said("en-US", "erase-button"))
    await gone(dana, "card", badges)


@pytest.mark.parametrize(("locale", "handle", "home"), READERS)
async def test_days_are_those_of_the_zone_that_is_chosen_in_settings(
    unbridged: Scene, locale: Locale, handle: str, home: str
):
    await joined(await client_of(unbridged, "morgan"))
    client = await client_of(unbridged, handle, home)
    shown = await client.run("settings")
    assert said(locale, "settings-zone-none") in shown.content
    now = SystemClock().now()
    # In one of these it is another day than that of UTC, at every moment.
    zones = ("Pacific/Kiritimati", "Pacific/Pago_Pago")
    zone = next(one for one in zones if day_of(now, one) != day_of(now, "UTC"))
    form = await client.press_open(shown, said(locale, "settings-zone-choose"))
    await client.send(form, zone="Pacific/Atlantis")
    assert said(locale, "settings-zone-none") in (await client.run("settings")).content
    form = await client.press_open(shown, said(locale, "settings-zone-choose"))
    await client.send(form, zone=zone.rpartition("/")[2].replace("_", " "))
    assert said(locale, "settings-zone", zone=zone) in (await client.run("settings")).content
    await replied_across(unbridged, handle, home)
    await counted(client, "card", *lines_of(locale, day_of(now, zone)))
    async with stored(unbridged) as database:
        days = await days_of(database, client)
    assert days.keys() == {day_of(now, zone)}


async def days_of(database: Database, client: Client) -> dict[date, Sums]:
    guild_id = GuildId(client.scene.stage.guild.id)
    return dict(await database.community.contributions.of_member([guild_id], UserId(client.user.id), ALWAYS))


async def test_a_zone_is_chosen_by_the_option_too_and_offered_by_its_city(unbridged: Scene):
    client = await client_of(unbridged, "xiaoman", "中文")
    assert "Asia/Shanghai" in await client.complete("settings", "zone", zone="成都")
    shown = await client.run("settings", zone="成都")
    assert said("zh-CN", "settings-zone", zone="Asia/Shanghai") in shown.content
    refused = await client.run("settings", zone="Atlantis")
    assert "Atlantis" in refused.content
    assert said("zh-CN", "settings-zone", zone="Asia/Shanghai") in (await client.run("settings")).content


async def test_the_first_answer_to_a_card_waits_for_nothing(unbridged: Scene):
    client = await client_of(unbridged, "dana", "english")
    await client.run("card")
    interactions = unbridged.stage.world.interactions
    began = asyncio.get_running_loop().time()
    one = interactions.run(client.user, client.channel, "card")
    await one.settle()
    took = timedelta(seconds=asyncio.get_running_loop().time() - began)
    assert took < timedelta(seconds=1)  # 0.15 s where the machine has nothing else to do
