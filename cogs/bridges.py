"""Bridges: an admin joins channels, looks after them, and parts them again."""

from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.bridges.bridges import Bridges, Wish
from bot.bridges.model import MAX_NAME, Actor, Proposal
from bot.client import QiaoBot
from bot.discord_adapter.confirmation import Confirmation
from bot.discord_adapter.lists import bridge_list
from bot.discord_adapter.options import LanguageOption
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.proposals import ProposalView, Start, findings_lines, proposal_text
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.moderation import Moderation
from bot.translation.model import Language

Asked = discord.Interaction[QiaoBot]
InLanguage = app_commands.Transform[Language, LanguageOption]
Name = app_commands.Range[str, 1, MAX_NAME]

_may_change = app_commands.checks.has_permissions(manage_guild=True)


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class BridgeCommands(commands.GroupCog, name="bridge"):
    """`/bridge`: for moderators; what opens, changes or closes a bridge is for those who manage the guild."""

    def __init__(self, bridges: Bridges, moderation: Moderation, say: Presenter) -> None:
        self.bridges = bridges
        self.moderation = moderation
        self.say = say

    @app_commands.command()
    @_may_change
    async def create(
        self,
        interaction: Asked,
        first: discord.TextChannel,
        second: discord.TextChannel,
        first_language: InLanguage | None = None,
        second_language: InLanguage | None = None,
        name: Name | None = None,
    ) -> None:
        """Show how two channels would be joined; a button joins them."""
        await interaction.response.defer(ephemeral=True)
        wishes = [Wish(ChannelId(first.id), first_language), Wish(ChannelId(second.id), second_language)]
        proposal = await self.bridges.propose(wishes, name)
        await self._propose(interaction, proposal, partial(self.bridges.open, proposal, _actor(interaction)))

    @app_commands.command()
    @_may_change
    async def add(
        self, interaction: Asked, bridge: Name, channel: discord.TextChannel, language: InLanguage | None = None
    ) -> None:
        """Show how one more channel would join a bridge; a button lets it."""
        await interaction.response.defer(ephemeral=True)
        by = _actor(interaction)
        proposal = await self.bridges.propose_joining(by.guild_id, bridge, Wish(ChannelId(channel.id), language))

        async def join(since: MessageId, _: ChannelId | None) -> None:
            await self.bridges.join(proposal, by, since)

        await self._propose(interaction, proposal, join, asks_notices=False)

    @app_commands.command()
    @_may_change
    async def remove(self, interaction: Asked, channel: discord.TextChannel) -> None:
        """Take a channel out of its bridge, after a question."""
        leave = partial(self.bridges.leave, ChannelId(channel.id), _actor(interaction))
        question = self.say.phrase(interaction, "bridge-remove-question", channel=channel.mention)
        await self.say.answer(interaction, question, Confirmation(interaction, self.say, leave, "remove"))

    @app_commands.command()
    @_may_change
    async def close(self, interaction: Asked, bridge: Name) -> None:
        """Close a bridge, after a question."""
        close = partial(self.bridges.close, bridge, _actor(interaction))
        question = self.say.phrase(interaction, "bridge-close-question", bridge=bridge)
        await self.say.answer(interaction, question, Confirmation(interaction, self.say, close, "close"))

    @app_commands.command(name="list")
    async def list_(self, interaction: Asked) -> None:
        """Show the guild's bridges and how they stand."""
        standings = await self.bridges.standings(_actor(interaction).guild_id)
        await self.say.answer(interaction, bridge_list(interaction, self.say, standings))

    @app_commands.command()
    async def pause(self, interaction: Asked, bridge: Name) -> None:
        """Let nothing cross a bridge for a while."""
        await self._pause(interaction, bridge, is_paused=True)

    @app_commands.command()
    async def resume(self, interaction: Asked, bridge: Name) -> None:
        """Let words cross a paused bridge again."""
        await self._pause(interaction, bridge, is_paused=False)

    @app_commands.command()
    async def mute(self, interaction: Asked, bridge: Name, member: discord.Member) -> None:
        """Let what a member says stay in its channel."""
        await self._mute(interaction, bridge, member, is_muted=True)

    @app_commands.command()
    async def unmute(self, interaction: Asked, bridge: Name, member: discord.Member) -> None:
        """Let what a member says cross again."""
        await self._mute(interaction, bridge, member, is_muted=False)

    @app_commands.command()
    async def check(self, interaction: Asked, bridge: Name) -> None:
        """Look for what is wrong with a bridge."""
        await interaction.response.defer(ephemeral=True)
        proposal = await self.bridges.check(bridge, _actor(interaction).guild_id)
        await self.say.answer(interaction, "\n".join(findings_lines(interaction, self.say, proposal)))

    @add.autocomplete("bridge")
    @close.autocomplete("bridge")
    @pause.autocomplete("bridge")
    @resume.autocomplete("bridge")
    @check.autocomplete("bridge")
    @mute.autocomplete("bridge")
    @unmute.autocomplete("bridge")
    async def _names(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        names = [bridge.name for bridge in await self.bridges.of(_actor(interaction).guild_id)]
        fitting = [name for name in names if typed.casefold() in name.casefold()]
        return [app_commands.Choice(name=name, value=name) for name in fitting[:25]]

    async def _pause(self, interaction: Asked, name: str, *, is_paused: bool) -> None:
        await interaction.response.defer(ephemeral=True)
        since = MessageId(interaction.id)
        bridge = await self.bridges.pause(name, _actor(interaction), since, is_paused=is_paused)
        await self.say(interaction, "bridge-paused" if is_paused else "bridge-resumed", bridge=bridge.name)

    async def _mute(self, interaction: Asked, name: str, member: discord.Member, *, is_muted: bool) -> None:
        bridge = await self.moderation.mute(name, UserId(member.id), _actor(interaction), is_muted=is_muted)
        key = "bridge-muted" if is_muted else "bridge-unmuted"
        await self.say(interaction, key, bridge=bridge.name, member=member.mention)

    async def _propose(
        self, interaction: Asked, proposal: Proposal, start: Start, *, asks_notices: bool = True
    ) -> None:
        text = proposal_text(interaction, self.say, proposal, await self.bridges.previews(proposal))
        view = ProposalView(interaction, self.say, start, is_ready=proposal.is_ready, asks_notices=asks_notices)
        await self.say.answer(interaction, text, view)


def _actor(interaction: Asked) -> Actor:
    return Actor(GuildId(interaction.guild_id or 0), UserId(interaction.user.id))


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    await bot.add_cog(BridgeCommands(bot.services.bridges, bot.services.moderation, bot.say))
