"""discord.py as the application: its command tree, views and modals against the playground."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest
from discord import app_commands

from playground.cast import CHINESE, ENGLISH, GUILD_ID
from playground.server.interactions.interactions import Interactions
from playground.server.interactions.model import State
from playground.server.messages.model import Message
from playground.server.users.model import User
from tests.playground.interacting import COMMANDS
from tests.playground.support import PATIENCE, Playground, redirected

WORDS = {
    "today": {discord.Locale.chinese: "今天", discord.Locale.taiwan_chinese: "今日"},
    "word": {discord.Locale.chinese: "词", discord.Locale.taiwan_chinese: "詞"},
}


class InThreeLocales(app_commands.Translator):
    async def translate(self, string: app_commands.locale_str, locale: discord.Locale, context: Any) -> str | None:
        return WORDS.get(string.message, {}).get(locale)


class Bot(discord.Client):
    """A bot with one of everything."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.01)
        self.tree = app_commands.CommandTree(self)
        self.registered: list[app_commands.AppCommand] = []

    async def setup_hook(self) -> None:
        await self.tree.set_translator(InThreeLocales())
        commands: tuple[app_commands.Command[Any, ..., Any], ...] = (today, ask, late, whisper, pick, suggest)
        for one in commands:
            self.tree.add_command(one)
        self.tree.add_command(app_commands.ContextMenu(name="Translate", callback=translate))
        self.tree.add_command(app_commands.ContextMenu(name="Greet", callback=greet))
        self.registered = await self.tree.sync()


@app_commands.command(name=app_commands.locale_str("today"), description="Today's topic")
async def today(interaction: discord.Interaction) -> None:
    assert interaction.guild is not None
    await interaction.response.send_message(f"{interaction.locale} {interaction.user.display_name}")


@app_commands.command(description="Say a word back")
@app_commands.rename(word=app_commands.locale_str("word"))
async def ask(
    interaction: discord.Interaction,
    word: str,
    number: app_commands.Range[int, 1, 9] = 1,
    who: discord.Member | None = None,
    where: discord.TextChannel | None = None,
) -> None:
    name = who.display_name if who else "-"
    await interaction.response.send_message(f"{word} {number} {name} {where.name if where else '-'}")


@ask.autocomplete("word")
async def complete(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{current}！", value=current)]


@app_commands.command(description="Think first")
async def late(interaction: discord.Interaction) -> None:
    await interaction.response.defer(thinking=True)
    await interaction.edit_original_response(content="thought")
    await interaction.followup.send("and more")


@app_commands.command(description="Only for you")
async def whisper(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("psst", ephemeral=True)
    await interaction.followup.send("psst, too", ephemeral=True)
    await interaction.delete_original_response()


class Choosing(discord.ui.View):
    @discord.ui.button(label="Press", custom_id="press")
    async def pressed(self, interaction: discord.Interaction, _: discord.ui.Button[Any]) -> None:
        await interaction.response.edit_message(content="pressed")

    @discord.ui.select(custom_id="one", options=[discord.SelectOption(label="茶"), discord.SelectOption(label="咖啡")])
    async def chosen(self, interaction: discord.Interaction, select: discord.ui.Select[Any]) -> None:
        await interaction.response.send_message(f"chose {select.values[0]}")

    @discord.ui.select(cls=discord.ui.UserSelect, custom_id="who")
    async def named(self, interaction: discord.Interaction, select: discord.ui.UserSelect[Any]) -> None:
        await interaction.response.send_message(f"named {select.values[0].display_name}")


@app_commands.command(description="Choose something")
async def pick(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Choose", view=Choosing())


class Suggesting(discord.ui.Modal, title="建议话题"):
    topic: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Topic", custom_id="topic", max_length=20)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"noted {self.topic.value}", ephemeral=True)


@app_commands.command(description="Suggest a topic")
async def suggest(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Suggesting())


async def translate(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"translated {message.content}", ephemeral=True)


async def greet(interaction: discord.Interaction, member: discord.Member) -> None:
    await interaction.response.send_message(f"hello {member.display_name}")


@asynccontextmanager
async def running(playground: Playground) -> AsyncIterator[Bot]:
    with redirected(playground.server):
        bot = Bot()
        async with asyncio.TaskGroup() as tasks:
            task = tasks.create_task(bot.start(playground.stage.bot_token))
            try:
                await asyncio.wait_for(bot.wait_until_ready(), 5.0)
                yield bot
            finally:
                await bot.close()
                task.cancel()


@pytest.fixture
async def bot(playground: Playground, judged: None) -> AsyncIterator[Bot]:
    async with running(playground) as bot:
        yield bot


@pytest.fixture
def acts(playground: Playground, bot: Bot) -> Interactions:
    return playground.stage.world.interactions


def member(playground: Playground, handle: str = "dana") -> User:
    return playground.stage.members[handle]


async def test_the_tree_is_registered_with_its_localizations(playground: Playground, bot: Bot):
    assert len(bot.registered) == 8
    listed = (await playground.as_bot().get(f"{COMMANDS}?with_localizations=true")).body
    assert listed[0]["name_localizations"] == {"zh-CN": "今天", "zh-TW": "今日"}
    assert listed[1]["options"][0]["name_localizations"] == {"zh-CN": "词", "zh-TW": "詞"}


@pytest.mark.parametrize(
    ("handle", "answer"), [("dana", "en-US Dana"), ("weijie", "zh-CN 伟杰"), ("yating", "zh-TW 雅婷")]
)
async def test_a_command_is_answered_in_the_members_locale(
    playground: Playground, acts: Interactions, handle: str, answer: str
):
    english = playground.stage.rooms[ENGLISH.name]
    one = acts.run(member(playground, handle), english, "today")
    assert await one.settle() is State.ANSWERED
    assert one.response is not None
    assert one.response.content == answer


async def test_options_and_suggestions_cross(playground: Playground, acts: Interactions):
    english, chinese = playground.stage.rooms[ENGLISH.name], playground.stage.rooms[CHINESE.name]
    dana, weijie = member(playground), member(playground, "weijie")
    typing = acts.complete(dana, english, "ask", "word", word="你好")
    assert await typing.settle() is State.ANSWERED
    assert typing.choices == [{"name": "你好！", "value": "你好"}]
    one = acts.run(dana, english, "ask", word="你好", number=3, who=weijie, where=chinese)
    await one.settle()
    assert one.response is not None
    assert one.response.content == "你好 3 伟杰 中文"


async def _until(playground: Playground, holds: Callable[[], bool]) -> None:
    something = asyncio.Event()
    stop = playground.server.events.subscribe(lambda _: something.set())
    while not holds():
        await asyncio.wait_for(something.wait(), PATIENCE)
        something.clear()
    stop()


async def test_a_deferred_answer_comes_and_more_follows(playground: Playground, acts: Interactions):
    english = playground.stage.rooms[ENGLISH.name]
    one = acts.run(member(playground), english, "late")
    assert await one.settle() is State.ANSWERED
    await _until(playground, lambda: len(english.history) == 2)
    assert [message.content for message in english.history] == ["thought", "and more"]


async def test_an_ephemeral_answer_and_what_follows_it_stay_out_of_the_channel(
    playground: Playground, acts: Interactions
):
    english = playground.stage.rooms[ENGLISH.name]
    one = acts.run(member(playground), english, "whisper")
    await one.settle()
    await _until(playground, lambda: bool(one.followups) and one.response is None)
    assert [message.content for message in one.followups.values()] == ["psst, too"]
    assert len(english.history) == 0


async def _picking(playground: Playground, acts: Interactions) -> Message:
    one = acts.run(member(playground), playground.stage.rooms[ENGLISH.name], "pick")
    await one.settle()
    assert one.response is not None
    return one.response


async def test_a_button_changes_its_message(playground: Playground, acts: Interactions):
    message = await _picking(playground, acts)
    one = acts.press(member(playground), message, "press")
    await one.settle()
    assert message.content == "pressed"


async def test_menus_are_answered(playground: Playground, acts: Interactions):
    message = await _picking(playground, acts)
    for custom_id, value, answer in (("one", "茶", "chose 茶"), ("who", member(playground, "weijie"), "named 伟杰")):
        one = acts.choose(member(playground), message, custom_id, value)
        await one.settle()
        assert one.response is not None
        assert one.response.content == answer


async def test_a_modal_is_opened_filled_in_and_answered(playground: Playground, acts: Interactions):
    opened = acts.run(member(playground, "yating"), playground.stage.rooms[CHINESE.name], "suggest")
    await opened.settle()
    assert opened.modal is not None
    assert opened.modal["title"] == "建议话题"
    one = acts.submit(member(playground, "yating"), opened, topic="月餅")
    await one.settle()
    assert one.response is not None
    assert one.response.content == "noted 月餅"


async def test_menus_of_users_and_messages_are_used(playground: Playground, acts: Interactions):
    english = playground.stage.rooms[ENGLISH.name]
    said = playground.stage.world.say("weijie", english, "你吃了吗？")
    translated = acts.use_on(member(playground), english, "Translate", said)
    await translated.settle()
    assert translated.response is not None
    assert translated.response.content == "translated 你吃了吗？"
    greeted = acts.use_on(member(playground), english, "Greet", member(playground, "weijie"))
    await greeted.settle()
    assert greeted.response is not None
    assert greeted.response.content == "hello 伟杰"


async def test_commands_work_in_one_guild_alone(playground: Playground, bot: Bot, acts: Interactions):
    guild = discord.Object(GUILD_ID)
    bot.tree.clear_commands(guild=None)
    await bot.tree.sync()
    bot.tree.add_command(today, guild=guild)
    (registered,) = await bot.tree.sync(guild=guild)
    assert registered.guild_id == GUILD_ID
    one = acts.run(member(playground), playground.stage.rooms[ENGLISH.name], "today")
    assert await one.settle() is State.ANSWERED
