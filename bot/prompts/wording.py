"""Wording: how a topic reads in a channel, in its language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from bot.ids import UserId
from bot.prompts.model import Mode, Prompt, Word
from bot.translation.model import ZH_HANT, Language, Phonetics, is_chinese

LONGEST_TITLE: Final = 100
"""Characters that a thread's title may have."""

_LONGEST_QUESTION: Final = 300  # characters of a poll's question; Discord's limit
_CUT: Final = "…"


class Phrases(Protocol):
    """Says the bot's own words."""

    def say(self, language: str, key: str, /, **fields: str | int) -> str:
        """Return the phrase *key* for readers of *language*."""
        ...


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same topic in a channel that was asked before.

    Attributes:
        link: To it, or to its thread.
        answers: How much was said there so far.
    """

    link: str
    answers: int


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked.

    Attributes:
        closes_at: Until when answers are waited for (UTC).
        hours: How long that is.
        suggested_by: The member who wrote it.
        ping_role_id: Who is pinged.
    """

    prompt: Prompt
    closes_at: datetime
    hours: int
    suggested_by: UserId | None = None
    ping_role_id: int | None = None
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """The poll under a topic.

    Attributes:
        hours: For which it is open.
    """

    question: str
    answers: tuple[str, ...]
    hours: int


@dataclass(frozen=True, slots=True)
class TopicText:
    """A topic as it reads in one channel.

    Attributes:
        title: Of its thread.
        answer: On the button with which one answers.
    """

    title: str
    content: str
    answer: str
    ballot: Ballot | None = None
    ping_role_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Words topics.

    Attributes:
        to_traditional: Converts Simplified Chinese, with Taiwan's words.
        sounds: Tells how a Chinese word sounds.
    """

    phrases: Phrases
    to_traditional: Callable[[str], str]
    sounds: Callable[[str, Phonetics], str]

    def of(self, topic: Topic, language: Language) -> TopicText:
        """Return *topic* for readers of *language*."""
        question = topic.prompt.asked_in(language, self.to_traditional)
        is_poll = topic.prompt.mode is Mode.POLL and bool(question.answers)
        lines = [self._head(topic, language), f"**{question.text}**"]
        if question.note:
            lines.append(f"-# {question.note}")
        if topic.prompt.words:
            lines.append(self._words(topic.prompt.words, language))
        lines.append(f"-# {self._until(topic, language)}")
        return TopicText(
            title=clipped(question.text, LONGEST_TITLE),
            content="\n".join(lines),
            answer=self.phrases.say(language, "daily-answer-button"),
            ballot=Ballot(clipped(question.text, _LONGEST_QUESTION), question.answers, topic.hours)
            if is_poll
            else None,
            ping_role_id=topic.ping_role_id,
        )

    def _head(self, topic: Topic, language: Language) -> str:
        head = f"### {self.phrases.say(language, 'daily-topic')}"
        return head if topic.ping_role_id is None else f"{head} <@&{topic.ping_role_id}>"

    def _words(self, words: Iterable[Word], language: Language) -> str:
        """Return the day's words: what is to be learned first, then what it means."""
        phonetics = Phonetics.ZHUYIN if language == ZH_HANT else Phonetics.PINYIN
        said = []
        for word in words:
            written = word.written_in(language, self.to_traditional)
            chinese = f"{written} {self.sounds(written, phonetics)}".rstrip()
            said.append(f"**{word.en}** {chinese}" if is_chinese(language) else f"**{chinese}** {word.en}")
        return "> " + " · ".join(said)

    def _until(self, topic: Topic, language: Language) -> str:
        said = [self.phrases.say(language, "daily-until", when=f"<t:{int(topic.closes_at.timestamp())}:f>")]
        if topic.earlier is not None:
            said.append(
                self.phrases.say(language, "daily-earlier", link=topic.earlier.link, count=topic.earlier.answers)
            )
        if topic.suggested_by is not None:
            said.append(self.phrases.say(language, "daily-suggested-by", member=f"<@{topic.suggested_by}>"))
        return " · ".join(said)


def clipped(text: str, longest: int) -> str:
    """Return *text* in at most *longest* characters; what is left out is shown by a mark."""
    return text if len(text) <= longest else text[: longest - len(_CUT)].rstrip() + _CUT
