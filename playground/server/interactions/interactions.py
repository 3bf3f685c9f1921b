"""Interactions as members begin them, and how long their applications may take to answer."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from playground.server.events import Event
from playground.server.interactions.answers import Answers
from playground.server.interactions.asking import Asked, Asking
from playground.server.interactions.gestures import Gestures
from playground.server.interactions.model import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMISSION, Interaction, State
from playground.server.interactions.payloads import interaction_payload
from playground.server.interactions.refusals import already_acknowledged, unknown_interaction
from playground.server.messages.model import Message
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.rest.multipart import NO_FILES, Upload
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

ANSWER_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0
LONGEST_SESSION_ID = 100
_TIMED_OUT = 3


class Interactions(Gestures):
    """What members do with applications, and where each of it stands.

    `answer_seconds` is how long an application may take for its first answer, `token_seconds` how long for all others.
    `ephemeral` holds the messages that one person sees, as long as they can be changed; `answers` is what applications
    do about it all.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}
        self.answers = Answers(world)
        self.ephemeral: dict[int, Message] = {}
        self.answer_seconds = ANSWER_SECONDS
        self.token_seconds = TOKEN_SECONDS

    def begin(self, user: User, body: Json, files: Mapping[str, Upload] = NO_FILES) -> Interaction:
        """Have a member do what *body* says, and tell the application.

        Raises:
            Refusal: 20001 for bots, 50001, 50013, 50035, 10002, 10003, 10004, 10008, 10013, 10062, 10063.
        """
        if user.is_bot:
            raise refusals.only_people()
        form = Form(body)
        kind, data = form.number("type", COMMAND, SUBMISSION), form.inner("data")
        application_id, channel_id = (form.snowflake(key, required=True) for key in ("application_id", "channel_id"))
        guild_id, message_id = form.snowflake("guild_id"), form.snowflake("message_id", required=kind == COMPONENT)
        form.text("session_id", LONGEST_SESSION_ID, 1, required=True)
        nonce = form.text("nonce", 25)
        for key, value in (("type", kind), ("data", data)):
            if value is None and body.get(key) is None:
                form.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
        form.check()
        application = self._world.applications.get(application_id or 0)
        if application is None:
            raise refusals.unknown_application()
        channel = self._world.channel_seen_by(user, channel_id or 0)
        if guild_id not in (None, None if channel.is_direct else channel.guild.id):
            raise refusals.unknown_guild()
        asking = Asking(self._world, application, user, channel, data or form, files)
        return self._start(asking, kind or COMMAND, self._asked(asking, kind or COMMAND, message_id or 0), nonce)

    def waiting(self, interaction_id: int, token: str) -> Interaction:
        """Return the interaction that *token* belongs to, if its application may still give its first answer.

        Raises:
            Refusal: 10062, 40060, 10003 where its channel is gone.
        """
        one = self._by_id.get(interaction_id)
        if one is None or one.token != token or one.state is State.FAILED or self._is_over(one):
            raise unknown_interaction()
        if one.state is not State.WAITING:
            raise already_acknowledged()
        return self._placed(one)

    def acknowledged(self, application_id: int, token: str) -> Interaction:
        """Return the interaction whose *token* opens the way to its messages.

        Raises:
            Refusal: 10015 before the first answer and for what is no application, 50027 for a wrong or old token,
                10003 where its channel is gone.
        """
        one = self._by_token.get(token)
        if application_id not in self._world.applications:
            raise refusals.unknown_webhook()
        if one is None or one.application.id != application_id or self._is_over(one):
            raise refusals.invalid_webhook_token()
        if one.state in (State.WAITING, State.FAILED):
            raise refusals.unknown_webhook()
        return self._placed(one)

    def tell(self, one: Interaction, name: str, **more: object) -> None:
        """Tell the member who began *one* how it goes on."""
        data: Json = {"id": str(one.id)} | ({} if one.nonce is None else {"nonce": one.nonce}) | more
        self._world.events.tell(Event(name, one.channel.guild, data, only=one.user))

    def _asked(self, asking: Asking, kind: int, message_id: int) -> Asked:
        if kind in (COMMAND, AUTOCOMPLETE):
            return asking.command(kind)
        if kind == COMPONENT:
            return asking.component(self._message(asking, message_id))
        opened_by = self._by_id.get(asking.form.snowflake("id", required=True) or 0)
        asking.form.check()
        if opened_by is None or opened_by.user is not asking.user or opened_by.modal is None:
            raise unknown_interaction()
        return asking.submission(opened_by)

    def _message(self, asking: Asking, message_id: int) -> Message:
        own = self.ephemeral.get(message_id)
        if own is not None and own.seen_by is asking.user:
            return own
        message = self._world.messages.get(asking.channel, message_id)
        application = asking.application
        if application.id != message.application_id and application.bot.id != message.author_id:
            raise refusals.unknown_application()
        return message

    def _start(self, asking: Asking, kind: int, asked: Asked, nonce: str | None) -> Interaction:
        self._forget_the_old()
        one = Interaction(
            self._world.ids.next(),
            secrets.token_urlsafe(96),
            kind,
            asking.application,
            asking.user,
            asking.channel,
            asked.data,
            time.monotonic(),
            nonce,
            asked.command,
            asked.focused,
            asked.message,
            asked.opened_by,
        )
        self._by_id[one.id] = self._by_token[one.token] = one
        one.deadline = asyncio.get_running_loop().call_later(self.answer_seconds, self._fail, one)
        if kind != AUTOCOMPLETE:
            self.tell(one, "INTERACTION_CREATE")
        told = interaction_payload(self._world, one)
        self._world.events.tell(Event("INTERACTION_CREATE", one.channel.guild, told, only=one.application.bot))
        return one

    def _placed(self, one: Interaction) -> Interaction:
        if one.channel.id not in self._world.channels:
            raise refusals.unknown_channel()
        return one

    def _is_over(self, one: Interaction) -> bool:
        return one.began_at + self.token_seconds <= time.monotonic()

    def _fail(self, one: Interaction) -> None:
        one.end(State.FAILED)
        if one.type != AUTOCOMPLETE:
            self.tell(one, "INTERACTION_FAILURE", reason_code=_TIMED_OUT)

    def _forget_the_old(self) -> None:
        # They stand in the order in which they began.
        for one in list(self._by_id.values()):
            if not self._is_over(one):
                break
            del self._by_id[one.id], self._by_token[one.token]
            for message in (one.response, *one.followups.values()):
                if message is not None:
                    self.ephemeral.pop(message.id, None)
