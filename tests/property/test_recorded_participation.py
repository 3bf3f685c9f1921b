"""However a history is heard, its sums and meetings are those of all that happened, reckoned at once."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.bridges.model import BridgeSettings, Endpoint, Owner
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.participation.acting import UTC_ZONE, acts_by, acts_of
from bot.participation.counting import Sums, added, fold, takes_part
from bot.participation.crediting import deleted, settled
from bot.participation.goals import week_of
from bot.participation.heard import Batch, Deleted, Heard, Here, Said, Tapped, Written
from bot.participation.model import Act, Participant, Tongue
from bot.participation.standing import EVER, Named
from bot.participation.tallying import DayCounts
from bot.storage.contributions import SqlContributions
from bot.storage.database import Database
from bot.storage.tables import metadata
from bot.translation.model import EN as ENGLISH
from bot.translation.model import ZH_HANS
from tests.contributing import EN, KEY, ZH, Post, tally, worded
from tests.fakes import StillClock

GUILD: Final = GuildId(1 << 50)
PLACES: Final = {EN: ChannelId(100), ZH: ChannelId(200)}
PEOPLE: Final = (
    *(Here(UserId(number), GUILD, PLACES[EN], EN) for number in (11, 12)),
    *(Here(UserId(number), GUILD, PLACES[ZH], ZH) for number in (21, 22)),
)
WORDS: Final = (
    None,
    "We barbecue every summer in the garden.",
    "今天的晚饭是我妈妈做的饺子。",
    "We barbecue every summer!",
)
EMOJIS: Final = ("👍", "✅")
START: Final = datetime(2026, 11, 18, 22, tzinfo=UTC)  # a day begins soon after it
EVERY_DAY: Final = (START.date() - timedelta(days=7), START.date() + timedelta(days=60))
EVENTS_BEFORE_OLD: Final = timedelta(hours=60)  # of 72: what is older is answered and reacted to no more


@dataclass(frozen=True, slots=True)
class Step:
    """What one of the people does, *minutes* after what was done before.

    Attributes:
        to: Which one of the messages so far that is about, counted from the newest.
        turn: When it is heard, among the turns; what it needs is heard before.
        again: So many turns later it is heard once more.
    """

    what: str
    who: int
    to: int
    words: int
    minutes: int
    turn: int
    again: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a moment, in which turn it is heard."""

    heard: Heard
    at: datetime
    turn: int


@dataclass
class History:
    """All that happened."""

    events: list[Event]
    said: dict[MessageId, Said]  # as it was written
    gone: set[MessageId]


class House:
    """A database that is emptied between two histories."""

    def __init__(self, runner: asyncio.Runner, database: Database, clock: StillClock) -> None:
        self.runner, self.database, self.clock = runner, database, clock
        self.store: SqlContributions = database.community.contributions

    async def empty(self) -> None:
        """Forget all that was recorded, and begin anew."""
        self.clock.moment = START
        names = ("act", "revoked_message", "dirty_day", "day_sum", "tongue_day", "tongue_week", "period_sum")
        tables = [metadata.tables[name] for name in (*names, "talk", "talk_day", "meeting_day")]
        await self.database._engine.write(  # noqa: SLF001 - no store empties itself
            lambda connection: [connection.execute(table.delete()) for table in tables]
        )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with asyncio.Runner() as runner:
        house = runner.run(_opened(tmp_path_factory.mktemp("recorded") / "qiao.db", runner))
        try:
            yield house
        finally:
            runner.run(house.database.close())


async def _opened(path: Path, runner: asyncio.Runner) -> House:
    clock = StillClock()
    database = await Database.open(f"sqlite:///{path}", clock)
    ends = [Endpoint(GUILD, PLACES[EN], ENGLISH), Endpoint(GUILD, PLACES[ZH], ZH_HANS)]
    await database.bridges.open(Owner(GUILD), "main", ends, BridgeSettings())
    for here in PEOPLE:
        await database.community.contributions.show(GUILD, here.user_id, is_shown=True)
    return House(runner, database, clock)


def steps(*whats: str, minutes: int, turns: int) -> st.SearchStrategy[list[Step]]:
    one = st.builds(
        Step,
        what=st.sampled_from(whats),
        who=st.integers(0, len(PEOPLE) - 1),
        to=st.integers(0, 4),
        words=st.integers(0, len(WORDS) - 1),
        minutes=st.integers(0, minutes),
        turn=st.integers(0, turns),
        again=st.integers(0, 2),
    )
    return st.lists(one, max_size=25)


def happened(story: Sequence[Step]) -> History:
    """Return what a story comes to; what cannot be done is left out."""
    history, now = History([], {}, set()), START
    first: dict[MessageId, int] = {}  # in which turn a message is heard first
    last: dict[MessageId, int] = {}  # ... and what answers it, at the latest
    for number, step in enumerate(story):
        now += timedelta(minutes=step.minutes, microseconds=1)
        standing = [one for one in history.said.values() if one.message_id not in history.gone]
        target = standing[-1 - step.to] if len(standing) > step.to else None
        if target is not None and now - target.at > EVENTS_BEFORE_OLD:
            target = None
        done, turn = _done(step, target, now, number, history), step.turn
        if done is None:
            continue
        if isinstance(done, Said) and done.revision == 0:
            history.said[done.message_id] = done
            if target is not None and done.replies_to is not None:
                turn = max(turn, first[target.message_id])
                last[target.message_id] = max(turn, last.get(target.message_id, 0))
            first[done.message_id] = turn
        elif isinstance(done, Tapped | Said):
            turn = max(turn, first[done.message_id])
            if isinstance(done, Said) and done.replies_to is not None:
                last[done.replies_to] = max(turn, last[done.replies_to])
        elif done.message_id in last:
            turn = max(turn, last[done.message_id] + 1)
        if isinstance(done, Deleted):
            history.gone.add(done.message_id)
        history.events += [Event(done, now, one) for one in {turn, turn + step.again}]
    return history


def _done(step: Step, target: Said | None, now: datetime, number: int, history: History) -> Heard | None:
    here = PEOPLE[step.who]
    words = WORDS[step.words]
    if step.what == "say":
        answers = target.message_id if target is not None and step.to % 2 == 0 else None
        message_id = MessageId(first_id_at(now) + number)
        return Said(message_id, here, 0, worded(words), answers, None)
    if target is None:
        return None
    if step.what == "edit":
        if target.replies_to in history.gone:
            words = None  # what it answers is not known any more, so only what counted can count less
        revision = int(now.timestamp() * 1_000_000)
        return replace(target, revision=revision, sketched=worded(words))
    if step.what == "delete":
        return Deleted(target.message_id, target.here.channel_id)
    emoji = EMOJIS[step.words % len(EMOJIS)]
    return Tapped(target.message_id, here, emoji, now, is_taken_off=step.what == "untap")


def sums_of(history: History) -> Mapping[tuple[UserId, date], Mapping[Tongue, Sums]]:
    """Return the contributions of each member's day, of all acts at once."""
    acts: list[Act] = []
    for event in history.events:
        one = event.heard
        if isinstance(one, Said):
            answered = None if one.replies_to is None else written(history, one.replies_to)
            if answered is not None and answered.here.user_id != one.here.user_id:
                acts += acts_of(one, UTC_ZONE, answered=answered, is_answer=False, is_first_answer=False)
        elif isinstance(one, Tapped):
            acts += acts_by(one, written(history, one.message_id), UTC_ZONE, UTC_ZONE)
    days: defaultdict[tuple[UserId, date], list[Act]] = defaultdict(list)
    for act in settled(acts, map(deleted, history.gone)):
        days[act.who.user_id, act.day].append(act)
    return {key: sums for key, those in days.items() if (sums := fold(those))}


def written(history: History, message_id: MessageId) -> Written:
    said = history.said[message_id]
    answers = None if said.replies_to is None else history.said[said.replies_to].here
    if answers is None or answers.user_id == said.here.user_id:
        return Written(message_id, said.here)
    return Written(message_id, said.here, said.replies_to, answers.user_id, answers.tongue)


def meetings_of(history: History, now: datetime) -> Mapping[date, DayCounts]:
    """Return who met whom, as if nothing had been written that was deleted."""
    posts: dict[MessageId, Post] = {}
    for message_id, said in history.said.items():
        answers = None if said.replies_to is None else posts[said.replies_to]
        posts[message_id] = Post(message_id, Participant(said.here.user_id, said.here.tongue), answers)
    return tally((post for message_id, post in posts.items() if message_id not in history.gone), now)


async def agree(house: House, history: History) -> None:
    """Claim that what stands in the database is what happened."""
    store, sums, everybody = house.store, sums_of(history), Counter[UserId]()
    by_tongue: defaultdict[tuple[date, Tongue], list[Sums]] = defaultdict(list)
    people: defaultdict[tuple[date, Tongue], set[UserId]] = defaultdict(set)
    for here in PEOPLE:
        days = {day: added(tongues.values()) for (who, day), tongues in sums.items() if who == here.user_id}
        assert await store.of_member([GUILD], here.user_id, EVERY_DAY) == days
    for (who, day), tongues in sums.items():
        everybody[who] += sum(added(tongues.values()).values())
        for tongue, its in tongues.items():
            by_tongue[day, tongue].append(its)
            if takes_part(its):
                people[week_of(day), tongue].add(who)
    found = {key: its for key, its in (await store.by_tongue([GUILD], EVERY_DAY)).items() if its}
    assert found == {key: added(several) for key, several in by_tongue.items()}
    weeks = {key: number for key, number in (await store.people([GUILD], EVERY_DAY)).items() if number}
    assert weeks == {key: len(those) for key, those in people.items()}
    named = [Named(who, total) for who, total in everybody.items()]
    assert list(await store.named([GUILD], EVER, 10)) == sorted(named, key=lambda one: (-one.total, one.user_id))


async def meet(house: House, history: History) -> None:
    """Claim that who met whom is what happened, once three days are over and all talk is forgotten."""
    house.clock.moment = max(house.clock.now(), *(event.at for event in history.events), START) + timedelta(hours=73)
    await house.store.keep_house(KEY)
    found = await house.store.meetings([GUILD], EVERY_DAY)
    assert dict(found) == dict(meetings_of(history, house.clock.now()))


def step(what: str, who: int, to: int = 0, words: int = 1, *, turn: int = 0) -> Step:
    return Step(what, who, to, words, 1, turn, 0)


# What is answered is gone when the answer is edited; an older edit is heard after a newer one; and of two replies that
# are deleted together one would have begun, and after it what follows.
@example(
    story=[step("say", 0), step("say", 2), step("delete", 0, to=1, turn=1), step("edit", 2, words=0, turn=2)], folds=2
)
@example(story=[step("say", 0), step("say", 2, words=0), step("edit", 2, turn=1), step("edit", 2, words=0)], folds=0)
@example(
    story=[
        *(step("say", 1), step("say", 2), step("say", 3, to=1), step("say", 2, to=2), step("say", 1)),
        *(step("delete", 2, to=3, turn=3), step("delete", 2, to=1, turn=3)),
    ],
    folds=0,
)
@given(
    story=steps("say", "say", "say", "edit", "delete", "tap", "untap", minutes=150, turns=4), folds=st.integers(0, 31)
)
def test_in_whatever_order_three_days_are_heard_the_sums_are_those_of_all_that_happened(
    house: House, story: list[Step], folds: int
):
    """25 steps, at most 150 minutes apart: all of it within 63 hours."""

    async def run() -> None:
        await house.empty()
        history = happened(story)
        for turn in range(max((event.turn for event in history.events), default=-1) + 1):
            heard = [event.heard for event in history.events if event.turn == turn]
            await house.store.record(Batch(heard[::-1]))
            if folds >> turn & 1:
                await house.store.fold()
                await house.store.keep_house(KEY)
        await house.store.fold()
        await agree(house, history)
        if history.events:
            await meet(house, history)

    house.runner.run(run())


@given(story=steps("say", "say", "say", "edit", "tap", "untap", minutes=60 * 40, turns=0), folds=st.integers(1, 4))
def test_over_weeks_in_which_talk_is_forgotten_they_are_too(house: House, story: list[Step], folds: int):
    async def run() -> None:
        await house.empty()
        history = happened([replace(step, again=0) for step in story])
        for number, event in enumerate(history.events):
            house.clock.moment = event.at
            if number % folds == 0:
                await house.store.keep_house(KEY)
            await house.store.record(Batch([event.heard, event.heard]))
            if number % folds == 1:
                await house.store.fold()
        await house.store.fold()
        await agree(house, history)
        if history.events:
            await meet(house, history)

    house.runner.run(run())
