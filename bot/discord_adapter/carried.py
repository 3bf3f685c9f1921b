"""What a message of discord.py's carries beside its text, in the relay's words."""

from typing import Final

import discord

from bot.ids import GuildId, MessageId
from bot.relay.carried import NOTHING, Carried, File, Forwarded, Poll, Sticker
from bot.relay.glyphs import well_formed

# Discord hides what is called so ("SPOILER_" in its clients' own uploads).
_SPOILER: Final = "SPOILER_"
_ROOMS: Final = (
    discord.TextChannel,
    discord.VoiceChannel,
    discord.StageChannel,
    discord.ForumChannel,
    discord.Thread,
)


def carried_by(message: discord.Message) -> Carried:
    """Return what *message* carries: `NOTHING` itself, for nearly every message."""
    hides_previews = _hides_previews(message) if "://" in message.content else _is_card(message)
    if not (
        message.reference
        or message.attachments
        or message.stickers
        or message.poll
        or message.activity
        or hides_previews
    ):
        return NOTHING
    if message.type is discord.MessageType.poll_result:
        return Carried(ends_poll=_reply_to(message.reference))
    shown = message.message_snapshots[0] if message.message_snapshots else message
    return Carried(
        reply_to=_reply_to(message.reference),
        files=tuple(_file(one) for one in shown.attachments),
        stickers=tuple(_sticker(one) for one in shown.stickers),
        forwarded=_forwarded(message),
        is_activity=message.activity is not None,
        hides_previews=hides_previews,
        poll=_poll(message.poll) if message.poll is not None else None,
    )


def _reply_to(reference: discord.MessageReference | None) -> MessageId | None:
    if reference is None or reference.type is not discord.MessageReferenceType.reply or reference.message_id is None:
        return None
    return MessageId(reference.message_id)


def _forwarded(message: discord.Message) -> Forwarded | None:
    """Return where a forward comes from; of a place that not everybody in its guild may look into, nothing."""
    reference, guild = message.reference, message.guild
    if reference is None or reference.type is not discord.MessageReferenceType.forward:
        return None
    message_id = MessageId(reference.message_id) if reference.message_id is not None else None
    if (
        guild is None
        or reference.guild_id != guild.id
        or not _is_open(guild.get_channel_or_thread(reference.channel_id))
    ):
        return Forwarded(message_id=message_id)
    return Forwarded(GuildId(guild.id), reference.jump_url, message_id)


def _is_open(channel: "discord.abc.GuildChannel | discord.Thread | None") -> bool:
    """Tell whether everybody in its guild may read *channel*, of whatever age."""
    if not isinstance(channel, _ROOMS) or channel.is_nsfw():
        return False
    if isinstance(channel, discord.Thread) and channel.is_private():
        return False
    try:
        return channel.permissions_for(channel.guild.default_role).view_channel
    except discord.ClientException:  # a thread whose parent is not cached
        return False


def _hides_previews(message: discord.Message) -> bool:
    """Tell whether the links in *message* show nothing of where they lead: its author may not, or does not want to."""
    if message.flags.suppress_embeds:
        return True
    author, channel = message.author, message.channel
    if message.webhook_id is not None:
        return False
    if isinstance(author, discord.Member) and isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        try:
            return not channel.permissions_for(author).embed_links
        except discord.ClientException:  # a thread whose parent is not cached
            pass
    # Read from history, without the author's rights: what may have previews has them by now.
    return not message.embeds


def _is_card(message: discord.Message) -> bool:
    """Tell whether *message* is a bot's card alone, in which no link unfolds."""
    return not message.content and bool(message.embeds or message.components)


def _poll(poll: discord.Poll) -> Poll:
    """Return *poll*; of its emojis those that Unicode has, since another guild has not the others."""
    emojis = (one.emoji for one in poll.answers)
    kept = (one.name if isinstance(one, discord.PartialEmoji) and one.is_unicode_emoji() else "" for one in emojis)
    ends_at = poll.expires_at.timestamp() if poll.expires_at is not None and not poll.is_finalised() else 0
    return Poll(tuple(well_formed(name) for name in kept), poll.multiple, int(ends_at))


def _file(one: discord.Attachment) -> File:
    name = one.filename
    if one.is_spoiler() and not name.startswith(_SPOILER):
        name = _SPOILER + name
    return File(name, one.url, one.size, one.description or "", one.duration if one.is_voice_message() else None)


def _sticker(one: discord.StickerItem) -> Sticker:
    return Sticker(one.name, None if one.format is discord.StickerFormatType.lottie else one.url)
