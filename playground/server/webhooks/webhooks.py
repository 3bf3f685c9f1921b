"""Webhooks: doors through which messages come in, with Discord's rules for them."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from playground.server.audit_log.changes import changes_between, changes_of_gone, changes_of_new
from playground.server.audit_log.model import Action
from playground.server.cdn.image_data import picture_in
from playground.server.channels.kinds import WITH_WEBHOOKS
from playground.server.channels.model import Channel
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild
from playground.server.messages.drafts import ONLY_USERS, Draft
from playground.server.messages.model import Message
from playground.server.messages.telling import Spoken
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.users.model import User
from playground.server.webhooks.destinations import thread_of
from playground.server.webhooks.model import Webhook
from playground.server.webhooks.names import name_in
from playground.server.webhooks.payloads import persona_payload, webhook_payload
from playground.server.webhooks.refusals import too_many_guild_webhooks, too_many_webhooks
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

MOST_IN_CHANNEL = 15
MOST_IN_GUILD = 1000


class Webhooks:
    """The verbs of webhooks; `fetched` has the addresses of the pictures that they were given for one message."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.by_id: dict[int, Webhook] = {}
        self.fetched: dict[str, str] = {}

    def create(self, by: User, channel: Channel, body: Json) -> Webhook:
        """Open a webhook in *channel*.

        Raises:
            Refusal: 50001, 50013, 50024, 50035, 30007, 30058.
        """
        self._world.demand(by, channel, permissions.MANAGE_WEBHOOKS)
        if channel.type not in WITH_WEBHOOKS:
            raise refusals.wrong_channel_type()
        form = Form(body)
        name, avatar = name_in(form, "name", required=True), picture_in(form, "avatar")
        form.check()
        if len(channel.webhooks) >= MOST_IN_CHANNEL:
            raise too_many_webhooks()
        if sum(len(each.webhooks) for each in channel.guild.channels.values()) >= MOST_IN_GUILD:
            raise too_many_guild_webhooks()
        application = self._world.application_of(by)
        owner = None if application is None else application.id
        webhook_id, token = self._world.ids.next(), secrets.token_urlsafe(51)
        webhook = Webhook(webhook_id, channel, name or "", token, by, owner, self._world.pictures.keep(avatar))
        channel.webhooks[webhook_id] = self.by_id[webhook_id] = webhook
        self._tell(channel)
        self._world.audit.note(Action.WEBHOOK_CREATE, channel.guild, by, webhook.id, changes_of_new(_noted(webhook)))
        return webhook

    def in_channel(self, by: User, channel: Channel) -> list[Webhook]:
        """Return the channel's webhooks.

        Raises:
            Refusal: 50001, 50013, 50024.
        """
        self._world.demand(by, channel, permissions.MANAGE_WEBHOOKS)
        if channel.type not in WITH_WEBHOOKS:
            raise refusals.wrong_channel_type()
        return list(channel.webhooks.values())

    def in_guild(self, by: User, guild: Guild) -> list[Webhook]:
        """Return the guild's webhooks.

        Raises:
            Refusal: 50001, 50013.
        """
        self._world.demand_in_guild(by, guild, permissions.MANAGE_WEBHOOKS)
        return [webhook for channel in guild.channels.values() for webhook in channel.webhooks.values()]

    def get(self, webhook_id: int) -> Webhook:
        """Return a webhook.

        Raises:
            Refusal: 10015.
        """
        webhook = self.by_id.get(webhook_id)
        if webhook is None:
            raise refusals.unknown_webhook()
        return webhook

    def managed_by(self, user: User, webhook_id: int) -> Webhook:
        """Return a webhook that *user* may change, since they manage webhooks in its channel.

        Raises:
            Refusal: 10015, 50001, 50013.
        """
        webhook = self.get(webhook_id)
        self._world.demand(user, webhook.channel, permissions.MANAGE_WEBHOOKS)
        return webhook

    def seen_by(self, user: User, webhook_id: int) -> Webhook:
        """Return a webhook that *user* may look at: their application's own, or one that they may change.

        Raises:
            Refusal: 10015, 50001, 50013.
        """
        webhook, application = self.get(webhook_id), self._world.application_of(user)
        if application is not None and webhook.application_id == application.id:
            return webhook
        return self.managed_by(user, webhook_id)

    def with_token(self, webhook_id: int, token: str) -> Webhook:
        """Return the webhook that *token* opens.

        Raises:
            Refusal: 10015, 50027.
        """
        webhook = self.get(webhook_id)
        if not secrets.compare_digest(webhook.token.encode(), token.encode("utf-8", "replace")):
            raise refusals.invalid_webhook_token()
        return webhook

    def modify(self, webhook: Webhook, body: Json, by: User | None = None) -> None:
        """Rename a webhook, change its picture, or move it (*by* must be allowed to, both here and there).

        Raises:
            Refusal: 50001, 50013, 50035, 10003, 30007.
        """
        form = Form(body)
        # It may be left out, and not be null.
        name = name_in(form, "name", required="name" in form)
        avatar = picture_in(form, "avatar")
        channel_id = form.snowflake("channel_id") if by is not None else None
        form.check()
        before, was = webhook.channel, _noted(webhook)
        if by is not None and channel_id not in (None, before.id):
            self._move(webhook, channel_id or 0, by)
        webhook.name = name or webhook.name
        if "avatar" in body:
            webhook.avatar = self._world.pictures.keep(avatar)
        for channel in {before, webhook.channel}:
            self._tell(channel)
        if changes := changes_between(was, _noted(webhook)):
            self._world.audit.note(Action.WEBHOOK_UPDATE, before.guild, by, webhook.id, changes)

    def delete(self, webhook: Webhook, by: User | None = None) -> None:
        """Close a webhook for good."""
        if self.by_id.pop(webhook.id, None) is not None:
            channel = webhook.channel
            channel.webhooks.pop(webhook.id, None)
            self._tell(channel)
            changes = changes_of_gone(_noted(webhook))
            self._world.audit.note(Action.WEBHOOK_DELETE, channel.guild, by, webhook.id, changes)

    def execute(self, webhook: Webhook, draft: Draft, where: Channel | None = None) -> Spoken:
        """Have the webhook say *draft*, under the name and picture it brings; *where*, if not in its channel itself.

        Raises:
            Refusal: What `Messages.from_webhook` raises.
        """
        avatar = None if draft.avatar_url is None else self._fetched(draft.avatar_url)
        author = persona_payload(webhook, draft.username, avatar)
        return self._world.messages.from_webhook(where or webhook.channel, author, webhook, draft)

    def own_message(self, webhook: Webhook, message_id: int, thread_id: int | None = None) -> Message:
        """Return a message that this webhook said in its channel, or in a thread of it.

        Raises:
            Refusal: 10003 for another thread; 10008, also for everybody else's messages.
        """
        where = webhook.channel if thread_id is None else thread_of(self._world, webhook, thread_id)
        message = where.history.get(message_id)
        if message is None or message.webhook_id != webhook.id:
            raise refusals.unknown_message()
        return message

    def edit_message(self, webhook: Webhook, message_id: int, draft: Draft, thread_id: int | None = None) -> Spoken:
        """Change a message that this webhook said.

        Raises:
            Refusal: 10003, 10008, 50083, 160005, 240000, and what `Messages.change` raises.
        """
        message = self.own_message(webhook, message_id, thread_id)
        self._world.threads.demand_open(message.channel, 0)
        self._world.messages.harmful_links.demand_none(draft.content)
        return self._world.messages.edits.change(message, draft, ONLY_USERS, may_mention_everyone=True)

    def _move(self, webhook: Webhook, channel_id: int, by: User) -> None:
        target = self._world.channels.get(channel_id)
        if target is None or target.guild is not webhook.channel.guild:
            raise refusals.unknown_channel()
        self._world.demand(by, target, permissions.MANAGE_WEBHOOKS)
        if target.type not in WITH_WEBHOOKS:
            raise refusals.wrong_channel_type()
        if len(target.webhooks) >= MOST_IN_CHANNEL:
            raise too_many_webhooks()
        del webhook.channel.webhooks[webhook.id]
        webhook.channel = target
        target.webhooks[webhook.id] = webhook

    def _fetched(self, address: str) -> str:
        # Discord fetches the picture and names it by its hash; here the address itself is hashed.
        name = hashlib.md5(address.encode(), usedforsecurity=False).hexdigest()
        self.fetched[name] = address
        return name

    def _tell(self, channel: Channel) -> None:
        data = {"guild_id": str(channel.guild.id), "channel_id": str(channel.id)}
        self._world.events.tell(Event("WEBHOOKS_UPDATE", channel.guild, data, channel))


def _noted(webhook: Webhook) -> Json:
    """Return what the audit log says of a webhook (audit log resource, "Audit Log Change Exceptions")."""
    payload = webhook_payload(webhook, with_user=False, with_token=False)
    payload["avatar_hash"] = payload.pop("avatar")
    return payload
