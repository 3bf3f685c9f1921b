"""A learner's sentence is mended, thanked for and taken away, in three locales, by the real bot and across kills."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.i18n.catalog import Locale
from playground.server.channels.model import Channel
from playground.server.components.reader import every
from playground.server.faults.model import Fault, Kind
from playground.server.guilds import permissions
from playground.server.messages.model import Message
from playground.server.threads.model import Thread
from tests.e2e.commanding import Client, client_of, reading, submitted
from tests.e2e.harness import Scene, google, scene
from tests.e2e.moved import MovedTime
from tests.e2e.test_between_guilds import met
from tests.e2e.test_commands import joined, said
from tests.e2e.test_daily import MESSAGES
from tests.e2e.test_newcomers import introduced, link
from tests.e2e.test_participation import counting, id_of, rows
from tests.e2e.test_threads import counterpart, opened, spoken, texts
from tests.vendors import Vendor

WRONG, RIGHT = "我昨天去了商店买东西了", "我昨天去商店买了东西"
SHOWN = "我昨天去~~了~~商店买**了**东西~~了~~"

# Who mends, whose, where: and the locale of that channel.
PAIRS: list[tuple[Locale, str, str, str, Locale]] = [
    ("en-US", "dana", "xiaoman", "english", "en-US"),
    ("zh-CN", "weijie", "graham", "中文", "zh-CN"),
    ("zh-TW", "yating", "graham", "中文", "zh-CN"),
]


async def learning(here: Scene, handle: str, channel: str) -> Client:
    """Let a member ask for corrections."""
    client = await client_of(here, handle, channel)
    locale: Locale = "en-US" if handle in {"graham", "dana"} else "zh-CN"
    await client.press(await client.run("settings"), said(locale, "settings-corrections-turn-on"))
    return client


def corrections(here: Scene, channel: str) -> list[Message]:
    """Return the corrections that stand in a channel."""
    history = here.stage.world.channel(channel).history
    return [one for one in history if one.webhook_id is None and "fix-away" in str(one.components)]


def labels(message: Message) -> list[str]:
    return [one["label"] for one in every(message.components) if "label" in one]


async def mended(client: Client, target: Message, text: str = RIGHT, why: str = "") -> Message:
    """Mend a sentence, and return what its mender is told."""
    form = await client.use_open("Fix", target)
    sent = await client.send(form, **{"correction-text": text, "correction-why": why})
    assert sent.response is not None
    return sent.response


@pytest.mark.parametrize(("locale", "mender", "learner", "channel", "there"), PAIRS)
async def test_a_sentence_is_mended_and_thanked_for(
    unbridged: Scene, locale: Locale, mender: str, learner: str, channel: str, there: Locale
):
    await joined(await client_of(unbridged, "morgan"))
    theirs = await learning(unbridged, learner, channel)
    client = await client_of(unbridged, mender, channel)
    wrong, right, shown = (
        ("I has two cat", "I have two cat", "I ~~has~~**have** two cat")
        if channel == "english"
        else (WRONG, RIGHT, SHOWN)
    )
    source = unbridged.say(learner, channel, wrong)
    form = await client.use_open("Fix", source)
    assert form.modal is not None
    assert form.modal["title"] == said(locale, "correction-title")
    (text, _why) = [one["component"] for one in form.modal["components"]]
    assert text["value"] == wrong
    sent = await client.send(form, **{"correction-text": right, "correction-why": "了 *once*"})
    (standing,) = corrections(unbridged, channel)
    assert sent.response is not None
    assert sent.response.content == said(locale, "correction-posted", link=link(standing))
    by = said(there, "correction-by", mender=f"<@{client.user.id}>")
    assert standing.content == f"{by}\n{shown}\n💬 了 \\*once\\*"
    assert standing.reference is not None
    assert standing.reference["message_id"] == str(source.id)
    assert [user.id for user in standing.mentions] == [theirs.user.id]  # as whoever is answered
    assert labels(standing) == [said(there, "correction-do-thank"), said(there, "correction-do-away")]
    # Nobody but the learner says thank you.
    thank = said(there, "correction-do-thank")
    other = await client_of(unbridged, mender, channel)
    assert (await other.press(standing, thank)).content == said(locale, "error-not-yours-to-accept")
    await theirs.press(standing, thank)
    thanked = said(there, "correction-accepted", learner=f"<@{theirs.user.id}>")
    await unbridged.until_true(lambda: standing.content == f"{by}\n{shown}\n💬 了 \\*once\\*\n{thanked}")
    assert labels(standing) == [said(there, "correction-do-away")]
    assert counting(unbridged) == {("correction", id_of(unbridged, mender))}
    # It stays in its channel.
    other_side = "中文" if channel == "english" else "english"
    await unbridged.until_true(lambda: len(unbridged.relayed(other_side)) == 1)
    unbridged.say(mender, channel, "Good morning!" if channel == "english" else "早上好！")
    await unbridged.until_true(lambda: len(unbridged.relayed(other_side)) == 2)
    log = "\n".join(unbridged.bot.output)
    assert right not in log
    assert wrong not in log


@pytest.mark.parametrize(("locale", "mender", "learner", "channel", "there"), PAIRS)
async def test_what_cannot_be_mended_is_said_with_what_helps(
    unbridged: Scene, locale: Locale, mender: str, learner: str, channel: str, there: Locale
):
    morgan = await client_of(unbridged, "morgan")
    await joined(morgan)
    await morgan.run("bridge words add", bridge="english · 中文", words="durian")
    client = await client_of(unbridged, mender, channel)
    source = unbridged.say(learner, channel, WRONG)
    unwanted = await client.use_on("Fix", source)
    assert unwanted.content == said(locale, "error-corrections-unwanted")
    theirs = await learning(unbridged, learner, channel)
    assert (await client.use_on("Fix", unbridged.say(mender, channel, WRONG))).content == said(
        locale, "error-own-sentence"
    )
    (pin,) = [one for one in unbridged.stage.world.channel(channel).history if one.pinned_at]
    assert (await client.use_on("Fix", pin)).content == said(locale, "error-nothing-to-mend")
    long = await client.use_on("Fix", unbridged.say(learner, channel, "长" * 1201))
    assert long.content == said(locale, "error-sentence-too-long", limit=1200)
    elsewhere = Client(unbridged, client.user, unbridged.stage.world.channel("practice"))
    aside = await elsewhere.use_on("Fix", unbridged.say(learner, "practice", WRONG))
    assert aside.content == said(locale, "error-not-mended-here")
    assert (await mended(client, source, WRONG)).content == said(locale, "error-mend-unchanged")
    form = await client.use_open("Fix", source)
    sent = await client.send(form, **{"correction-text": f"{RIGHT} durian", "correction-why": ""})
    await unbridged.until_true(lambda: bool(sent.followups))
    assert sent.response is not None
    assert sent.response.content == said(locale, "error-mend-refused")
    assert [one.content for one in sent.followups.values()] == [
        said(locale, "correction-given-back", text=f"{RIGHT} durian")
    ]
    form = await client.use_open("Fix", source)
    await unbridged.edit(learner, source, f"{WRONG}！")
    sent = await client.send(form, **{"correction-text": RIGHT, "correction-why": ""})
    assert sent.response is not None
    assert sent.response.content == said(locale, "error-sentence-changed")
    assert not corrections(unbridged, channel)
    await mended(client, source)
    assert (await client.use_on("Fix", source)).content == said(locale, "error-mended-already")
    await morgan.run("bridge mute", bridge="english · 中文", member=client.user)
    assert (await client.use_on("Fix", source)).content == said(locale, "error-mender-muted")
    await client.press(await client.run("privacy"), said(locale, "privacy-leave"))
    assert (await client.use_on("Fix", source)).content == said(locale, "error-mender-apart")
    assert theirs.user.id != client.user.id


async def test_from_a_copy_the_source_is_mended_where_its_mender_may_be(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    await learning(unbridged, "graham", "中文")
    source = unbridged.say("graham", "中文", WRONG)
    await unbridged.until_count("english", 1)
    await unbridged.bot.relays(1)
    (copy,) = unbridged.relayed("english")
    xiaoman = await client_of(unbridged, "xiaoman", "english")
    form = await xiaoman.use_open("Fix", copy)
    assert form.modal is not None
    assert form.modal["components"][0]["component"]["value"] == WRONG
    await xiaoman.send(form, **{"correction-text": RIGHT, "correction-why": ""})
    (standing,) = corrections(unbridged, "中文")
    assert standing.reference is not None
    assert standing.reference["message_id"] == str(source.id)
    assert not corrections(unbridged, "english")
    await hidden(unbridged, "weijie", unbridged.stage.world.channel("中文"), permissions.VIEW_CHANNEL)
    weijie = await client_of(unbridged, "weijie", "english")
    refused = await weijie.use_on("Fix", copy)
    assert refused.content == said("zh-CN", "error-sentence-out-of-reach")
    await hidden(unbridged, "yating", unbridged.stage.world.channel("中文"), permissions.SEND_MESSAGES)
    yating = await client_of(unbridged, "yating", "english")
    assert (await yating.use_on("Fix", copy)).content == said("zh-TW", "error-mender-muted")
    yating = await client_of(unbridged, "yating", "中文")
    assert (await yating.use_on("Fix", source)).content == said("zh-TW", "error-mender-muted")


async def hidden(here: Scene, handle: str, channel: Channel, right: int) -> None:
    """Take a right away from a member in a channel."""
    user = here.stage.world.member(handle)
    deny = {"id": str(user.id), "type": 1, "allow": "0", "deny": str(int(right))}
    await here.ask("morgan", "PUT", f"/channels/{channel.id}/permissions/{user.id}", deny)


async def test_the_buttons_work_after_a_kill_and_who_takes_it_away_takes_the_credit_back(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    graham = await learning(unbridged, "graham", "中文")
    xiaoman = await client_of(unbridged, "xiaoman", "中文")
    await mended(xiaoman, unbridged.say("graham", "中文", WRONG))
    (standing,) = corrections(unbridged, "中文")
    await unbridged.bot.kill()
    await unbridged.bot.start()
    graham = await client_of(unbridged, "graham", "中文")
    thank, away = said("zh-CN", "correction-do-thank"), said("zh-CN", "correction-do-away")
    await graham.press(standing, thank)
    await unbridged.until_true(lambda: labels(standing) == [away])
    mine = {("correction", id_of(unbridged, "xiaoman"))}
    assert counting(unbridged) == mine
    dana = await client_of(unbridged, "dana", "中文")
    assert (await dana.press(standing, away)).content == said("en-US", "error-not-yours-to-take-away")
    xiaoman = await client_of(unbridged, "xiaoman", "中文")
    await pressed_away(xiaoman, standing, away)
    assert not counting(unbridged)
    assert not rows(unbridged, "SELECT 1 FROM correction")


@pytest.mark.parametrize("kind", [Kind.RESET_BEFORE, Kind.RESET_AFTER, Kind.DELAY])
async def test_who_is_killed_while_posting_leaves_one_correction_or_a_sentence_to_be_mended(
    here: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind
):
    moved = MovedTime(tmp_path, monkeypatch)
    here.bot.moved = moved.file
    await here.bot.start()
    await here.until_true(lambda: all(here.stage.world.channel(one).history for one in ("english", "中文")))
    await learning(here, "graham", "中文")
    source = here.say("graham", "中文", WRONG)
    xiaoman = await client_of(here, "xiaoman", "中文")
    form = await xiaoman.use_open("Fix", source)
    broken = here.server.faults.add(Fault(kind, "POST", MESSAGES, seconds=1.0))
    await submitted(xiaoman, form, **{"correction-text": RIGHT, "correction-why": ""})
    await here.until_true(lambda: broken.hits == 1)
    await here.bot.kill()
    moved.move_to(moved.now() + timedelta(minutes=3))
    await here.bot.start()
    if kind is Kind.RESET_BEFORE:
        await here.until_true(lambda: not rows(here, "SELECT 1 FROM correction"), 90)
        xiaoman = await client_of(here, "xiaoman", "中文")
        await mended(xiaoman, source)
    else:
        await here.until_true(lambda: bool(rows(here, "SELECT 1 FROM correction WHERE message_id > 0")), 90)
    (standing,) = corrections(here, "中文")
    graham = await client_of(here, "graham", "中文")
    await graham.press(standing, said("zh-CN", "correction-do-thank"))
    await here.until_true(lambda: counting(here) == {("correction", id_of(here, "xiaoman"))})


async def pressed_away(client: Client, standing: Message, label: str) -> None:
    """Press the button that has a correction taken away, and wait until it is."""
    custom_id = next(one["custom_id"] for one in every(standing.components) if one.get("label") == label)
    await reading()
    client.scene.stage.world.interactions.press(client.user, standing, custom_id)
    history = standing.channel.history
    await client.scene.until_true(lambda: standing not in list(history))
    await client.scene.until_true(lambda: not rows(client.scene, "SELECT 1 FROM correction"))


@pytest.mark.parametrize("is_away", [False, True])
async def test_a_correction_that_moderators_delete_counts_no_more_though_the_bot_was_away(
    unbridged: Scene, is_away: bool
):
    await joined(await client_of(unbridged, "morgan"))
    graham = await learning(unbridged, "graham", "中文")
    xiaoman = await client_of(unbridged, "xiaoman", "中文")
    await mended(xiaoman, unbridged.say("graham", "中文", WRONG))
    (standing,) = corrections(unbridged, "中文")
    await graham.press(standing, said("zh-CN", "correction-do-thank"))
    await unbridged.until_true(lambda: bool(counting(unbridged)))
    if is_away:
        await unbridged.bot.kill()
    await unbridged.delete("morgan", standing)
    if is_away:
        await unbridged.bot.start()
    await unbridged.until_true(lambda: not counting(unbridged) and not rows(unbridged, "SELECT 1 FROM correction"))


async def test_a_correction_goes_with_its_sentence_and_with_the_data_of_who_made_it(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    graham = await learning(unbridged, "graham", "中文")
    xiaoman = await client_of(unbridged, "xiaoman", "中文")
    source = unbridged.say("graham", "中文", WRONG)
    await mended(xiaoman, source)
    await unbridged.delete("graham", source)
    await unbridged.until_true(lambda: not corrections(unbridged, "中文"))
    for client in (xiaoman, graham):
        await mended(xiaoman, unbridged.say("graham", "中文", f"{WRONG}。"))
        assert corrections(unbridged, "中文")
        locale: Locale = "zh-CN" if client is xiaoman else "en-US"
        question = await client.press(await client.run("privacy"), said(locale, "privacy-erase"))
        await client.press(question, said(locale, "erase-button"))
        await unbridged.until_true(lambda: not corrections(unbridged, "中文"))


async def test_what_a_member_wrote_into_a_form_is_theirs_to_have_mended(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    graham = await learning(unbridged, "graham", "中文")
    await introduced(graham, **{"hello-about": "我有两个猫"})
    await unbridged.until_true(lambda: bool(unbridged.relayed("中文")))
    (card,) = unbridged.relayed("中文")
    xiaoman = await client_of(unbridged, "xiaoman", "中文")
    form = await xiaoman.use_open("Fix", card)
    assert form.modal is not None
    assert (await graham.use_on("Fix", card)).content == said("en-US", "error-own-sentence")


def corrections_in(thread: Thread) -> list[Message]:
    return [one for one in thread.history if one.webhook_id is None and "fix-away" in str(one.components)]


async def test_in_a_thread_a_sentence_is_mended_there_from_either_side_and_after_a_restart(here: Scene):
    await here.bot.start()
    await learning(here, "graham", "中文")
    thread = await opened(here, "graham", "中文", "猫")
    source = await spoken(here, "graham", thread, WRONG)
    copy_thread = await counterpart(here, "english")
    await here.until_true(lambda: len(texts(copy_thread)) == 1)
    await here.bot.relays(1)
    await here.bot.stop()
    await here.bot.start()
    xiaoman = await client_of(here, "xiaoman", "中文")
    within = Client(here, xiaoman.user, thread)
    await mended(within, source)
    (standing,) = corrections_in(thread)
    graham = Client(here, here.stage.world.member("graham"), thread)
    await graham.press(standing, said("zh-CN", "correction-do-thank"))
    await here.until_true(lambda: counting(here) == {("correction", id_of(here, "xiaoman"))})
    # From its copy, too, in the other thread.
    (copy,) = [one for one in copy_thread.history if one.webhook_id is not None]
    yating = Client(here, here.stage.world.member("yating"), copy_thread)
    await mended(yating, copy)
    assert len(corrections_in(thread)) == 2
    assert not corrections_in(copy_thread)
    assert len(texts(copy_thread)) == 1


@pytest.fixture
async def unmet(tmp_path: Path, vendor: Vendor) -> AsyncIterator[Scene]:
    """The stage's guild, before the bot is started."""
    async with scene(tmp_path, translation=google(vendor.url), languages={}) as opened:
        yield opened


async def test_who_is_no_member_where_it_was_written_mends_nothing_there(unmet: Scene):
    street = await met(unmet)
    await street.opened()
    await street.joins(street.harbour, "quay", "en-US")
    home, quay = unmet.stage.guild, street.harbour.channel("quay")
    await learning(unmet, "graham", "中文")
    unmet.say("graham", "中文", WRONG)
    await unmet.until_true(lambda: any(one.webhook_id is not None for one in quay.history))
    await unmet.bot.relays(1)
    copy = next(one for one in quay.history if one.webhook_id is not None)
    # A member of both may, from where they read it.
    await mended(Client(unmet, unmet.stage.world.member("xiaoman"), quay), copy)
    assert len(corrections(unmet, "中文")) == 1
    weijie = unmet.stage.world.member("weijie")
    unmet.stage.world.seats.remove(home, weijie, by=unmet.stage.world.member("morgan"))
    refused = await Client(unmet, weijie, quay).use_on("Fix", copy)
    assert refused.content == said("zh-CN", "error-sentence-out-of-reach")
