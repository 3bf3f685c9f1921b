"""The floor: the reference without its translation, which is what discord.py itself costs.

python -m benchmarks.floor_bot PLAN
"""

from benchmarks.reference_bot import Reference, run


class Floor(Reference):
    """Carries what was said as it is."""

    async def translated(self, text: str) -> str:
        """Return *text*."""
        return text


if __name__ == "__main__":
    run(Floor)
