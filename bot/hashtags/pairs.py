"""The pairs that ship with the bot, written by hand: one thing, under the hashtag that each language has for it."""

from pathlib import Path
from typing import Final

from bot.hashtags.model import Alias

PAIRS: Final = Path(__file__).with_name("pairs.tsv")


def load() -> tuple[Alias, ...]:
    """Return the pairs: three columns parted by tabs, `#` begins a remark."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    return tuple(Alias(*line.split("\t")) for line in lines if line and not line.startswith("#"))
