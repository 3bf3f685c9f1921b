"""The opening: what the playground says about itself before anything happens."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playground.cast import CAST
from playground.place import BRIDGES
from playground.scene import TO_TRY
from playground.terminal.layout import NARROWEST_PAIR, text_of, width_of, wrapped
from playground.words import Words

_SPOKEN_TRANSLATORS: Final = frozenset({"google", "libretranslate"})


@dataclass(frozen=True, slots=True)
class Situation:
    """What there is to be told.

    Attributes:
        wanted_port: The port that was asked for.
        port: The port that was free; the same if *wanted_port* is 0.
        translator: The translator that was turned on, or empty.
        in_terminal: Lines can be typed here.
        is_interactive: Somebody types at a terminal, rather than a program into a pipe.
    """

    url: str
    wanted_port: int
    port: int
    folder: Path
    translator: str
    in_terminal: bool
    is_interactive: bool


def opening(words: Words, situation: Situation, width: int | None) -> str:
    """Return the opening in the locale of *words*: what is open, joined and there, and what to try.

    Its lines have at most *width* cells; None breaks none of them.
    """
    parts = (
        ("open", _open(words, situation)),
        ("joined", [_bridge(words, bridge.english.name, bridge.chinese.name) for bridge in BRIDGES]),
        ("people", [_people(words), words.say("people-scripted")]),
        ("try", _to_try(words) if situation.in_terminal else [words.say("try-page")]),
        ("translation", [_translation(words, situation.translator)]),
        ("data", [words.say("data", folder=str(situation.folder))]),
        ("stop", [words.say(_stop(situation))]),
    )
    labels = {name: words.say(f"label-{name}") for name, _ in parts}
    widest = max(width_of(label) for label in labels.values())
    lines = [*_broken([words.say("title")], width), ""]
    for name, said in parts:
        if width is not None and width < NARROWEST_PAIR:
            lines += [labels[name], *(f"  {line}" for line in _broken(said, width - 2))]
        else:
            lines += _beside_label(labels[name], _broken(said, width and width - widest - 2), widest)
    return "\n".join(lines)


def _stop(situation: Situation) -> str:
    if not situation.in_terminal:
        return "stop-page"
    return "stop-prompt" if situation.is_interactive else "stop-plain"


def _broken(said: Sequence[str], width: int | None) -> list[str]:
    if width is None:
        return list(said)
    return [text_of(line) for one in said for line in wrapped([("", one)], width - 1)]


def try_these(words: Words) -> str:
    """Return what can be typed."""
    return "\n".join(_to_try(words))


def _to_try(words: Words) -> list[str]:
    samples = (f"{name} {line}" for name, line in TO_TRY)
    return [words.say("try-how"), *(f"  {sample}" for sample in samples), words.say("try-more"), words.say("try-edit")]


def _beside_label(label: str, said: Sequence[str], widest: int) -> list[str]:
    heads = [label + " " * (widest - width_of(label)), *[" " * widest] * (len(said) - 1)]
    return [f"{head}  {line}" for head, line in zip(heads, said, strict=True)]


def _open(words: Words, situation: Situation) -> list[str]:
    if situation.wanted_port in (0, situation.port):
        return [situation.url]
    moved = words.say("port-moved", wanted=str(situation.wanted_port), port=str(situation.port))
    return [situation.url, moved]


def _bridge(words: Words, english: str, chinese: str) -> str:
    return words.say("joined", english=f"#{english}", chinese=f"#{chinese}")


def _people(words: Words) -> str:
    shown = [one.name if one.name.casefold() == one.handle else f"{one.name} ({one.handle})" for one in CAST]
    return words.say("list-separator").join(shown)


def _translation(words: Words, translator: str) -> str:
    return words.say(f"translation-{translator}" if translator in _SPOKEN_TRANSLATORS else "translation-offline")
