"""The pages of insights: every number in words with what it means, and what is drawn of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal, Protocol, get_args

from bot.i18n.catalog import Locale
from bot.i18n.days import date_name, duration_name
from bot.i18n.languages import language_name, read_in
from bot.participation.drawing import Cell, Chart, Mark, Row, Series, Shape, Table
from bot.participation.insights import Answering, Insight, Meeting, Number, Week
from bot.participation.measures import Share, Unsaid, Wait
from bot.participation.model import Tongue
from bot.participation.retention import AFTER
from bot.prompts.model import PromptId

Page = Literal["overview", "meeting", "newcomers", "topics"]
"""A page, by what it is about."""

PAGES: Final[tuple[Page, ...]] = get_args(Page)

Measure = Literal[
    "people",
    "mixing",
    "balance",
    "reciprocity",
    "wait",
    "unanswered",
    "retention",
    "early",
    "asked",
    "answered",
    "a-topic",
    "themes",
]
"""A number that is shown: `insights-<measure>` is its name, and the attribute `about` the sentence that explains it."""

MEASURES: Final[tuple[Measure, ...]] = get_args(Measure)

_MOST_WEEKS: Final = 6  # that are written out
_MOST_ROWS: Final = 12  # of the picture of retention
_CHANCE: Final = 1.0


class Say(Protocol):
    """Says a phrase, in one locale."""

    def __call__(self, key: str, /, **fields: str | int) -> str:
        """Return the phrase *key* with *fields* filled in."""
        ...


@dataclass(frozen=True, slots=True)
class Pages:
    """What readers of a locale are shown of an insight.

    Attributes:
        prompts: What the topics that most people answered ask.
    """

    insight: Insight
    locale: Locale
    say: Say
    prompts: Mapping[PromptId, str] = field(default_factory=dict)

    def text(self, page: Page) -> str:
        """Return a page as it is read."""
        lines: dict[Page, Callable[[], list[str]]] = {
            "overview": self._overview,
            "meeting": self._meeting,
            "newcomers": self._newcomers,
            "topics": self._topics,
        }
        title = self.say("insights-heading", title=self.say(f"insights-page-{page}"), weeks=len(self.insight.weeks))
        return "\n".join([title, *lines[page]()])

    def report(self, monday: date) -> str:
        """Return the report of *monday*: the week before it, each number in a line."""
        week = self.insight.before(monday)
        meeting, answering = week.meeting, week.answering
        return "\n".join(
            [
                self.say("insights-report-title", day=date_name(week.monday, self.locale)),
                self._number("people", self._people(week)),
                self._number("mixing", self._ratio(meeting.mixing)),
                *(self._number("balance", balance) for balance in self._balances(meeting)),
                self._number("reciprocity", self._percent(meeting.reciprocity)),
                self._number("wait", self._wait(meeting.wait)),
                self._number("unanswered", self._percent(meeting.unanswered)),
                *self._answering_numbers(answering),
                self.say("insights-report-note"),
            ]
        )

    def picture(self, page: Page) -> Chart | Table | None:
        """Return what is drawn of a page; None where nothing can be told yet."""
        drawn: dict[Page, Callable[[], Chart | Table | None]] = {
            "overview": self._people_chart,
            "meeting": self._mixing_chart,
            "newcomers": self._retention_table,
            "topics": self._answers_chart,
        }
        return drawn[page]()

    def _overview(self) -> list[str]:
        return [
            self.say("insights-scope"),
            self._about("people", self._people(self.insight.weeks[-1])),
            self.say("insights-by-week"),
            *self._by_week(self._people),
        ]

    def _meeting(self) -> list[str]:
        meeting = self.insight.meeting
        balances = self._balances(meeting) or [self.say(f"insights-unsaid-{Unsaid.ONE_TONGUE}")]
        return [
            self._about("mixing", self._ratio(meeting.mixing)),
            self._about("balance", " · ".join(balances)),
            self._about("reciprocity", self._percent(meeting.reciprocity)),
            self._about("wait", self._wait(meeting.wait)),
            self.say("insights-by-week-of", what=self.say("insights-mixing")),
            *self._by_week(lambda week: self._ratio(week.meeting.mixing)),
        ]

    def _newcomers(self) -> list[str]:
        split = self.insight.split
        cohorts = [week for week in self.insight.weeks if week.cohort is not None]
        lines = [
            self._about("unanswered", self._percent(self.insight.meeting.unanswered)),
            self._about("retention"),
            *(self._cohort(week) for week in reversed(cohorts[-_MOST_WEEKS:])),
        ]
        if not cohorts:
            lines.append(self.say("insights-nobody-arrived"))
        lines += [
            self._about("early"),
            self.say("insights-early-answered", what=self._shares(split.answered)),
            self.say("insights-early-others", what=self._shares(split.others)),
        ]
        return [*lines, self.say("insights-early-note")]

    def _topics(self) -> list[str]:
        answering = self.insight.answering
        if not answering.asked:
            return [self.say("insights-no-topics")]
        lines = [
            self._about("asked", str(answering.asked)),
            self._about("answered", self._percent(answering.answered)),
            self._about("a-topic", self._mean(answering.people)),
            self._about("themes"),
        ]
        for theme, one in self.insight.themes:
            what = self.say(f"daily-theme-{theme}" if theme else "daily-theme-own")
            lines.append(self.say("insights-theme", what=what, people=self._mean(one.people), topics=one.asked))
        lines += [
            self.say("insights-prompt", what=self.prompts.get(PromptId(prompt_id), prompt_id), people=people)
            for prompt_id, people in self.insight.prompts
        ]
        return lines if self.insight.themes else [*lines, self.say(f"insights-unsaid-{Unsaid.TOO_FEW}")]

    def _people_chart(self) -> Chart | None:
        series = [
            Series(
                language_name(tongue, self.locale), tuple(_drawn(week.people[tongue]) for week in self.insight.weeks)
            )
            for tongue in self.insight.tongues
        ]
        return self._chart("people", series)

    def _mixing_chart(self) -> Chart | None:
        values = tuple(_drawn(week.meeting.mixing) for week in self.insight.weeks)
        series = [Series(self.say("insights-mixing"), values)]
        return self._chart("mixing", series, mark=Mark(self.say("insights-chance"), _CHANCE))

    def _answers_chart(self) -> Chart | None:
        values = tuple(_drawn(week.answering.people) for week in self.insight.weeks)
        return self._chart("a-topic", [Series(self.say("insights-a-topic"), values)], shape=Shape.BARS)

    def _retention_table(self) -> Table | None:
        cohorts = [week for week in self.insight.weeks if week.cohort is not None][-_MOST_ROWS:]
        rows = [
            Row(self._arrived(week, "-drawn"), tuple(self._cell(week.cohort.everybody[after]) for after in AFTER))
            for week in cohorts
            if week.cohort is not None
        ]
        if not any(cell.share is not None for row in rows for cell in row.cells):
            return None
        columns = tuple(f"D{after}" for after in AFTER)
        title = self.say("insights-retention-drawn")
        return Table(read_in(self.locale), title, columns, tuple(rows), self.say("insights-retention-columns"))

    def _chart(
        self, measure: Measure, series: list[Series], *, mark: Mark | None = None, shape: Shape = Shape.LINES
    ) -> Chart | None:
        values = [value for one in series for value in one.values]
        if all(value is None for value in values):
            return None
        places = tuple(self._day(week) for week in self.insight.weeks)
        note = self.say("insights-gaps") if None in values else ""
        return Chart(
            read_in(self.locale), self.say(f"insights-{measure}-drawn"), shape, places, tuple(series), mark, note
        )

    def _about(self, measure: Measure, value: str = "") -> str:
        about = self.say(f"insights-{measure}.about")
        name = self.say(f"insights-{measure}")
        if not value:
            return self.say("insights-name", name=name, about=about)
        return self.say("insights-number-about", name=name, value=value, about=about)

    def _number(self, measure: Measure, value: str) -> str:
        return self.say("insights-number", name=self.say(f"insights-{measure}"), value=value)

    def _answering_numbers(self, answering: Answering) -> list[str]:
        if not answering.asked:
            return []
        return [
            self._number("answered", self._percent(answering.answered)),
            self._number("a-topic", self._mean(answering.people)),
        ]

    def _by_week(self, what: Callable[[Week], str]) -> list[str]:
        now, *before = reversed(self.insight.weeks[-_MOST_WEEKS:])
        return [
            self.say("insights-week-now", day=self._day(now), what=what(now)),
            *(self.say("insights-week", day=self._day(week), what=what(week)) for week in before),
        ]

    def _people(self, week: Week) -> str:
        return " · ".join(
            self.say("insights-of-tongue", tongue=self._tongue(tongue), value=self._counted(week.people[tongue]))
            for tongue in self.insight.tongues
        )

    def _balances(self, meeting: Meeting) -> list[str]:
        return [
            self.say("insights-of-pair", one=self._tongue(one), other=self._tongue(other), value=self._ratio(value))
            for (one, other), value in meeting.balances.items()
        ]

    def _cohort(self, week: Week) -> str:
        assert week.cohort is not None  # noqa: S101 - those alone are shown
        return self.say("insights-cohort", what=self._arrived(week), shares=self._shares(week.cohort.everybody))

    def _arrived(self, week: Week, place: str = "") -> str:
        assert week.cohort is not None  # noqa: S101 - as above
        return self.say(f"insights-arrived{place}", day=self._day(week), value=self._counted(week.cohort.arrived))

    def _shares(self, shares: Mapping[int, Share]) -> str:
        return " · ".join(f"D{after} {self._percent(shares[after])}" for after in AFTER)

    def _cell(self, share: Share) -> Cell:
        return Cell(self._percent(share), None if isinstance(share, Unsaid) else share)

    def _tongue(self, tongue: Tongue) -> str:
        return language_name(tongue, self.locale)

    def _day(self, week: Week) -> str:
        return date_name(week.monday, self.locale)

    def _counted(self, number: Number) -> str:
        return self._unsaid(number) if isinstance(number, Unsaid) else f"{number:,}"

    def _percent(self, share: Share) -> str:
        return self._unsaid(share) if isinstance(share, Unsaid) else f"{100 * share:.0f}%"

    def _ratio(self, ratio: Share) -> str:
        return self._unsaid(ratio) if isinstance(ratio, Unsaid) else f"{ratio:.2f}"

    def _mean(self, mean: Share) -> str:
        return self._unsaid(mean) if isinstance(mean, Unsaid) else f"{mean:.1f}"

    def _wait(self, wait: Wait) -> str:
        if isinstance(wait, Unsaid):
            return self._unsaid(wait)
        return duration_name(max(wait, _A_MINUTE), self.locale)

    def _unsaid(self, why: Unsaid) -> str:
        return self.say(f"insights-unsaid-{why}")


_A_MINUTE: Final = timedelta(minutes=1)  # nobody counts seconds of it, and waits are kept in classes


def _drawn(value: float | Unsaid) -> float | None:
    return None if isinstance(value, Unsaid) else float(value)
