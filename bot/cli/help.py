"""Help texts in the reader's locale, without the time that Fluent takes to load."""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import click

from bot.i18n.catalog import LOCALES_FOLDER, Locale, locale_of_environment

_CATALOGUE: Final = "cli.ftl"
_PREFIX: Final = "help-"

# What click itself says, and our phrase for it.
_CLICKS_OWN: Final = {
    "[OPTIONS]": "help-metavar-options",
    "COMMAND [ARGS]...": "help-metavar-command",
    "Show this message and exit.": "help-help",
    "Show the version and exit.": "help-version",
}


@cache
def help_words(locale: Locale) -> Mapping[str, str]:
    """Return the phrases of the command line's help in *locale*.

    Each stands on one line of the catalogue with nothing to be filled in, so that reading
    `key = phrase` is all of Fluent that they need; a test compares the two.
    """
    lines = (LOCALES_FOLDER / locale / _CATALOGUE).read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" = ") for line in lines if line.startswith(_PREFIX))
    return {key: phrase for key, _, phrase in pairs}


def said(key: str) -> str:
    """Return the phrase for *key*, one of ours or one of click's own sentences."""
    words = help_words(locale_of_environment(os.environ))
    return words.get(_CLICKS_OWN.get(key, key), key)


class _Formatter(click.HelpFormatter):
    """Leaves the colon behind a heading to the catalogue: click writes one of half width behind any."""

    def write_heading(self, heading: str) -> None:
        """Write *heading* as it is."""
        self.write(f"{heading}\n")


class _Context(click.Context):
    """A context whose help is written so."""

    formatter_class = _Formatter


class SpokenCommand(click.Command):
    """A command whose help texts are keys of the catalogue."""

    context_class = _Context

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what the list of commands says about this one; *limit* is for longer texts than ours."""
        del limit
        return said(self.help or "")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        pieces = " ".join(said(piece) for piece in self.collect_usage_pieces(ctx))
        usage = said("help-usage")
        # A colon of full width holds its own space.
        formatter.write_usage(ctx.command_path, pieces, prefix=usage if usage.endswith("：") else f"{usage} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        del ctx
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(said(self.help or ""))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each option means."""
        with formatter.section(said("help-options")):
            formatter.write_dl([(name, said(key)) for name, key in self._options(ctx)])

    def _options(self, ctx: click.Context) -> Iterator[tuple[str, str]]:
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                yield record


class SpokenGroup(SpokenCommand, click.Group):
    """A group of such commands."""

    command_class = SpokenCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group_class = type(self)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and the commands below."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in the order in which they were declared."""
        del ctx
        with formatter.section(said("help-commands")):
            formatter.write_dl([(name, command.get_short_help_str()) for name, command in self.commands.items()])
