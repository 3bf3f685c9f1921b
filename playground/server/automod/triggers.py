"""What a rule of AutoMod looks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from playground.server.automod.keywords import Finding, Keyword, Pattern
from playground.server.wire import Json

_MENTION = re.compile(r"<@[!&]?(\d{1,20})>")
# Discord's model of spam is its own secret; here it is one word, over and over.
_SPAM_WORDS = 10
# So are its lists of words: these stand for them.
PRESETS = {1: ("damn", "bollocks"), 2: ("porn", "xxx"), 3: ("playground-slur",)}


class TriggerType(IntEnum):
    """The kinds of triggers."""

    KEYWORD = 1
    SPAM = 3
    KEYWORD_PRESET = 4
    MENTION_SPAM = 5
    MEMBER_PROFILE = 6


class Sought(Protocol):
    """Something that a text may hold."""

    def find(self, text: str) -> Iterator[Finding]:
        """Yield each place in *text* that holds it."""
        ...


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a rule looks for: any of *sought* where none of *allowed* covers it."""

    type: TriggerType
    metadata: Json
    sought: tuple[Sought, ...] = ()
    allowed: tuple[Keyword, ...] = ()

    def find(self, text: str) -> Finding | None:
        """Return the first thing in *text* that pulls the trigger."""
        excused = [found for keyword in self.allowed for found in keyword.find(text)]
        for sought in self.sought:
            for found in sought.find(text):
                if not any(one.start <= found.start and found.end <= one.end for one in excused):
                    return found
        return None


class TooManyMentions:
    """More different users and roles than may be called in one message."""

    def __init__(self, most: int) -> None:
        self._most = most

    def find(self, text: str) -> Iterator[Finding]:
        """Yield the mentions, from the first to the last, where they are too many."""
        found = list(_MENTION.finditer(text))
        if len({one[1] for one in found}) > self._most:
            yield Finding("", found[0].start(), found[-1].end())


class Repetition:
    """One word, over and over."""

    def find(self, text: str) -> Iterator[Finding]:
        """Yield the whole text where it is that."""
        words = text.split()
        if len(words) >= _SPAM_WORDS and len(set(words)) == 1:
            yield Finding("", 0, len(text))


def words_trigger(kind: TriggerType, keywords: list[str], patterns: list[Pattern], allowed: list[str]) -> Trigger:
    """Return a trigger that looks for keywords and patterns."""
    metadata: Json = {
        "keyword_filter": keywords,
        "regex_patterns": [one.pattern for one in patterns],
        "allow_list": allowed,
    }
    return Trigger(kind, metadata, (*_keywords(keywords), *patterns), _keywords(allowed))


def preset_trigger(presets: list[int], allowed: list[str]) -> Trigger:
    """Return a trigger that looks for the words of Discord's own lists."""
    metadata: Json = {"presets": presets, "allow_list": allowed}
    words = [word for preset in presets for word in PRESETS[preset]]
    return Trigger(TriggerType.KEYWORD_PRESET, metadata, _keywords(words), _keywords(allowed))


def mention_trigger(most: int, guards_against_raids: bool) -> Trigger:
    """Return a trigger that counts mentions."""
    metadata: Json = {"mention_total_limit": most, "mention_raid_protection_enabled": guards_against_raids}
    return Trigger(TriggerType.MENTION_SPAM, metadata, (TooManyMentions(most),))


def spam_trigger() -> Trigger:
    """Return a trigger that looks for spam."""
    return Trigger(TriggerType.SPAM, {}, (Repetition(),))


def _keywords(words: Iterable[str]) -> tuple[Keyword, ...]:
    return tuple(Keyword(word) for word in words)
