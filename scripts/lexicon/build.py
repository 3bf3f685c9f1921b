"""Builds bot/translation/lexicon/lexicon.db: the dictionary that word help reads.

Run it by `scripts/build-lexicon`. The same inputs give the same bytes: rows are sorted, and nothing
is taken from the clock or the machine.
"""

import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from opencc import OpenCC

from scripts.lexicon.choice import Candidate, Readings, Spelling, best_senses, best_words, is_proper
from scripts.lexicon.pinyin import mark_word
from scripts.lexicon.senses import plain_senses
from scripts.lexicon.sources import Entry, Frequencies, cedict, lemmas
from scripts.lexicon.tables import Blocklist, HandEnglish, HandWord, read_english, read_names, read_words

HOME: Final = Path(__file__).resolve().parents[2] / "bot" / "translation" / "lexicon"
# Below these nobody in a chat says the word (Zipf scale); they set the file's size.
RAREST_CHINESE: Final = 2.0
RAREST_ENGLISH: Final = 2.2
# wordfreq cuts Chinese its own way and lacks some everyday words (熬夜): kept when all their characters are common.
COMMON_CHARACTER: Final = 4.3
# A lone rare character is no word of today's Chinese, whatever the dictionary lists: 嬖 is nobody's "favourite".
RAREST_CHARACTER: Final = 3.5
CONTENT: Final = 0
CLOSED: Final = 1

_SCHEMA: Final = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE zh (word TEXT PRIMARY KEY, pinyin TEXT NOT NULL, senses TEXT NOT NULL, closed INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE en (word TEXT PRIMARY KEY, hans TEXT NOT NULL, hant TEXT NOT NULL, closed INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE form (form TEXT PRIMARY KEY, lemmas TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that flows into the file."""

    entries: list[Entry]
    chinese: Frequencies
    english: Frequencies
    blocked: Blocklist
    hand_chinese: list[HandWord]
    hand_english: list[HandEnglish]


def chinese_rows(sources: Sources) -> dict[str, tuple[str, str, int]]:
    """Return word -> (pinyin, senses, closed) for Chinese words as they are read, simplified first.

    A traditional spelling has a row of its own only where its meaning is not that of its simplified one:
    乾 dry, where 干 says "do".
    """
    readings = Readings.counted(sources.entries, sources.chinese)
    spelled: dict[str, list[Entry]] = defaultdict(list)
    for entry in sources.entries:
        if len(entry.hans) == 1 or _is_current(entry, sources.chinese):
            spelled[entry.hans].append(entry)
    rows: dict[str, tuple[str, str, int]] = {}
    by_hand = {word.word for word in sources.hand_chinese}
    for hans, entries in spelled.items():
        if hans in by_hand:
            continue
        chosen = readings.main(entries)
        _add_chinese(rows, hans, chosen, entries, sources)
        for other in sorted({e.hant for e in entries} - {chosen.hant, hans}):
            theirs = [e for e in entries if e.hant == other]
            _add_chinese(rows, other, readings.main(theirs), theirs, sources)
    for word in sources.hand_chinese:
        rows[word.word] = (mark_word(word.pinyin), "/".join(word.senses), word.closed)
    return rows


def _is_current(entry: Entry, chinese: Frequencies) -> bool:
    if entry.hans in chinese.zipf:
        return chinese.zipf[entry.hans] >= RAREST_CHINESE
    if is_proper(entry) or len(entry.hans) > 4:
        return False
    return all(chinese.zipf.get(character, 0.0) >= COMMON_CHARACTER for character in entry.hans)


def _add_chinese(
    rows: dict[str, tuple[str, str, int]], word: str, chosen: Entry, entries: list[Entry], sources: Sources
) -> None:
    # Entries of the same reading lend their senses: 里 in 裡 and in 里 are both read lǐ.
    same = [chosen] + [e for e in entries if e is not chosen and e.pinyin == chosen.pinyin and e.hant == chosen.hant]
    senses = [s for entry in same for s in plain_senses(entry.senses, sources.blocked.english)]
    best = best_senses(senses, sources.english)
    if best and not sources.blocked.has_chinese(word):
        rows[word] = (mark_word(chosen.pinyin), "/".join(best), CONTENT)


def english_rows(sources: Sources) -> dict[str, tuple[str, str, int]]:
    """Return word or phrase -> (simplified, traditional, closed) for English; proper names keep their capital."""
    spell = Spelling(OpenCC("s2twp").convert, OpenCC("s2tw").convert, OpenCC("t2tw").convert)
    candidates: dict[str, list[Candidate]] = defaultdict(list)
    for entry in sources.entries:
        zipf = sources.chinese.zipf.get(entry.hans, 0.0)
        rarest = RAREST_CHARACTER if len(entry.hans) == 1 else RAREST_CHINESE
        if zipf < rarest or sources.blocked.has_chinese(entry.hans):
            continue
        senses = plain_senses(entry.senses, sources.blocked.english)
        for sense in senses:
            key = _key(sense.words)
            if sources.english.of_phrase(key) >= RAREST_ENGLISH and not _is_fragment(key):
                candidates[key].append(Candidate(entry.hans, entry.hant, zipf, sense, len(senses)))
    inflected, names = _only_inflected(), _given_names(sources.entries)
    rows: dict[str, tuple[str, str, int]] = {}
    for key, found in candidates.items():
        # "friends" is found by way of "friend"; what the dictionary lists under the plural is a rarity (俦).
        if inflected.get(key) in candidates or key in names:
            continue
        hans, hant = best_words(found, spell)
        if hans and hant:
            rows[key] = ("/".join(hans), "" if hans == hant else "/".join(hant), CONTENT)
    for word in sources.hand_english:
        hant_text = word.hant or spell.characters(word.hans)
        rows[word.word] = (word.hans, "" if hant_text == word.hans else hant_text, word.closed)
    return rows


def _key(words: str) -> str:
    # Only a lone word keeps its capital: there it tells March from march.
    return words.lower() if " " in words or words.isupper() else words


def _is_fragment(key: str) -> bool:
    words = key.split()
    loose = {"of", "at", "to", "by", "for", "in", "from", "with", "the", "a", "an", "as", "into"}
    return (
        len(words) > 3
        or words[0] in {"a", "an", "the"}
        or (len(words) > 1 and words[-1] in loose)
        or (len(words) > 2 and words[-1] == "on")
    )


def _given_names(entries: list[Entry]) -> set[str]:
    """Return the names that CC-CEDICT marks as such, "Mary or Mari (name)": names are never translated."""
    named = [sense for entry in entries for sense in entry.senses if "(name)" in sense or "given name" in sense]
    return {word for sense in named for word in re.findall(r"[A-Z][a-z]+", sense)}


def _only_inflected() -> dict[str, str]:
    """Return form -> lemma for the forms that are never dictionary forms themselves: friends, not feeling."""
    pairs = list(lemmas())
    bases = {form for form, lemma in pairs if form == lemma}
    return {form: lemma for form, lemma in pairs if form not in bases}


def form_rows(english: dict[str, tuple[str, str, int]], frequencies: Frequencies) -> dict[str, str]:
    """Return inflected form -> lemmas that the lexicon knows, and British spelling -> American."""
    found: dict[str, list[str]] = defaultdict(list)
    for form, lemma in lemmas():
        is_common = frequencies.zipf.get(form, 0.0) >= RAREST_ENGLISH
        if is_common and form != lemma and lemma in english and lemma not in found[form]:
            found[form].append(lemma)
    for word in frequencies.zipf:
        if word not in english and word not in found and frequencies.zipf[word] >= RAREST_ENGLISH:
            found[word] += [us for us in _american(word) if us in english or us in found][:1]
    flat = {form: [base for lemma in of for base in (found.get(lemma) or [lemma])] for form, of in found.items()}
    return {form: "/".join(dict.fromkeys(of)) for form, of in flat.items() if of}


def _american(word: str) -> Iterable[str]:
    for british, american in (
        ("our", "or"),
        ("ise", "ize"),
        ("isi", "izi"),
        ("yse", "yze"),
        ("ogue", "og"),
        ("grey", "gray"),
    ):
        if british in word:
            yield word.replace(british, american)
    if word.endswith(("tre", "bre")):
        yield word[:-2] + "er"


def about_rows(entries: list[Entry], header: dict[str, str], sources: Sources) -> dict[str, str]:
    """Return what the file says about itself, and the tables that are kept in memory once it is open."""
    hans_of: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for entry in entries:
        if len(entry.hans) == len(entry.hant):
            for hant, hans in zip(entry.hant, entry.hans, strict=True):
                hans_of[hant][hans] += 1 + 10 ** sources.chinese.zipf.get(entry.hans, 0.0)
    pairs = {hant: max(sorted(of), key=of.__getitem__) for hant, of in hans_of.items()}
    changed = sorted((hant, hans) for hant, hans in pairs.items() if hant != hans)
    surnames = sorted({e.hans for e in entries if any("surname " in s[:23] for s in e.senses) and len(e.hans) <= 2})
    return {
        "attribution": "Contains data from CC-CEDICT (https://cc-cedict.org/), changed; CC BY-SA 4.0",
        "cedict_date": header.get("date", ""),
        "hans_characters": "".join(hans for _, hans in changed),
        "hant_characters": "".join(hant for hant, _ in changed),
        "given_names": " ".join(read_names(HOME / "given-names.txt")),
        "licence": "https://creativecommons.org/licenses/by-sa/4.0/",
        "surnames": " ".join(surnames),
    }


def write(path: Path, sources: Sources, header: dict[str, str]) -> dict[str, int]:
    """Write the database to *path* anew and return how many rows each table has."""
    english = english_rows(sources)
    tables: dict[str, list[tuple[str | int, ...]]] = {
        "about": list(about_rows(sources.entries, header, sources).items()),
        "zh": [(word, *row) for word, row in chinese_rows(sources).items()],
        "en": [(word, *row) for word, row in english.items()],
        "form": list(form_rows(english, sources.english).items()),
    }
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    base.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA encoding = 'UTF-8';" + _SCHEMA)
    for table, rows in tables.items():
        places = ", ".join("?" * len(rows[0]))
        base.executemany(f"INSERT INTO {table} VALUES ({places})", sorted(rows))  # noqa: S608 - our own names
    base.commit()
    base.execute("VACUUM")
    base.close()
    return {table: len(rows) for table, rows in tables.items()}


def main() -> None:
    """Build the lexicon in place, or at the path given as the only argument."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else HOME / "lexicon.db"
    entries, header = cedict()
    blocked = Blocklist.read(HOME / "blocklist.txt")
    words, english = read_words(HOME / "hand-zh.tsv"), read_english(HOME / "hand-en.tsv")
    sources = Sources(entries, Frequencies.of("zh"), Frequencies.of("en"), blocked, words, english)
    counts = write(path, sources, header)
    said = ", ".join(f"{table} {count:,}" for table, count in counts.items())
    sys.stdout.write(f"{path}: {path.stat().st_size:,} bytes; {said}\n")


if __name__ == "__main__":
    main()
