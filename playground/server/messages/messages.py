"""What is said: new messages, edits and deletions, by people, bots and webhooks alike."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.server.channels.model import Channel
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.payloads import member_part_payload
from playground.server.messages.drafts import EVERY_MENTION, ONLY_USERS, AllowedMentions, Draft
from playground.server.messages.mentions import Mentions, mentions_in
from playground.server.messages.model import REPLY, Message
from playground.server.messages.payloads import message_payload
from playground.server.rest import refusals
from playground.server.snowflakes import now_timestamp, timestamp_of
from playground.server.users.model import User
from playground.server.users.payloads import user_payload
from playground.server.wire import Json, encode, extended

if TYPE_CHECKING:
    from playground.server.world import World

# "The past few minutes" of a nonce (message resource, "Create Message").
NONCE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message that was just said or edited, and its REST body already encoded."""

    message: Message
    body: str


class Messages:
    """The verbs of conversation."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._nonces: OrderedDict[tuple[int, int, str], tuple[float, Message]] = OrderedDict()

    def post(self, author: User, channel: Channel, draft: Draft) -> Spoken:
        """Have *author* say *draft* in *channel*.

        Raises:
            Refusal: 50001, 50013, 160002, or 50035 where the answered message is not there.
        """
        rights = self._world.rights(author, channel)
        self._world.demand(author, channel, permissions.SEND_MESSAGES)
        known = self._by_nonce(author, channel, draft)
        if known is not None:
            return Spoken(known, encode(message_payload(known) | {"nonce": draft.nonce}))
        referenced = self._answered(channel, draft, rights)
        message = self._made(channel, user_payload(author), author.id, draft)
        message.member = channel.guild.members[author.id]
        message.tts = draft.tts and bool(rights & permissions.SEND_TTS_MESSAGES)
        message.nonce = draft.nonce
        everyone = bool(rights & permissions.MENTION_EVERYONE)
        self._call(message, draft.allowed or EVERY_MENTION, everyone)
        if referenced is not None:
            self._answer(message, referenced, draft.allowed or EVERY_MENTION)
        self._remember_nonce(author, channel, draft, message)
        return self.publish(message)

    def publish(self, message: Message) -> Spoken:
        """Let *message* stand in its channel and tell everyone."""
        channel = message.channel
        channel.history.add(message)
        channel.last_message_id = message.id
        return self._tell("MESSAGE_CREATE", message)

    def edit(self, editor: User, message: Message, draft: Draft) -> Spoken:
        """Have *editor* change *message*; others than its author may only touch its flags.

        Raises:
            Refusal: 50001, 50005, 50006, 50013.
        """
        rights = self._world.rights(editor, message.channel)
        if message.webhook_id is not None or editor.id != message.author_id:
            if not draft.given <= {"flags"}:
                raise refusals.not_the_author()
            self._world.demand(editor, message.channel, permissions.MANAGE_MESSAGES)
        return self.change(message, draft, EVERY_MENTION, bool(rights & permissions.MENTION_EVERYONE))

    def change(self, message: Message, draft: Draft, default: AllowedMentions, may_mention_everyone: bool) -> Spoken:
        """Apply an edit that was allowed; without `allowed_mentions` the *default* parses again.

        Raises:
            Refusal: 50006 if nothing would be left.
        """
        content = draft.content if "content" in draft.given else message.content
        embeds = draft.embeds if "embeds" in draft.given else message.embeds
        if not content and not embeds:
            raise refusals.empty_message()
        message.content, message.embeds = content, embeds
        if "flags" in draft.given:
            message.flags = draft.flags
        if "content" in draft.given:
            self._call(message, draft.allowed or default, may_mention_everyone)
            if message.referenced is not None and (draft.allowed or default).replied_user:
                self._mention_answered(message, message.referenced)
        if draft.given & {"content", "embeds"}:
            message.edited = now_timestamp()
        return self._tell("MESSAGE_UPDATE", message)

    def delete(self, message: Message, by: User | None = None) -> None:
        """Take *message* away.

        Raises:
            Refusal: 50001, 50013.
        """
        if by is not None and (message.webhook_id is not None or by.id != message.author_id):
            self._world.demand(by, message.channel, permissions.MANAGE_MESSAGES)
        channel = message.channel
        if channel.history.remove(message.id) is None:
            return
        data = {"id": str(message.id), "channel_id": str(channel.id), "guild_id": str(channel.guild.id)}
        self._world.events.tell(Event("MESSAGE_DELETE", channel.guild, data, channel, message))

    def delete_many(self, channel: Channel, message_ids: list[int], by: User | None = None) -> None:
        """Take several messages away at once, as a moderator's clean-up does; unknown ids are passed over.

        Raises:
            Refusal: 50001, 50013.
        """
        self._world.demand(by, channel, permissions.MANAGE_MESSAGES)
        gone = [one for one in message_ids if channel.history.remove(one) is not None]
        if gone:
            data: Json = {"ids": [str(one) for one in gone], "channel_id": str(channel.id)}
            data["guild_id"] = str(channel.guild.id)
            self._world.events.tell(Event("MESSAGE_DELETE_BULK", channel.guild, data, channel))

    def get(self, channel: Channel, message_id: int) -> Message:
        """Return a message that stands in *channel*.

        Raises:
            Refusal: 10008.
        """
        message = channel.history.get(message_id)
        if message is None:
            raise refusals.unknown_message()
        return message

    def from_webhook(self, channel: Channel, author: Json, webhook_id: int, owner: int | None, draft: Draft) -> Spoken:
        """Have a webhook say *draft* under the persona *author*."""
        message = self._made(channel, author, webhook_id, draft)
        message.webhook_id = webhook_id
        message.application_id = owner
        message.tts = draft.tts
        self._call(message, draft.allowed or ONLY_USERS, True)
        return self.publish(message)

    def _made(self, channel: Channel, author: Json, author_id: int, draft: Draft) -> Message:
        message_id = self._world.ids.next()
        message = Message(message_id, channel, author, draft.content, timestamp_of(message_id), author_id)
        message.embeds = draft.embeds
        message.flags = draft.flags
        return message

    def _call(self, message: Message, allowed: AllowedMentions, may_mention_everyone: bool) -> None:
        found: Mentions = mentions_in(
            message.content, allowed, message.channel.guild, self._world.users.get, may_mention_everyone
        )
        message.mentions, message.mention_roles, message.mention_everyone = found.users, found.roles, found.everyone

    def _answered(self, channel: Channel, draft: Draft, rights: int) -> Message | None:
        if draft.reference is None:
            return None
        if not rights & permissions.READ_MESSAGE_HISTORY:
            raise refusals.cannot_reply_unread()
        elsewhere = draft.reference.channel_id not in (None, channel.id)
        referenced = None if elsewhere else channel.history.get(draft.reference.message_id)
        if referenced is None and draft.reference.must_exist:
            fault = {"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}
            raise refusals.invalid_form({"message_reference": {"_errors": [fault]}})
        return referenced

    def _answer(self, message: Message, referenced: Message, allowed: AllowedMentions) -> None:
        message.type = REPLY
        message.referenced = referenced
        message.reference = {
            "type": 0,
            "channel_id": str(message.channel.id),
            "message_id": str(referenced.id),
            "guild_id": str(message.channel.guild.id),
        }
        if allowed.replied_user:
            self._mention_answered(message, referenced)

    def _mention_answered(self, message: Message, referenced: Message) -> None:
        author = self._world.users.get(referenced.author_id)
        if author is not None and author not in message.mentions:
            message.mentions.append(author)

    def _by_nonce(self, author: User, channel: Channel, draft: Draft) -> Message | None:
        if not draft.enforce_nonce or draft.nonce is None:
            return None
        now = time.monotonic()
        while self._nonces and next(iter(self._nonces.values()))[0] < now - NONCE_SECONDS:
            self._nonces.popitem(last=False)
        known = self._nonces.get((author.id, channel.id, str(draft.nonce)))
        return None if known is None else known[1]

    def _remember_nonce(self, author: User, channel: Channel, draft: Draft, message: Message) -> None:
        if draft.nonce is not None:
            self._nonces[author.id, channel.id, str(draft.nonce)] = (time.monotonic(), message)

    def _tell(self, name: str, message: Message) -> Spoken:
        payload = message_payload(message)
        if message.nonce is not None and message.edited is None:
            payload["nonce"] = message.nonce
        body = encode(payload)
        guild = message.channel.guild
        extra: Json = {"guild_id": str(guild.id), "channel_type": message.channel.type}
        if message.member is not None:
            extra["member"] = member_part_payload(message.member)
        if message.mentions:
            extra["mentions"] = [self._mentioned(message, user) for user in message.mentions]
        # The body is encoded once for its response and all sessions, unless a key differs between them.
        text = "" if message.mentions else extended(body, extra)
        self._world.events.tell(Event(name, guild, payload | extra, message.channel, message, text=text))
        return Spoken(message, body)

    @staticmethod
    def _mentioned(message: Message, user: User) -> Json:
        member = message.channel.guild.members.get(user.id)
        part = {} if member is None else {"member": member_part_payload(member)}
        return user_payload(user) | part
