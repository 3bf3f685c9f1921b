"""Who may switch what of a bridge, and that it is told."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.bridges.bridges import Bridges
from bot.bridges.manners import Manners, is_on, settings_for
from bot.bridges.model import CONFIGURATION, Actor, Bridge, BridgeSettings, Endpoint, Manner, Owner, Setting
from bot.bridges.notices import Notices
from bot.errors import NoSuchBridge
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.translation.language import guess_language
from bot.translation.model import EN, ZH_HANS
from tests.fakes import MemoryBridgeStore, MemoryNoticeStore

HOME, AWAY, NOWHERE = GuildId(1), GuildId(2), GuildId(3)
SEATS = [Endpoint(HOME, ChannelId(1), EN), Endpoint(AWAY, ChannelId(2), ZH_HANS)]
NOTICES = ChannelId(90)
SINCE = MessageId(9)
OF_A_BRIDGE = set(Setting) - {Setting.AGREEMENT}


@dataclass
class Desk:
    """The use cases with a memory of what they told."""

    store: MemoryBridgeStore = field(default_factory=MemoryBridgeStore)
    told: list[str] = field(default_factory=list)
    trail: list[tuple[str, str]] = field(default_factory=list)
    followed: list[Manner] = field(default_factory=list)

    def manners(self) -> Manners:
        nothing: Any = None
        notices = Notices(MemoryNoticeStore(), self, self, self, ())
        return Manners(Bridges(self.store, nothing, guess_language, notices, self, self, nothing))

    async def opened(self, owner: Owner = Owner(HOME)) -> Bridge:  # noqa: B008 - it is frozen
        if owner == CONFIGURATION:
            await self.store.replace(owner, [("main", SEATS)])
        else:
            await self.store.open(owner, "main", SEATS, BridgeSettings(NOTICES))
        return self.store.bridges[0]

    def say(self, language: str, key: str, /, **fields: str | int) -> str:
        return key

    async def tell(self, channel_id: ChannelId, text: str) -> None:
        self.told.append(text)

    async def post(self, channel_id: ChannelId, text: str) -> MessageId:
        return MessageId(10)

    async def stands(self, channel_id: ChannelId, message_id: MessageId) -> bool:
        return True

    async def edit(self, channel_id: ChannelId, message_id: MessageId, text: str) -> None:
        pass

    async def remove(self, channel_id: ChannelId, message_id: MessageId) -> None:
        pass

    async def guild(self, guild_id: GuildId) -> str:
        return "a guild"

    async def channel(self, channel_id: ChannelId) -> str:
        return "a-channel"

    async def user(self, user_id: UserId) -> str:
        return "a member"

    async def record(self, guild_id: GuildId, user_id: UserId, action: str, subject: str) -> None:
        self.trail.append((action, subject))

    async def follow(self, bridges: Any, since: Any) -> None:
        self.followed += [bridge.manner for bridge in bridges]


def by(guild_id: GuildId) -> Actor:
    return Actor(guild_id, UserId(7))


async def test_who_runs_a_bridge_switches_it_and_each_guild_what_concerns_its_own():
    bridge = await Desk().opened()
    assert set(settings_for(bridge, HOME)) == {*OF_A_BRIDGE, Setting.AGREEMENT}
    assert settings_for(bridge, AWAY) == (Setting.AGREEMENT,)
    assert settings_for(bridge, NOWHERE) == ()
    configured = await Desk().opened(CONFIGURATION)
    assert settings_for(configured, HOME) == (Setting.AGREEMENT,)


async def test_within_one_guild_there_is_nothing_to_agree_to():
    desk = Desk()
    await desk.store.open(Owner(HOME), "main", [SEATS[0], Endpoint(HOME, ChannelId(3), ZH_HANS)], BridgeSettings())
    assert set(settings_for(desk.store.bridges[0], HOME)) == OF_A_BRIDGE


@pytest.mark.parametrize("setting", Setting)
async def test_every_setting_is_switched_told_noted_and_followed_once(setting: Setting):
    desk = Desk()
    bridge = await desk.opened()
    was = is_on(bridge, setting, HOME)
    for _ in range(2):  # a second press of the same button changes nothing
        bridge = await desk.manners().switch(bridge, setting, by(HOME), SINCE, not was)
        assert is_on(bridge, setting, HOME) is not was
    action = f"{setting}-{'off' if was else 'on'}"
    assert len(action) <= 20  # what the trail holds
    assert desk.trail == [(action, "main")]
    assert desk.told == [f"moderators-{action}"]
    assert desk.followed == [bridge.manner]
    assert desk.store.bridges[0].manner == bridge.manner


async def test_a_guild_agrees_for_itself_alone():
    desk = Desk()
    bridge = await desk.opened(CONFIGURATION)
    bridge = await desk.manners().switch(bridge, Setting.AGREEMENT, by(AWAY), SINCE, True)
    assert bridge.manner.agreed == {AWAY}
    assert (is_on(bridge, Setting.AGREEMENT, AWAY), is_on(bridge, Setting.AGREEMENT, HOME)) == (True, False)
    assert bridge.manner.lets_delete(source=AWAY, by=HOME)
    assert not bridge.manner.lets_delete(source=HOME, by=AWAY)


async def test_nobody_switches_what_is_not_theirs_or_is_gone():
    desk = Desk()
    bridge = await desk.opened()
    for guild_id, setting in ((AWAY, Setting.MARK), (NOWHERE, Setting.AGREEMENT)):
        with pytest.raises(NoSuchBridge):
            await desk.manners().switch(bridge, setting, by(guild_id), SINCE, False)
    await desk.store.close(bridge.id)
    with pytest.raises(NoSuchBridge):
        await desk.manners().switch(bridge, Setting.MARK, by(HOME), SINCE, False)
    assert desk.trail == []


async def test_of_two_bridges_of_one_name_a_guild_is_shown_its_own():
    desk = Desk()
    await desk.opened()
    seats = [Endpoint(AWAY, ChannelId(5), EN), Endpoint(AWAY, ChannelId(6), ZH_HANS)]
    await desk.store.open(Owner(AWAY), "main", seats, BridgeSettings())
    assert (await desk.manners().bridge("main", AWAY)).owner == Owner(AWAY)
    assert (await desk.manners().bridge("main", HOME)).owner == Owner(HOME)
    with pytest.raises(NoSuchBridge):
        await desk.manners().bridge("main", NOWHERE)
