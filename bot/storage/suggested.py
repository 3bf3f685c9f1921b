"""Suggested: that a member's topic is asked, which is a contribution of theirs on that day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, select, true

from bot.ids import ChannelId, GuildId, MessageId, UserId, said_at
from bot.participation.acting import UTC_ZONE
from bot.participation.goals import day_of
from bot.participation.model import Act, Kind, Participant, tongue_of
from bot.prompts.model import PromptId
from bot.prompts.occasions import OccasionState, PostingState, Reason
from bot.prompts.suggestions import SuggestionId, suggestion_of
from bot.storage import acts
from bot.storage.statements import found, take_turns
from bot.storage.tables import choice, daily_occasion, daily_posting, daily_suggestion, endpoint, preference
from bot.translation.model import Language


@dataclass(frozen=True, slots=True)
class _Asked:
    """A suggestion that is asked, and where it stands first."""

    id: SuggestionId
    message_id: MessageId
    channel_id: ChannelId
    language: Language


def credit(connection: Connection, calls: Sequence[datetime]) -> list[None]:
    """Count the suggestions that are asked now, each once however often this is done."""
    take_turns(connection)
    for now in calls:
        asked = {row.id: row for row in _asked(connection, now)}
        acts.keep(connection, list(_acts(connection, asked)))
    return [None] * len(calls)


def _asked(connection: Connection, now: datetime) -> Iterator[_Asked]:
    """Yield the suggestions that are asked."""
    query = (
        select(daily_occasion.c.prompt_id, func.min(daily_posting.c.message_id).label("message_id"))
        .join(daily_posting, daily_posting.c.occasion_id == daily_occasion.c.id)
        .where(
            daily_occasion.c.state == OccasionState.OPEN.value,
            daily_occasion.c.closes_at > now,
            daily_occasion.c.reason == Reason.SUGGESTION.value,
            daily_posting.c.state == PostingState.POSTED.value,
        )
        .group_by(daily_occasion.c.prompt_id)
    )
    first = {row.message_id: suggestion_of(PromptId(row.prompt_id)) for row in connection.execute(query)}
    for row in found(connection, _PLACES, first):
        if (number := first[row.message_id]) is not None:
            yield _Asked(number, MessageId(row.message_id), ChannelId(row.channel_id), Language(row.language))


def _acts(connection: Connection, asked: Mapping[SuggestionId, _Asked]) -> Iterator[Act]:
    for row in found(connection, _SUGGESTED, asked):
        place = asked[SuggestionId(row.id)]
        at = said_at(place.message_id)
        yield Act(
            kind=Kind.SUGGESTION,
            who=Participant(UserId(row.user_id), tongue_of(place.language)),
            whom=None,
            guild_id=GuildId(row.guild_id),
            channel_id=place.channel_id,
            message_id=place.message_id,
            at=at,
            day=day_of(at, row.zone or UTC_ZONE),
        )


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_PLACES: Final = (
    select(daily_posting.c.message_id, daily_posting.c.channel_id, endpoint.c.language)
    .join(endpoint, endpoint.c.channel_id == daily_posting.c.channel_id)
    .where(daily_posting.c.message_id.in_(_KEYS))
)
_SUGGESTED: Final = (
    select(daily_suggestion.c.id, daily_suggestion.c.user_id, daily_suggestion.c.guild_id, preference.c.zone)
    .outerjoin(preference, preference.c.user_id == daily_suggestion.c.user_id)
    .outerjoin(choice, choice.c.user_id == daily_suggestion.c.user_id)
    .where(daily_suggestion.c.id.in_(_KEYS), func.coalesce(choice.c.takes_part, true()))
)
