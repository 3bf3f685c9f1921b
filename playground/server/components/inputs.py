"""What people fill in: the components of modals."""

import re

from playground.server.components.reader import Reader, without_none
from playground.server.components.selects import options_in, range_in
from playground.server.rest.forms import Form
from playground.server.wire import Json

LONGEST_INPUT = 4000
MOST_FILES = 10
MOST_IN_GROUP = 10
_FILE_TYPE = re.compile(r"image|video|audio|\.[A-Za-z0-9]{1,16}")


def text_input(reader: Reader, form: Form) -> Json:
    """Read a field for text."""
    style = form.number("style", 1, 2)
    if style is None and form.body.get("style") is None:
        form.fault("style", "BASE_TYPE_REQUIRED", "This field is required")
    least, most = form.number("min_length", 0, LONGEST_INPUT), form.number("max_length", 1, LONGEST_INPUT)
    if least is not None and most is not None and least > most:
        form.fault("min_length", "TEXT_INPUT_MIN_GREATER_THAN_MAX", "Must not exceed max_length.")
    fields: Json = {
        "custom_id": reader.custom_id(form),
        "style": style,
        "min_length": least,
        "max_length": most,
        "required": form.flag("required", default=True),
        "value": form.text("value", LONGEST_INPUT) or None,
        "placeholder": form.text("placeholder", 100) or None,
        "label": form.text("label", 45, 1),
    }
    return without_none(fields)


def file_upload(reader: Reader, form: Form) -> Json:
    """Read a field for files."""
    is_required = form.flag("required", default=True)
    least, most = range_in(form, MOST_FILES, is_required)
    fields: Json = {"custom_id": reader.custom_id(form), "min_values": least, "max_values": most}
    types = form.body.get("file_types")
    if types is not None:
        if not isinstance(types, list) or len(types) > 10 or not all(_FILE_TYPE.fullmatch(str(one)) for one in types):
            form.fault("file_types", "BASE_TYPE_CHOICES", "Up to ten of image, video, audio, or an extension.")
        fields["file_types"] = types
    return fields | {"required": is_required}


def radio_group(reader: Reader, form: Form) -> Json:
    """Read options of which one is chosen."""
    options = options_in(form, 2, MOST_IN_GROUP)
    if sum("default" in one for one in options) > 1:
        form.fault("options", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "Only one option can be the default.")
    return {"custom_id": reader.custom_id(form), "options": options, "required": form.flag("required", default=True)}


def checkbox_group(reader: Reader, form: Form) -> Json:
    """Read options of which several may be chosen."""
    options = options_in(form, 1, MOST_IN_GROUP)
    least, most = form.number("min_values", 0, MOST_IN_GROUP), form.number("max_values", 1, MOST_IN_GROUP)
    is_required = form.flag("required", default=True)
    if is_required and least == 0:
        form.fault("min_values", "NUMBER_TYPE_MIN", "Must be at least 1 where an answer is required.")
    least, most = 1 if least is None else least, len(options) if most is None else most
    if least > most:
        form.fault("min_values", "SELECT_COMPONENT_MIN_GREATER_THAN_MAX", "Must not exceed max_values.")
    fields: Json = {"custom_id": reader.custom_id(form), "options": options}
    return fields | {"min_values": least, "max_values": most, "required": is_required}


def checkbox(reader: Reader, form: Form) -> Json:
    """Read one box to tick."""
    return {"custom_id": reader.custom_id(form), "default": form.flag("default")}
