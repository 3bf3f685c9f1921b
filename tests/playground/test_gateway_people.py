"""Gateway sessions of people: what their own client would be told."""

from playground.cast import CHINESE, ENGLISH, GUILD_ID
from playground.server.channels.model import Overwrite
from playground.server.events import Event
from playground.server.gateway import intents
from playground.server.guilds import permissions
from playground.server.wire import Json
from tests.playground.support import Playground, RawGateway, raw_gateway


async def _arrive(playground: Playground, raw: RawGateway, handle: str) -> Json:
    """Identify as a person does, without intents, and wait until the guild is there."""
    member = playground.stage.members[handle]
    await raw.send(2, {"token": playground.stage.world.token_of(member), "properties": {}})
    ready = await raw.until("READY")
    await raw.until("GUILD_CREATE")
    return ready


async def test_a_person_is_welcomed_as_themselves(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        ready = await _arrive(playground, raw, "dana")
    assert ready["user"]["id"] == str(playground.stage.members["dana"].id)
    assert ready["guilds"] == [{"id": str(GUILD_ID), "unavailable": True}]
    assert "application" not in ready


async def test_a_person_hears_whole_messages_where_they_may_read(playground: Playground) -> None:
    world = playground.stage.world
    hidden = Overwrite(GUILD_ID, 0, deny=permissions.VIEW_CHANNEL)
    world.rooms.set_overwrite(world.channels[CHINESE.id], hidden)
    async with raw_gateway(playground) as raw:
        await _arrive(playground, raw, "dana")
        world.say("morgan", "中文", "not for Dana")
        said = world.say("morgan", "english", "for everyone")
        told = await raw.until("MESSAGE_CREATE")
    assert (told["id"], told["content"]) == (str(said.id), "for everyone")


async def test_what_is_for_one_person_reaches_them_alone(playground: Playground) -> None:
    stage = playground.stage
    dana = stage.members["dana"]
    async with raw_gateway(playground) as hers, raw_gateway(playground) as theirs, raw_gateway(playground) as bots:
        await _arrive(playground, hers, "dana")
        await _arrive(playground, theirs, "morgan")
        await bots.identify(stage.bot_token, intents.GUILDS | intents.GUILD_MESSAGES)
        await bots.until("GUILD_CREATE")
        channel = stage.world.channels[ENGLISH.id]
        stage.world.events.tell(Event("WHISPER", stage.guild, {"content": "psst"}, channel, only=dana))
        assert await hers.until("WHISPER") == {"content": "psst"}
        assert await theirs.names_until_quiet() == []
        assert await bots.names_until_quiet() == []


async def test_a_person_resumes_their_own_session_only(playground: Playground) -> None:
    world, members = playground.stage.world, playground.stage.members
    async with raw_gateway(playground) as raw:
        ready = await _arrive(playground, raw, "dana")
        playground.server.gateway.drop()
    missed = world.say("morgan", "english", "missed")
    for handle, is_hers in (("morgan", False), ("dana", True)):
        async with raw_gateway(playground) as raw:
            await raw.receive()
            token = world.token_of(members[handle])
            await raw.send(6, {"token": token, "session_id": ready["session_id"], "seq": 2})
            if is_hers:
                assert (await raw.until("MESSAGE_CREATE"))["id"] == str(missed.id)
            else:
                assert (await raw.receive())["op"] == 9


async def test_a_person_with_a_bots_prefix_is_nobody(playground: Playground) -> None:
    dana = playground.stage.world.token_of(playground.stage.members["dana"])
    async with raw_gateway(playground) as raw:
        await raw.send(2, {"token": f"Bot {dana}", "properties": {}})
        assert await raw.close_code() == 4004
