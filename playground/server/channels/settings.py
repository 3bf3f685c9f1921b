"""What can be set on a channel, read from a request's body by the channel's type."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from playground.server.channels.forums import default_reaction_in, one_of
from playground.server.channels.kinds import (
    ANNOUNCEMENT_CHANNEL,
    ARCHIVE_DURATIONS,
    CATEGORY,
    FORUM,
    HIDE_MEDIA_DOWNLOADS,
    HYPHENATED,
    LONGEST_SLOWMODE,
    MEDIA,
    OPENED,
    REQUIRE_TAG,
    SPOILER,
    TEXT_CHANNEL,
    THREAD_ONLY,
    VOICE_CHANNEL,
    WITH_SLOWMODE,
    WITH_THREADS,
)
from playground.server.channels.model import Channel
from playground.server.channels.refusals import bitrate_too_high
from playground.server.guilds.model import Guild
from playground.server.rest.forms import Form

LONGEST_NAME = 100
LONGEST_TOPIC, LONGEST_GUIDELINES = 1024, 4096
# By a guild's boosts (channel resource, "Modify Channel").
HIGHEST_BITRATES = (96_000, 128_000, 256_000, 384_000)
MOST_IN_CATEGORY = 50
NEWS = "NEWS"

_INHABITED = tuple(kind for kind in OPENED if kind != CATEGORY)
_FLAGS = {FORUM: REQUIRE_TAG | SPOILER, MEDIA: REQUIRE_TAG | SPOILER | HIDE_MEDIA_DOWNLOADS}


@dataclass(frozen=True, slots=True)
class Setting:
    """A field of a body, the channel's attribute that it sets, and the types of channel that have it."""

    key: str
    attribute: str
    kinds: Collection[int]
    read: Callable[[Form, int], object]


def _slowmode(form: Form, key: str) -> int:
    return form.number(key, 0, LONGEST_SLOWMODE) or 0


SETTINGS = (
    Setting("topic", "topic", WITH_THREADS, lambda form, kind: form.text("topic", _longest_topic(kind))),
    Setting("nsfw", "nsfw", _INHABITED, lambda form, _: form.flag("nsfw")),
    Setting("rate_limit_per_user", "slowmode", WITH_SLOWMODE, lambda form, _: _slowmode(form, "rate_limit_per_user")),
    Setting(
        "default_thread_rate_limit_per_user",
        "thread_slowmode",
        WITH_THREADS,
        lambda form, _: _slowmode(form, "default_thread_rate_limit_per_user"),
    ),
    Setting(
        "default_auto_archive_duration",
        "auto_archive",
        WITH_THREADS,
        lambda form, _: one_of(form, "default_auto_archive_duration", ARCHIVE_DURATIONS),
    ),
    Setting("flags", "flags", _INHABITED, lambda form, kind: _flags(form, kind)),
    Setting("user_limit", "user_limit", (VOICE_CHANNEL,), lambda form, _: form.number("user_limit", 0, 99) or 0),
    Setting("rtc_region", "region", (VOICE_CHANNEL,), lambda form, _: form.text("rtc_region", 100)),
    Setting(
        "video_quality_mode",
        "video_quality",
        (VOICE_CHANNEL,),
        lambda form, _: one_of(form, "video_quality_mode", (1, 2)) or 1,
    ),
    Setting("default_reaction_emoji", "default_reaction", THREAD_ONLY, lambda form, _: default_reaction_in(form)),
    Setting(
        "default_sort_order", "sort_order", THREAD_ONLY, lambda form, _: one_of(form, "default_sort_order", (0, 1))
    ),
    Setting(
        "default_forum_layout", "layout", (FORUM,), lambda form, _: one_of(form, "default_forum_layout", (0, 1, 2)) or 0
    ),
)


def settings_in(form: Form, kind: int) -> dict[str, Any]:
    """Read what *form* sets on a channel of this *kind*: values by the channel's attributes.

    What a type of channel does not have must be well formed, and is passed over.
    """
    read = [(one, one.read(form, kind)) for one in SETTINGS if one.key in form]
    return {one.attribute: value for one, value in read if kind in one.kinds}


def kind_in(form: Form, guild: Guild) -> int:
    """Read the type of a new channel; announcements need the guild's NEWS feature."""
    kind = one_of(form, "type", OPENED) or TEXT_CHANNEL
    if kind == ANNOUNCEMENT_CHANNEL and NEWS not in guild.features:
        form.fault("type", "BASE_TYPE_CHOICES", "This guild has no announcement channels.")
    return kind


def converted_kind_in(form: Form, channel: Channel) -> int:
    """Read the type that *channel* is to have: text and announcements can be turned into each other, with NEWS."""
    kind = form.number("type", 0, 16)
    if kind in (None, channel.type):
        return channel.type
    both = (TEXT_CHANNEL, ANNOUNCEMENT_CHANNEL)
    if kind not in both or channel.type not in both or NEWS not in channel.guild.features:
        form.fault("type", "BASE_TYPE_CHOICES", f"A channel of type {channel.type} cannot be made one of type {kind}.")
    return kind or TEXT_CHANNEL


def category_in(form: Form, guild: Guild, kind: int, current: Channel | None = None) -> Channel | None:
    """Read the category that a channel of this *kind* is to stand in; the *current* one has room for it."""
    category_id = form.snowflake("parent_id")
    if category_id is None:
        return None
    category = guild.channels.get(category_id)
    if kind == CATEGORY:
        form.fault("parent_id", "CHANNEL_PARENT_INVALID_TYPE", "Categories cannot have subcategories")
    elif category is None:
        form.fault("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")
    elif category.type != CATEGORY:
        form.fault("parent_id", "CHANNEL_PARENT_INVALID_TYPE", "Not a category")
    elif category is not current and is_full(category):
        form.fault("parent_id", "CHANNEL_PARENT_MAX_CHANNELS", f"Maximum number of channels is {MOST_IN_CATEGORY}.")
    return category


def is_full(category: Channel) -> bool:
    """Say whether *category* holds as many channels as it can."""
    return sum(one.category is category for one in category.guild.channels.values()) >= MOST_IN_CATEGORY


def bitrate_in(form: Form, guild: Guild, kind: int) -> int | None:
    """Read a voice channel's bits per second.

    Raises:
        Refusal: 30052 for more than the guild's boosts allow.
    """
    bitrate = form.number("bitrate", 8000, 2**31 - 1)
    if kind == VOICE_CHANNEL and bitrate is not None and bitrate > HIGHEST_BITRATES[min(guild.premium_tier, 3)]:
        raise bitrate_too_high()
    return bitrate


def as_name(name: str, kind: int) -> str:
    """Return *name* as a channel of this *kind* bears it."""
    return "-".join(name.split()).lower() if kind in HYPHENATED else name


def _longest_topic(kind: int) -> int:
    return LONGEST_GUIDELINES if kind in THREAD_ONLY else LONGEST_TOPIC


def _flags(form: Form, kind: int) -> int:
    return (form.number("flags", 0, 2**31 - 1) or 0) & _FLAGS.get(kind, SPOILER)
