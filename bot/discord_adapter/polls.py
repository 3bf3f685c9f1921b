"""Polls over REST: how they stand, and the bot's answer to them."""

from datetime import datetime, timedelta
from typing import Final

import discord
from discord.http import handle_message_parameters

from bot.discord_adapter.failures import an_object, asking_discord, objects
from bot.discord_adapter.words import Payload
from bot.errors import Gone, Refused
from bot.ids import first_id_at
from bot.relay.model import SourcePlace
from bot.relay.polls import Votes

_PAGE: Final = 100  # the most that Discord gives at once
_SKEW: Final = timedelta(minutes=1)  # between this machine's clock and Discord's


class DiscordPolls:
    """Implements `bot.relay.polls.PollBoard`.

    Args:
        client: Logged in before the first call.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def read(self, place: SourcePlace) -> Votes | None:
        """Return how the poll at *place* stands; None where there is none, or the bot may not read it."""
        try:
            async with asking_discord():
                message = an_object(await self._client.http.get_message(place.channel_id, place.message_id))
                poll = message.get("poll")
                return None if poll is None else _votes(place, poll)
        except (Gone, Refused):
            return None

    async def tell(self, place: SourcePlace, text: str, since: datetime | None) -> None:
        """Answer the poll at *place* with *text*, unless that was done *since* a moment."""
        if since is not None and await self._is_answered(place, since):
            return
        # Not discord.py's own reference, which would say the ids as numbers.
        answered = {
            "message_id": str(place.message_id),
            "channel_id": str(place.channel_id),
            "fail_if_not_exists": False,
        }
        async with asking_discord():
            with handle_message_parameters(
                content=text,
                allowed_mentions=discord.AllowedMentions.none(),
                message_reference=answered,  # type: ignore[arg-type] # see above
                nonce=place.message_id,  # lest a second try posts a second time
            ) as parameters:
                await self._client.http.send_message(place.channel_id, params=parameters)

    async def _is_answered(self, place: SourcePlace, since: datetime) -> bool:
        """Tell whether the bot itself answered the poll at *place*, within a page of what was said *since* a moment."""
        own = self._client.user
        async with asking_discord():
            after = first_id_at(since - _SKEW)
            page = objects(await self._client.http.logs_from(place.channel_id, _PAGE, after=after))
        return any(
            own is not None
            and message["author"]["id"] == str(own.id)
            and (message.get("message_reference") or {}).get("message_id") == str(place.message_id)
            for message in page
        )


def _votes(place: SourcePlace, poll: Payload) -> Votes:
    results = poll.get("results") or {}
    counts = {one["id"]: int(one["count"]) for one in results.get("answer_counts", ())}
    return Votes(
        place,
        tuple(counts.get(answer["answer_id"], 0) for answer in poll["answers"]),
        datetime.fromisoformat(poll["expiry"]),
        bool(results.get("is_finalized")),
    )
