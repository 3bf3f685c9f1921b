"""Faults on the command line of the playground."""

import pytest

from bot.cli.main import execute
from bot.cli.playground import faults_of
from bot.errors import FaultyConfiguration
from bot.i18n.catalog import LOCALES, Catalog
from playground.host import Options
from playground.server.faults.model import Fault, GatewayFault, GatewayKind, Kind


@pytest.fixture
def opened(monkeypatch):
    """Remember with what the playground would have been opened."""
    given: list[Options] = []
    monkeypatch.setattr("bot.cli.playground.open_playground", given.append)
    return given


def test_a_file_and_options_are_put_together(tmp_path, opened):
    path = tmp_path / "faults.json"
    path.write_text('[{"kind": "late", "seconds": 2, "event": "MESSAGE_CREATE"}]', encoding="utf-8")

    assert execute(["playground", "--strict", "--faults", str(path), "--fault", "status,status=503,share=0.1"]) == 0

    (options,) = opened
    late, status = options.faults
    assert options.is_strict
    assert isinstance(late, GatewayFault)
    assert (late.kind, late.seconds, late.event) == (GatewayKind.LATE, 2, "MESSAGE_CREATE")
    assert isinstance(status, Fault)
    assert (status.kind, status.status, status.share) == (Kind.STATUS, 503, 0.1)


def test_nothing_goes_wrong_unless_it_is_asked_for(opened):
    assert execute(["playground"]) == 0
    assert (opened[0].faults, opened[0].is_strict) == ((), False)


def test_every_mistake_is_told_at_once(tmp_path, opened, capfd):
    path = tmp_path / "faults.json"
    path.write_text('[{"kind": "late", "share": 7}]', encoding="utf-8")

    assert execute(["playground", "--faults", str(path), "--fault", "flood", "--fault", "drop,event=x"]) == 2

    told = capfd.readouterr().err.splitlines()
    assert told[0] == "The configuration has 3 faults; nothing was started."
    assert [line.partition(": ")[0] for line in told[1:]] == ["--faults 0.share", "--fault kind", "--fault event"]
    assert opened == []


def test_a_file_that_cannot_be_read_or_is_no_list_is_told(tmp_path, opened, capfd):
    path = tmp_path / "faults.json"
    assert execute(["playground", "--faults", str(path)]) == 2
    assert "cannot be read" in capfd.readouterr().err
    path.write_bytes(b"\xff\xfe")
    assert execute(["playground", "--faults", str(path)]) == 2
    assert "JSON list" in capfd.readouterr().err
    assert opened == []


@pytest.mark.parametrize("locale", LOCALES)
def test_mistakes_are_told_in_every_language(locale):
    with pytest.raises(FaultyConfiguration) as mistaken:
        faults_of(None, ["status,status=1,x=1", "flood"])
    for fault in mistaken.value.faults:
        for key in (fault.reason, f"{fault.reason}-remedy"):
            assert Catalog().say(locale, key, **fault.fields) != key
