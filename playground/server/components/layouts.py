"""What holds other components: rows, sections, containers and labels."""

from playground.server.components import kinds
from playground.server.components.reader import Reader, without_none
from playground.server.rest.forms import Form
from playground.server.wire import Json

WIDTH_OF_ROW = 5
MOST_IN_SECTION = 3
MOST_IN_CONTAINER = 40


def action_row(reader: Reader, form: Form) -> Json:
    """Read a row: up to five buttons or a single menu; in a modal a single text input."""
    if reader.in_modal:
        return {"components": reader.several(form, "components", (kinds.TEXT_INPUT,), 1, 1)}
    inside = reader.several(form, "components", (kinds.BUTTON, *kinds.SELECTS), 1, WIDTH_OF_ROW)
    if len(inside) > 1 and any(one["type"] != kinds.BUTTON for one in inside):
        message = "The specified component exceeds the maximum width"
        form.fault("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)
    return {"components": inside}


def section(reader: Reader, form: Form) -> Json:
    """Read one to three texts with a button or a picture beside them."""
    return {
        "components": reader.several(form, "components", (kinds.TEXT_DISPLAY,), 1, MOST_IN_SECTION),
        "accessory": reader.inner(form, "accessory", (kinds.BUTTON, kinds.THUMBNAIL)),
    }


def container(reader: Reader, form: Form) -> Json:
    """Read a frame around other components."""
    return {
        "accent_color": form.number("accent_color", 0, 0xFFFFFF),
        "spoiler": form.flag("spoiler"),
        "components": reader.several(form, "components", kinds.IN_CONTAINER, 1, MOST_IN_CONTAINER),
    }


def label(reader: Reader, form: Form) -> Json:
    """Read the words around one component of a modal."""
    fields: Json = {
        "label": form.text("label", 45, 1, required=True),
        "description": form.text("description", 100, 1),
        "component": reader.inner(form, "component", kinds.IN_LABEL),
    }
    return without_none(fields)
