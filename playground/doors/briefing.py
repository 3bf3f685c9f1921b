"""What the page is told once: which channels are joined, who the cast are, and lines to click."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from playground.cast import APPLICATION_ID, CAST
from playground.place import BRIDGES, Bridge
from playground.server.wire import Json, encode

Phrase = Mapping[str, str]
"""One sentence in several languages, by their tags."""

BRIEFING: Final = "/playground/briefing"
PHRASES: Final = "/playground/phrases"


@dataclass(frozen=True, slots=True)
class Briefing:
    """What whoever starts the playground tells its page; it knows nothing of the bot by itself.

    Attributes:
        bridges: The channels that are joined.
        phrases: Sentences that can be clicked instead of written.
    """

    bridges: tuple[Bridge, ...] = BRIDGES
    phrases: Sequence[Phrase] = ()


class BriefingDoor:
    """Answers with a briefing; *heard* is called each time a page asks for it."""

    def __init__(self, briefing: Briefing, heard: Callable[[], None]) -> None:
        self._briefing = briefing
        self._heard = heard

    def add_to(self, app: web.Application) -> None:
        """Let *app* answer at the door's addresses."""
        app.router.add_get(BRIEFING, self._brief)
        app.router.add_get(PHRASES, self._phrases)

    async def _brief(self, _: web.Request) -> web.Response:
        self._heard()
        told: Json = {
            "application": str(APPLICATION_ID),
            "bridges": [_bridge(one) for one in self._briefing.bridges],
            "cast": {str(one.id): {"about": one.about, "colour": f"#{one.colour:06x}"} for one in CAST},
        }
        return web.Response(body=encode(told).encode(), content_type="application/json")

    async def _phrases(self, _: web.Request) -> web.Response:
        listed = [dict(one) for one in self._briefing.phrases]
        return web.Response(body=encode(listed).encode(), content_type="application/json")


def _bridge(one: Bridge) -> Json:
    seats = {"english": one.english, "chinese": one.chinese}
    return {"name": one.name} | {
        side: {"channel": str(seat.channel_id), "language": seat.language} for side, seat in seats.items()
    }
