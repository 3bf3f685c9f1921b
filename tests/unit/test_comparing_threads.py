"""What a look at what stands finds in threads: as much as in channels, and only in those that are lively."""

import pytest

from bot.bridges.model import Bridge, BridgeId, Endpoint, Owner
from bot.errors import ChannelGone, Forbidden
from bot.ids import ChannelId
from bot.relay.model import MessageEdited, MessagesDeleted, Revision
from bot.relay.reacting import Reaction, Unreacted
from bot.relay.threads import Joined
from bot.relay.visiting import REACH
from bot.translation.model import ZH_HANT
from tests.unit.test_comparing import AWAY, BRIDGE, CHINESE, ENGLISH, HEART, HOME, NOW, QUAY, Desk, edited

THREAD, COPY, FAR = ChannelId(110), ChannelId(120), ChannelId(130)
STRAND = ChannelId(1)


@pytest.fixture
async def desk() -> Desk:
    """A desk with a strand of three threads."""
    desk = Desk()
    for parent_id, thread_id in ((ENGLISH, THREAD), (CHINESE, COPY), (QUAY, FAR)):
        await desk.threads.opened(STRAND, Joined(parent_id, thread_id, thread_id != THREAD, "a", desk.clock.now()))
    return desk


async def test_in_a_thread_what_is_gone_was_deleted_and_what_reads_differently_was_edited(desk: Desk):
    """Told as what is heard there: with the thread's channel, by which whoever takes it in finds the strand."""
    _, goes, changes = (desk.crossed(number, COPY, FAR, source=THREAD)[0] for number in range(3))
    desk.delete(THREAD, goes)
    desk.put(THREAD, changes, revision=NOW)
    await desk.compare()
    gone, edit = desk.told
    assert gone == MessagesDeleted(THREAD, (goes,), parent_id=ENGLISH)
    assert isinstance(edit, MessageEdited)
    assert (edit.message.channel_id, edit.message.id) == (THREAD, changes)


async def test_what_was_said_in_a_counterpart_is_followed_from_there(desk: Desk):
    [goes, *_] = desk.crossed(0, THREAD, FAR, source=COPY)
    desk.delete(COPY, goes)
    await desk.compare()
    assert desk.told == [MessagesDeleted(COPY, (goes,), parent_id=CHINESE)]


async def test_a_reaction_in_a_thread_is_looked_at_from_where_it_is(desk: Desk):
    _, copy, _ = desk.crossed(0, COPY, FAR, source=THREAD)
    desk.put(COPY, copy, Reaction(HEART, 1))
    await desk.compare()
    assert desk.reacted == [Unreacted(COPY, copy, HEART)]


async def test_a_strand_costs_a_request_a_thread_and_its_quiet_channels_none(desk: Desk):
    desk.crossed(0, COPY, FAR, source=THREAD)
    await desk.compare()
    assert desk.channels.pages == [(THREAD, 1), (COPY, 1), (FAR, 1)]
    assert desk.told == []


async def test_a_thread_at_rest_for_a_day_costs_nothing(desk: Desk):
    [goes, *_] = desk.crossed(0, COPY, FAR, source=THREAD)
    desk.delete(THREAD, goes)
    desk.clock.elapsed += REACH.total_seconds()
    await desk.compare()
    assert desk.channels.pages == []
    assert desk.told == []


async def test_a_lively_thread_comes_before_a_quieter_channel(desk: Desk):
    desk.crossed(0, CHINESE)
    desk.crossed(1, COPY, source=THREAD)
    await desk.compare()
    assert [channel_id for channel_id, _ in desk.channels.pages] == [THREAD, COPY, ENGLISH, CHINESE]


@pytest.mark.parametrize("refusal", [ChannelGone(), Forbidden(code=50001)])
async def test_a_thread_that_is_gone_or_shut_takes_nothing_with_it(desk: Desk, refusal: Exception):
    desk.crossed(0, COPY, FAR, source=THREAD)
    [other, *_] = desk.crossed(1, THREAD, FAR, source=COPY)
    desk.channels.there[THREAD].clear()
    desk.channels.refusals[THREAD] = refusal
    desk.delete(COPY, other)
    await desk.compare()
    assert desk.told == [MessagesDeleted(COPY, (other,), parent_id=CHINESE)]
    assert desk.unheard.since == {}


async def test_a_thread_that_is_known_to_be_gone_is_not_asked_for(desk: Desk):
    desk.crossed(0, COPY, FAR, source=THREAD)
    desk.crossed(1, THREAD, FAR, source=COPY)
    await desk.threads.gone([THREAD])
    await desk.compare()
    assert [channel_id for channel_id, _ in desk.channels.pages] == [COPY, FAR]


async def test_of_threads_too_only_those_of_guilds_that_were_not_heard_are_told_of(desk: Desk):
    [at_home, *_] = desk.crossed(0, FAR, source=THREAD)
    [elsewhere, *_] = desk.crossed(1, THREAD, source=FAR)
    desk.delete(THREAD, at_home)
    desk.delete(FAR, elsewhere)
    await desk.compare(AWAY)
    assert desk.told == [MessagesDeleted(FAR, (elsewhere,), parent_id=QUAY)]


async def test_threads_of_channels_that_left_every_bridge_are_let_be(desk: Desk):
    [goes, *_] = desk.crossed(0, COPY, FAR, source=THREAD)
    desk.delete(THREAD, goes)
    desk.bridges = []
    await desk.compare()
    assert desk.channels.pages == []


async def test_where_a_channel_went_to_another_bridge_its_thread_stays_with_it(desk: Desk):
    """As what is said there does: a bridge within a strand is between the threads of its own channels."""
    stayed = Bridge(BridgeId(1), Owner(HOME), "main", (BRIDGE.endpoints[0], BRIDGE.endpoints[1]))
    moved = Bridge(BridgeId(2), Owner(AWAY), "new", (BRIDGE.endpoints[2], Endpoint(AWAY, ChannelId(40), ZH_HANT)))
    desk.bridges = [stayed, moved]
    [goes, *_] = desk.crossed(0, COPY, FAR, source=THREAD)
    desk.delete(THREAD, goes)
    await desk.compare()
    assert desk.told == [MessagesDeleted(THREAD, (goes,), parent_id=ENGLISH)]


async def test_what_was_edited_in_a_thread_while_it_was_heard_and_refused_does_not_cross_now(desk: Desk):
    refused, missed = (desk.crossed(number, COPY, source=THREAD)[0] for number in range(2))
    desk.put(THREAD, refused, revision=NOW)
    desk.put(THREAD, missed, revision=Revision(NOW + 1))
    await desk.comparison.refused(HOME, NOW)
    await desk.compare()
    assert edited(desk.told) == [missed]
