"""Partners from joining to the end of a pair, over a real database and a Discord of threads in memory."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.bridges.model import CONFIGURATION, Actor, Bridge, BridgeSettings, Endpoint
from bot.errors import ChannelGone, Forbidden, Unavailable
from bot.ids import ChannelId, GuildId, UserId
from bot.partners.apart import matched_apart
from bot.partners.errors import (
    NoPartnersHere,
    NoPartnerWanted,
    NoPartnerYet,
    NoRoomForPartners,
    PairOver,
    PartnerApart,
    SeveralBridges,
)
from bot.partners.joining import Partners, Wanted
from bot.partners.matching import Candidate, Two, matched
from bot.partners.model import A_WEEK, Availability, Face, Level, Pair, PairId, Part, next_round
from bot.partners.rounds import Rounds
from bot.partners.tending import Tending
from bot.partners.threads import PairThreads
from bot.partners.words import PairWords
from bot.prompts.model import Theme
from bot.storage.database import Database
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language
from tests.fakes import StillClock

HERE, THERE = GuildId(1), GuildId(2)
ENGLISH, CHINESE, HANT, THIRD = ChannelId(10), ChannelId(20), ChannelId(21), ChannelId(30)
NOTICES = ChannelId(99)
ANN, BEN, LI, WU = UserId(101), UserId(102), UserId(201), UserId(202)
SEATS = (Endpoint(HERE, ENGLISH, EN), Endpoint(THERE, CHINESE, ZH_HANS), Endpoint(THERE, HANT, ZH_HANT))


class Killed(BaseException):
    """The process ends here, whatever it was about to do."""


@dataclass
class Thread:
    channel_id: ChannelId
    title: str
    people: set[UserId] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    is_archived: bool = False


@dataclass
class MemoryPairBoard:
    """A `PairBoard` that can be killed after, or before, so many steps."""

    threads: dict[ChannelId, Thread] = field(default_factory=dict)
    gone: set[UserId] = field(default_factory=set)
    silenced: set[UserId] = field(default_factory=set)
    restricted: set[ChannelId] = field(default_factory=set)
    forbidden: set[ChannelId] = field(default_factory=set)
    steps: int = 0
    killed_at: float = 0
    is_down: bool = False

    def step(self) -> None:
        if self.is_down:
            raise Unavailable(reason="test")
        self.steps += 1
        self.die_at(self.steps - 0.5)

    def after(self) -> None:
        self.die_at(self.steps)

    def die_at(self, step: float) -> None:
        if step == self.killed_at:
            self.killed_at = 0
            raise Killed

    async def face_of(self, guild_id: GuildId, user_id: UserId) -> Face | None:
        return None if user_id in self.gone else Face(f"name of {user_id}", is_silenced=user_id in self.silenced)

    async def has_room(self, end: Endpoint) -> bool:
        return end.channel_id not in self.restricted

    async def find(self, guild_id: GuildId, channel_id: ChannelId, title: str) -> Sequence[ChannelId]:
        return [key for key, one in self.threads.items() if (one.channel_id, one.title) == (channel_id, title)]

    async def open(self, channel_id: ChannelId, title: str) -> ChannelId:
        if channel_id in self.forbidden:
            raise Forbidden(code=50013, status=403)
        self.step()
        thread_id = ChannelId(1000 + self.steps)
        self.threads[thread_id] = Thread(channel_id, title)
        self.after()
        return thread_id

    async def delete(self, thread_id: ChannelId) -> None:
        self.threads.pop(thread_id, None)

    async def admit(self, thread_id: ChannelId, user_id: UserId) -> None:
        self.step()
        self.threads[thread_id].people.add(user_id)
        self.after()

    async def welcome(self, thread_id: ChannelId, pair_id: PairId, text: str, user_id: UserId, label: str) -> None:
        self.say(thread_id, f"welcome {pair_id}: {text}")

    async def ask(self, thread_id: ChannelId, pair_id: PairId, text: str, labels: tuple[str, str]) -> None:
        self.say(thread_id, f"asked {pair_id}")

    async def close(self, thread_id: ChannelId, text: str) -> None:
        if thread_id not in self.threads:
            return
        self.say(thread_id, text)
        self.threads[thread_id].is_archived = True

    def say(self, thread_id: ChannelId, text: str) -> None:
        if thread_id not in self.threads:
            raise ChannelGone(channel_id=thread_id)
        if text not in self.threads[thread_id].said:
            self.step()
            self.threads[thread_id].said.append(text)
            self.after()

    @property
    def open_threads(self) -> list[Thread]:
        return [one for one in self.threads.values() if not one.is_archived]


class KeyPhrases:
    def say(self, language: str, key: str, /, **fields: str | int) -> str:
        return " ".join([language, key, *(f"{name}={value}" for name, value in fields.items())])


class Topics:
    async def topic(self, language: Language, interests: Collection[Theme], number: int) -> str:
        return f"topic {number} about {','.join(sorted(interests))}"


@dataclass
class Choices:
    """`MemberChoices`, `Muted`, `JoinedThreads` and `NoticeChannel` of a test."""

    apart: set[UserId] = field(default_factory=set)
    muted: set[UserId] = field(default_factory=set)
    joined_threads: list[ChannelId] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def takes_part(self, user_id: UserId) -> bool:
        return user_id not in self.apart

    def allows_outside(self, user_id: UserId) -> bool:
        return True

    def is_muted(self, bridge_id: object, guild_id: GuildId, user_id: UserId) -> bool:
        return guild_id == THERE and user_id in self.muted

    def joined(self, thread_id: ChannelId) -> None:
        self.joined_threads.append(thread_id)

    async def tell(self, channel_id: ChannelId, key: str, **fields: str | ChannelId) -> None:
        self.told.append(key)


async def in_process(
    candidates: Sequence[Candidate], meetings: Mapping[Two, int], apart: Collection[Two]
) -> Sequence[tuple[UserId, UserId]]:
    return matched(candidates, meetings, apart)


@dataclass
class Town:
    """One bridge between two guilds, and all that partners use."""

    database: Database
    clock: StillClock
    bridge: Bridge
    board: MemoryPairBoard
    choices: Choices
    threads: PairThreads

    @property
    def tending(self) -> Tending:
        stores = self.database.community
        words = PairWords(KeyPhrases(), Topics())
        bridges = lambda: [self.bridge]  # noqa: E731 - a test's own
        return Tending(
            stores.partners,
            stores.pairs,
            self.board,
            self.threads,
            words,
            self.choices,
            self.choices,
            bridges,
            self.clock,
        )

    @property
    def rounds(self) -> Rounds:
        stores = self.database.community
        bridges = lambda: [self.bridge]  # noqa: E731 - likewise
        return Rounds(
            stores.partners, stores.pairs, self.board, self.choices, self.choices, bridges, in_process, self.clock
        )

    @property
    def partners(self) -> Partners:
        stores = self.database.community
        close_all = self.tending.close_all
        return Partners(
            stores.partners,
            stores.pairs,
            self.threads,
            self.database.bridges,
            self.board,
            self.choices,
            self.choices,
            self.clock,
            close_all,
        )

    async def join(self, *user_ids: UserId, interests: Collection[Theme] = (Theme.FOOD,), hour: int = 12) -> None:
        for user_id in user_ids:
            guild_id, channel_id = (HERE, ENGLISH) if user_id in (ANN, BEN) else (THERE, CHINESE)
            wanted = Wanted(channel_id, Level.SOME, interests, [Part.EVENING], hour)
            await self.partners.join(self.bridge, Actor(guild_id, user_id), wanted)

    async def week(self) -> None:
        """Let the next Monday come, and all that it brings."""
        self.clock.advance(next_round(self.clock.now()) - self.clock.now())
        await self.look()

    async def look(self) -> None:
        await self.rounds.look()
        await self.tending.look()

    async def pair_of(self, user_id: UserId) -> Pair:
        return (await self.database.community.pairs.pairs_of(self.bridge.id, user_id))[0]

    async def couples(self) -> set[frozenset[UserId]]:
        everybody = (ANN, BEN, LI, WU)
        pairs = [await self.database.community.pairs.pairs_of(self.bridge.id, one) for one in everybody]
        return {frozenset(side.user_id for side in pair.sides) for those in pairs for pair in those}


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    clock = StillClock()
    database = await Database.open(f"sqlite:///{tmp_path / 'qiao.db'}", clock)
    await database.bridges.open(CONFIGURATION, "main", SEATS, BridgeSettings(NOTICES))
    (bridge,) = await database.bridges.every()
    threads = await PairThreads.load(database.community.pairs)
    yield Town(database, clock, bridge, MemoryPairBoard(), Choices(), threads)
    await database.close()


async def test_two_guilds_members_have_a_thread_each_under_their_own_channel(town: Town):
    await town.join(ANN, interests=[Theme.FOOD, Theme.PETS])
    await town.join(LI, interests=[Theme.PETS, Theme.WORK], hour=20)
    await town.look()
    assert not town.board.threads
    await town.week()
    pair = await town.pair_of(ANN)
    english, chinese = town.board.open_threads
    assert [(one.channel_id, one.people) for one in (english, chinese)] == [(ENGLISH, {ANN}), (CHINESE, {LI})]
    assert f"name=name of {LI} tongue=zh" in english.said[0]
    assert f"member=<@{LI}> name=name of {ANN} tongue=en" in chinese.said[0]
    assert "interests=en daily-theme-pets\n" in english.said[0]
    assert f"topic {pair.id} about pets" in english.said[0]
    assert f"topic {pair.id} about pets" in chinese.said[0]
    assert str(ANN) not in english.title + chinese.title
    assert all(one in town.threads for one in town.board.threads)
    assert sorted(town.choices.joined_threads) == sorted(town.board.threads)


async def test_each_reads_the_hours_that_both_have_by_their_own_clock(town: Town):
    await town.join(ANN, hour=7)  # 16 to 20 there is 21 to 1 by UTC, since it is 12
    await town.join(LI, hour=6)
    await town.week()
    english, chinese = town.board.open_threads
    assert "hours=17:00–20:00" in english.said[0]
    assert "hours=16:00–19:00" in chinese.said[0]


def test_hours_go_round_the_clock():
    day, night = Availability(frozenset(Part), 0), Availability(frozenset({Part.LATE, Part.NIGHT}), 0)
    assert day.shared_with(day) == [(0, 24)]
    assert night.shared_with(day) == [(20, 4)]
    assert day.shared_with(Availability(frozenset(), 5)) == []
    assert Availability(frozenset({Part.NIGHT}), 8).hours == {16, 17, 18, 19}
    assert Availability.by_clock([Part.DAWN], 1, StillClock().now()).ahead == 13


async def test_who_cannot_be_heard_across_cannot_join_and_is_not_brought_together(town: Town):
    await town.join(ANN, BEN, LI, WU)
    town.choices.apart.add(ANN)
    town.choices.muted.add(LI)  # by the guild of the other side, or their own
    with pytest.raises(PartnerApart):
        await town.join(ANN)
    with pytest.raises(PartnerApart):
        await town.join(LI)
    await town.week()
    assert await town.couples() == {frozenset({BEN, WU})}


async def test_who_may_not_be_seen_by_everybody_has_no_partners(town: Town):
    await town.join(ANN, LI)
    town.board.restricted.add(CHINESE)
    with pytest.raises(NoRoomForPartners):
        await town.join(WU)
    await town.week()
    assert await town.couples() == set()


async def test_one_joins_on_ones_own_side_and_where_there_is_a_bridge(town: Town):
    foreign = Wanted(CHINESE, Level.NONE, (), (Part.DAWN,), 3)
    with pytest.raises(NoRoomForPartners):
        await town.partners.join(town.bridge, Actor(HERE, ANN), foreign)
    assert (await town.partners.bridge_at(HERE, ENGLISH)).id == town.bridge.id
    assert (await town.partners.bridge_at(HERE, NOTICES)).id == town.bridge.id
    with pytest.raises(NoPartnersHere):
        await town.partners.bridge_at(GuildId(3), ChannelId(4))
    more = [Endpoint(HERE, ChannelId(50), EN), Endpoint(HERE, ChannelId(51), ZH_HANS)]
    await town.database.bridges.open(CONFIGURATION, "more", more, BridgeSettings())
    with pytest.raises(SeveralBridges):
        await town.partners.bridge_at(HERE, NOTICES)


async def test_one_tongue_alone_has_no_partners(town: Town):
    alike = [Endpoint(HERE, ChannelId(50), ZH_HANS), Endpoint(HERE, ChannelId(51), ZH_HANT)]
    await town.database.bridges.open(CONFIGURATION, "alike", alike, BridgeSettings())
    bridge = await town.partners.bridge_at(HERE, ChannelId(50))
    with pytest.raises(NoRoomForPartners):
        await town.partners.sides(bridge, Actor(HERE, ANN))


async def test_who_skips_is_back_a_week_later_and_joining_again_keeps_that(town: Town):
    await town.join(ANN, LI)
    with pytest.raises(NoPartnerWanted):
        await town.partners.skip(town.bridge, BEN)
    week = await town.partners.skip(town.bridge, ANN)
    await town.join(ANN, interests=[Theme.WORK])
    partner = (await town.partners.standing(town.bridge, ANN)).partner
    assert partner is not None
    assert partner.skips == week
    assert partner.interests == {Theme.WORK}
    await town.week()
    assert await town.couples() == set()
    waiting = (await town.partners.standing(town.bridge, LI)).partner
    assert waiting is not None
    assert waiting.waiting == 1
    await town.week()
    assert await town.couples() == {frozenset({ANN, LI})}


async def test_nobody_meets_twice_before_all_have_met(town: Town):
    await town.join(ANN, BEN, LI, WU)
    await town.week()
    first = await town.couples()
    await town.week()
    assert len(first) == 2
    assert len(await town.couples()) == 4


async def test_a_week_later_both_are_asked_once(town: Town):
    await town.join(ANN, LI)
    await town.week()
    pair = await town.pair_of(ANN)
    await town.partners.skip(town.bridge, ANN)
    await town.week()
    await town.look()
    assert all(one.said.count(f"asked {pair.id}") == 1 for one in town.board.open_threads)
    await town.partners.answer(pair.id, ANN, has_met=True)
    with pytest.raises(PairOver):
        await town.partners.answer(pair.id, BEN, has_met=True)
    assert [one.has_met for one in (await town.pair_of(LI)).sides] == [True, None]
    assert all(one in town.threads for one in town.board.threads)


async def test_where_a_thread_was_deleted_the_other_one_is_asked_even_so(town: Town):
    await town.join(ANN, LI)
    await town.week()
    pair = await town.pair_of(ANN)
    del town.board.threads[pair.sides[0].thread_id or ChannelId(0)]
    await town.week()
    assert f"asked {pair.id}" in town.board.threads[pair.sides[1].thread_id or ChannelId(0)].said


@pytest.mark.parametrize("way", ["leave", "block", "withdraw"])
async def test_however_it_ends_nothing_crosses_at_once_and_both_read_the_same_words(town: Town, way: str):
    await town.join(ANN, LI)
    await town.week()
    pair = await town.pair_of(ANN)
    match way:
        case "leave":
            await town.partners.leave(town.bridge, LI)
        case "block":
            await town.partners.block(pair.id, LI)
        case _:
            await town.partners.withdraw(LI)
    assert not any(one in town.threads for one in town.board.threads)
    await town.look()
    assert not town.board.open_threads
    assert [one.said[-1] for one in town.board.threads.values()] == ["en partner-over", "zh-Hans partner-over"]
    assert await town.database.community.pairs.by_id(pair.id) is None
    with pytest.raises(PairOver):
        await town.partners.answer(pair.id, ANN, has_met=True)
    is_in = (await town.partners.standing(town.bridge, LI)).partner is not None
    assert is_in == (way == "block")
    assert (await town.partners.standing(town.bridge, ANN)).partner is not None


async def test_who_was_blocked_is_never_met_again_even_after_leaving_and_coming_back(town: Town):
    await town.join(ANN, LI)
    with pytest.raises(NoPartnerYet):
        await town.partners.meant(town.bridge, LI, CHINESE)
    await town.week()
    pair = await town.partners.meant(town.bridge, LI, CHINESE)
    with pytest.raises(PairOver):
        await town.partners.block(pair.id, BEN)
    await town.partners.block(pair.id, LI)
    await town.look()
    for user_id in (ANN, LI):
        await town.partners.leave(town.bridge, user_id)
        await town.join(user_id)
    await town.week()
    assert await town.couples() == set()
    await town.partners.withdraw(ANN)  # the blocked one does not undo it
    await town.join(ANN)
    await town.week()
    assert await town.couples() == set()


async def test_in_a_pairs_thread_that_partner_is_meant_and_nobody_elses_is(town: Town):
    await town.join(ANN, BEN, LI, WU)
    await town.week()
    first = await town.pair_of(ANN)
    await town.week()
    thread_id = first.sides[0].thread_id or ChannelId(0)
    assert (await town.partners.meant(town.bridge, ANN, thread_id)).id == first.id
    assert (await town.partners.meant(town.bridge, ANN, ENGLISH)).id != first.id
    if first.side_of(LI) is None:
        with pytest.raises(NoPartnerYet):
            await town.partners.meant(town.bridge, LI, thread_id)


async def test_who_left_the_guild_is_forgotten_and_their_partner_comes_first(town: Town):
    await town.join(ANN, LI)
    town.board.gone.add(LI)
    await town.week()
    await town.look()
    assert not town.board.threads
    assert (await town.partners.standing(town.bridge, LI)).partner is None
    left = (await town.partners.standing(town.bridge, ANN)).partner
    assert left is not None
    assert left.waiting == 1


async def test_who_is_timed_out_is_not_brought_together_and_stays_among_those_who_wait(town: Town):
    await town.join(ANN, LI)
    town.board.silenced.add(LI)
    await town.week()
    await town.look()
    assert not town.board.threads
    for who in (ANN, LI):
        waiting = (await town.partners.standing(town.bridge, who)).partner
        assert waiting is not None
        assert waiting.waiting == 1


async def test_where_no_thread_may_be_opened_none_is_left_and_moderators_are_told(town: Town):
    await town.join(ANN, LI)
    town.board.forbidden.add(CHINESE)
    await town.week()
    assert not town.board.threads
    assert town.choices.told == ["partner-forbidden"]
    assert await town.couples() == set()
    town.board.forbidden.clear()
    await town.week()
    assert await town.couples() == {frozenset({ANN, LI})}


async def test_a_paused_bridge_brings_nobody_together_and_nobody_waited(town: Town):
    await town.join(ANN, LI)
    await town.database.bridges.set(town.bridge.id, BridgeSettings(NOTICES, is_paused=True))
    (town.bridge,) = await town.database.bridges.every()
    await town.week()
    assert await town.couples() == set()
    waiting = (await town.partners.standing(town.bridge, LI)).partner
    assert waiting is not None
    assert waiting.waiting == 0


async def test_while_discord_does_not_answer_a_pair_waits(town: Town):
    await town.join(ANN, LI)
    town.board.is_down = True
    await town.week()
    assert not town.board.threads
    town.board.is_down = False
    await town.look()
    assert not town.board.threads  # it is claimed still
    town.clock.advance(timedelta(minutes=3))
    await town.look()
    assert len(town.board.open_threads) == 2


@pytest.mark.parametrize("killed_at", [step + half for step in range(1, 7) for half in (-0.5, 0)])
async def test_who_is_killed_anywhere_leaves_two_threads_and_each_word_once(town: Town, killed_at: float):
    await town.join(ANN, LI)
    town.board.killed_at = killed_at
    with contextlib.suppress(Killed):
        await town.week()
    town.board.killed_at = 0
    town.threads = await PairThreads.load(town.database.community.pairs)
    for _ in range(3):
        town.clock.advance(timedelta(minutes=3))
        await town.look()
    assert len(town.board.threads) == 2
    assert [one.people for one in town.board.open_threads] in ([{ANN}, {LI}], [{LI}, {ANN}])
    assert all(len(one.said) == 1 for one in town.board.open_threads)
    assert all(one in town.threads for one in town.board.threads)
    assert len(await town.couples()) == 1


async def test_the_process_apart_answers_as_the_function_does():
    those = [
        Candidate(UserId(n), ("en", "zh")[n % 2], Level.SOME, frozenset({Theme.FOOD}), frozenset({n % 24}), n % 3)
        for n in range(1, 21)
    ]
    apart = {(UserId(1), UserId(2))}
    async with asyncio.timeout(60):
        assert await matched_apart(those, {}, apart) == matched(those, {}, apart)


def test_a_round_is_on_mondays():
    now = StillClock().now()
    due = next_round(now)
    assert (due.weekday(), due.hour) == (0, 12)
    assert now < due <= now + A_WEEK
    assert next_round(due) == due + A_WEEK
    assert next_round(due - timedelta(seconds=1)) == due
