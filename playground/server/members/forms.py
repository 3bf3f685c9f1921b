"""Reading the body of a changed member."""

from __future__ import annotations

import time
from dataclasses import dataclass

from playground.server.rest.forms import Form
from playground.server.wire import Json

LONGEST_NICK = 32
MOST_ROLES = 250
LONGEST_TIMEOUT_SECONDS = 28 * 24 * 3600
# The one guild member flag that can be set (guild resource, "Guild Member Flags").
BYPASSES_VERIFICATION = 1 << 2
_VOICE = ("mute", "deaf", "channel_id")


@dataclass(frozen=True, slots=True)
class MemberEdit:
    """What is asked of a member; *given* holds the keys that the body had."""

    given: frozenset[str]
    nick: str | None
    roles: list[int]
    timed_out_until: float
    flags: int

    @property
    def touches_voice(self) -> bool:
        """Whether it is about voice channels, which the playground has none of."""
        return any(key in self.given for key in _VOICE)


def member_edit_in(body: Json) -> MemberEdit:
    """Read the body of a member's change.

    Raises:
        Refusal: 50035, also for a time-out of more than 28 days.
    """
    form = Form(body)
    edit = MemberEdit(
        given=frozenset(body),
        nick=nick_in(form),
        roles=form.snowflakes("roles", MOST_ROLES),
        timed_out_until=_timed_out_until(form),
        flags=form.number("flags", 0, 2**31 - 1) or 0,
    )
    for key in ("mute", "deaf"):
        form.flag(key)
    form.snowflake("channel_id")
    form.check()
    return edit


def nick_in(form: Form) -> str | None:
    """Read the nickname; an empty one is none."""
    return form.text("nick", LONGEST_NICK) or None


def _timed_out_until(form: Form) -> float:
    moment = form.moment("communication_disabled_until")
    if moment is None:
        return 0.0
    until = moment.timestamp()
    if until > time.time() + LONGEST_TIMEOUT_SECONDS:
        message = "A time-out may last for 28 days at most."
        form.fault("communication_disabled_until", "COMMUNICATION_DISABLED_UNTIL_TOO_LATE", message)
    return until
