"""The scripts that set up a fresh machine: which Python, which index, when again; and what a skip means."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETUP = ROOT / "scripts" / "_setup"
TOOLS = ("bash", "cat", "cksum", "env")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs that has what every system has, and no Python."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        found = next(
            Path(folder, tool) for folder in ("/bin", "/usr/bin", "/usr/local/bin") if Path(folder, tool).exists()
        )
        (programs / tool).symlink_to(found)
    return programs


def program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/usr/bin/env bash\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def bash(machine: Path, command: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run *command* after `scripts/_setup` on *machine*, in a folder with nothing in it."""
    home = machine.parent / "home"
    home.mkdir(exist_ok=True)
    return subprocess.run(
        ["/usr/bin/env", "bash", "-c", f". '{SETUP}'\n{command}"],
        cwd=home,
        env={"PATH": str(machine), "HOME": str(home)} | environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_shim_that_does_not_work_and_an_old_python_are_passed_over(machine):
    program(machine / "python3.13", "echo 'pyenv: python3.13: command not found' >&2; exit 127")
    program(machine / "python3.12", "exit 1")  # what an older Python answers to the question of its version
    (machine / "python3").symlink_to(sys.executable)

    assert bash(machine, "find_python").stdout.strip()


def test_a_python_of_pyenv_is_found_without_being_on_the_path(machine):
    python = machine.parent / "home" / ".pyenv" / "versions" / "3.12.1" / "bin" / "python3"
    program(python, f"exec '{sys.executable}' \"$@\"")

    assert bash(machine, "find_python").returncode == 0


def test_without_python_and_uv_one_sentence_says_what_is_needed(machine):
    done = bash(machine, "find_uv", LANG="C")
    chinese = bash(machine, "find_uv", LANG="zh_TW.UTF-8")

    assert done.returncode == 3
    assert "uv" in done.stderr
    assert "需要" in chinese.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_installed_uv_is_used(machine):
    program(machine / "uv", "echo uv 0.13.8")

    assert bash(machine, 'find_uv; echo "$uv"').stdout.strip() == "uv"


@pytest.mark.parametrize(
    ("given", "for_uv", "for_pip"),
    [
        ({}, "", ""),
        ({"UV_DEFAULT_INDEX": "https://a/simple"}, "https://a/simple", "https://a/simple"),
        ({"UV_DEFAULT_INDEX": "home=https://a/simple"}, "home=https://a/simple", "https://a/simple"),
        ({"UV_DEFAULT_INDEX": "https://a/simple?x=y"}, "https://a/simple?x=y", "https://a/simple?x=y"),
        ({"PIP_INDEX_URL": "https://b/simple"}, "https://b/simple", "https://b/simple"),
        ({"UV_DEFAULT_INDEX": "https://a", "PIP_INDEX_URL": "https://b"}, "https://a", "https://b"),
    ],
)
def test_a_mirror_that_one_tool_was_told_holds_for_the_other(given, for_uv, for_pip, machine):
    done = bash(machine, 'use_index; echo "${UV_DEFAULT_INDEX:-}|${PIP_INDEX_URL:-}"', **given)

    assert done.stdout.strip() == f"{for_uv}|{for_pip}"


def test_setting_up_happens_again_only_when_the_lock_has_changed(machine):
    home = machine.parent / "home"
    program(home / ".venv" / "bin" / "python", "exit 0")
    program(home / ".venv" / "bin" / "qiao", "")
    (home / "uv.lock").write_text("one", encoding="utf-8")
    (home / "pyproject.toml").write_text("", encoding="utf-8")

    def needed(kind: str) -> bool:
        return bash(machine, f"is_set_up {kind}").returncode != 0

    assert needed("run")
    bash(machine, "stamp run >.venv/qiao-setup")
    assert not needed("run")
    assert needed("dev"), "what serves for running lacks the tests' tools"
    bash(machine, "stamp dev >.venv/qiao-setup")
    assert not needed("run")
    (home / "uv.lock").write_text("two", encoding="utf-8")
    assert needed("run")


@pytest.mark.parametrize("script", ["scripts/check", "scripts/test", "scripts/playground", ".ci/run"])
def test_scripts_can_be_run_and_are_well_formed(script):
    assert os.access(ROOT / script, os.X_OK)
    assert subprocess.run(["bash", "-n", ROOT / script], check=False).returncode == 0


SKIPPING = """
import pytest

def test_browser():
    pytest.skip("no Chromium")

@pytest.mark.skipif(True, reason="Discord's OpenAPI document is not beside the repository")
def test_document():
    pass
"""


@pytest.mark.parametrize(
    ("names", "forbid", "code"),
    [
        (["test_browser", "test_document"], "", 0),
        (["test_browser", "test_document"], "1", 1),
        (["test_document"], "1", 0),
    ],
)
def test_a_forbidden_skip_fails_the_run_and_is_named(names, forbid, code, tmp_path):
    (tmp_path / "test_skipping.py").write_text(SKIPPING, encoding="utf-8")
    options = ["-p", "tests.skips", "-p", "no:cacheprovider", "-rs", "--rootdir", str(tmp_path), "-c", os.devnull]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *(f"{tmp_path}/test_skipping.py::{name}" for name in names)],
        cwd=ROOT,
        env=os.environ | {"QIAO_FORBID_SKIPS": forbid, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == code, done.stdout + done.stderr
    assert ("nothing may be skipped here" in done.stdout) is bool(code)
    assert "OpenAPI document" in done.stdout
    assert f"{len(names)} skipped" in done.stdout.splitlines()[-1]
