"""What an admin is told before channels are joined: the language of each, and what stands in the way."""

from typing import Any

import pytest

from bot.bridges.bridges import Bridges
from bot.bridges.checks import findings_on
from bot.bridges.model import CONFIGURATION, Actor, BridgeSettings, Endpoint, Owner
from bot.bridges.proposals import ChannelFacts
from bot.errors import BridgeConfigured, BridgeForeign
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.translation.language import guess_language
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language
from tests.fakes import MemoryBridgeStore

GUILD = GuildId(1)
PLAIN = ChannelFacts(ChannelId(1), GUILD, "english")


@pytest.mark.parametrize(
    ("name", "talk", "language"),
    [
        ("english", (), EN),
        ("中文", (), ZH_HANS),
        ("繁體中文", (), ZH_HANT),
        ("中文-台灣", (), ZH_HANT),
        ("日本語", (), "ja"),
        ("한국어", (), "ko"),
        ("general", (), EN),
        ("闲聊", (), ZH_HANS),
        ("聊天區", (), ZH_HANT),
        # The name says Chinese, the talk says in which script.
        ("中文", ("我們今天去吃飯嗎", "好啊"), ZH_HANT),
        ("中文", ("我们今天去吃饭吗", "lol"), ZH_HANS),
        # The name says nothing, so that most people's words count.
        ("general", ("我们今天去吃饭吗", "这个好吃", "hello"), ZH_HANS),
        ("general", ("hello", "how are you", "你好吗朋友们"), EN),
        ("lounge", ("こんにちは", "おはようございます"), "ja"),
        ("lounge", ("😂", "!!!", "666"), EN),
        # A channel for learners says for whom it is.
        ("english-corner", ("我今天学了一个新词", "这个怎么说"), EN),
    ],
)
def test_a_channel_s_language_is_told_by_its_name_and_else_by_what_is_said(
    name: str, talk: tuple[str, ...], language: Language
):
    assert guess_language(name, talk) == language


def test_channels_without_fault_have_no_findings():
    assert findings_on([PLAIN, ChannelFacts(ChannelId(2), GUILD, "中文")]) == ()


def test_each_obstacle_is_found_where_it_is():
    bad = ChannelFacts(
        ChannelId(2), GUILD, "中文", missing_rights=("send_messages", "manage_webhooks"), has_room=False, may_pin=False
    )
    found = findings_on([PLAIN, bad])
    assert {finding.channel_id for finding in found} == {bad.id}
    assert [(finding.key, finding.is_obstacle) for finding in found] == [
        ("finding-rights", True),
        ("finding-webhooks", True),
        ("finding-pin", False),
    ]
    assert found[0].fields == {"rights": "send_messages,manage_webhooks"}


def test_what_is_age_restricted_is_not_joined_with_what_is_not():
    restricted = ChannelFacts(ChannelId(2), GUILD, "中文", is_age_restricted=True)
    assert [(one.key, one.channel_id) for one in findings_on([PLAIN, restricted])] == [("finding-age", PLAIN.id)]
    assert findings_on([restricted, ChannelFacts(ChannelId(3), GUILD, "three", is_age_restricted=True)]) == ()


def test_of_a_channel_where_nobody_writes_nothing_else_is_said():
    forum = ChannelFacts(ChannelId(2), GUILD, "forum", is_suitable=False, missing_rights=("send_messages",))
    assert [finding.key for finding in findings_on([PLAIN, forum])] == ["finding-unsuitable"]


def bridges(store: MemoryBridgeStore) -> Bridges:
    """Return the use cases on *store* alone: whoever is refused comes to nothing else."""
    nothing: Any = None
    return Bridges(store, nothing, guess_language, nothing, nothing, nothing, nothing)


async def test_a_guild_changes_its_own_bridge_and_no_other_one_of_that_name():
    store = MemoryBridgeStore()
    here, there = GuildId(1), GuildId(2)
    seats = [Endpoint(here, ChannelId(1), EN), Endpoint(there, ChannelId(2), ZH_HANS)]
    await store.open(Owner(there), "main", seats, BridgeSettings())
    actor, since = Actor(here, UserId(7)), MessageId(9)
    with pytest.raises(BridgeForeign):
        await bridges(store).pause("main", actor, since, is_paused=True)
    await store.replace(CONFIGURATION, [("main", [Endpoint(here, ChannelId(3), EN)])])
    with pytest.raises(BridgeConfigured):
        await bridges(store).close("main", actor, since)
    await store.open(Owner(here), "main", [Endpoint(here, ChannelId(4), EN)], BridgeSettings())
    await bridges(store).pause("main", actor, since, is_paused=False)  # its own: not paused, so nothing to do
