"""Sentences for the load: no two alike, each with a number by which its relayed message is known again."""

import re
from itertools import count
from typing import Final

# Of the length of what people say in a chat (60 to 120 characters), with nothing in them that would be masked.
_ENGLISH: Final = (
    "The bus was late again this morning, so I walked past house {} and met an old friend from school on the way.",
    "My sister counted {} steps up to the temple, and she says that the view from the gate is worth every one.",
    "We planted {} bulbs along the garden wall before the rain came, and now we wait for spring to show them.",
    "Does anybody remember which shop sold the blue notebooks? I wrote down number {} but not the street.",
    "I finished page {} of that long novel last night, and I still have no idea who took the letter.",
    "The nurse on the night shift told me that room {} has the only window from which you can see the river.",
    "Our train stopped twice between the stations, and ticket {} turned out to be for somebody else's seat.",
    "The market had fresh lychees today, and the old man at stall {} let me try three before I bought any.",
)
_CHINESE: Final = "今天早上我又去了一次河边的市场，第 {} 个摊位的老人家还记得我，我们聊了很久。"
_NUMBER: Final = re.compile(r"\d+")

numbers: Final = count(10_000)
"""Hands out each number once in a process."""


def sentence(number: int) -> str:
    """Return what a person says that is known by *number*."""
    return _ENGLISH[number % len(_ENGLISH)].format(number)


def translation(text: str) -> str:
    """Return what the stand-in for a vendor makes of *text*: Chinese, with its number."""
    return _CHINESE.format(number_in(text))


def number_in(text: str) -> int | None:
    """Return the number by which *text* is known, None if it has none."""
    found = _NUMBER.search(text)
    return None if found is None else int(found[0])


def numbers_in(content: str) -> list[int]:
    """Return the numbers by which the lines of a message are known: it may join several sentences."""
    return [number for line in content.split("\n") if (number := number_in(line)) is not None]
