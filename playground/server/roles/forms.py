"""Reading the body of a new or changed role."""

from __future__ import annotations

from typing import Any

from playground.server.guilds import permissions
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.roles.refusals import needs_boosts
from playground.server.wire import Json

LONGEST_NAME = 100
MOST_COLOR = 0xFFFFFF
# Pictures need ROLE_ICONS, gradients ENHANCED_ROLE_COLORS, which no guild here has.
_BOOSTED = ("icon", "unicode_emoji")


def role_in(body: Json) -> dict[str, Any]:
    """Return the attributes of a role that *body* sets; null leaves one as it is.

    Raises:
        Refusal: 50035, or 50101 for what only a boosted guild has.
    """
    form = Form(body)
    colors = form.inner("colors")
    primary = None if colors is None else colors.number("primary_color", 0, MOST_COLOR)
    deprecated = form.number("color", 0, MOST_COLOR)
    rights = form.number("permissions", 0, 2**63 - 1)
    found = {
        "name": form.text("name", LONGEST_NAME, 1),
        "permissions": None if rights is None else rights & permissions.ALL,
        "color": deprecated if primary is None else primary,
        "hoist": form.truth("hoist"),
        "mentionable": form.truth("mentionable"),
    }
    form.check()
    if any(body.get(key) is not None for key in _BOOSTED) or _has_gradient(colors):
        raise needs_boosts()
    return {key: value for key, value in found.items() if value is not None}


def positions_in(listing: list[object]) -> dict[int, int]:
    """Return the wanted positions by the roles' ids; those without one stay where they are.

    Raises:
        Refusal: 50035.
    """
    form = Form({"roles": listing})
    wanted: dict[int, int] = {}
    for inner in form.items("roles", 250):
        role_id, position = inner.snowflake("id", required=True), inner.number("position", 0, 2**31 - 1)
        if role_id is not None and position is not None:
            wanted[role_id] = position
    if form.errors:
        raise refusals.invalid_form(form.errors["roles"])
    return wanted


def _has_gradient(colors: Form | None) -> bool:
    if colors is None:
        return False
    return any(colors.body.get(key) is not None for key in ("secondary_color", "tertiary_color"))
