"""What the soak says of its scenarios, whatever becomes of each."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.soak import __main__ as soak
from benchmarks.soak.figure import Figure


async def holds(_directory: Path, seed: int) -> AsyncIterator[Figure]:
    yield Figure(f"holds with seed {seed}", 1.0, 2.0)


async def misses(_directory: Path, _seed: int) -> AsyncIterator[Figure]:
    yield Figure("misses", 3.0, 2.0)


async def fails(_directory: Path, _seed: int) -> AsyncIterator[Figure]:
    yield Figure("before it fails", 1.0, 2.0)
    raise ValueError


@pytest.mark.parametrize(
    ("scenarios", "held", "code"),
    [
        ({"one": holds, "two": holds}, "2 of 2 held", 0),
        ({"one": misses, "two": holds}, "1 of 2 held", 1),
        ({"one": fails, "two": holds}, "1 of 2 held", 1),
    ],
)
def test_each_is_tried_and_what_is_missed_or_fails_shows_in_the_end(
    scenarios: Mapping[str, soak.Scenario], held: str, code: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(soak, "FULL", scenarios)
    told = CliRunner().invoke(soak.main, ["--seed", "7"])
    assert told.exit_code == code
    assert "holds with seed 7" in told.stdout
    assert held in told.stdout


def test_what_fails_says_how_and_what_stood_before(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(soak, "FULL", {"one": fails})
    told = CliRunner().invoke(soak.main, [])
    assert "before it fails" in told.stdout
    assert "one: failed with ValueError, NOT HELD" in told.stdout
    assert "ValueError" in told.stderr
