"""What the gate knows of channels and of their members, by what discord.py keeps and by what REST said before."""

import pytest

from bot.bridges.model import Endpoint
from bot.discord_adapter.channel_watch import DiscordChannelWatch
from bot.discord_adapter.inbound import membership_of, source_message
from bot.ids import ChannelId, GuildId
from bot.moderation.model import NO_RULES, ChannelRules
from bot.relay.model import SourceMessage
from bot.translation.model import EN
from tests.unit.test_inbound import DANA, GUILD, INSIDERS, OPEN, OWNER, SECRET, Ears, user

SEAT = Endpoint(GuildId(GUILD), ChannelId(OPEN), EN)
INSIDE = Endpoint(GuildId(GUILD), ChannelId(SECRET), EN)
MANAGE_MESSAGES, MANAGE_GUILD, ADMINISTRATOR = 1 << 13, 1 << 5, 1 << 3


def source(ears: Ears, author_id: int, *roles: int, **member: object) -> SourceMessage:
    said = {
        "roles": [str(role) for role in roles],
        "nick": None,
        "avatar": None,
        "joined_at": None,
        "flags": 0,
    } | member
    found = source_message(ears.hear(author=user(author_id), member=said))
    assert found is not None
    return found


def allow(ears: Ears, role_id: int, rights: int) -> None:
    """Change a role, as the gateway tells it."""
    role = ears.client.get_guild(GUILD).get_role(role_id)  # type: ignore[union-attr]  # it is there
    role._permissions = rights  # type: ignore[union-attr]  # noqa: SLF001 as its update does


def test_what_rest_said_counts_until_the_gateway_tells_of_the_guild():
    early = DiscordChannelWatch(Ears(knows_guild=False).client)
    assert early.rules(SEAT) is NO_RULES
    early.learn([{"id": str(OPEN), "nsfw": True, "rate_limit_per_user": 5}, {"id": "9"}])
    assert early.rules(SEAT) == ChannelRules(is_age_restricted=True, slow_seconds=5)
    early.learn([{"id": str(OPEN), "nsfw": False}])
    assert early.rules(SEAT) is NO_RULES


def test_then_the_cache_counts_as_it_changes():
    ears = Ears()
    watch = DiscordChannelWatch(ears.client)
    watch.learn([{"id": str(OPEN), "nsfw": True}])
    assert watch.rules(SEAT) is NO_RULES
    channel = ears.client.get_channel(OPEN)
    channel.nsfw, channel.slowmode_delay = True, 30  # type: ignore[union-attr]  # as an update of it does
    assert watch.rules(SEAT) == ChannelRules(is_age_restricted=True, slow_seconds=30)


@pytest.mark.parametrize(("rights", "is_exempt"), [(0, False), (MANAGE_MESSAGES, True), (ADMINISTRATOR, True)])
def test_who_may_manage_messages_is_exempt_from_slow_mode(rights: int, is_exempt: bool):
    ears = Ears()
    allow(ears, INSIDERS, rights)
    watch = DiscordChannelWatch(ears.client)
    assert watch.is_exempt_from_slow(SEAT, source(ears, DANA, INSIDERS)) is is_exempt
    assert not watch.is_exempt_from_slow(SEAT, source(ears, DANA))
    assert watch.is_exempt_from_slow(SEAT, source(ears, OWNER))


def test_overwrites_of_the_channel_count():
    ears = Ears()
    allow(ears, GUILD, MANAGE_MESSAGES)
    watch = DiscordChannelWatch(ears.client)
    assert watch.is_exempt_from_slow(INSIDE, source(ears, DANA))
    channel = ears.client.get_channel(SECRET)
    for overwrite in channel._overwrites:  # type: ignore[union-attr]  # noqa: SLF001 as an update of it does
        if overwrite.id == GUILD:
            overwrite.deny |= MANAGE_MESSAGES
    assert not watch.is_exempt_from_slow(INSIDE, source(ears, DANA))
    for overwrite in channel._overwrites:  # type: ignore[union-attr]  # noqa: SLF001 as an update of it does
        if overwrite.id == INSIDERS:
            overwrite.allow |= MANAGE_MESSAGES
    assert watch.is_exempt_from_slow(INSIDE, source(ears, DANA, INSIDERS))


def test_members_of_other_guilds_are_exempt_from_nothing():
    ears = Ears()
    allow(ears, GUILD, MANAGE_MESSAGES | MANAGE_GUILD)
    watch = DiscordChannelWatch(ears.client)
    at_home = source(ears, DANA)
    assert watch.manages_guild(SEAT, at_home)
    abroad = Endpoint(GuildId(GUILD + 1), ChannelId(OPEN), EN)
    assert not watch.manages_guild(abroad, at_home)
    assert not watch.is_exempt_from_slow(abroad, at_home)


def test_membership_is_told_by_messages_and_by_members_of_rest_alike():
    told: dict[str, object] = {
        "joined_at": "2026-11-20T12:00:00+00:00",
        "communication_disabled_until": "2026-11-21T12:00:00+00:00",
    }
    by_message = source(Ears(), DANA, INSIDERS, **told).membership
    assert by_message is not None
    assert by_message == membership_of({"roles": [str(INSIDERS)]} | told)
    assert by_message.role_ids == (INSIDERS,)
    assert by_message.timed_out_until is not None
    assert membership_of({}) is None
