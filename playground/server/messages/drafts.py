"""What a client asks to have said: the body of a message request, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from playground.server.attachments.asked import Asked, attachments_in
from playground.server.attachments.voice import demand_voice_message
from playground.server.components.forms import Allowed, components_in, demand_version
from playground.server.messages import flags
from playground.server.messages.embeds import embeds_in
from playground.server.messages.refusals import empty_message, stickers_stay
from playground.server.polls.forms import poll_in
from playground.server.polls.model import PollDraft
from playground.server.rest.forms import Form, cleaned, length
from playground.server.rest.multipart import NO_FILES, Upload
from playground.server.webhooks.names import name_in
from playground.server.wire import Json

LONGEST = 2000
LONGEST_WITH_NITRO = 4000
LONGEST_NONCE = 25
MOST_STICKERS = 3

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
    """The message that a reply answers, or that a forward shows."""

    message_id: int
    channel_id: int | None
    must_exist: bool
    is_forward: bool = False
    guild_id: int | None = None


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
    components: list[Json] = field(default_factory=list)
    poll: PollDraft | None = None
    attachments: tuple[Asked, ...] = ()
    sticker_ids: list[int] = field(default_factory=list)
    username: str | None = None
    avatar_url: str | None = None
    given: frozenset[str] = field(default_factory=frozenset)


def draft_in(body: Json, longest: int, files: Mapping[str, Upload] = NO_FILES) -> Draft:
    """Read the body of a member's or a bot's new message, and the *files* that came with it.

    Raises:
        Refusal: 50035 for what is malformed, 50006 where nothing is said, 30015, 50159 to 50161 for voice messages.
    """
    form = Form(body)
    draft = Draft(
        content=form.text("content", longest) or "",
        embeds=embeds_in(form),
        allowed=_allowed_mentions(form),
        components=components_in(form),
        poll=poll_in(form) if "poll" in body else None,
        flags=(form.number("flags", 0, 2**31 - 1) or 0) & flags.SETTABLE,
        tts=form.flag("tts"),
        nonce=_nonce(form),
        enforce_nonce=form.flag("enforce_nonce"),
        reference=_reference(form.inner("message_reference")),
        attachments=attachments_in(form, files),
        sticker_ids=form.snowflakes("sticker_ids", MOST_STICKERS),
        given=frozenset(body),
    )
    return _said(form, draft)


def webhook_draft_in(body: Json, allowed: Allowed = Allowed.ALL, files: Mapping[str, Upload] = NO_FILES) -> Draft:
    """Read the body of a webhook's new message, with such components as are *allowed*, and the *files* it brings.

    Raises:
        Refusal: 50035 for what is malformed, 50006 where nothing is said, 30015.
    """
    form = Form(body)
    draft = Draft(
        content=form.text("content", LONGEST) or "",
        embeds=embeds_in(form) if "embeds" in body else [],
        allowed=_allowed_mentions(form),
        components=components_in(form, allowed) if "components" in body else [],
        poll=poll_in(form) if "poll" in body else None,
        flags=(form.number("flags", 0, 2**31 - 1) or 0) & flags.SETTABLE_BY_WEBHOOK,
        tts=form.flag("tts"),
        username=name_in(form, "username"),
        avatar_url=form.web_address("avatar_url"),
        attachments=attachments_in(form, files),
        given=frozenset(body),
    )
    return _said(form, draft)


def edit_in(body: Json, longest: int, allowed: Allowed = Allowed.ALL, files: Mapping[str, Upload] = NO_FILES) -> Draft:
    """Read the body of an edit, in which everything may be absent or null, with such components as are *allowed*.

    Raises:
        Refusal: 50035 for what is malformed, 30015, 50080 for other stickers.
    """
    form = Form(body)
    if form.body.get("sticker_ids"):
        raise stickers_stay()
    draft = Draft(
        content=form.text("content", longest) or "",
        embeds=embeds_in(form),
        allowed=_allowed_mentions(form),
        components=components_in(form, allowed),
        attachments=attachments_in(form, files, is_new=False),
        flags=(form.number("flags", 0, 2**31 - 1) or 0) & flags.EDITABLE,
        given=frozenset(body) - ({"components"} if allowed is Allowed.IGNORED else set()),
    )
    form.check()
    return draft


def _said(form: Form, draft: Draft) -> Draft:
    is_v2 = bool(draft.flags & flags.IS_COMPONENTS_V2)
    is_forward = draft.reference is not None and draft.reference.is_forward
    if is_forward:
        _refuse_company(form)
    form.check()
    if is_v2 or draft.components:
        demand_version(is_v2, draft.components, content=draft.content, embeds=draft.embeds, poll=draft.poll)
    if draft.flags & flags.IS_VOICE_MESSAGE:
        demand_voice_message(draft, form.body)
    says_something = draft.content or draft.embeds or draft.poll or draft.attachments or draft.sticker_ids
    if not (says_something or is_forward or (is_v2 and draft.components)):
        raise empty_message()
    return draft


def _refuse_company(form: Form) -> None:
    for key in ("content", "embeds", "components", "poll", "sticker_ids", "attachments"):
        if form.body.get(key):
            form.fault(key, "MESSAGE_FORWARD_HAS_CONTENT", "A forward has nothing beside what it forwards.")


def _nonce(form: Form) -> str | int | None:
    nonce = form.body.get("nonce")
    if nonce is None or (isinstance(nonce, int) and not isinstance(nonce, bool) and abs(nonce) < 2**63):
        return nonce
    if not isinstance(nonce, str):
        form.fault("nonce", "NONCE_TYPE_CONVERT", "A nonce is text or a whole number.")
    elif length(nonce) > LONGEST_NONCE:
        form.fault("nonce", "NONCE_TYPE_TOO_LONG", f"Nonce must be {LONGEST_NONCE} or fewer characters.")
    else:
        return cleaned(nonce)
    return None


def _reference(form: Form | None) -> Reference | None:
    if form is None:
        return None
    is_forward = form.number("type", 0, 1) == 1
    message_id = form.snowflake("message_id", required=True)
    must_exist = form.flag("fail_if_not_exists", default=True)
    channel_id = form.snowflake("channel_id", required=is_forward)
    return Reference(message_id or 0, channel_id, must_exist, is_forward, form.snowflake("guild_id"))


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
