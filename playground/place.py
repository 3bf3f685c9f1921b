"""The place that a bot is started in: where its Discord is, which channels it joins, where it keeps its files."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from playground.cast import CHINESE, ENGLISH, MODERATORS, PRACTICE_CHINESE, PRACTICE_ENGLISH


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One channel's seat in a bridge, and the language written there."""

    channel_id: int
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two channels that share one conversation, and where its moderators are told things."""

    name: str
    english: Endpoint
    chinese: Endpoint
    notices_id: int = MODERATORS.id

    @property
    def endpoints(self) -> tuple[Endpoint, Endpoint]:
        """Both seats, the English one first."""
        return (self.english, self.chinese)


BRIDGES: Final = (
    Bridge(
        "playground",
        Endpoint(ENGLISH.id, ENGLISH.name, "en"),
        Endpoint(CHINESE.id, CHINESE.name, "zh-Hans"),
    ),
    Bridge(
        "practice",
        Endpoint(PRACTICE_ENGLISH.id, PRACTICE_ENGLISH.name, "en"),
        Endpoint(PRACTICE_CHINESE.id, PRACTICE_CHINESE.name, "zh-Hans"),
    ),
)


def bridges_for(locale: str) -> tuple[Bridge, ...]:
    """Return the bridges with their Chinese seats in the script that a reader of *locale* is used to."""
    script = "zh-Hant" if locale == "zh-TW" else "zh-Hans"
    return tuple(replace(bridge, chinese=replace(bridge.chinese, language=script)) for bridge in BRIDGES)


@dataclass(frozen=True, slots=True)
class BotPlace:
    """All that a bot needs to know to work in the playground.

    Attributes:
        token: The bot's token; new in each run.
        status_address: Host and port at which the bot is to serve its text-free trace, `/relays`.
        folder: Where it may keep its database and its log; not made yet.
        bridges: The channels that it is to join.
        translator: The translator that was asked for by name; empty for none.
        translator_url: Where the bot is to ask that translator: the playground passes it on.
    """

    token: str
    api_url: str
    gateway_url: str
    cdn_url: str
    status_address: str
    folder: Path
    bridges: tuple[Bridge, ...]
    translator: str
    translator_url: str = ""


RunBot = Callable[[BotPlace, Callable[[], None]], Coroutine[None, None, None]]
"""Runs a bot in a place until it is cancelled; it calls its second argument once it relays."""
