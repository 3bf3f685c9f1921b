"""Pins: put up, taken down, and listed from the newest to the oldest."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from playground.server.audit_log.model import Action
from playground.server.channels.model import Channel
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.messages.model import CHANNEL_PINNED, WRITTEN, Message
from playground.server.messages.notices import notice
from playground.server.messages.payloads import place_of
from playground.server.pins.refusals import pinned_elsewhere, too_many_pins
from playground.server.rest import refusals
from playground.server.snowflakes import now_timestamp
from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.world import World

MOST = 250


class Pins:
    """The verbs of pins."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add(self, channel: Channel, message_id: int, by: User) -> None:
        """Pin a message of *channel*, and say there that *by* did.

        Raises:
            Refusal: 50001, 50013, 10008, 50019, 50021, 30003.
        """
        self._world.demand(by, channel, permissions.PIN_MESSAGES)
        self._world.threads.demand_active(channel)
        message = self._message(channel, message_id)
        if message.type not in WRITTEN:
            raise refusals.system_message()
        if message.pinned_at is not None:
            return
        if len(channel.pins) >= MOST:
            raise too_many_pins()
        message.pinned_at = now_timestamp()
        channel.pins[message.id] = message
        self._tell(message)
        self._note(Action.MESSAGE_PIN, message, by)
        self._announce(message, by)

    def remove(self, channel: Channel, message_id: int, by: User) -> None:
        """Take a pin down.

        Raises:
            Refusal: 50001, 50013, 10008, 50019.
        """
        self._world.demand(by, channel, permissions.PIN_MESSAGES)
        self._world.threads.demand_active(channel)
        message = self._message(channel, message_id)
        if message.pinned_at is not None:
            message.pinned_at = None
            del channel.pins[message.id]
            self._tell(message)
            self._note(Action.MESSAGE_UNPIN, message, by)

    def page(self, channel: Channel, before: datetime | None, limit: int) -> tuple[list[Message], bool]:
        """Return up to *limit* pins from before a moment, newest first, and whether there are more."""
        pins = [
            message
            for message in reversed(channel.pins.values())
            if before is None or datetime.fromisoformat(message.pinned_at or "") < before
        ]
        return pins[:limit], len(pins) > limit

    def _message(self, channel: Channel, message_id: int) -> Message:
        found = channel.history.get(message_id)
        if found is not None:
            return found
        if any(other.history.get(message_id) is not None for other in self._world.channels.values()):
            raise pinned_elsewhere()
        raise refusals.unknown_message()

    def _tell(self, message: Message) -> None:
        channel = message.channel
        place = {"channel_id": str(channel.id), "last_pin_timestamp": channel.last_pin_timestamp}
        data = channel.in_guild | place
        self._world.events.tell(Event("CHANNEL_PINS_UPDATE", channel.guild, data, channel))
        self._world.messages.tell_changed(message)

    def _note(self, action: Action, message: Message, by: User) -> None:
        place = {"channel_id": message.channel.id, "message_id": message.id}
        self._world.audit.note(action, message.channel.guild, by, message.author_id, (), **place)

    def _announce(self, message: Message, by: User) -> None:
        told = notice(self._world, message.channel, by, CHANNEL_PINNED)
        told.reference = {"type": 0} | place_of(message)
        self._world.messages.publish(told)
