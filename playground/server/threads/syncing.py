"""Syncing: whoever gains sight of a channel is told of the threads that are active in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playground.server.channels.kinds import WITH_THREADS
from playground.server.channels.model import Channel
from playground.server.events import Event
from playground.server.guilds.model import Guild
from playground.server.threads.payloads import participant_payload, thread_payload
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World


@contextmanager
def synced(world: World, guild: Guild) -> Iterator[None]:
    """Compare what members see before and after what is done meanwhile, and tell them what is new to them.

    In a guild without an active thread there is nothing to tell.
    """
    if all(thread.archived for thread in guild.threads.values()):
        yield
        return
    before = {user_id: _seen(world, guild, member.user) for user_id, member in guild.members.items()}
    yield
    for user_id, member in guild.members.items():
        gained = _seen(world, guild, member.user) - before.get(user_id, set())
        if gained:
            data = _sync_payload(world, guild, member.user, gained)
            world.events.tell(Event("THREAD_LIST_SYNC", guild, data, only=member.user))


def _seen(world: World, guild: Guild, user: User) -> set[Channel]:
    return {one for one in guild.channels.values() if one.type in WITH_THREADS and world.rights(user, one)}


def _sync_payload(world: World, guild: Guild, user: User, gained: set[Channel]) -> Json:
    threads = [
        one for one in guild.threads.values() if one.parent in gained and not one.archived and world.rights(user, one)
    ]
    return {
        "guild_id": str(guild.id),
        "channel_ids": [str(one.id) for one in sorted(gained, key=lambda channel: channel.id)],
        "threads": [thread_payload(one) for one in threads],
        "members": [
            participant_payload(one, one.participants[user.id]) for one in threads if user.id in one.participants
        ],
    }
