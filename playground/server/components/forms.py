"""The components of a whole message or modal, read from the body of a request."""

from __future__ import annotations

from enum import Enum, auto

from playground.server.components import displays, inputs, kinds, layouts, selects
from playground.server.components.buttons import button
from playground.server.components.reader import Reader, every, is_interactive
from playground.server.components.refusals import too_much_text
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.wire import Json

MOST_ROWS = 5
MOST_TOGETHER = 40
MOST_IN_MODAL = 5
# Beyond so many bytes Discord has been seen to fail with 500 instead of refusing: a text display counts twelve and its
# UTF-8 (issue 8554 of its documentation). Some 3,400 Chinese characters get there.
_MOST_BYTES, _BYTES_EACH = 10_170, 12

_READERS = {
    kinds.ACTION_ROW: layouts.action_row,
    kinds.BUTTON: button,
    kinds.STRING_SELECT: selects.string_select,
    kinds.TEXT_INPUT: inputs.text_input,
    kinds.USER_SELECT: selects.entity_select,
    kinds.ROLE_SELECT: selects.entity_select,
    kinds.MENTIONABLE_SELECT: selects.entity_select,
    kinds.CHANNEL_SELECT: selects.entity_select,
    kinds.SECTION: layouts.section,
    kinds.TEXT_DISPLAY: displays.text_display,
    kinds.THUMBNAIL: displays.thumbnail,
    kinds.MEDIA_GALLERY: displays.media_gallery,
    kinds.FILE: displays.file,
    kinds.SEPARATOR: displays.separator,
    kinds.CONTAINER: layouts.container,
    kinds.LABEL: layouts.label,
    kinds.FILE_UPLOAD: inputs.file_upload,
    kinds.RADIO_GROUP: inputs.radio_group,
    kinds.CHECKBOX_GROUP: inputs.checkbox_group,
    kinds.CHECKBOX: inputs.checkbox,
}


class Allowed(Enum):
    """Which components an author may send."""

    ALL = auto()
    WITHOUT_INTERACTION = auto()  # webhooks that no application owns, if they ask for components
    IGNORED = auto()  # the same webhooks, if they do not


def components_in(form: Form, allowed: Allowed = Allowed.ALL) -> list[Json]:
    """Read the components of a message, of either version; note a fault for each limit that is passed.

    Raises:
        Refusal: 500 where Discord fails too.
    """
    if "components" not in form or allowed is Allowed.IGNORED:
        return []
    reader = Reader(_READERS, in_modal=False)
    components = reader.several(form, "components", kinds.IN_MESSAGE, 0, MOST_TOGETHER)
    everything = every(components)
    if reader.total > MOST_TOGETHER:
        message = f"The total number of components cannot exceed {MOST_TOGETHER}"
        form.fault("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    if displays.length_of_text(everything) > displays.LONGEST_TEXT:
        message = f"The total size of displayable text exceeds the maximum of {displays.LONGEST_TEXT}"
        form.fault("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)
    if allowed is Allowed.WITHOUT_INTERACTION and any(map(is_interactive, everything)):
        message = "Webhooks that no application owns cannot send interactive components"
        form.fault("components", "WEBHOOK_INTERACTIVE_COMPONENTS", message)
    if not form.errors:
        _survive(everything)
        reader.number_the_rest(components)
    return components


def modal_components_in(form: Form) -> list[Json]:
    """Read the components of a modal, one to five; note a fault for each limit that is passed."""
    reader = Reader(_READERS, in_modal=True)
    components = reader.several(form, "components", kinds.IN_MODAL, 1, MOST_IN_MODAL)
    if not form.errors:
        reader.number_the_rest(components)
    return components


def demand_version(is_v2: bool, components: list[Json], **legacy: object) -> None:
    """Hold a message to one version: components with none of the *legacy* fields, or rows of them, five at most.

    Raises:
        Refusal: 50035.
    """
    if not is_v2:
        _demand_rows(components)
        return
    wrong: Json = {}
    for name in (key for key, value in legacy.items() if value):
        message = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
        fault = {"code": "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "message": message}
        wrong[name] = {"_errors": [fault]}
    if wrong:
        raise refusals.invalid_form(wrong)


def _demand_rows(components: list[Json]) -> None:
    message = f'Value of field "type" must be one of {(kinds.ACTION_ROW,)}.'
    fault = {"_errors": [{"code": "UNION_TYPE_CHOICES", "message": message}]}
    wrong: Json = {str(at): fault for at, one in enumerate(components) if one["type"] != kinds.ACTION_ROW}
    if len(components) > MOST_ROWS:
        length = f"Must be between 1 and {MOST_ROWS} in length."
        wrong["_errors"] = [{"code": "BASE_TYPE_BAD_LENGTH", "message": length}]
    if wrong:
        raise refusals.invalid_form({"components": wrong})


def emojis_in(components: list[Json]) -> set[int]:
    """Return the ids of the custom emojis that *components* bear."""
    bearing = [(one, *one.get("options", ())) for one in every(components)]
    emojis = [part["emoji"] for parts in bearing for part in parts if "emoji" in part]
    return {int(emoji["id"]) for emoji in emojis if "id" in emoji}


def text_of(components: list[Json]) -> str:
    """Return all texts that *components* show, one a line."""
    return displays.displayed_text(every(components))


def _survive(everything: list[Json]) -> None:
    texts = [one["content"] for one in everything if one["type"] == kinds.TEXT_DISPLAY]
    if sum(_BYTES_EACH + len(text.encode("utf-8", "replace")) for text in texts) > _MOST_BYTES:
        raise too_much_text()
