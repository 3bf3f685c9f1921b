"""One line of the outcome: what was measured, and what it has to be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured *value* in *unit*, and the most that it may be."""

    name: str
    value: float
    most: float
    unit: str = ""

    @property
    def holds(self) -> bool:
        """Whether it is within its bar."""
        return self.value <= self.most

    def line(self) -> str:
        """Return it as one line for people."""
        unit = f" {self.unit}" if self.unit else ""
        outcome = "held" if self.holds else "NOT HELD"
        return f"{self.name:<68} {self.value:>9,.3f}{unit:<9} at most {self.most:>9,.3f}{unit:<9} {outcome}"
