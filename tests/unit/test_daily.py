"""What admins and members do with the topic of the day, over stores in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.bridges.model import CONFIGURATION, Actor, Bridge, BridgeId, Elsewhere, Endpoint, Owner
from bot.bridges.model import BridgeSettings as Settings
from bot.calendars.lunar import BoraxCalendar
from bot.errors import BridgeForeign, NoSuchBridge, UserError
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.prompts.ahead import Ahead
from bot.prompts.daily import Daily
from bot.prompts.errors import (
    DateUnknown,
    NoSchedule,
    NotAskedThen,
    PromptUnknown,
    QueueEntryGone,
    TimeUnknown,
    TopicDecided,
    TopicRefused,
    TopicSkipped,
    WindowUnknown,
    ZoneUnknown,
)
from bot.prompts.figures import figures_of
from bot.prompts.model import Mode, Prompt, PromptId, Question, Theme
from bot.prompts.occasions import Choice, Occasion, OccasionId, OccasionState, Past, Posting, PostingState, Reason
from bot.prompts.plans import Lack, Plans
from bot.prompts.schedule import Hour, Pause, Schedule, SeatHours
from bot.prompts.seasons import Season
from bot.prompts.shelf import Shelf
from bot.prompts.texts import PromptTexts
from bot.prompts.typed import date_typed, time_typed, window_typed, zone_typed, zones_like
from bot.prompts.wording import Wording
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language
from tests.fakes import MemoryBridgeStore, MemoryOccasionStore, MemoryScheduleStore, StillClock

HERE, ABROAD = GuildId(1), GuildId(2)
ENGLISH, CHINESE = Endpoint(HERE, ChannelId(11), EN), Endpoint(HERE, ChannelId(12), ZH_HANS)
THEIRS = Endpoint(ABROAD, ChannelId(21), ZH_HANT)
MORGAN, STRANGER = Actor(HERE, UserId(5)), Actor(ABROAD, UserId(6))
NOON = datetime(2027, 3, 10, 12, tzinfo=UTC)  # a Wednesday
TODAY, DAY = date(2027, 3, 10), timedelta(days=1)


def prompt(name: str, theme: Theme | None = Theme.PETS, rule: str = "") -> Prompt:
    asked = (Question(f"What about {name}?"), Question(f"{name}呢？"), Question(""))
    return Prompt(PromptId(name), theme, 1, Mode.TALK, Season.parsed(rule), *asked)


LIBRARY = (
    *(prompt(name, theme) for name, theme in zip(map(str, range(16)), Theme, strict=True)),
    prompt("pi", Theme.FOOD, "03-14"),
)


@dataclass
class Written:
    """What members wrote (`OwnPrompts`)."""

    waiting: list[PromptId] = field(default_factory=list)

    async def accepted(self, _bridge_id: int) -> Sequence[PromptId]:
        return self.waiting

    async def prompt(self, prompt_id: PromptId) -> Prompt | None:
        return prompt(prompt_id, None) if prompt_id in self.waiting else None

    async def author(self, prompt_id: PromptId) -> UserId | None:
        return UserId(9) if prompt_id in self.waiting else None


class Keys:
    """Says keys."""

    def say(self, language: str, key: str, /, **fields: str | int) -> str:
        return f"{language}:{key}:{','.join(map(str, fields.values()))}"


@dataclass
class World:
    """A guild with bridges, and all that the service asks."""

    clock: StillClock = field(default_factory=lambda: StillClock(NOON))
    store: MemoryBridgeStore = field(default_factory=MemoryBridgeStore)
    own: Written = field(default_factory=Written)
    lacking: dict[ChannelId, Lack] = field(default_factory=dict)
    noted: list[tuple[GuildId, UserId, str, str]] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)
    refuses: bool = False

    def __post_init__(self) -> None:
        self.schedules = MemoryScheduleStore(self.store)
        self.occasions = MemoryOccasionStore(self.clock)
        shelf = Shelf(lambda: LIBRARY, BoraxCalendar(), self.occasions, self.own)
        texts = PromptTexts(shelf, self._prepare, str.upper)
        ahead, wording = Ahead(self.occasions, shelf, self.clock), Wording(Keys(), str.upper, lambda word, _how: word)
        self.plans = Plans(self, self.schedules, ahead, texts, self, self._elsewhere, wording, self, self.clock)
        self.daily = Daily(self.plans, self.occasions, self, self.bridge_at)

    async def _prepare(self, _language: Language) -> None: ...

    async def _elsewhere(self, ends: Sequence[Endpoint], guild_id: GuildId) -> Mapping[ChannelId, Elsewhere]:
        return {end.channel_id: Elsewhere("far", "away") for end in ends if end.guild_id != guild_id}

    async def named(self, guild_id: GuildId) -> Mapping[str, Bridge]:
        return {one.name: one for one in await self.store.every() if one.concerns(guild_id)}

    async def bridge_at(self, guild_id: GuildId, _channel_id: ChannelId) -> Bridge:
        return next(iter((await self.named(guild_id)).values()))

    async def lack(self, endpoint: Endpoint, ping_role_id: int | None, *, opens_threads: bool) -> Lack | None:
        return self.lacking.get(endpoint.channel_id)

    async def record(self, guild_id: GuildId, user_id: UserId, action: str, subject: str) -> None:
        self.noted.append((guild_id, user_id, action, subject))

    async def post_now(self, schedule: Schedule, bridge: Bridge) -> Past:
        """Post as the poster does."""
        self.posted.append(bridge.name)
        on = schedule.hour.day(self.clock.now())
        choice = Choice(PromptId("3"), Theme.HOME, Reason.LIBRARY)
        occasion = await self.occasions.open(bridge.id, on, choice, self.clock.now() + schedule.window)
        for end in bridge.endpoints:
            claim = await self.occasions.claim(occasion, end.channel_id)
            if claim is not None and self.refuses:
                await self.occasions.failed(claim)
            elif claim is not None:
                await self.occasions.posted(claim, MessageId(end.channel_id * 10), ChannelId(end.channel_id * 10))
        past = await self.occasions.by_id(occasion.id)
        assert past is not None
        return past

    async def started(self, name: str = "main", **changes: object) -> Schedule:
        plan = await self.plans.plan(name, MORGAN)
        plan = replace(plan, schedule=replace(plan.schedule, **changes))  # type: ignore[arg-type]  # any of its fields
        await self.plans.save(plan, MORGAN)
        return plan.schedule


@pytest.fixture
async def world() -> World:
    world = World()
    await world.store.open(Owner(HERE), "main", [ENGLISH, CHINESE], Settings())
    return world


# --- planning


async def test_a_new_plan_is_as_most_want_it_and_begins_tomorrow(world: World):
    plan = await world.plans.plan("main", MORGAN)
    assert plan.is_new
    assert plan.schedule.hour == Hour(time(13), "UTC")
    assert plan.schedule.starts_on == TODAY + DAY
    assert world.plans.next_at(plan) == NOON + timedelta(hours=25)
    assert await world.schedules.of(plan.bridge.id) is None  # nothing is kept yet


async def test_what_is_saved_is_looked_at_at_once_and_noted(world: World):
    schedule = await world.started(window=timedelta(hours=48))
    (awake,) = await world.schedules.awake(world.clock.now(), 10)
    assert (awake.schedule, awake.since) == (schedule, NOON)
    plan = await world.plans.plan("main", MORGAN)
    assert (plan.is_new, plan.schedule) == (False, schedule)
    await world.plans.save(plan, MORGAN)
    assert [action for _, _, action, _ in world.noted] == ["topic-started", "topic-changed"]


async def test_what_happened_while_an_admin_looked_is_not_undone_by_saving(world: World):
    await world.started()
    plan = await world.plans.plan("main", MORGAN)
    await world.schedules.answered(plan.bridge.id, is_answered=False)
    await world.schedules.pause(plan.bridge.id, Pause.FORBIDDEN)
    await world.plans.save(plan, MORGAN)
    kept = await world.schedules.of(plan.bridge.id)
    assert kept is not None
    assert (kept.paused_for, kept.unanswered) == (Pause.FORBIDDEN, 1)


async def test_the_next_topic_is_previewed_once_a_language_as_it_would_be_posted(world: World):
    plan = await world.plans.plan("main", MORGAN)
    seats = {CHINESE.channel_id: SeatHours(ping_role_id=7)}
    plan = replace(plan, schedule=replace(plan.schedule, seats=seats))
    (english, first), (chinese, second) = await world.plans.preview(plan)
    assert (english, chinese) == (ENGLISH, CHINESE)
    assert first.content.startswith("### en:daily-topic:\n**What about ")
    assert "<@&7>" in second.content
    (coming,) = await world.plans.ahead.of(plan.schedule, plan.channel_ids, 1)
    assert coming.choice is not None
    assert f"**{coming.choice.prompt_id}呢？**" in second.content
    assert f"<t:{int((coming.at + timedelta(hours=36)).timestamp())}:f>" in first.content


async def test_what_the_bot_lacks_is_told_channel_by_channel(world: World):
    plan = await world.plans.plan("main", MORGAN)
    assert await world.plans.lacks(plan) == []
    world.lacking[CHINESE.channel_id] = Lack(CHINESE.channel_id, rights=("send_messages",))
    assert await world.plans.lacks(plan) == [world.lacking[CHINESE.channel_id]]


async def test_only_the_guild_that_runs_a_bridge_changes_when_it_is_asked(world: World):
    await world.store.open(Owner(HERE), "shared", [Endpoint(HERE, ChannelId(31), EN), THEIRS], Settings())
    await world.started("shared")
    for forbidden in (
        world.plans.plan("shared", STRANGER),
        world.plans.pause("shared", STRANGER),
        world.daily.skip("shared", None, STRANGER),
        world.daily.put_next("shared", "1", EN, STRANGER),
        world.daily.post("shared", STRANGER),
    ):
        with pytest.raises(BridgeForeign):
            await forbidden
    assert len(await world.daily.coming("shared", STRANGER)) == 7
    with pytest.raises(NoSuchBridge):
        await world.daily.coming("main", STRANGER)
    plan = await world.plans.plan("shared", MORGAN)
    assert set(plan.elsewhere) == {THEIRS.channel_id}


async def test_a_bridge_of_the_configuration_is_its_first_channel_s_guild_s(world: World):
    await world.store.replace(CONFIGURATION, [("written", [Endpoint(HERE, ChannelId(31), EN), THEIRS])])
    assert (await world.plans.plan("written", MORGAN)).is_new
    with pytest.raises(BridgeForeign):
        await world.plans.plan("written", STRANGER)


async def test_a_pause_ends_with_a_clean_slate(world: World):
    await world.started()
    bridge = await world.plans.pause("main", MORGAN)
    await world.plans.pause("main", MORGAN)
    await world.schedules.answered(bridge.id, is_answered=False)
    plan = await world.plans.resume("main", MORGAN)
    kept = await world.schedules.of(bridge.id)
    assert kept == plan.schedule
    assert (plan.schedule.paused_for, plan.schedule.unanswered) == (None, 0)
    assert [action for _, _, action, _ in world.noted] == ["topic-started", "topic-paused", "topic-resumed"]


# --- ahead


async def test_the_coming_seven_count_each_other_and_say_why(world: World):
    await world.started()
    world.own.waiting.append(PromptId("own-1"))
    await world.daily.put_next("main", "What about 4?", EN, MORGAN)
    coming = await world.daily.coming("main", MORGAN)
    assert [one.on for one in coming] == [TODAY + after * DAY for after in range(1, 8)]
    choices = [one.choice for one in coming if one.choice is not None]
    assert [one.reason for one in choices] == [
        Reason.QUEUE,
        Reason.SUGGESTION,
        Reason.LIBRARY,
        Reason.FESTIVAL,  # 03-14
        *[Reason.LIBRARY] * 3,
    ]
    assert choices[3].prompt_id == "pi"
    assert len({one.prompt_id for one in choices}) == 7
    themes = [one.theme for one in choices if one.theme is not None]
    assert len(set(themes)) == len(themes)


async def test_what_is_shown_is_what_will_be_chosen(world: World):
    schedule = await world.started()
    shelf = world.plans.ahead.shelf
    coming = await world.daily.coming("main", MORGAN)
    for one in coming:
        days = schedule.days_at(one.at, [ENGLISH.channel_id, CHINESE.channel_id])
        choice = await shelf.choose(schedule, one.on, days)
        assert choice == one.choice
        await world.occasions.open(schedule.bridge_id, one.on, choice, one.at)


async def test_once_a_week_the_coming_seven_are_seven_weeks(world: World):
    await world.started(weekdays=frozenset({2}))
    coming = await world.daily.coming("main", MORGAN)
    assert [one.on for one in coming] == [TODAY + weeks * 7 * DAY for weeks in range(1, 8)]


async def test_the_next_date_is_skipped_or_a_named_one_and_shown_so(world: World):
    await world.started()
    assert await world.daily.skip("main", None, MORGAN) == TODAY + DAY
    assert await world.daily.skip("main", None, MORGAN) == TODAY + 2 * DAY
    assert await world.daily.skip("main", TODAY + 5 * DAY, MORGAN) == TODAY + 5 * DAY
    coming = await world.daily.coming("main", MORGAN)
    assert [after for after, one in enumerate(coming, 1) if one.choice is None] == [1, 2, 5]
    today = await world.daily.today(HERE, ENGLISH.channel_id)
    assert today.next_at == NOON + timedelta(days=3, hours=1)


async def test_the_dates_that_are_offered_are_those_that_can_be_skipped(world: World):
    assert await world.daily.dates("main", MORGAN) == ()
    assert await world.daily.dates("none", MORGAN) == ()
    await world.started()
    await world.daily.skip("main", TODAY + 2 * DAY, MORGAN)
    assert await world.daily.dates("main", MORGAN) == [TODAY + after * DAY for after in (1, 3, 4, 5, 6, 7)]


@pytest.mark.parametrize("on", [TODAY, TODAY - DAY])
async def test_a_date_on_which_nothing_is_to_come_cannot_be_skipped(world: World, on: date):
    await world.started()
    with pytest.raises(NotAskedThen):
        await world.daily.skip("main", on, MORGAN)


async def test_a_topic_that_is_posted_already_cannot_be_skipped(world: World):
    schedule = await world.started(starts_on=TODAY)
    await world.daily.post("main", MORGAN)
    assert schedule.falls_on(TODAY)
    with pytest.raises(TopicDecided):
        await world.daily.skip("main", TODAY, MORGAN)


# --- queue


async def test_the_queue_is_filled_by_what_is_typed_and_emptied_by_what_is_chosen(world: World):
    await world.started()
    assert await world.daily.find("about 1", EN, 3) == [
        ("1", "What about 1?"),
        ("10", "What about 10?"),
        ("11", "What about 11?"),
    ]
    assert await world.daily.find("1呢", ZH_HANS, 25) == [("1", "1呢？"), ("11", "11呢？")]
    assert await world.daily.put_next("main", "7", EN, MORGAN) == ("7", 1)
    assert await world.daily.put_next("main", "1呢？", ZH_HANS, MORGAN) == ("1", 2)
    assert await world.daily.put_next("main", "7", EN, MORGAN) == ("7", 1)
    with pytest.raises(PromptUnknown):
        await world.daily.put_next("main", "about", EN, MORGAN)
    first, second = await world.daily.queue("main", MORGAN)
    assert await world.daily.take_out("main", str(first.id), MORGAN) == "7"
    for typed in (str(first.id), "7", ""):
        with pytest.raises(QueueEntryGone):
            await world.daily.take_out("main", typed, MORGAN)
    assert await world.daily.queue("main", MORGAN) == [second]


# --- today


async def test_today_s_topic_is_posted_once_and_then_told_where(world: World):
    await world.started()
    past, is_news = await world.daily.post("main", MORGAN)
    assert is_news
    assert {one.thread_id for one in past.postings} == {110, 120}
    assert await world.daily.post("main", MORGAN) == (past, False)
    assert world.posted == ["main"]


async def test_where_it_failed_it_is_posted_again(world: World):
    schedule = await world.started()
    choice = Choice(PromptId("3"), Theme.HOME, Reason.LIBRARY)
    occasion = await world.occasions.open(schedule.bridge_id, TODAY, choice, NOON)
    claim = await world.occasions.claim(occasion, ENGLISH.channel_id)
    assert claim is not None
    await world.occasions.posted(claim, MessageId(5), None)
    _, is_news = await world.daily.post("main", MORGAN)
    assert is_news
    assert world.posted == ["main"]


async def test_what_could_be_posted_nowhere_is_not_said_to_be_posted(world: World):
    await world.started()
    world.refuses = True
    with pytest.raises(TopicRefused):
        await world.daily.post("main", MORGAN)
    assert (await world.daily.today(HERE, ENGLISH.channel_id)).past is None


async def test_nothing_is_posted_on_a_date_that_is_skipped(world: World):
    await world.started(starts_on=TODAY)
    await world.daily.skip("main", TODAY, MORGAN)
    with pytest.raises(TopicSkipped):
        await world.daily.post("main", MORGAN)


async def test_members_are_told_the_topic_of_their_channel_while_its_day_lasts(world: World):
    with pytest.raises(NoSchedule):
        await world.daily.today(HERE, ENGLISH.channel_id)
    await world.started()
    assert (await world.daily.today(HERE, ENGLISH.channel_id)).past is None  # the guild's only bridge
    posted, _ = await world.daily.post("main", MORGAN)
    today = await world.daily.today(HERE, ENGLISH.channel_id)
    assert today.past == posted
    assert today.next_at == NOON + timedelta(hours=25)
    await world.occasions.close(posted.occasion.id, [])
    assert (await world.daily.today(HERE, ENGLISH.channel_id)).past is not None
    world.clock.advance(DAY)
    assert (await world.daily.today(HERE, ENGLISH.channel_id)).past is None
    await world.plans.pause("main", MORGAN)
    assert (await world.daily.today(HERE, ENGLISH.channel_id)).next_at is None


# --- figures


def past(number: int, theme: Theme | None, *people: int, state: OccasionState = OccasionState.CLOSED) -> Past:
    choice = None if state is OccasionState.SKIPPED else Choice(PromptId(str(number)), theme, Reason.LIBRARY)
    occasion = Occasion(OccasionId(number), BridgeId(1), TODAY - number * DAY, choice, state, NOON)
    postings = [
        Posting(occasion.id, ChannelId(at), PostingState.POSTED, NOON, people=count) for at, count in enumerate(people)
    ]
    return Past(occasion, postings)


async def test_figures_tell_nothing_of_fewer_than_five():
    figures = figures_of(
        [
            past(1, Theme.FOOD, 3, 1),
            past(2, Theme.FOOD, 4, 2),
            past(3, Theme.PETS, 4),
            past(4, Theme.WORK, 0),
            past(5, None, 5),
            past(6, Theme.PETS, 50, state=OccasionState.OPEN),
            past(7, None, state=OccasionState.SKIPPED),
        ]
    )
    assert (figures.topics, figures.answered) == (5, 4)
    assert figures.themes == [(Theme.FOOD, 10), (None, 5)]
    assert figures.most_answered == [("2", 6), ("5", 5)]


# --- what is typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("13:00", time(13)), ("9", time(9)), ("8:30 pm", time(20, 30)), ("12am", time(0)), ("12 PM", time(12)),
     (" 21：05 ", time(21, 5)), ("00:00", time(0)), ("7.45", time(7, 45))],
)  # fmt: skip
def test_times_are_read_as_people_write_them(typed: str, expected: time):
    assert time_typed(typed) == expected


@pytest.mark.parametrize(
    ("read", "typed", "error"),
    [
        *((time_typed, typed, TimeUnknown) for typed in ("", "25:00", "13:60", "13pm", "0am", "noon", "1:5", "-1")),
        *((window_typed, typed, WindowUnknown) for typed in ("", "11", "73", "36h", "-36", "1e1", "９９９９")),
        *((date_typed, typed, DateUnknown) for typed in ("", "tomorrow", "2027-02-30", "30.01.2027")),
        *((zone_typed, typed, ZoneUnknown) for typed in ("", "Mars", "Asia", "posix/Asia/Taipei", "../etc/passwd")),
    ],
)
def test_what_says_nothing_is_refused(read: Callable[[str], object], typed: str, error: type[UserError]):
    with pytest.raises(error):
        read(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Asia/Taipei", "Asia/Taipei"),
        ("asia/taipei", "Asia/Taipei"),
        ("utc", "UTC"),
        ("Taipei", "Asia/Taipei"),
        ("new york", "America/New_York"),
        ("Beijing", "Asia/Shanghai"),
        ("吉隆坡", "Asia/Kuala_Lumpur"),
        ("臺北", "Asia/Taipei"),
    ],
)
def test_zones_are_known_by_name_and_by_city(typed: str, expected: str):
    assert zone_typed(typed) == expected


@pytest.mark.parametrize(
    ("typed", "close"), [("Asia/Tapei", "Asia/Taipei"), ("Lodon", "Europe/London"), ("Shanghia", "Asia/Shanghai")]
)
def test_those_that_are_called_alike_are_offered(typed: str, close: str):
    with pytest.raises(ZoneUnknown) as raised:
        zone_typed(typed)
    assert close in str(raised.value.fields["close"]).split(", ")


def test_zones_are_offered_while_one_types():
    assert zones_like("taip", 5) == ["Asia/Taipei"]
    assert "Asia/Shanghai" in zones_like("beij", 5)
    assert len(zones_like("", 25)) == 25


def test_windows_and_dates_are_read():
    assert (window_typed("12"), window_typed(" 72 ")) == (timedelta(hours=12), timedelta(hours=72))
    assert date_typed("2027/01/31") == date(2027, 1, 31)
