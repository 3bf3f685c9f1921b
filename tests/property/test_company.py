"""Whatever waits, what shares a post is consecutive, plain, in order, and fits."""

import re
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from bot.ids import GuildId, MessageId
from bot.relay.company import MOST_OF_ONE, MOST_OF_SEVERAL, Candidate, company
from bot.relay.glyphs import units
from bot.relay.joining import Joining, fitted, is_plain, named, one_line, under_name
from bot.relay.model import Composition, Persona, Piece
from bot.relay.splitting import CONTENT_LIMIT

WORDS = ["hello", "你好", "😂", "https://a.example/b_c*d", "<@123>", "<:cat:9>", "x" * 700, "字" * 400, "**bold**"]
WORDS += ["two\nlines", "> quoted", "# loud", "a_b", "||hidden||", "```", "[a](", "](https://a.example)", "\\", " "]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join) | st.text(max_size=40)
personas = st.sampled_from([Persona("Ruth · EN", None), Persona("Mei_ · 中", "https://cdn.example/m.png")])


@st.composite
def waiting(draw: st.DrawFn) -> list[Candidate]:
    ids = draw(st.lists(st.integers(1, 40), min_size=1, max_size=14, unique=True))
    if draw(st.booleans()):
        ids.sort()
    return [
        Candidate(
            MessageId(number),
            GuildId(draw(st.sampled_from([1, 1, 1, 2]))),
            Composition(
                draw(personas), tuple(Piece(draw(texts), 0, 1) for _ in range(draw(st.sampled_from([1, 1, 2]))))
            ),
        )
        for number in ids
    ]


def lines(shared: Sequence[Candidate], joining: Joining) -> list[str]:
    each = [(one.composition.persona.name, one.composition.pieces[0].content) for one in shared]
    return [under_name(name, line) if joining is Joining.DIGEST else line for name, line in each]


@given(waiting(), st.sampled_from(Joining))
def test_what_shares_a_post_is_consecutive_plain_in_order_and_fits(candidates: list[Candidate], allowed: Joining):
    joining, count = company(candidates, allowed)
    shared = candidates[:count]
    assert 1 <= count <= {Joining.ALONE: 1, Joining.AUTHOR: MOST_OF_ONE, Joining.DIGEST: MOST_OF_SEVERAL}[joining]
    assert (joining is Joining.ALONE) == (count == 1)
    if count == 1:
        return
    assert allowed is not Joining.ALONE
    assert joining is Joining.AUTHOR or allowed is Joining.DIGEST
    assert [one.source_id for one in shared] == sorted(one.source_id for one in shared)
    assert len({one.source_guild_id for one in shared}) == 1
    assert (len({one.composition.persona for one in shared}) == 1) == (joining is Joining.AUTHOR)
    assert all(len(one.composition.pieces) == 1 and is_plain(one.composition.pieces[0].content) for one in shared)
    content = "\n".join(lines(shared, joining))
    assert len(content.split("\n")) == count
    assert units(content) <= CONTENT_LIMIT


@given(waiting(), st.sampled_from([Joining.AUTHOR, Joining.DIGEST]))
def test_who_cannot_come_leaves_the_company_of_those_before_as_it_was(candidates: list[Candidate], allowed: Joining):
    joining, count = company(candidates, allowed)
    assert company(candidates[:count], allowed) == (joining, count)
    last = candidates[count - 1]
    spoiled = replace(last, composition=replace(last.composition, pieces=(Piece("**", 0, 2),)))
    fewer = company([*candidates[: count - 1], spoiled, *candidates[count:]], allowed)[1]
    assert fewer == max(count - 1, 1)


@given(texts)
def test_any_text_becomes_one_plain_line_or_nothing(text: str):
    line = one_line(text)
    assert "\n" not in line
    assert not line or is_plain(line)


@given(texts, st.integers(1, CONTENT_LIMIT))
def test_a_line_is_cut_into_whatever_room_there_is(text: str, room: int):
    line = fitted(one_line(text) or "x", room, "https://discord.com/channels/1/2/3")
    assert line
    assert units(line) <= room
    assert "\n" not in line


@given(st.text(st.characters(exclude_characters="\n\r"), min_size=1, max_size=80))
@example("Mei_*~`|\\<@1>@everyone[a](https://a.example)")
def test_nothing_in_a_name_is_markdown_a_mention_or_a_link(name: str):
    shown = named(name).removeprefix("**").removesuffix(":** ")
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown) == name
    assert not re.search(r"[!-/:-@\[-`{-~]", re.sub(r"\\.", "", shown))
