"""What a look at what stands takes for an edit, a deletion, a reaction: and what it does not."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import pytest

from bot.bridges.model import Bridge, BridgeId, Endpoint, Owner
from bot.errors import ChannelGone, Forbidden, MessageGone, Unavailable
from bot.ids import ChannelId, GuildId, MessageId, first_id_at, said_at
from bot.relay.comparing import MOST, Comparison
from bot.relay.lively import Lively
from bot.relay.model import UNEDITED, MessageEdited, MessagesDeleted, Part, Revision, SourceEvent, SourceMessage
from bot.relay.model import SourcePlace as Place
from bot.relay.past import PAGE, Seen
from bot.relay.reacting import Emoji, Reaction, ReactionEvent, Unreacted
from bot.relay.visiting import REACH
from bot.tasks import Tasks
from bot.translation.model import EN, ZH_HANS, Quality
from tests.fakes import MemoryJournal, MemoryOutbox, MemoryStandingParts, MemoryThreadStore, MemoryUnheardGuilds
from tests.relaying import JumpingClock, said

T = TypeVar("T")

HOME, AWAY = GuildId(1), GuildId(2)
ENGLISH, CHINESE, QUAY = ChannelId(10), ChannelId(20), ChannelId(30)
BRIDGE = Bridge(
    BridgeId(1),
    Owner(HOME),
    "main",
    (Endpoint(HOME, ENGLISH, EN), Endpoint(HOME, CHINESE, ZH_HANS), Endpoint(AWAY, QUAY, EN)),
)
HEART, PARTY = Emoji("❤"), Emoji("party", 70)
NOW = Revision(int(JumpingClock().now().timestamp() * 1_000_000))
RECENT = first_id_at(JumpingClock().now() - timedelta(hours=1))


@dataclass
class Channels:
    """Channels as they read; *refusals* are met where one is read, *happens* whenever one was."""

    there: defaultdict[ChannelId, dict[MessageId, Seen]] = field(default_factory=lambda: defaultdict(dict))
    refusals: dict[ChannelId, Exception] = field(default_factory=dict)
    faults: deque[Exception] = field(default_factory=deque)
    happens: Callable[[], object] = lambda: None
    pages: list[tuple[ChannelId, int]] = field(default_factory=list)
    asked: list[MessageId] = field(default_factory=list)

    async def page(self, channel_id: ChannelId, before: MessageId) -> Sequence[Seen]:
        if self.faults:
            raise self.faults.popleft()
        if (refusal := self.refusals.get(channel_id)) is not None:
            raise refusal
        older = sorted((i for i in self.there[channel_id] if i < before), reverse=True)[:PAGE]
        self.pages.append((channel_id, len(older)))
        page = [self.there[channel_id][message_id] for message_id in older]
        self.happens()
        return page

    async def one(self, place: Place) -> SourceMessage | None:
        self.asked.append(place.message_id)
        seen = self.there[place.channel_id].get(place.message_id)
        if seen is None:
            raise MessageGone
        return said(seen.message_id, "reads so now", channel_id=place.channel_id, revision=seen.revision)


class WatchedTasks(Tasks):
    """Tasks of which it can be seen that all have ended."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[asyncio.Task[Any]] = []

    def start(self, work: Coroutine[Any, Any, T], *, name: str) -> asyncio.Task[T]:
        task = super().start(work, name=name)
        self.started.append(task)
        return task

    @property
    def are_done(self) -> bool:
        return all(task.done() for task in self.started)


class Desk:
    """A comparison, with all around it to look at."""

    def __init__(self) -> None:
        self.clock, self.tasks, self.journal = JumpingClock(), WatchedTasks(), MemoryJournal()
        self.channels, self.unheard = Channels(), MemoryUnheardGuilds()
        self.told: list[SourceEvent] = []
        self.reacted: list[ReactionEvent] = []
        self.bridges: Collection[Bridge] = [BRIDGE]
        self.threads = MemoryThreadStore(self.journal)
        self.comparison = self.again()

    def again(self) -> Comparison:
        """Return a comparison as a new process begins it."""
        outbox = MemoryOutbox(self.journal)
        return Comparison(
            MemoryStandingParts(self.journal),
            self.unheard,
            self.channels,
            outbox,
            Lively(lambda: self.bridges, outbox, self.threads, self.clock),
            self.told.append,
            self.reacted.append,
            self.clock,
            self.tasks,
        )

    def crossed(
        self, number: int, *to: ChannelId, source: ChannelId = ENGLISH, shown: Revision = UNEDITED
    ) -> list[MessageId]:
        """Let the *number*th message stand with its copies; return the ids of all of them."""
        first = MessageId(RECENT + 10 * number)
        ids = [MessageId(first + offset) for offset in range(len(to) + 1)]
        self.put(source, ids[0], revision=shown)
        for copy_id, channel_id in zip(ids[1:], to, strict=True):
            self.put(channel_id, copy_id)
            self.journal.keep(Part(copy_id, channel_id, first, source, 0, 0, 5, shown, Quality.FINAL))
        self.journal.watermarks[source] = max(first, self.journal.watermarks.get(source, first))
        return ids

    def put(
        self, channel_id: ChannelId, message_id: MessageId, *reactions: Reaction, revision: Revision = UNEDITED
    ) -> None:
        self.channels.there[channel_id][message_id] = Seen(message_id, revision, True, reactions)

    def delete(self, channel_id: ChannelId, message_id: MessageId) -> None:
        del self.channels.there[channel_id][message_id]

    async def compare(self, *guild_ids: GuildId) -> None:
        guilds = guild_ids or (HOME,)
        await self.comparison.unheard(guilds, (ENGLISH, CHINESE, QUAY))
        self.comparison.caught_up(guilds)
        await self.done()

    async def done(self) -> None:
        for _ in range(100_000):
            await asyncio.sleep(0)
            if self.tasks.are_done:
                return
        raise AssertionError("never done")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def edited(events: Sequence[SourceEvent]) -> list[MessageId]:
    return [event.message.id for event in events if isinstance(event, MessageEdited)]


def deleted(events: Sequence[SourceEvent]) -> list[MessageId]:
    return [gone for event in events if isinstance(event, MessagesDeleted) for gone in event.message_ids]


async def test_what_is_gone_was_deleted_and_what_reads_differently_was_edited(desk: Desk):
    stays, goes, changes = (desk.crossed(number, CHINESE, QUAY)[0] for number in range(3))
    desk.delete(ENGLISH, goes)
    desk.put(ENGLISH, changes, revision=NOW)
    await desk.compare()
    assert deleted(desk.told) == [goes]
    assert edited(desk.told) == [changes]
    assert desk.channels.asked == [changes]
    assert stays not in deleted(desk.told)


async def test_what_stands_as_it_reads_costs_a_request_a_channel_and_tells_nothing(desk: Desk):
    desk.crossed(0, CHINESE, QUAY, shown=NOW)
    desk.crossed(1, CHINESE, QUAY)
    await desk.compare()
    assert desk.told == []
    assert desk.reacted == []
    assert sorted(desk.channels.pages) == [(ENGLISH, 2), (CHINESE, 2), (QUAY, 2)]


async def test_a_deletion_that_is_found_is_nobodys_single_one(desk: Desk):
    """Else the deletion of what a proxy or the bot says would be taken for a moderator's."""
    [goes, *_] = desk.crossed(0, CHINESE)
    desk.crossed(1, CHINESE)
    desk.delete(ENGLISH, goes)
    await desk.compare()
    assert desk.told == [MessagesDeleted(ENGLISH, (goes,))]


async def test_a_copy_that_is_gone_takes_nothing_with_it(desk: Desk):
    [_, copy, _] = desk.crossed(0, CHINESE, QUAY)
    desk.crossed(1, CHINESE, QUAY)
    desk.delete(CHINESE, copy)
    await desk.compare()
    assert desk.told == []


async def test_the_last_message_of_a_channel_is_missed_too(desk: Desk):
    [goes, *_] = desk.crossed(0, CHINESE)
    desk.delete(ENGLISH, goes)
    await desk.compare()
    assert deleted(desk.told) == [goes]


@pytest.mark.parametrize("refusal", [Forbidden(code=50001), ChannelGone(), Unavailable()])
async def test_what_cannot_be_read_was_not_deleted(desk: Desk, refusal: Exception):
    desk.crossed(0, CHINESE, QUAY)
    [other, *_] = desk.crossed(1, ENGLISH, source=CHINESE)
    desk.delete(CHINESE, other)
    desk.channels.there[ENGLISH].clear()
    desk.channels.refusals[ENGLISH] = refusal
    await desk.compare()
    assert deleted(desk.told) == [other]


async def test_a_page_that_fails_once_is_asked_for_again(desk: Desk):
    ids = [desk.crossed(number, CHINESE)[0] for number in range(150)]
    desk.delete(ENGLISH, ids[5])
    desk.channels.faults.append(Unavailable())
    await desk.compare()
    assert deleted(desk.told) == [ids[5]]


async def test_further_back_than_was_read_absence_says_nothing(desk: Desk):
    ids = [desk.crossed(number, CHINESE)[0] for number in range(3)]
    for number in range(2 * MOST):  # nobody's concern, and between what crossed
        desk.put(ENGLISH, MessageId(ids[1] + 1_000_000 + number))
    newest = desk.crossed(1_000_000, CHINESE)[0]
    for gone in (ids[0], newest):
        desk.delete(ENGLISH, gone)
    await desk.compare()
    assert deleted(desk.told) == [newest]
    assert [count for channel, count in desk.channels.pages if channel == ENGLISH] == [PAGE] * (MOST // PAGE)


async def test_a_channel_is_read_no_further_back_than_something_stands(desk: Desk):
    for number in range(3 * PAGE):
        desk.put(ENGLISH, MessageId(RECENT - 1 - number))
    for number in range(PAGE // 2):
        desk.crossed(number, CHINESE)
    await desk.compare()
    assert [count for channel, count in desk.channels.pages if channel == ENGLISH] == [PAGE]


async def test_what_crosses_while_a_channel_is_read_is_neither_deleted_nor_edited(desk: Desk):
    desk.crossed(0, CHINESE, QUAY)
    desk.channels.happens = partial(desk.crossed, 1, CHINESE, QUAY)
    await desk.compare()
    assert desk.told == []


async def test_what_is_deleted_while_its_edit_is_looked_up_is_no_edit(desk: Desk):
    [changes, *_] = desk.crossed(0, CHINESE)
    desk.put(ENGLISH, changes, revision=NOW)
    desk.channels.happens = partial(desk.channels.there[ENGLISH].pop, changes, None)
    await desk.compare()
    assert desk.told == []


async def test_what_stands_since_longer_than_a_day_is_let_be(desk: Desk):
    desk.crossed(0, CHINESE)
    desk.channels.there[ENGLISH].clear()
    desk.clock.elapsed += REACH.total_seconds()
    await desk.compare()
    assert desk.channels.pages == []


async def test_only_channels_of_guilds_that_were_not_heard_are_told_of(desk: Desk):
    [at_home, *_] = desk.crossed(0, QUAY)
    [elsewhere, *_] = desk.crossed(1, ENGLISH, source=QUAY)
    desk.delete(ENGLISH, at_home)
    desk.delete(QUAY, elsewhere)
    await desk.compare(AWAY)
    assert deleted(desk.told) == [elsewhere]


async def test_the_liveliest_bridge_comes_first_and_a_bug_with_one_holds_no_other_up(desk: Desk):
    quiet = replace(
        BRIDGE, id=BridgeId(2), endpoints=(Endpoint(HOME, ChannelId(11), EN), Endpoint(HOME, ChannelId(21), EN))
    )
    desk.bridges = [quiet, BRIDGE]
    desk.crossed(0, ChannelId(21), source=ChannelId(11))
    desk.crossed(1, CHINESE)
    desk.channels.refusals[ENGLISH] = RuntimeError("a bug")
    await desk.compare()
    assert [channel for channel, _ in desk.channels.pages] == [ChannelId(11), ChannelId(21)]


async def test_guilds_that_go_unheard_meanwhile_are_compared_once_more(desk: Desk):
    [goes, *_] = desk.crossed(0, CHINESE)
    desk.crossed(1, CHINESE)
    again = iter([True])

    def happens() -> None:
        if next(again, False):
            desk.comparison.caught_up([HOME])
            desk.delete(ENGLISH, goes)

    desk.channels.happens = happens
    await desk.compare()
    assert deleted(desk.told) == [goes]


async def test_requests_are_made_slowly_one_after_the_other(desk: Desk):
    for number in range(4 * PAGE):
        desk.crossed(number, CHINESE)
    await desk.compare()
    assert desk.clock.elapsed >= 0.25 * len(desk.channels.pages) >= 2.0


async def test_a_reaction_that_is_new_is_looked_at_from_where_it_is(desk: Desk):
    source, copy, far = desk.crossed(0, CHINESE, QUAY)
    desk.put(CHINESE, copy, Reaction(HEART, 1))
    await desk.compare()
    assert desk.reacted == [Unreacted(CHINESE, copy, HEART)]
    assert (source, far) != (copy, copy)


async def test_a_reaction_that_nobody_has_any_more_is_looked_at_from_beside_it(desk: Desk):
    source, copy, _ = desk.crossed(0, CHINESE, QUAY)
    desk.put(CHINESE, copy, Reaction(PARTY, 1, is_ours=True))
    await desk.compare()
    assert desk.reacted == [Unreacted(ENGLISH, source, PARTY)]


async def test_reactions_that_are_as_they_should_be_cost_nothing(desk: Desk):
    source, copy, far = desk.crossed(0, CHINESE, QUAY)
    desk.put(ENGLISH, source, Reaction(HEART, 3))
    desk.put(CHINESE, copy, Reaction(HEART, 1, is_ours=True))
    desk.put(QUAY, far, Reaction(HEART, 1, is_ours=True))
    await desk.compare()
    assert desk.reacted == []


async def test_where_two_channels_have_it_each_is_to_see_it(desk: Desk):
    source, copy, far = desk.crossed(0, CHINESE, QUAY)
    desk.put(ENGLISH, source, Reaction(HEART, 1))
    desk.put(CHINESE, copy, Reaction(HEART, 2, is_ours=True))
    desk.put(QUAY, far, Reaction(HEART, 1, is_ours=True))
    await desk.compare()
    assert desk.reacted == [Unreacted(CHINESE, copy, HEART)]


async def test_of_a_counterpart_that_was_not_seen_nothing_is_said_of_reactions(desk: Desk):
    source, copy, far = desk.crossed(0, CHINESE, QUAY)
    desk.put(CHINESE, copy, Reaction(HEART, 1))
    for channel_id, message_id in ((ENGLISH, source), (QUAY, far)):
        desk.put(channel_id, message_id, Reaction(HEART, 1, is_ours=True))
    for number in range(MOST + 1):
        desk.put(CHINESE, MessageId(source + 1_000_000 + number))
    desk.crossed(1_000_000, CHINESE)
    await desk.compare()
    assert desk.reacted == []


async def test_what_stands_in_two_channels_for_nobody_is_looked_at_once(desk: Desk):
    source, copy, far = desk.crossed(0, CHINESE, QUAY)
    for channel_id, message_id in ((CHINESE, copy), (QUAY, far)):
        desk.put(channel_id, message_id, Reaction(HEART, 1, is_ours=True))
    await desk.compare()
    assert desk.reacted == [Unreacted(ENGLISH, source, HEART)]


async def test_beside_a_channel_that_cannot_be_read_the_others_reactions_are_compared(desk: Desk):
    source, copy, _ = desk.crossed(0, CHINESE, QUAY)
    desk.put(ENGLISH, source, Reaction(HEART, 1))
    desk.put(CHINESE, copy)
    desk.channels.refusals[QUAY] = Forbidden(code=50001)
    await desk.compare()
    assert desk.reacted == [Unreacted(ENGLISH, source, HEART)]


def edit_at(desk: Desk, message_id: MessageId, minutes: float) -> Revision:
    """Let a message have been edited so many minutes after the newest that was taken in; return its revision."""
    moment = said_at(max(desk.journal.watermarks.values())) + timedelta(minutes=minutes)
    revision = Revision(int(moment.timestamp() * 1_000_000))
    desk.put(ENGLISH, message_id, revision=revision)
    return revision


async def test_what_was_edited_while_it_was_heard_and_did_not_cross_does_not_cross_now(desk: Desk):
    """Its author took no part then, say, or the bridge was paused."""
    heard, missed = (desk.crossed(number, CHINESE)[0] for number in range(2))
    edit_at(desk, heard, -2)
    edit_at(desk, missed, 0)
    await desk.compare()
    assert edited(desk.told) == [missed]
    assert desk.unheard.since == {}


async def test_what_was_heard_last_of_all_and_refused_does_not_cross_now(desk: Desk):
    refused, missed = (desk.crossed(number, CHINESE)[0] for number in range(2))
    await desk.comparison.refused(HOME, edit_at(desk, refused, 30))
    edit_at(desk, missed, 31)
    await desk.compare()
    assert edited(desk.told) == [missed]


async def test_a_comparison_that_was_cut_short_looks_as_far_back_at_the_next_start(desk: Desk):
    [changes, *_] = desk.crossed(0, CHINESE)
    edit_at(desk, changes, 5)
    await desk.comparison.unheard([HOME], [ENGLISH])
    desk.journal.watermarks[ENGLISH] = first_id_at(said_at(changes) + timedelta(minutes=20))
    again = desk.again()
    await again.unheard([HOME], [ENGLISH])
    again.caught_up([HOME])
    await desk.done()
    assert edited(desk.told) == [changes]


@pytest.mark.parametrize(("refusal", "stays"), [(Unavailable(), True), (Forbidden(code=50001), False)])
async def test_where_discord_did_not_answer_the_next_session_looks_as_far_back(
    desk: Desk, refusal: Exception, stays: bool
):
    desk.crossed(0, CHINESE, QUAY)
    desk.channels.refusals[QUAY] = refusal
    await desk.compare(AWAY, HOME)
    assert (desk.unheard.since.keys() == {AWAY}) is stays


async def test_who_goes_unheard_again_before_a_comparison_is_through_is_not_done_with(desk: Desk):
    desk.crossed(0, CHINESE)
    await desk.comparison.unheard([HOME], [ENGLISH])
    desk.comparison.caught_up([HOME])
    await desk.comparison.unheard([HOME], [ENGLISH])
    await desk.done()
    assert desk.unheard.since.keys() == {HOME}
    desk.comparison.caught_up([HOME])
    await desk.done()
    assert desk.unheard.since == {}


async def test_a_note_below_a_message_is_no_counterpart_of_it(desk: Desk):
    [source, _] = desk.crossed(0, CHINESE)
    note = MessageId(source + 5)
    desk.put(ENGLISH, note, Reaction(HEART, 1))
    desk.journal.keep(Part(note, ENGLISH, source, ENGLISH, 0, 0, 5, UNEDITED, Quality.FINAL))
    await desk.compare()
    assert desk.reacted == []
    assert desk.told == []
