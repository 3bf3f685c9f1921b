"""Boards: the bar that all languages fill together, and those who want to be seen; for everybody if one shares it."""

from dataclasses import dataclass
from typing import Any, Final

import discord

from bot.bridges.names import plain
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.sharing import PATIENCE_SECONDS, ShareButton, put_into_channel
from bot.i18n.languages import language_name
from bot.ids import GuildId, UserId
from bot.participation.boards import Board, Boards, Period, cells

_NOBODY: Final = discord.AllowedMentions.none()
_LENGTH: Final = 12  # cells of the bar: one line of a phone
_COLOURS: Final = "🟦🟧🟪🟩🟫🟥🟨"
_EMPTY: Final = "⬜"


@dataclass(frozen=True, slots=True)
class BoardRoom:
    """Shows members boards."""

    say: Presenter
    boards: Boards

    async def show(self, interaction: discord.Interaction[Any]) -> None:
        """Show whoever asks the board of this week, and the way to others. Raises `Unavailable`."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await BoardView(self.say, self.boards).draw(interaction, Period.WEEK)


class BoardView(discord.ui.View):
    """Buttons for each period, for one's own name, and to share. Only the asker sees them, for a quarter of an hour."""

    def __init__(self, say: Presenter, boards: Boards) -> None:
        super().__init__(timeout=PATIENCE_SECONDS)
        self._say, self._boards = say, boards

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self._say.failed(interaction, error)

    async def draw(self, interaction: discord.Interaction[Any], period: Period) -> None:
        """Show the board of *period* where an interaction was answered."""
        board = await self._boards.of(*_asker(interaction), period)
        self.clear_items()
        for one in Period:
            self._add_period(interaction, one, is_shown=one is period)
        self._add_name(interaction, board)
        shared = board_text(interaction, self._say, board)

        async def share(press: discord.Interaction[Any]) -> None:
            await put_into_channel(press, shared)

        self.add_item(ShareButton(interaction, self._say, share))
        content = f"{shared}\n{_own_line(interaction, self._say, board)}"
        await interaction.edit_original_response(content=content, view=self, allowed_mentions=_NOBODY)

    def _add_period(self, interaction: discord.Interaction[Any], period: Period, *, is_shown: bool) -> None:
        async def pressed(press: discord.Interaction[Any]) -> None:
            await press.response.defer()
            await self.draw(press, period)

        style = discord.ButtonStyle.primary if is_shown else discord.ButtonStyle.secondary
        self._add(self._say.phrase(interaction, f"board-{period}"), pressed, style, is_disabled=is_shown)

    def _add_name(self, interaction: discord.Interaction[Any], board: Board) -> None:
        async def pressed(press: discord.Interaction[Any]) -> None:
            await press.response.defer()
            await self._boards.show(*_asker(press), is_shown=not board.is_shown)
            await self.draw(press, board.period)

        key = "board-hide-me" if board.is_shown else "board-show-me"
        self._add(self._say.phrase(interaction, key), pressed, discord.ButtonStyle.secondary, row=4)

    def _add(
        self, label: str, pressed: Any, style: discord.ButtonStyle, *, is_disabled: bool = False, row: int = 0
    ) -> None:
        button: discord.ui.Button[BoardView] = discord.ui.Button(
            label=label, style=style, disabled=is_disabled, row=row
        )
        button.callback = pressed  # type: ignore[method-assign] # discord.py's way to give an item its own
        self.add_item(button)


def board_text(interaction: discord.Interaction[Any], say: Presenter, board: Board) -> str:
    """Return a board as everybody may see it."""
    locale, guild = say.locale(interaction), interaction.guild.name if interaction.guild is not None else ""
    tongues = [
        say.phrase(interaction, "board-tongue", cell=cell, tongue=language_name(tongue, locale), count=number)
        for cell, (tongue, number) in zip(_COLOURS, board.by_tongue.items(), strict=False)
        if number
    ]
    lines = [
        say.phrase(interaction, f"board-title-{board.period}", guild=plain(guild)),
        say.phrase(interaction, "board-bar", bar=_bar(board), count=board.total, goal=board.goal),
        " · ".join(tongues) or say.phrase(interaction, "board-nothing"),
    ]
    if board.seen:
        lines.append(say.phrase(interaction, "board-seen"))
        lines += [say.phrase(interaction, "board-line", name=plain(one.name), count=one.total) for one in board.seen]
    return "\n".join(lines)


def _bar(board: Board) -> str:
    filled = cells(board.by_tongue, board.goal, _LENGTH)
    full = "".join(colour * number for colour, number in zip(_COLOURS, filled.values(), strict=False))
    return (full + _EMPTY * _LENGTH)[:_LENGTH]


def _own_line(interaction: discord.Interaction[Any], say: Presenter, board: Board) -> str:
    return say.phrase(interaction, "board-own-seen" if board.is_shown else "board-own", count=board.own)


def _asker(interaction: discord.Interaction[Any]) -> tuple[GuildId, UserId]:
    return GuildId(interaction.guild_id or 0), UserId(interaction.user.id)
