"""What someone chooses in a menu or fills into a modal, held against what was asked."""

from __future__ import annotations

from collections.abc import Callable

from playground.server.components import kinds
from playground.server.components.inputs import LONGEST_INPUT
from playground.server.interactions.resolved import Resolved
from playground.server.rest.forms import Form, length
from playground.server.wire import Json

_INVALID = "COMPONENT_VALIDATION_FAILED"
_MOST_GIVEN = 40


def chosen(form: Form, component: Json, resolved: Resolved) -> list[str]:
    """Return the values chosen in a menu or a group; note a fault where they are too few, too many or none of it."""
    values = form.body.get("values") or []
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        form.fault("values", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return []
    least, most = component.get("min_values", 1), component.get("max_values", 1)
    may_be_left = component.get("required") is False and not values
    if not may_be_left and not least <= len(values) <= most:
        form.fault("values", _INVALID, f"Between {least} and {most} must be chosen.")
    elif len(set(values)) != len(values) or not all(_exists(one, component, resolved) for one in values):
        form.fault("values", _INVALID, "Component validation failed")
    return values


def submitted(form: Form, asked: list[Json], resolved: Resolved) -> list[Json]:
    """Return what is filled into a modal, component for component; note a fault for each that does not fit."""
    given = _by_custom_id(form)
    answers = [_answer(form, one, given, resolved) for one in asked]
    for custom_id in given:
        form.fault("components", _INVALID, f"The modal has no component {custom_id}.")
    return answers


def _answer(form: Form, asked: Json, given: dict[str, Form], resolved: Resolved) -> Json:
    answer: Json = {"type": asked["type"], "id": asked["id"]}
    if asked["type"] == kinds.LABEL:
        return answer | {"component": _answer(form, asked["component"], given, resolved)}
    if asked["type"] == kinds.ACTION_ROW:
        return answer | {"components": [_answer(form, one, given, resolved) for one in asked["components"]]}
    if asked["type"] == kinds.TEXT_DISPLAY:
        return answer
    inner = given.pop(asked["custom_id"], None)
    if inner is None:
        form.fault("components", "BASE_TYPE_REQUIRED", f"{asked['custom_id']} is missing")
        return answer
    if inner.body.get("type") != asked["type"]:
        inner.fault("type", _INVALID, "The modal asked for another type.")
    return answer | {"custom_id": asked["custom_id"]} | _READERS[asked["type"]](inner, asked, resolved)


def _by_custom_id(form: Form) -> dict[str, Form]:
    found: dict[str, Form] = {}
    for outer in form.items("components", _MOST_GIVEN):
        inside = outer.items("components", _MOST_GIVEN)
        held = outer.inner("component")
        for one in [*inside, *([] if held is None else [held])]:
            custom_id = one.body.get("custom_id")
            if isinstance(custom_id, str):
                found[custom_id] = one
    return found


def _exists(value: str, component: Json, resolved: Resolved) -> bool:
    kind = component["type"]
    if kind == kinds.USER_SELECT:
        return resolved.user(value)
    if kind == kinds.ROLE_SELECT:
        return resolved.role(value)
    if kind == kinds.MENTIONABLE_SELECT:
        return resolved.mentionable(value)
    if kind == kinds.CHANNEL_SELECT:
        return resolved.channel(value, component.get("channel_types", ()))
    return any(one["value"] == value for one in component["options"])


def _text(form: Form, asked: Json, _: Resolved) -> Json:
    value = form.body.get("value") or ""
    if not isinstance(value, str):
        form.fault("value", "STRING_TYPE_CONVERT", "Could not interpret this value as string.")
        return {}
    least, most = asked.get("min_length", 0), asked.get("max_length", LONGEST_INPUT)
    if not value and asked.get("required", True):
        form.fault("value", "BASE_TYPE_REQUIRED", "This field is required")
    elif value and not least <= length(value) <= most:
        form.fault("value", "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
    return {"value": value}


def _choice(form: Form, asked: Json, resolved: Resolved) -> Json:
    return {"values": chosen(form, asked, resolved)}


def _radio(form: Form, asked: Json, resolved: Resolved) -> Json:
    value = form.body.get("value")
    is_left = value is None and not asked.get("required", True)
    if not is_left and not (isinstance(value, str) and _exists(value, asked, resolved)):
        form.fault("value", _INVALID, "Component validation failed")
    return {"value": value}


def _checkbox(form: Form, _: Json, __: Resolved) -> Json:
    return {"value": form.flag("value")}


def _files(form: Form, asked: Json, resolved: Resolved) -> Json:
    values = form.body.get("values") or []
    least, most = asked.get("min_values", 1), asked.get("max_values", 1)
    if not asked.get("required", True):
        least = 0
    if not isinstance(values, list) or not least <= len(values) <= most:
        form.fault("values", _INVALID, f"Between {least} and {most} must be uploaded.")
        return {"values": []}
    taken = [resolved.attachment(str(one), asked.get("file_types", ())) for one in values]
    if None in taken:
        form.fault("values", _INVALID, "A file is missing, or of another type than was asked for.")
    return {"values": taken}


_READERS: dict[int, Callable[[Form, Json, Resolved], Json]] = {
    kinds.TEXT_INPUT: _text,
    **dict.fromkeys((*kinds.SELECTS, kinds.CHECKBOX_GROUP), _choice),
    kinds.RADIO_GROUP: _radio,
    kinds.CHECKBOX: _checkbox,
    kinds.FILE_UPLOAD: _files,
}
