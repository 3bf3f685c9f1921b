"""Lists of threads: those that are active in a guild, and a channel's archive, page by page."""

from __future__ import annotations

from collections.abc import Iterable

from playground.server.channels.kinds import WITH_THREADS
from playground.server.channels.model import Channel
from playground.server.guilds.model import Guild
from playground.server.rest import refusals
from playground.server.threads.model import Thread
from playground.server.threads.payloads import participant_payload, thread_payload
from playground.server.users.model import User
from playground.server.wire import Json


def active_in(guild: Guild) -> list[Thread]:
    """Return the guild's active threads, the youngest first."""
    active = [one for one in guild.threads.values() if not one.archived]
    return sorted(active, key=lambda one: one.id, reverse=True)


def archived_in(parent: Channel, private: bool) -> list[Thread]:
    """Return the archived threads of a channel, the last archived first.

    Raises:
        Refusal: 50024.
    """
    if parent.type not in WITH_THREADS:
        raise refusals.wrong_channel_type()
    found = [
        one
        for one in parent.guild.threads.values()
        if one.parent is parent and one.archived and one.is_private == private
    ]
    return sorted(found, key=lambda one: one.changed, reverse=True)


def listed_payload(threads: Iterable[Thread], user: User, has_more: bool) -> Json:
    """Return *threads* and *user*'s own part in those that they have joined."""
    shown = list(threads)
    return {
        "threads": [thread_payload(one) for one in shown],
        "members": [
            participant_payload(one, one.participants[user.id]) for one in shown if user.id in one.participants
        ],
        "has_more": has_more,
    }
