"""A pytest plugin: with QIAO_FORBID_SKIPS=1 a skipped test fails the run, and each is named at the end.

Where tests may not be skipped, what they need has to be installed. One thing cannot be: Discord's
OpenAPI document lies beside some checkouts and is not ours to pass on, so its absence is listed
and forgiven.
"""

import os
from typing import Final

import pytest

FORGIVEN: Final = "OpenAPI document"


def forbidden_skips(config: pytest.Config) -> list[str]:
    """Return the tests that were skipped although none may be, each with its reason."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or os.environ.get("QIAO_FORBID_SKIPS", "") in {"", "0"}:
        return []
    skipped = [f"{report.nodeid}: {_reason(report)}" for report in reporter.stats.get("skipped", [])]
    return [line for line in skipped if FORGIVEN not in line]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session):
    """Let the run fail before its outcome is printed."""
    if session.exitstatus == pytest.ExitCode.OK and forbidden_skips(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name the skips that made it fail."""
    skipped = forbidden_skips(config)
    if skipped:
        terminalreporter.section("skipped, and nothing may be skipped here", red=True)
        for line in skipped:
            terminalreporter.line(line)


def _reason(report: pytest.TestReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
