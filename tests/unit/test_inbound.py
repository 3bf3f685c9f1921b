"""discord.py's messages in the relay's words."""

from datetime import UTC, datetime

import discord
import pytest

from bot.discord_adapter.inbound import as_member, deleted, edited, said, source_message
from bot.discord_adapter.threads import thread_of
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.model import UNEDITED, Author, MessageEdited, MessageSaid, MessagesDeleted

NOON = "2026-11-20T12:00:00+00:00"
GUILD, OPEN, SECRET, THREAD = 10, 20, 21, 22
DANA, MEI, HAO, OUTSIDER, OWNER = 30, 31, 32, 33, 39
INSIDERS = 50
VIEW = str(discord.Permissions(view_channel=True).value)
HASH = "0123456789abcdef0123456789abcdef"

Payload = dict[str, object]


def user(user_id: int, **more: object) -> Payload:
    return {"id": str(user_id), "username": f"user{user_id}", "discriminator": "0", "avatar": None} | more


def member(user_id: int, *roles: int, **more: object) -> Payload:
    return {
        "user": user(user_id),
        "roles": [str(role) for role in roles],
        "nick": None,
        "avatar": None,
        "joined_at": "2026-01-01T00:00:00+00:00",
        "flags": 0,
    } | more


def role(role_id: int, permissions: str) -> Payload:
    return {
        "id": str(role_id),
        "name": "r",
        "permissions": permissions,
        "position": role_id == INSIDERS,
        "color": 0,
    } | {
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def channel(channel_id: int, *overwrites: Payload) -> Payload:
    return {"id": str(channel_id), "type": 0, "name": "c", "position": 0, "permission_overwrites": list(overwrites)}


def guild_payload() -> Payload:
    hidden: Payload = {"id": str(GUILD), "type": 0, "allow": "0", "deny": VIEW}
    shown: Payload = {"id": str(INSIDERS), "type": 0, "allow": VIEW, "deny": "0"}
    return {
        "id": str(GUILD),
        "name": "Bridge Street",
        "owner_id": str(OWNER),
        "roles": [role(GUILD, VIEW), role(INSIDERS, "0")],
        "channels": [channel(OPEN), channel(SECRET, hidden, shown)],
        "members": [member(DANA, INSIDERS), member(OWNER)],
        "member_count": 2,
    }


class Ears:
    """A client that is told payloads as the gateway would."""

    def __init__(self, *, knows_guild: bool = True) -> None:
        self.client = discord.Client(intents=discord.Intents.all())
        # A ConnectionState can be had in no other way, and messages cannot be made without one.
        self.state = self.client._connection  # noqa: SLF001 see above
        if knows_guild:
            self.state._add_guild_from_data(guild_payload())  # type: ignore[arg-type]  # noqa: SLF001 see above

    def hear(self, **more: object) -> discord.Message:
        payload = {
            "id": "1000",
            "channel_id": str(OPEN),
            "guild_id": str(GUILD),
            "type": 0,
            "content": "hello",
            "author": user(DANA),
            "member": {"roles": [], "nick": None, "avatar": None, "joined_at": None, "flags": 0},
            "timestamp": "2026-11-20T12:00:00+00:00",
            "edited_timestamp": None,
            "mentions": [],
            "mention_roles": [],
            "mention_everyone": False,
            "attachments": [],
            "embeds": [],
            "components": [],
            "pinned": False,
            "tts": False,
        } | more
        payload = {key: value for key, value in payload.items() if value is not ...}
        where, _ = self.state._get_guild_channel(payload)  # type: ignore[arg-type]  # noqa: SLF001 see above
        return discord.Message(state=self.state, channel=where, data=payload)  # type: ignore[arg-type]  # a plain dict


@pytest.fixture
def ears() -> Ears:
    return Ears()


def test_in_private_threads_nothing_is_heard_but_in_those_of_pairs(ears: Ears):
    (guild,) = ears.client.guilds
    told = {
        "id": str(THREAD),
        "parent_id": str(OPEN),
        "owner_id": "1",
        "name": "t",
        "type": discord.ChannelType.private_thread.value,
        "message_count": 0,
        "member_count": 2,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": NOON,
            "locked": False,
        },
    }
    thread = discord.Thread(guild=guild, state=ears.state, data=told)  # type: ignore[arg-type]  # a plain dict
    guild._add_thread(thread)  # noqa: SLF001 as the gateway does
    message = ears.hear(channel_id=str(THREAD))
    assert said(message) is None
    assert said(message, {ChannelId(OPEN)}) is None
    heard = said(message, {ChannelId(THREAD)})
    assert heard is not None
    assert (heard.message.channel_id, heard.message.parent_id) == (THREAD, OPEN)
    assert thread_of({**told, "guild_id": str(GUILD)}, 1) is None
    assert thread_of({**told, "guild_id": str(GUILD)}, 1, {ChannelId(THREAD)}) is not None


def mentioned(user_id: int, *roles: int, **more: object) -> Payload:
    return user(user_id, **more) | {
        "member": {key: value for key, value in member(user_id, *roles).items() if key != "user"}
    }


def author_of(message: discord.Message) -> Author:
    source = source_message(message)
    assert source is not None
    return source.author


def pings_of(message: discord.Message) -> frozenset[UserId]:
    source = source_message(message)
    assert source is not None
    return source.pings


def test_a_message_is_mapped_whole(ears: Ears):
    event = said(ears.hear())

    assert isinstance(event, MessageSaid)
    source = event.message
    assert (source.id, source.channel_id, source.guild_id) == (MessageId(1000), ChannelId(OPEN), GuildId(GUILD))
    assert (source.content, source.revision, source.application_id) == ("hello", UNEDITED, None)
    assert source.is_chat
    assert not source.author.is_bot
    assert source.pings == frozenset()


def test_a_private_message_is_none_of_ours(ears: Ears):
    private = ears.hear(guild_id=..., channel_id="777", member=...)
    assert said(private) is None


def test_an_author_is_called_by_nickname_then_display_name_then_user_name(ears: Ears):
    nick: Payload = {"roles": [], "nick": "小达", "avatar": None, "joined_at": None, "flags": 0}
    assert author_of(ears.hear(author=user(DANA), member=nick)).name == "小达"
    assert author_of(ears.hear(author=user(MEI, global_name="Mei"), member=...)).name == "Mei"
    assert author_of(ears.hear(author=user(MEI), member=...)).name == f"user{MEI}"


@pytest.mark.parametrize("avatar", [HASH, f"a_{HASH}"])
def test_a_picture_is_still_and_small(ears: Ears, avatar: str):
    url = author_of(ears.hear(author=user(MEI, avatar=avatar), member=...)).avatar_url
    assert url == f"https://cdn.discordapp.com/avatars/{MEI}/{avatar}.png?size=256"


def test_an_author_without_a_picture_has_discords(ears: Ears):
    url = author_of(ears.hear(author=user(MEI), member=...)).avatar_url
    assert url == "https://cdn.discordapp.com/embed/avatars/0.png"


def test_a_picture_for_this_guild_goes_before_the_ordinary_one(ears: Ears):
    shown: Payload = {"roles": [], "nick": None, "avatar": HASH, "joined_at": None, "flags": 0}
    url = author_of(ears.hear(author=user(MEI, avatar="f" * 32), member=shown)).avatar_url
    assert url == f"https://cdn.discordapp.com/guilds/{GUILD}/users/{MEI}/avatars/{HASH}.png?size=256"


def test_a_message_that_comes_before_its_guild_is_mapped_all_the_same():
    shown: Payload = {"roles": [], "nick": "小达", "avatar": HASH, "joined_at": None, "flags": 0}
    message = Ears(knows_guild=False).hear(author=user(MEI, avatar="f" * 32), member=shown, mentions=[user(HAO)])
    source = source_message(message)

    assert source is not None
    assert (source.guild_id, source.channel_id) == (GUILD, OPEN)
    assert source.author.name == "小达"
    assert source.author.avatar_url == f"https://cdn.discordapp.com/avatars/{MEI}/{'f' * 32}.png?size=256"
    assert source.pings == frozenset()


def test_bots_and_webhooks_are_told_from_people(ears: Ears):
    assert author_of(ears.hear(author=user(MEI, bot=True))).is_bot
    webhook = ears.hear(author=user(MEI), webhook_id="5", application_id="6", member=...)
    assert author_of(webhook).is_bot
    source = source_message(webhook)
    assert source is not None
    assert source.application_id == 6


@pytest.mark.parametrize(
    ("kind", "is_chat"), [(0, True), (19, True), (7, False), (6, False), (20, True), (9999, False)]
)
def test_only_what_somebody_said_is_chat(ears: Ears, kind: int, is_chat: bool):
    source = source_message(ears.hear(type=kind))
    assert source is not None
    assert source.is_chat is is_chat


@pytest.mark.parametrize("stamp", ["2026-11-20T12:00:00.000001+00:00", "2026-11-20T20:00:00.000001+08:00"])
def test_a_revision_is_the_edit_time_to_the_microsecond(ears: Ears, stamp: str):
    message = ears.hear(edited_timestamp=stamp)
    payload: Payload = {"id": "1000", "channel_id": str(OPEN)}
    event = edited(discord.RawMessageUpdateEvent(payload, message))  # type: ignore[arg-type]  # a plain dict

    assert isinstance(event, MessageEdited)
    moment = datetime(2026, 11, 20, 12, 0, 0, 1, tzinfo=UTC)
    assert event.message.revision == int(moment.timestamp()) * 1_000_000 + 1


def test_a_mentioned_member_who_cannot_read_the_channel_may_be_pinged(ears: Ears):
    message = ears.hear(channel_id=str(SECRET), mentions=[mentioned(MEI), mentioned(HAO, INSIDERS)])
    assert pings_of(message) == {MEI}


def test_a_mentioned_member_who_reads_the_channel_was_pinged_already(ears: Ears):
    assert pings_of(ears.hear(mentions=[mentioned(MEI), mentioned(HAO)])) == frozenset()


def test_the_owner_the_author_bots_and_strangers_are_not_pinged(ears: Ears):
    message = ears.hear(
        channel_id=str(SECRET),
        author=user(MEI),
        mentions=[mentioned(OWNER), mentioned(MEI), mentioned(HAO, bot=True), user(OUTSIDER)],
    )
    assert pings_of(message) == frozenset()


def test_one_or_many_deletions_are_one_kind_of_event():
    one = discord.RawMessageDeleteEvent({"id": "5", "channel_id": str(OPEN)})
    many = discord.RawBulkMessageDeleteEvent({"ids": ["7", "6"], "channel_id": str(OPEN)})

    assert deleted(one) == MessagesDeleted(ChannelId(OPEN), (MessageId(5),), is_single=True)
    assert deleted(many) == MessagesDeleted(ChannelId(OPEN), (MessageId(6), MessageId(7)))


def test_a_membership_gives_nickname_and_picture_where_it_has_them():
    author = Author(UserId(MEI), "mei", "https://cdn.example/mei.png")

    assert as_member(author, GuildId(GUILD), {"nick": None, "avatar": None}) == author
    assert as_member(author, GuildId(GUILD), {}) == author
    shown = as_member(author, GuildId(GUILD), {"nick": "梅", "avatar": HASH})
    assert shown.name == "梅"
    assert shown.avatar_url == f"https://cdn.discordapp.com/guilds/{GUILD}/users/{MEI}/avatars/{HASH}.png?size=256"
