"""The system messages that tell of threads, in the thread itself or in its parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.messages.model import (
    CHANNEL_NAME_CHANGE,
    RECIPIENT_ADD,
    RECIPIENT_REMOVE,
    THREAD_CREATED,
    THREAD_STARTER,
    Message,
)
from playground.server.messages.notices import notice
from playground.server.messages.payloads import place_of
from playground.server.threads.model import Thread
from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.world import World


def tell_begun(world: World, thread: Thread, by: User) -> None:
    """Say in the parent that a public thread has begun (threads, "New Message Types")."""
    told = notice(world, thread.parent, by, THREAD_CREATED, thread.name)
    told.reference = {"type": 0, "guild_id": str(thread.guild.id), "channel_id": str(thread.id)}
    world.messages.publish(told)


def show_start(world: World, thread: Thread, start: Message, by: User) -> None:
    """Open a thread with a pointer to the message that it began at."""
    told = notice(world, thread, by, THREAD_STARTER)
    told.reference, told.referenced = {"type": 0} | place_of(start), start
    world.messages.publish(told)


def tell_renamed(world: World, thread: Thread, by: User) -> None:
    """Say in a thread what it is called now."""
    world.messages.publish(notice(world, thread, by, CHANNEL_NAME_CHANGE, thread.name))


def tell_added(world: World, thread: Thread, user: User, by: User) -> None:
    """Say in a thread whom *by* has brought in."""
    _tell_of(world, thread, user, by, RECIPIENT_ADD)


def tell_removed(world: World, thread: Thread, user: User, by: User) -> None:
    """Say in a thread whom *by* has put out."""
    _tell_of(world, thread, user, by, RECIPIENT_REMOVE)


def _tell_of(world: World, thread: Thread, user: User, by: User, kind: int) -> None:
    told = notice(world, thread, by, kind)
    told.mentions = [user]
    world.messages.publish(told)
