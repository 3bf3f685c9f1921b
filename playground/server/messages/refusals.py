"""What is refused of messages, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def too_many_old_edits(retry_after: float) -> Refusal:
    """Refuse one edit too many of messages older than an hour."""
    message = "Maximum number of edits to messages older than 1 hour reached. Try again later."
    return Refusal(429, 30046, message, retry_after=retry_after)


def empty_message() -> Refusal:
    """Refuse a message with nothing in it."""
    return Refusal(400, 50006, "Cannot send an empty message")


def wrong_number_to_delete() -> Refusal:
    """Refuse a bulk deletion of fewer than two or more than a hundred messages."""
    return Refusal(400, 50016, "Provided too few or too many messages to delete")


def too_old_to_bulk_delete() -> Refusal:
    """Refuse a bulk deletion that holds a message older than two weeks."""
    return Refusal(400, 50034, "A message provided was too old to bulk delete")


def invalid_message_type() -> Refusal:
    """Refuse a message of a type that cannot be forwarded."""
    return Refusal(400, 50068, "Invalid message type")


def stickers_stay() -> Refusal:
    """Refuse to change the stickers of a message."""
    return Refusal(400, 50080, "Cannot edit stickers within a message")


def voice_message_stays() -> Refusal:
    """Refuse to edit a voice message."""
    return Refusal(400, 50162, "Voice messages cannot be edited.")


def no_voice_messages_here() -> Refusal:
    """Refuse a voice message to someone who may not send one."""
    return Refusal(403, 50173, "You cannot send voice messages in this channel.")


def cannot_reply_unread() -> Refusal:
    """Refuse a reply by someone who may not read the history."""
    return Refusal(400, 160002, "Cannot reply without permission to read message history")


def cannot_forward_unread() -> Refusal:
    """Refuse a forward by an application that cannot read what it forwards."""
    return Refusal(400, 160014, "You cannot forward a message whose content you cannot read")


def harmful_link() -> Refusal:
    """Refuse a message with a link that the filter blocks."""
    return Refusal(400, 240000, "Message blocked by harmful links filter")


def poll_stays() -> Refusal:
    """Refuse an edit of a message with a poll."""
    return Refusal(400, 520003, "Cannot edit a poll message")
