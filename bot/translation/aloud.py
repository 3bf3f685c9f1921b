"""Reading aloud: how Chinese sounds, word by word, in pinyin or zhuyin."""

import re
from collections.abc import Iterator
from typing import Final

from bot.translation.interlinear import Word, line
from bot.translation.lexicon import Lexicon
from bot.translation.masking import for_word_help, from_word_help, mask
from bot.translation.model import Phonetics
from bot.translation.zhuyin import zhuyin

_HAN: Final = re.compile("[〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_PIECE: Final = re.compile(rf"(?P<han>{_HAN.pattern})|(?P<other>[^\W\u3400-\u9fff]+|[\ue000-\uf8ff])|(?P<mark>\S)")
_LONGEST_WORD: Final = 8
_MOST_CHARACTERS: Final = 1000
_SPOILER: Final = "||"
_UNREAD: Final = "xx"  # as the dictionary says that nobody knows the sound


class Aloud:
    """Says how texts sound, by the lexicon: the longest words that it knows, which needs no further library."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or Lexicon()

    def read(self, text: str, phonetics: Phonetics) -> str | None:
        """Return the words of *text* each with its sounds, line by line; None where there is no Chinese.

        Neither where something is hidden, which the sounds would tell. Some milliseconds for a long text.
        """
        if _HAN.search(text) is None or _SPOILER in text:
            return None
        masked = mask(text)
        lines: list[str] = []
        room = _MOST_CHARACTERS
        for each in for_word_help(masked).splitlines():
            said = line(list(self._words(each, phonetics)), room) if room > 0 else ""
            if said:
                lines.append(said)
                room -= len(said) + 1
        return from_word_help("\n".join(lines), masked.spans) or None

    def sounds(self, word: str, phonetics: Phonetics) -> str:
        """Return how a Chinese *word* sounds; nothing where nobody knows."""
        between = " " if phonetics is Phonetics.ZHUYIN else ""
        return between.join(each.help for each in self._run(word, phonetics))

    def _words(self, text: str, phonetics: Phonetics) -> Iterator[Word]:
        for piece in _PIECE.finditer(text):
            if piece.lastgroup == "han":
                yield from self._run(piece[0], phonetics)
            else:
                yield Word(piece[0], is_glue=piece.lastgroup == "mark")

    def _run(self, shown: str, phonetics: Phonetics) -> Iterator[Word]:
        simplified = shown.translate(self._lexicon.simplified)
        at = 0
        while at < len(shown):
            end, pinyin = self._longest(shown, simplified, at)
            yield Word(shown[at:end], zhuyin(pinyin) if phonetics is Phonetics.ZHUYIN else pinyin)
            at = end

    def _longest(self, shown: str, simplified: str, at: int) -> tuple[int, str]:
        """Return where the longest known word from *at* ends, and its pinyin; a character by itself where none is."""
        for end in range(min(at + _LONGEST_WORD, len(shown)), at, -1):
            # As spelled first: 乾 has an entry of its own, where 干 says "do".
            found = self._lexicon.chinese(shown[at:end]) or self._lexicon.chinese(simplified[at:end])
            if found is not None and found.pinyin != _UNREAD:
                return end, found.pinyin
        return at + 1, ""
