"""Hashtags in lists: those of the week for everybody, a guild's own pairs for its moderators."""

from collections.abc import Sequence
from typing import Final

from bot.bridges.names import plain
from bot.discord_adapter.presenter import Presenter
from bot.hashtags.hashtags import Week
from bot.hashtags.model import FEWEST, Alias, Trend
from bot.i18n.catalog import Locale, locale_of
from bot.i18n.languages import language_name

_LONGEST_BAR: Final = 8


def week_text(say: Presenter, asker: Locale, week: Week) -> str:
    """Return the hashtags of the week as the readers of its channel read; where it has no language, as the asker."""
    locale = asker if week.language is None else locale_of(week.language)
    if not week.trends:
        return say.phrase_in(locale, "hashtags-none", fewest=FEWEST)
    most = week.trends[0].total
    lines = [say.phrase_in(locale, "hashtags-title")]
    lines += [f"{rank}. {_line(say, locale, one, most)}" for rank, one in enumerate(week.trends, 1)]
    return "\n".join([*lines, say.phrase_in(locale, "hashtags-note", fewest=FEWEST)])


def pair_list(pairs: Sequence[Alias]) -> str:
    """Return *pairs*, one a line."""
    return "\n".join(f"- {pair_text(one)}" for one in pairs)


def pair_text(pair: Alias) -> str:
    """Return a pair in one line."""
    return tag_text(*pair.names)


def tag_text(*names: str) -> str:
    """Return hashtags, which anybody may have typed, as they are."""
    return " · ".join(f"#{plain(name)}" for name in names)


def _line(say: Presenter, locale: Locale, one: Trend, most: int) -> str:
    by_tongue = sorted(one.members.items(), key=lambda counted: (-counted[1], counted[0]))
    counts = " · ".join(f"{language_name(tongue, locale)} {members}" for tongue, members in by_tongue)
    bar = "▰" * max(round(_LONGEST_BAR * one.total / most), 1)
    return say.phrase_in(
        locale, "hashtags-line", tags=tag_text(*one.spellings), bar=bar, total=one.total, counts=counts
    )
