"""What is said and taken away, by people, bots and webhooks alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.applications.model import Application
from playground.server.audit_log.model import Action
from playground.server.channels.model import Channel
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.messages.drafts import EVERY_MENTION, ONLY_USERS, Draft
from playground.server.messages.edits import Edits
from playground.server.messages.enclosures import demand_enclosing, enclose, let_go
from playground.server.messages.harmful_links import HarmfulLinks
from playground.server.messages.mentions import call
from playground.server.messages.model import UNDELETABLE, Message, Origin
from playground.server.messages.nonces import Nonces
from playground.server.messages.payloads import message_payload
from playground.server.messages.previews import Previews
from playground.server.messages.references import References
from playground.server.messages.telling import Spoken, tell
from playground.server.rest import refusals
from playground.server.snowflakes import timestamp_of
from playground.server.threads.model import Thread
from playground.server.users.model import User
from playground.server.users.payloads import user_payload
from playground.server.wire import Json, encode

if TYPE_CHECKING:
    from playground.server.webhooks.model import Webhook
    from playground.server.world import World


class Messages:
    """The verbs of conversation; those that change what stands are `edits`, and `previews` come for links."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._nonces = Nonces()
        self._references = References(world)
        self.edits = Edits(world)
        self.previews = Previews(world)
        self.harmful_links = HarmfulLinks()

    def post(self, author: User, channel: Channel, draft: Draft, message_id: int | None = None) -> Spoken:
        """Have *author* say *draft* in *channel*; with a *message_id* it is the first message of a forum's post.

        Raises:
            Refusal: 50001, 50013, 200000, 240000, 520004, and what `Floor.take`, `References.attach`,
                `Nonces.known` and `Directs.demand_welcome` raise.
        """
        rights = self._world.rights(author, channel)
        self._world.demand(author, channel, permissions.SEND_MESSAGES)
        if channel.is_direct:
            self._world.directs.demand_welcome(author, channel)
        known = self._nonces.known(author, draft)
        if known is not None:
            return Spoken(known, encode(message_payload(known) | {"nonce": draft.nonce}))
        if draft.embeds or draft.poll is not None or draft.attachments or draft.sticker_ids:
            demand_enclosing(self._world, author, channel, draft)
        self.harmful_links.demand_none(draft.content)
        self._world.automod.review(author, channel, draft.content)
        message = self._made(channel, user_payload(author), author.id, draft, message_id)
        if draft.poll is not None:
            message.poll = self._world.polls.open(draft.poll, channel, author)
        message.member = None if channel.is_direct else channel.guild.members[author.id]
        message.tts = draft.tts and bool(rights & permissions.SEND_TTS_MESSAGES)
        message.nonce = draft.nonce
        everyone = bool(rights & permissions.MENTION_EVERYONE)
        call(self._world, message, draft.allowed or EVERY_MENTION, everyone)
        if draft.reference is not None:
            self._references.attach(message, draft.reference, author, draft.allowed or EVERY_MENTION)
        # Last of all, since it opens an archived thread and begins the author's interval of slowmode.
        self._world.rooms.floor.take(channel, author, rights)
        self._nonces.remember(author, message)
        return self.publish(message)

    def publish(self, message: Message) -> Spoken:
        """Let *message* stand in its channel and tell everyone."""
        channel = message.channel
        if message.seen_by is None:
            if isinstance(channel, Thread):
                self._world.threads.hear(message, channel)
            channel.history.add(message)
            channel.last_message_id = message.id
        spoken = tell(self._world, "MESSAGE_CREATE", message)
        if channel.guild.automod_rules:
            self._world.automod.watch(message)
        if message.poll is not None:
            self._world.polls.watch(message, message.poll)
        if self.previews.pages:
            self.previews.look_for(message)
        return spoken

    def tell_changed(self, message: Message) -> None:
        """Tell that *message* is no longer as it was, though nobody edited it."""
        tell(self._world, "MESSAGE_UPDATE", message)

    def delete(self, message: Message, by: User | None = None) -> None:
        """Take *message* away.

        Raises:
            Refusal: 50001, 50013, 50021.
        """
        if by is not None and message.type in UNDELETABLE:
            raise refusals.system_message()
        if by is not None and not message.is_by(by):
            self._world.demand(by, message.channel, permissions.MANAGE_MESSAGES)
        channel = message.channel
        if by is not None:
            self._world.threads.demand_removable(channel, self._world.rights(by, channel))
        if message.seen_by is None and channel.history.remove(message.id) is None:
            return
        if isinstance(channel, Thread) and message.seen_by is None:
            self._world.threads.lose(message, channel)
        channel.pins.pop(message.id, None)
        let_go(self._world, message)
        data = {"id": str(message.id), "channel_id": str(channel.id)} | channel.in_guild
        self._world.events.tell(Event("MESSAGE_DELETE", channel.guild, data, channel, message, message.seen_by))
        self._world.audit.note_deleted_message(message, by)

    def delete_many(self, channel: Channel, message_ids: list[int], by: User | None = None) -> None:
        """Take several messages away at once, as a moderator's clean-up does; unknown ids are passed over.

        Raises:
            Refusal: 50001, 50013, 50021, 50083.
        """
        self._world.demand(by, channel, permissions.MANAGE_MESSAGES)
        if by is not None:
            self._world.threads.demand_removable(channel, self._world.rights(by, channel))
        standing = [message for one in message_ids if (message := channel.history.get(one)) is not None]
        if any(message.type in UNDELETABLE for message in standing):
            raise refusals.system_message()
        gone = [message.id for message in standing]
        for message in standing:
            channel.history.remove(message.id)
            if isinstance(channel, Thread):
                self._world.threads.lose(message, channel)
            channel.pins.pop(message.id, None)
            let_go(self._world, message)
        if gone:
            data: Json = {"ids": [str(one) for one in gone], "channel_id": str(channel.id)}
            data["guild_id"] = str(channel.guild.id)
            self._world.events.tell(Event("MESSAGE_DELETE_BULK", channel.guild, data, channel))
            self._world.audit.note(Action.MESSAGE_BULK_DELETE, channel.guild, by, channel.id, count=len(gone))

    def get(self, channel: Channel, message_id: int) -> Message:
        """Return a message that stands in *channel*.

        Raises:
            Refusal: 10008.
        """
        message = channel.history.get(message_id)
        if message is None:
            raise refusals.unknown_message()
        return message

    def from_webhook(self, channel: Channel, author: Json, webhook: Webhook, draft: Draft) -> Spoken:
        """Have a webhook say *draft* under the persona *author*.

        Raises:
            Refusal: 240000, 520004, and what `Floor.take` raises.
        """
        self.harmful_links.demand_none(draft.content)
        self._world.rooms.floor.take(channel, None, 0)
        # A post that is still to come begins with its first message, whose id it has.
        message_id = channel.id if isinstance(channel, Thread) and channel.is_unsaid else None
        message = self._made(channel, author, webhook.id, draft, message_id)
        message.webhook_id = webhook.id
        message.application_id = webhook.application_id
        message.tts = draft.tts
        if draft.poll is not None:
            message.poll = self._world.polls.open(draft.poll, channel, None)
        call(self._world, message, draft.allowed or ONLY_USERS, True)
        return self.publish(message)

    def from_application(self, application: Application, channel: Channel, draft: Draft, origin: Origin) -> Spoken:
        """Have an application answer an interaction with *draft*.

        Raises:
            Refusal: As in `from_webhook`.
        """
        self.harmful_links.demand_none(draft.content)
        if origin.seen_by is None:
            self._world.rooms.floor.take(channel, None, 0)
        message = self._made(channel, user_payload(application.bot), application.bot.id, draft)
        message.webhook_id = message.application_id = application.id
        message.type, message.traces, message.seen_by = origin.type, origin.traces, origin.seen_by
        message.flags |= origin.flags
        message.tts = draft.tts
        if draft.poll is not None:
            message.poll = self._world.polls.open(draft.poll, channel, application.bot)
        everyone = bool(self._world.rights(application.bot, channel) & permissions.MENTION_EVERYONE)
        call(self._world, message, draft.allowed or EVERY_MENTION, everyone)
        if origin.answered is not None:
            self._references.answer(message, origin.answered)
        return self.publish(message)

    def _made(
        self, channel: Channel, author: Json, author_id: int, draft: Draft, message_id: int | None = None
    ) -> Message:
        message_id = message_id or self._world.ids.next()
        message = Message(message_id, channel, author, draft.content, timestamp_of(message_id), author_id)
        message.embeds = draft.embeds
        message.components = draft.components
        message.flags = draft.flags
        if draft.attachments or draft.sticker_ids or draft.embeds or draft.components:
            enclose(self._world, message, draft)
        return message
