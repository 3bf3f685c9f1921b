"""Threads: spoken in, changed, archived, awakened and closed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playground.server.audit_log.changes import changes_between, changes_of_gone
from playground.server.audit_log.model import Action
from playground.server.channels.kinds import PINNED
from playground.server.channels.model import Channel
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild
from playground.server.messages.model import THREAD_STARTER, WRITTEN, Message
from playground.server.rest import refusals
from playground.server.snowflakes import now_timestamp
from playground.server.threads.changes import Change, change_in
from playground.server.threads.model import Thread
from playground.server.threads.notices import tell_renamed
from playground.server.threads.participation import Participation
from playground.server.threads.payloads import deleted_payload, participant_payload, thread_payload
from playground.server.threads.refusals import thread_archived, thread_locked, thread_shut
from playground.server.threads.starting import Starting
from playground.server.threads.syncing import synced
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

# How often the clock is looked at to archive what nobody speaks in.
ARCHIVING_SECONDS = 60.0


class Threads:
    """The verbs of threads; those with which they begin and are joined stand in `starting` and `participation`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.starting = Starting(world)
        self.participation = Participation(world)
        self.archiving_seconds = ARCHIVING_SECONDS

    def get(self, channel: Channel) -> Thread:
        """Return *channel*, which must be a thread.

        Raises:
            Refusal: 50024.
        """
        if not isinstance(channel, Thread):
            raise refusals.wrong_channel_type()
        return channel

    # Speaking

    def demand_awakening(self, thread: Thread, rights: int) -> None:
        """Go on only if something can be said in *thread* with these *rights*, so that it awakes.

        Raises:
            Refusal: 160005 where it is locked, 50083 where it is archived besides, 160006, 160007.
        """
        if thread.locked and not rights & permissions.MANAGE_THREADS:
            raise thread_shut() if thread.archived else thread_locked()
        if thread.archived:
            self.starting.demand_room(thread.guild, thread.type)

    def demand_active(self, channel: Channel) -> None:
        """Go on only if *channel* is no archived thread.

        Raises:
            Refusal: 50083.
        """
        if isinstance(channel, Thread) and channel.archived:
            raise thread_archived()

    def demand_open(self, channel: Channel, rights: int) -> None:
        """Go on only if what stands in *channel* can be changed with these *rights*, be it a thread or not.

        Raises:
            Refusal: 50083 in an archived thread, 160005 in a locked one.
        """
        self.demand_active(channel)
        if isinstance(channel, Thread) and channel.locked and not rights & permissions.MANAGE_THREADS:
            raise thread_locked()

    def demand_removable(self, channel: Channel, rights: int) -> None:
        """Go on only if members may take something away in *channel*: not where a thread is both locked and archived.

        Raises:
            Refusal: 50083.
        """
        shut = isinstance(channel, Thread) and channel.locked and channel.archived
        if shut and not rights & permissions.MANAGE_THREADS:
            raise thread_shut()

    def awaken(self, thread: Thread) -> None:
        """Open *thread* again if it is archived, and tell those who have joined it."""
        if thread.archived:
            self._set_archived(thread, False)
            self._tell_changed(thread)
            self._tell_participants(thread)

    def hear(self, message: Message, thread: Thread) -> None:
        """Count a message that is about to stand in *thread*; the first of a post brings the post into being."""
        author = None if message.member is None else message.member.user
        if message.id == thread.id:
            self.starting.open(thread, author)
        elif message.type != THREAD_STARTER:
            thread.total_sent += 1
            thread.message_count += 1
        message.position = thread.total_sent
        thread.active_at = time.time()
        if author is not None and message.type in WRITTEN:
            self.participation.call_in(thread, author, message.mentions)

    def lose(self, message: Message, thread: Thread) -> None:
        """Count a message that stands no more in *thread*."""
        if message.id != thread.id and message.type != THREAD_STARTER:
            thread.message_count -= 1

    # Changing

    def edit(self, thread: Thread, body: Json, by: User | None = None) -> None:
        """Change a thread, archive it or open it again.

        Raises:
            Refusal: 50001, 50013, 50035, 50083 unless it is open or is to be, 160005, 160006, 30047, 10087, 40067,
                200001.
        """
        change = change_in(thread, body)
        rights = permissions.ALL if by is None else self._world.rights(by, thread)
        change.demand_allowed(thread, by, rights)
        if by is not None and "name" in change.settings:
            self._world.automod.review_title(by, thread, change.settings["name"])
        before = thread_payload(thread)
        renamed = "name" in change.settings and change.settings["name"] != thread.name
        self._apply(thread, change)
        self._tell_changed(thread)
        if change.awakes:
            self._tell_participants(thread)
        if changes := changes_between(before, thread_payload(thread)):
            self._world.audit.note(Action.THREAD_UPDATE, thread.guild, by, thread.id, changes)
        if renamed and by is not None:
            tell_renamed(self._world, thread, by)

    def archive(self, thread: Thread) -> None:
        """Archive a thread; it is no longer pinned."""
        if not thread.archived:
            self._set_archived(thread, True)
            self._tell_changed(thread)

    def archive_idle(self, now: float | None = None) -> None:
        """Archive what nobody has spoken in for too long; *now* is in seconds since 1970."""
        moment = time.time() if now is None else now
        for guild in self._world.guilds.values():
            for thread in guild.threads.values():
                if not thread.is_pinned and thread.active_at + thread.archive_minutes * 60 <= moment:
                    self.archive(thread)

    async def keep_archiving(self) -> None:
        """Look at the clock every now and then until cancelled."""
        while True:
            await asyncio.sleep(self.archiving_seconds)
            self.archive_idle()

    def delete(self, thread: Thread, by: User | None = None) -> None:
        """Close a thread with everything said in it; the message that it began at stays.

        Raises:
            Refusal: 50001, 50013.
        """
        self._world.demand(by, thread, permissions.MANAGE_THREADS)
        # Whom it concerns is asked while they can still see it.
        self._world.events.tell(Event("THREAD_DELETE", thread.guild, deleted_payload(thread), thread))
        del self._world.channels[thread.id], thread.guild.threads[thread.id]
        start = thread.parent.history.get(thread.id)
        if start is not None:
            start.thread = None
        self._world.audit.note(
            Action.THREAD_DELETE, thread.guild, by, thread.id, changes_of_gone(thread_payload(thread))
        )

    def lose_parent(self, parent: Channel) -> None:
        """Close all threads of a channel that is about to be closed, without a word."""
        for thread in [one for one in parent.guild.threads.values() if one.parent is parent]:
            del self._world.channels[thread.id], parent.guild.threads[thread.id]

    @contextmanager
    def followed(self, guild: Guild) -> Iterator[None]:
        """Tell those who gain sight of channels by what is done meanwhile which threads are active there."""
        with synced(self._world, guild):
            yield

    def _apply(self, thread: Thread, change: Change) -> None:
        if change.awakes:
            self.starting.demand_room(thread.guild, thread.type)
        if change.archived is not None and change.archived != thread.archived:
            self._set_archived(thread, change.archived)
        elif "archive_minutes" in change.settings:
            thread.changed, thread.active_at = now_timestamp(), time.time()
        for attribute, value in change.settings.items():
            setattr(thread, attribute, value)
        if thread.archived:
            thread.flags &= ~PINNED

    @staticmethod
    def _set_archived(thread: Thread, archived: bool) -> None:
        thread.archived = archived
        thread.changed, thread.active_at = now_timestamp(), time.time()
        if archived:
            thread.flags &= ~PINNED

    def _tell_changed(self, thread: Thread) -> None:
        self._world.events.tell(Event("THREAD_UPDATE", thread.guild, thread_payload(thread), thread))

    def _tell_participants(self, thread: Thread) -> None:
        """Tell each who has joined that they have (threads, "Unarchiving a Thread")."""
        for one in thread.participants.values():
            data = participant_payload(thread, one) | {"guild_id": str(thread.guild.id)}
            self._world.events.tell(Event("THREAD_MEMBER_UPDATE", thread.guild, data, thread, only=one.user))
