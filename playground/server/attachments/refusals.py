"""What is refused of files that hang on messages, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def too_many_attachments() -> Refusal:
    """Refuse an eleventh file."""
    return Refusal(400, 30015, "Maximum number of attachments in a message reached (10)")


def voice_message_with_more() -> Refusal:
    """Refuse a voice message that says something beside its sound."""
    return Refusal(400, 50159, "Voice messages do not support additional content.")


def voice_message_without_sound() -> Refusal:
    """Refuse a voice message whose one attachment is no sound."""
    return Refusal(400, 50160, "Voice messages must have a single audio attachment.")


def voice_message_without_metadata() -> Refusal:
    """Refuse a voice message without its length and its waveform."""
    return Refusal(400, 50161, "Voice messages must have supporting metadata.")
