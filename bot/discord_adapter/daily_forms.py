"""Forms: what is typed of a schedule rather than chosen, with what stands already filled in."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import discord

from bot.discord_adapter.presenter import Presenter

_PATIENCE_SECONDS: Final = 14 * 60.0
_LONGEST: Final = 60

Submit = Callable[[discord.Interaction[Any], Mapping[str, str]], Awaitable[None]]
"""Is given what was typed, by the names of the fields."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line to type into.

    Attributes:
        key: Of what stands above it.
        value: What stands in it already.
    """

    name: str
    key: str
    value: str
    is_required: bool = True


class Form(discord.ui.Modal):
    """A few fields, and what is done with what is typed there."""

    def __init__(
        self,
        interaction: discord.Interaction[Any],
        say: Presenter,
        title: str,
        fields: Sequence[Field],
        submit: Submit,
    ) -> None:
        super().__init__(title=say.phrase(interaction, title), timeout=_PATIENCE_SECONDS)
        self._say = say
        self._submit = submit
        self._inputs: dict[str, discord.ui.TextInput[Form]] = {}
        for field in fields:
            self._inputs[field.name] = discord.ui.TextInput(
                custom_id=field.name, default=field.value, required=field.is_required, max_length=_LONGEST
            )
            label = say.phrase(interaction, field.key)
            self.add_item(discord.ui.Label(text=label, component=self._inputs[field.name]))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Hand over what was typed."""
        await self._submit(interaction, {name: typed.value.strip() for name, typed in self._inputs.items()})

    async def on_error(  # type: ignore[override]  # discord.py's own modals differ from its views in this
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Tell whoever typed what was wrong with it."""
        await self._say.failed(interaction, error)
