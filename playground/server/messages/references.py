"""What messages point to: the one a reply answers, the one a forward shows."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from playground.server.gateway import intents
from playground.server.guilds import permissions
from playground.server.messages import flags
from playground.server.messages.drafts import AllowedMentions, Reference
from playground.server.messages.model import REPLY, WRITTEN, Message
from playground.server.messages.payloads import place_of
from playground.server.messages.refusals import cannot_forward_unread, cannot_reply_unread, invalid_message_type
from playground.server.rest import refusals
from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.world import World


class References:
    """Lets new messages point to older ones."""

    def __init__(self, world: World) -> None:
        self._world = world

    def attach(self, message: Message, reference: Reference, by: User, allowed: AllowedMentions) -> None:
        """Make *message*, which *by* is about to say, a reply or a forward.

        Raises:
            Refusal: 160002, or 50035 where the answered message cannot be; 10003, 50001, 50013, 50068, 160014, 50035
                where the forwarded one cannot.
        """
        if reference.is_forward:
            self._forward(message, reference, by)
        else:
            self._reply(message, reference, by, allowed)

    def answer(self, message: Message, referenced: Message) -> None:
        """Make *message* a reply to *referenced*, which calls nobody yet."""
        message.type, message.referenced = REPLY, referenced
        message.reference = {"type": 0} | place_of(referenced)

    def mention_answered(self, message: Message) -> None:
        """Have a reply call the author it answers."""
        author = None if message.referenced is None else self._world.users.get(message.referenced.author_id)
        if author is not None and author not in message.mentions:
            message.mentions.append(author)

    def _reply(self, message: Message, reference: Reference, by: User, allowed: AllowedMentions) -> None:
        channel = message.channel
        if not self._world.rights(by, channel) & permissions.READ_MESSAGE_HISTORY:
            raise cannot_reply_unread()
        elsewhere = reference.channel_id not in (None, channel.id) or reference.guild_id not in (None, channel.guild.id)
        referenced = None if elsewhere else channel.history.get(reference.message_id)
        if referenced is None:
            if reference.must_exist:
                raise _wrong("REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            return
        if referenced.type not in WRITTEN:
            raise _wrong("REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", "Cannot reply to a system message")
        self.answer(message, referenced)
        if allowed.replied_user:
            self.mention_answered(message)

    def _forward(self, message: Message, reference: Reference, by: User) -> None:
        channel = self._world.channel_seen_by(by, reference.channel_id or 0)
        self._world.demand(by, channel, permissions.READ_MESSAGE_HISTORY)
        source = channel.history.get(reference.message_id)
        if source is None:
            raise _wrong("REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        if source.type not in WRITTEN or source.poll is not None:
            raise invalid_message_type()
        if not self._can_read(source, by):
            raise cannot_forward_unread()
        # Forwarding a forward shows what that one shows: snapshots are one deep.
        message.snapshot = copy(source.snapshot or source)
        self._world.attachments.share(message.snapshot.attachments)
        message.flags |= flags.HAS_SNAPSHOT
        message.reference = {"type": 1} | place_of(source)

    def _can_read(self, source: Message, by: User) -> bool:
        is_own = source.author_id == by.id or by in source.mentions
        return is_own or self._world.is_told(by, intents.MESSAGE_CONTENT)


def _wrong(code: str, message: str) -> refusals.Refusal:
    return refusals.invalid_field("message_reference", code, message)
