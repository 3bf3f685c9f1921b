"""Reactions over REST, and how they are told."""

from urllib.parse import quote

import pytest

from playground.cast import APPLICATION_ID, ENGLISH, GUILD_ID
from playground.server.gateway.intents import GUILD_MESSAGE_REACTIONS
from playground.server.guilds import permissions
from playground.server.messages.model import Message
from playground.server.wire import Json
from tests.playground.support import PIXEL, Playground, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")

HERE = f"/channels/{ENGLISH.id}/messages"
TWENTY = [chr(0x1F400 + number) for number in range(20)]


def _said(playground: Playground) -> Message:
    return playground.stage.world.say("dana", "english", "Tea at six")


def _at(message: Message, emoji: str, whose: str = "") -> str:
    return f"{HERE}/{message.id}/reactions/{quote(emoji)}{whose}"


async def _reactions(playground: Playground, handle: str, message: Message) -> list[Json]:
    reply = await playground.as_member(handle).get(f"{HERE}/{message.id}")
    found: list[Json] = reply.body.get("reactions", [])
    return found


async def test_a_reaction_is_counted_and_known_as_ones_own(playground: Playground) -> None:
    message = _said(playground)
    for handle in ("graham", "priya"):
        assert (await playground.as_member(handle).put(_at(message, "👍", "/@me"), None)).status == 204

    (seen,) = await _reactions(playground, "graham", message)
    assert seen["emoji"] == {"id": None, "name": "👍"}
    assert (seen["count"], seen["count_details"], seen["me"], seen["me_burst"]) == (
        2,
        {"burst": 0, "normal": 2},
        True,
        False,
    )
    assert [one["me"] for one in await _reactions(playground, "dana", message)] == [False]


async def test_reacting_twice_counts_once(playground: Playground) -> None:
    message, graham = _said(playground), playground.as_member("graham")
    for emoji in ("❤️", "❤"):
        await graham.put(_at(message, emoji, "/@me"), None)
    assert [one["count"] for one in await _reactions(playground, "graham", message)] == [1]


async def test_taking_the_last_one_back_leaves_nothing(playground: Playground) -> None:
    message, graham = _said(playground), playground.as_member("graham")
    await graham.put(_at(message, "👍", "/@me"), None)
    assert (await graham.delete(_at(message, "👍", "/@me"))).status == 204
    assert await _reactions(playground, "graham", message) == []
    assert (await graham.delete(_at(message, "👍", "/@me"))).refusal == (400, 10014)


@pytest.mark.parametrize("emoji", ["👩‍👩‍👧‍👦", "🇹🇼", "7️⃣", "👍🏽", "☺️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "™️"])
async def test_whatever_unicode_calls_an_emoji_is_one(playground: Playground, emoji: str) -> None:
    message = _said(playground)
    assert (await playground.as_member("graham").put(_at(message, emoji, "/@me"), None)).status == 204


@pytest.mark.parametrize("emoji", ["x", "thumbsup", "👍👍", "好", "tea:1", "7", ":", "x:y"])
async def test_what_is_no_emoji_is_unknown(playground: Playground, emoji: str) -> None:
    message = _said(playground)
    assert (await playground.as_member("graham").put(_at(message, emoji, "/@me"), None)).refusal == (400, 10014)


async def test_a_custom_emoji_is_named_as_the_guild_names_it(playground: Playground) -> None:
    world, message = playground.stage.world, _said(playground)
    emoji = world.emojis.create(None, playground.stage.guild, {"name": "kopi", "image": PIXEL})
    graham = playground.as_member("graham")
    assert (await graham.put(_at(message, f"anything:{emoji.id}", "/@me"), None)).status == 204
    (seen,) = await _reactions(playground, "graham", message)
    assert seen["emoji"] == {"id": str(emoji.id), "name": "kopi"}


async def test_another_guilds_emoji_is_for_its_members_with_nitro(playground: Playground) -> None:
    world, members, message = playground.stage.world, playground.stage.members, _said(playground)
    elsewhere = world.add_guild(GUILD_ID + 1, "Elsewhere", members["priya"])
    world.seat(elsewhere, members["graham"])
    emoji = world.emojis.create(None, elsewhere, {"name": "kopi", "image": PIXEL})
    path = _at(message, f"kopi:{emoji.id}", "/@me")
    assert (await playground.as_member("weijie").put(path, None)).refusal == (400, 10014)
    assert (await playground.as_member("graham").put(path, None)).refusal == (400, 10014)
    assert (await playground.as_member("priya").put(path, None)).status == 204
    # Once it stands, everyone may join.
    assert (await playground.as_member("weijie").put(path, None)).status == 204


async def test_there_are_twenty_kinds_at_most(playground: Playground) -> None:
    message, graham = _said(playground), playground.as_member("graham")
    for emoji in TWENTY:
        assert (await graham.put(_at(message, emoji, "/@me"), None)).status == 204
    assert (await graham.put(_at(message, "👍", "/@me"), None)).refusal == (403, 30010)
    assert (await playground.as_member("dana").put(_at(message, TWENTY[0], "/@me"), None)).status == 204


async def test_only_beginning_a_reaction_takes_the_right_to(playground: Playground) -> None:
    world, message = playground.stage.world, _said(playground)
    graham, channel = playground.stage.members["graham"], world.channels[ENGLISH.id]
    world.rooms.deny(graham, channel, permissions.ADD_REACTIONS)
    path, asking = _at(message, "👍", "/@me"), playground.as_member("graham")
    assert (await asking.put(path, None)).refusal == (403, 50013)
    await playground.as_member("dana").put(path, None)
    assert (await asking.put(path, None)).status == 204
    world.rooms.deny(graham, channel, permissions.READ_MESSAGE_HISTORY)
    assert (await asking.put(path, None)).refusal == (403, 50013)
    world.rooms.deny(graham, channel)
    assert (await asking.put(path, None)).refusal == (403, 50001)


async def test_others_reactions_are_moderators_business(playground: Playground) -> None:
    message, graham = _said(playground), playground.stage.members["graham"]
    await playground.as_member("graham").put(_at(message, "👍", "/@me"), None)
    await playground.as_member("priya").put(_at(message, "👎", "/@me"), None)
    dana, morgan = playground.as_member("dana"), playground.as_member("morgan")
    every = f"{HERE}/{message.id}/reactions"
    for path in (_at(message, "👍", f"/{graham.id}"), _at(message, "👍"), every):
        assert (await dana.delete(path)).refusal == (403, 50013)
    assert (await morgan.delete(_at(message, "👍", f"/{graham.id}"))).status == 204
    assert (await morgan.delete(_at(message, "👎"))).status == 204
    assert (await morgan.delete(_at(message, "👎"))).refusal == (400, 10014)
    assert (await morgan.delete(every)).status == 204
    assert await _reactions(playground, "dana", message) == []


async def test_who_reacted_is_listed_by_id_in_pages(playground: Playground) -> None:
    message, members = _said(playground), playground.stage.members
    for handle in ("priya", "graham", "dana"):
        await playground.as_member(handle).put(_at(message, "👍", "/@me"), None)

    async def handles(query: str) -> list[str]:
        return [one["username"] for one in (await playground.as_bot().get(_at(message, "👍") + query)).body]

    assert await handles("") == ["dana", "graham", "priya"]
    assert await handles("?limit=2") == ["dana", "graham"]
    assert await handles(f"?limit=2&after={members['graham'].id}") == ["priya"]
    assert await handles("?type=1") == []
    assert (await playground.as_bot().get(_at(message, "👍") + "?limit=101")).refusal == (400, 50035)
    assert (await playground.as_bot().get(_at(message, "👍") + "?type=2")).refusal == (400, 50035)


async def test_a_super_reaction_takes_nitro(playground: Playground) -> None:
    message = _said(playground)
    path = _at(message, "👍", "/@me?type=1")
    assert (await playground.as_member("graham").put(path, None)).refusal == (403, 90002)
    assert (await playground.as_member("priya").put(path, None)).status == 204
    (seen,) = await _reactions(playground, "priya", message)
    assert (seen["count_details"], seen["me"], seen["me_burst"]) == ({"burst": 1, "normal": 0}, False, True)


async def test_every_change_is_told_to_those_who_asked(playground: Playground) -> None:
    message, graham = _said(playground), playground.stage.members["graham"]
    async with raw_gateway(playground) as listening, raw_gateway(playground) as indifferent:
        await listening.identify(playground.stage.bot_token, GUILD_MESSAGE_REACTIONS)
        await indifferent.identify(playground.stage.bot_token, 1 << 9)
        asking, morgan = playground.as_member("graham"), playground.as_member("morgan")
        await asking.put(_at(message, "👍", "/@me"), None)
        added = await listening.until("MESSAGE_REACTION_ADD")
        await asking.delete(_at(message, "👍", "/@me"))
        removed = await listening.until("MESSAGE_REACTION_REMOVE")
        await asking.put(_at(message, "👍", "/@me"), None)
        await morgan.delete(_at(message, "👍"))
        emoji_gone = await listening.until("MESSAGE_REACTION_REMOVE_EMOJI")
        await asking.put(_at(message, "👍", "/@me"), None)
        await morgan.delete(f"{HERE}/{message.id}/reactions")
        all_gone = await listening.until("MESSAGE_REACTION_REMOVE_ALL")

        place = {"channel_id": str(ENGLISH.id), "message_id": str(message.id), "guild_id": str(GUILD_ID)}
        emoji = {"id": None, "name": "👍"}
        one = place | {"user_id": str(graham.id), "emoji": emoji, "burst": False, "type": 0}
        assert added.pop("member")["user"]["username"] == "graham"
        assert added == one | {"message_author_id": str(message.author_id)}
        assert removed == one
        assert emoji_gone == place | {"emoji": emoji}
        assert all_gone == place
        assert not [name for name in await indifferent.names_until_quiet() if "REACTION" in name]


async def test_the_bot_reacts_as_people_do(playground: Playground) -> None:
    message = _said(playground)
    assert (await playground.as_bot().put(_at(message, "✅", "/@me"), None)).status == 204
    (user,) = (await playground.as_member("dana").get(_at(message, "✅"))).body
    assert user["id"] == str(APPLICATION_ID)
