"""A proposed bridge as its admin sees it: languages, a preview of each channel, obstacles, and a button to start."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

import discord

from bot.bridges.invitations import Joining
from bot.bridges.names import plain
from bot.bridges.proposals import Finding, Preview, Proposal
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.seats import channel_shown
from bot.i18n.languages import language_name
from bot.ids import ChannelId, MessageId

# The token of an interaction is good for 15 minutes (interactions, "Receiving and Responding").
_PATIENCE_SECONDS: Final = 14 * 60.0

Start = Callable[[MessageId, ChannelId | None], Awaitable[object]]
"""Does what was proposed; it is given the id of the press of the button, and the notice channel that was chosen."""


def proposal_text(
    interaction: discord.Interaction[Any], say: Presenter, proposal: Proposal, previews: Sequence[Preview]
) -> str:
    """Return *proposal* in the asker's language."""
    title = say.phrase(interaction, "proposal-title", bridge=plain(proposal.name))
    return "\n".join([title, *_previews(interaction, say, previews), "", *findings_lines(interaction, say, proposal)])


def joining_text(
    interaction: discord.Interaction[Any], say: Presenter, joining: Joining, previews: Sequence[Preview]
) -> str:
    """Return in the asker's language who invites them to what, and how it would be."""
    bridge = plain(joining.proposal.name)
    guild, member = plain(joining.guild), plain(joining.inviter)
    lines = [say.phrase(interaction, "joining-title", guild=guild, bridge=bridge, member=member)]
    for end, named in joining.others:
        channel = channel_shown(interaction, say, end.channel_id, {end.channel_id: named})
        language = language_name(end.language, say.locale(interaction))
        lines.append(say.phrase(interaction, "joining-channel", channel=channel, language=language))
    lines.append(say.phrase(interaction, "joining-crossing"))
    lines += [*_previews(interaction, say, previews), say.phrase(interaction, "joining-rules"), ""]
    return "\n".join([*lines, *findings_lines(interaction, say, joining.proposal)])


def _previews(interaction: discord.Interaction[Any], say: Presenter, previews: Sequence[Preview]) -> list[str]:
    lines = []
    for preview in previews:
        end = preview.endpoint
        language = language_name(end.language, say.locale(interaction))
        lines.append(say.phrase(interaction, "proposal-channel", channel=f"<#{end.channel_id}>", language=language))
        lines.append(f"> {preview.notice}")
        if preview.greeting:
            lines.append(f"> **{preview.persona}**  {preview.greeting}")
    return lines


def findings_lines(interaction: discord.Interaction[Any], say: Presenter, proposal: Proposal) -> list[str]:
    """Return what was found, a line each, the obstacles first; or that all is well."""
    if not proposal.findings:
        return [say.phrase(interaction, "findings-none")]
    worst_first = sorted(proposal.findings, key=lambda one: not one.is_obstacle)
    return [_finding(interaction, say, one, proposal) for one in worst_first]


def _finding(interaction: discord.Interaction[Any], say: Presenter, finding: Finding, proposal: Proposal) -> str:
    fields = dict(finding.fields)
    if rights := str(fields.get("rights", "")):
        named = [say.phrase(interaction, f"right-{name.replace('_', '-')}") for name in rights.split(",")]
        fields["rights"] = say.phrase(interaction, "list-comma").join(named)
    channel = channel_shown(interaction, say, finding.channel_id, proposal.elsewhere)
    said = say.phrase(interaction, finding.key, channel=channel, **fields)
    return say.phrase(interaction, "findings-obstacle" if finding.is_obstacle else "findings-hint", finding=said)


class ProposalView(discord.ui.View):
    """Where the notices go, and the button that starts. Only the asker sees it, for a quarter of an hour.

    Args:
        done: The key of what is said once it has started.
    """

    def __init__(
        self,
        interaction: discord.Interaction[Any],
        say: Presenter,
        start: Start,
        *,
        is_ready: bool,
        asks_notices: bool,
        done: str = "bridge-opened",
    ) -> None:
        super().__init__(timeout=_PATIENCE_SECONDS)
        self._done = done
        self._say = say
        self._start = start
        self._select: discord.ui.ChannelSelect[ProposalView] = discord.ui.ChannelSelect(
            channel_types=[discord.ChannelType.text],
            placeholder=say.phrase(interaction, "proposal-notices"),
            min_values=0,
        )
        self._select.callback = self._chosen  # type: ignore[method-assign] # discord.py's way to give an item its own
        button: discord.ui.Button[ProposalView] = discord.ui.Button(
            label=say.phrase(interaction, "proposal-start"), style=discord.ButtonStyle.success, disabled=not is_ready
        )
        button.callback = self._pressed  # type: ignore[method-assign] # likewise
        if asks_notices:
            self.add_item(self._select)
        self.add_item(button)

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self._say.failed(interaction, error)

    async def _chosen(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()

    async def _pressed(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        chosen = ChannelId(self._select.values[0].id) if self._select.values else None
        await self._start(MessageId(interaction.id), chosen)
        self.stop()
        await interaction.edit_original_response(content=self._say.phrase(interaction, self._done), view=None)
