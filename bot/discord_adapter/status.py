"""How the bot stands, as its moderators read it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import discord

from bot.bridges.model import Bridge, Overview, SeatStanding
from bot.bridges.names import plain
from bot.discord_adapter.invalid_requests import MOST_INVALID_REQUESTS
from bot.discord_adapter.presenter import Presenter
from bot.relay.model import LaneFailure

FAILURES: Final[Mapping[str, str]] = {
    "NotApplied": "status-failure-not-applied",
    "FateUnknown": "status-failure-fate-unknown",
    "Refused": "status-failure-refused",
    "Forbidden": "status-failure-forbidden",
    "WebhooksFull": "status-failure-webhooks-full",
    "ChannelGone": "status-failure-channel-gone",
    "ThreadShut": "status-failure-thread-shut",
    "ThreadsFull": "status-failure-threads-full",
    "Unavailable": "status-failure-unavailable",
    "Unread": "status-failure-unread",
    "Bug": "status-failure-bug",
}
"""The words for each kind of failure that a lane can tell of; any other has its own name."""


def status_text(interaction: discord.Interaction[Any], say: Presenter, overview: Overview) -> str:
    """Return *overview* in the asker's language."""
    lines = [say.phrase(interaction, f"status-hearing-{overview.hearing}"), *_translators(interaction, say, overview)]
    if not overview.bridges:
        lines.append(say.phrase(interaction, "bridges-none"))
    for bridge, seats in overview.bridges:
        lines.append(_bridge(interaction, say, bridge))
        for seat in seats:
            lines += _seat(interaction, say, seat)
    invalid, most = overview.invalid_requests, MOST_INVALID_REQUESTS
    lines.append(say.phrase(interaction, "status-invalid-requests", count=invalid, most=most))
    versions = " · ".join(f"{name} {version}" for name, version in overview.process.versions)
    began = discord.utils.format_dt(overview.process.began, "R")
    return "\n".join([*lines, say.phrase(interaction, "status-process", versions=versions, began=began)])


def _translators(interaction: discord.Interaction[Any], say: Presenter, overview: Overview) -> Iterator[str]:
    if not overview.translators:
        yield say.phrase(interaction, "status-translators-none")
        return
    yield say.phrase(interaction, "status-translators")
    for number, one in enumerate(overview.translators, 1):
        fields: dict[str, str | int] = {"number": number, "name": say.phrase(interaction, f"notice-by-{one.name}")}
        if one.rests_until is not None:
            fields["until"] = discord.utils.format_dt(one.rests_until, "R")
        yield say.phrase(interaction, f"status-translator-{one.state}", **fields)


def _bridge(interaction: discord.Interaction[Any], say: Presenter, bridge: Bridge) -> str:
    state = "bridge-is-paused" if bridge.settings.is_paused else "bridge-is-open"
    return say.phrase(interaction, "bridge-line", bridge=plain(bridge.name), state=say.phrase(interaction, state))


def _seat(interaction: discord.Interaction[Any], say: Presenter, seat: SeatStanding) -> Iterator[str]:
    lane, channel = seat.lane, f"<#{seat.endpoint.channel_id}>"
    if seat.endpoint.is_paused:
        yield say.phrase(interaction, "status-lane-shut", channel=channel, waiting=lane.waiting)
    else:
        yield say.phrase(interaction, "status-lane", channel=channel, waiting=lane.waiting)
    yield from lane_lines(interaction, say, seat)


def lane_lines(interaction: discord.Interaction[Any], say: Presenter, seat: SeatStanding) -> Iterator[str]:
    """Return what is to be told of *seat* below its own line: how long it waits, and what last went wrong there."""
    lane = seat.lane
    if lane.since is not None:
        yield say.phrase(interaction, "status-lane-since", since=discord.utils.format_dt(lane.since, "R"))
    if lane.untranslated:
        yield say.phrase(interaction, "status-lane-untranslated", count=lane.untranslated)
    if seat.failure is not None:
        yield _failure(interaction, say, seat.failure)


def _failure(interaction: discord.Interaction[Any], say: Presenter, failure: LaneFailure) -> str:
    key = FAILURES.get(failure.kind)
    what = failure.kind if key is None else say.phrase(interaction, key)
    at = discord.utils.format_dt(failure.at, "R")
    return say.phrase(interaction, "status-lane-failure", what=what, at=at)
