"""The benchmarks run without the tools for development, which would count as the bot's memory."""

import subprocess
import sys

import pytest

_TOOLS = ("hypothesis", "playwright", "pytest", "time_machine")


@pytest.mark.parametrize("module", ["relay", "burst", "start"])
def test_a_benchmark_needs_no_tool_for_development(module: str):
    absent = f"import sys; sys.modules.update(dict.fromkeys({_TOOLS}))"
    subprocess.run([sys.executable, "-c", f"{absent}; import benchmarks.{module}"], check=True)
