"""Direct messages: opened, said, refused, and used with applications."""

import asyncio
from typing import Any

import pytest

from playground.server.directs.model import Direct
from playground.server.gateway import intents
from playground.server.guilds import permissions
from playground.server.users.model import User
from playground.server.wire import Json
from tests.playground.interacting import EPHEMERAL, MESSAGE, WITH_BUTTON, application
from tests.playground.support import Playground, listening, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")

USUAL = intents.GUILDS | intents.GUILD_MESSAGES | intents.DIRECT_MESSAGES


def direct(playground: Playground, handle: str = "dana") -> Direct:
    """Return the conversation of one of the cast with the bot."""
    stage = playground.stage
    return stage.world.directs.open(stage.members[handle], stage.bot)


async def test_two_have_one_conversation_whoever_opens_it(playground: Playground) -> None:
    dana = playground.stage.members["dana"]
    opened = await playground.as_bot().post("/users/@me/channels", {"recipient_id": str(dana.id)})
    again = await playground.as_member("dana").post(
        "/users/@me/channels", {"recipient_id": str(playground.stage.bot.id)}
    )
    assert (opened.status, opened.body["type"], opened.body["recipients"][0]["id"]) == (200, 1, str(dana.id))
    assert again.body["id"] == opened.body["id"]
    assert again.body["recipients"][0]["id"] == str(playground.stage.bot.id)
    assert "guild_id" not in opened.body
    read = await playground.as_bot().get(f"/channels/{opened.body['id']}")
    assert read.body == opened.body


async def test_nobody_can_be_spoken_to_who_is_none_oneself_or_a_bot_for_a_bot(playground: Playground) -> None:
    for recipient in ("123", str(playground.stage.bot.id)):
        reply = await playground.as_bot().post("/users/@me/channels", {"recipient_id": recipient})
        assert reply.refusal == (400, 50033)
    assert (await playground.as_bot().post("/users/@me/channels", {})).refusal == (400, 50035)


async def test_who_takes_no_messages_or_is_met_nowhere_gets_none_and_no_third_one_reads_along(
    playground: Playground,
) -> None:
    dana, stage = playground.stage.members["dana"], playground.stage
    here = f"/channels/{direct(playground).id}/messages"
    assert (await playground.as_bot().post(here, {"content": "hello"})).status == 200
    assert (await playground.as_member("morgan").get(here)).refusal == (403, 50001)
    assert (await playground.as_member("morgan").post(here, {"content": "hello"})).refusal == (403, 50001)
    dana.takes_directs = False
    assert (await playground.as_bot().post(here, {"content": "hello"})).refusal == (403, 50007)
    assert (await playground.as_member("dana").post(here, {"content": "hello"})).status == 200
    dana.takes_directs = True
    del stage.guild.members[dana.id]
    assert (await playground.as_bot().post(here, {"content": "hello"})).refusal == (403, 50278)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "", {"name": "new"}),
        ("POST", "/webhooks", {"name": "Hook"}),
        ("POST", "/messages/bulk-delete", {"messages": ["1", "2"]}),
        ("POST", "/invites", {}),
        ("PUT", "/permissions/1", {"type": 1, "allow": "0", "deny": "0"}),
        ("DELETE", "/permissions/1", None),
        ("DELETE", "/messages/{message}/reactions", None),
        ("DELETE", "/messages/{message}", None),
    ],
)
async def test_what_only_guilds_have_is_refused(playground: Playground, method: str, path: str, body: object) -> None:
    here = direct(playground)
    said = playground.stage.world.say("dana", here, "hello")
    reply = await playground.as_bot().ask(method, f"/channels/{here.id}{path.format(message=said.id)}", body)
    assert reply.refusal == (403, 50003)


async def test_closing_a_conversation_loses_nothing(playground: Playground) -> None:
    here = direct(playground)
    said = playground.stage.world.say("dana", here, "hello")
    assert (await playground.as_bot().delete(f"/channels/{here.id}")).status == 200
    assert (await playground.as_bot().get(f"/channels/{here.id}/messages/{said.id}")).body["content"] == "hello"


async def test_the_bot_hears_what_is_said_to_it_whole_and_without_any_guild(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, USUAL)
        await raw.until("GUILD_CREATE")
        here = direct(playground)
        said = playground.stage.world.say("dana", here, "hello")
        told = await raw.until("MESSAGE_CREATE")
        assert (told["content"], told["channel_type"]) == ("hello", 1)
        assert not {"guild_id", "member"} & set(told)
        body: Json = {"content": "hello!"}
        await playground.as_member("dana").patch(f"/channels/{here.id}/messages/{said.id}", body)
        told = await raw.until("MESSAGE_UPDATE")
        assert told["content"] == "hello!"
        assert "guild_id" not in told
        await playground.as_member("dana").put(f"/channels/{here.id}/messages/pins/{said.id}", None)
        assert "guild_id" not in await raw.until("CHANNEL_PINS_UPDATE")
        await playground.as_member("dana").delete(f"/channels/{here.id}/messages/{said.id}")
        assert set(await raw.until("MESSAGE_DELETE")) == {"id", "channel_id"}


async def test_it_hears_nothing_without_the_intent_and_only_by_its_first_shard(playground: Playground) -> None:
    for wanted, shard, heard in (
        (intents.GUILD_MESSAGES | intents.MESSAGE_CONTENT, (0, 1), False),
        (USUAL, (1, 2), False),
        (USUAL, (0, 2), True),
    ):
        async with raw_gateway(playground) as raw:
            await raw.identify(playground.stage.bot_token, wanted, shard=shard)
            playground.stage.world.say("dana", direct(playground), "hello")
            assert ("MESSAGE_CREATE" in await raw.names_until_quiet()) is heard


async def test_reactions_polls_and_typing_there_have_intents_of_their_own(playground: Playground) -> None:
    here = direct(playground)
    said = playground.stage.world.say("dana", here, "hello")
    react = f"/channels/{here.id}/messages/{said.id}/reactions/%F0%9F%91%8D/@me"
    for wanted, name, act in (
        (intents.DIRECT_MESSAGE_REACTIONS, "MESSAGE_REACTION_ADD", ("PUT", react)),
        (intents.DIRECT_MESSAGE_TYPING, "TYPING_START", ("POST", f"/channels/{here.id}/typing")),
    ):
        async with raw_gateway(playground) as raw:
            await raw.identify(playground.stage.bot_token, wanted)
            assert (await playground.as_member("dana").ask(*act)).status == 204
            told = await raw.until(name)
            assert not {"guild_id", "member"} & set(told)


async def test_commands_are_used_there_by_a_user_and_no_member(playground: Playground) -> None:
    async with application(playground) as app:
        here, dana = direct(playground), app.member()
        app.acts.run(dana, here, "today")
        told = await app.hear()
        assert told["user"]["id"] == str(dana.id)
        assert not {"guild", "guild_id", "guild_locale", "member"} & set(told)
        assert (told["context"], told["authorizing_integration_owners"]) == (1, {"0": "0"})
        assert told["channel"]["recipients"][0]["id"] == str(dana.id)
        allowed = permissions.ATTACH_FILES | permissions.EMBED_LINKS | permissions.MENTION_EVERYONE
        assert told["app_permissions"] == str(allowed | permissions.USE_EXTERNAL_EMOJIS)
        answer = await app.answer(told, MESSAGE, WITH_BUTTON | {"flags": EPHEMERAL}, "?with_response=true")
        assert "guild_id" not in answer.body["interaction"]
        shown = answer.body["resource"]["message"]
        (one,) = app.acts.ephemeral.values()
        assert shown["id"] == str(one.id)
        app.acts.press(dana, one, "again")
        pressed = await app.hear()
        assert (pressed["type"], pressed["user"]["id"]) == (3, str(dana.id))


async def test_an_answer_there_needs_no_welcome(playground: Playground) -> None:
    """Whoever uses a command asks for its answer."""
    async with application(playground) as app:
        app.member().takes_directs = False
        app.acts.run(app.member(), direct(playground), "today")
        assert (await app.answer(await app.hear(), MESSAGE, {"content": "here"})).status == 204


async def test_a_command_for_guilds_alone_is_not_offered_and_a_moderators_one_is(playground: Playground) -> None:
    async with application(playground) as app:
        body: Json = {"description": "x"}
        await app.register(
            body | {"name": "guilds", "contexts": [0]},
            body | {"name": "old", "dm_permission": False},
            body | {"name": "moderators", "default_member_permissions": "8192"},
        )
        here = direct(playground)
        for name in ("guilds", "old"):
            with pytest.raises(Exception, match="10063"):
                app.acts.run(app.member(), here, name)
        app.acts.run(app.member(), here, "moderators")
        assert (await app.hear())["data"]["name"] == "moderators"


async def test_the_guild_must_not_be_named(playground: Playground) -> None:
    async with application(playground) as app:
        command = playground.stage.world.commands.of(playground.stage.application, None)[0]
        data = {"id": str(command.id), "version": str(command.version), "name": "today", "type": 1}
        body: dict[str, Any] = {"type": 2, "application_id": str(playground.stage.application.id), "session_id": "x"}
        body |= {"channel_id": str(direct(playground).id), "data": data}
        named = await playground.as_member("dana").post("/interactions", body | {"guild_id": "0"})
        assert named.refusal == (404, 10004)
        assert (await playground.as_member("dana").post("/interactions", body)).status == 204
        await app.hear()


async def test_people_are_told_of_a_new_conversation_and_bots_are_not(playground: Playground) -> None:
    told = asyncio.Queue[tuple[str, User | None]]()
    playground.server.events.subscribe(lambda event: told.put_nowait((event.name, event.only)))
    direct(playground)
    assert told.get_nowait() == ("CHANNEL_CREATE", playground.stage.members["dana"])
    assert told.empty()


async def test_discord_py_reads_and_answers(playground: Playground) -> None:
    async with listening(playground) as client:
        playground.stage.world.say("dana", direct(playground), "hello")
        heard = await client.hear()
        assert (heard.guild, heard.content) == (None, "hello")
        await heard.channel.send("hello back")
        said = await client.hear()
        assert said.author.id == playground.stage.bot.id
        assert said.channel.id == heard.channel.id
