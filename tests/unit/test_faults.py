"""Which faults moderators are told of, how often, and when they are told that it is over."""

import asyncio
from dataclasses import dataclass, field, replace

import pytest

from bot.bridges.faults import _PHRASES, FaultNotices
from bot.bridges.model import CONFIGURATION, Bridge, BridgeId, BridgeSettings, Endpoint, Guest, Owner
from bot.bridges.vigil import DATABASE_SECONDS, TRANSLATOR_SECONDS, Vigil
from bot.errors import Forbidden
from bot.i18n.catalog import LOCALES, Catalog, Locale
from bot.ids import ChannelId, GuildId
from bot.observability.failures import LastFailures
from bot.observability.metrics import Metrics
from bot.observability.observer import Observer
from bot.observability.trace import RecentRelays
from bot.storage.health import Health
from bot.tasks import Tasks
from bot.translation.model import EN, ZH_HANS, TranslatorStanding, TranslatorState
from tests.fakes import StillClock

HOME, AWAY = GuildId(1), GuildId(2)
ENGLISH, CHINESE, ABROAD = ChannelId(10), ChannelId(20), ChannelId(30)
NOTICES, NOTICES_AWAY = ChannelId(90), ChannelId(91)
BRIDGE = Bridge(
    BridgeId(1),
    Owner(HOME),
    "lobby",
    (Endpoint(HOME, ENGLISH, EN), Endpoint(HOME, CHINESE, ZH_HANS), Endpoint(AWAY, ABROAD, EN)),
    BridgeSettings(NOTICES),
    guests=(Guest(AWAY, NOTICES_AWAY),),
)
HOUR = 3600.0


@dataclass
class Moderators:
    """Notice channels; one may be shut."""

    told: list[tuple[ChannelId, str, dict[str, object]]] = field(default_factory=list)
    shut: ChannelId | None = None

    async def tell(self, channel_id: ChannelId, key: str, **fields: str | ChannelId) -> None:
        if channel_id == self.shut:
            raise Forbidden(code=50013)
        self.told.append((channel_id, key, dict(fields)))

    @property
    def keys(self) -> list[str]:
        return [key for _, key, _ in self.told]


@dataclass
class Translators:
    """Translators that are as they are said to be."""

    states: dict[str, TranslatorState] = field(default_factory=dict)

    def standings(self) -> tuple[TranslatorStanding, ...]:
        return tuple(TranslatorStanding(name, state, None) for name, state in self.states.items())


class Desk:
    """Notices of faults, and all they hear of."""

    def __init__(self) -> None:
        self.clock, self.moderators, self.bridges = StillClock(), Moderators(), [BRIDGE]
        self.heard = {HOME, AWAY}
        self.translators, self.refuses_for = Translators(), 0.0
        self.faults = FaultNotices(
            self.moderators,
            lambda: self.bridges,
            lambda channel_id: next((one for one in self.bridges if one.endpoint(channel_id)), None),
            self.heard.__contains__,
            self.clock,
            Tasks(),
        )
        self.vigil = Vigil(self.faults, self.translators, lambda: self.refuses_for, self.clock)

    async def told(self) -> list[str]:
        """Return, and forget, what was told by now."""
        for _ in range(10):
            await asyncio.sleep(0)
        keys, self.moderators.told = self.moderators.keys, []
        return keys

    async def looked(self, seconds: float = 0.0) -> list[str]:
        self.clock.seconds += seconds
        self.vigil.look()
        return await self.told()


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize("kind", sorted(_PHRASES))
async def test_a_fault_is_told_the_first_time_and_then_once_an_hour(desk: Desk, kind: str):
    for _ in range(3):
        desk.faults.failed(CHINESE, kind)
    assert await desk.told() == [_PHRASES[kind]]
    desk.clock.seconds += HOUR - 1
    desk.faults.failed(CHINESE, kind)
    assert await desk.told() == []
    desk.faults.failed(ENGLISH, kind)
    assert await desk.told() == [_PHRASES[kind]]
    desk.clock.seconds += 1
    desk.faults.failed(CHINESE, kind)
    assert await desk.told() == [_PHRASES[kind]]


@pytest.mark.parametrize("kind", ["NotApplied", "FateUnknown", "Unavailable"])
async def test_what_passes_by_itself_is_not_told(desk: Desk, kind: str):
    desk.faults.failed(CHINESE, kind)
    assert await desk.told() == []


async def test_moderators_of_the_channel_s_own_guild_are_told_or_the_owner_s(desk: Desk):
    desk.faults.failed(CHINESE, "Forbidden")
    desk.faults.failed(ABROAD, "Forbidden")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert [(at, fields["channel"]) for at, _, fields in desk.moderators.told] == [
        (NOTICES, "<#20>"),
        (NOTICES_AWAY, "<#30>"),
    ]
    desk.bridges = [replace(BRIDGE, guests=(Guest(AWAY),))]
    desk.moderators.told = []
    desk.faults.cut(ABROAD)
    await asyncio.sleep(0)
    assert [(at, fields["channel"]) for at, _, fields in desk.moderators.told] == [(NOTICES, ABROAD)]


async def test_without_a_notice_channel_nobody_is_told(desk: Desk):
    desk.bridges = [replace(BRIDGE, owner=CONFIGURATION, settings=BridgeSettings(), guests=())]
    desk.faults.failed(CHINESE, "Forbidden")
    desk.faults.failed(ChannelId(77), "Forbidden")
    assert await desk.told() == []


@pytest.mark.parametrize("kind", ["Forbidden", "WebhooksFull", "ChannelGone"])
async def test_that_a_channel_takes_messages_again_is_told(desk: Desk, kind: str):
    desk.faults.failed(CHINESE, kind)
    desk.faults.failed(CHINESE, kind)
    desk.faults.resumed(CHINESE)
    assert await desk.told() == [_PHRASES[kind], "fault-healed"]


async def test_a_fault_that_comes_and_goes_is_told_no_more_often_than_once_an_hour(desk: Desk):
    for _ in range(5):
        desk.faults.failed(CHINESE, "Forbidden")
        desk.faults.resumed(CHINESE)
        desk.clock.seconds += 60
    assert await desk.told() == ["fault-forbidden", "fault-healed"]


async def test_a_channel_that_was_shut_when_the_process_began_is_told_of_when_it_opens(desk: Desk):
    desk.faults.resumed(CHINESE)
    assert await desk.told() == ["fault-healed"]


async def test_a_notice_channel_that_takes_nothing_keeps_no_other_from_being_told(desk: Desk):
    desk.moderators.shut = NOTICES
    desk.faults.failed(CHINESE, "Forbidden")
    desk.faults.ails("database", "fault-database")
    assert await desk.told() == ["fault-database"]


async def test_a_database_that_refuses_is_told_to_each_notice_channel_once_and_so_is_its_recovery(desk: Desk):
    desk.bridges = [BRIDGE, replace(BRIDGE, id=BridgeId(2), endpoints=BRIDGE.endpoints[:2])]
    desk.refuses_for = DATABASE_SECONDS - 1
    assert await desk.looked() == []
    desk.refuses_for = DATABASE_SECONDS
    assert await desk.looked() == ["fault-database"] * 2
    assert await desk.looked(60) == []
    assert await desk.looked(HOUR) == ["fault-database"] * 2
    desk.refuses_for = 0.0
    assert await desk.looked() == ["fault-database-healed"] * 2
    assert await desk.looked() == []


async def test_only_guilds_that_this_process_hears_are_told_by_it(desk: Desk):
    desk.heard.discard(AWAY)
    desk.refuses_for = DATABASE_SECONDS
    assert await desk.looked() == ["fault-database"]


async def test_a_translator_that_rests_and_fails_for_long_is_told_and_so_is_its_recovery(desk: Desk):
    desk.heard.discard(AWAY)
    desk.translators.states = {"google": TranslatorState.RESTING, "libretranslate": TranslatorState.UNASKED}
    assert await desk.looked() == []
    desk.translators.states["google"] = TranslatorState.TRYING
    assert await desk.looked(TRANSLATOR_SECONDS - 1) == []
    desk.vigil.look()
    assert await desk.looked(1) == ["fault-translator"]
    desk.translators.states["google"] = TranslatorState.ANSWERING
    assert await desk.looked(HOUR) == ["fault-translator-healed"]


@pytest.mark.parametrize(("other", "others"), [(TranslatorState.ANSWERING, "some"), (TranslatorState.RESTING, "none")])
async def test_it_is_told_whether_another_translator_stands_in(desk: Desk, other: TranslatorState, others: str):
    desk.translators.states = {"google": TranslatorState.RESTING, "libretranslate": other}
    desk.vigil.look()
    desk.clock.seconds += TRANSLATOR_SECONDS
    desk.vigil.look()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert {fields["others"] for _, _, fields in desk.moderators.told} == {others}


async def test_a_translator_that_answers_now_and_then_is_not_told_of(desk: Desk):
    for state in [TranslatorState.RESTING, TranslatorState.FAILING] * 3:
        desk.translators.states = {"google": state}
        assert await desk.looked(TRANSLATOR_SECONDS - 1) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_fault_can_be_told_in_each_language(locale: Locale):
    catalog = Catalog()
    fields = {"channel": "<#10>", "bridge": "lobby"}
    said = [catalog.say(locale, key, **fields) for key in (*_PHRASES.values(), "fault-healed", "fault-cut")]
    said += [catalog.say(locale, key) for key in ("fault-database", "fault-database-healed")]
    for name in ("google", "libretranslate", "another"):
        said.append(catalog.say(locale, "fault-translator-healed", translator=name))
        said += [catalog.say(locale, "fault-translator", translator=name, others=one) for one in ("some", "none")]
    assert len(set(said)) == len(said)


async def test_what_the_relay_tells_reaches_whoever_tells_moderators(desk: Desk):
    observer = Observer(Metrics(), RecentRelays(), LastFailures(desk.clock))
    observer.subscribe(desk.faults)
    observer.failed(CHINESE, "Forbidden")
    observer.resumed(CHINESE)
    observer.cut(ENGLISH)
    assert await desk.told() == ["fault-forbidden", "fault-healed", "fault-cut"]


def test_a_database_refuses_for_as_long_as_every_try_failed():
    clock = StillClock()
    health = Health(clock)
    health.told(False)
    assert health.refuses_for == 0.0
    clock.seconds = 12
    assert health.refuses_for == 0.0
    health.told(False)
    assert health.refuses_for == 12.0
    clock.seconds = 70
    assert health.refuses_for == 12.0
    clock.seconds = 73
    assert health.refuses_for == 0.0, "nobody has tried for long"
    health.told(False)
    assert health.refuses_for == 0.0
    clock.seconds = 80
    health.told(False)
    assert health.refuses_for == 7.0
    health.told(True)
    assert health.refuses_for == 0.0
