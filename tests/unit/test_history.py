"""The past of channels, read from the playground."""

import asyncio
import itertools
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.discord_adapter.channel_watch import DiscordChannelWatch
from bot.discord_adapter.directory import DiscordDirectory
from bot.discord_adapter.history import DiscordHistory
from bot.errors import ChannelGone, Forbidden, Gone, NotApplied, Unavailable
from bot.ids import ChannelId, GuildId, MessageId
from bot.relay.admission import Verdict, judge
from bot.relay.carried import Ballot
from bot.relay.model import Persona, Piece, SourcePlace
from playground.cast import CHINESE, ENGLISH, GUILD_ID
from playground.server.faults.model import Fault, Kind
from playground.server.guilds.permissions import READ_MESSAGE_HISTORY
from tests.discord_end import Reaction, Scene, answer, scene, scripted, truncated

MESSAGES = "/channels/{channel_id}/messages"
CHANNELS = "/guilds/{guild_id}/channels"
CHANNEL = "/channels/{channel_id}"
MEMBER = "/guilds/{guild_id}/members/{user_id}"
HERE = ChannelId(ENGLISH.id)
BEGINNING = MessageId(0)


@pytest.fixture
async def room() -> AsyncIterator[Scene]:
    async with scene() as it:
        yield it


@pytest.fixture
def history(room: Scene) -> DiscordHistory:
    return DiscordHistory(room.client, DiscordDirectory(room.client), DiscordChannelWatch(room.client))


def say(room: Scene, *lines: str, by: str = "dana") -> list[MessageId]:
    return [MessageId(room.stage.world.say(by, ENGLISH.name, line).id) for line in lines]


async def test_the_newest_message_of_every_channel_comes_in_one_request(room: Scene, history: DiscordHistory):
    (newest,) = say(room, "hi")
    found = await history.newest(GuildId(GUILD_ID))

    assert found[HERE] == newest
    assert ChannelId(CHINESE.id) not in found
    assert room.requests("GET", CHANNELS) == 1


async def test_one_message_comes_with_its_authors_membership(room: Scene, history: DiscordHistory):
    (said,) = say(room, "hi")
    found = await history.one(SourcePlace(HERE, said))
    assert found is not None
    assert (found.content, found.guild_id) == ("hi", GUILD_ID)
    assert found.membership is not None
    assert found.membership.joined_at is not None
    with pytest.raises(Gone):
        await history.one(SourcePlace(HERE, MessageId(said + 1)))


async def test_what_was_said_since_a_message_comes_oldest_first(room: Scene, history: DiscordHistory):
    ids = say(room, "one", "two", "three", "four")
    found = await history.said_since(HERE, ids[0], limit=500)

    assert [source.content for source in found] == ["two", "three", "four"]
    assert [source.id for source in found] == ids[1:]
    assert {(source.guild_id, source.channel_id) for source in found} == {(GUILD_ID, HERE)}


async def test_of_too_much_only_the_newest_is_read(room: Scene, history: DiscordHistory):
    ids = say(room, *(f"{number}" for number in range(260)))
    found = await history.said_since(HERE, ids[9], limit=240)

    assert [source.id for source in found] == ids[20:]
    assert room.requests("GET", MESSAGES) == 3


async def test_a_channel_without_news_costs_one_request(room: Scene, history: DiscordHistory):
    (last,) = say(room, "hi")
    assert await history.said_since(HERE, last, limit=500) == []
    assert room.requests("GET", MESSAGES) == 1


async def test_an_empty_list_for_want_of_a_right_is_no_empty_channel(room: Scene, history: DiscordHistory):
    """Without Read Message History Discord says nothing, and says it with a 200."""
    say(room, "hi")
    room.stage.world.rooms.deny(room.stage.bot, room.stage.world.channel(ENGLISH.name), READ_MESSAGE_HISTORY)
    with pytest.raises(Forbidden):
        await history.said_since(HERE, BEGINNING, limit=500)
    with pytest.raises(Forbidden):
        await history.own_since(HERE, BEGINNING)


async def test_authors_carry_their_nickname_and_each_is_asked_for_once(room: Scene, history: DiscordHistory):
    guild = room.stage.guild
    guild.members[room.stage.members["dana"].id].nick = "Night Dana"
    say(room, "one", "two")
    say(room, "three", by="graham")
    await history.said_since(HERE, BEGINNING, limit=500)
    found = await history.said_since(HERE, BEGINNING, limit=500)

    assert [source.author.name for source in found] == ["Night Dana", "Night Dana", "Graham"]
    assert room.requests("GET", MEMBER) == 2


async def test_an_author_who_left_keeps_the_user_name(room: Scene, history: DiscordHistory):
    say(room, "bye")
    room.stage.world.seats.remove(room.stage.guild, room.stage.members["dana"])
    (source,) = await history.said_since(HERE, BEGINNING, limit=500)

    assert source.author.name == "Dana"


async def test_a_membership_that_cannot_be_asked_for_delays_no_message(room: Scene, history: DiscordHistory):
    say(room, "hi")
    room.server.faults.add(Fault(Kind.STATUS, "GET", MEMBER, status=503))
    (source,) = await history.said_since(HERE, BEGINNING, limit=500)

    assert source.author.name == "Dana"


async def test_webhook_messages_are_told_apart_and_nobody_is_asked_about_them(room: Scene, history: DiscordHistory):
    await room.delivery.send(HERE, Persona("Mei", None), Piece("hi", 0, 2))
    (source,) = await history.said_since(HERE, BEGINNING, limit=500)

    assert source.author.is_bot
    assert source.application_id == room.client.application_id
    assert room.requests("GET", MEMBER) == 0


async def test_an_edited_message_comes_with_its_revision(room: Scene, history: DiscordHistory):
    first, _ = say(room, "hi", "ho")
    token = room.stage.world.token_of(room.stage.members["dana"])
    url = f"{room.server.api_url}/channels/{HERE}/messages/{first}"
    async with aiohttp.request("PATCH", url, json={"content": "hey"}, headers={"Authorization": token}) as response:
        assert response.status == 200
    edited, unedited = await history.said_since(HERE, BEGINNING, limit=500)

    assert edited.content == "hey"
    assert edited.revision > unedited.revision == 0


async def test_our_own_messages_are_found_among_others(room: Scene, history: DiscordHistory):
    world = room.stage.world
    stranger = world.webhooks.create(room.stage.members["morgan"], world.channels[ENGLISH.id], {"name": "News"})
    say(room, "before")
    first = await room.delivery.send(HERE, Persona("Mei", None), Piece("one", 0, 3))
    say(room, *(f"{number}" for number in range(120)))
    second = await room.delivery.send(HERE, Persona("Mei", None), Piece("two", 0, 3))
    assert stranger.application_id is None

    assert [(each.message_id, each.content) for each in await history.own_since(HERE, BEGINNING)] == [
        (first, "one"),
        (second, "two"),
    ]
    assert [each.message_id for each in await history.own_since(HERE, first)] == [second]


async def test_at_most_a_hundred_of_our_own_come_the_oldest_first(room: Scene, history: DiscordHistory):
    ids = [await room.delivery.send(HERE, Persona("Mei", None), Piece(f"{n}", 0, 1)) for n in range(103)]

    assert [each.message_id for each in await history.own_since(HERE, ids[0])] == ids[1:101]


async def test_a_channel_is_asked_for_its_guild_once(room: Scene):
    directory = DiscordDirectory(room.client)
    assert [await directory.guild_of(HERE) for _ in range(2)] == [GUILD_ID] * 2
    assert room.requests("GET", CHANNEL) == 1


async def test_an_unknown_channel_is_gone(room: Scene, history: DiscordHistory):
    with pytest.raises(ChannelGone):
        await DiscordDirectory(room.client).guild_of(ChannelId(1))
    with pytest.raises(ChannelGone):
        await history.said_since(ChannelId(1), BEGINNING, limit=500)


async def test_a_channel_that_the_bot_may_not_see_is_forbidden(room: Scene, history: DiscordHistory):
    await DiscordDirectory(room.client).guild_of(HERE)
    room.stage.world.rooms.deny(room.stage.bot, room.stage.world.channels[ENGLISH.id])
    with pytest.raises(Forbidden):
        await DiscordDirectory(room.client).guild_of(HERE)
    with pytest.raises(Forbidden):
        await history.own_since(HERE, BEGINNING)


async def test_a_guild_without_the_bot_has_no_history(room: Scene, history: DiscordHistory):
    with pytest.raises((Forbidden, Gone)):
        await history.newest(GuildId(1))


@pytest.mark.parametrize("kind", [Kind.RESET_BEFORE, Kind.RESET_AFTER])
async def test_a_broken_connection_is_unavailable(room: Scene, history: DiscordHistory, kind: Kind):
    await DiscordDirectory(room.client).guild_of(HERE)
    room.server.faults.add(Fault(kind, "GET", times=None))
    with pytest.raises(Unavailable):
        await history.newest(GuildId(GUILD_ID))
    with pytest.raises(Unavailable):
        await history.own_since(HERE, BEGINNING)


async def test_a_silent_server_is_unavailable(room: Scene, history: DiscordHistory, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.discord_adapter.failures._PATIENCE_SECONDS", 0.1)
    room.server.faults.add(Fault(Kind.DELAY, "GET", CHANNELS, seconds=1.0))
    with pytest.raises(Unavailable):
        await history.newest(GuildId(GUILD_ID))


@pytest.mark.parametrize("status", [401, 503])
async def test_a_server_error_or_a_token_just_changed_is_unavailable(room: Scene, history: DiscordHistory, status: int):
    room.server.faults.add(Fault(Kind.STATUS, "GET", CHANNELS, status=status))
    with pytest.raises(Unavailable):
        await history.newest(GuildId(GUILD_ID))


PAGE = answer(200, b"<html>Welcome to the hotel</html>", content_type="text/html")
NONSENSE = [
    PAGE,
    answer(403, b"<html>Access denied</html>", content_type="text/html"),
    answer(429, b"<html>error code: 1015</html>", content_type="text/html"),
    answer(200, b'[{"id": '),
    answer(200, [1, 2]),
    answer(200, [{"id": "x", "last_message_id": "y"}]),
    truncated([]),
]


@pytest.mark.parametrize("reaction", [*NONSENSE, answer(200, {})])
async def test_a_nonsensical_answer_is_unavailable_and_no_empty_guild_and_no_lost_channel(
    room: Scene, history: DiscordHistory, reaction: Reaction, monkeypatch: pytest.MonkeyPatch
):
    async with scripted(usual=reaction) as server:
        monkeypatch.setattr("discord.http.Route.BASE", server.url)
        with pytest.raises(Unavailable):
            await history.newest(GuildId(GUILD_ID))
        with pytest.raises(Unavailable):
            await DiscordDirectory(room.client).guild_of(HERE)


@pytest.mark.parametrize("reaction", NONSENSE)
async def test_a_nonsensical_page_of_messages_is_unavailable(
    room: Scene, reaction: Reaction, monkeypatch: pytest.MonkeyPatch
):
    directory = DiscordDirectory(room.client)
    await directory.guild_of(HERE)
    history = DiscordHistory(room.client, directory, DiscordChannelWatch(room.client))
    async with scripted(usual=reaction) as server:
        monkeypatch.setattr("discord.http.Route.BASE", server.url)
        with pytest.raises(Unavailable):
            await history.own_since(HERE, BEGINNING)
        with pytest.raises(Unavailable):
            await history.said_since(HERE, BEGINNING, limit=500)


async def test_a_webhook_that_a_proxy_invents_is_none(room: Scene, monkeypatch: pytest.MonkeyPatch):
    async with scripted(usual=PAGE) as server:
        monkeypatch.setattr("discord.http.Route.BASE", server.url)
        with pytest.raises(NotApplied):
            await room.delivery.send(HERE, Persona("Mei", None), Piece("hi", 0, 2))


async def test_what_discord_says_of_the_end_of_a_poll_of_ours_is_not_ours(room: Scene, history: DiscordHistory):
    ballot = Ballot("Tea?", (("Yes", ""),), allows_several=False, hours=1)
    room.stage.world.polls.hour_seconds = 0.05
    is_over = asyncio.Event()
    posted = itertools.count(1)
    room.server.events.subscribe(
        lambda event: is_over.set() if event.name == "MESSAGE_CREATE" and next(posted) == 2 else None
    )
    asked = await room.delivery.send(HERE, Persona("Dana", None), Piece("", 0, 0, ballot=ballot))
    await asyncio.wait_for(is_over.wait(), 5)

    assert [each.message_id for each in await history.own_since(HERE, BEGINNING)] == [asked]
    _, told = await history.said_since(HERE, BEGINNING, limit=10)
    assert told.carried.ends_poll == asked
    assert judge(told, room.client.application_id or 0) is Verdict.STAYS


async def test_a_look_back_shows_edits_reactions_and_whether_a_member_spoke(room: Scene, history: DiscordHistory):
    world, dana = room.stage.world, room.stage.members["dana"]
    ids = say(room, *(f"{number}" for number in range(102)))
    last = world.channel(ENGLISH.name).history.get(ids[-1])
    assert last is not None
    world.reactions.add(last, "❤", dana)
    seen = await history.page(HERE, MessageId(ids[-1] + 1))
    assert [one.message_id for one in seen] == ids[:1:-1]
    (reaction,) = seen[0].reactions
    assert (reaction.emoji.name, reaction.count, reaction.is_ours) == ("❤", 1, False)
    assert all(one.is_said and one.revision == 0 for one in seen)
    rest = await history.page(HERE, seen[-1].message_id)
    assert [one.message_id for one in rest] == [ids[1], ids[0]]
    assert await history.page(HERE, ids[0]) == []


async def test_a_look_back_without_the_right_is_no_empty_page(room: Scene, history: DiscordHistory):
    (last,) = say(room, "hi")
    room.stage.world.rooms.deny(room.stage.bot, room.stage.world.channel(ENGLISH.name), READ_MESSAGE_HISTORY)
    with pytest.raises(Forbidden):
        await history.page(HERE, MessageId(last + 1))
