"""Reading commands as applications send them, with every rule that Discord's reference states for them."""

from __future__ import annotations

from playground.server.commands.model import (
    ENTRY_POINT,
    IN_GUILDS,
    IN_PRIVATE_CHANNELS,
    MESSAGE_MENU,
    SLASH,
    USER_MENU,
    Command,
    Definition,
    Option,
    Permission,
)
from playground.server.commands.options import options_in
from playground.server.commands.payloads import definition_payload
from playground.server.commands.wording import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    NO_WORDS,
    Wording,
    localizations_in,
    words_in,
)
from playground.server.rest.forms import Form
from playground.server.wire import Json

MOST_CHARACTERS = 8000
MOST_PERMISSIONS = 100
# The highest that Discord's own document lets through.
_MOST_RIGHTS = 2**54 - 1


def definition_in(form: Form, integration_types: tuple[int, ...]) -> Definition:
    """Read a command that may be installed as *integration_types*; note a fault for each broken rule."""
    kind = form.number("type", SLASH, ENTRY_POINT) or SLASH
    if kind == ENTRY_POINT:
        form.fault("type", "APPLICATION_COMMAND_INVALID_TYPE", "Only applications with activities have an entry point.")
    definition = Definition(
        kind,
        words_in(form, "name", LONGEST_NAME, strict=kind == SLASH),
        _description(form, kind),
        _options(form, kind),
        form.number("default_member_permissions", 0, _MOST_RIGHTS),
        form.flag("nsfw"),
        _contexts(form),
        _installed_as(form, integration_types),
    )
    form.flag("default_permission")
    if definition.size > MOST_CHARACTERS:
        message = f"Command exceeds maximum size ({MOST_CHARACTERS})"
        form.fault_here("APPLICATION_COMMAND_TOO_LARGE", message)
    return definition


def merged(command: Command, body: Json) -> Json:
    """Return *command* as a body would give it, with what *body* gives in its place."""
    kept = definition_payload(command.definition)
    if "dm_permission" in body:
        del kept["contexts"]  # it is the older word for them
    return kept | {key: value for key, value in body.items() if key != "type"}


def permissions_in(form: Form) -> list[Permission]:
    """Read the permissions of a command in one guild."""
    found = []
    for inner in form.items("permissions", MOST_PERMISSIONS):
        target, kind = inner.snowflake("id", required=True), inner.number("type", 1, 3)
        for key in ("type", "permission"):
            if inner.body.get(key) is None:
                inner.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
        found.append(Permission(target or 0, kind or 0, inner.flag("permission")))
    return found


def _description(form: Form, kind: int) -> Wording:
    if kind == SLASH:
        return words_in(form, "description", LONGEST_DESCRIPTION)
    if form.text("description", LONGEST_DESCRIPTION) or localizations_in(form, "description", LONGEST_DESCRIPTION):
        message = "Context menu commands cannot have description"
        form.fault("description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", message)
    return NO_WORDS


def _options(form: Form, kind: int) -> tuple[Option, ...]:
    if kind in (USER_MENU, MESSAGE_MENU) and form.body.get("options"):
        form.fault("options", "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS", "Context menu commands cannot have options")
        return ()
    return options_in(form)


def _contexts(form: Form) -> tuple[int, ...] | None:
    if form.body.get("contexts") is None:
        reaches_dms = "dm_permission" not in form or form.body["dm_permission"] is None or form.flag("dm_permission")
        return None if reaches_dms else (IN_GUILDS,)
    found = form.numbers("contexts", range(IN_GUILDS, IN_PRIVATE_CHANNELS + 1))
    if not found:
        form.fault("contexts", "BASE_TYPE_MIN_LENGTH", "Must be 1 or more in length.")
    return tuple(sorted(found))


def _installed_as(form: Form, supported: tuple[int, ...]) -> tuple[int, ...]:
    if form.body.get("integration_types") is None:
        return supported
    found = form.numbers("integration_types", supported)
    if not found:
        form.fault("integration_types", "BASE_TYPE_MIN_LENGTH", "Must be 1 or more in length.")
    return tuple(sorted(found))
