"""What the packaging says is so: files, variables, commands, metrics."""

import json
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from bot.cli.main import qiao
from bot.config.settings import Settings
from bot.config.sources import read_environment
from bot.ids import ChannelId, MessageId
from bot.observability.metrics import Metrics
from bot.pictures.painter import REMEDY
from bot.relay.observing import RelayTrace
from bot.translation.model import EN, ZH_HANS, Quality

ROOT = Path(__file__).parents[2]
IMAGE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
UNIT = (ROOT / "packaging" / "qiao.service").read_text(encoding="utf-8")
DASHBOARD = (ROOT / "packaging" / "grafana.json").read_text(encoding="utf-8")


def copied() -> list[str]:
    """Return what the image takes from the checkout."""
    lines = [line.split()[1:-1] for line in IMAGE.splitlines() if line.startswith("COPY ") and "--from" not in line]
    return [name for names in lines for name in names]


def test_the_image_takes_files_that_are_there_and_sent_to_the_builder():
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    assert sent == set(copied())
    assert all((ROOT / name).exists() for name in sent)


@pytest.mark.parametrize("text", [COMPOSE, UNIT], ids=["compose", "systemd"])
def test_variables_are_keys_of_the_configuration(tmp_path: Path, text: str):
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    names = set(re.findall(r"\bQIAO_\w+", text))
    assert len(names) >= 2
    given = read_environment({name: str(secret) if name.endswith("_FILE") else "x" for name in names}, Settings)
    assert given.faults == []


@pytest.mark.parametrize(
    "arguments",
    [
        re.findall(r'^CMD \["(.*)"\]$', IMAGE, re.MULTILINE),
        json.loads(re.findall(r"^    command: (.*)$", COMPOSE, re.MULTILINE)[0]),
        shlex.split(re.findall(r"^ExecStart=\S*/qiao (.*)$", UNIT, re.MULTILINE)[0]),
    ],
    ids=["image", "compose", "systemd"],
)
def test_what_is_started_is_a_command(arguments: list[str]):
    name, command, rest = qiao.resolve_command(click.Context(qiao), list(arguments))
    assert name == "run"
    assert command is not None
    command.make_context(name, rest)


def test_the_dashboard_shows_metrics_and_labels_that_there_are():
    metrics = Metrics()
    trace = RelayTrace(
        datetime(2027, 1, 1, tzinfo=UTC),
        MessageId(1),
        ChannelId(2),
        EN,
        ZH_HANS,
        "google",
        Quality.PROVISIONAL,
        1.0,
        1.0,
        0,
        1,
    )
    metrics.relayed(trace)
    metrics.failed(ChannelId(2), "Refused")
    metrics.watch_lanes(lambda: 2)
    metrics.watch_invalid_requests(lambda: 3)
    exposed, _ = metrics.exposition()
    series = {
        name: set(re.findall(r'(\w+)="', labels))
        for name, labels in re.findall(r"^(\w+)(?:\{(.*)\})? ", exposed.decode(), re.MULTILINE)
    }
    asked = re.findall(r"\b((?:qiao|process)_\w+)(?:\{([^}]*)\})?", DASHBOARD.replace('\\"', '"'))
    assert {name for name, _ in asked} <= series.keys()
    for name, labels in asked:
        assert set(re.findall(r'(\w+)=~?"', labels)) <= {"instance", *series[name]}
    assert {metric(name) for name, _ in asked} >= {metric(name) for name in series if name.startswith("qiao_")}


def metric(series: str) -> str:
    return re.sub("_(bucket|count|created|sum|total)$", "", series)


@pytest.mark.parametrize("place", [IMAGE, CI, OPERATING], ids=["image", "CI", "operating.md"])
def test_the_fonts_of_pictures_are_installed_and_named_everywhere(place: str):
    fonts = set(re.findall(r"\bfonts-[a-z-]+[a-z]", IMAGE))

    assert set(re.findall(r"\bfonts-[a-z-]+[a-z]", REMEDY)) < fonts
    assert {font for font in fonts if font not in place} == set()
