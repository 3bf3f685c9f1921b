"""Sharing bridges with other guilds, by consent of both."""

from functools import partial

import discord
from discord import app_commands

from bot.bridges.invitations import Invitations
from bot.bridges.model import Wish
from bot.bridges.names import plain
from bot.discord_adapter.confirmation import Confirmation
from bot.discord_adapter.options import InLanguage, Joinable
from bot.discord_adapter.proposals import ProposalView, joining_text
from bot.discord_adapter.seats import channel_choices, channel_shown
from bot.ids import ChannelId
from cogs.bridges.asking import Asked, Asking, Name, actor_of, bridge_names, may_change

Code = app_commands.Range[str, 1, 50]


class Sharing(Asking):
    """`/bridge invite`, `join`, `exclude`."""

    invitations: Invitations

    @app_commands.command()
    @may_change
    async def invite(self, interaction: Asked, bridge: Name) -> None:
        """Give out a code by which one other guild can join a bridge."""
        await interaction.response.defer(ephemeral=True)
        invited = await self.invitations.invite(bridge, actor_of(interaction))
        until = discord.utils.format_dt(invited.expires_at, "t")
        left = discord.utils.format_dt(invited.expires_at, "R")
        fields = {"bridge": plain(invited.bridge.name), "code": invited.code, "until": until, "left": left}
        await self.say(interaction, "bridge-invited", **fields)

    @app_commands.command()
    @may_change
    async def join(self, interaction: Asked, code: Code, channel: Joinable, language: InLanguage | None = None) -> None:
        """Show who invites by a code, and how a channel would join their bridge; a button lets it."""
        await interaction.response.defer(ephemeral=True)
        by = actor_of(interaction)
        joining = await self.invitations.propose(code, Wish(ChannelId(channel.id), language), by.guild_id)
        text = joining_text(interaction, self.say, joining, await self.bridges.previews(joining.proposal))
        join = partial(self.invitations.join, joining, by)
        is_ready = joining.proposal.is_ready
        view = ProposalView(interaction, self.say, join, is_ready=is_ready, asks_notices=True, done="bridge-joined")
        await self.say.answer(interaction, text, view)

    @app_commands.command()
    @may_change
    async def exclude(self, interaction: Asked, bridge: Name, channel: str) -> None:
        """Take another guild's channel out of a bridge, after a question."""
        await interaction.response.defer(ephemeral=True)
        by = actor_of(interaction)
        channel_id, named = await self.invitations.joined_channel(bridge, channel, by.guild_id)
        shown = channel_shown(interaction, self.say, channel_id, {channel_id: named})
        fields = {"channel": shown, "guild": plain(named.guild)}
        question = self.say.phrase(interaction, "bridge-exclude-question", **fields)
        exclude = partial(self.bridges.leave, channel_id, by)
        await self.say.answer(interaction, question, Confirmation(interaction, self.say, exclude, "exclude"))

    @invite.autocomplete("bridge")
    @exclude.autocomplete("bridge")
    async def _names_to_share(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await bridge_names(self, interaction, typed)

    @exclude.autocomplete("channel")
    async def _channels_to_exclude(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        joined = await self.invitations.joined(str(interaction.namespace.bridge), actor_of(interaction).guild_id)
        return channel_choices(interaction, self.say, joined, typed)
