"""Buttons."""

from playground.server.components.kinds import LINK_BUTTON, PREMIUM_BUTTON
from playground.server.components.reader import Reader, emoji_in, without_none
from playground.server.rest.forms import Form
from playground.server.wire import Json

LONGEST_LABEL = 80
LONGEST_ADDRESS = 512
_NEITHER = "BUTTON_COMPONENT_FIELD_NOT_ALLOWED"


def button(reader: Reader, form: Form) -> Json:
    """Read a button; its style says which fields it must and must not have."""
    style = form.number("style", 1, PREMIUM_BUTTON)
    if style is None and form.body.get("style") is None:
        form.fault("style", "BASE_TYPE_REQUIRED", "This field is required")
    fields: Json = {
        "style": style,
        "label": form.text("label", LONGEST_LABEL) or None,
        "emoji": emoji_in(form),
        "disabled": form.flag("disabled") or None,
    }
    if style == LINK_BUTTON:
        fields["url"] = _required(form, "url", form.web_address("url", LONGEST_ADDRESS))
        _refuse(form, "custom_id", "sku_id")
    elif style == PREMIUM_BUTTON:
        sku = form.snowflake("sku_id", required=True)
        fields["sku_id"] = None if sku is None else str(sku)
        _refuse(form, "custom_id", "label", "url", "emoji")
    else:
        fields["custom_id"] = reader.custom_id(form)
        _refuse(form, "url", "sku_id")
    if style != PREMIUM_BUTTON and not fields["label"] and not fields["emoji"]:
        form.fault_here("BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button needs a label or an emoji.")
    return without_none(fields)


def _required(form: Form, key: str, value: str | None) -> str | None:
    if not value and not form.body.get(key):
        form.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
    return value


def _refuse(form: Form, *keys: str) -> None:
    for key in keys:
        if form.body.get(key) is not None:
            form.fault(key, _NEITHER, f"A button of this style has no {key}.")
