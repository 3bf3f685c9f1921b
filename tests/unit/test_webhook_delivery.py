"""The relay speaks through webhooks, against the playground and its faults."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.errors import ChannelGone, FateUnknown, Forbidden, MessageGone, NotApplied, Refused, WebhooksFull
from bot.ids import ChannelId, MessageId, UserId
from bot.relay.carried import Quote
from bot.relay.model import Persona, Piece
from bot.relay.webhook import Webhook
from playground.cast import CHINESE, ENGLISH, PRACTICE_ENGLISH
from playground.server.faults.model import Fault, Kind
from playground.server.guilds import permissions
from playground.server.messages.model import Message
from playground.server.rest.limits import Rule
from playground.server.traffic import Exchange
from tests.discord_end import Scene, scene

EXECUTE = "/webhooks/{webhook_id}/{webhook_token}"
MESSAGE = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
WEBHOOKS = "/channels/{channel_id}/webhooks"
THERE = ChannelId(CHINESE.id)
DANA = Persona("Dana · EN", "https://cdn.example/dana.png")


@pytest.fixture
async def room() -> AsyncIterator[Scene]:
    async with scene() as it:
        yield it


def piece(content: str, *pings: int) -> Piece:
    return Piece(content, 0, len(content), frozenset(map(UserId, pings)))


def standing(room: Scene, channel_id: int = CHINESE.id) -> list[Message]:
    return [each for each in room.stage.world.channels[channel_id].history if each.webhook_id is not None]


def close_by_hand(room: Scene, webhook: Webhook) -> None:
    room.stage.world.webhooks.delete(room.stage.world.webhooks.by_id[webhook.id])


async def test_a_message_stands_there_under_its_persona(room: Scene):
    message_id = await room.delivery.send(THERE, DANA, piece("给猫交税"))

    (message,) = standing(room)
    assert (message.id, message.content, message.author["username"]) == (message_id, "给猫交税", DANA.name)
    assert message.application_id == room.client.application_id


async def test_a_persona_without_a_picture_sends_none(room: Scene):
    bodies = room.sent(EXECUTE)
    await room.delivery.send(THERE, Persona("Dana", None), piece("hi"))

    assert bodies == [{"content": "hi", "username": "Dana", "allowed_mentions": {"parse": [], "users": []}}]


async def test_only_those_whom_the_piece_names_are_pinged(room: Scene):
    dana, graham = room.stage.members["dana"].id, room.stage.members["graham"].id
    bodies = room.sent(EXECUTE)
    await room.delivery.send(THERE, DANA, piece(f"<@{dana}> <@{graham}> @everyone", dana))

    assert bodies[0]["allowed_mentions"] == {"parse": [], "users": [str(dana)]}


async def test_an_edit_that_lands_late_does_not_undo_the_next_one(room: Scene):
    message_id = await room.delivery.send(THERE, DANA, piece("helo"))
    room.server.faults.add(Fault(Kind.RESET_THEN_EFFECT, "PATCH", MESSAGE, seconds=0.5))
    with pytest.raises(FateUnknown):
        await room.delivery.edit(THERE, message_id, piece("hello"))
    await room.delivery.edit(THERE, message_id, piece("hello, all"))
    await asyncio.sleep(1.0)

    assert [message.content for message in standing(room)] == ["hello, all"]


async def test_an_edit_pings_nobody(room: Scene):
    dana = room.stage.members["dana"].id
    bodies = room.sent(MESSAGE)
    message_id = await room.delivery.send(THERE, DANA, piece("hi"))
    await room.delivery.edit(THERE, message_id, piece(f"<@{dana}>", dana))

    assert bodies == [{"content": f"<@{dana}>", "allowed_mentions": {"parse": []}, "attachments": []}]
    assert standing(room)[0].content == f"<@{dana}>"


async def test_links_show_nothing_where_their_author_has_no_previews_and_quotes_are_shown_all_the_same(room: Scene):
    hiding = replace(piece("see https://a.example"), hides_previews=True)
    bodies = room.sent(EXECUTE)
    await room.delivery.send(THERE, DANA, hiding)
    await room.delivery.send(THERE, DANA, replace(hiding, quote=Quote("Ben", "moin", "https://discord.com/1")))
    long = replace(hiding, content="https://a.example " + "x" * 1982, quote=Quote("Ben", "", "https://discord.com/1"))
    await room.delivery.send(THERE, DANA, long)

    assert [(body["content"][:24], body.get("flags")) for body in bodies] == [
        ("see https://a.example", 4),
        ("see <https://a.example>", None),
        ("https://a.example xxxxxx", 4),
    ]


async def test_a_deleted_message_is_gone(room: Scene):
    message_id = await room.delivery.send(THERE, DANA, piece("hi"))
    await room.delivery.delete(THERE, message_id)

    assert standing(room) == []


async def test_a_lone_surrogate_is_discords_to_judge_and_no_crash(room: Scene):
    with pytest.raises((Refused, FateUnknown)):
        await room.delivery.send(THERE, DANA, piece("\ud83d"))


async def test_concurrent_first_messages_share_one_new_webhook(room: Scene):
    await asyncio.gather(*(room.delivery.send(THERE, DANA, piece(f"{n}")) for n in range(5)))

    assert room.requests("POST", WEBHOOKS) == 1
    assert len({message.webhook_id for message in standing(room)}) == 1


async def test_a_webhook_that_the_store_forgot_is_adopted(room: Scene):
    await room.delivery.send(THERE, DANA, piece("hi"))
    room.store.kept.clear()
    async with room.another_process() as other:
        await other.send(THERE, DANA, piece("hi again"))

    assert room.requests("POST", WEBHOOKS) == 1
    assert len(standing(room)) == 2


async def test_a_strangers_webhook_is_never_adopted(room: Scene):
    world = room.stage.world
    world.webhooks.create(room.stage.members["morgan"], world.channels[CHINESE.id], {"name": "News"})
    await room.delivery.send(THERE, DANA, piece("hi"))

    assert standing(room)[0].application_id == room.client.application_id


async def test_a_webhook_deleted_by_hand_is_recreated_once_for_all_who_wait(room: Scene):
    await room.delivery.send(THERE, DANA, piece("before"))
    close_by_hand(room, room.store.kept[THERE])
    await asyncio.gather(*(room.delivery.send(THERE, DANA, piece(f"{n}")) for n in range(6)))

    assert room.requests("POST", WEBHOOKS) == 2
    assert len(standing(room)) == 7


async def test_a_sender_that_gives_up_takes_nobodys_new_webhook_away(room: Scene):
    room.server.faults.add(Fault(Kind.DELAY, "POST", WEBHOOKS, seconds=0.1))
    first = asyncio.ensure_future(room.delivery.send(THERE, DANA, piece("never")))
    others = [asyncio.ensure_future(room.delivery.send(THERE, DANA, piece(f"{n}"))) for n in range(3)]
    await asyncio.sleep(0.05)
    first.cancel()
    await asyncio.gather(*others)

    assert sorted(message.content for message in standing(room)) == ["0", "1", "2"]


async def test_a_webhook_that_another_process_recreated_is_taken_from_the_store(room: Scene):
    await room.delivery.send(THERE, DANA, piece("before"))
    close_by_hand(room, room.store.kept[THERE])
    async with room.another_process() as other:
        await other.send(THERE, DANA, piece("theirs"))
    await room.delivery.send(THERE, DANA, piece("ours"))

    assert room.requests("POST", WEBHOOKS) == 2
    assert len(standing(room)) == 3


async def test_webhooks_deleted_as_fast_as_they_are_made_are_made_once_an_attempt(room: Scene):
    await room.delivery.send(THERE, DANA, piece("before"))
    close_by_hand(room, room.store.kept[THERE])
    room.server.traffic.exchanges.subscribe(lambda exchange: close_new_webhooks(room, exchange))
    with pytest.raises(NotApplied):
        await room.delivery.send(THERE, DANA, piece("after"))

    assert room.requests("POST", WEBHOOKS) == 2


def close_new_webhooks(room: Scene, exchange: Exchange) -> None:
    if (exchange.request.method, exchange.request.route) == ("POST", WEBHOOKS):
        for hook in list(room.stage.world.webhooks.by_id.values()):
            room.stage.world.webhooks.delete(hook)


async def test_a_token_that_is_wrong_in_the_store_is_replaced(room: Scene):
    await room.delivery.send(THERE, DANA, piece("before"))
    kept = room.store.kept[THERE]
    await room.store.keep(Webhook(kept.id, kept.channel_id, "wrong"))
    async with room.another_process() as other:
        await other.send(THERE, DANA, piece("after"))

    assert room.requests("POST", WEBHOOKS) == 1
    assert room.store.kept[THERE] == kept


async def test_a_message_of_a_deleted_webhook_can_no_longer_be_reached(room: Scene):
    message_id = await room.delivery.send(THERE, DANA, piece("before"))
    close_by_hand(room, room.store.kept[THERE])
    for _ in range(2):
        with pytest.raises(MessageGone):
            await room.delivery.edit(THERE, message_id, piece("after"))
        with pytest.raises(MessageGone):
            await room.delivery.delete(THERE, message_id)

    asked = room.requests("PATCH", MESSAGE) + room.requests("DELETE", MESSAGE)
    assert asked == 1, "after a 404 a webhook must not be used again"

    await room.delivery.send(THERE, DANA, piece("anew"))
    with pytest.raises(MessageGone):
        await room.delivery.edit(THERE, message_id, piece("after"))


async def test_a_message_of_a_channel_without_a_webhook_cannot_be_reached(room: Scene):
    with pytest.raises(MessageGone):
        await room.delivery.delete(THERE, MessageId(1))


async def test_a_message_deleted_by_a_moderator_is_gone(room: Scene):
    message_id = await room.delivery.send(THERE, DANA, piece("hi"))
    room.stage.world.messages.delete(standing(room)[0])
    with pytest.raises(MessageGone):
        await room.delivery.edit(THERE, message_id, piece("ho"))
    with pytest.raises(MessageGone):
        await room.delivery.delete(THERE, message_id)


async def test_a_webhook_moved_to_another_channel_leaves_nothing_there(room: Scene):
    world = room.stage.world
    await room.delivery.send(THERE, DANA, piece("before"))
    hook = world.webhooks.by_id[room.store.kept[THERE].id]
    world.webhooks.modify(hook, {"channel_id": str(PRACTICE_ENGLISH.id)}, room.stage.members["morgan"])
    await room.delivery.send(THERE, DANA, piece("after"))

    assert standing(room, PRACTICE_ENGLISH.id) == []
    assert [message.content for message in standing(room)] == ["before", "after"]


async def test_a_deleted_channel_is_gone(room: Scene):
    await room.delivery.send(THERE, DANA, piece("hi"))
    world = room.stage.world
    world.rooms.delete_channel(world.channels[CHINESE.id])
    for _ in range(2):
        with pytest.raises(ChannelGone):
            await room.delivery.send(THERE, DANA, piece("ho"))


@pytest.mark.parametrize("right", [permissions.VIEW_CHANNEL, permissions.MANAGE_WEBHOOKS])
async def test_a_channel_where_the_bot_may_not_make_a_webhook_is_forbidden(room: Scene, right: int):
    world = room.stage.world
    world.rooms.deny(room.stage.bot, world.channels[CHINESE.id], right)
    with pytest.raises(Forbidden):
        await room.delivery.send(THERE, DANA, piece("hi"))

    world.rooms.allow(room.stage.bot, world.channels[CHINESE.id])
    await room.delivery.send(THERE, DANA, piece("hi"))


async def test_a_channel_full_of_webhooks_forbids_another(room: Scene):
    world = room.stage.world
    for number in range(15):
        world.webhooks.create(room.stage.members["morgan"], world.channels[CHINESE.id], {"name": f"News {number}"})
    with pytest.raises(WebhooksFull) as caught:
        await room.delivery.send(THERE, DANA, piece("hi"))

    assert caught.value.fields["code"] == 30007


async def test_what_discord_will_never_take_is_refused_with_its_code(room: Scene):
    with pytest.raises(Refused) as caught:
        await room.delivery.send(THERE, Persona("Discord", None), piece("hi"))

    assert caught.value.fields == {"code": 50035, "status": 400}


async def test_a_message_is_not_posted_where_its_webhook_could_not_be_made(room: Scene):
    room.server.faults.add(Fault(Kind.STATUS, "GET", WEBHOOKS, status=503))
    with pytest.raises(NotApplied):
        await room.delivery.send(THERE, DANA, piece("hi"))

    await room.delivery.send(THERE, DANA, piece("hi"))
    assert len(standing(room)) == 1


@pytest.mark.parametrize(
    ("fault", "stands"),
    [
        (Fault(Kind.RESET_BEFORE, "POST", EXECUTE), 0),
        (Fault(Kind.RESET_AFTER, "POST", EXECUTE), 1),
        (Fault(Kind.STATUS, "POST", EXECUTE, status=502), 0),
        (Fault(Kind.STATUS, "POST", EXECUTE, status=502, has_effect=True), 1),
    ],
)
async def test_a_lost_answer_leaves_the_fate_unknown_and_nothing_is_posted_twice(
    room: Scene, fault: Fault, stands: int
):
    room.server.faults.add(fault)
    with pytest.raises(FateUnknown):
        await room.delivery.send(THERE, DANA, piece("hi"))

    assert len(standing(room)) == stands
    assert fault.hits == 1


async def test_twenty_messages_cross_a_limit_without_one_refusal(room: Scene):
    room.server.limits.enabled = True
    room.server.limits.rules["webhook"] = Rule(5, 0.3)
    await asyncio.gather(*(room.delivery.send(THERE, DANA, piece(f"{n}")) for n in range(20)))

    assert len(standing(room)) == 20
    assert room.server.limits.refused == 0


async def test_sends_edits_and_deletes_of_two_channels_cross_their_limits_without_one_refusal(room: Scene):
    room.server.limits.enabled = True
    room.server.limits.rules["webhook"] = Rule(5, 0.2)

    async def live(channel_id: ChannelId) -> None:
        message_id = await room.delivery.send(channel_id, DANA, piece("hi"))
        await room.delivery.edit(channel_id, message_id, piece("ho"))
        await room.delivery.delete(channel_id, message_id)

    both = (THERE, ChannelId(ENGLISH.id))
    await asyncio.gather(*(live(channel_id) for channel_id in both for _ in range(5)))

    assert standing(room) == standing(room, ENGLISH.id) == []
    assert room.server.limits.refused == 0


async def test_a_limit_spent_by_an_earlier_process_is_waited_out(room: Scene):
    room.server.limits.enabled = True
    room.server.limits.rules["webhook"] = Rule(2, 0.2)
    for number in range(2):
        await room.delivery.send(THERE, DANA, piece(f"{number}"))
    async with room.another_process() as delivery:
        await delivery.send(THERE, DANA, piece("after"))

    assert [message.content for message in standing(room)] == ["0", "1", "after"]


@pytest.mark.parametrize("away", ["of", "keep"])
async def test_a_database_that_is_away_is_a_reason_to_try_again_and_no_bug(room: Scene, away: str):
    room.store.away = {away}
    for _ in range(2):
        with pytest.raises(NotApplied):
            await room.delivery.send(THERE, DANA, piece("hi"))
    assert standing(room) == []
    room.store.away = set()
    message_id = await room.delivery.send(THERE, DANA, piece("hi"))
    assert [message.id for message in standing(room)] == [message_id]
    assert room.requests("POST", WEBHOOKS) == 1


async def test_a_database_that_is_away_delays_an_edit_and_a_deletion(room: Scene):
    message_id = await room.delivery.send(THERE, DANA, piece("hi"))
    async with room.another_process() as delivery:
        room.store.away = {"of"}
        with pytest.raises(NotApplied):
            await delivery.edit(THERE, message_id, piece("ho"))
        with pytest.raises(NotApplied):
            await delivery.delete(THERE, message_id)
    assert standing(room)[0].content == "hi"
