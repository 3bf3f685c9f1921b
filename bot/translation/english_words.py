"""Reads English word by word: the Chinese words that each may stand for."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from bot.translation.amounts import explain_discount
from bot.translation.interlinear import Word
from bot.translation.lexicon import EnglishWord, Lexicon
from bot.translation.model import ZH_HANT, Language

_LETTER: Final = "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]"
_PIECE: Final = re.compile(
    r"(?P<kept>[\ue000-\uf8ff]+)"
    r"|(?P<tag>[@#][\w-]+)"
    r"|(?P<discount>(?P<percent>[0-9]{1,2})% off\b)"
    r"|(?P<number>[$£€¥]?[0-9][0-9.,:/-]*[A-Za-z%°]*)"
    rf"|(?P<word>{_LETTER}+(?:'{_LETTER}+)*(?:-{_LETTER}+(?:'{_LETTER}+)*)*)"
    r"|(?P<space>\s+)|(?P<foreign>\w+)|(?P<mark>.)"
)
_QUOTES: Final = frozenset("'\"“”‘")
_SENTENCE_END: Final = frozenset(".!?…\n")
_MOST_WORDS: Final = 4
_MOST_SHOWN: Final = 2
_ENDINGS: Final = (("iest", "y"), ("ier", "y"), ("ies", "y"), ("ly", ""), ("s", ""))
_CLITICS: Final = ("'s", "'re", "'ve", "'ll", "'d", "'m", "s'")


def english_words(text: str, lexicon: Lexicon, target: Language) -> Iterator[Word]:
    """Yield the words of *text*, one line, that have something to show, and whatever must stay."""
    pieces = list(_PIECE.finditer(text.replace("’", "'")))
    index, is_start = 0, True
    while index < len(pieces):
        piece = pieces[index]
        kind, here = piece.lastgroup, piece[0]
        if kind == "word":
            count, found = _longest_phrase(pieces, index, is_start, lexicon)
            end = pieces[index + count - 1].end()
            yield _word(text[piece.start() : end], found, target)
            index, is_start = index + count, False
            continue
        if kind == "discount":
            yield Word(here, explain_discount(int(piece["percent"])))
        elif kind == "mark":
            is_start = is_start or here in _SENTENCE_END
            if here not in _QUOTES:
                yield Word(here, is_glue=True)
        elif kind != "space":
            is_start = False
            yield Word(here, content=1 if kind == "foreign" else 0)
        index += 1


def _word(shown: str, found: EnglishWord | None, target: Language) -> Word:
    if found is None:
        # What is unknown and written large is a name: it stands as it is and counts for nothing.
        return Word(shown, content=0 if shown[0].isupper() and not shown.isupper() else 1)
    weight = 0 if found.is_closed else 1
    words = found.hant if target == ZH_HANT else found.hans
    # A word with nothing to show is left out by an empty text: the list is for what carries meaning.
    return Word(shown if words else "", "/".join(words), weight, weight)


def _is_name(word: str, is_start: bool, lexicon: Lexicon) -> bool:
    is_capital = word[0].isupper() and not word.isupper()
    return is_capital and (not is_start or word.lower() in lexicon.given_names)


def _longest_phrase(
    pieces: list[re.Match[str]], index: int, is_start: bool, lexicon: Lexicon
) -> tuple[int, EnglishWord | None]:
    """Return how many pieces the longest known phrase at *index* spans, and its entry."""
    words: list[str] = []
    ends: list[int] = []
    for at in range(index, min(index + 2 * _MOST_WORDS - 1, len(pieces))):
        if pieces[at].lastgroup == "word":
            words.append(pieces[at][0])
            ends.append(at + 1 - index)
        elif pieces[at].lastgroup != "space":
            break
    for count in range(len(words), 1, -1):
        found = _phrase([word.lower() for word in words[:count]], lexicon)
        if found is not None:
            return ends[count - 1], found
    return 1, _single(words[0], is_start, lexicon)


def _phrase(words: list[str], lexicon: Lexicon) -> EnglishWord | None:
    found = lexicon.english(" ".join(words))
    if found is not None:
        return found
    # gave up -> give up; night shifts -> night shift
    for at in (0, len(words) - 1):
        for lemma in lexicon.lemmas(words[at])[:1]:
            found = lexicon.english(" ".join([*words[:at], lemma, *words[at + 1 :]]))
            if found is not None:
                return found
    return lexicon.english(" ".join(word.capitalize() for word in words))


def _single(word: str, is_start: bool, lexicon: Lexicon) -> EnglishWord | None:
    if _is_name(word, is_start, lexicon) and word.lower() != "i":
        # Names are never translated: Mark, Bill and Rose only pass as what the dictionary itself writes large.
        return lexicon.english(word) or _closed(word, lexicon)
    bare = _plain(word)
    found = _by_form(bare, lexicon)
    if found is None or (is_start and word[0].isupper() and not found.is_closed):
        # At the head of a sentence March may be the month or the walk.
        large = lexicon.english(bare.capitalize())
        found = _joined([entry for entry in (large, found) if entry is not None]) or _derived(bare, lexicon)
    if found is None:
        found = next((_by_form(bare.removesuffix(c), lexicon) for c in _CLITICS if bare.endswith(c)), None)
    if found is None and "-" in bare:
        parts = [_by_form(part, lexicon) for part in bare.split("-") if part]
        found = _joined([part for part in parts if part is not None]) if all(parts) and parts else None
    return found


def _plain(word: str) -> str:
    """Return *word* in lower case and without accents: a café is a cafe."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def _closed(word: str, lexicon: Lexicon) -> EnglishWord | None:
    found = lexicon.english(word.lower())
    return found if found is not None and found.is_closed else None


def _by_form(word: str, lexicon: Lexicon) -> EnglishWord | None:
    own = lexicon.english(word)
    if own is not None:
        return own
    return _joined([entry for lemma in lexicon.lemmas(word) if (entry := lexicon.english(lemma)) is not None])


def _derived(word: str, lexicon: Lexicon) -> EnglishWord | None:
    # New words (mooncakes, selfies) and regular derivations stand in no list of inflected forms.
    for ending, base in _ENDINGS:
        if len(word) > len(ending) + 2 and word.endswith(ending):
            found = lexicon.english(word.removesuffix(ending) + base)
            if found is not None:
                return found
    return None


def _joined(entries: list[EnglishWord]) -> EnglishWord | None:
    """Return one entry that shows the first choice of each: left may be 左边 and 离开."""
    if not entries:
        return None
    if len(entries) == 1:
        return entries[0]
    hans = tuple(dict.fromkeys(entry.hans[0] for entry in entries if entry.hans))[:_MOST_SHOWN]
    hant = tuple(dict.fromkeys(entry.hant[0] for entry in entries if entry.hant))[:_MOST_SHOWN]
    return EnglishWord(hans, hant, all(entry.is_closed for entry in entries))
