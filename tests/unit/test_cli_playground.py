"""What the command line tells the playground and its bot of each other."""

from pathlib import Path

import pytest
from deep_translator.constants import BASE_URLS  # type: ignore[import-untyped] # it ships no types

from bot.cli import playground
from bot.cli.main import execute
from bot.translation import phrasebook
from playground.host import Options
from playground.place import BRIDGES, BotPlace


@pytest.fixture
def hosted(monkeypatch):
    """Remember with what the playground would have been hosted."""
    given: list[Options] = []

    async def host(options, _run_bot):
        given.append(options)

    monkeypatch.setattr(playground, "host", host)
    return given


def test_the_page_has_every_line_of_the_phrasebook_in_three_languages(hosted):
    assert execute(["playground"]) == 0
    assert len(hosted[0].phrases) == len(phrasebook.load().rows)
    assert all(set(one) == {"en", "zh-Hans", "zh-Hant"} for one in hosted[0].phrases)
    assert not hosted[0].in_terminal


def test_the_terminal_is_asked_for(hosted):
    assert execute(["playground", "--terminal"]) == 0
    assert hosted[0].in_terminal


def test_a_translator_is_asked_where_the_environment_says_or_where_its_library_would(hosted, monkeypatch):
    assert execute(["playground", "--translator", "google"]) == 0
    monkeypatch.setenv("QIAO_TRANSLATION__GOOGLE__BASE_URL", "http://127.0.0.1:1/m")
    assert execute(["playground", "--translator", "google"]) == 0
    assert execute(["playground", "--translator", "libretranslate"]) == 0
    assert execute(["playground"]) == 0

    addresses = [BASE_URLS["GOOGLE_TRANSLATE"], "http://127.0.0.1:1/m", "http://127.0.0.1:5000", ""]
    assert [one.vendor_url for one in hosted] == addresses


def test_the_bot_asks_its_translator_through_the_playground(monkeypatch):
    monkeypatch.setenv("QIAO_TRANSLATION__GOOGLE__BASE_URL", "http://127.0.0.1:1/m")
    door = "http://127.0.0.1:8808/playground/vendor"
    place = BotPlace(
        token="token",
        api_url="http://127.0.0.1:8808/api/v10",
        gateway_url="ws://127.0.0.1:8808/gateway",
        cdn_url="http://127.0.0.1:8808/cdn",
        status_address="127.0.0.1:8809",
        folder=Path("/nowhere"),
        bridges=BRIDGES,
        translator="google",
        translator_url=door,
    )
    settings = playground.settings_of(place)
    assert list(settings.translation.order) == ["google"]
    assert settings.translation.google.base_url == door
