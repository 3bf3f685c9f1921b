"""Reading a poll from the body of a message."""

from __future__ import annotations

from playground.server.polls.model import PollDraft
from playground.server.reactions.emoji import is_unicode_emoji
from playground.server.reactions.model import ReactionEmoji
from playground.server.rest.forms import Form

LONGEST_QUESTION = 300
LONGEST_ANSWER = 55
MOST_ANSWERS = 10
MOST_HOURS = 32 * 24
USUAL_HOURS = 24


def poll_in(form: Form) -> PollDraft | None:
    """Read the poll of a new message; note a fault for each limit that is passed."""
    inner = form.inner("poll")
    if inner is None:
        return None
    question = _text(inner.inner("question"), inner, "question", LONGEST_QUESTION)
    given = inner.inner("question")
    if given is not None and given.body.get("emoji") is not None:
        given.fault("emoji", "POLL_QUESTION_EMOJI", "A question has text only.")
    answers = inner.items("answers", MOST_ANSWERS)
    if not answers:
        inner.fault("answers", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MOST_ANSWERS} in length.")
    hours = inner.number("duration", 1, MOST_HOURS)
    inner.number("layout_type", 1, 1)
    read = tuple(_answer(one) for one in answers)
    return PollDraft(question, read, hours or USUAL_HOURS, inner.flag("allow_multiselect"))


def _answer(form: Form) -> tuple[str, ReactionEmoji | None]:
    media = form.inner("poll_media")
    text = _text(media, form, "poll_media", LONGEST_ANSWER)
    return text, None if media is None else _emoji(media)


def _text(media: Form | None, around: Form, key: str, longest: int) -> str:
    if media is None:
        if around.body.get(key) is None:
            around.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
        return ""
    return media.text("text", longest, 1, required=True) or ""


def _emoji(media: Form) -> ReactionEmoji | None:
    form = media.inner("emoji")
    if form is None:
        return None
    emoji_id, name = form.snowflake("id"), form.text("name", 32)
    if emoji_id is None and not is_unicode_emoji(name or ""):
        media.fault("emoji", "POLL_INVALID_EMOJI", "Invalid emoji")
    return ReactionEmoji(emoji_id, name or "")
