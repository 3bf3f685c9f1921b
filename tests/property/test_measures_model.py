"""On any graph of replies the measures are those of a plain count over all posts, without days or classes."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bot.ids import MessageId, UserId, first_id_at
from bot.participation.measures import (
    Unsaid,
    balance,
    median_wait,
    mixing_ratio,
    reciprocity,
    unanswered_share,
)
from bot.participation.meeting import counted
from bot.participation.model import Participant
from bot.participation.retention import AFTER, retention
from bot.participation.tallying import WAITS, together
from tests.contributing import EN, ZH, Conversation, Newcomer, Post, arrivals, tally

START = datetime(2027, 3, 1, tzinfo=UTC)
PEOPLE = [Participant(UserId(number), tongue, is_bot=number == 9) for number, tongue in enumerate([EN, ZH] * 5)]
PEOPLE.append(Participant(UserId(0), ZH))  # the first one, in the other channel
HOURS = timedelta(hours=1)


steps = st.tuples(
    st.sampled_from([0, 1, 7, 50, 300, 1500, 5000]),  # minutes since the one before
    st.sampled_from(PEOPLE),
    st.integers(0, 5),  # which one it answers, counted backwards
    st.booleans(),
)


@st.composite
def graphs(draw: st.DrawFn) -> list[Post]:
    """Return posts of some weeks, most of which answer a recent one; a few people or many."""
    fewest = draw(st.sampled_from([0, 15, 40]))
    few = draw(st.integers(2, len(PEOPLE)))
    posts: list[Post] = []
    moment = START
    for minutes, author, back, is_first in draw(st.lists(steps, min_size=fewest, max_size=60)):
        if author.user_id < few:
            moment += timedelta(minutes=minutes)
            answers = posts[-back] if 0 < back <= len(posts) else None
            posts.append(Post(MessageId(first_id_at(moment) + len(posts)), author, answers, is_first))
    return posts


def between_people(posts: Sequence[Post]) -> list[tuple[Post, Post]]:
    return [
        (post, post.answers)
        for post in posts
        if post.answers is not None
        and not post.author.is_bot
        and not post.answers.author.is_bot
        and post.author.user_id != post.answers.author.user_id
    ]


def across(posts: Sequence[Post]) -> list[tuple[Post, Post]]:
    return [(reply, other) for reply, other in between_people(posts) if reply.author.tongue != other.author.tongue]


def told(some: int, of_all: int) -> Fraction | None:
    return Fraction(some, of_all) if of_all >= 5 else None


def plain_mixing(posts: Sequence[Post]) -> Fraction | str | None:
    people = [post for post in posts if not post.author.is_bot]
    replies = between_people(posts)
    if len(replies) < 5:
        return None
    p = Fraction(sum(post.author.tongue == EN for post in people), len(people))
    if p in {0, 1}:
        return "one tongue"
    return Fraction(len(across(posts)), len(replies)) / (2 * p * (1 - p))


def plain_balance(posts: Sequence[Post]) -> Fraction | None:
    there = sum(reply.author.tongue == EN for reply, _ in across(posts))
    back = len(across(posts)) - there
    return Fraction(min(there, back), max(there, back)) if there + back >= 5 else None


def plain_reciprocity(posts: Sequence[Post], now: datetime) -> Fraction | None:
    said = [(reply.at, reply.author.user_id, other.author.user_id) for reply, other in across(posts)]
    begun = [
        (at, one, other)
        for number, (at, one, other) in enumerate(said)
        if at + 72 * HOURS <= now
        and not any({one, other} == {a, b} and at - then <= 72 * HOURS for then, a, b in said[:number])
    ]
    returned = [
        any((a, b) == (other, one) and at <= then <= at + 72 * HOURS for then, a, b in said) for at, one, other in begun
    ]
    return told(sum(returned), len(begun))


def plain_unanswered(posts: Sequence[Post], now: datetime) -> Fraction | None:
    first = [post for post in posts if post.is_first and not post.author.is_bot and post.at + 24 * HOURS <= now]
    alone = [
        post
        for post in first
        if not any(other is post and reply.at - post.at <= 24 * HOURS for reply, other in between_people(posts))
    ]
    return told(len(alone), len(first))


def plain_waits(posts: Sequence[Post]) -> list[timedelta]:
    first: dict[MessageId, timedelta] = {}
    for reply, other in across(posts):
        first.setdefault(other.message_id, reply.at - other.at)  # posts are in order
    return [wait for wait in first.values() if wait <= 72 * HOURS]


def number(figure: object) -> object:
    """Return a figure of ours as the plain count has it."""
    if figure is Unsaid.ONE_TONGUE:
        return "one tongue"
    return None if figure is Unsaid.TOO_FEW else figure


@given(graphs(), st.integers(0, 2000))
def test_measures_are_those_of_a_plain_count(posts: list[Post], hours: int):
    now = START + hours * HOURS
    counts = together(tally(posts, now).values())

    for ours, plain in [
        (mixing_ratio(counts), plain_mixing(posts)),
        (balance(counts, EN, ZH), plain_balance(posts)),
        (reciprocity(counts), plain_reciprocity(posts, now)),
        (unanswered_share(counts), plain_unanswered(posts, now)),
    ]:
        assert number(ours) == (float(plain) if isinstance(plain, Fraction) else plain)


@given(graphs())
def test_the_median_wait_is_in_the_class_of_the_true_one(posts: list[Post]):
    waits = plain_waits(posts)
    ours = median_wait(together(tally(posts, START).values()))

    if len(waits) < 5:
        assert ours is Unsaid.TOO_FEW
    else:
        assert not isinstance(ours, Unsaid)
        low, high = sorted(waits)[(len(waits) - 1) // 2], sorted(waits)[len(waits) // 2]
        assert max((edge for edge in WAITS if edge < low), default=timedelta(0)) <= ours
        assert ours <= min(edge for edge in WAITS if edge >= high)


@given(graphs().flatmap(lambda posts: st.tuples(st.just(posts), st.permutations(posts))), st.integers(0, 2000))
def test_the_order_of_hearing_changes_no_count(told_twice: tuple[list[Post], list[Post]], hours: int):
    posts, otherwise = told_twice
    now = START + hours * HOURS

    assert tally([*otherwise, *posts[:3]], now) == tally(posts, now)


@given(graphs(), st.sets(st.integers(0, 59)), st.integers(0, 2000))
def test_what_is_deleted_was_never_said(posts: list[Post], numbers: set[int], hours: int):
    gone = {posts[number].message_id for number in numbers if number < len(posts)}
    # That a reply answers what is gone is known all the same.
    conversation = Conversation()
    for post in posts:
        conversation.hear(post)
    for message_id in sorted(gone & conversation.talks.keys()):
        conversation.delete(message_id)

    now = START + hours * HOURS
    assert counted(conversation.talks.values(), now) == tally(
        [post for post in posts if post.message_id not in gone], now
    )


@given(graphs())
def test_days_are_counted_apart_and_make_the_whole(posts: list[Post]):
    counts = tally(posts, START + timedelta(days=60))

    assert sum(sum(day.written.values()) for day in counts.values()) == sum(not post.author.is_bot for post in posts)
    assert sum(sum(day.replies.values()) for day in counts.values()) == len(between_people(posts))
    assert sum(sum(day.waits) for day in counts.values()) == len(plain_waits(posts))


newcomers = st.sampled_from([0, 40]).flatmap(
    lambda fewest: st.lists(
        st.builds(
            lambda hours, answered, days: Newcomer(
                START + hours * HOURS,
                None if answered is None else START + (hours + answered) * HOURS,
                frozenset((START + hours * HOURS).date() + timedelta(day) for day in days),
            ),
            st.integers(0, 400),
            st.sampled_from([None, None, 1, 47, 48, 49]),
            st.lists(st.sampled_from([0, 1, 2, 6, 7, 8, 29, 30, 31])),
        ),
        min_size=fewest,
        max_size=60,
    )
)


@given(newcomers, st.integers(0, 80))
def test_retention_is_that_of_a_plain_count(people: list[Newcomer], days: int):
    today = START.date() + timedelta(days)

    for cohort in retention(arrivals(people), today):
        those = [one for one in people if 0 <= (one.arrived_at.date() - cohort.week).days < 7]
        early = [one for one in those if one.answered_at and one.answered_at <= one.arrived_at + 48 * HOURS]
        others = [one for one in those if one not in early]
        assert cohort.arrived == (len(those) if len(those) >= 5 else Unsaid.TOO_FEW)
        for after in AFTER:
            is_over = cohort.week + timedelta(6 + after) < today
            is_split = len(early) >= 5 and len(others) >= 5
            assert cohort.everybody[after] == plain_share(those, after, is_over, len(those) >= 5)
            assert cohort.answered[after] == plain_share(early, after, is_over, is_split)
            assert cohort.others[after] == plain_share(others, after, is_over, is_split)
    assert len(retention(arrivals(people), today)) == weeks_of(people)


def plain_share(group: list[Newcomer], after: int, is_over: bool, is_shown: bool) -> float | Unsaid:
    if not is_over:
        return Unsaid.TOO_SOON
    if not is_shown:
        return Unsaid.TOO_FEW
    return sum((one.arrived_at + timedelta(after)).date() in one.active_on for one in group) / len(group)


def weeks_of(people: list[Newcomer]) -> int:
    mondays = [(one.arrived_at - timedelta(one.arrived_at.weekday())).date() for one in people]
    return (max(mondays) - min(mondays)).days // 7 + 1 if mondays else 0
