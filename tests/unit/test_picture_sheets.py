"""Sheets: what stands where in a card or a chart, before it is drawn."""

import html
import re
from xml.etree import ElementTree

import pytest

from bot.participation.drawing import Cell, Count, Mark, Row, Shape, Table
from bot.pictures import palette
from bot.pictures.cards import card_sheet
from bot.pictures.charts import ceiling, chart_sheet
from bot.pictures.heat import heat_map, level
from bot.pictures.lettering import LONGEST, cleaned, shorter
from bot.pictures.sheet import WIDTH, Sheet
from bot.pictures.tables import MOST_ROWS, table_sheet
from bot.translation.model import EN, ZH_HANS, ZH_HANT
from tests.drawing import WEEKDAYS, avatar, card, chart, goal, heat

SVG = "{http://www.w3.org/2000/svg}"


def said(sheet: Sheet) -> list[str]:
    return [line.text for line in sheet.lines]


def elements(sheet: Sheet) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(sheet.svg).iter())


def test_every_word_and_number_of_a_card_stands_in_its_picture():
    shown = said(card_sheet(card("Dana")))

    assert {"Dana", "Garden", "45", "contributions this week", "2 of 3 days", "5 weeks in a row"} <= set(shown)
    assert {"Answers to the topic", "14", "Replies across languages", "31", "Help given", "0"} <= set(shown)
    assert {"Last twelve weeks", "less", "more", "Bridge builder"} <= set(shown)
    assert [text for text in shown if len(text) == 1 and text.isalpha()] == ["D", *(day[0] for day in WEEKDAYS)]


@pytest.mark.parametrize(
    "name", ["</text><script>alert(1)</script>", '"><image href="http://192.0.2.1/x.png"/>', "&amp;"]
)
def test_nothing_that_anybody_wrote_gets_into_the_svg(name: str):
    hostile = card(name, kinds=(Count(name, 1),), avatar=avatar())

    assert name in said(card_sheet(hostile))
    assert name not in card_sheet(hostile).svg
    assert html.escape(name) not in card_sheet(hostile).svg
    assert not re.search(r"script|image|href|url\((?!#)|http://(?!www\.w3\.org/2000/svg)", card_sheet(hostile).svg)
    assert {element.tag.removeprefix(SVG) for element in elements(card_sheet(hostile))} <= {
        *("svg", "rect", "circle", "path", "polyline", "polygon"),
    }


def test_a_day_on_which_the_member_took_part_has_a_check_mark_and_others_have_none():
    ticks = [element for element in elements(card_sheet(card())) if element.tag == f"{SVG}polyline"]

    assert len(ticks) == len([day for day in goal(0, 3).days if day.is_reached])


def test_a_card_without_anything_has_all_its_days_and_no_bar():
    empty = card_sheet(card(kinds=(), days=heat((0,) * 84)))

    assert "0" in said(empty)
    assert len(re.findall(palette.HEAT[0], empty.svg)) == 84 + 1  # and the first step of the key
    unused = card_sheet(card(kinds=(Count("Help given", 0),)))
    assert (
        unused.svg.count(f'fill="{palette.JADE}"') == card_sheet(card(kinds=())).svg.count(f'fill="{palette.JADE}"') + 1
    )


def test_a_full_year_has_a_mark_for_each_day_within_the_card():
    year = heat(tuple(day % 9 for day in range(366)))
    shapes, _ = heat_map(year, 100, 100, 400)
    marks = [ElementTree.fromstring(shape).attrib for shape in shapes][:366]

    assert len(shapes) == 366 + 5
    assert all(float(mark["x"]) >= 100 and float(mark["x"]) + float(mark["width"]) <= 500 for mark in marks)


def test_today_stands_in_the_row_of_its_weekday_and_each_column_is_a_week():
    """84 days that end on a Wednesday begin on a Thursday, in a first column of four."""
    shapes, _ = heat_map(heat((1,) * 84, weekday=2), 0, 0, 600)
    middles = [
        (float(mark["x"]) + float(mark["width"]) / 2, float(mark["y"]) + float(mark["height"]) / 2)
        for mark in (ElementTree.fromstring(shape).attrib for shape in shapes[:84])
    ]
    rows = sorted({round(y) for _, y in middles})
    columns = sorted({round(x) for x, _ in middles})

    assert (round(middles[0][1]), round(middles[-1][1])) == (rows[3], rows[2])
    assert [sum(round(x) == column for x, _ in middles) for column in columns] == [4, *[7] * 11, 3]


def test_steps_of_the_heat_map_differ_in_size_too():
    assert [level(value, 8) for value in range(9)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert [level(value, 1) for value in (0, 1)] == [0, 1]

    shapes, _ = heat_map(heat((0, 2, 4, 6, 8)), 0, 0, 600)
    widths = [float(ElementTree.fromstring(shape).attrib["width"]) for shape in shapes[:5]]
    assert widths == sorted(set(widths))


def test_han_characters_have_the_shapes_of_the_reader():
    families = {language: card_sheet(card(language=language)).packed() for language in (EN, ZH_HANS, ZH_HANT)}

    assert b'"Noto Sans CJK SC,' in families[ZH_HANS]
    assert b'"Noto Sans CJK TC,' in families[ZH_HANT]
    assert b'"tag": "zh-tw"' in families[ZH_HANT]


@pytest.mark.parametrize("shape", Shape)
def test_a_chart_says_what_its_series_and_places_are_and_their_newest_values(shape: Shape):
    shown = said(chart_sheet(chart((1, 2, 3), (4, None, None), shape=shape)))

    assert {"Active members", "series 0", "series 1", "week 0", "week 2", "3", "4"} <= set(shown)


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("values", [(), ((),), ((None, None),), ((0, 0),)])
def test_a_chart_of_nothing_is_an_empty_one(shape: Shape, values: tuple[tuple[float | None, ...], ...]):
    sheet = chart_sheet(chart(*values, shape=shape))

    assert {"0", "4"} <= set(said(sheet))
    assert "nan" not in sheet.svg


def test_a_line_has_a_gap_where_nothing_is_told():
    runs = [
        element.attrib["points"].split()
        for element in elements(chart_sheet(chart((1, 2, None, 4, 5))))
        if element.attrib.get("stroke") == palette.SERIES[0]
    ]
    assert [len(run) for run in runs] == [2, 2]


def test_series_are_told_apart_without_their_colours():
    drawn = re.sub(r"#[0-9a-f]{6}", "", chart_sheet(chart((1,), (1,), (1,), (1,))).svg)
    marked = [re.sub(r'[\d."]+', "", shape) for shape in re.findall(r"<(?:circle|rect|polygon)[^>]*>", drawn)]

    assert len(set(marked[2:6])) == 4


@pytest.mark.parametrize(
    ("most", "is_whole", "end"),
    [
        (0, True, 4),
        (1, True, 4),
        (3, True, 4),
        (5, True, 8),
        (58, True, 60),
        (104, True, 120),
        (1.1, False, 2),
        (0.4, False, 0.4),
    ],
)
def test_an_axis_ends_where_its_quarters_read_well(most: float, is_whole: bool, end: float):
    assert ceiling(most, is_whole=is_whole) == pytest.approx(end)


@pytest.mark.parametrize("most", [1, 9, 11, 61, 81, 99, 101, 161, 999, 1_001, 123_456])
def test_an_axis_of_whole_numbers_has_whole_quarters_and_room_for_all(most: int):
    end = ceiling(most, is_whole=True)

    assert end >= most
    assert (end / 4) == int(end / 4)


def test_a_height_that_is_worth_knowing_is_written_at_its_line():
    plain = chart((0.5, 0.7))
    marked = chart_sheet(
        type(plain)(EN, plain.title, plain.shape, plain.places, plain.series, Mark("chance", 1), "1 is chance")
    )

    assert {"chance", "1 is chance"} <= set(said(marked))
    assert "stroke-dasharray" in marked.svg


def test_a_table_says_each_cell_and_shades_it_by_its_share():
    cells = (Cell("9 %", 0.09), Cell("55 %", 0.55), Cell("100 %", 1.0), Cell("too few"))
    table = Table(
        EN, "Who came back", ("1 day", "7 days", "30 days", "90 days"), (Row("week of 7 Sep", cells),), "no cause"
    )
    sheet = table_sheet(table)

    assert {*(cell.said for cell in cells), *table.columns, "week of 7 Sep", "no cause"} <= set(said(sheet))
    fills = [element.attrib["fill"] for element in elements(sheet) if element.tag == f"{SVG}rect"][1:]
    assert fills == [palette.SHADES[step] for step in (1, 3, 4, 0)]


def test_of_a_long_table_the_newest_rows_are_shown():
    rows = tuple(Row(f"week {number}", (Cell("1"),)) for number in range(60))
    shown = said(table_sheet(Table(EN, "Who came back", ("1 day",), rows)))

    assert "week 59" in shown
    assert f"week {60 - MOST_ROWS}" in shown
    assert f"week {60 - MOST_ROWS - 1}" not in shown


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_all_text_has_the_contrast_that_wcag_asks_for():
    pairs = {
        *(
            (ink, ground)
            for ink in (palette.INK, palette.QUIET, palette.JADE)
            for ground in (palette.PAPER, palette.PANEL)
        ),
        *((colour, palette.PAPER) for colour in palette.SERIES),
        *((palette.INK, shade) for shade in palette.SHADES),
        *((palette.ON_JADE, colour) for colour in palette.FACES),
    }
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5} == {}


def test_both_languages_are_as_dark_as_each_other():
    english, chinese = (contrast(colour, palette.PAPER) for colour in palette.SERIES[:2])

    assert english == pytest.approx(chinese, rel=0.1)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("王小明", "王小明"),
        ("  a\n\tb\x00c  ", "a b c"),
        ("a\u202eb\u202cc\u2066d\u2069", "abcd"),
        ("\ud83d lone \udc00", "lone"),
        ("\ufffe\uffff\u2028", ""),
        ("e\u0301", "\u00e9"),
        ("Z" + "\u0336" * 20 + "a", "Z\u0336\u0336a"),
        ("Z" + "\u0336\ufe0f" * 20 + "a", "Z\u0336\ufe0f\u0336\ufe0fa"),
        ("❤️‍🔥 1️⃣", "❤️‍🔥 1️⃣"),
        ("x" * 1_000, "x" * LONGEST),
    ],
)
def test_what_cannot_stand_in_a_line_is_taken_out(text: str, seen: str):
    assert cleaned(text) == seen


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [
        ("Dana Whitfield", 6, "Dana W…"),
        ("Dana Whitfield", 5, "Dana…"),
        ("ab👩‍👩‍👧cd", 5, "ab…"),
        ("ab👍🏽cd", 3, "ab…"),
        ("🇫🇮🇸🇪🇩🇰", 3, "🇫🇮…"),
        ("a1️⃣b", 3, "a…"),
    ],
)
def test_a_cut_breaks_nothing_that_is_seen_as_one(text: str, length: int, cut: str):
    assert shorter(text, length) == cut


def test_everything_stands_on_the_paper():
    sheet = card_sheet(card(kinds=tuple(Count("a kind", number) for number in range(9))))

    assert all(0 <= line.x <= WIDTH and 0 < line.y < sheet.height - 8 for line in sheet.lines)
