"""The words of a card: what is drawn, and the same as text, for who cannot see pictures and where there is none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.bridges.names import plain
from bot.discord_adapter.presenter import Presenter
from bot.i18n.catalog import Locale
from bot.i18n.days import date_with_year, weekday_letter, weekday_name
from bot.i18n.languages import read_in
from bot.participation import drawing
from bot.participation.badges import Badge
from bot.participation.cards import MemberCard
from bot.participation.drawing import Count, Glyph, GoalDay, HeatMap, WeeklyGoal
from bot.participation.goals import GOAL
from bot.participation.model import Kind

_LONGEST_DESCRIPTION: Final = 1024  # message resource, "Attachment Object"
_WEEK: Final = 7
_GLYPHS: Final[Mapping[Badge, Glyph]] = {
    Badge.TOPIC: Glyph.SPEECH,
    Badge.ACROSS: Glyph.BRIDGE,
    Badge.WELCOME: Glyph.LEAF,
    Badge.HELP: Glyph.STAR,
    Badge.MENDED: Glyph.LEAF,
    Badge.ASKED: Glyph.SPEECH,
    Badge.TEN_WELCOMED: Glyph.LEAF,
    Badge.THIRTY_TOPICS: Glyph.SPEECH,
    Badge.HUNDRED_ACROSS: Glyph.BRIDGE,
    Badge.TWELVE_WEEKS: Glyph.STAR,
    Badge.YEAR: Glyph.STAR,
}


@dataclass(frozen=True, slots=True)
class CardWords:
    """Words a member's card for readers of a locale.

    Attributes:
        name: Of the member, as they wrote it.
        guild: Likewise.
    """

    say: Presenter
    locale: Locale
    card: MemberCard
    name: str
    guild: str

    def text(self) -> str:
        """Return the card as a message."""
        heading = self._phrase("card-heading", name=plain(self.name), guild=plain(self.guild))
        return "\n".join([heading, *self._lines()])

    def description(self) -> str:
        """Return the card as it is read out where its picture is."""
        heading = self._phrase("card-description", name=self.name, guild=self.guild)
        return "\n".join([heading, *self._lines()]).replace("`", "")[:_LONGEST_DESCRIPTION]

    def drawn(self, avatar: bytes | None) -> drawing.Card:
        """Return the card as it is drawn."""
        card = self.card
        return drawing.Card(
            language=read_in(self.locale),
            name=self.name,
            avatar=avatar,
            title=self._title(),
            week=Count(self._phrase("card-week-label", count=card.week), card.week),
            goal=self._goal(),
            kinds=tuple(Count(self._kind(kind), card.totals[kind]) for kind in self._kinds()),
            heat=self._heat(),
            badges=tuple(drawing.Badge(self._badge(one), _GLYPHS[one]) for one in card.badges),
        )

    def _lines(self) -> Iterator[str]:
        card = self.card
        if card.since is not None:
            yield self._phrase("card-week", count=card.week)
        yield self._goal_line()
        if card.progress.in_a_row > 1:
            yield self._phrase("card-row", weeks=card.progress.in_a_row)
        if card.since is None:
            yield self._phrase("card-nothing")
        else:
            kinds = [
                self._phrase("card-kind", kind=self._kind(kind), count=card.totals[kind]) for kind in self._kinds()
            ]
            listed = self._phrase("list-comma").join(kinds)
            yield self._phrase("card-kinds", date=date_with_year(card.since, self.locale), kinds=listed)
            weeks = " · ".join(str(sum(week)) for week in _weeks(card.heat))
            yield self._phrase("card-heat", weeks=weeks)
        if card.badges:
            badges = self._phrase("list-comma").join(self._badge(one) for one in card.badges)
            yield self._phrase("card-badges", badges=badges)

    def _title(self) -> str:
        if self.card.since is None:
            return self.guild
        since = date_with_year(self.card.since, self.locale)
        return self._phrase("card-title", guild=self.guild, count=self.card.total, date=since)

    def _goal_line(self) -> str:
        days = sorted(self.card.progress.days)
        listed = self._phrase("list-comma").join(weekday_name(day.weekday(), self.locale) for day in days)
        return self._phrase(self._goal_key(), days=listed, count=len(days), goal=GOAL)

    def _goal_key(self) -> str:
        if not self.card.progress.days:
            return "card-goal-open"
        return "card-goal-reached" if self.card.progress.is_reached else "card-goal"

    def _goal(self) -> WeeklyGoal:
        progress = self.card.progress
        label = self._phrase(f"{self._goal_key()}-label", count=len(progress.days), goal=GOAL)
        days = tuple(
            GoalDay(weekday_letter(after, self.locale), progress.week + timedelta(days=after) in progress.days)
            for after in range(_WEEK)
        )
        row = self._phrase("card-row", weeks=progress.in_a_row) if progress.in_a_row > 1 else ""
        return WeeklyGoal(label, days, row)

    def _heat(self) -> HeatMap:
        return HeatMap(
            label=self._phrase("card-heat-label"),
            days=tuple(self.card.heat),
            weekday=self.card.today.weekday(),
            weekdays=tuple(weekday_name(weekday, self.locale) for weekday in range(_WEEK)),
            less=self._phrase("card-heat-less"),
            more=self._phrase("card-heat-more"),
        )

    def _kinds(self) -> Sequence[Kind]:
        """Return the kinds of which there is something to tell."""
        return [kind for kind in Kind if self.card.totals.get(kind)]

    def _kind(self, kind: Kind) -> str:
        return self._phrase(f"kind-{kind}")

    def _badge(self, badge: Badge) -> str:
        return self._phrase(f"badge-{badge}")

    def _phrase(self, key: str, /, **fields: str | int) -> str:
        return self.say.phrase_in(self.locale, key, **fields)


def _weeks(days: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(days), _WEEK):
        yield days[first : first + _WEEK]
