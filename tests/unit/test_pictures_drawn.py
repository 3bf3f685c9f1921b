"""Pictures as they come out: real fonts, real pixels, hostile names and faces."""

import os
import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
import pyvips

from bot.participation.drawing import Card, Count, Table
from bot.pictures import palette
from bot.pictures.cards import card_sheet
from bot.pictures.charts import chart_sheet
from bot.pictures.hand import MOST_PIXELS_OF_A_FACE, Hand
from bot.pictures.protocol import ORDER
from bot.pictures.sheet import WIDTH, ZOOM, Sheet
from bot.pictures.tables import table_sheet
from bot.pictures.worker import drawn
from bot.translation.model import EN, ZH_HANS, ZH_HANT
from tests.drawing import around, avatar, card, chart, colours, heat, needs_fonts, pixels

pytestmark = needs_fonts


def png(sheet: Sheet) -> bytes:
    packed = sheet.packed()
    length, of_picture = ORDER.unpack(packed[: ORDER.size])
    words, picture = packed[ORDER.size : ORDER.size + length], packed[ORDER.size + length :]
    assert len(picture) == of_picture
    _, body = drawn(words, picture)
    return body


def size(picture: bytes) -> tuple[int, int]:
    seen = pyvips.Image.new_from_buffer(picture, "")
    return seen.width, seen.height


def of_name(shown: Card, picture: bytes) -> set[tuple[int, ...]]:
    line = next(line for line in card_sheet(shown).lines if line.text == shown.name)
    return colours(picture, *around(line))


NAMES = {
    "latin": "Dana Whitfield",
    "hans": "王小明",
    "hant": "陳怡君",
    "hebrew": "דנה כהן",
    "arabic": "ليلى المصري",
    "both ways": "abc שלום 123 مرحبا 你好 😀 (x)",
    "emoji": "😀👩‍👩‍👧‍👦🏳️‍🌈👍🏽 #1️⃣ ❤️‍🔥",
    "widest": "👩‍👩‍👧‍👦" * 32,
    "long": "a name that does not end " * 8,
    "one long word": "W" * 32,
    "ligature": "﷽" * 16,
    "zalgo": "Z" + "\u0337\u0321\u031b\u0336\u0489" * 30 + "algo",
    "markup": "</text><script>alert(1)</script>&lt;<span size='999999'>",
    "override": "\u202eevil\u2067 gnp.exe",
    "broken": "a\ud83d\x00\x1b[31m\ufffeb",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_card_has_ink_where_the_name_stands_whoever_it_is(name: str):
    picture = png(card_sheet(card(name)))

    assert size(picture) == (round(WIDTH * ZOOM), round(card_sheet(card(name)).height * ZOOM))
    assert len(of_name(card(name), picture)) > 20


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u202e\u202c", "\ud800"])
def test_a_card_of_somebody_whose_name_cannot_be_seen_is_drawn_without_it(name: str):
    assert size(png(card_sheet(card(name))))[0] == WIDTH * ZOOM


PAPER = tuple(int(palette.PAPER[at : at + 2], 16) for at in (1, 3, 5))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_name_spills_over_what_stands_around_it(name: str):
    shown = card_sheet(card(name))
    at = next(line for line in shown.lines if line.text == name)
    above, below = (400, 6, 500, 16), (400, at.y + at.size * 0.5 + 2, 500, 30)
    beside = (at.x + at.width + 2, 20, WIDTH - at.x - at.width - 12, 130)

    assert [colours(png(shown), *part) for part in (above, below, beside)] == [{PAPER}] * 3


def test_a_name_that_is_a_bit_too_wide_is_made_smaller_and_whole():
    # The disc behind the initial has a colour by the name, so only the name is looked at.
    one, other = (card_sheet(card("M" * 21 + last)) for last in "xy")
    at = next(line for line in one.lines if line.text == "M" * 21 + "x")

    assert pixels(png(one), *around(at)) != pixels(png(other), *around(at))


def test_a_name_that_is_far_too_wide_is_cut_and_ends_in_an_ellipsis():
    shown = card_sheet(card("l" * 120))
    at = next(line for line in shown.lines if line.text == "l" * 120)
    above_the_dots = at.x + at.width - 34, at.y - 36, 34, 12

    assert colours(png(shown), *above_the_dots) == {PAPER}
    assert len(of_name(card("l" * 120), png(shown))) > 20


def test_emoji_are_in_colour():
    reds = [red for red, green, blue in of_name(card("❤️🍓🌹"), png(card_sheet(card("❤️🍓🌹")))) if red > 180 > 3 * blue]
    assert len(reds) > 20


def test_han_characters_are_drawn_in_the_shapes_of_the_reader():
    """The same character, U+9AA8 and U+9580, is written differently in Taipei and in Beijing."""
    pictures = {language: png(card_sheet(card("骨門曜", language=language))) for language in (ZH_HANS, ZH_HANT)}

    assert pictures[ZH_HANS] != pictures[ZH_HANT]
    latin = {language: png(card_sheet(card("Dana", language=language))) for language in (ZH_HANS, ZH_HANT)}
    assert latin[ZH_HANS] == latin[ZH_HANT]


@pytest.mark.parametrize(
    "shown",
    [
        card(kinds=(), days=heat((0,) * 84)),
        card(kinds=(), days=heat(())),
        card(days=heat(tuple(range(366)))),
        card(kinds=tuple(Count("a kind of contribution with a long name", 10**12) for _ in range(8))),
    ],
    ids=["nothing", "no days", "a year", "much"],
)
def test_nothing_and_a_full_year_are_drawn(shown: Card):
    assert size(png(card_sheet(shown)))[0] == WIDTH * ZOOM


def test_charts_and_tables_of_nothing_are_drawn():
    assert size(png(chart_sheet(chart()))) == size(png(chart_sheet(chart((1, 2)))))
    assert size(png(table_sheet(Table(EN, "", (), ()))))[0] == WIDTH * ZOOM


RED = (200, 0, 0)


def has_face(shown: Card) -> bool:
    return any(
        red > 180 and green < 30 and blue < 30 for red, green, blue in colours(png(card_sheet(shown)), 60, 60, 60, 60)
    )


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".gif", ".webp"])
def test_a_face_is_shown_whatever_kind_of_picture_discord_has_of_it(suffix: str):
    assert has_face(card(avatar=avatar(suffix=suffix)))
    assert has_face(card(avatar=avatar(300, 20, suffix=suffix)))


def test_a_face_is_round():
    picture = png(card_sheet(card(avatar=avatar())))

    assert RED not in colours(picture, 40, 36, 14, 14)


def bomb(side: int) -> bytes:
    """Return a PNG of some hundred bytes that says it has *side* times *side* pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1_000))) + chunk(b"IEND", b"")
    )


HOSTILE = {
    "nothing": b"",
    "no picture": b"GIF89a" + b"x" * 100,
    "cut": avatar(200, 200)[:150],
    "text": b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    "svg": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
    b"<rect width='9' height='9' fill='#c80000'/></svg>",
    "tiff": avatar(suffix=".tif"),
    "too many pixels": avatar(4_100, 4_100),
    "a bomb": bomb(30_000),
}


@pytest.mark.parametrize("picture", HOSTILE.values(), ids=HOSTILE)
def test_a_face_that_is_none_is_left_out_and_the_initial_stands_there(picture: bytes):
    assert png(card_sheet(card("Dana", avatar=picture))) == png(card_sheet(card("Dana")))
    assert not has_face(card("Dana", avatar=picture))


def test_a_face_may_be_as_large_as_discord_has_them():
    assert MOST_PIXELS_OF_A_FACE >= 4096 * 4096
    assert has_face(card(avatar=avatar(1_500, 1_500, suffix=".jpg")))


def test_the_same_is_drawn_the_same():
    assert png(card_sheet(card())) == png(card_sheet(card()))
    assert png(card_sheet(card())) != png(card_sheet(replace(card(), name="Dana2")))


def test_what_is_no_sheet_is_refused():
    for words in (b"", b"{}", b'{"svg": "<svg", "zoom": 1, "families": "", "tag": "", "lines": [], "face": null}'):
        status, body = drawn(words, b"")
        assert status.name == "REFUSED"
        assert body.decode().isidentifier()


def test_a_hand_reads_no_file_that_an_svg_names(tmp_path: Path):
    (tmp_path / "red.png").write_bytes(avatar())
    order = {
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><image href="{tmp_path}/red.png" '
        f'width="64" height="64"/><image href="file://{tmp_path}/red.png" width="64" height="64"/></svg>',
        "zoom": 1,
        "families": "sans",
        "tag": "zh-cn",
        "lines": [],
        "face": None,
    }
    seen = pyvips.Image.new_from_buffer(Hand(order).draw(b""), "")

    assert seen.max() == 0


CONFIGURATION = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{}</fontconfig>'
FINDS = "import sys; sys.path.insert(0, sys.argv[1]); from bot.pictures.hand import can_show_chinese as c; print(c())"


@pytest.mark.parametrize(
    ("folder", "finds"),
    [(None, "False"), ("/usr/share/fonts/truetype", "False"), ("/usr/share/fonts/opentype/noto", "True")],
    ids=["no fonts", "without Chinese", "with Chinese"],
)
def test_whether_there_is_chinese_is_found_by_looking_at_its_ink(tmp_path: Path, folder: str | None, finds: str):
    (tmp_path / "fonts.conf").write_text(
        CONFIGURATION.format(f"<cachedir>{tmp_path}</cachedir>" + (f"<dir>{folder}</dir>" if folder else "")),
        encoding="utf-8",
    )
    told = subprocess.run(
        [sys.executable, "-c", FINDS, str(Path(__file__).parents[2])],
        env=os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == finds
