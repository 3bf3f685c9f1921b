"""What is recorded of those who take part, and the sums of it, in a database of either kind."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.bridges.model import BridgeSettings, Endpoint, Owner
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.members.exports import Exports
from bot.members.model import Choice, Preference
from bot.moderation.model import Reason as WhyRefused
from bot.moderation.model import Refusal, Refused
from bot.participation.badges import Badge
from bot.participation.heard import Batch, Cleared, Deleted, Heard, Here, Said, Tapped
from bot.participation.model import Kind
from bot.participation.retention import Arrivals
from bot.participation.standing import ALWAYS, EVER, FirstPost, Named, week_period
from bot.prompts.model import PromptId, Theme
from bot.prompts.occasions import Choice as Chosen
from bot.prompts.occasions import Reason
from bot.prompts.suggestions import NewSuggestion, Texts
from bot.relay.model import UNEDITED, SourcePlace
from bot.storage.alone import ALONE
from bot.storage.contributions import SqlContributions
from bot.storage.database import Database
from bot.storage.recording import Recorded, record
from bot.storage.tables import metadata, talk
from bot.translation.model import EN as ENGLISH
from bot.translation.model import ZH_HANS
from tests.contributing import EN, KEY, ZH, worded
from tests.fakes import StillClock
from tests.owing import GUILD, HERE, SOURCE, part_of
from tests.owing import said as owed
from tests.postgres import PostgresServer

NURSE, GARDENER, TEACHER, STUDENT = UserId(11), UserId(12), UserId(21), UserId(22)
TONGUES = {NURSE: EN, GARDENER: EN, TEACHER: ZH, STUDENT: ZH}
LONG = "We barbecue every summer in the garden, rain or shine."


APART = (  # two more than count with one partner on a day, and nothing that was said before
    "My grandmother folds dumplings like paper boats",
    "Nobody here owns a proper charcoal grill, sadly",
    "Have you ever tried lotus root with vinegar?",
    "We queue two hours for noodles at the station",
    "Tomorrow the school choir sings in the park",
)


class Scene:
    """A store, and people who say things at moments."""

    def __init__(self, database: Database) -> None:
        clock = database.community.contributions.clock
        assert isinstance(clock, StillClock)
        self.database = database
        self.store: SqlContributions = database.community.contributions
        self.clock = clock
        self.start = clock.now()
        self.today = clock.now().date()
        self._number = 0

    def said(
        self,
        who: UserId,
        to: Said | None = None,
        *,
        after: float = 0,
        words: str | None = LONG,
        joined: float | None = None,
    ) -> Said:
        """Return a message, *after* so many hours."""
        self._number += 1
        at = self.start + timedelta(hours=after)
        return Said(
            message_id=MessageId(first_id_at(at) + self._number),
            here=here(who),
            revision=0,
            sketched=worded(f"{words} {self._number * 7919:x} {'xyzw' * self._number}" if words is not None else None),
            replies_to=None if to is None else to.message_id,
            joined_at=None if joined is None else at - timedelta(days=joined),
        )

    def tapped(
        self, who: UserId, on: Said, emoji: str = "👍", *, second: int = 1, is_taken_off: bool = False
    ) -> Tapped:
        """Return a reaction."""
        return Tapped(on.message_id, here(who), emoji, self.start + timedelta(seconds=second), is_taken_off)

    async def hear(self, *heard: Heard) -> None:
        """Record, and fold."""
        await self.store.record(Batch(heard))
        await self.store.fold()

    async def rows(self, table: str) -> Sequence[tuple[object, ...]]:
        """Return all that stands in a table."""
        query = select(metadata.tables[table])
        return await self.database._engine.read(  # noqa: SLF001 - what no store tells
            lambda connection: [tuple(row) for row in connection.execute(query)]
        )

    async def sums(self, who: UserId) -> dict[Kind, int]:
        """Return what a member has contributed on this day."""
        days = await self.store.of_member([GUILD], who, (self.today, self.today))
        return dict(days.get(self.today, {}))


def here(who: UserId) -> Here:
    return Here(who, GUILD, SOURCE if TONGUES[who] == EN else HERE, TONGUES[who])


@pytest.fixture
async def scene(database: Database) -> Scene:
    ends = [Endpoint(GUILD, SOURCE, ENGLISH), Endpoint(GUILD, HERE, ZH_HANS)]
    await database.bridges.open(Owner(GUILD), "main", ends, BridgeSettings())
    return Scene(database)


async def test_a_reply_across_counts_for_who_replies_and_one_at_home_does_not(scene: Scene):
    first = scene.said(NURSE)
    await scene.hear(first, scene.said(TEACHER, first), scene.said(GARDENER, first))
    assert await scene.sums(TEACHER) == {Kind.REPLY_ACROSS: 1}
    assert await scene.sums(GARDENER) == {}
    assert await scene.sums(NURSE) == {}


async def test_what_is_heard_twice_counts_once(scene: Scene):
    first = scene.said(NURSE)
    reply, tap = scene.said(TEACHER, first), scene.tapped(TEACHER, first)
    await scene.hear(first, reply, tap)
    await scene.hear(first, reply, tap)
    assert await scene.sums(TEACHER) == {Kind.REPLY_ACROSS: 1, Kind.REACTION_GIVEN: 1}
    assert await scene.sums(NURSE) == {Kind.REACTION_RECEIVED: 1}
    assert (await scene.store.by_tongue([GUILD], (scene.today, scene.today)))[scene.today, ZH] == {
        Kind.REPLY_ACROSS: 1,
        Kind.REACTION_GIVEN: 1,
    }


async def test_a_reply_to_a_copy_is_one_to_its_source(scene: Scene):
    first = scene.said(NURSE)
    (row,) = await scene.database.outbox.observe([owed(first.message_id)])
    copy = part_of(row, first.message_id + 5)
    await replace(scene.database.ledger, leases=ALONE).record(copy, row, settles=True)
    reply = replace(scene.said(TEACHER), replies_to=copy.message_id)
    await scene.hear(first)
    await scene.hear(reply, replace(scene.tapped(STUDENT, first), message_id=copy.message_id))
    assert await scene.sums(TEACHER) == {Kind.REPLY_ACROSS: 1}
    assert await scene.sums(NURSE) == {Kind.REACTION_RECEIVED: 1}


async def test_a_deletion_takes_back_what_a_message_was_and_what_stood_on_it(scene: Scene):
    first = scene.said(NURSE)
    reply = scene.said(TEACHER, first)
    await scene.hear(first, reply, scene.tapped(NURSE, reply))
    await scene.hear(Deleted(reply.message_id, HERE))
    assert await scene.sums(TEACHER) == await scene.sums(NURSE) == {}
    assert await scene.store.by_tongue([GUILD], (scene.today, scene.today)) == {
        (scene.today, EN): {},
        (scene.today, ZH): {},
    }


async def test_a_deletion_that_is_heard_first_keeps_a_message_from_counting(scene: Scene):
    first = scene.said(NURSE)
    reply = scene.said(TEACHER, first)
    await scene.hear(first, Deleted(reply.message_id, HERE))
    await scene.hear(reply, scene.tapped(NURSE, reply))
    assert await scene.sums(TEACHER) == await scene.sums(NURSE) == {}


async def test_a_reaction_that_was_taken_off_before_it_is_heard_of_does_not_count(scene: Scene):
    first = scene.said(NURSE)
    await scene.hear(first, scene.tapped(TEACHER, first, second=2, is_taken_off=True))
    await scene.hear(scene.tapped(TEACHER, first, second=1))
    assert await scene.sums(TEACHER) == await scene.sums(NURSE) == {}
    await scene.hear(scene.tapped(TEACHER, first, second=3))
    assert await scene.sums(TEACHER) == {Kind.REACTION_GIVEN: 1}


async def test_reactions_that_a_moderator_clears_count_no_longer(scene: Scene):
    first = scene.said(NURSE)
    await scene.hear(first, scene.tapped(TEACHER, first, "👍"), scene.tapped(STUDENT, first, "🎉"))
    await scene.hear(Cleared(first.message_id, "🎉", scene.start + timedelta(seconds=5)))
    assert await scene.sums(NURSE) == {Kind.REACTION_RECEIVED: 1}
    await scene.hear(Cleared(first.message_id, None, scene.start + timedelta(seconds=6)))
    assert await scene.sums(NURSE) == {}


async def test_an_edit_to_less_takes_a_reply_back_and_one_to_more_makes_it_count(scene: Scene):
    first = scene.said(NURSE)
    reply = scene.said(TEACHER, first)
    await scene.hear(first, reply)
    await scene.hear(replace(reply, revision=1, sketched=worded(None)))
    assert await scene.sums(TEACHER) == {}
    await scene.hear(replace(reply, revision=2))
    assert await scene.sums(TEACHER) == {Kind.REPLY_ACROSS: 1}
    await scene.hear(replace(reply, revision=1, sketched=worded(None)))  # late
    assert await scene.sums(TEACHER) == {Kind.REPLY_ACROSS: 1}


async def test_what_a_moderator_voids_stays_so(scene: Scene):
    first = scene.said(NURSE)
    reply = scene.said(TEACHER, first)
    await scene.hear(first, reply)
    assert await scene.store.void(SourcePlace(HERE, reply.message_id)) == 1
    await scene.hear(replace(reply, revision=9), scene.tapped(NURSE, reply))
    assert await scene.sums(TEACHER) == await scene.sums(NURSE) == {}


async def test_the_asker_s_check_mark_makes_a_reply_help_and_nobody_else_s_does(scene: Scene):
    question = scene.said(NURSE)
    reply = scene.said(GARDENER, question)
    await scene.hear(question, reply, scene.tapped(TEACHER, reply, "✅"))
    assert Kind.HELP not in await scene.sums(GARDENER)
    await scene.hear(scene.tapped(NURSE, reply, "✅"))
    assert (await scene.sums(GARDENER))[Kind.HELP] == 1
    await scene.hear(scene.tapped(NURSE, reply, "✅", second=2, is_taken_off=True))
    assert Kind.HELP not in await scene.sums(GARDENER)


async def test_the_first_reply_to_a_newcomer_counts_once_whoever_is_next(scene: Scene):
    hello = scene.said(STUDENT, joined=1)
    await scene.hear(hello)
    assert list(await scene.store.unanswered([GUILD], scene.start - timedelta(days=1))) == [
        FirstPost(GUILD, HERE, hello.message_id, STUDENT)
    ]
    await scene.hear(scene.said(TEACHER, hello), scene.said(NURSE, hello))
    assert await scene.sums(TEACHER) == {Kind.FIRST_ANSWER: 1}
    assert await scene.sums(NURSE) == {Kind.REPLY_ACROSS: 1}
    assert list(await scene.store.unanswered([GUILD], scene.start - timedelta(days=1))) == []


async def test_who_joined_long_ago_is_no_newcomer(scene: Scene):
    await scene.hear(scene.said(STUDENT, joined=15), scene.said(NURSE))
    assert list(await scene.store.unanswered([GUILD], scene.start - timedelta(days=1))) == []


async def test_what_is_said_in_a_topic_s_thread_while_there_is_time_is_an_answer(scene: Scene):
    daily = scene.database.daily.occasions
    bridge = (await scene.database.bridges.every())[0]
    chosen = Chosen(PromptId("tea"), Theme.FOOD, Reason.LIBRARY)
    occasion = await daily.open(bridge.id, scene.today, chosen, scene.start + timedelta(hours=1))
    claim = await daily.claim(occasion, SOURCE)
    assert claim is not None
    await daily.posted(claim, MessageId(900), ChannelId(900))
    claim = await daily.claim(occasion, HERE)
    assert claim is not None
    await daily.posted(claim, MessageId(901), None)

    in_thread = scene.said(NURSE)
    in_thread = replace(in_thread, here=replace(in_thread.here, channel_id=ChannelId(900)))
    in_channel = replace(scene.said(TEACHER), replies_to=MessageId(901))
    late = replace(scene.said(STUDENT, after=2), replies_to=MessageId(901))
    await scene.hear(in_thread, in_channel, late, scene.said(GARDENER))
    assert await scene.sums(NURSE) == await scene.sums(TEACHER) == {Kind.ANSWER: 1}
    assert await scene.sums(STUDENT) == await scene.sums(GARDENER) == {}


async def test_a_day_is_that_of_the_member_s_zone(scene: Scene):
    await scene.database.preferences.keep(TEACHER, Preference(zone="Asia/Taipei"))
    first = scene.said(NURSE)
    await scene.hear(first, scene.said(TEACHER, first, after=8))  # 20:00 UTC, and four in the morning there
    assert await scene.sums(TEACHER) == {}
    tomorrow = scene.today + timedelta(days=1)
    assert await scene.store.of_member([GUILD], TEACHER, (tomorrow, tomorrow)) == {tomorrow: {Kind.REPLY_ACROSS: 1}}


async def test_of_who_takes_no_part_nothing_counts_not_even_what_others_do_to_them(scene: Scene):
    first = scene.said(NURSE)
    await scene.hear(first)
    await scene.database.choices.keep(NURSE, Choice(takes_part=False))
    await scene.hear(scene.tapped(TEACHER, first), scene.said(STUDENT, first))
    assert await scene.sums(NURSE) == await scene.sums(TEACHER) == await scene.sums(STUDENT) == {}


async def test_boards_show_by_name_who_wants_it_and_the_most_first(scene: Scene):
    first, other = scene.said(NURSE), scene.said(TEACHER)
    await scene.store.show(GUILD, TEACHER, is_shown=True)
    await scene.hear(first, other, scene.said(TEACHER, first), scene.said(STUDENT, first), scene.said(NURSE, other))
    await scene.store.show(GUILD, NURSE, is_shown=True)
    await scene.hear(scene.tapped(NURSE, other))
    for period in (EVER, week_period(scene.today)):
        assert list(await scene.store.named([GUILD], period, 10)) == [Named(NURSE, 2), Named(TEACHER, 2)]
    await scene.store.show(GUILD, NURSE, is_shown=False)
    assert list(await scene.store.named([GUILD], EVER, 10)) == [Named(TEACHER, 2)]
    assert not await scene.store.is_shown(GUILD, NURSE)
    assert await scene.store.is_shown(GUILD, TEACHER)


async def test_who_is_seen_in_several_joined_guilds_has_all_of_it_and_nobody_else_has_what_is_hidden(scene: Scene):
    elsewhere = GuildId(GUILD + 1)
    first = scene.said(NURSE)
    abroad = replace(first.here, guild_id=elsewhere)
    start = replace(scene.said(NURSE), here=abroad)
    replies = [replace(one, here=replace(one.here, guild_id=elsewhere)) for one in (scene.said(TEACHER, start),)]
    for guild_id in (GUILD, elsewhere):
        await scene.store.show(guild_id, TEACHER, is_shown=True)
    await scene.store.show(elsewhere, STUDENT, is_shown=True)
    await scene.hear(first, start, *replies, scene.said(TEACHER, first), scene.said(STUDENT, first))
    await scene.hear(scene.tapped(STUDENT, first))
    both = [GUILD, elsewhere]
    assert list(await scene.store.named(both, EVER, 1)) == [Named(TEACHER, 2)]
    assert list(await scene.store.named(both, EVER, 9)) == [Named(TEACHER, 2)]
    assert await scene.store.total_of(both, TEACHER, EVER) == 2
    assert await scene.store.total_of([GUILD], STUDENT, week_period(scene.today)) == 2  # one's own, seen or not
    assert await scene.store.total_of(both, GARDENER, EVER) == 0
    await scene.store.show(elsewhere, TEACHER, is_shown=False)
    assert list(await scene.store.named(both, EVER, 9)) == [Named(TEACHER, 1)]


async def test_everybodys_contributions_add_up_by_tongue(scene: Scene):
    first = scene.said(NURSE)
    await scene.hear(
        first, scene.said(TEACHER, first), scene.said(STUDENT, first, after=48), scene.tapped(TEACHER, first)
    )
    assert await scene.store.totals_by_tongue([GUILD], ALWAYS) == {ZH: 3, EN: 1}
    assert await scene.store.totals_by_tongue([GUILD], (scene.today, scene.today)) == {ZH: 2, EN: 1}
    assert await scene.store.totals_by_tongue([GuildId(GUILD + 1)], ALWAYS) == {}


async def test_what_is_recorded_of_somebody_goes_into_a_file_for_them(scene: Scene):
    first = scene.said(NURSE, joined=1)
    await scene.store.show(GUILD, TEACHER, is_shown=True)
    await scene.hear(first, scene.said(TEACHER, first))
    export = await Exports(scene.database.personal, scene.clock).of(TEACHER)
    kept = json.loads(export.content)["kept"]
    assert kept.keys() == {"act", "day_sum", "period_sum", "shown_member", "talk"}
    assert kept["act"][0]["day"] == scene.today.isoformat()
    assert len(bytes.fromhex(kept["act"][0]["sketch"])) % 4 == 0


async def test_badges_are_kept_since_the_day_they_were_first_given(scene: Scene):
    badges, tomorrow = scene.database.community.badges, scene.today + timedelta(days=1)
    assert await badges.of(GUILD, NURSE) == set()
    await badges.give(GUILD, NURSE, [Badge.TOPIC], scene.today)
    await badges.give(GUILD, NURSE, [Badge.TOPIC, Badge.YEAR], tomorrow)
    assert await badges.of(GUILD, NURSE) == {Badge.TOPIC, Badge.YEAR}
    assert await badges.of(GUILD, TEACHER) == await badges.of(GuildId(GUILD + 1), NURSE) == set()
    exported = (await scene.database.personal.of(NURSE))["badge"]
    assert {(one["badge"], one["day"]) for one in exported} == {
        ("topic", scene.today.isoformat()),
        ("year", tomorrow.isoformat()),
    }


async def test_a_week_counts_each_member_once_and_no_longer_when_nothing_is_left(scene: Scene):
    monday = scene.today - timedelta(days=scene.today.weekday())
    first = scene.said(NURSE)
    replies = [scene.said(TEACHER, first), scene.said(TEACHER, first, after=24), scene.said(STUDENT, first)]
    await scene.hear(first, *replies)
    assert dict(await scene.store.people([GUILD], (monday, monday))) == {(monday, ZH): 2}
    await scene.hear(Deleted(replies[0].message_id, HERE))
    assert dict(await scene.store.people([GUILD], (monday, monday))) == {(monday, ZH): 2}
    await scene.hear(Deleted(replies[1].message_id, HERE))
    assert dict(await scene.store.people([GUILD], (monday, monday))) == {(monday, ZH): 1}


async def test_how_far_a_channel_is_counted_is_known(scene: Scene):
    await scene.store.record(Batch((), {SOURCE: MessageId(5)}))
    assert await scene.store.behind() == {}
    await scene.database.outbox.pass_over(SOURCE, MessageId(7), [])
    assert await scene.store.behind() == {SOURCE: MessageId(5)}
    await scene.store.record(Batch((), {SOURCE: MessageId(7)}))
    assert await scene.store.behind() == {}


async def test_a_suggestion_counts_on_the_day_on_which_it_is_asked_and_once(scene: Scene):
    daily, bridge = scene.database.daily, (await scene.database.bridges.every())[0]
    texts = Texts(en="What do you put on rice?", zh_hans="你喜欢用什么拌饭？")
    mine = await daily.suggestions.add(NewSuggestion(bridge.id, GUILD, STUDENT, texts))
    assert mine is not None
    chosen = Chosen(mine.prompt_id, None, Reason.SUGGESTION)
    occasion = await daily.occasions.open(bridge.id, scene.today, chosen, scene.start + timedelta(hours=36))
    for channel_id, message in ((HERE, scene.said(TEACHER)), (SOURCE, scene.said(NURSE))):
        claim = await daily.occasions.claim(occasion, channel_id)
        assert claim is not None
        await daily.occasions.posted(claim, message.message_id, None)
    for _ in range(2):
        await scene.store.keep_house(KEY)
        await scene.store.fold()
    assert await scene.sums(STUDENT) == {Kind.SUGGESTION: 1}


async def test_after_three_days_counts_are_left_of_talk_and_nobody_is(scene: Scene):
    first = scene.said(STUDENT, joined=1)
    reply = scene.said(NURSE, first, after=1)
    await scene.hear(first, reply, scene.said(STUDENT, reply, after=2))
    before = await scene.store.meetings([GUILD], (scene.today, scene.today))
    scene.clock.advance(timedelta(hours=75))
    await scene.store.keep_house(KEY)
    after = await scene.store.meetings([GUILD], (scene.today, scene.today))
    assert (before[scene.today].begun, after[scene.today].begun, after[scene.today].returned) == (0, 1, 1)
    assert after[scene.today].replies == before[scene.today].replies == {(EN, ZH): 1, (ZH, EN): 1}
    assert after[scene.today].written == {EN: 1, ZH: 2}
    assert (after[scene.today].first_posts, after[scene.today].unanswered) == (1, 0)
    assert sum(after[scene.today].waits) == sum(before[scene.today].waits) == 2
    assert not await scene.rows("talk")


async def test_newcomers_are_counted_by_the_day_they_arrived_and_are_forgotten(scene: Scene):
    first = scene.said(STUDENT, joined=1)
    await scene.hear(first, scene.said(NURSE, first, after=47), scene.said(STUDENT, joined=2, after=24))
    before = await scene.store.arrivals([GUILD], (scene.today, scene.today))
    assert before == {(scene.today, True): Arrivals(1, {1: 1, 7: 0, 30: 0})}
    scene.clock.advance(timedelta(days=33))
    await scene.store.keep_house(KEY)
    assert await scene.store.arrivals([GUILD], (scene.today, scene.today)) == before
    assert not await scene.rows("arrival")


async def test_who_is_erased_leaves_sums_of_everybody_and_no_trace_and_is_not_counted_again(scene: Scene):
    first = scene.said(STUDENT, joined=1)
    reply = scene.said(NURSE, first, after=-1)
    await scene.hear(first, reply, scene.tapped(NURSE, first))
    scene.clock.advance(timedelta(minutes=1))
    erasure = await scene.database.erasures.request(STUDENT, scene.database.erasures.clock.now())
    await scene.database.erasures.finish(erasure)
    for table in ("act", "talk", "arrival", "day_sum", "period_sum", "dirty_day"):
        assert STUDENT not in {value for row in await scene.rows(table) for value in row}
    await scene.hear(first, reply)
    assert await scene.sums(STUDENT) == {}
    assert await scene.sums(NURSE) == {Kind.REPLY_ACROSS: 1, Kind.FIRST_ANSWER: 1, Kind.REACTION_GIVEN: 1}


async def test_a_message_is_at_home_where_it_was_written_and_a_copy_where_its_source_was(scene: Scene):
    first = scene.said(NURSE)
    (row,) = await scene.database.outbox.observe([owed(first.message_id)])
    copy = part_of(row, first.message_id + 5)
    await replace(scene.database.ledger, leases=ALONE).record(copy, row, settles=True)
    await scene.hear(first)
    for message_id in (first.message_id, copy.message_id):
        assert await scene.store.home_of(message_id) == GUILD
    assert await scene.store.home_of(MessageId(first.message_id + 77)) is None


async def test_who_only_reacted_or_was_reacted_to_took_no_part_that_week(scene: Scene):
    first = scene.said(NURSE)
    await scene.hear(first, scene.tapped(TEACHER, first))
    assert await scene.sums(NURSE) == {Kind.REACTION_RECEIVED: 1}
    assert not any((await scene.store.people([GUILD], (scene.today - timedelta(days=6), scene.today))).values())


async def test_after_three_days_nobody_is_told_by_whose_side_an_act_was_and_the_sums_stay(scene: Scene):
    first = scene.said(NURSE)
    replies = [scene.said(TEACHER, first, after=hour, words=words) for hour, words in enumerate(APART, start=1)]
    await scene.hear(first, *replies, scene.tapped(STUDENT, first, "👍"))
    before = [await scene.sums(who) for who in (NURSE, TEACHER, STUDENT)]
    assert before[1] == {Kind.REPLY_ACROSS: 3}
    scene.clock.advance(timedelta(hours=80))
    await scene.store.keep_house(KEY)
    ids = {NURSE, TEACHER, STUDENT, first.message_id}
    rows = await scene.rows("act")
    assert [ids & {value for value in row if isinstance(value, int)} for row in rows].count(set()) == 0
    assert all(len(ids & {value for value in row if isinstance(value, int)}) == 1 for row in rows)
    await scene.hear(replace(replies[4], revision=1))  # its day is folded anew
    assert [await scene.sums(who) for who in (NURSE, TEACHER, STUDENT)] == before
    await scene.hear(*(Deleted(one.message_id, HERE) for one in replies[1:]))
    assert await scene.sums(TEACHER) == {Kind.REPLY_ACROSS: 1}
    assert len(await scene.rows("act")) == len(rows)


async def test_a_reaction_that_is_cleared_in_the_same_moment_does_not_count(scene: Scene):
    first = scene.said(NURSE)
    clearing = Cleared(first.message_id, None, scene.start + timedelta(seconds=9))
    await scene.hear(first, scene.tapped(TEACHER, first), clearing)
    assert await scene.sums(NURSE) == await scene.sums(TEACHER) == {}


async def test_a_reaction_is_taken_off_though_its_message_is_no_longer_known(scene: Scene):
    first = scene.said(NURSE)
    await scene.hear(first, scene.tapped(TEACHER, first))
    await scene.database._engine.write(  # noqa: SLF001 - as after three days
        lambda connection: connection.execute(metadata.tables["talk"].delete())
    )
    await scene.hear(scene.tapped(TEACHER, first, second=2, is_taken_off=True))
    assert await scene.sums(NURSE) == await scene.sums(TEACHER) == {}


async def test_a_newcomer_whose_only_answer_is_deleted_waits_again(scene: Scene):
    hello = scene.said(STUDENT, joined=1)
    answer = scene.said(NURSE, hello)
    await scene.hear(hello, answer)
    await scene.hear(Deleted(answer.message_id, SOURCE))
    assert [one.user_id for one in await scene.store.unanswered([GUILD], scene.start - timedelta(days=1))] == [STUDENT]
    await scene.hear(scene.said(TEACHER, hello))
    assert await scene.sums(TEACHER) == {Kind.FIRST_ANSWER: 1}


async def test_what_was_voided_while_it_did_not_count_stays_so_for_good(scene: Scene):
    first = scene.said(NURSE)
    reply = scene.said(TEACHER, first)
    await scene.hear(first, reply, replace(reply, revision=1, sketched=worded(None)))
    assert await scene.store.void(SourcePlace(HERE, reply.message_id)) == 0
    scene.clock.advance(timedelta(hours=49))
    await scene.database.ledger.expire()
    await scene.hear(replace(reply, revision=2))
    assert await scene.sums(TEACHER) == {}


async def test_what_a_word_list_holds_back_does_not_count(scene: Scene):
    first = scene.said(NURSE)
    reply = scene.said(TEACHER, first)
    bridge = (await scene.database.bridges.every())[0]
    refusals = (Refusal(SOURCE, WhyRefused.WORDS, ruled_by=GUILD),)
    place = SourcePlace(HERE, reply.message_id)
    await scene.database.held.refuse([Refused(place, GUILD, TEACHER, UNEDITED, bridge.id, refusals)])
    await scene.hear(first, reply)
    assert await scene.sums(TEACHER) == {}


async def test_what_is_being_recorded_is_not_taken_for_folded_by_another_process(postgres: PostgresServer):
    async with postgres.database() as url:
        one, other = await Database.open(url, StillClock()), await Database.open(url, StillClock())
        try:
            ends = [Endpoint(GUILD, SOURCE, ENGLISH), Endpoint(GUILD, HERE, ZH_HANS)]
            await one.bridges.open(Owner(GUILD), "main", ends, BridgeSettings())
            scene = Scene(one)
            first = scene.said(NURSE)
            await scene.store.record(Batch((first, scene.said(TEACHER, first))))  # its day is dirty
            later = Recorded(Batch((scene.said(TEACHER, first, after=1, words=APART[0]),)), scene.start)

            async def record_slowly() -> None:
                async with one._engine._engine.begin() as connection:  # type: ignore[attr-defined] # noqa: SLF001 - held open
                    await connection.run_sync(lambda sync: record(sync, [later]))
                    await other.community.contributions.fold()

            await record_slowly()
            await scene.store.fold()
            assert await scene.sums(TEACHER) == {Kind.REPLY_ACROSS: 2}
        finally:
            await one.close()
            await other.close()


async def test_of_two_processes_one_waits_for_what_the_other_is_recording(postgres: PostgresServer):
    """Else there would be two earliest replies from across, each of which knows nothing of the other."""
    async with postgres.database() as url:
        one, other = await Database.open(url, StillClock()), await Database.open(url, StillClock())
        try:
            ends = [Endpoint(GUILD, SOURCE, ENGLISH), Endpoint(GUILD, HERE, ZH_HANS)]
            await one.bridges.open(Owner(GUILD), "main", ends, BridgeSettings())
            scene = Scene(one)
            first = scene.said(NURSE, joined=1)
            await scene.store.record(Batch((first,)))
            answer = Recorded(Batch((scene.said(TEACHER, first, after=1),)), scene.start)
            second = Batch((scene.said(STUDENT, first, after=1),))
            held_open = one._engine._engine.begin()  # type: ignore[attr-defined] # noqa: SLF001 - the other's transaction
            async with asyncio.TaskGroup() as tasks, held_open as connection:
                await connection.run_sync(lambda sync: record(sync, [answer]))
                recording = tasks.create_task(other.community.contributions.record(second))
                await asyncio.sleep(0.2)
                assert not recording.done()
            await scene.store.fold()
            assert (await scene.sums(TEACHER))[Kind.FIRST_ANSWER] == 1
            assert Kind.FIRST_ANSWER not in await scene.sums(STUDENT)
            earliest = select(talk.c.user_id).where(talk.c.waited.is_not(None))
            assert await one._engine.read(lambda sync: sync.execute(earliest).scalars().all()) == [TEACHER]  # noqa: SLF001 - no store tells
        finally:
            await one.close()
            await other.close()
