"""What only forums have: tags for their posts, and the emoji that a reader is offered."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from playground.server.channels.kinds import REQUIRE_TAG
from playground.server.channels.model import Channel, ForumEmoji, Tag
from playground.server.channels.refusals import (
    no_tags_for_members,
    tag_names_not_unique,
    tag_required,
    too_many_tags,
    unknown_tag,
)
from playground.server.rest import refusals
from playground.server.rest.forms import Form

if TYPE_CHECKING:
    from playground.server.snowflakes import Snowflakes

MOST_TAGS = 20
LONGEST_TAG = 20
MOST_APPLIED_TAGS = 5
# Roomy: joined emoji (families, flags) are long.
_LONGEST_EMOJI = 32


def one_of(form: Form, key: str, allowed: Collection[int]) -> int | None:
    """Return the whole number under *key*, which must be one of *allowed*, or None if it is absent or null."""
    number = form.number(key, -(2**31), 2**31 - 1)
    if number is not None and number not in allowed:
        form.fault(key, "BASE_TYPE_CHOICES", f"Value must be one of {tuple(allowed)}.")
    return number


def default_reaction_in(form: Form) -> ForumEmoji | None:
    """Read the emoji that a forum's posts offer: exactly one of its id and its name."""
    inner = form.inner("default_reaction_emoji")
    if inner is None:
        return None
    emoji = _emoji(inner)
    if emoji == ForumEmoji(None, None):
        inner.fault("emoji_name", "BASE_TYPE_REQUIRED", "This field is required")
    return emoji


def tags_in(form: Form, channel_tags: list[Tag], ids: Snowflakes) -> list[Tag]:
    """Read a forum's tags; those with the id of one of *channel_tags* keep it.

    Raises:
        Refusal: 30048 for more than twenty, 40061 for two of the same name.
    """
    listed = form.body.get("available_tags")
    if isinstance(listed, list) and len(listed) > MOST_TAGS:
        raise too_many_tags()
    known = {one.id for one in channel_tags}
    tags = [_tag(inner, known, ids) for inner in form.items("available_tags", MOST_TAGS)]
    if len({tag.name.casefold() for tag in tags}) < len(tags):
        raise tag_names_not_unique()
    return tags


def applied_tags(forum: Channel, wanted: list[int], before: list[int], is_moderator: bool) -> list[int]:
    """Return the tags that a post of *forum* is to bear, in place of those it had *before*.

    Raises:
        Refusal: 10087 for a tag that the forum does not have, 40067 where one is required, 40066 where one is required
            and none can be had, 50013 for a moderated tag put on or off by someone else.
    """
    known = {tag.id: tag for tag in forum.tags}
    if any(tag_id not in known for tag_id in wanted):
        raise unknown_tag()
    if not is_moderator and any(known[one].moderated for one in set(wanted) ^ set(before) if one in known):
        raise refusals.missing_permissions()
    if forum.flags & REQUIRE_TAG and not wanted:
        open_to_all = is_moderator or any(not tag.moderated for tag in forum.tags)
        raise tag_required() if open_to_all else no_tags_for_members()
    return list(dict.fromkeys(wanted))


def _tag(form: Form, known: set[int], ids: Snowflakes) -> Tag:
    tag_id = form.snowflake("id")
    if tag_id is not None and tag_id not in known:
        form.fault("id", "BASE_TYPE_CHOICES", "This forum has no tag with this id.")
    name = form.text("name", LONGEST_TAG, 1, required=True) or ""
    return Tag(tag_id or ids.next(), name, form.flag("moderated"), _emoji(form))


def _emoji(form: Form) -> ForumEmoji:
    emoji = ForumEmoji(form.snowflake("emoji_id"), form.text("emoji_name", _LONGEST_EMOJI))
    if emoji.id is not None and emoji.name:
        form.fault("emoji_id", "EMOJI_EXCLUSIVE", "emoji_id and emoji_name exclude each other.")
    if emoji.name and emoji.name.isascii():
        form.fault("emoji_name", "INVALID_EMOJI", "Not a Unicode emoji.")
    return ForumEmoji(emoji.id, emoji.name or None)
