"""Direct messages: opened once for each two, and shut to those who are not welcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.channels.model import Channel
from playground.server.directs.model import Direct, direct_between
from playground.server.directs.payloads import direct_payload
from playground.server.directs.refusals import invalid_recipients, no_mutual_guilds, unwelcome
from playground.server.events import Event
from playground.server.snowflakes import timestamp_of
from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.world import World


class Directs:
    """The verbs of private conversations."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._between: dict[frozenset[int], Direct] = {}

    def open(self, by: User, recipient: User | None) -> Direct:
        """Return the conversation of two users; it is opened if they have none.

        Nobody need be welcome yet: that is asked when something is said (user resource, "Create DM").

        Raises:
            Refusal: 50033.
        """
        if recipient is None or recipient is by or (by.is_bot and recipient.is_bot):
            raise invalid_recipients()
        pair = frozenset((by.id, recipient.id))
        if pair not in self._between:
            channel_id = self._world.ids.next()
            direct = self._between[pair] = direct_between(channel_id, timestamp_of(channel_id), by, recipient)
            self._world.channels[channel_id] = direct
            # Bots are not told (changelog, "API v8"); they learn of it by the first message.
            for person in (one for one in (by, recipient) if not one.is_bot):
                told = direct_payload(direct, person)
                self._world.events.tell(Event("CHANNEL_CREATE", direct.guild, told, direct, only=person))
        return self._between[pair]

    def demand_welcome(self, author: User, channel: Channel) -> None:
        """Go on only if whoever *author* speaks to in *channel* takes that; in guilds nobody is asked.

        Raises:
            Refusal: 50007, 50278.
        """
        if not isinstance(channel, Direct):
            return
        other = channel.other(author)
        meets = any(author.id in one.members and other.id in one.members for one in self._world.guilds.values())
        if author.is_bot and not other.takes_directs:
            raise unwelcome()
        if not meets:
            raise no_mutual_guilds()
