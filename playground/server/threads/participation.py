"""Participation: who joins a thread, who leaves it, and who is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild
from playground.server.guilds.payloads import member_payload
from playground.server.rest import refusals
from playground.server.snowflakes import now_timestamp
from playground.server.threads.model import Participant, Thread
from playground.server.threads.notices import tell_added, tell_removed
from playground.server.threads.payloads import counted, participant_payload, thread_payload_for
from playground.server.threads.refusals import too_many_participants
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

MOST_PARTICIPANTS = 1000


class Participation:
    """The verbs of joining and leaving."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.most = MOST_PARTICIPANTS

    def join(self, thread: Thread, user: User) -> None:
        """Have *user* join.

        Raises:
            Refusal: 50083, 30033.
        """
        self._world.threads.demand_active(thread)
        self.take_in(thread, user)

    def add(self, thread: Thread, user: User, by: User) -> None:
        """Have *by* bring *user* in.

        Raises:
            Refusal: 50013 without the right to speak there, or to invite; 50083, 30033.
        """
        self._world.threads.demand_active(thread)
        self._world.demand(by, thread, permissions.SEND_MESSAGES)
        if not self._may_invite(thread, by):
            raise refusals.missing_permissions()
        if self.take_in(thread, user) and user is not by:
            tell_added(self._world, thread, user, by)

    def leave(self, thread: Thread, user: User) -> None:
        """Have *user* leave.

        Raises:
            Refusal: 50083.
        """
        self._world.threads.demand_active(thread)
        self.let_go(thread, user)

    def remove(self, thread: Thread, user: User, by: User) -> None:
        """Have *by* put *user* out; whoever started a private thread may.

        Raises:
            Refusal: 50013, 50083.
        """
        self._world.threads.demand_active(thread)
        if not (thread.is_private and by.id == thread.owner_id):
            self._world.demand(by, thread, permissions.MANAGE_THREADS)
        if self.let_go(thread, user) and user is not by:
            tell_removed(self._world, thread, user, by)

    def get(self, thread: Thread, user_id: int) -> Participant:
        """Return someone who has joined.

        Raises:
            Refusal: 10007.
        """
        participant = thread.participants.get(user_id)
        if participant is None:
            raise refusals.unknown_member()
        return participant

    def call_in(self, thread: Thread, author: User, mentioned: list[User]) -> None:
        """Let *author*, who speaks, be in *thread*, and those whom they call, as far as they see its parent.

        Where not everyone may bring others in, a call does not do so either. Once the room is full nobody comes in.
        """
        called = mentioned if self._may_invite(thread, author) else []
        for user in (author, *called):
            if len(thread.participants) < self.most and self._world.rights(user, thread.parent):
                self.take_in(thread, user)

    def take_in(self, thread: Thread, user: User) -> bool:
        """Let *user* be in *thread*, and say whether they were not before.

        Raises:
            Refusal: 30033.
        """
        if user.id in thread.participants:
            return False
        participant = self.seat(thread, user)
        # Whoever comes in may not know the thread yet (threads, "Thread Access").
        data = thread_payload_for(thread, user)
        self._world.events.tell(Event("THREAD_CREATE", thread.guild, data, thread, only=user))
        self.tell_seated(thread, participant)
        return True

    def seat(self, thread: Thread, user: User) -> Participant:
        """Let *user* be in *thread* without saying so to anyone.

        Raises:
            Refusal: 30033.
        """
        if len(thread.participants) >= self.most:
            raise too_many_participants()
        participant = thread.participants[user.id] = Participant(user, now_timestamp())
        return participant

    def tell_seated(self, thread: Thread, participant: Participant) -> None:
        """Say who has come in."""
        added = payload_with_member(thread, participant) | {"presence": None}
        self._tell(thread, {"added_members": [added]})

    def let_go(self, thread: Thread, user: User) -> bool:
        """Let *user* be out of *thread*, and say whether they were in it."""
        if thread.participants.pop(user.id, None) is None:
            return False
        data = self._tell(thread, {"removed_member_ids": [str(user.id)]})
        if not self._world.rights(user, thread):
            # They are told, though they see the thread no more.
            self._world.events.tell(Event("THREAD_MEMBERS_UPDATE", thread.guild, data, only=user))
        return True

    def forget(self, guild: Guild, user: User) -> None:
        """Let *user*, who leaves the guild, be out of all its threads."""
        for thread in guild.threads.values():
            self.let_go(thread, user)

    def _may_invite(self, thread: Thread, user: User) -> bool:
        if not thread.is_private or thread.invitable or user.id == thread.owner_id:
            return True
        return bool(self._world.rights(user, thread) & permissions.MANAGE_THREADS)

    def _tell(self, thread: Thread, change: Json) -> Json:
        data: Json = {"id": str(thread.id), "guild_id": str(thread.guild.id), "member_count": counted(thread)} | change
        self._world.events.tell(Event("THREAD_MEMBERS_UPDATE", thread.guild, data, thread))
        return data


def payload_with_member(thread: Thread, one: Participant) -> Json:
    """Return someone who has joined a thread, with their seat in the guild."""
    return participant_payload(thread, one) | {"member": member_payload(thread.guild.members[one.user.id])}
