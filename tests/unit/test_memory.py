"""The process's memory: what libraries bring and nobody uses is not in it."""

import json
import subprocess
import sys

import pytest

from bot.memory import without

UNUSED = ["bs4", "charset_normalizer", "requests", "urllib3", "sqlalchemy.dialects.postgresql", "sqlalchemy.orm"]


def test_running_loads_nothing_that_nobody_uses():
    """Each of these would be 2 to 7 MB."""
    script = (
        "import sys, json, bot.app.run, bot.storage.sqlite, bot.translators.google, bot.translators.libretranslate\n"
        f"print(json.dumps([name for name in {UNUSED!r} if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == []


def test_nothing_is_found_meanwhile_but_what_was_loaded_before():
    with without("nobodys", "json"):
        from nobodys import whatever  # type: ignore[import-not-found] # there is no such module

        assert whatever is None
        assert sys.modules["json"] is json
        with pytest.raises(AttributeError):  # it is a module, and no package
            sys.modules["nobodys"].__path__  # noqa: B018 - asked for alone
    assert "nobodys" not in sys.modules
