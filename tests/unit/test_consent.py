"""Between guilds: who may do what to a bridge, what each guild is told, and what becomes of one that the bot left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.bridges.bridges import Bridges
from bot.bridges.departures import GRACE, Departures
from bot.bridges.errors import InvitationUsed
from bot.bridges.invitations import Invitations
from bot.bridges.model import (
    CONFIGURATION,
    MAX_NAME,
    Actor,
    Bridge,
    BridgeId,
    BridgeSettings,
    Elsewhere,
    Endpoint,
    Guest,
    Owner,
    Wish,
    by_name,
)
from bot.bridges.names import plain
from bot.bridges.notices import Notices
from bot.bridges.proposals import ChannelFacts
from bot.errors import BridgeFull, ChannelNotBridged, NotReady, Unavailable
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.mutes import Mutes
from bot.translation.language import guess_language
from bot.translation.model import EN, ZH_HANS
from bot.translation.pipeline import TranslationPipeline
from tests.fakes import (
    MemoryBridgeStore,
    MemoryDepartureStore,
    MemoryInvitationStore,
    MemoryMuteStore,
    MemoryNoticeStore,
    StillClock,
)

HOME, GUEST, THIRD = GuildId(1), GuildId(2), GuildId(3)
MODS, GUESTS_MODS = ChannelId(19), ChannelId(29)
ENGLISH, CHINESE = Endpoint(HOME, ChannelId(11), EN), Endpoint(HOME, ChannelId(12), ZH_HANS)
QUAY, PIER = Endpoint(GUEST, ChannelId(21), EN), Endpoint(GUEST, ChannelId(22), EN)
ANN, BEN = Actor(HOME, UserId(7)), Actor(GUEST, UserId(8))
SINCE = MessageId(5)


@dataclass
class World:
    """Discord, as bridges see it: boards, names, channels and guilds. Whatever is forbidden raises."""

    posted: dict[ChannelId, str] = field(default_factory=dict)
    told: list[tuple[ChannelId, str]] = field(default_factory=list)
    guilds: set[GuildId] = field(default_factory=lambda: {HOME, GUEST, THIRD})
    listed: set[GuildId] | None = None  # what the list of guilds says, where that is not so
    restricted: set[ChannelId] = field(default_factory=set)
    is_silent: bool = False
    bridges: tuple[Bridge, ...] = ()
    last: int = 100

    async def post(self, channel_id: ChannelId, text: str) -> MessageId:
        self.posted[channel_id] = text
        self.last += 1
        return MessageId(self.last)

    async def stands(self, channel_id: ChannelId, message_id: MessageId) -> bool:
        return channel_id in self.posted and message_id > 0

    async def edit(self, channel_id: ChannelId, message_id: MessageId, text: str) -> None:
        assert message_id > 0
        self.posted[channel_id] = text

    async def remove(self, channel_id: ChannelId, message_id: MessageId) -> None:
        assert message_id > 0
        del self.posted[channel_id]

    async def tell(self, channel_id: ChannelId, text: str) -> None:
        self.told.append((channel_id, text))

    async def guild(self, guild_id: GuildId) -> str:
        if self.is_silent:
            raise Unavailable
        return f"*Guild* {guild_id}"

    async def channel(self, channel_id: ChannelId) -> str:
        return f"channel{channel_id}"

    async def user(self, user_id: UserId) -> str:
        return f"user {user_id}"

    async def every(self) -> frozenset[GuildId]:
        if self.is_silent:
            raise Unavailable
        return frozenset(self.guilds if self.listed is None else self.listed)

    async def is_in(self, guild_id: GuildId) -> bool:
        return guild_id in self.guilds

    async def facts(self, channel_id: ChannelId) -> ChannelFacts:
        guild_id = GuildId(channel_id // 10)
        is_restricted = channel_id in self.restricted
        return ChannelFacts(channel_id, guild_id, f"channel{channel_id}", is_age_restricted=is_restricted)

    async def talk(self, channel_id: ChannelId) -> Sequence[str]:
        assert channel_id
        return ()

    async def follow(self, bridges: Sequence[Bridge], since: Mapping[ChannelId, MessageId]) -> None:
        self.bridges = tuple(bridges)
        assert {end.channel_id for bridge in bridges for end in bridge.endpoints} == set(since)

    def last_told(self, channel_id: ChannelId) -> str:
        return [text for told, text in self.told if told == channel_id][-1]


@dataclass
class Trail:
    """An audit trail in a list."""

    noted: list[tuple[GuildId, UserId, str, str]] = field(default_factory=list)

    async def record(self, guild_id: GuildId, user_id: UserId, action: str, subject: str) -> None:
        self.noted.append((guild_id, user_id, action, subject))


@dataclass
class Scene:
    """All services on fakes."""

    world: World
    clock: StillClock
    store: MemoryBridgeStore
    trail: Trail
    mutes: Mutes
    bridges: Bridges
    invitations: Invitations
    departures: Departures

    async def opened(self, name: str = "main") -> BridgeId:
        settings = BridgeSettings(MODS)
        bridge_id = await self.store.open(Owner(HOME), name, [ENGLISH, CHINESE], settings)
        await self.bridges.settle(SINCE)
        return bridge_id

    async def joined(self) -> None:
        """Let the guest join by a code."""
        invited = await self.invitations.invite("main", ANN)
        joining = await self.invitations.propose(invited.code, Wish(QUAY.channel_id, EN), GUEST)
        await self.invitations.join(joining, BEN, SINCE, GUESTS_MODS)

    async def bridge(self) -> Bridge:
        (bridge,) = await self.store.every()
        return bridge


@pytest.fixture
def scene() -> Scene:
    world, clock, store, trail = World(), StillClock(), MemoryBridgeStore(), Trail()
    mutes = Mutes(MemoryMuteStore(), {})
    notices = Notices(
        MemoryNoticeStore(bridges=store), world, DestinationPhrases(Catalog(only="notices")), world, ("google",)
    )
    pipeline = TranslationPipeline([], clock=clock)
    bridges = Bridges(store, world, guess_language, notices, world, trail, pipeline, (mutes.follow,))
    invitations = Invitations(MemoryInvitationStore(store, clock), bridges, world, clock)
    departures = Departures(MemoryDepartureStore(store, clock), bridges, world, clock, mutes.forget)
    return Scene(world, clock, store, trail, mutes, bridges, invitations, departures)


def bridge(number: int, owner: Owner, name: str, *guilds: GuildId) -> Bridge:
    ends = tuple(Endpoint(guild, ChannelId(number * 10 + index), EN) for index, guild in enumerate(guilds))
    return Bridge(BridgeId(number), owner, name, ends)


def test_each_bridge_has_one_name_in_a_guild_and_its_own_comes_first():
    others = bridge(1, Owner(GUEST), "main", GUEST, HOME)
    configured = bridge(2, CONFIGURATION, "main", HOME, THIRD)
    own = bridge(3, Owner(HOME), "main", HOME, HOME)
    nobodys = bridge(4, Owner(GUEST), "elsewhere", GUEST, THIRD)
    everything = [others, configured, own, nobodys]
    assert by_name(everything, HOME) == {"main": own, "main (2)": configured, "main (3)": others}
    assert by_name(everything, GUEST) == {"main": others, "elsewhere": nobodys}
    assert by_name(everything, THIRD) == {"main": configured, "elsewhere": nobodys}


def test_a_name_that_is_numbered_is_neither_too_long_nor_another_s():
    long = "x" * MAX_NAME
    named = by_name([bridge(n, Owner(guild), long, guild, HOME) for n, guild in enumerate((HOME, GUEST, THIRD))], HOME)
    assert [len(name) for name in named] == [MAX_NAME] * 3
    twice = [
        bridge(1, Owner(HOME), "a (2)", HOME),
        bridge(2, Owner(HOME), "a", HOME),
        bridge(3, Owner(GUEST), "a", HOME),
    ]
    assert list(by_name(twice, HOME)) == ["a (2)", "a", "a (3)"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("The *Old* Harbour", "The \\*Old\\* Harbour"),
        ("<@&1> @everyone <#2>", "\\<\\@&1\\> \\@everyone \\<\\#2\\>"),
        ("[x](https://evil.example)", "\\[x\\]\\(https\\://evil.example\\)"),
        ("two\nlines\t\u2028and more", "two lines and more"),
        ("`code` ~~no~~ ||hidden|| \\", "\\`code\\` \\~\\~no\\~\\~ \\|\\|hidden\\|\\| \\\\"),
        ("桥 Bridge-Street", "桥 Bridge-Street"),
    ],
)
def test_what_others_wrote_is_shown_as_it_is_and_does_nothing(written: str, shown: str):
    assert plain(written) == shown


async def test_a_code_is_hard_to_guess_is_kept_as_a_hash_and_is_read_however_it_is_typed(scene: Scene):
    await scene.opened()
    codes = {(await scene.invitations.invite("main", ANN)).code for _ in range(50)}
    assert len(codes) == 50
    assert {len(code.replace("-", "")) for code in codes} == {16}
    invited = await scene.invitations.invite("main", ANN)
    assert invited.expires_at == scene.clock.now() + timedelta(minutes=30)
    kept = scene.invitations.store.invitations  # type: ignore[attr-defined] # the fake's
    assert not any(invited.code in key or invited.code.replace("-", "") in key for key in kept)
    full_width = "".join(chr(ord(letter) + 0xFEE0) for letter in invited.code.lower())
    for typed in (invited.code, invited.code.lower().replace("-", " "), full_width):
        joining = await scene.invitations.propose(typed, Wish(QUAY.channel_id, EN), GUEST)
        assert (joining.guild, joining.inviter) == ("*Guild* 1", "user 7")
        assert [named for _, named in joining.others] == [Elsewhere(f"channel{n}", "*Guild* 1") for n in (11, 12)]


async def test_a_guest_adds_and_takes_out_its_own_channels_alone(scene: Scene):
    await scene.opened()
    await scene.joined()
    proposal = await scene.bridges.propose_joining(GUEST, "main", Wish(PIER.channel_id, EN))
    await scene.bridges.join(proposal, BEN, SINCE)
    assert (await scene.bridge()).endpoints == (ENGLISH, CHINESE, QUAY, PIER)
    assert (await scene.bridge()).guests == (Guest(GUEST, GUESTS_MODS),)
    with pytest.raises(ChannelNotBridged):
        await scene.bridges.leave(ENGLISH.channel_id, BEN, SINCE)
    await scene.bridges.leave(QUAY.channel_id, BEN, SINCE)
    await scene.bridges.leave(PIER.channel_id, BEN, SINCE)
    assert (await scene.bridge()).endpoints == (ENGLISH, CHINESE)
    assert (await scene.bridge()).guests == ()


async def test_what_is_done_to_a_shared_bridge_is_in_the_trail_of_each_guild_that_it_concerns(scene: Scene):
    await scene.opened()
    await scene.joined()
    await scene.bridges.leave(QUAY.channel_id, ANN, SINCE)
    assert scene.trail.noted == [
        (HOME, ANN.user_id, "invited", "main"),
        (GUEST, BEN.user_id, "accepted", "main"),
        (HOME, BEN.user_id, "accepted", "main"),
        (HOME, ANN.user_id, "excluded", "main"),
        (GUEST, ANN.user_id, "excluded", "main"),
    ]
    assert "<@7>" in scene.world.last_told(MODS)
    assert "<@7>" not in scene.world.last_told(GUESTS_MODS)
    assert "A moderator of **\\*Guild\\* 1**" in scene.world.last_told(GUESTS_MODS)


async def test_the_bridge_ends_with_the_owner_s_last_channel_and_goes_on_while_the_owner_is_away(scene: Scene):
    bridge_id = await scene.opened()
    await scene.joined()
    await scene.store.seat(bridge_id, PIER)
    await scene.departures.left(HOME)
    await scene.bridges.leave(PIER.channel_id, BEN, SINCE)  # its owner is away, which closes nothing
    await scene.departures.back(HOME)
    assert (await scene.bridge()).endpoints == (ENGLISH, CHINESE, QUAY)
    for end in (ENGLISH, CHINESE):
        await scene.bridges.leave(end.channel_id, ANN, SINCE)
    assert await scene.store.every() == ()


async def test_two_presses_join_once_and_a_full_bridge_takes_no_code(scene: Scene):
    bridge_id = await scene.opened()
    invited = await scene.invitations.invite("main", ANN)
    joinings = [await scene.invitations.propose(invited.code, Wish(end.channel_id, EN), GUEST) for end in (QUAY, PIER)]
    extra = [Endpoint(HOME, ChannelId(100 + number), EN) for number in range(8)]
    for end in extra:
        await scene.store.seat(bridge_id, end)
    with pytest.raises(BridgeFull):
        await scene.invitations.join(joinings[0], BEN, SINCE)
    await scene.store.unseat(extra[0].channel_id)
    await scene.store.unseat(extra[1].channel_id)
    await scene.invitations.join(joinings[0], BEN, SINCE)
    with pytest.raises(InvitationUsed):
        await scene.invitations.join(joinings[1], BEN, SINCE)


async def test_an_age_restriction_that_is_not_shared_stands_in_the_way_across_guilds(scene: Scene):
    await scene.opened()
    scene.world.restricted = {QUAY.channel_id}
    invited = await scene.invitations.invite("main", ANN)
    joining = await scene.invitations.propose(invited.code, Wish(QUAY.channel_id, EN), GUEST)
    assert [(one.key, one.channel_id) for one in joining.proposal.findings] == [
        ("finding-age", ENGLISH.channel_id),
        ("finding-age", CHINESE.channel_id),
    ]
    with pytest.raises(NotReady):
        await scene.invitations.join(joining, BEN, SINCE)
    scene.world.restricted = set()
    await scene.invitations.join(joining, BEN, SINCE)


async def test_notices_name_other_guilds_channels_and_stay_as_they_are_while_nobody_can_say_their_names(scene: Scene):
    await scene.opened()
    await scene.joined()
    posted = dict(scene.world.posted)
    assert "#channel11 (\\*Guild\\* 1)" in posted[QUAY.channel_id]
    assert "#channel21 (\\*Guild\\* 2)" in posted[ENGLISH.channel_id]
    assert f"<#{CHINESE.channel_id}>" in posted[ENGLISH.channel_id]
    assert "<#" not in posted[QUAY.channel_id]
    scene.world.is_silent = True
    await scene.store.seat((await scene.bridge()).id, PIER)
    await scene.bridges.settle(SINCE)
    assert scene.world.posted == posted
    scene.world.is_silent = False
    await scene.bridges.settle(SINCE)
    assert f"<#{QUAY.channel_id}>" in scene.world.posted[PIER.channel_id]


async def test_a_guild_that_was_left_is_not_served_and_its_neighbours_are_told_until_when(scene: Scene):
    await scene.opened()
    await scene.joined()
    await scene.departures.left(GUEST, "Harbour")
    (served,) = scene.world.bridges
    assert served.endpoints == (ENGLISH, CHINESE)
    until = int((scene.clock.now() + GRACE).timestamp())
    assert "**Harbour**" in scene.world.last_told(MODS)
    assert f"<t:{until}:D>" in scene.world.last_told(MODS)
    told = len(scene.world.told)
    await scene.departures.left(GUEST, "Harbour")
    assert len(scene.world.told) == told
    await scene.departures.back(GUEST, "Harbour")
    (served,) = scene.world.bridges
    assert QUAY in served.endpoints
    assert "is back in **Harbour**" in scene.world.last_told(MODS)


async def test_a_departure_is_found_by_the_list_of_guilds_and_believed_only_when_asked_for_by_itself(scene: Scene):
    await scene.opened()
    await scene.joined()
    scene.world.listed = {HOME, THIRD}  # it lacks on the list only
    await scene.departures.look()
    assert QUAY in (await scene.bridge()).endpoints
    scene.world.guilds = {HOME, THIRD}
    await scene.departures.look()
    assert QUAY not in (await scene.bridge()).endpoints


async def test_nothing_is_purged_before_the_grace_is_over_nor_while_discord_is_silent(scene: Scene):
    bridge_id = await scene.opened()
    await scene.joined()
    await scene.mutes.set(bridge_id, GUEST, UserId(9), is_muted=True)
    scene.world.guilds = {HOME}
    await scene.departures.look()
    scene.clock.advance(GRACE - timedelta(seconds=1))
    await scene.departures.look()
    assert await scene.departures.store.every() != {}
    scene.clock.advance(timedelta(seconds=1))
    scene.world.is_silent = True
    await scene.departures.keep_house()
    assert await scene.departures.store.every() != {}
    scene.world.is_silent = False
    await scene.departures.keep_house()
    assert await scene.departures.store.every() == {}
    assert (await scene.bridge()).endpoints == (ENGLISH, CHINESE)
    assert not scene.mutes.is_muted(bridge_id, GUEST, UserId(9))


async def test_a_guild_that_left_by_itself_is_forgotten_after_the_grace_unless_it_joins_again(scene: Scene):
    await scene.opened()
    for rejoins in (True, False):
        await scene.joined()
        await scene.bridges.leave(QUAY.channel_id, BEN, SINCE)
        told = len(scene.world.told)
        await scene.departures.look()
        assert await scene.departures.store.every() == {GUEST: scene.clock.now()}
        if rejoins:
            scene.clock.advance(GRACE - timedelta(hours=1))
            await scene.joined()
            assert await scene.departures.store.every() == {}
            scene.clock.advance(timedelta(hours=2))
            await scene.departures.look()
            assert QUAY in (await scene.bridge()).endpoints
            await scene.bridges.leave(QUAY.channel_id, BEN, SINCE)
        else:
            scene.clock.advance(GRACE)
            await scene.departures.look()
            assert await scene.departures.store.known() == {HOME}
            assert len(scene.world.told) == told  # nobody needs to be told: they said so themselves


async def test_the_owner_s_bridges_are_closed_with_its_purge_and_the_guests_are_told(scene: Scene):
    bridge_id = await scene.opened()
    await scene.joined()
    await scene.store.seat(bridge_id, Endpoint(THIRD, ChannelId(31), ZH_HANS))
    scene.world.guilds = {GUEST, THIRD}
    await scene.departures.look()
    assert "which runs the bridge" in scene.world.last_told(GUESTS_MODS)
    assert len((await scene.bridge()).endpoints) == 2  # the guests go on meanwhile
    scene.clock.advance(GRACE)
    await scene.departures.look()
    assert await scene.store.every() == ()
    assert "is closed" in scene.world.last_told(GUESTS_MODS)


async def test_a_mute_is_its_guild_s_own_and_goes_with_the_bridge(scene: Scene):
    bridge_id = await scene.opened()
    await scene.mutes.set(bridge_id, HOME, UserId(9), is_muted=True)
    assert scene.mutes.is_muted(bridge_id, HOME, UserId(9))
    assert not scene.mutes.is_muted(bridge_id, GUEST, UserId(9))
    await scene.bridges.close("main", ANN, SINCE)
    assert not scene.mutes.is_muted(bridge_id, HOME, UserId(9))  # a later bridge may have the same number
