"""What is masked comes back, whatever was written."""

import asyncio
import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.clock import SystemClock
from bot.translation.masking import (
    Masked,
    between_marks,
    for_word_help,
    from_word_help,
    lost_marks,
    marks_in,
    mask,
    trim,
    unmask,
)
from bot.translation.model import EN, Language, Quality, Translation
from bot.translation.pipeline import TranslationPipeline
from bot.translation.segments import blocks_of, divide, lines_of, sentences_of

HOSTILE = [
    "{0}",
    "{0} {1} hello {0}",
    "{{0}} ｛0｝ { 0 } {٣}",
    "<@1> {0}",
    "**{0}** <@!2> {1}",
    "}0{ {} {-1} {99999}",
    "**bold *both** not*",
    "*** ** * _ __ ___ ~~ || ` `` ```",
    "**unbalanced",
    "||never closed",
    "||outer ||inner|| outer||",
    "||a **b ||c** d||",
    "`only code`",
    "```py\nprint('{0}')\n```",
    "``a ` b``",
    "https://example.com/a_(b)?q=1#x",
    "[label](https://example.com) [[x]](https://y.example) ](https://z.example)",
    "<https://example.com>",
    "😂👩‍👩‍👧‍👦🏳️‍🌈",
    "<:cat:123><a:dance:456>:smile:",
    "Z̷̢̛̤͎a̸̡͝l̵̨̛g̴̢̛o̶̡͝ **z̷** _a̸_",
    "\u202eright to left\u202c \u2066isolate\u2069",
    "\ud800 lone \udfff surrogates",
    "\ue000\uf8ff private use",
    "\x00\x07\x1b[31m\r\n\u2028\u2029\x85",
    "> quote\n>>> all\n# head\n-# sub\n- item\n1. one",
    "\\*not bold\\* ¯\\_(ツ)_/¯",
    "a@b.example 13812345678 +44 20 7946 0958 4111-1111-1111-1111 11010519491231002X",
    "",
    " \n\t ",
    "{" * 4_000,
    "*a" * 2_000,
    "|| " * 1_333,
    "好" * 4_000,
    "a. " * 1_333,
    "<:e:1>" * 660,
]
MARKS = ["*", "**", "_", "__", "~~", "||", "`", "```", "{", "}", "{0}", "{1}", "[", "](https://a.example)", "\\"]
OTHERS = [
    "<@1>",
    "https://a.example/b",
    "#tag",
    "@me",
    "a",
    "好",
    " ",
    "\n",
    "1234567",
    ":x:",
    "<:e:1>",
    "> ",
    "- ",
    "。",
]
PIECES = st.sampled_from([*MARKS, *OTHERS])
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(st.characters(), max_size=60),  # with surrogates
    st.lists(PIECES, max_size=40).map("".join),
)


def widened(mark: re.Match[str]) -> str:
    return mark[0].translate(str.maketrans("{0123456789}", "｛０１２３４５６７８９｝"))


def pinned(test: Callable[[str], None]) -> Callable[[], None]:
    for text in HOSTILE:
        test = example(text)(test)
    return settings(max_examples=300)(given(TEXTS)(test))


@pinned
def test_what_is_masked_comes_back(text: str):
    masked = mask(text)
    assert unmask(masked.text, masked.spans) == text


@pinned
def test_a_mask_of_its_own_text_lost_nothing(text: str):
    masked = mask(text)
    assert not lost_marks(masked.text, masked.text, masked.spans)
    assert marks_in(masked.text) == list(range(len(masked.spans)))


@pinned
def test_a_vendors_way_with_marks_is_understood(text: str):
    """Spaces inside, wide braces, wide digits, doubled braces."""
    masked = mask(text)
    for written in (r"{ \1 }", r"｛\1｝", r"{{\1}}", r"{\1 ｝"):
        said = re.sub(r"\{(\d+)\}", written, masked.text)
        assert not lost_marks(masked.text, said, masked.spans)
        assert unmask(said, masked.spans) == text
    assert unmask(re.sub(r"\{\d+\}", widened, masked.text), masked.spans) == text


@pinned
def test_a_lost_doubled_or_invented_mark_is_noticed(text: str):
    masked = mask(text)
    hard = [index for index, span in enumerate(masked.spans) if not span.is_soft]
    for index in hard[:3]:
        mark = f"{{{index}}}"
        assert lost_marks(masked.text, masked.text.replace(mark, ""), masked.spans)
        assert lost_marks(masked.text, masked.text + mark, masked.spans)
    assert lost_marks(masked.text, masked.text + f"{{{len(masked.spans)}}}", masked.spans)


@pinned
def test_no_surrogate_control_or_private_character_reaches_a_vendor(text: str):
    masked = mask(text)
    assert not re.search("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000-\uf8ff]", masked.text)


@pinned
def test_a_text_is_its_lines_sentences_and_pieces(text: str):
    masked = mask(text)
    lines = lines_of(masked.text, masked.spans)
    assert "\n".join(line.saying(line.core) for line in lines) == masked.text
    for line in lines:
        assert "".join(f"{s.before}{s.core}{s.after}" for s in sentences_of(line.core)) == line.core
        assert "".join(between_marks(line.core)) == line.core
        assert "".join(trim(line.core, masked.spans)) == line.core
        assert "".join(divide(line.core)) == line.core
    cores = [line.core for line in lines]
    assert [core for block in blocks_of(cores) for core in block] == cores


@pinned
def test_no_piece_is_too_long_for_a_translator(text: str):
    masked = mask(text * 3)
    for piece in divide(masked.text.replace("\n", " ")):
        assert len(piece) <= 4_500


@pinned
def test_word_help_gets_its_spans_back(text: str):
    masked = mask(text)
    private = for_word_help(masked)
    assert not marks_in(private)
    kept = {span.text for span in masked.spans if span.partner is None and not re.search(r"\n|://", span.text)}
    reading = from_word_help(private, masked.spans)
    assert all(span in reading for span in kept)


class Unmoved:
    """A translator into a language that is written exactly as the source is."""

    name = "unmoved"

    async def translate(self, text: str, source: Language, target: Language) -> str:
        return text

    async def close(self) -> None:
        pass


@pinned
def test_a_translator_that_changes_nothing_changes_nothing(text: str):
    """Structure, spans and spaces survive the whole way; a divided text may gain spaces where it was cut."""

    async def crossed() -> Translation:
        of = TranslationPipeline([Unmoved()], clock=SystemClock())
        try:
            return await of.translate(text, EN, Language("fr"))
        finally:
            await of.close()

    translation = asyncio.run(crossed())
    assert translation.quality is Quality.FINAL
    if len(text) < 1_000:
        assert translation.text == text
    assert translation.text.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("ask <@42>", "<@42>"),
        ("ask <@!42>", "<@!42>"),
        ("ask <@&42>", "<@&42>"),
        ("in <#42>", "<#42>"),
        ("hey @everyone", "@everyone"),
        ("hey @here", "@here"),
        ("hi @ohio_grill", "@ohio_grill"),
        ("wow <:cat:42>", "<:cat:42>"),
        ("wow <a:cat:42>", "<a:cat:42>"),
        ("at <t:1700000000:R>", "<t:1700000000:R>"),
        ("use </daily now:42>", "</daily now:42>"),
        ("see https://example.com/a_(b), then", "https://example.com/a_(b)"),
        ("看https://example.com/a。然后", "https://example.com/a"),
        ("see <https://example.com>", "<https://example.com>"),
        ("see [the page](https://example.com/x)", "](https://example.com/x)"),
        ("run `rm x`", "`rm x`"),
        ("run ```sh\nrm x\n```", "```sh\nrm x\n```"),
        ("the ||cat|| did it", "||"),
        ("my #cattax", "#cattax"),
        ("我的 #猫税", "#猫税"),
        ("write to me.too+x@mail.example.org please", "me.too+x@mail.example.org"),
        ("邮箱foo@bar.com谢谢", "foo@bar.com"),
        ("电话13812345678", "13812345678"),
        ("call +1 (614) 555-0123", "+1 (614) 555-0123"),
        ("card 4111 1111 1111 1111 thanks", "4111 1111 1111 1111"),
        ("身份证11010519491231002X。", "11010519491231002X"),
        ("NRIC 801231-14-5678", "801231-14-5678"),
        ("ID A123456789", "123456789"),
        ("Tel13812345678", "13812345678"),
    ],
)
def test_a_translator_never_sees(text: str, hidden: str):
    masked = mask(text)
    assert hidden not in masked.text
    assert hidden in {span.text for span in masked.spans}


@pytest.mark.parametrize(
    "text",
    ["2,000,000 people", "3万人", "打8折", "两斤半", "72°F", "666", "233, 88, 520", "NT$1,200", "snake_case_name"],
)
def test_amounts_and_laughter_are_words(text: str):
    assert mask(text) == Masked(text, ())


def test_a_labels_words_are_translated_and_its_address_kept():
    masked = mask("see [the page](https://example.com)")
    assert masked.text == "see {0}the page{1}"
    assert unmask("看{0} 这一页 {1}", masked.spans) == "看[这一页](https://example.com)"


def test_a_translators_spaces_inside_bold_go():
    masked = mask("this is **very** good")
    assert unmask("这 {0} 非常 {1} 好", masked.spans) == "这 **非常** 好"


@pytest.mark.parametrize("answer", ["这非常{1}好", "这{1}非常{0}好", "这{0}{1}非常好", "这{0}非常{0}{1}好"])
def test_broken_bold_is_dropped_whole(answer: str):
    masked = mask("this is **very** good")
    assert not lost_marks(masked.text, answer, masked.spans)
    assert unmask(answer, masked.spans) == "这非常好"


@pytest.mark.parametrize("answer", ["凶手是猫", "{0}凶手是猫", "{1}凶手是猫{0}", "凶手是猫{0}{1}"])
def test_a_spoiler_that_no_longer_hides_is_noticed(answer: str):
    masked = mask("||the cat did it||")
    assert lost_marks(masked.text, answer, masked.spans)
