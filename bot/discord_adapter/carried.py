"""What a message of discord.py's carries beside its text, in the relay's words."""

from typing import Final

import discord

from bot.ids import MessageId
from bot.relay.carried import Carried, File, Sticker

# Discord hides what is called so ("SPOILER_" in its clients' own uploads).
_SPOILER: Final = "SPOILER_"


def carried_by(message: discord.Message) -> Carried:
    """Return what *message* carries."""
    return Carried(
        reply_to=_reply_to(message.reference),
        files=tuple(_file(one) for one in message.attachments),
        stickers=tuple(_sticker(one) for one in message.stickers),
    )


def _reply_to(reference: discord.MessageReference | None) -> MessageId | None:
    if reference is None or reference.type is not discord.MessageReferenceType.reply or reference.message_id is None:
        return None
    return MessageId(reference.message_id)


def _file(one: discord.Attachment) -> File:
    name = one.filename
    if one.is_spoiler() and not name.startswith(_SPOILER):
        name = _SPOILER + name
    return File(name, one.url, one.size, one.description or "", one.duration if one.is_voice_message() else None)


def _sticker(one: discord.StickerItem) -> Sticker:
    return Sticker(one.name, None if one.format is discord.StickerFormatType.lottie else one.url)
