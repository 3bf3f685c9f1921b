"""Who may import whom: the contracts hold, they can fail, and no room is without one."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]

# For each contract, a module that breaks it.
BREACHES = {
    "The rooms of the bot stand in layers; adapters never know each other": (
        "bot/storage/bad.py",
        "import bot.translators.registry",
    ),
    "Feature packages know no vendor and no library of the outside world": (
        "bot/relay/bad_vendor.py",
        "import sqlalchemy",
    ),
    "Bridges know only the models and ports of other features": ("bot/bridges/bad.py", "import bot.relay.lane"),
    "Corrections know only the models and ports of other features": (
        "bot/corrections/bad.py",
        "import bot.relay.lane",
    ),
    "Hashtags know only the models and ports of other features": ("bot/hashtags/bad.py", "import bot.relay.lane"),
    "Members know only the models and ports of other features": ("bot/members/bad.py", "import bot.relay.lane"),
    "Moderation knows only the models and ports of other features": (
        "bot/moderation/bad.py",
        "import bot.relay.lane",
    ),
    "Newcomers know only the models and ports of other features": ("bot/newcomers/bad.py", "import bot.relay.lane"),
    "Participation knows only the models and ports of other features": (
        "bot/participation/bad.py",
        "import bot.relay.lane",
    ),
    "Partners know only the models and ports of other features": ("bot/partners/bad.py", "import bot.relay.lane"),
    "Prompts know only the models and ports of other features": ("bot/prompts/bad.py", "import bot.relay.lane"),
    "The relay knows only the models and ports of other features": (
        "bot/relay/bad.py",
        "import bot.translation.pipeline",
    ),
    "Translation knows only the models and ports of other features": (
        "bot/translation/bad.py",
        "import bot.relay.lane",
    ),
    "Discord's library stays at the edge": ("bot/translators/bad.py", "import discord"),
    "Only the process that draws loads the library that it draws with": (
        "bot/observability/bad_picture.py",
        "import bot.pictures.hand",
    ),
    "SQL stays in the storage": ("bot/observability/bad.py", "import alembic.command"),
    "Cogs never know each other": ("cogs/bad_neighbour.py", "import cogs.relay"),
    "Cogs take services, and look neither into the storage nor at how things are wired": (
        "cogs/bad.py",
        "import bot.storage.tables",
    ),
    "Nothing of the bot imports a cog: they are loaded by name": ("bot/scheduling/bad.py", "import cogs.relay"),
    "The playground knows nothing of the bot": ("playground/bad.py", "import bot.ids"),
    "The bot knows nothing of the playground: only its command line joins them": (
        "bot/i18n/bad.py",
        "import playground.place",
    ),
}


def verdicts(folder: Path) -> dict[str, str]:
    """Return KEPT or BROKEN for each contract, as import-linter finds them in *folder*."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"^(\S.*?) (KEPT|BROKEN)\b", done.stdout, flags=re.MULTILINE)
    assert found, done.stdout + done.stderr
    assert (done.returncode == 0) == all(verdict == "KEPT" for _, verdict in found)
    return dict(found)


def test_the_import_rule_holds():
    assert {name for name, verdict in verdicts(ROOT).items() if verdict == "BROKEN"} == set()


def test_every_contract_can_fail(tmp_path):
    """A contract that names its modules wrongly would hold for ever."""
    for package in ("bot", "cogs", "playground"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "*.db"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path, content in BREACHES.values():
        (tmp_path / path).write_text(f'"""Breaks the rule."""\n\n{content}\n', encoding="utf-8")

    assert verdicts(tmp_path) == dict.fromkeys([contract["name"] for contract in CONTRACTS], "BROKEN")


def test_a_new_room_has_to_be_placed(tmp_path):
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__", "*.db"))
    for package in ("cogs", "playground"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "bot" / "attic").mkdir()
    (tmp_path / "bot" / "attic" / "__init__.py").write_text('"""Nobody said where this belongs."""\n', encoding="utf-8")

    assert verdicts(tmp_path)[CONTRACTS[0]["name"]] == "BROKEN"


def test_every_feature_package_is_kept_apart():
    """A package with a `model.py` is a feature, and the contracts name each feature one by one."""
    features = {f"bot.{path.parent.name}" for path in (ROOT / "bot").glob("*/model.py")}
    sources = [set(contract.get("source_modules", [])) for contract in CONTRACTS]

    assert features <= set().union(*(named for named in sources if len(named) > 1 and "bot.relay" in named))
    for feature in features:
        others = {f"{other}.*" for other in features - {feature}}
        assert [c for c in CONTRACTS if c.get("source_modules") == [feature] and others <= set(c["forbidden_modules"])]
