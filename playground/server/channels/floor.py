"""The floor: whether something can be said in a channel at all, and how soon again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from playground.server.channels.kinds import CATEGORY, MUTE, TEXT_CHANNEL
from playground.server.channels.model import Channel
from playground.server.channels.refusals import in_forum_itself, no_text_channel, too_soon
from playground.server.guilds import permissions
from playground.server.threads.model import Thread
from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.world import World


class Floor:
    """Gives the floor to whoever speaks; remembers who spoke where slowmode is on."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._spoke: dict[tuple[int, int], float] = {}
        self._started: dict[tuple[int, int], float] = {}

    def take(self, channel: Channel, author: User | None, rights: int) -> None:
        """Let *author*, who has these *rights*, speak in *channel* (None: a webhook); an archived thread awakes.

        Raises:
            Refusal: 50008, 40058 where nothing is said, 160005, 50083 in a shut thread, 20016 too soon.
        """
        if channel.type == TEXT_CHANNEL and not channel.slowmode:
            return
        if channel.type in MUTE:
            raise no_text_channel() if channel.type == CATEGORY else in_forum_itself()
        if isinstance(channel, Thread):
            self._world.threads.demand_awakening(channel, rights)
        if author is not None and channel.slowmode:
            self._wait(self._spoke, channel, author, rights)
        if isinstance(channel, Thread):
            self._world.threads.awaken(channel)

    def take_for_thread(self, parent: Channel, author: User, rights: int) -> None:
        """Let *author* start a thread in *parent*: one during each interval of slowmode, besides one message.

        Raises:
            Refusal: 20016.
        """
        if parent.slowmode:
            self._wait(self._started, parent, author, rights)

    @staticmethod
    def _wait(last: dict[tuple[int, int], float], channel: Channel, author: User, rights: int) -> None:
        # Channel resource, "Channel Structure": bots and whoever has BYPASS_SLOWMODE are unaffected.
        if author.is_bot or rights & permissions.BYPASS_SLOWMODE:
            return
        now = time.monotonic()
        left = last.get((channel.id, author.id), -float(channel.slowmode)) + channel.slowmode - now
        if left > 0:
            raise too_soon(left)
        last[channel.id, author.id] = now
