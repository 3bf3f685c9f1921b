"""What cards and boards show, over a database of either kind."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.errors import NotTakingPart
from bot.ids import GuildId, UserId
from bot.members.members import Members
from bot.members.model import Choice, Preference
from bot.members.preferences import Preferences
from bot.participation.badges import Badge
from bot.participation.boards import MOST_NAMED, Boards, Period, Seen
from bot.participation.cards import Cards
from bot.participation.heard import Batch, Deleted
from bot.participation.model import Kind
from tests.contract.test_contributions_store import GARDENER, NURSE, STUDENT, TEACHER, Scene, here, scene
from tests.contributing import EN, ZH
from tests.owing import GUILD, HERE

__all__ = ["scene"]

ABROAD = GuildId(GUILD + 1)


@dataclass
class Those:
    """`MemberNames` of those who are there."""

    there: Mapping[UserId, str]

    async def of(self, _guild_ids: Sequence[GuildId], user_ids: Collection[UserId]) -> Mapping[UserId, str]:
        return {one: self.there[one] for one in user_ids if one in self.there}


@dataclass
class Shown:
    """What members see."""

    scene: Scene
    choices: Members
    preferences: Preferences
    names: Those

    @classmethod
    async def over(cls, scene: Scene) -> "Shown":
        choices = await Members.load(scene.database.choices)
        preferences = await Preferences.load(scene.database.preferences)
        return cls(scene, choices, preferences, Those({NURSE: "Dana", TEACHER: "雅婷", STUDENT: "小满"}))

    @property
    def cards(self) -> Cards:
        community = self.scene.database.community
        store, clock = community.contributions, self.scene.clock
        return Cards(store.fold, store, community.badges, self._joined, self.choices, self.preferences, clock)

    @property
    def boards(self) -> Boards:
        store, clock = self.scene.database.community.contributions, self.scene.clock
        return Boards(store.fold, store, self.names, self._joined, self.choices, self.preferences, clock)

    @staticmethod
    def _joined(guild_id: GuildId) -> Sequence[GuildId]:
        return [guild_id, ABROAD]


@pytest.fixture
async def shown(scene: Scene) -> Shown:
    return await Shown.over(scene)


async def test_a_card_has_what_was_recorded_a_moment_ago_in_all_joined_guilds(shown: Shown):
    scene = shown.scene
    first, start = scene.said(NURSE), scene.said(NURSE)
    start = replace(start, here=replace(start.here, guild_id=ABROAD))
    abroad = scene.said(TEACHER, start)
    abroad = replace(abroad, here=replace(abroad.here, guild_id=ABROAD))
    await scene.store.record(Batch([first, start, scene.said(TEACHER, first, after=-24), abroad]))  # and not folded
    card = await shown.cards.of(GUILD, TEACHER)
    assert card.totals == {Kind.REPLY_ACROSS: 2}
    assert card.since == scene.today - timedelta(days=1)
    assert card.heat[-1] == 1
    assert card.heat[-2] == 1
    assert len(card.heat) == 7 * 11 + scene.today.weekday() + 1
    assert card.badges == [Badge.ACROSS]


async def test_a_badge_stays_when_its_message_goes_and_the_numbers_do_not(shown: Shown):
    scene = shown.scene
    first = scene.said(NURSE)
    reply = scene.said(TEACHER, first)
    await scene.hear(first, reply)
    await shown.cards.of(GUILD, TEACHER)
    await scene.hear(Deleted(reply.message_id, HERE))
    card = await shown.cards.of(GUILD, TEACHER)
    assert (card.total, card.since, card.week) == (0, None, 0)
    assert card.badges == [Badge.ACROSS]


async def test_today_is_that_of_the_member_s_zone(shown: Shown):
    shown.scene.clock.moment = shown.scene.start + timedelta(hours=8)  # 20:00 UTC
    await shown.preferences.prefer(TEACHER, Preference(zone="Asia/Taipei"))
    assert (await shown.cards.of(GUILD, TEACHER)).today == shown.scene.today + timedelta(days=1)
    assert (await shown.cards.of(GUILD, NURSE)).today == shown.scene.today


async def test_who_takes_no_part_has_no_card_and_is_not_named(shown: Shown):
    scene = shown.scene
    first = scene.said(NURSE)
    await scene.store.show(GUILD, TEACHER, is_shown=True)
    await scene.hear(first, scene.said(TEACHER, first))
    assert (await shown.boards.of(GUILD, NURSE, Period.EVER)).seen == [Seen("雅婷", 1)]
    await shown.choices.choose(TEACHER, Choice(takes_part=False))
    assert (await shown.boards.of(GUILD, NURSE, Period.EVER)).seen == []
    with pytest.raises(NotTakingPart):
        await shown.cards.of(GUILD, TEACHER)
    with pytest.raises(NotTakingPart):
        await shown.boards.show(GUILD, TEACHER, is_shown=True)
    await shown.boards.show(GUILD, TEACHER, is_shown=False)  # that is always possible


async def test_others_move_up_for_those_who_have_left(shown: Shown):
    scene = shown.scene
    first = scene.said(NURSE)
    await scene.hear(first)
    gone, stay = range(500, 515), range(600, 615)
    for number in (*gone, *stay):
        who = replace(here(TEACHER), user_id=UserId(number))
        await scene.store.show(GUILD, UserId(number), is_shown=True)
        replies = [replace(scene.said(TEACHER, first, after=float(back)), here=who) for back in (0, -24)]
        await scene.store.record(Batch(replies if number in gone else replies[:1]))
    shown.names.there = {UserId(number): f"m{number}" for number in stay}
    board = await shown.boards.of(GUILD, GARDENER, Period.EVER)
    assert board.seen == [Seen(f"m{number}", 1) for number in stay[:MOST_NAMED]]


@pytest.mark.parametrize(("period", "total"), [(Period.WEEK, 1), (Period.MONTH, 2), (Period.EVER, 3)])
async def test_a_board_is_about_its_period(shown: Shown, period: Period, total: int):
    scene = shown.scene
    first = scene.said(NURSE)
    replies = [scene.said(TEACHER, first, after=-24.0 * back) for back in (0, 7, 70)]
    await scene.store.show(GUILD, TEACHER, is_shown=True)
    await scene.store.record(Batch([first, *replies]))
    board = await shown.boards.of(GUILD, TEACHER, period)
    assert board.by_tongue == {ZH: total}
    assert board.own == total
    assert board.seen == [Seen("雅婷", total)]
    assert (board.total, board.goal, board.is_shown) == (total, 10, True)
    assert (board.first is None) is (period is Period.EVER)
    assert EN not in board.by_tongue
