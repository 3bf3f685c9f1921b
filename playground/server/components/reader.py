"""Reading components one inside the other, with the rules that hold over all of a message's or a modal's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from playground.server.components import kinds
from playground.server.reactions.emoji import is_unicode_emoji
from playground.server.rest.forms import Form
from playground.server.wire import Json

LONGEST_CUSTOM_ID = 100
_LARGEST_ID = 2**31 - 1


class Reader:
    """Reads the components of one message or modal; *readers* knows how each kind is read."""

    def __init__(self, readers: Mapping[int, Callable[[Reader, Form], Json]], in_modal: bool) -> None:
        self.in_modal = in_modal
        self.total = 0
        self._readers = readers
        self._ids: set[int] = set()
        self._custom_ids: set[str] = set()

    def several(self, form: Form, key: str, allowed: Sequence[int], least: int, most: int) -> list[Json]:
        """Return the list of components under *key*."""
        forms = form.items(key, most)
        if len(forms) < least:
            form.fault(key, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        found = [self.one(inner, allowed) for inner in forms]
        return [one for one in found if one]

    def inner(self, form: Form, key: str, allowed: Sequence[int]) -> Json:
        """Return the one component under *key*, which must be there."""
        inner = form.inner(key)
        if inner is None:
            if form.body.get(key) is None:
                form.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
            return {}
        return self.one(inner, allowed)

    def one(self, form: Form, allowed: Sequence[int]) -> Json:
        """Return one component as it comes back, or nothing where its kind is not allowed here."""
        kind = form.number("type", 0, _LARGEST_ID)
        if kind is None or kind not in allowed:
            form.fault_here("UNION_TYPE_CHOICES", f'Value of field "type" must be one of {tuple(allowed)}.')
            return {}
        self.total += 1
        # Zero counts as none; those that are left empty are numbered at the end.
        component: Json = {"type": kind, "id": form.number("id", 0, _LARGEST_ID) or 0}
        if component["id"] in self._ids:
            form.fault("id", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
        elif component["id"]:
            self._ids.add(component["id"])
        return component | self._readers[kind](self, form)

    def custom_id(self, form: Form) -> str:
        """Return the id that comes back when the component is used; each stands once."""
        custom_id = form.text("custom_id", LONGEST_CUSTOM_ID, 1, required=True) or ""
        if custom_id in self._custom_ids:
            form.fault("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
        self._custom_ids.add(custom_id)
        return custom_id

    def number_the_rest(self, components: list[Json]) -> None:
        """Give the components without an id one each, in their order, around the ids that are taken."""
        free = (number for number in range(1, _LARGEST_ID) if number not in self._ids)
        for component in every(components):
            component["id"] = component["id"] or next(free)


def every(components: list[Json]) -> list[Json]:
    """Return all components, those inside others too, each before what it holds."""
    found = []
    for component in components:
        found.append(component)
        inner = [component[key] for key in ("accessory", "component") if component.get(key)]
        found += every(component.get("components", []) + inner)
    return found


def emoji_in(form: Form) -> Json | None:
    """Read the emoji of a button, an option or an answer."""
    inner = form.inner("emoji")
    if inner is None:
        return None
    emoji_id, name = inner.snowflake("id"), inner.text("name", 32)
    if emoji_id is None and not is_unicode_emoji(name or ""):
        form.fault("emoji", "COMPONENT_INVALID_EMOJI", "Invalid emoji")
    emoji: Json = {"name": name or ""}
    if emoji_id is not None:
        emoji |= {"id": str(emoji_id), "animated": inner.flag("animated")}
    return emoji


def without_none(fields: Json) -> Json:
    """Return *fields* without those that were not given."""
    return {key: value for key, value in fields.items() if value is not None}


def is_interactive(component: Json) -> bool:
    """Say whether using *component* reaches the application."""
    if component["type"] == kinds.BUTTON:
        return component["style"] not in (kinds.LINK_BUTTON, kinds.PREMIUM_BUTTON)
    return component["type"] in kinds.SELECTS
