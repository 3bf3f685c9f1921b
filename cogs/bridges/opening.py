"""Opening bridges, changing and closing them."""

from functools import partial

from discord import app_commands

from bot.bridges.model import Wish
from bot.bridges.proposals import Proposal
from bot.discord_adapter.confirmation import Confirmation
from bot.discord_adapter.options import InLanguage, Joinable
from bot.discord_adapter.proposals import ProposalView, Start, proposal_text
from bot.ids import ChannelId, MessageId
from cogs.bridges.asking import Asked, Asking, Name, actor_of, bridge_names, may_change


class Opening(Asking):
    """`/bridge create`, `add`, `remove`, `close`."""

    @app_commands.command()
    @may_change
    async def create(
        self,
        interaction: Asked,
        first: Joinable,
        second: Joinable,
        first_language: InLanguage | None = None,
        second_language: InLanguage | None = None,
        name: Name | None = None,
    ) -> None:
        """Show how two channels would be joined; a button joins them."""
        await interaction.response.defer(ephemeral=True)
        wishes = [Wish(ChannelId(first.id), first_language), Wish(ChannelId(second.id), second_language)]
        proposal = await self.bridges.propose(wishes, name)
        await self._propose(interaction, proposal, partial(self.bridges.open, proposal, actor_of(interaction)))

    @app_commands.command()
    @may_change
    async def add(
        self, interaction: Asked, bridge: Name, channel: Joinable, language: InLanguage | None = None
    ) -> None:
        """Show how one more channel would join a bridge; a button lets it."""
        await interaction.response.defer(ephemeral=True)
        by = actor_of(interaction)
        proposal = await self.bridges.propose_joining(by.guild_id, bridge, Wish(ChannelId(channel.id), language))

        async def join(since: MessageId, _: ChannelId | None) -> None:
            await self.bridges.join(proposal, by, since)

        await self._propose(interaction, proposal, join, asks_notices=False)

    @app_commands.command()
    @may_change
    async def remove(self, interaction: Asked, channel: Joinable) -> None:
        """Take a channel out of its bridge, after a question."""
        leave = partial(self.bridges.leave, ChannelId(channel.id), actor_of(interaction))
        question = self.say.phrase(interaction, "bridge-remove-question", channel=channel.mention)
        await self.say.answer(interaction, question, Confirmation(interaction, self.say, leave, "remove"))

    @app_commands.command()
    @may_change
    async def close(self, interaction: Asked, bridge: Name) -> None:
        """Close a bridge, after a question."""
        close = partial(self.bridges.close, bridge, actor_of(interaction))
        question = self.say.phrase(interaction, "bridge-close-question", bridge=bridge)
        await self.say.answer(interaction, question, Confirmation(interaction, self.say, close, "close"))

    @add.autocomplete("bridge")
    @close.autocomplete("bridge")
    async def _names_to_change(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await bridge_names(self, interaction, typed)

    async def _propose(
        self, interaction: Asked, proposal: Proposal, start: Start, *, asks_notices: bool = True
    ) -> None:
        text = proposal_text(interaction, self.say, proposal, await self.bridges.previews(proposal))
        view = ProposalView(interaction, self.say, start, is_ready=proposal.is_ready, asks_notices=asks_notices)
        await self.say.answer(interaction, text, view)
