"""A second, independent client library: the server speaks Discord's protocol, not discord.py's dialect of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

import hikari
import pytest

from playground.cast import APPLICATION_ID, CHINESE, ENGLISH, GUILD_ID
from playground.server.rest.limits import Rule
from playground.server.wire import Json
from tests.playground.support import PATIENCE, Playground

INTENTS = hikari.Intents.GUILDS | hikari.Intents.GUILD_MESSAGES | hikari.Intents.MESSAGE_CONTENT
EventT = TypeVar("EventT", bound=hikari.Event)


class Hearing:
    """A hikari bot, and what it heard since it came."""

    def __init__(self, bot: hikari.GatewayBot) -> None:
        self.bot = bot
        self.rest = bot.rest
        self._heard: asyncio.Queue[hikari.Event] = asyncio.Queue()
        for kind in (hikari.MessageEvent, hikari.InteractionCreateEvent, hikari.GuildAvailableEvent):
            bot.subscribe(kind, self._hear)

    async def _hear(self, event: hikari.Event) -> None:
        self._heard.put_nowait(event)

    async def next(self, kind: type[EventT]) -> EventT:
        """Return the next event of this kind."""
        while True:
            event = await asyncio.wait_for(self._heard.get(), PATIENCE)
            if isinstance(event, kind):
                return event


@asynccontextmanager
async def _connected(playground: Playground) -> AsyncIterator[Hearing]:
    bot = hikari.GatewayBot(
        playground.stage.bot_token,
        rest_url=playground.server.api_url,
        intents=INTENTS,
        banner=None,
        logs=None,
        auto_chunk_members=False,
        suppress_optimization_warning=True,
    )
    hearing = Hearing(bot)
    await bot.start(check_for_updates=False)
    try:
        await hearing.next(hikari.GuildAvailableEvent)
        yield hearing
    finally:
        await bot.close()


@pytest.fixture
async def hearing(playground: Playground) -> AsyncIterator[Hearing]:
    async with _connected(playground) as one:
        yield one


async def test_it_hears_a_human_through_the_compressed_stream(playground: Playground, hearing: Hearing) -> None:
    said = playground.stage.world.say("dana", "english", "你好, hikari")
    heard = await hearing.next(hikari.GuildMessageCreateEvent)
    assert (heard.message.id, heard.content) == (said.id, "你好, hikari")
    assert heard.author.username == "dana"
    guild = hearing.bot.cache.get_guild(GUILD_ID)
    assert guild is not None
    assert guild.get_channel(ENGLISH.id) is not None


async def test_it_writes_edits_reacts_and_deletes(playground: Playground, hearing: Hearing) -> None:
    history = playground.stage.world.channels[ENGLISH.id].history
    message = await hearing.rest.create_message(ENGLISH.id, "hello", embed=hikari.Embed(title="t"))
    assert (message.content, message.author.id) == ("hello", APPLICATION_ID)
    edited = await hearing.rest.edit_message(ENGLISH.id, message, "changed")
    assert (await hearing.next(hikari.GuildMessageUpdateEvent)).content == edited.content == "changed"
    await hearing.rest.add_reaction(ENGLISH.id, message, "👍")
    (reaction,) = (await hearing.rest.fetch_message(ENGLISH.id, message)).reactions
    assert (str(reaction.emoji), reaction.is_me) == ("👍", True)
    await hearing.rest.delete_message(ENGLISH.id, message)
    assert len(history) == 0


async def test_it_reads_the_history(playground: Playground, hearing: Hearing) -> None:
    said = [playground.stage.world.say("dana", "english", f"{number}") for number in range(120)]
    read = await hearing.rest.fetch_messages(ENGLISH.id)
    assert [one.id for one in read] == [one.id for one in reversed(said)]


async def test_it_speaks_through_a_webhook(playground: Playground, hearing: Hearing) -> None:
    webhook = await hearing.rest.create_webhook(CHINESE.id, "Qiao")
    assert webhook.token is not None
    sent = await hearing.rest.execute_webhook(webhook, webhook.token, "你好", username="Dana")
    heard = await hearing.next(hikari.GuildMessageCreateEvent)
    assert (heard.message.id, heard.message.webhook_id) == (sent.id, webhook.webhook_id)
    assert heard.message.author.username == "Dana"
    await hearing.rest.edit_webhook_message(webhook, webhook.token, sent, "再见")
    assert (await hearing.next(hikari.GuildMessageUpdateEvent)).content == "再见"


async def test_it_uploads_a_file_and_reads_it_back(playground: Playground, hearing: Hearing) -> None:
    message = await hearing.rest.create_message(ENGLISH.id, attachment=hikari.Bytes(b"tea and dates", "list.txt"))
    (attachment,) = message.attachments
    assert (attachment.filename, attachment.size) == ("list.txt", 13)
    assert await attachment.read() == b"tea and dates"


async def test_it_registers_a_command_and_answers_it(playground: Playground, hearing: Hearing) -> None:
    greet = hearing.rest.slash_command_builder("greet", "Say hello")
    greet.add_option(
        hikari.CommandOption(type=hikari.OptionType.STRING, name="whom", description="Whom", is_required=True)
    )
    (command,) = await hearing.rest.set_application_commands(APPLICATION_ID, [greet])
    assert (await playground.as_member("dana").post("/interactions", _use(command, "桥"))).status == 204
    interaction = (await hearing.next(hikari.InteractionCreateEvent)).interaction
    assert isinstance(interaction, hikari.CommandInteraction)
    assert interaction.options is not None
    assert (interaction.command_name, interaction.options[0].value) == ("greet", "桥")
    assert interaction.user.username == "dana"
    await interaction.create_initial_response(hikari.ResponseType.MESSAGE_CREATE, "hello, 桥")
    assert (await interaction.fetch_initial_response()).content == "hello, 桥"
    await interaction.edit_initial_response("hello again")
    follow_up = await interaction.execute("and more")
    assert follow_up.content == "and more"


def _use(command: hikari.PartialCommand, whom: str) -> Json:
    """Return what Discord's own client posts when somebody uses *command*."""
    option = {"type": 3, "name": "whom", "value": whom}
    data = {"id": str(command.id), "name": command.name, "type": 1, "version": str(command.version)}
    return {
        "type": 2,
        "application_id": str(APPLICATION_ID),
        "guild_id": str(GUILD_ID),
        "channel_id": str(ENGLISH.id),
        "session_id": "0123456789abcdef",
        "nonce": "1",
        "data": data | {"options": [option], "attachments": []},
    }


async def test_it_waits_as_the_headers_say(playground: Playground, hearing: Hearing) -> None:
    limits = playground.server.limits
    limits.enabled, limits.rules["channel-messages"] = True, Rule(2, 0.1)
    for number in range(5):
        await hearing.rest.create_message(ENGLISH.id, f"{number}")
    assert limits.refused == 0


async def test_it_survives_a_cut_line(playground: Playground, hearing: Hearing) -> None:
    playground.server.gateway.drop()
    missed = playground.stage.world.say("dana", "english", "missed")
    assert (await hearing.next(hikari.GuildMessageCreateEvent)).message.id == missed.id
