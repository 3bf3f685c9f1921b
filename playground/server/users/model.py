"""Someone: a person, or a bot."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class User:
    """Someone: a person of the cast, or a bot."""

    id: int
    username: str
    global_name: str | None
    avatar: str | None = None
    is_bot: bool = False
    has_nitro: bool = False
    takes_directs: bool = True  # bots may write to them
    language: str = "en"
    colour: int = 0x5865F2

    @property
    def locale(self) -> str:
        """What their client speaks."""
        return {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}.get(self.language, "en-US")

    @property
    def name(self) -> str:
        """The name that others see."""
        return self.global_name or self.username
