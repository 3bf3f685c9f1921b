"""How a dictionary's sense becomes a few plain words, and which senses are never shown."""

import re
from dataclasses import dataclass
from typing import Final

# A sense so marked is dropped whole: backyard came out as an obscenity otherwise, fried rice as worse.
_COARSE: Final = re.compile(r"\b(vulgar|slang|derog|pejor|offensive|taboo|obscen|insult|euphem|swear|sex)", re.I)
_RARE: Final = re.compile(
    r"\b(archaic|arch\.|old|literary|classical|dialect|Cantonese|Japanese|Buddhism|math|physics)\b"
)
_REFERENCE: Final = re.compile(
    r"^(CL:|(old |archaic |erroneous |unofficial |Japanese )?variant of|(two-character )?surname |see |see also "
    r"|abbr\. (for|of|to) |(also|usually) (written|pr\.|called|known)|Taiwan pr|equivalent (of|to)|same as"
    r"|used (in|to|as|before|after|for) |component (in|of)|Kangxi|\d+-stroke|classifier|indicat|place name"
    r"|personal name|character used|particle)",
)
_LINK: Final = re.compile(r"[\u3400-\u9fff〇|·，○]+(\[[^\]]*\])?")
_PARENTHESES: Final = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_YEARS: Final = re.compile(r"\(.*\b\d{3,4}\b.*\)|\bBC\b")
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z' -]*[A-Za-z]|[A-Za-z]")
_LEAD: Final = re.compile(r"^(to be |to |a |an |the |be )(?=\w)")
# "Ipoh city in Malaysia", "Shanghai municipality": the name is enough, and where it lies is nobody's business.
_PLACE: Final = re.compile(
    r"((?:[A-Z][\w'-]*)(?: [A-Z][\w'-]*)*) (?:prefecture-level |county-level |autonomous |special )*"
    r"(?:city|county|municipality|province|district|prefecture|state|region|township|town)\b.*"
)
# What is left where a reference to another entry stood at the end.
_CUT_SHORT: Final = (" of", " as", " equivalent", " variant", " in Taiwan")
_FEW_WORDS: Final = 4
_MOST_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Sense:
    """A meaning in a few plain words; `order` counts from the entry's first, `rare` ones are a last resort."""

    words: str
    order: int
    rare: bool = False
    tw: bool = False


def plain_senses(senses: tuple[str, ...], blocked: re.Pattern[str]) -> list[Sense]:
    """Return what may be shown of an entry's *senses*; nothing of a coarse one, nothing *blocked*.

    `to eat; to consume` gives two; notes in parentheses and references to other entries go. Where all
    are long ("to have a holiday or vacation") longer ones are taken.
    """
    return _up_to(_FEW_WORDS, senses, blocked) or _up_to(_MOST_WORDS, senses, blocked)


def _up_to(most: int, senses: tuple[str, ...], blocked: re.Pattern[str]) -> list[Sense]:
    found: list[Sense] = []
    seen: set[str] = set()
    for order, sense in enumerate(senses):
        notes = " ".join(_PARENTHESES.findall(sense))
        if _COARSE.search(notes) or _REFERENCE.match(sense) or _YEARS.search(sense) or "(name)" in sense:
            continue
        for part in _PARENTHESES.sub("", _PARENTHESES.sub("", sense)).split(";"):
            words = _plain_words(part, most)
            if words and words.lower() not in seen and not blocked.search(words):
                seen.add(words.lower())
                found.append(Sense(words, order, bool(_RARE.search(notes)), "Tw" in notes))
    return found


def _plain_words(part: str, most: int) -> str:
    words = " ".join(_LINK.sub("", part).split()).strip(" ,.!?:")
    words = words.split(", ")[0].removesuffix(" etc").removesuffix(" sth").removesuffix(" sb")
    words = _LEAD.sub("", words) if len(words) > 3 else words
    words = _PLACE.sub(r"\1", words).removeprefix("PRC ")
    if (
        _REFERENCE.match(words)
        or words.endswith(_CUT_SHORT)
        or not _PLAIN.fullmatch(words)
        or len(words.split()) > most
    ):
        return ""
    return words
