"""How applications answer: at once or later, with a message, a change, a modal or suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from playground.server.commands.model import SLASH
from playground.server.commands.options import MOST as MOST_CHOICES
from playground.server.commands.options import choice_in
from playground.server.components.forms import modal_components_in
from playground.server.guilds import permissions
from playground.server.interactions.model import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMISSION, Interaction, State
from playground.server.interactions.payloads import traces
from playground.server.messages import flags
from playground.server.messages.drafts import EVERY_MENTION, LONGEST, Draft, edit_in, webhook_draft_in
from playground.server.messages.model import CHAT_INPUT_COMMAND, CONTEXT_MENU_COMMAND, DEFAULT_MESSAGE, Message, Origin
from playground.server.messages.telling import Spoken
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.rest.multipart import NO_FILES, Upload
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, SUGGESTIONS, MODAL = range(4, 10)
_HIGHEST_KIND = 12
LONGEST_TITLE = 45
LONGEST_CUSTOM_ID = 100

# Which answers fit which interactions (receiving and responding, "Interaction Callback Type"). Those for activities,
# shops and HTTP endpoints fit none here.
_FITTING = {
    COMMAND: (MESSAGE, DEFERRED_MESSAGE, MODAL),
    COMPONENT: (MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL),
    AUTOCOMPLETE: (SUGGESTIONS,),
    SUBMISSION: (MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE),
}
_NOTHING = Draft("", [], None)


class Answers:
    """The verbs of applications that answer interactions."""

    def __init__(self, world: World) -> None:
        self._world = world

    def give(self, one: Interaction, body: Json, files: Mapping[str, Upload] = NO_FILES) -> int:
        """Answer an interaction that waits, for the first time; return the kind of the answer.

        Raises:
            Refusal: 10008, 50035, 50006, and what messages are refused with.
        """
        form = Form(body)
        kind, data = form.number("type", 1, _HIGHEST_KIND), form.inner("data")
        fitting = _fitting(one)
        if kind not in fitting:
            form.fault("type", "BASE_TYPE_CHOICES", f"Value must be one of {fitting}.")
        if data is None and kind in (MESSAGE, UPDATE, SUGGESTIONS, MODAL) and body.get("data") is None:
            form.fault("data", "BASE_TYPE_REQUIRED", "This field is required")
        form.check()
        if kind == MODAL:
            self._open_modal(one, data or form)
        elif kind == SUGGESTIONS:
            self._suggest(one, data or form)
        else:
            self._show(one, kind or MESSAGE, {} if data is None else data.body, files)
        return kind or MESSAGE

    def original(self, one: Interaction) -> Message:
        """Return the message that stands for the answer.

        Raises:
            Refusal: 10008 where there is none (any more).
        """
        if one.response is None or not self._stands(one.response):
            raise refusals.unknown_message()
        return one.response

    def message(self, one: Interaction, message_id: int) -> Message:
        """Return one of the messages that an interaction led to.

        Raises:
            Refusal: 10008.
        """
        found = one.response if one.response is not None and one.response.id == message_id else None
        found = found or one.followups.get(message_id)
        if found is None or not self._stands(found):
            raise refusals.unknown_message()
        return found

    def follow_up(self, one: Interaction, body: Json, files: Mapping[str, Upload] = NO_FILES) -> Spoken:
        """Say something more; what is said first after a deferred answer takes the place of the loading message.

        Raises:
            Refusal: 50035, 50006, and what messages are refused with.
        """
        if one.is_loading:
            return self.edit(one, self.original(one), body, files)
        draft = _draft_in(body, files)
        origin = Origin(DEFAULT_MESSAGE, traces(one, one.original_id), answered=one.response)
        spoken = self._spoken(one, draft, origin)
        one.followups[spoken.message.id] = spoken.message
        return spoken

    def edit(self, one: Interaction, message: Message, body: Json, files: Mapping[str, Upload] = NO_FILES) -> Spoken:
        """Change one of the messages that an interaction led to.

        Raises:
            Refusal: 50035, 50006, and what edits are refused with.
        """
        everyone = bool(self._world.rights(one.application.bot, one.channel) & permissions.MENTION_EVERYONE)
        draft = edit_in(body, LONGEST, files=files)
        return self._world.messages.edits.change(message, draft, EVERY_MENTION, everyone)

    def delete(self, one: Interaction, message: Message) -> None:
        """Take one of the messages away that an interaction led to."""
        self._world.messages.delete(message)
        self._world.interactions.ephemeral.pop(message.id, None)
        one.followups.pop(message.id, None)
        if message is one.response:
            one.response = None

    def _show(self, one: Interaction, kind: int, body: Json, files: Mapping[str, Upload]) -> None:
        try:
            if kind in (MESSAGE, DEFERRED_MESSAGE):
                self._say(one, body, files, is_deferred=kind == DEFERRED_MESSAGE)
            else:
                self._update(one, body, files, is_deferred=kind == DEFERRED_UPDATE)
        except refusals.Refusal as refusal:
            # What is wrong with the message is wrong inside `data`.
            raise refusal if refusal.errors is None else refusals.invalid_form({"data": refusal.errors}) from None

    def _say(self, one: Interaction, body: Json, files: Mapping[str, Upload], *, is_deferred: bool) -> None:
        extra = 0
        if is_deferred:
            wanted = Form(body).number("flags", 0, 2**31 - 1) or 0
            draft = replace(_NOTHING, flags=wanted & flags.EPHEMERAL)
            extra = flags.LOADING
        else:
            draft = _draft_in(body, files)
        # What answers a component, or a modal that one opened, is a reply to its message.
        origin = Origin(_message_type(one), traces(one), extra, one.message)
        one.response = self._spoken(one, draft, origin).message
        self._acknowledge(one)

    def _update(self, one: Interaction, body: Json, files: Mapping[str, Upload], *, is_deferred: bool) -> None:
        message = one.message
        if message is None or not self._stands(message):
            raise refusals.unknown_message()
        if not is_deferred:
            self.edit(one, message, body, files)
        one.response = message
        self._acknowledge(one)

    def _open_modal(self, one: Interaction, form: Form) -> None:
        custom_id = form.text("custom_id", LONGEST_CUSTOM_ID, 1, required=True)
        title = form.text("title", LONGEST_TITLE, 1, required=True)
        components = modal_components_in(form)
        form.check()
        one.modal = {"custom_id": custom_id, "title": title, "components": components}
        shown: Json = {
            "channel_id": str(one.channel.id),
            "application": {"id": str(one.application.id), "name": one.application.name},
        } | one.channel.in_guild
        self._world.interactions.tell(one, "INTERACTION_MODAL_CREATE", **one.modal, **shown)
        self._acknowledge(one)

    def _suggest(self, one: Interaction, form: Form) -> None:
        kind = 3 if one.focused is None else one.focused.type
        choices = [choice_in(inner, kind) for inner in form.items("choices", MOST_CHOICES)]
        form.check()
        locale = one.user.locale
        one.choices = [
            {"name": each.name.in_locale(locale) or each.name.default, "value": each.value} for each in choices
        ]
        one.end(State.ANSWERED)
        self._world.interactions.tell(one, "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE", choices=one.choices)

    def _acknowledge(self, one: Interaction) -> None:
        one.end(State.ANSWERED)
        one.original_id = None if one.response is None else one.response.id
        if one.opened_by is not None:
            one.opened_by.modal = None  # it closes once it is answered
        self._world.interactions.tell(one, "INTERACTION_SUCCESS")

    def _spoken(self, one: Interaction, draft: Draft, origin: Origin) -> Spoken:
        if draft.flags & flags.EPHEMERAL:
            origin = replace(origin, seen_by=one.user)
        spoken = self._world.messages.from_application(one.application, one.channel, draft, origin)
        if origin.seen_by is not None:
            self._world.interactions.ephemeral[spoken.message.id] = spoken.message
        return spoken

    def _stands(self, message: Message) -> bool:
        kept = message.channel.history.get(message.id) or self._world.interactions.ephemeral.get(message.id)
        return kept is message


def _fitting(one: Interaction) -> tuple[int, ...]:
    kinds = _FITTING[one.type]
    if one.message is not None:
        return kinds
    return tuple(kind for kind in kinds if kind not in (DEFERRED_UPDATE, UPDATE))


def _message_type(one: Interaction) -> int:
    first = one.opened_by or one
    if first.command is None:
        return DEFAULT_MESSAGE
    return CHAT_INPUT_COMMAND if first.command.definition.type == SLASH else CONTEXT_MENU_COMMAND


def _draft_in(body: Json, files: Mapping[str, Upload]) -> Draft:
    # Neither name nor picture can be chosen here, unlike at a webhook.
    kept = {key: value for key, value in body.items() if key not in ("username", "avatar_url")}
    draft = webhook_draft_in(kept, files=files)
    wanted = body.get("flags")
    is_ephemeral = isinstance(wanted, int) and bool(wanted & flags.EPHEMERAL)
    return replace(draft, flags=draft.flags | flags.EPHEMERAL) if is_ephemeral else draft
