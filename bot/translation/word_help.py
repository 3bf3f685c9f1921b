"""Word help: an interlinear word-by-word reading for when nobody can translate; never called a translation."""

from collections.abc import Iterator
from typing import Final

from bot.translation.chinese_words import chinese_words
from bot.translation.english_words import english_words
from bot.translation.interlinear import Word, coverage, line
from bot.translation.lexicon import Lexicon
from bot.translation.model import EN, Language, is_chinese

# Below this share of content words a reading misleads more than it helps.
LEAST_COVERAGE: Final = 0.8
# The reading stands under the original in one message of 2,000 characters.
MOST_CHARACTERS: Final = 900


class WordHelp:
    """Explains texts word by word from the lexicon, offline and within a few milliseconds."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or Lexicon()

    def close(self) -> None:
        """Let go of the lexicon's file; another text opens it again."""
        self._lexicon.close()

    def explain(self, text: str, source: str, target: str) -> str | None:
        """Return the words of *text* in their own order with what they may mean, a line for each of its lines.

        Protected spans stand in *text* as private-use characters (U+E000 to U+F8FF) and come back
        untouched. Chinese to English shows pinyin and at most two senses a word; English to Chinese is a
        word list in the script of *target*. The reading is plain text without markdown, at most
        `MOST_CHARACTERS` long; a longer one is cut with an ellipsis.

        Returns:
            None where the languages are no such pair, where less than four fifths of the content words are
            known, or where nothing is explained.
        """
        if is_chinese(Language(source)) == is_chinese(Language(target)) or EN not in {source, target}:
            return None
        words: list[Word] = []
        lines: list[str] = []
        room = MOST_CHARACTERS
        for source_line in text.splitlines():
            if room <= 0:
                break
            read = list(_within(self._words(source_line, source, target), room))
            words += read
            said = line(read, room)
            if said:
                lines.append(said)
                room -= len(said) + 1
        if not any(word.help for word in words) or coverage(words) < LEAST_COVERAGE:
            return None
        return "\n".join(lines)

    def _words(self, text: str, source: str, target: str) -> Iterator[Word]:
        if source == EN:
            return english_words(text, self._lexicon, Language(target))
        return chinese_words(text, self._lexicon)


def _within(words: Iterator[Word], room: int) -> Iterator[Word]:
    """Yield *words* until they fill *room*, so that nobody looks up what will not be shown."""
    for word in words:
        yield word
        room -= len(word.text) + len(word.help) + 1
        if room < 0:
            return
