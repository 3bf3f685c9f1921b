"""What members suggest reaches moderators in both languages, is asked once accepted, and goes when they wish."""

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.bridges.model import CONFIGURATION, Actor, Bridge, BridgeId, BridgeSettings, Endpoint, Owner
from bot.errors import ChannelGone, Forbidden, MessageGone, NoNoticeChannel, NotTakingPart, Refused, Unavailable
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.prompts.drafting import Drafting
from bot.prompts.errors import (
    NoDailyTopic,
    SeveralDailyTopics,
    SuggestionDecided,
    SuggestionGone,
    SuggestionIncomplete,
    SuggestionLanguage,
    SuggestionsMade,
    SuggestionsWaiting,
    SuggestionTooLong,
    SuggestionTooShort,
)
from bot.prompts.library import load
from bot.prompts.likeness import Likenesses
from bot.prompts.model import Mode, PromptId
from bot.prompts.schedule import Schedule
from bot.prompts.suggesting import Suggestions
from bot.prompts.suggestion_desk import SuggestionDesk
from bot.prompts.suggestions import (
    KEPT_DECLINED_FOR,
    BoardPlace,
    NewSuggestion,
    Suggestion,
    SuggestionId,
    SuggestionState,
    SuggestionView,
    Texts,
)
from bot.translation.model import EN, ZH_HANS, Language
from bot.translation.pipeline import TranslationPipeline
from tests.fakes import MemoryBridgeStore, MemorySuggestionStore, StillClock

GUILD, ELSEWHERE = GuildId(1), GuildId(2)
ENGLISH, CHINESE, NOTICES, ABROAD = ChannelId(10), ChannelId(11), ChannelId(12), ChannelId(20)
ANN, CAREFUL, QUIET, MODERATOR = UserId(7), UserId(8), UserId(9), UserId(70)
SEATS = (Endpoint(GUILD, ENGLISH, EN), Endpoint(GUILD, CHINESE, ZH_HANS), Endpoint(ELSEWHERE, ABROAD, EN))
BRIDGE = Bridge(BridgeId(1), Owner(GUILD), "main", SEATS, BridgeSettings(NOTICES))
MOD = Actor(GUILD, MODERATOR)

QUESTION, QUESTION_ZH = "Which smell takes you straight back home?", "什么味道会让你一下子想起家？"
KNOWN = {
    QUESTION: QUESTION_ZH,
    QUESTION_ZH: QUESTION,
    "什麼味道會讓你一下子想起家？": QUESTION,
}


@dataclass
class Dictionary:
    """A translator that knows a few sentences."""

    name: str = "dictionary"
    asked: list[str] = field(default_factory=list)

    async def translate(self, text: str, source: Language, target: Language) -> str:
        self.asked.append(text)
        if text not in KNOWN:
            raise Unavailable(reason="unknown")
        return KNOWN[text]

    async def close(self) -> None:
        return


@dataclass
class World:
    """Boards, choices, schedules and the trail, to look at."""

    shown: dict[BoardPlace, SuggestionView | None] = field(default_factory=dict)
    faults: deque[Exception] = field(default_factory=deque)
    trail: list[str] = field(default_factory=list)
    asking: set[BridgeId] = field(default_factory=lambda: {BRIDGE.id})
    quiet: set[UserId] = field(default_factory=lambda: {QUIET})

    async def show(self, channel_id: ChannelId, view: SuggestionView) -> BoardPlace:
        if self.faults:
            raise self.faults.popleft()
        place = BoardPlace(channel_id, MessageId(1000 + view.suggestion.id))
        self.shown[place] = view
        return place

    async def edit(self, place: BoardPlace, view: SuggestionView) -> None:
        if place not in self.shown:
            raise MessageGone
        self.shown[place] = view

    async def clear(self, place: BoardPlace) -> None:
        if self.faults:
            raise self.faults.popleft()
        self.shown[place] = None

    async def record(self, guild_id: GuildId, user_id: UserId, action: str, subject: str) -> None:
        self.trail.append(f"{user_id} {action} {subject}")

    def takes_part(self, user_id: UserId) -> bool:
        return user_id not in self.quiet

    def allows_outside(self, user_id: UserId) -> bool:
        return user_id != CAREFUL


@dataclass
class Schedules:
    """The only question that is asked of a `ScheduleStore`."""

    world: World

    async def of(self, bridge_id: BridgeId) -> Schedule | None:
        return Schedule(bridge_id) if bridge_id in self.world.asking else None


class Scene:
    def __init__(self) -> None:
        self.world, self.clock, self.translator = World(), StillClock(), Dictionary()
        self.bridges = MemoryBridgeStore([BRIDGE])
        self.store = MemorySuggestionStore(self.bridges, self.clock)
        drafting = Drafting(TranslationPipeline([self.translator], clock=self.clock))
        likenesses = Likenesses(self.store, load)
        self.suggestions = Suggestions(
            self.store,
            self.bridges,
            Schedules(self.world),  # type: ignore[arg-type] # all that is asked of it
            self.world,
            drafting,
            likenesses,
            self.world,
            self.clock,
        )
        self.desk = SuggestionDesk(self.store, self.bridges, self.world, drafting, likenesses, self.world)

    async def suggest(self, text: str = QUESTION, by: UserId = ANN) -> Suggestion:
        return await self.now((await self.suggestions.suggest(BRIDGE, Actor(GUILD, by), text)).id)

    async def now(self, suggestion_id: SuggestionId) -> Suggestion:
        one = await self.store.by_id(suggestion_id)
        assert one is not None
        return one

    def board(self, one: Suggestion) -> SuggestionView:
        assert one.board is not None
        view = self.world.shown[one.board]
        assert view is not None
        return view


@pytest.fixture
def scene() -> Scene:
    return Scene()


def place(one: Suggestion) -> BoardPlace:
    assert one.board is not None
    return one.board


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        (QUESTION, Texts(QUESTION, QUESTION_ZH, draft=ZH_HANS)),
        (f"  {QUESTION[:11]}\n{QUESTION[11:].lstrip()} ", Texts(QUESTION, QUESTION_ZH, draft=ZH_HANS)),
        (QUESTION_ZH, Texts(QUESTION, QUESTION_ZH, draft=EN)),
        ("什麼味道會讓你一下子想起家？", Texts(QUESTION, QUESTION_ZH, "什麼味道會讓你一下子想起家？", EN)),
        ("Which word did you learn last week?", Texts("Which word did you learn last week?")),  # nobody translates it
    ],
)
async def test_the_other_language_is_drafted_where_that_can_be_and_marked(scene: Scene, text: str, texts: Texts):
    one = await scene.suggest(text)
    assert one.texts == texts
    view = scene.board(one)
    assert (place(one).channel_id, view.suggestion.texts, view.bridge) == (NOTICES, texts, "main")


async def test_who_keeps_their_words_from_translators_is_shown_to_none(scene: Scene):
    english, chinese = await scene.suggest(by=CAREFUL), await scene.suggest("什麼味道會讓你一下子想起家？", by=CAREFUL)
    assert english.texts == Texts(QUESTION)
    assert chinese.texts == Texts("", QUESTION_ZH, "什麼味道會讓你一下子想起家？")  # converted on this machine
    assert not scene.translator.asked


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Why?", SuggestionTooShort),
        ("你早上吃什么", SuggestionTooShort),
        ("w" * 181, SuggestionTooLong),
        ("你" + "最喜欢的菜" * 14, SuggestionTooLong),
        ("Что вы ели сегодня на завтрак дома?", SuggestionLanguage),
    ],
)
async def test_what_cannot_be_asked_is_refused_before_anybody_sees_it(
    scene: Scene, text: str, refusal: type[Exception]
):
    with pytest.raises(refusal):
        await scene.suggest(text)
    assert not scene.store.suggestions
    assert not scene.world.shown


async def test_three_wait_at_once_and_five_come_in_seven_days(scene: Scene):
    ones = [await scene.suggest() for _ in range(3)]
    with pytest.raises(SuggestionsWaiting):
        await scene.suggest()
    await scene.suggest(by=CAREFUL)  # each has their own
    for one in ones:
        await scene.desk.decline(one.id, MOD, place(one), "too many at once")
    scene.clock.advance(timedelta(days=1))
    later = [await scene.suggest() for _ in range(2)]
    for one in later:
        await scene.desk.accept(one.id, MOD, place(one))
    with pytest.raises(SuggestionsMade) as refused:
        await scene.suggest()
    assert refused.value.fields["at"] == int((ones[0].made_at + timedelta(days=7)).timestamp())
    scene.clock.advance(timedelta(days=6))
    await scene.suggest()


async def test_who_does_not_take_part_and_whom_nobody_would_see_is_told_before(scene: Scene):
    with pytest.raises(NotTakingPart):
        await scene.suggest(by=QUIET)
    unseen = replace(BRIDGE, settings=BridgeSettings())
    with pytest.raises(NoNoticeChannel):
        await scene.suggestions.demand_room(unseen, ANN)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Forbidden(), NoNoticeChannel),
        (ChannelGone(), NoNoticeChannel),
        (Unavailable(), Unavailable),
        (Refused(), Refused),
    ],
)
async def test_what_cannot_be_shown_leaves_nothing_behind(scene: Scene, fault: Exception, told: type[Exception]):
    scene.world.faults.append(fault)
    with pytest.raises(told):
        await scene.suggest()
    assert not scene.store.suggestions


async def test_what_was_accepted_is_asked_oldest_first_and_its_member_credited(scene: Scene):
    first, second, waiting = [await scene.suggest() for _ in range(3)]
    for one in (second, first):
        await scene.desk.accept(one.id, MOD, place(one))
    assert await scene.suggestions.accepted(BRIDGE.id) == [first.prompt_id, second.prompt_id]
    prompt = await scene.suggestions.prompt(first.prompt_id)
    assert prompt is not None
    assert (prompt.id, prompt.theme, prompt.depth, prompt.mode) == (PromptId("own-1"), None, 1, Mode.TALK)
    assert prompt.season.is_always
    assert (prompt.en.text, prompt.zh_hans.text, prompt.zh_hant.text) == (QUESTION, QUESTION_ZH, "")
    assert await scene.suggestions.author(first.prompt_id) == ANN
    for unknown in (waiting.prompt_id, PromptId("own-99"), PromptId("own-x"), PromptId("1"), load()[0].id):
        assert await scene.suggestions.prompt(unknown) is None
    assert await scene.suggestions.author(load()[0].id) is None
    scene.world.quiet.add(ANN)
    assert await scene.suggestions.author(first.prompt_id) is None
    view = scene.board(first)
    assert (view.suggestion.state, view.by) == (SuggestionState.ACCEPTED, MODERATOR)
    assert "70 suggestion-accepted main" in scene.world.trail


async def test_it_is_decided_once_and_the_board_of_who_was_late_shows_so(scene: Scene):
    one = await scene.suggest()
    await scene.desk.decline(one.id, MOD, place(one), " asked\nlast week ")
    scene.world.shown[place(one)] = None
    for late in (
        scene.desk.accept(one.id, MOD, place(one)),
        scene.desk.edit(one.id, MOD, place(one), QUESTION, QUESTION_ZH),
        scene.desk.look_at(one.id, MOD, place(one)),
    ):
        with pytest.raises(SuggestionDecided):
            await late
    assert scene.board(one).suggestion.reason == "asked last week"
    assert scene.world.trail == ["70 suggestion-declined main"]


async def test_only_the_guild_that_runs_the_bridge_decides(scene: Scene):
    one = await scene.suggest()
    with pytest.raises(SuggestionGone):
        await scene.desk.accept(one.id, Actor(ELSEWHERE, MODERATOR), place(one))
    with pytest.raises(SuggestionGone):
        await scene.desk.accept(SuggestionId(99), MOD, place(one))
    assert (await scene.now(one.id)).state is SuggestionState.WAITING


async def test_what_lacks_a_language_is_accepted_once_somebody_has_written_it(scene: Scene):
    one = await scene.suggest(by=CAREFUL)
    with pytest.raises(SuggestionIncomplete):
        await scene.desk.accept(one.id, MOD, place(one))
    with pytest.raises(SuggestionTooShort):
        await scene.desk.edit(one.id, MOD, place(one), QUESTION, "味道")
    await scene.desk.edit(one.id, MOD, place(one), QUESTION, "什麼味道會讓你一下子想起家？")
    assert (await scene.now(one.id)).texts == Texts(QUESTION, QUESTION_ZH, "什麼味道會讓你一下子想起家？")
    await scene.desk.accept(one.id, MOD, place(one))
    assert scene.world.trail == ["70 suggestion-edited main", "70 suggestion-accepted main"]


async def test_a_draft_that_was_left_as_it_is_is_one_still(scene: Scene):
    one = await scene.suggest()
    await scene.desk.edit(one.id, MOD, place(one), "Which smell takes you right back home?", QUESTION_ZH)
    assert (await scene.now(one.id)).texts.draft == ZH_HANS
    await scene.desk.edit(one.id, MOD, place(one), QUESTION, "哪种味道会让你一下子想起家？")
    assert (await scene.now(one.id)).texts.draft is None
    assert scene.board(one).suggestion.texts.zh_hans == "哪种味道会让你一下子想起家？"


async def test_what_it_resembles_is_pointed_out_in_either_language(scene: Scene):
    shipped = load()[0]
    lent = await scene.suggest(f"{shipped.zh_hans.text[:-1]}呀？", by=CAREFUL)
    (like, *_) = scene.board(lent).alike
    assert (like.text, like.state) == (shipped.zh_hans.text, None)
    assert like.percent > 60
    earlier = await scene.suggest()
    assert not scene.board(earlier).alike
    await scene.desk.decline(earlier.id, MOD, place(earlier), "no")
    english = await scene.suggest("Which smell takes you straight back to school?", by=CAREFUL)
    (like, *_) = scene.board(english).alike
    assert (like.text, like.state) == (QUESTION, SuggestionState.DECLINED)
    chinese = await scene.suggest("什么味道会让你一下子想起学校？", by=CAREFUL)
    assert QUESTION_ZH in [one.text for one in scene.board(chinese).alike]


async def test_one_suggests_for_the_channel_s_bridge_or_for_the_only_one_that_asks(scene: Scene):
    assert await scene.suggestions.bridge_at(GUILD, CHINESE) == BRIDGE
    assert await scene.suggestions.bridge_at(ELSEWHERE, ChannelId(99)) == BRIDGE
    with pytest.raises(NoDailyTopic):
        await scene.suggestions.bridge_at(GuildId(3), ChannelId(99))
    other = Bridge(BridgeId(2), CONFIGURATION, "other", (Endpoint(GUILD, ChannelId(30), EN),))
    scene.bridges.bridges.append(other)
    assert await scene.suggestions.bridge_at(GUILD, ChannelId(99)) == BRIDGE
    with pytest.raises(NoDailyTopic):
        await scene.suggestions.bridge_at(GUILD, ChannelId(30))
    scene.world.asking.add(other.id)
    with pytest.raises(SeveralDailyTopics):
        await scene.suggestions.bridge_at(GUILD, ChannelId(99))
    assert await scene.suggestions.bridge_at(GUILD, ChannelId(30)) == other


async def test_what_a_process_kept_and_did_not_live_to_show_is_shown_later_or_dropped(scene: Scene):
    kept = NewSuggestion(BRIDGE.id, GUILD, ANN, Texts(QUESTION))
    for _ in range(2):
        assert await scene.store.add(kept) is not None
    scene.clock.advance(timedelta(minutes=1))
    await scene.suggestions.look_after()
    assert not scene.world.shown  # who kept it may be about to show it
    scene.clock.advance(timedelta(minutes=3))
    scene.world.faults.append(Forbidden())
    await scene.suggestions.look_after()
    (left,) = scene.store.suggestions
    assert scene.board(left).suggestion.texts == kept.texts


async def test_what_was_posted_by_a_process_that_ended_is_found_by_the_press_of_a_button(scene: Scene):
    one = await scene.store.add(NewSuggestion(BRIDGE.id, GUILD, ANN, Texts(QUESTION, QUESTION_ZH)))
    assert one is not None
    posted = await scene.world.show(NOTICES, SuggestionView(one, "main"))
    await scene.desk.accept(one.id, MOD, posted)
    assert (await scene.now(one.id)).board == posted
    assert scene.board(await scene.now(one.id)).suggestion.state is SuggestionState.ACCEPTED


async def test_what_was_declined_is_forgotten_after_thirty_days_on_its_board_too(scene: Scene):
    declined, accepted = await scene.suggest(), await scene.suggest()
    await scene.desk.decline(declined.id, MOD, place(declined), "no")
    await scene.desk.accept(accepted.id, MOD, place(accepted))
    scene.clock.advance(KEPT_DECLINED_FOR)
    await scene.suggestions.look_after()
    assert len(scene.store.suggestions) == 2
    scene.clock.advance(timedelta(seconds=1))
    await scene.suggestions.look_after()
    assert [one.id for one in scene.store.suggestions] == [accepted.id]
    assert scene.world.shown[place(declined)] is None
    assert scene.world.shown[place(accepted)] is not None


async def test_who_has_their_data_erased_has_suggested_nothing(scene: Scene):
    first, second = await scene.suggest(), await scene.suggest()
    others = await scene.suggest(by=CAREFUL)
    await scene.desk.accept(second.id, MOD, place(second))
    scene.world.faults.append(Unavailable())
    with pytest.raises(Unavailable):
        await scene.suggestions.withdraw(ANN)
    assert len(scene.store.suggestions) == 3  # its board is still to be found
    scene.world.faults.append(MessageGone())
    await scene.suggestions.withdraw(ANN)
    assert [one.id for one in scene.store.suggestions] == [others.id]
    assert scene.world.shown[place(second)] is None
    assert scene.world.shown[place(others)] is not None
    assert await scene.suggestions.prompt(second.prompt_id) is None
    assert await scene.suggestions.author(second.prompt_id) is None
    assert first.prompt_id not in await scene.suggestions.accepted(BRIDGE.id)
