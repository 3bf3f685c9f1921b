"""Reading the body of a guild's change."""

from __future__ import annotations

from typing import Any

from playground.server.cdn.image_data import picture_in
from playground.server.commands.wording import LOCALES
from playground.server.guilds.model import CHANNEL_KEYS, Guild
from playground.server.rest.forms import Form
from playground.server.wire import Json

SHORTEST_NAME, LONGEST_NAME, LONGEST_DESCRIPTION = 2, 100, 300
# Guild resource, "Mutable Guild Features"; the others are Discord's to give.
MUTABLE_FEATURES = ("COMMUNITY", "DISCOVERABLE", "INVITES_DISABLED", "RAID_ALERTS_DISABLED")
FOR_ADMINISTRATORS = frozenset(("COMMUNITY", "DISCOVERABLE"))
AFK_TIMEOUTS = (60, 300, 900, 1800, 3600)
_LEVELS = {"verification_level": 4, "default_message_notifications": 1, "explicit_content_filter": 2}
_MOST_FLAGS = (1 << 6) - 1
_MOST_FEATURES = 100


def settings_in(guild: Guild, body: Json) -> dict[str, Any]:
    """Return the attributes of *guild* that *body* sets; the icon as a picture that is still to be kept.

    Raises:
        Refusal: 50035.
    """
    form = Form(body)
    locale = form.text("preferred_locale", 10)
    if locale is not None and locale not in LOCALES:
        form.fault("preferred_locale", "BASE_TYPE_CHOICES", f"Value must be one of {sorted(LOCALES)}.")
    if "name" in form:
        form.text("name", LONGEST_NAME, SHORTEST_NAME, required=True)
    timeout = form.number("afk_timeout", AFK_TIMEOUTS[0], AFK_TIMEOUTS[-1])
    if timeout not in (None, *AFK_TIMEOUTS):
        form.fault("afk_timeout", "BASE_TYPE_CHOICES", f"Value must be one of {AFK_TIMEOUTS}.")
    found: dict[str, Any] = {
        "name": form.text("name", LONGEST_NAME, SHORTEST_NAME),
        "description": form.text("description", LONGEST_DESCRIPTION),
        "preferred_locale": locale or "en-US",
        "afk_timeout": timeout or guild.afk_timeout,
        "system_channel_flags": form.number("system_channel_flags", 0, _MOST_FLAGS) or 0,
        "premium_progress_bar_enabled": form.flag("premium_progress_bar_enabled"),
        "features": _features(form, guild),
        "icon": picture_in(form, "icon"),
    }
    found |= {key: form.number(key, 0, most) or 0 for key, most in _LEVELS.items()}
    found |= {key: _channel(form, key, guild) for key in CHANNEL_KEYS}
    form.check()
    return {key: value for key, value in found.items() if key in form}


def _features(form: Form, guild: Guild) -> list[str]:
    wanted = form.texts("features", _MOST_FEATURES, LONGEST_NAME)
    kept = [one for one in guild.features if one not in MUTABLE_FEATURES]
    return kept + [one for one in MUTABLE_FEATURES if one in wanted]


def _channel(form: Form, key: str, guild: Guild) -> int | None:
    channel_id = form.snowflake(key)
    if channel_id is not None and channel_id not in guild.channels:
        form.fault(key, "CHANNEL_NOT_FOUND", "There is no such channel.")
    return channel_id
