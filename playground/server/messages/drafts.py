"""What a client asks to have said: the body of a message request, read and checked."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.server.messages.embeds import embeds_in
from playground.server.rest import refusals
from playground.server.rest.forms import Form, length
from playground.server.webhooks.names import name_in
from playground.server.wire import Json

LONGEST = 2000
LONGEST_WITH_NITRO = 4000
LONGEST_NONCE = 25

# Of all flags a client may set only: no link previews, no notification (message resource, "Create Message").
SETTABLE_FLAGS = 1 << 2 | 1 << 12
EDITABLE_FLAGS = 1 << 2
_MENTION_KINDS = ("users", "roles", "everyone")


@dataclass(frozen=True, slots=True)
class AllowedMentions:
    """Which of the mentions in a text may take effect."""

    parse: frozenset[str] = frozenset()
    users: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    replied_user: bool = False


EVERY_MENTION = AllowedMentions(frozenset(_MENTION_KINDS), replied_user=True)
ONLY_USERS = AllowedMentions(frozenset(("users",)))


@dataclass(frozen=True, slots=True)
class Reference:
    """The message that a reply answers."""

    message_id: int
    channel_id: int | None
    must_exist: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A message as asked for; *given* holds the keys that the body had, for edits."""

    content: str
    embeds: list[Json]
    allowed: AllowedMentions | None
    flags: int = 0
    tts: bool = False
    nonce: str | int | None = None
    enforce_nonce: bool = False
    reference: Reference | None = None
    username: str | None = None
    avatar_url: str | None = None
    given: frozenset[str] = field(default_factory=frozenset)


def draft_in(body: Json, longest: int) -> Draft:
    """Read the body of a member's or a bot's new message.

    Raises:
        Refusal: 50035 for what is malformed, 50006 where nothing is said.
    """
    form = Form(body)
    draft = Draft(
        content=form.text("content", longest) or "",
        embeds=embeds_in(form),
        allowed=_allowed_mentions(form),
        flags=(form.number("flags", 0, 2**31 - 1) or 0) & SETTABLE_FLAGS,
        tts=form.flag("tts"),
        nonce=_nonce(form),
        enforce_nonce=form.flag("enforce_nonce"),
        reference=_reference(form.inner("message_reference")),
        given=frozenset(body),
    )
    return _said(form, draft)


def webhook_draft_in(body: Json) -> Draft:
    """Read the body of a webhook's new message.

    Raises:
        Refusal: 50035 for what is malformed, 50006 where nothing is said.
    """
    form = Form(body)
    draft = Draft(
        content=form.text("content", LONGEST) or "",
        embeds=embeds_in(form) if "embeds" in body else [],
        allowed=_allowed_mentions(form),
        flags=(form.number("flags", 0, 2**31 - 1) or 0) & SETTABLE_FLAGS,
        tts=form.flag("tts"),
        username=name_in(form, "username"),
        avatar_url=form.web_address("avatar_url"),
        given=frozenset(body),
    )
    return _said(form, draft)


def edit_in(body: Json, longest: int) -> Draft:
    """Read the body of an edit, in which everything may be absent or null.

    Raises:
        Refusal: 50035 for what is malformed.
    """
    form = Form(body)
    draft = Draft(
        content=form.text("content", longest) or "",
        embeds=embeds_in(form),
        allowed=_allowed_mentions(form),
        flags=(form.number("flags", 0, 2**31 - 1) or 0) & EDITABLE_FLAGS,
        given=frozenset(body),
    )
    form.check()
    return draft


def _said(form: Form, draft: Draft) -> Draft:
    form.check()
    if not draft.content and not draft.embeds:
        raise refusals.empty_message()
    return draft


def _nonce(form: Form) -> str | int | None:
    nonce = form.body.get("nonce")
    if nonce is None or (isinstance(nonce, int) and not isinstance(nonce, bool) and abs(nonce) < 2**63):
        return nonce
    if not isinstance(nonce, str):
        form.fault("nonce", "NONCE_TYPE_CONVERT", "A nonce is text or a whole number.")
    elif length(nonce) > LONGEST_NONCE:
        form.fault("nonce", "NONCE_TYPE_TOO_LONG", f"Nonce must be {LONGEST_NONCE} or fewer characters.")
    else:
        return nonce
    return None


def _reference(form: Form | None) -> Reference | None:
    if form is None:
        return None
    if form.number("type", 0, 0):
        return None  # forwards (type 1) are refused by the number's range
    message_id = form.snowflake("message_id", required=True)
    must_exist = form.flag("fail_if_not_exists") if "fail_if_not_exists" in form else True
    return Reference(message_id or 0, form.snowflake("channel_id"), must_exist)


def _allowed_mentions(form: Form) -> AllowedMentions | None:
    inner = form.inner("allowed_mentions")
    if inner is None:
        return None
    parse = frozenset(inner.choices("parse", _MENTION_KINDS))
    users, roles = frozenset(inner.snowflakes("users", 100)), frozenset(inner.snowflakes("roles", 100))
    # "parse" and the lists exclude each other, kind by kind; an empty list does not count.
    for kind, listed in (("users", users), ("roles", roles)):
        if kind in parse and listed:
            inner.fault(
                "parse", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", f"parse:[{kind}] and {kind} exclude each other."
            )
    return AllowedMentions(parse, users, roles, inner.flag("replied_user"))
