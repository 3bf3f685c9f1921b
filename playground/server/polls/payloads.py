"""The JSON of polls and of their results."""

from __future__ import annotations

from playground.server.polls.model import Answer, Poll
from playground.server.reactions.payloads import emoji_payload
from playground.server.snowflakes import timestamp
from playground.server.wire import Json

DEFAULT_LAYOUT = 1


def poll_payload(one: Poll, viewer_id: int | None = None) -> Json:
    """Return a poll as *viewer_id* sees it; None sees it with nobody's eyes. Answers without votes are not counted."""
    counts = [
        {"id": answer.id, "count": len(answer.voters), "me_voted": viewer_id in answer.voters}
        for answer in one.answers.values()
        if answer.voters
    ]
    return {
        "question": {"text": one.question},
        "answers": [{"answer_id": each.id, "poll_media": _media(each)} for each in one.answers.values()],
        "expiry": timestamp(one.expires_at),
        "allow_multiselect": one.allow_multiselect,
        "layout_type": DEFAULT_LAYOUT,
        "results": {"answer_counts": counts, "is_finalized": one.is_over},
    }


def result_embed(one: Poll) -> Json:
    """Return the embed that tells how a poll ended; without a single winner none is named."""
    most = max(len(answer.voters) for answer in one.answers.values())
    total = sum(len(answer.voters) for answer in one.answers.values())
    fields = {"poll_question_text": one.question, "victor_answer_votes": str(most), "total_votes": str(total)}
    victors = [answer for answer in one.answers.values() if len(answer.voters) == most]
    if most and len(victors) == 1:
        victor = victors[0]
        fields |= {"victor_answer_id": str(victor.id), "victor_answer_text": victor.text}
        if victor.emoji is not None:
            if victor.emoji.id is not None:
                fields["victor_answer_emoji_id"] = str(victor.emoji.id)
            fields["victor_answer_emoji_name"] = victor.emoji.name
            fields["victor_answer_emoji_animated"] = str(victor.emoji.animated).lower()
    listed = [{"name": name, "value": value, "inline": False} for name, value in fields.items()]
    return {"type": "poll_result", "fields": listed}


def _media(answer: Answer) -> Json:
    media: Json = {"text": answer.text}
    if answer.emoji is not None:
        media["emoji"] = emoji_payload(answer.emoji)
    return media
