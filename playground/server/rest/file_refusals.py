"""Every refusal of files, voice messages, emojis and stickers, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def no_such_emoji() -> Refusal:
    """Refuse an emoji that the guild does not have."""
    return Refusal(404, 10014, "Unknown Emoji")


def unknown_sticker() -> Refusal:
    """Refuse a sticker that is not there."""
    return Refusal(404, 10060, "Unknown Sticker")


def unknown_sticker_pack() -> Refusal:
    """Refuse a pack of stickers that is not there."""
    return Refusal(404, 10061, "Unknown Sticker Pack")


def too_many_emojis(most: int) -> Refusal:
    """Refuse an emoji beyond the guild's *most*."""
    return Refusal(400, 30008, f"Maximum number of emojis reached ({most})")


def too_many_attachments() -> Refusal:
    """Refuse an eleventh file."""
    return Refusal(400, 30015, "Maximum number of attachments in a message reached (10)")


def too_many_animated_emojis(most: int) -> Refusal:
    """Refuse an animated emoji beyond the guild's *most*."""
    return Refusal(400, 30018, f"Maximum number of animated emojis reached ({most})")


def too_many_stickers(most: int) -> Refusal:
    """Refuse a sticker beyond the guild's *most*."""
    return Refusal(400, 30039, f"Maximum number of stickers reached ({most})")


def file_too_large() -> Refusal:
    """Refuse a sticker's file that is too large."""
    return Refusal(400, 50045, "File uploaded exceeds the maximum size")


def invalid_file() -> Refusal:
    """Refuse a sticker's file that is no picture of the right kind."""
    return Refusal(400, 50046, "Invalid Asset")


def stickers_stay() -> Refusal:
    """Refuse to change the stickers of a message."""
    return Refusal(400, 50080, "Cannot edit stickers within a message")


def unusable_sticker() -> Refusal:
    """Refuse a sticker that its sender cannot use here."""
    return Refusal(400, 50081, "Invalid sticker sent")


def voice_message_with_more() -> Refusal:
    """Refuse a voice message that says something beside its sound."""
    return Refusal(400, 50159, "Voice messages do not support additional content.")


def voice_message_without_sound() -> Refusal:
    """Refuse a voice message whose one attachment is no sound."""
    return Refusal(400, 50160, "Voice messages must have a single audio attachment.")


def voice_message_without_metadata() -> Refusal:
    """Refuse a voice message without its length and its waveform."""
    return Refusal(400, 50161, "Voice messages must have supporting metadata.")


def voice_message_stays() -> Refusal:
    """Refuse to edit a voice message."""
    return Refusal(400, 50162, "Voice messages cannot be edited.")


def no_voice_messages_here() -> Refusal:
    """Refuse a voice message to someone who may not send one."""
    return Refusal(403, 50173, "You cannot send voice messages in this channel.")
