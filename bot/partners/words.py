"""What is said to a pair: each in their own words, about what they share, and nothing that the other did not tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.partners.model import HOURS, Pair, Partner, title_number, tongue_of
from bot.partners.ports import FirstTopics, Phrases
from bot.translation.model import Language


@dataclass(frozen=True, slots=True)
class PairWords:
    """Words what stands in the threads of a pair."""

    phrases: Phrases
    topics: FirstTopics

    def say(self, language: Language | str, key: str) -> str:
        """Return the phrase *key* for readers of a language."""
        return self.phrases.say(language, key)

    def title(self, pair: Pair, language: Language) -> str:
        """Return what a thread is called: by a number, and nobody's name."""
        return self.phrases.say(language, "partner-title", number=title_number(pair))

    async def welcome(
        self, pair: Pair, mine: Partner, theirs: Partner, name: str, language: Language, other: Language
    ) -> str:
        """Return how a thread begins.

        Args:
            mine: Whoever reads it.
            name: What the other one is called, as plain text.
            language: What the reader writes.
            other: What the other one writes.
        """
        shared = mine.interests & theirs.interests
        lines = [
            self.phrases.say(
                language, "partner-welcome", member=f"<@{mine.user_id}>", name=name, tongue=tongue_of(other)
            ),
        ]
        if shared:
            names = [self.phrases.say(language, f"daily-theme-{one}") for one in sorted(shared)]
            lines.append(self.phrases.say(language, "partner-shared-interests", interests=_listed(names, language)))
        if hours := mine.availability.shared_with(theirs.availability):
            lines.append(self.phrases.say(language, "partner-shared-hours", hours=_spans(hours)))
        topic = await self.topics.topic(language, shared or mine.interests | theirs.interests, pair.id)
        lines += [self.phrases.say(language, "partner-topic", topic=topic), self.phrases.say(language, "partner-rules")]
        return "\n".join(lines)


def _listed(names: Sequence[str], language: Language) -> str:
    return ("、" if language.startswith("zh") else ", ").join(names)


def _spans(hours: Sequence[tuple[int, int]]) -> str:
    return " · ".join(f"{begin:02}:00–{end % HOURS:02}:00" for begin, end in hours)
