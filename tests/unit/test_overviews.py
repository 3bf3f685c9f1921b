"""How the bot stands: each part tells of itself, and no guild is shown another's numbers."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import discord
import pytest
import time_machine

from bot.bridges.model import CONFIGURATION, Bridge, BridgeId, Elsewhere, Endpoint, Process
from bot.bridges.notices import Notices
from bot.bridges.overviews import Overviews
from bot.clock import SystemClock
from bot.discord_adapter.lists import bridge_list
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.status import FAILURES
from bot.errors import Forbidden, SendFailed, Unavailable
from bot.i18n.catalog import LOCALES, Catalog, Locale
from bot.ids import ChannelId, GuildId, MessageId, UserId, said_at
from bot.relay.model import Hearing, LaneFailure, LaneStanding
from bot.translation.model import EN, ZH_HANS, Language, TranslatorStanding, TranslatorState
from bot.translation.pipeline import TranslationPipeline
from tests.fakes import MemoryBridgeStore, MemoryNoticeStore
from tests.relaying import CHINESE, ENGLISH, GUILD, SHARD, Setting

HERE, THERE = GuildId(1), GuildId(2)
OURS, OURS_TOO, THEIRS, ALONE = (ChannelId(number) for number in range(11, 15))
PROCESS = Process(datetime(2027, 1, 1, tzinfo=UTC), (("Qiao", "1"),))
SHARED = Bridge(BridgeId(1), CONFIGURATION, "shared", (Endpoint(HERE, OURS, EN), Endpoint(THERE, THEIRS, ZH_HANS)))
OTHERS = Bridge(BridgeId(2), CONFIGURATION, "others", (Endpoint(THERE, ALONE, EN), Endpoint(THERE, THEIRS, ZH_HANS)))


@dataclass
class Watched:
    """A relay, a roll of translators and a memory of failures in which every channel has something to tell."""

    asked: set[int] = field(default_factory=set)

    def standing(self, channel_id: ChannelId) -> LaneStanding:
        self.asked.add(channel_id)
        return LaneStanding(waiting=channel_id, oldest=MessageId(1))

    def hearing(self, guild_id: GuildId) -> Hearing:
        return Hearing.HEARD if guild_id == HERE else Hearing.SILENT

    def standings(self) -> tuple[TranslatorStanding, ...]:
        return (TranslatorStanding("google", TranslatorState.ANSWERING),)

    def last(self, channel_id: ChannelId) -> LaneFailure | None:
        self.asked.add(channel_id)
        return LaneFailure("Forbidden", PROCESS.began)


class Places:
    """What guilds and channels are called."""

    async def guild(self, guild_id: GuildId) -> str:
        return f"guild {guild_id}"

    async def channel(self, channel_id: ChannelId) -> str:
        return f"channel {channel_id}"

    async def user(self, user_id: UserId) -> str:
        raise AssertionError(user_id)


def overviews(watched: Watched) -> Overviews:
    nothing: Any = None
    notices = Notices(MemoryNoticeStore(), nothing, nothing, Places(), ())
    return Overviews(MemoryBridgeStore([SHARED, OTHERS]), notices, watched, watched, watched, PROCESS, lambda: 3)


async def test_a_guild_sees_its_own_channels_and_no_number_of_another_guild():
    watched = Watched()
    overview = await overviews(watched).of(HERE)
    ((bridge, (seat,)),) = overview.bridges
    assert bridge.name == "shared"
    assert (seat.endpoint.channel_id, seat.lane.waiting) == (OURS, OURS)
    assert watched.asked == {OURS}
    assert overview.hearing is Hearing.HEARD


async def test_the_list_shows_every_seat_of_a_shared_bridge_and_none_of_another_guilds_own():
    watched = Watched()
    (standing,) = await overviews(watched).standings(HERE)
    assert standing.name == "shared"
    assert [(seat.endpoint.channel_id, seat.lane.waiting) for seat in standing.seats] == [
        (OURS, OURS),
        (THEIRS, THEIRS),
    ]
    assert standing.elsewhere == {THEIRS: Elsewhere("channel 13", "guild 2")}
    assert watched.asked == {OURS, THEIRS}


@pytest.mark.parametrize("locale", LOCALES)
async def test_the_list_says_how_long_a_channel_waits_and_what_last_went_wrong_there(locale: Locale):
    (standing,) = await overviews(Watched()).standings(HERE)
    asks: Any = SimpleNamespace(guild_id=HERE, locale=discord.Locale(locale))
    say = Presenter(Catalog())
    lines = bridge_list(asks, say, [standing]).split("\n")
    at = "<t:1798761600:R>"
    failed = say.phrase(asks, "status-lane-failure", what=say.phrase(asks, FAILURES["Forbidden"]), at=at)
    since = say.phrase(asks, "status-lane-since", since="<t:1420070400:R>")
    assert [line.startswith("- ") for line in lines] == [False, True, False, False, True, False, False]
    assert lines[2:4] == lines[5:7] == [since, failed]
    assert "13" in lines[4]


class Patient:
    """A translator that is well or not."""

    name = "patient"
    is_well = True

    async def translate(self, text: str, source: Language, target: Language) -> str:
        if not self.is_well:
            raise Unavailable(reason="refused")
        return f"译：{text}"

    async def close(self) -> None:
        pass


async def test_a_translator_is_unasked_then_answers_fails_rests_tries_and_answers_again():
    patient = Patient()
    pipeline = TranslationPipeline([patient], clock=SystemClock(), failures=2, rest_seconds=20)
    seen: list[TranslatorStanding] = []

    async def ask(text: str, *, is_well: bool) -> None:
        patient.is_well = is_well
        await pipeline.translate(text, EN, ZH_HANS)
        seen.extend(pipeline.standings())

    with time_machine.travel(time.time(), tick=False) as travel:
        now = time.time()
        seen.extend(pipeline.standings())
        await ask("my cat sleeps", is_well=True)
        await ask("my dog sleeps", is_well=False)
        await ask("my fish sleeps", is_well=False)
        travel.shift(21)
        seen.extend(pipeline.standings())
        await ask("my bird sleeps", is_well=True)
    await pipeline.close()
    assert [one.state for one in seen] == ["unasked", "answering", "failing", "resting", "trying", "answering"]
    assert [one.rests_until for one in seen if one.rests_until] == [datetime.fromtimestamp(now + 20, UTC)]


async def test_a_lane_tells_what_waits_since_when_and_what_stands_untranslated():
    setting = Setting()
    async with setting.running() as relay:
        assert relay.standing(CHINESE) == LaneStanding()
        setting.translations.is_down = True
        setting.say("one")
        await setting.until("one …")
        assert relay.standing(CHINESE) == LaneStanding(untranslated=1)
        setting.discord.faults.extend([(Forbidden(code=50013, status=403), False)] * 100_000)
        oldest = setting.say("two")
        await setting.until("one …")
        setting.say("three")
        await setting.until("one …")
        standing = relay.standing(CHINESE)
        assert (standing.waiting, standing.oldest) == (2, oldest.id)
        assert standing.since == said_at(MessageId(oldest.id))
        assert relay.standing(ChannelId(999)) == LaneStanding()


async def test_a_guild_is_heard_once_it_is_caught_up_with():
    setting = Setting()
    async with setting.running() as relay:
        assert relay.hearing(GUILD) is Hearing.CATCHING_UP
        setting.say("one", channel_id=ENGLISH)
        await setting.until("[zh-Hans] one")
        assert relay.hearing(GUILD) is Hearing.HEARD
        assert relay.hearing(GuildId(1 << 30)) is Hearing.HEARD  # nothing is bridged there
        relay.disconnected(SHARD)
        assert relay.hearing(GUILD) is Hearing.SILENT


@pytest.mark.parametrize("locale", LOCALES)
def test_every_state_and_every_kind_of_failure_has_its_words(locale: Locale):
    catalog = Catalog()
    for hearing in Hearing:
        assert catalog.say(locale, f"status-hearing-{hearing}")
    for state in TranslatorState:
        assert catalog.say(locale, f"status-translator-{state}", number=1, name="Google", until="<t:0:R>")
    kinds = {"Bug", "Unread", "Unavailable", *(kind.__name__ for kind in SendFailed.__subclasses__())}
    assert kinds - {"Gone"} | {"Forbidden", "WebhooksFull", "ThreadShut", "ThreadsFull", "ChannelGone"} == set(FAILURES)
    for key in FAILURES.values():
        assert catalog.say(locale, key)
