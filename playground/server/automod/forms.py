"""Reading the body of a new or changed rule."""

from __future__ import annotations

from dataclasses import dataclass

from playground.server.automod.keywords import Pattern
from playground.server.automod.model import ActionType, Consequence, EventType
from playground.server.automod.triggers import (
    PRESETS,
    Trigger,
    TriggerType,
    mention_trigger,
    preset_trigger,
    spam_trigger,
    words_trigger,
)
from playground.server.members.forms import LONGEST_TIMEOUT_SECONDS
from playground.server.rest.forms import Form
from playground.server.wire import Json

LONGEST_NAME = 100
LONGEST_KEYWORD = 60
LONGEST_PATTERN = 260
LONGEST_CUSTOM_MESSAGE = 150
MOST_KEYWORDS, MOST_PATTERNS, MOST_MENTIONS = 1000, 10, 50
MOST_ALLOWED = {TriggerType.KEYWORD_PRESET: 1000}
MOST_EXEMPT_ROLES, MOST_EXEMPT_CHANNELS = 20, 50
MOST_ACTIONS = 5

_ON_MESSAGES = frozenset((ActionType.BLOCK_MESSAGE, ActionType.SEND_ALERT_MESSAGE))
# Which actions a trigger can have (auto moderation resource, "Action Types").
POSSIBLE = {
    TriggerType.KEYWORD: _ON_MESSAGES | {ActionType.TIMEOUT},
    TriggerType.SPAM: _ON_MESSAGES,
    TriggerType.KEYWORD_PRESET: _ON_MESSAGES,
    TriggerType.MENTION_SPAM: _ON_MESSAGES | {ActionType.TIMEOUT},
    TriggerType.MEMBER_PROFILE: frozenset((ActionType.SEND_ALERT_MESSAGE, ActionType.BLOCK_MEMBER_INTERACTION)),
}


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as asked for; what the body did not give is None."""

    name: str | None
    trigger: Trigger | None
    consequences: tuple[Consequence, ...] | None
    enabled: bool | None
    exempt_roles: tuple[int, ...] | None
    exempt_channels: tuple[int, ...] | None


def new_rule_in(body: Json) -> tuple[TriggerType | None, RuleDraft]:
    """Read the body of a new rule.

    Raises:
        Refusal: 50035.
    """
    form = Form(body)
    kind = _kind(form)
    for key in ("name", "event_type", "actions"):
        if body.get(key) is None:
            form.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
    if kind in (TriggerType.KEYWORD_PRESET, TriggerType.MEMBER_PROFILE) and body.get("trigger_metadata") is None:
        form.fault("trigger_metadata", "BASE_TYPE_REQUIRED", "This field is required")
    draft = _draft(form, kind, trigger=None if kind is None else _trigger(form, kind))
    form.check()
    return kind, draft


def changed_rule_in(body: Json, kind: TriggerType) -> RuleDraft:
    """Read the body of a rule's change; its trigger's type stays.

    Raises:
        Refusal: 50035.
    """
    form = Form(body)
    if form.number("trigger_type", 1, 6) not in (None, kind):
        form.fault("trigger_type", "BASE_TYPE_CHOICES", f"Value must be one of ({kind},).")
    given = body.get("trigger_metadata") is not None
    draft = _draft(form, kind, trigger=_trigger(form, kind) if given else None)
    form.check()
    return draft


def _kind(form: Form) -> TriggerType | None:
    number = form.number("trigger_type", 1, 6)
    if number in tuple(TriggerType):
        return TriggerType(number)
    form.fault("trigger_type", "BASE_TYPE_CHOICES", f"Value must be one of {tuple(map(int, TriggerType))}.")
    return None


def _draft(form: Form, kind: TriggerType | None, trigger: Trigger | None) -> RuleDraft:
    event = form.number("event_type", 1, 2)
    about = EventType.MEMBER_UPDATE if kind is TriggerType.MEMBER_PROFILE else EventType.MESSAGE_SEND
    if event is not None and event != about:
        form.fault("event_type", "BASE_TYPE_CHOICES", f"Value must be one of ({int(about)},).")
    return RuleDraft(
        name=form.text("name", LONGEST_NAME, 1),
        trigger=trigger,
        consequences=None if form.body.get("actions") is None else _consequences(form, kind),
        enabled=form.truth("enabled"),
        exempt_roles=_exempt(form, "exempt_roles", MOST_EXEMPT_ROLES),
        exempt_channels=_exempt(form, "exempt_channels", MOST_EXEMPT_CHANNELS),
    )


def _exempt(form: Form, key: str, most: int) -> tuple[int, ...] | None:
    ids = tuple(form.snowflakes(key, most))
    return None if form.body.get(key) is None else ids


def _trigger(form: Form, kind: TriggerType) -> Trigger:
    metadata = form.inner("trigger_metadata") or Form({})
    if kind is TriggerType.SPAM:
        return spam_trigger()
    if kind is TriggerType.MENTION_SPAM:
        most = metadata.number("mention_total_limit", 0, MOST_MENTIONS)
        raids = metadata.flag("mention_raid_protection_enabled")
        return mention_trigger(MOST_MENTIONS if most is None else most, raids)
    allowed = _keywords(metadata, "allow_list", MOST_ALLOWED.get(kind, 100))
    if kind is TriggerType.KEYWORD_PRESET:
        return preset_trigger(metadata.numbers("presets", PRESETS), allowed)
    return words_trigger(kind, _keywords(metadata, "keyword_filter", MOST_KEYWORDS), _patterns(metadata), allowed)


def _keywords(form: Form, key: str, most: int) -> list[str]:
    found = form.texts(key, most, LONGEST_KEYWORD)
    if any(not one.strip("* ") for one in found):
        form.fault(key, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {LONGEST_KEYWORD} in length.")
    return found


def _patterns(form: Form) -> list[Pattern]:
    found = []
    for text in form.texts("regex_patterns", MOST_PATTERNS, LONGEST_PATTERN):
        try:
            found.append(Pattern(text))
        except ValueError:
            form.fault("regex_patterns", "AUTO_MODERATION_INVALID_REGEX", "No regular expression of Rust's.")
    return found


def _consequences(form: Form, kind: TriggerType | None) -> tuple[Consequence, ...]:
    inner = form.items("actions", MOST_ACTIONS)
    if not inner:
        form.fault("actions", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MOST_ACTIONS} in length.")
    possible = frozenset(ActionType) if kind is None else POSSIBLE[kind]
    read = [_consequence(one, possible) for one in inner]
    return tuple(one for one in read if one is not None)


def _consequence(form: Form, possible: frozenset[ActionType]) -> Consequence | None:
    number = form.number("type", 1, 4)
    if number not in possible:
        form.fault("type", "BASE_TYPE_CHOICES", f"Value must be one of {tuple(sorted(map(int, possible)))}.")
        return None
    what, metadata = ActionType(number), form.inner("metadata") or Form({})
    if what is ActionType.SEND_ALERT_MESSAGE:
        return Consequence(what, {"channel_id": str(_needed(form, "channel_id", metadata.snowflake("channel_id")))})
    if what is ActionType.TIMEOUT:
        seconds = metadata.number("duration_seconds", 1, LONGEST_TIMEOUT_SECONDS)
        return Consequence(what, {"duration_seconds": _needed(form, "duration_seconds", seconds)})
    said = metadata.text("custom_message", LONGEST_CUSTOM_MESSAGE) if what is ActionType.BLOCK_MESSAGE else None
    return Consequence(what, {"custom_message": said} if said else {})


def _needed(form: Form, key: str, value: int | None) -> int:
    if value is None and not form.errors:
        form.fault("metadata", "BASE_TYPE_REQUIRED", f"This action needs {key}.")
    return value or 0
