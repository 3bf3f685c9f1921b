"""What admins are shown: small communities reckoned by hand, and words where there is no number."""

import csv
import io
import re
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.discord_adapter.insight_pages import MEASURES, PAGES, Pages
from bot.i18n.catalog import LOCALES, Catalog, Locale
from bot.ids import ChannelId, GuildId
from bot.participation.drawing import Chart
from bot.participation.exporting import BYTE_ORDER_MARK, guarded, table
from bot.participation.insights import PERIODS, Found, Insight, assembled
from bot.participation.measures import Unsaid
from bot.participation.ports import AskedTopic
from bot.participation.reports import Report
from bot.participation.retention import Arrivals, split
from bot.participation.tallying import WAITS, DayCounts
from bot.prompts.model import PromptId
from tests.contributing import EN, ZH

MONDAY = date(2027, 3, 1)  # the first of four weeks
TODAY = date(2027, 3, 24)  # the Wednesday of the last
DOCUMENT = Path(__file__).parents[2] / "docs" / "measures.md"
CATALOG = Catalog()

FEW, ONE, SOON = Unsaid.TOO_FEW, Unsaid.ONE_TONGUE, Unsaid.TOO_SOON


def waits(**several: int) -> tuple[int, ...]:
    """Return counts of waits, by the place of their class: `c3=5`."""
    return tuple(several.get(f"c{place}", 0) for place in range(len(WAITS)))


def insight(found: Found) -> Insight:
    return assembled(found, [EN, ZH], MONDAY, TODAY)


NOTHING = Found({}, {}, {}, [])

# In the first week six English speakers and five Chinese ones took part, in the second four and twelve.
# Its Monday: 12 + 8 messages; five replies cross, five do not. Its Sunday: one more reply, to English.
COMMUNITY = Found(
    people={(MONDAY, EN): 6, (MONDAY, ZH): 5, (MONDAY + timedelta(7), EN): 4, (MONDAY + timedelta(7), ZH): 12},
    meetings={
        MONDAY: DayCounts(
            {EN: 12, ZH: 8},
            {(EN, ZH): 2, (ZH, EN): 3, (EN, EN): 5},
            begun=5,
            returned=2,
            waits=waits(c3=4, c6=2),
            first_posts=8,
            unanswered=2,
        ),
        MONDAY + timedelta(6): DayCounts({ZH: 1}, {(ZH, EN): 1}),
    },
    arrivals={
        (MONDAY, True): Arrivals(5, {1: 4, 7: 2, 30: 0}),
        (MONDAY + timedelta(1), False): Arrivals(10, {1: 5, 7: 1, 30: 0}),
        (MONDAY + timedelta(15), False): Arrivals(4, {1: 1}),
    },
    topics=[
        AskedTopic(MONDAY, "cats", "pets", 6),
        AskedTopic(MONDAY + timedelta(1), "soup", "food", 0),
        AskedTopic(MONDAY + timedelta(2), "dogs", "pets", 3),
        AskedTopic(MONDAY + timedelta(3), "own-7", None, 4),
        AskedTopic(MONDAY + timedelta(8), "cats", "pets", 1),
    ],
)


def test_a_community_is_reckoned_by_hand():
    seen = insight(COMMUNITY)
    first = seen.weeks[0]

    assert [week.monday for week in seen.weeks] == [MONDAY + timedelta(7 * number) for number in range(4)]
    assert first.people == {EN: 6, ZH: 5}
    # 6 of 11 replies cross; of 21 messages 12 and 9: by chance 2 × 12/21 × 9/21.
    assert first.meeting.mixing == pytest.approx((6 / 11) / (2 * 12 / 21 * 9 / 21))
    assert first.meeting.balances == {(EN, ZH): 2 / 4}
    assert first.meeting.reciprocity == 2 / 5
    # Six waits: the third is in the class from 5 to 10 minutes, three quarters up.
    assert first.meeting.wait == timedelta(minutes=5 + 5 * 3 / 4)
    assert first.meeting.unanswered == 2 / 8
    assert first.answering.asked == 4
    assert first.answering.people == 13 / 4
    assert first.answering.answered is FEW  # of four topics
    assert first.cohort is not None
    assert first.cohort.everybody == {1: 9 / 15, 7: 3 / 15, 30: SOON}


def test_of_fewer_than_five_nothing_is_told():
    seen = insight(COMMUNITY)

    assert seen.weeks[1].people == {EN: FEW, ZH: 12}
    assert seen.weeks[1].meeting.mixing is FEW
    assert seen.weeks[1].answering.people is FEW
    assert seen.weeks[2].cohort is not None
    assert seen.weeks[2].cohort.arrived is FEW
    assert seen.weeks[3].people == {EN: FEW, ZH: FEW}


def test_all_weeks_together_are_more_than_any_of_them():
    seen = insight(COMMUNITY)

    assert seen.answering.asked == 5
    assert seen.answering.answered == 4 / 5
    assert seen.answering.people == 14 / 5
    # Of the theme with too few, and of what members wrote, nothing is told.
    assert [(theme, one.people) for theme, one in seen.themes] == [("pets", 10 / 3)]
    assert seen.prompts == (("cats", 7),)
    assert seen.split.answered == {1: 4 / 5, 7: 2 / 5, 30: SOON}
    # Of the others a week is looked at only where that day is over for everybody who arrived in it.
    assert seen.split.others == {1: 6 / 14, 7: 1 / 10, 30: SOON}


def test_a_small_group_hides_the_other_one_over_all_weeks_too():
    days = {(MONDAY, True): Arrivals(4, {1: 4}), (MONDAY, False): Arrivals(50, {1: 9})}

    told = split(days, TODAY)

    assert told.answered == {1: FEW, 7: FEW, 30: SOON}
    assert told.others == told.answered


def test_where_one_side_is_silent_there_is_no_ratio():
    day = DayCounts({EN: 40}, {(EN, EN): 20})

    seen = insight(Found({(MONDAY, EN): 9}, {MONDAY: day}, {}, []))

    assert seen.meeting.mixing is ONE
    assert seen.meeting.balances == {(EN, ZH): FEW}
    assert seen.weeks[0].people == {EN: 9, ZH: FEW}


def test_of_three_tongues_each_two_are_balanced():
    found = Found({(MONDAY, "ja"): 5}, {}, {}, [])  # type: ignore[dict-item] # a tongue

    assert list(insight(found).meeting.balances) == [("en", "ja"), ("en", "zh"), ("ja", "zh")]


# --- as it is read


def pages(found: Found, locale: Locale) -> Pages:
    return Pages(insight(found), locale, partial(CATALOG.say, locale), {PromptId("cats"): "Cats?"})


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("found", [NOTHING, COMMUNITY], ids=["nothing", "community"])
def test_every_page_fits_into_a_message_and_divides_by_nothing(locale: Locale, found: Found):
    for page in PAGES:
        text = pages(found, locale).text(page)
        assert len(text) <= 2000, page
        assert not re.search(r"\bnan\b|\binf\b|\bNone\b|\{", text, re.IGNORECASE), text
    assert len("\n\n".join(pages(found, one).report(TODAY) for one in LOCALES)) <= 2000


@pytest.mark.parametrize("locale", LOCALES)
def test_of_an_empty_community_words_are_told_and_nothing_is_drawn(locale: Locale):
    shown = pages(NOTHING, locale)

    assert [shown.picture(page) for page in PAGES] == [None] * 4
    assert CATALOG.say(locale, "insights-unsaid-too-few") in shown.text("overview")
    assert CATALOG.say(locale, "insights-unsaid-too-few") in shown.text("meeting")
    assert CATALOG.say(locale, "insights-nobody-arrived") in shown.text("newcomers")
    assert CATALOG.say(locale, "insights-no-topics") in shown.text("topics")


def test_the_pages_tell_what_was_reckoned():
    shown = pages(COMMUNITY, "en-US")

    assert "- Mar 1: English 6 · Chinese 5" in shown.text("overview")
    assert "- Mar 8: English too few to tell · Chinese 12" in shown.text("overview")
    assert "English ↔ Chinese 0.50" in shown.text("meeting")
    assert "9 minutes" in shown.text("meeting")
    assert "- Mar 1: 15 arrived · D1 60% · D7 20% · D30 too soon" in shown.text("newcomers")
    assert "- Answered within 48 hours: D1 80% · D7 40% · D30 too soon" in shown.text("newcomers")
    assert "an association, not a cause" in shown.text("newcomers").lower()
    assert "- “Cats?”: 7 people" in shown.text("topics")


def test_a_report_tells_the_week_before_its_monday():
    shown = pages(COMMUNITY, "en-US")

    assert "The week of Mar 1" in shown.report(date(2027, 3, 8))
    assert "English 6 · Chinese 5" in shown.report(date(2027, 3, 8))
    # Where the day begins early it is still Sunday by UTC, and that week is the newest there is.
    assert "The week of Mar 22" in shown.report(date(2027, 3, 29))


def test_a_picture_has_a_gap_where_nothing_is_told():
    chart = pages(COMMUNITY, "en-US").picture("overview")

    assert isinstance(chart, Chart)
    assert [one.values for one in chart.series] == [(6, None, None, None), (5, 12, None, None)]
    assert "too few" in chart.note


def test_every_number_that_is_shown_is_explained_in_the_documents_in_the_same_words():
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \| [^|]+ \|$", DOCUMENT.read_text(), re.MULTILINE))
    documented = {name.casefold(): sentence for name, sentence in rows.items()}
    for measure in MEASURES:
        name = CATALOG.say("en-US", f"insights-{measure}").casefold()
        assert documented.get(name) == CATALOG.say("en-US", f"insights-{measure}.about"), name


# --- as a file


def test_the_file_has_a_row_a_week_and_empty_cells_where_nothing_is_told():
    written = table(insight(COMMUNITY))
    assert written.startswith(BYTE_ORDER_MARK)
    first, second, *_ = rows = list(csv.DictReader(io.StringIO(written.removeprefix(BYTE_ORDER_MARK))))

    assert [row["week"] for row in rows] == ["2027-03-01", "2027-03-08", "2027-03-15", "2027-03-22"]
    assert (first["people_en"], first["people_zh"], second["people_en"]) == ("6", "5", "")
    assert (first["balance_en_zh"], first["reciprocity"]) == ("0.5000", "0.4000")
    assert first["minutes_to_first_reply_across"] == "8.8"
    assert (first["retention_d1"], first["retention_d30"]) == ("0.6000", "")
    assert (first["retention_answered_early_d1"], first["retention_others_d1"]) == ("0.8000", "0.5000")
    assert (first["topics_asked"], first["topics_answered"], first["people_a_topic"]) == ("4", "", "3.2500")


def test_the_columns_of_the_file_are_documented():
    columns = next(csv.reader(io.StringIO(table(insight(NOTHING)).removeprefix(BYTE_ORDER_MARK))))
    document = DOCUMENT.read_text()
    general = {re.sub(r"_(en_zh|en|zh|d1|d7|d30)$", "", column) for column in columns}
    assert [column for column in general if f"`{column}" not in document] == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text: str):
    assert guarded(text) == f"'{text}"


# --- when reports come


def report(zone: str = "UTC", at: time = time(13)) -> Report:
    return Report(GuildId(1), ChannelId(2), zone, at)


def test_a_report_comes_on_mondays_at_its_hour():
    sunday, monday = datetime(2027, 3, 7, 23, tzinfo=UTC), datetime(2027, 3, 8, 13, tzinfo=UTC)

    assert report().after(sunday) == monday
    assert report().after(monday - timedelta(seconds=1)) == monday
    assert report().after(monday) == monday + timedelta(7)


def test_a_report_follows_the_clocks_of_its_zone():
    """In New York they are set forward on 14 March 2027."""
    first = report("America/New_York").after(datetime(2027, 3, 8, tzinfo=UTC))

    assert first == datetime(2027, 3, 8, 18, tzinfo=UTC)
    assert report("America/New_York").after(first) == datetime(2027, 3, 15, 17, tzinfo=UTC)
    assert report("Asia/Taipei", time(7)).monday(datetime(2027, 3, 7, 23, tzinfo=UTC)) == date(2027, 3, 8)


def test_periods_have_a_week_that_is_over():
    assert min(PERIODS) >= 2
