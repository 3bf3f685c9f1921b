"""How threads begin: from a message, on their own, or as a forum's posts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from playground.server.audit_log.changes import changes_of_new
from playground.server.audit_log.model import Action
from playground.server.channels.forums import MOST_APPLIED_TAGS, applied_tags, one_of
from playground.server.channels.kinds import (
    ANNOUNCEMENT_CHANNEL,
    ANNOUNCEMENT_THREAD,
    ARCHIVE_DURATIONS,
    LONGEST_SLOWMODE,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    TEXT_CHANNEL,
)
from playground.server.channels.model import Channel
from playground.server.channels.settings import LONGEST_NAME
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild
from playground.server.messages.drafts import Draft
from playground.server.messages.flags import HAS_THREAD
from playground.server.messages.model import WRITTEN, Message
from playground.server.messages.telling import Spoken
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.snowflakes import now_timestamp
from playground.server.threads.model import Thread
from playground.server.threads.notices import show_start, tell_begun
from playground.server.threads.payloads import thread_payload
from playground.server.threads.refusals import thread_exists, too_many_announcement_threads, too_many_threads
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

# Minutes, where neither the request nor the channel says otherwise.
DEFAULT_ARCHIVE_MINUTES = 4320
MOST_ACTIVE = 1000


@dataclass(frozen=True, slots=True)
class Opening:
    """What a client asks a new thread to be like."""

    name: str
    archive_minutes: int | None = None
    slowmode: int | None = None
    invitable: bool = True
    tags: list[int] = field(default_factory=list)


def opening_in(form: Form) -> Opening:
    """Read what every new thread may be given, and note what is wrong with it."""
    return Opening(
        name=form.text("name", LONGEST_NAME, 1, required=True) or "",
        archive_minutes=one_of(form, "auto_archive_duration", ARCHIVE_DURATIONS),
        slowmode=form.number("rate_limit_per_user", 0, LONGEST_SLOWMODE),
        invitable=form.flag("invitable", default=True),
        tags=form.snowflakes("applied_tags", MOST_APPLIED_TAGS),
    )


class Starting:
    """The verbs with which threads begin."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.most_active = self.most_active_announcements = MOST_ACTIVE

    def from_message(self, message: Message, body: Json, by: User) -> Thread:
        """Begin a thread at *message*, whose id it takes.

        Raises:
            Refusal: 50001, 50013, 50024, 50021, 50035, 160004, 160006, 160007, 200001, 20016.
        """
        parent, form = message.channel, Form(body)
        if parent.type not in (TEXT_CHANNEL, ANNOUNCEMENT_CHANNEL):
            raise refusals.wrong_channel_type()
        self._world.demand(by, parent, permissions.CREATE_PUBLIC_THREADS)
        opening = opening_in(form)
        form.check()
        if message.type not in WRITTEN:
            raise refusals.system_message()
        if message.flags & HAS_THREAD:
            raise thread_exists()
        self._world.automod.review_title(by, parent, opening.name)
        kind = PUBLIC_THREAD if parent.type == TEXT_CHANNEL else ANNOUNCEMENT_THREAD
        thread = self._begin(parent, message.id, kind, opening, by)
        message.thread = thread
        message.flags |= HAS_THREAD
        self._world.messages.tell_changed(message)
        if message.id != parent.last_message_id:
            self._tell_begun(thread, by)
        show_start(self._world, thread, message, by)
        return thread

    def without_message(self, parent: Channel, body: Json, by: User) -> Thread:
        """Begin a thread of its own; unless told otherwise, a private one.

        Raises:
            Refusal: 50001, 50013, 50024, 50035, 160006, 160007, 200001, 20016.
        """
        form = Form(body)
        kind = one_of(form, "type", (ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD)) or PRIVATE_THREAD
        opening = opening_in(form)
        form.check()
        of_text = parent.type == TEXT_CHANNEL and kind in (PUBLIC_THREAD, PRIVATE_THREAD)
        if not of_text and (parent.type, kind) != (ANNOUNCEMENT_CHANNEL, ANNOUNCEMENT_THREAD):
            raise refusals.wrong_channel_type()
        is_private = kind == PRIVATE_THREAD
        right = permissions.CREATE_PRIVATE_THREADS if is_private else permissions.CREATE_PUBLIC_THREADS
        self._world.demand(by, parent, right)
        self._world.automod.review_title(by, parent, opening.name)
        thread = self._begin(parent, self._world.ids.next(), kind, opening, by)
        if not is_private:
            self._tell_begun(thread, by)
        return thread

    def post(self, forum: Channel, opening: Opening, draft: Draft, by: User) -> Spoken:
        """Begin a post in a forum with its first message, which has the post's own id.

        Raises:
            Refusal: 50001, 50013, 10087, 40066, 40067, 160006, 200001, 20016, and what a message can be refused for.
        """
        self._world.demand(by, forum, permissions.SEND_MESSAGES)
        rights = self._world.rights(by, forum)
        self._world.automod.review_title(by, forum, opening.name)
        thread = self.planned(forum, opening, by.id, bool(rights & permissions.MANAGE_THREADS))
        self._world.rooms.floor.take_for_thread(forum, by, rights)
        return self._world.messages.post(by, thread, draft, message_id=thread.id)

    def planned(self, forum: Channel, opening: Opening, owner_id: int, is_moderator: bool = False) -> Thread:
        """Return a post that comes into being with its first message, if that is not refused.

        Raises:
            Refusal: 10087, 40066, 40067, 50013, 160006.
        """
        tags = applied_tags(forum, opening.tags, [], is_moderator)
        return self._planned(forum, self._world.ids.next(), PUBLIC_THREAD, replace(opening, tags=tags), owner_id)

    def open(self, thread: Thread, by: User | None) -> None:
        """Let a planned thread exist; *by*, unless it is a webhook's, is in it from the first."""
        parent = thread.parent
        parent.guild.threads[thread.id] = self._world.channels[thread.id] = thread
        if thread.is_post:
            parent.last_message_id = thread.id
        participation = self._world.threads.participation
        first = None if by is None else participation.seat(thread, by)
        data = thread_payload(thread) | {"newly_created": True}
        self._world.events.tell(Event("THREAD_CREATE", thread.guild, data, thread))
        if first is not None:
            participation.tell_seated(thread, first)
        changes = changes_of_new(thread_payload(thread))
        self._world.audit.note(Action.THREAD_CREATE, parent.guild, by, thread.id, changes)

    def _begin(self, parent: Channel, thread_id: int, kind: int, opening: Opening, by: User) -> Thread:
        thread = self._planned(parent, thread_id, kind, replace(opening, tags=[]), by.id)
        self._world.rooms.floor.take_for_thread(parent, by, self._world.rights(by, parent))
        self.open(thread, by)
        return thread

    def _planned(self, parent: Channel, thread_id: int, kind: int, opening: Opening, owner_id: int) -> Thread:
        self.demand_room(parent.guild, kind)
        return Thread(
            id=thread_id,
            guild=parent.guild,
            name=opening.name,
            type=kind,
            slowmode=parent.thread_slowmode if opening.slowmode is None else opening.slowmode,
            invitable=opening.invitable,
            parent=parent,
            owner_id=owner_id,
            archive_minutes=opening.archive_minutes or parent.auto_archive or DEFAULT_ARCHIVE_MINUTES,
            created=now_timestamp(),
            applied_tags=opening.tags,
        )

    def demand_room(self, guild: Guild, kind: int) -> None:
        """Go on only if *guild* can have one more active thread of this *kind*.

        Raises:
            Refusal: 160006, 160007.
        """
        active = [one for one in guild.threads.values() if not one.archived]
        if len(active) >= self.most_active:
            raise too_many_threads()
        if kind == ANNOUNCEMENT_THREAD:
            announcements = sum(one.type == ANNOUNCEMENT_THREAD for one in active)
            if announcements >= self.most_active_announcements:
                raise too_many_announcement_threads()

    def _tell_begun(self, thread: Thread, by: User) -> None:
        # Announcement channels are not told (threads, "New Message Types").
        if thread.parent.type == TEXT_CHANNEL:
            tell_begun(self._world, thread, by)
