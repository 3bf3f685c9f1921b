"""Select menus: for options of one's own, and for users, roles, both, or channels."""

from playground.server.components import kinds
from playground.server.components.reader import Reader, emoji_in, without_none
from playground.server.rest.forms import Form
from playground.server.wire import Json

MOST_OPTIONS = 25
LONGEST_PLACEHOLDER = 150
LONGEST_IN_OPTION = 100
_DEFAULTS = {
    kinds.USER_SELECT: ("user",),
    kinds.ROLE_SELECT: ("role",),
    kinds.MENTIONABLE_SELECT: ("user", "role"),
    kinds.CHANNEL_SELECT: ("channel",),
}


def string_select(reader: Reader, form: Form) -> Json:
    """Read a menu of options."""
    fields = _menu(reader, form)
    options = options_in(form, 1, MOST_OPTIONS)
    if fields["max_values"] > len(options):
        form.fault("max_values", "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", "Must not exceed the number of options.")
    if sum("default" in one for one in options) > fields["max_values"]:
        form.fault("options", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "More defaults than may be chosen.")
    return without_none(fields) | {"options": options}


def entity_select(reader: Reader, form: Form) -> Json:
    """Read a menu that Discord fills."""
    fields = _menu(reader, form)
    kind = int(form.body["type"])
    if kind == kinds.CHANNEL_SELECT and form.body.get("channel_types") is not None:
        fields["channel_types"] = _channel_types(form)
    defaults = [_default(inner, _DEFAULTS[kind]) for inner in form.items("default_values", MOST_OPTIONS)]
    if defaults and not fields["min_values"] <= len(defaults) <= fields["max_values"]:
        form.fault("default_values", "SELECT_COMPONENT_DEFAULT_VALUES_OUT_OF_RANGE", "Wrong number of defaults.")
    return without_none(fields) | ({"default_values": defaults} if defaults else {})


def range_in(form: Form, most: int, is_required: bool) -> tuple[int, int]:
    """Read how few and how many may be chosen of at most *most*; what is required cannot be left empty."""
    least = form.number("min_values", 0, most)
    largest = form.number("max_values", 1, most)
    least, largest = 1 if least is None else least, 1 if largest is None else largest
    if is_required and form.body.get("min_values") is not None and least == 0:
        form.fault("min_values", "NUMBER_TYPE_MIN", "Must be at least 1 where an answer is required.")
    if least > largest:
        form.fault("min_values", "SELECT_COMPONENT_MIN_GREATER_THAN_MAX", "Must not exceed max_values.")
    return least, largest


def options_in(form: Form, least: int, most: int) -> list[Json]:
    """Read the options of a menu or a group; no two have the same value."""
    forms = form.items("options", most)
    if len(forms) < least:
        form.fault("options", "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
    seen: set[str] = set()
    return [_option(inner, seen) for inner in forms]


def _option(form: Form, seen: set[str]) -> Json:
    value = form.text("value", LONGEST_IN_OPTION, 1, required=True) or ""
    if value in seen:
        form.fault("value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
    seen.add(value)
    option: Json = {
        "label": form.text("label", LONGEST_IN_OPTION, 1, required=True),
        "value": value,
        "description": form.text("description", LONGEST_IN_OPTION) or None,
        "emoji": emoji_in(form),
        "default": form.flag("default") or None,
    }
    return without_none(option)


def _menu(reader: Reader, form: Form) -> Json:
    is_required = reader.in_modal and form.body.get("required") is not False
    form.flag("required")
    if reader.in_modal and form.flag("disabled"):
        form.fault("disabled", "MODAL_COMPONENT_DISABLED", "Components in modals cannot be disabled.")
    least, largest = range_in(form, MOST_OPTIONS, is_required)
    menu: Json = {
        "custom_id": reader.custom_id(form),
        "placeholder": form.text("placeholder", LONGEST_PLACEHOLDER) or None,
        "min_values": least,
        "max_values": largest,
    }
    if reader.in_modal:
        menu["required"] = is_required
    else:
        menu["disabled"] = form.flag("disabled") or None
    return menu


def _channel_types(form: Form) -> list[int]:
    given = form.body["channel_types"]
    if not isinstance(given, list) or any(not isinstance(one, int) or not 0 <= one <= 16 for one in given):
        form.fault("channel_types", "BASE_TYPE_CHOICES", "Not a list of channel types.")
        return []
    return sorted(set(given))


def _default(form: Form, allowed: tuple[str, ...]) -> Json:
    kind = form.body.get("type")
    if kind not in allowed:
        form.fault("type", "BASE_TYPE_CHOICES", f"Value must be one of {allowed}.")
    return {"id": str(form.snowflake("id", required=True) or 0), "type": kind}
