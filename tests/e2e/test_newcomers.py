"""Newcomers introduce themselves on both sides, are answered and learn of it; greeters see who waits."""

import asyncio

import pytest

from bot.i18n.catalog import Locale
from playground.server.components.reader import every
from playground.server.interactions.model import Interaction
from playground.server.messages.model import Message
from tests.e2e.commanding import Client, client_of
from tests.e2e.harness import PATIENCE_SECONDS, Scene
from tests.e2e.test_commands import joined, said
from tests.e2e.test_reactions import react

MEMBERS: list[tuple[Locale, str, str, str]] = [
    ("en-US", "dana", "english", "中文"),
    ("zh-CN", "weijie", "中文", "english"),
    ("zh-TW", "yating", "中文", "english"),
]
ABOUT = "I grill on Sundays"
CARD = f"🌱 **Dana**\n{ABOUT}\n💛 dogs, gardens\n💬 smoke and patience"


async def introduced(client: Client, **filled: str) -> Interaction:
    """Fill the form of an introduction and send it."""
    form = await client.open("hello card")
    fields = {"hello-about": ABOUT, "hello-name": "", "hello-likes": "", "hello-ask-me": ""}
    return await client.send(form, **fields | filled)


async def cards(here: Scene, *channels: str, seconds: float = PATIENCE_SECONDS) -> list[Message]:
    """Return the introductions in channels, once each wears its button."""

    def standing() -> list[Message]:
        return [one for channel in channels for one in here.relayed(channel) if one.content.startswith(("🌱", "[zh"))]

    await here.until_true(
        lambda: len(standing()) == len(channels) and all(one.components for one in standing()), seconds
    )
    return standing()


async def opens_a_form(client: Client) -> bool:
    asked = client.scene.stage.world.interactions.run(client.user, client.channel, "hello card")
    await asked.settle()
    return asked.modal is not None


async def greets_nobody(greeter: Client, locale: Locale) -> bool:
    return (await greeter.run("hello greet")).content == said(locale, "greet-none")


def labels(message: Message) -> list[str]:
    return [one["label"] for one in every(message.components) if "label" in one]


@pytest.mark.parametrize(("locale", "handle", "channel", "other"), MEMBERS)
async def test_a_newcomer_introduces_themselves_in_a_form_and_stands_on_both_sides(
    unbridged: Scene, locale: Locale, handle: str, channel: str, other: str
):
    await joined(await client_of(unbridged, "morgan"))
    client = await client_of(unbridged, handle, channel)
    form = await client.open("hello card")
    assert form.modal is not None
    assert form.modal["title"] == said(locale, "hello-title")
    sent = await client.send(form, **{"hello-about": ABOUT, "hello-name": "", "hello-likes": "", "hello-ask-me": ""})
    own, copy = await cards(unbridged, channel, other)
    name = client.user.global_name
    assert own.content == f"🌱 **{name}**\n{ABOUT}"
    assert own.author["username"] == name
    assert ABOUT in copy.content
    assert sent.response is not None
    assert str(own.id) in sent.response.content
    assert not own.mentions
    shown = await client.run("hello card")
    assert shown.content.startswith(said(locale, "hello-own", link=link(own), count=0))
    assert ABOUT not in "\n".join(unbridged.bot.output)


def link(message: Message) -> str:
    guild = message.channel.guild
    assert guild is not None
    return f"https://discord.com/channels/{guild.id}/{message.channel.id}/{message.id}"


async def test_who_says_hi_on_the_other_side_is_read_by_the_newcomer_who_learns_how_many_did(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    dana = await client_of(unbridged, "dana", "english")
    await introduced(dana, **{"hello-likes": "dogs, gardens", "hello-ask-me": "smoke and patience"})
    own, copy = await cards(unbridged, "english", "中文")
    assert own.content == CARD
    assert labels(own) == [said("en-US", "hello-say")]
    assert labels(copy) == [said("zh-CN", "hello-say")]
    xiaoman = await client_of(unbridged, "xiaoman", "中文")
    form = await xiaoman.press_open(copy, said("zh-CN", "hello-say"))
    assert form.modal is not None
    assert form.modal["title"] == said("zh-CN", "hello-back-title")
    sent = await xiaoman.send(form, **{"hello-back": "欢迎欢迎！"})
    assert sent.response is not None
    await unbridged.until_true(lambda: any(f"<@{dana.user.id}>" in one.content for one in unbridged.relayed("english")))
    (crossed,) = [one for one in unbridged.relayed("english") if "Welcome!" in one.content]
    assert [user.id for user in crossed.mentions] == [dana.user.id]
    assert "Dana" in str(crossed.embeds)
    react(unbridged, "weijie", copy)
    noticed = said("en-US", "hello-noticed", count=1, across=1)
    both = f"{noticed} · {said('en-US', 'hello-reacted', count=1)}"
    await unbridged.until_true(lambda: labels(own) == [said("en-US", "hello-say"), both], 150)
    assert own.content == CARD
    await unbridged.until_true(lambda: len(labels(copy)) == 2)
    listed = await dana.run("hello card")
    assert said("en-US", "hello-own", link=link(own), count=1) in listed.content
    assert f"<@{xiaoman.user.id}>" in listed.content
    who = await xiaoman.press(copy, labels(copy)[1])
    assert f"<@{xiaoman.user.id}>" in who.content
    # What was said by the button is theirs to take back.
    await xiaoman.press(sent.response, said("zh-CN", "hello-unsay"))
    await unbridged.until_true(lambda: crossed not in unbridged.relayed("english"))


async def test_an_introduction_is_written_anew_and_taken_away_with_its_copies(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    dana = await client_of(unbridged, "dana", "english")
    await introduced(dana)
    first, copy = await cards(unbridged, "english", "中文")
    form = await dana.press_open(await dana.run("hello card"), said("en-US", "hello-anew"))
    await dana.send(form, **{"hello-about": "I read", "hello-name": "D*", "hello-likes": "", "hello-ask-me": ""})
    await unbridged.until_true(
        lambda: first not in unbridged.relayed("english") and copy not in unbridged.relayed("中文")
    )
    (again, _) = await cards(unbridged, "english", "中文")
    assert again.content == "🌱 **D\\***\nI read"
    await dana.press(await dana.run("hello card"), said("en-US", "hello-withdraw"))
    await unbridged.until_true(lambda: not unbridged.relayed("english") and not unbridged.relayed("中文"))
    await dana.open("hello card")  # as the first time


async def test_the_button_works_after_a_kill_and_what_was_posted_before_it_crosses(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    dana = await client_of(unbridged, "dana", "english")
    await introduced(dana)
    await unbridged.bot.kill()  # as soon as it is told to be posted; it may not have crossed
    await unbridged.bot.start()
    # What was killed while it was looked after is owed again after a minute.
    own, copy = await cards(unbridged, "english", "中文", seconds=90)
    assert own.content.startswith("🌱 **Dana**")
    assert copy.content.startswith("[zh-CN] 🌱 **Dana**")
    xiaoman = await client_of(unbridged, "xiaoman", "中文")
    form = await xiaoman.press_open(copy, said("zh-CN", "hello-say"))
    await xiaoman.send(form, **{"hello-back": "你好呀朋友"})
    await unbridged.until_true(lambda: any("你好呀朋友" in one.content for one in unbridged.relayed("english")))
    assert own in unbridged.relayed("english")
    assert copy in unbridged.relayed("中文")
    assert labels(own)[0] == said("en-US", "hello-say")


@pytest.mark.parametrize(("locale", "handle", "channel", "other"), MEMBERS)
async def test_a_greeter_sees_who_waits_and_the_first_answer_ends_the_wait(
    unbridged: Scene, locale: Locale, handle: str, channel: str, other: str
):
    await joined(await client_of(unbridged, "morgan"))
    greeter = await client_of(unbridged, handle, channel)
    offered = await greeter.run("hello greet")
    assert offered.content == said(locale, "greet-about")
    shown = await greeter.press(offered, said(locale, "greet-do-start"))
    assert shown.content == said(locale, "greet-none")
    newcomer = await client_of(unbridged, "xiaoman" if other == "中文" else "graham", other)
    await introduced(newcomer)
    own, copy = await cards(unbridged, other, channel)
    listed = await greeter.run("hello greet")
    assert listed.content.startswith(said(locale, "greet-list", count=1, page=1, pages=1))
    assert f"<@{newcomer.user.id}>" in listed.content
    assert link(copy) in listed.content
    # As anybody answers, in Discord's own way.
    unbridged.stage.world.say(handle, channel, "Welcome!", reply_to=copy)
    await unbridged.until_true(lambda: len(unbridged.relayed(other)) == 2)

    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await greets_nobody(greeter, locale):  # noqa: ASYNC110 - a greeter is not told when it is noticed
            await asyncio.sleep(1)
    assert own.components
    stopped = await greeter.press(await greeter.run("hello greet"), said(locale, "greet-do-stop"))
    assert stopped.content == said(locale, "greet-about")


@pytest.mark.parametrize(("locale", "handle", "channel", "other"), MEMBERS)
async def test_what_cannot_be_is_said_with_what_helps(
    unbridged: Scene, locale: Locale, handle: str, channel: str, other: str
):
    await joined(await client_of(unbridged, "morgan"))
    elsewhere = await client_of(unbridged, handle, "practice")
    assert (await elsewhere.run("hello card")).content == said(locale, "error-not-introduced-here")
    assert (await elsewhere.run("hello greet")).content == said(locale, "error-not-introduced-here")
    client = await client_of(unbridged, handle, channel)
    await introduced(client)
    own, _copy = await cards(unbridged, channel, other)
    label = labels(own)[0]
    assert (await client.press(own, label)).content == said(locale, "error-own-card")
    await client.press(await client.run("privacy"), said(locale, "privacy-leave"))
    assert (await client.run("hello card")).content == said(locale, "error-shy-of-taking-part")


async def test_where_admins_switched_it_off_nobody_introduces_themselves(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    morgan = await client_of(unbridged, "morgan")
    shown = await morgan.run("bridge settings", bridge="english · 中文")
    await morgan.press(shown, said("en-US", "manner-newcomers-turn-off"))
    dana = await client_of(unbridged, "dana", "english")
    assert (await dana.run("hello card")).content == said("en-US", "error-newcomers-off")


async def test_who_has_their_data_erased_leaves_no_introduction_on_any_side(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    dana = await client_of(unbridged, "dana", "english")
    await introduced(dana)
    await cards(unbridged, "english", "中文")
    question = await dana.press(await dana.run("privacy"), said("en-US", "privacy-erase"))
    await dana.press(question, said("en-US", "erase-button"))
    await unbridged.until_true(lambda: not unbridged.relayed("english") and not unbridged.relayed("中文"))
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await opens_a_form(dana):  # noqa: ASYNC110 - as the first time; a client is not told when it may
            await asyncio.sleep(1)


async def test_a_word_that_may_not_cross_is_given_back_and_posted_nowhere(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    morgan = await client_of(unbridged, "morgan")
    await morgan.run("bridge words add", bridge="english · 中文", words="durian")
    dana = await client_of(unbridged, "dana", "english")
    sent = await introduced(dana, **{"hello-about": "I love durian"})
    assert sent.response is not None
    await unbridged.until_true(lambda: bool(sent.followups))
    told = [sent.response.content, *(one.content for one in sent.followups.values())]
    assert told == [said("en-US", "error-card-refused"), said("en-US", "hello-given-back", text="I love durian")]
    assert not unbridged.relayed("english")
