"""Changes of a thread: what a client asks for, and who may have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playground.server.channels.forums import MOST_APPLIED_TAGS, applied_tags, one_of
from playground.server.channels.kinds import ARCHIVE_DURATIONS, LONGEST_SLOWMODE, PINNED
from playground.server.channels.settings import LONGEST_NAME
from playground.server.guilds import permissions
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.threads.model import Thread
from playground.server.threads.refusals import thread_archived, thread_locked, too_many_pinned_threads
from playground.server.users.model import User
from playground.server.wire import Json

# Whoever began a thread may change these; the rest is for moderators (threads, "Editing & Deleting Threads").
_OWNERS = frozenset(("name", "archive_minutes", "invitable", "applied_tags"))


@dataclass(frozen=True, slots=True)
class Change:
    """New values by the thread's attributes; *archived* is what is asked for, and *awakes* whether it is news."""

    settings: dict[str, Any]
    archived: bool | None
    awakes: bool

    def demand_allowed(self, thread: Thread, by: User | None, rights: int) -> None:
        """Go on only if *by*, who has these *rights*, may change *thread* so, and it can be changed so.

        Raises:
            Refusal: 50001, 50013, 50083, 160005, 30047, 10087, 40066, 40067.
        """
        if not rights:
            raise refusals.missing_access()
        if thread.archived and self.archived is not False:
            raise thread_archived()
        is_moderator = bool(rights & permissions.MANAGE_THREADS)
        if not is_moderator:
            self._demand_of_members(thread, by, rights)
        if self.settings.get("flags", 0) & PINNED and not thread.is_pinned:
            _demand_unpinned(thread)
        if "applied_tags" in self.settings:
            applied_tags(thread.parent, self.settings["applied_tags"], thread.applied_tags, is_moderator)

    def _demand_of_members(self, thread: Thread, by: User | None, rights: int) -> None:
        if thread.locked:
            raise refusals.missing_permissions() if self.awakes else thread_locked()
        if not self.settings and self.awakes:
            # To open an unlocked one the right to speak is enough (channel resource, "Modify Channel").
            if not rights & permissions.SEND_MESSAGES:
                raise refusals.missing_permissions()
            return
        if by is None or by.id != thread.owner_id or not self.settings.keys() <= _OWNERS:
            raise refusals.missing_permissions()


def change_in(thread: Thread, body: Json) -> Change:
    """Read the body of a change.

    Raises:
        Refusal: 50035.
    """
    form = Form(body)
    found: dict[str, Any] = {
        "name": form.text("name", LONGEST_NAME, 1),
        "archive_minutes": one_of(form, "auto_archive_duration", ARCHIVE_DURATIONS),
        "slowmode": _slowmode(form),
        "locked": form.truth("locked"),
        "invitable": form.truth("invitable") if thread.is_private else None,
        "flags": _flags(form, thread),
        "applied_tags": form.snowflakes("applied_tags", MOST_APPLIED_TAGS) if _names_tags(form, thread) else None,
    }
    archived = form.truth("archived")
    form.check()
    settings = {attribute: value for attribute, value in found.items() if value is not None}
    return Change(settings, archived, awakes=thread.archived and archived is False)


def _slowmode(form: Form) -> int | None:
    seconds = form.number("rate_limit_per_user", 0, LONGEST_SLOWMODE)
    return 0 if seconds is None and "rate_limit_per_user" in form else seconds


def _flags(form: Form, thread: Thread) -> int | None:
    flags = form.number("flags", 0, 2**31 - 1)
    if flags is not None and flags & PINNED and not thread.is_post:
        form.fault("flags", "CHANNEL_FLAGS_INVALID", "Only the posts of forums can be pinned.")
    return None if flags is None else flags & PINNED


def _names_tags(form: Form, thread: Thread) -> bool:
    return thread.is_post and form.body.get("applied_tags") is not None


def _demand_unpinned(thread: Thread) -> None:
    """Go on only if no other post of the forum is pinned."""
    if any(one.is_pinned and one.parent is thread.parent for one in thread.guild.threads.values()):
        raise too_many_pinned_threads()
