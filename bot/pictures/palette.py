"""The palette: ink on paper, so that a picture reads alike in Discord's dark and light themes.

Whatever a colour says, a size, a shape or a number says too. The two first series are as dark as each other: neither
language stands behind the other.
"""

from typing import Final

PAPER: Final = "#fbf8f2"
PANEL: Final = "#ffffff"
EDGE: Final = "#e6dfd2"
RULE: Final = "#d8d0c2"
INK: Final = "#1f2d3a"
QUIET: Final = "#56626d"  # labels
JADE: Final = "#0f6f66"
ON_JADE: Final = "#ffffff"
TINT: Final = "#d5ebe6"  # below text

HEAT: Final = ("#d8d0c2", "#8cc8bc", "#4fa999", "#1f867a", "#0b5a53")
"""From nothing to most."""

SERIES: Final = (JADE, "#a4500f", "#4b5aa8", "#80407f")

SHADES: Final = (PANEL, "#eef6f3", "#d9ece7", "#bfe0d8", "#a3d2c8")
"""Of fields with dark text in them, from none to all."""

FACES: Final = (JADE, "#a4500f", "#4b5aa8", "#80407f", "#35607f")
"""Behind the initial of whoever has no picture."""
