"""What discord.py hears, in the relay's words: pure, and fast, for it sees every message."""

import functools
from collections.abc import Container, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import discord
import yarl

from bot.discord_adapter.carried import carried_by
from bot.discord_adapter.words import written_in
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.model import (
    UNEDITED,
    Author,
    Membership,
    MessageEdited,
    MessageSaid,
    MessagesDeleted,
    Revision,
    SourceMessage,
)
from bot.relay.threads import UNKNOWN

_CHAT: Final = frozenset(
    {discord.MessageType.default, discord.MessageType.reply, discord.MessageType.chat_input_command}
)
_NOBODY: Final[frozenset[UserId]] = frozenset()
_NOWHERE: Final[frozenset[ChannelId]] = frozenset()

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)

# A webhook's avatar does not move, and is never shown larger than this (pixels).
_AVATAR_SIZE: Final = 256
_PROCESSED_AVATARS: Final = 4096


def said(message: discord.Message, private: Container[ChannelId] = _NOWHERE) -> MessageSaid | None:
    """Return the event for a new message; None for one that `source_message` does not know."""
    source = source_message(message, private)
    return MessageSaid(source) if source is not None else None


def edited(payload: discord.RawMessageUpdateEvent, private: Container[ChannelId] = _NOWHERE) -> MessageEdited | None:
    """Return the event for a message that reads differently now; likewise."""
    source = source_message(payload.message, private)
    return MessageEdited(source) if source is not None else None


def deleted(
    payload: discord.RawMessageDeleteEvent | discord.RawBulkMessageDeleteEvent, parent_id: ChannelId | None = None
) -> MessagesDeleted:
    """Return the event for one or many deleted messages, oldest first; in a thread of *parent_id*, if in one."""
    channel_id = ChannelId(payload.channel_id)
    if isinstance(payload, discord.RawMessageDeleteEvent):
        return MessagesDeleted(channel_id, (MessageId(payload.message_id),), is_single=True, parent_id=parent_id)
    message_ids = tuple(MessageId(each) for each in sorted(payload.message_ids))
    return MessagesDeleted(channel_id, message_ids, parent_id=parent_id)


def source_message(message: discord.Message, private: Container[ChannelId] = _NOWHERE) -> SourceMessage | None:
    """Return *message* as the relay knows it; None for one outside guilds, or in a private thread but those *private*.

    A message may come before its guild is cached, and from history without its author's
    membership: then the author has no nickname here (see `as_member`), and nobody is pinged.
    """
    guild_id, channel = _guild_of(message), message.channel
    if guild_id is None or _is_secret(channel, private):
        return None
    return SourceMessage(
        id=MessageId(message.id),
        channel_id=ChannelId(channel.id),
        guild_id=guild_id,
        author=author_of(message.author, is_bot=message.webhook_id is not None),
        content=written_in(message),
        revision=revision_of(message.edited_at),
        application_id=message.application_id,
        is_chat=message.type in _CHAT and not _is_ours(message),
        pings=_pings(message) if message.mentions else _NOBODY,
        carried=carried_by(message),
        is_pinned=message.pinned,
        membership=membership_in(message.author) if isinstance(message.author, discord.Member) else None,
        parent_id=None if isinstance(channel, discord.abc.GuildChannel) else _parent_of(channel),
    )


def _is_secret(channel: object, private: Container[ChannelId]) -> bool:
    return isinstance(channel, discord.Thread) and channel.is_private() and channel.id not in private


def _is_ours(message: discord.Message) -> bool:
    """Tell whether the bot itself said *message*, and none of its webhooks did: a notice, or a result."""
    return message.webhook_id is None and message.author.id == message._state.self_id  # noqa: SLF001 - nowhere else


def as_member(author: Author, guild_id: GuildId, member: Mapping[str, object]) -> Author:
    """Return *author* with the nickname and picture of *member*, a guild member object."""
    nick, avatar = member.get("nick"), member.get("avatar")
    if isinstance(nick, str) and nick:
        author = replace(author, name=nick)
    if isinstance(avatar, str) and avatar:
        url = f"{discord.Asset.BASE}/guilds/{guild_id}/users/{author.id}/avatars/{avatar}.png?size={_AVATAR_SIZE}"
        author = replace(author, avatar_url=url)
    return author


def membership_of(member: Mapping[str, object]) -> Membership | None:
    """Return what *member*, a guild member object, tells; None where it tells nothing."""
    roles = member.get("roles")
    if not isinstance(roles, list):
        return None
    joined_at, until = (_moment(member.get(key)) for key in ("joined_at", "communication_disabled_until"))
    return Membership(joined_at, until, tuple(int(role) for role in roles))


def _moment(said: object) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) else None


def membership_in(member: discord.Member) -> Membership:
    """Return what *member* tells of their membership."""
    # Not `roles`: that looks each one up, and sorts them.
    return Membership(member.joined_at, member.timed_out_until, tuple(member._roles))  # noqa: SLF001 - see above


def _parent_of(channel: object) -> ChannelId:
    """Return the parent of a thread; what is not cached may be one."""
    return ChannelId(channel.parent_id) if isinstance(channel, discord.Thread) else UNKNOWN


def _guild_of(message: discord.Message) -> GuildId | None:
    if message.guild is not None:
        return GuildId(message.guild.id)
    # Before the guild is cached discord.py hands out a channel that knows only the guild's id.
    guild_id = getattr(message.channel, "guild_id", None)
    return GuildId(guild_id) if guild_id is not None else None


def author_of(author: discord.abc.User, *, is_bot: bool = False) -> Author:
    """Return *author* as their guild shows them, as far as discord.py knows that."""
    if isinstance(author, discord.Member) and author.guild is None:
        # A member without a cached guild cannot tell the address of its picture there.
        avatar = author.avatar or author.default_avatar
    else:
        avatar = author.display_avatar
    return Author(
        id=UserId(author.id),
        name=author.display_name,
        avatar_url=_still(avatar.url),
        is_bot=author.bot or is_bot,
    )


@functools.lru_cache(maxsize=_PROCESSED_AVATARS)
def _still(url: str) -> str:
    """Return the address of a small unmoving picture for an avatar's address."""
    address = yarl.URL(url)
    path = address.path.rpartition(".")[0] + ".png"
    # The default avatars have one size.
    return str(address.with_path(path).with_query(size=_AVATAR_SIZE) if address.query else address.with_path(path))


def revision_of(edited_at: datetime | None) -> Revision:
    """Return the revision of a message that was last edited at *edited_at*."""
    return UNEDITED if edited_at is None else Revision((edited_at - _EPOCH) // _MICROSECOND)


def _pings(message: discord.Message) -> frozenset[UserId]:
    """Return the mentioned members who cannot read the channel; nobody where that is unknown."""
    channel = message.channel
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return _NOBODY
    return frozenset(
        UserId(member.id)
        for member in message.mentions
        if isinstance(member, discord.Member)
        and not member.bot
        and member.id != message.author.id
        and not _reads(channel, member)
    )


def _reads(channel: discord.abc.GuildChannel | discord.Thread, member: discord.Member) -> bool:
    try:
        return channel.permissions_for(member).view_channel
    except discord.ClientException:  # a thread whose parent is not cached: unknown, so no ping
        return True
