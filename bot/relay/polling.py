"""Polling: a poll as it is asked in another language, within what Discord takes of one."""

import math
from datetime import datetime
from typing import Final

from bot.relay.carried import Ballot, Poll
from bot.relay.glyphs import fitting, is_boundary, is_readable, units

# Poll resource, "Poll Create Request Object" and "Poll Media Object".
_LONGEST_QUESTION: Final = 300
_LONGEST_ANSWER: Final = 55
_MOST_HOURS: Final = 32 * 24


def hours_left(poll: Poll, now: datetime) -> int:
    """Return for how many hours *poll* can still be asked, no sooner over than at home; 0 where it is over."""
    seconds = poll.ends_at - now.timestamp()
    return min(math.ceil(seconds / 3600), _MOST_HOURS) if seconds > 0 else 0


def ballot_of(poll: Poll, content: str, text: str, hours: int) -> Ballot:
    """Return *poll* as it is asked where its *content* reads as *text*."""
    _, question, answers = _parted(poll, content, text)
    shown = tuple(
        (_cut(answer if is_readable(answer) else emoji or "…", _LONGEST_ANSWER), emoji)
        for answer, emoji in zip(answers, poll.emojis, strict=True)
    )
    return Ballot(
        _cut(question if is_readable(question) else "…", _LONGEST_QUESTION), shown, poll.allows_several, hours
    )


def above(poll: Poll, content: str, text: str) -> str:
    """Return what stands above the ballot: what was said with it, and all of a poll whose words it has no room for."""
    said, question, answers = _parted(poll, content, text)
    if units(question) > _LONGEST_QUESTION or any(units(answer) > _LONGEST_ANSWER for answer in answers):
        return listed(poll, content, text)
    return said


def listed(poll: Poll, content: str, text: str) -> str:
    """Return *poll* as a list, for where it cannot be asked."""
    said, question, answers = _parted(poll, content, text)
    lines = [
        f"- {emoji} {answer}" if emoji else f"- {answer}" for answer, emoji in zip(answers, poll.emojis, strict=True)
    ]
    return "\n".join([said, question, *lines] if said else [question, *lines])


def _parted(poll: Poll, content: str, text: str) -> tuple[str, str, list[str]]:
    """Return what was said, the question and the answers; of *content* where *text* has other lines, or nothing."""
    asked, lines, original = len(poll.emojis), text.split("\n"), content.split("\n")
    if len(lines) != len(original):
        lines = original
    lines = [line if is_readable(line) else same for line, same in zip(lines, original, strict=True)]
    return "\n".join(lines[: -asked - 1]), lines[-asked - 1], lines[-asked:]


def _cut(text: str, limit: int) -> str:
    if units(text) <= limit:
        return text
    longest = fitting(text, limit - 1)
    cut = next((index for index in range(longest, 0, -1) if is_boundary(text, index)), longest)
    return text[:cut].rstrip() + "…"
