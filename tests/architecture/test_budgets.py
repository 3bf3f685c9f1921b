"""What keeps rooms readable: short modules and functions, a sentence at the door, honest names."""

import ast
import re
import tokenize
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ("bot", "cogs", "playground")

MOST_LINES_OF_A_MODULE = 300
MOST_LINES_OF_A_COG = 200
MOST_LINES_OF_A_FUNCTION = 40
BANNED_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}

# Tables are lists by nature, and migrations are never touched again.
EXEMPT = re.compile(r"bot/storage/(tables|migrations/.*)\.py")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from sorted(path for path in (ROOT / room).rglob("*.py") if "__pycache__" not in path.parts)


class Parsed(NamedTuple):
    """What several tests ask of one module, which is parsed once for all of them."""

    docstring: str | None
    functions: Sequence[tuple[str, int]]  # each with its lines
    classes: Sequence[str]


@cache
def parsed(path: Path) -> Parsed:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions, classes = [], []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            functions.append((node.name, (node.end_lineno or node.lineno) - node.lineno + 1))
        elif isinstance(node, ast.ClassDef):
            classes.append(node.name)
    return Parsed(ast.get_docstring(tree), functions, classes)


def test_no_module_is_longer_than_its_budget():
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*SHIPPED)}

    over = {
        name: lines
        for name, lines in lengths.items()
        if lines > (MOST_LINES_OF_A_COG if name.startswith("cogs/") else MOST_LINES_OF_A_MODULE)
        and not EXEMPT.fullmatch(name)
    }
    assert over == {}


def test_no_function_is_longer_than_its_budget():
    over = {}
    for path in modules(*SHIPPED):
        if EXEMPT.fullmatch(relative(path)):
            continue
        for name, lines in parsed(path).functions:
            if lines > MOST_LINES_OF_A_FUNCTION:
                over[f"{relative(path)}:{name}"] = lines
    assert over == {}


def test_every_module_says_what_it_is_about():
    silent = [relative(path) for path in modules(*SHIPPED, "tests") if not parsed(path).docstring]

    assert silent == []


def test_no_module_or_class_has_a_name_that_says_nothing():
    found = []
    for path in modules(*SHIPPED, "tests"):
        parts = re.split(r"[_./]", relative(path).removesuffix(".py"))
        words = {part.lower() for part in parts}
        for name in parsed(path).classes:
            words |= {word.lower() for word in re.findall(r"[A-Z][a-z]*", name)}
        found += [f"{relative(path)}: {word}" for word in words & BANNED_NAMES]
    assert found == []


def test_cogs_import_at_run_time_all_that_they_name():
    """discord.py resolves a command's parameter types at import and fails where only a type checker has them."""
    assert [relative(path) for path in modules("cogs") if "TYPE_CHECKING" in path.read_text(encoding="utf-8")] == []


def comments(path: Path, about: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Give the comments in which *about* is found; most files have it nowhere, and need no taking apart."""
    if not about.search(path.read_text(encoding="utf-8")):
        return
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type == tokenize.COMMENT and about.search(token.string):
                yield token.start[0], token.string


SILENCED = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no)\b")
REASON = re.compile(
    r"#\s*(noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|type:\s*ignore\[[a-z, -]+\]|pragma:\s*no [a-z]+)\W+\w.{7,}"
)


def test_every_silenced_warning_has_its_reason_beside_it():
    bare = [
        f"{relative(path)}:{line}: {comment}"
        for path in modules(*SHIPPED, "tests", "scripts")
        for line, comment in comments(path, SILENCED)
        if SILENCED.match(comment) and not REASON.match(comment)
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("comment", "has_reason"),
    [
        ("# noqa: BLE001 - the presenter ends every error", True),
        ("# type: ignore[arg-type]  # the library's stub is wrong", True),
        ("# noqa: BLE001", False),
        ("# noqa", False),
        ("# type: ignore", False),
        ("# type: ignore[arg-type]", False),
    ],
)
def test_a_reason_is_told_from_none(comment, has_reason):
    assert SILENCED.match(comment)
    assert bool(REASON.match(comment)) is has_reason


LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def test_no_commented_out_work_is_left_behind():
    """What is to be done is tracked where everybody looks for it."""
    marked = [
        f"{relative(path)}:{line}"
        for path in modules(*SHIPPED, "tests", "scripts")
        for line, _ in comments(path, LEFT_OVER)
    ]
    assert marked == []
