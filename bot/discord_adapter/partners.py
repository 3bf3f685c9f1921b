"""Partners as members see them: a form to join by, how things stand, and the buttons in a pair's threads."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Final

import discord

from bot.bridges.model import Actor, Bridge, Endpoint
from bot.bridges.names import plain
from bot.discord_adapter.panel import Panel
from bot.discord_adapter.presenter import Presenter
from bot.i18n.languages import language_name
from bot.ids import ChannelId, GuildId, UserId
from bot.partners.joining import Partners, Standing, Wanted
from bot.partners.model import HOURS, Level, PairId, Part, Partner
from bot.prompts.model import Theme

_PATIENCE_SECONDS: Final = 14 * 60.0
_CUSTOM_ID: Final = re.compile(r"partner-(?P<act>met|unmet|block)-(?P<pair>\d+)")


class PartnerDesk:
    """Does what members ask for about partners, and tells them."""

    def __init__(self, partners: Partners, say: Presenter) -> None:
        self.partners = partners
        self.say = say

    async def join(self, interaction: discord.Interaction[Any]) -> None:
        """Open the form, filled in as they joined before.

        Raises:
            UserError: They cannot have a partner, or not here.
        """
        bridge, by = await self._bridge(interaction), _actor(interaction)
        sides = await self.partners.sides(bridge, by)
        standing = await self.partners.standing(bridge, by.user_id)
        await interaction.response.send_modal(JoinForm(interaction, self, bridge, sides, standing.partner))

    async def show(self, interaction: discord.Interaction[Any]) -> None:
        """Show how things stand."""
        bridge = await self._bridge(interaction)
        standing = await self.partners.standing(bridge, UserId(interaction.user.id))
        await self.say.answer(interaction, self._standing(interaction, bridge, standing))

    async def skip(self, interaction: discord.Interaction[Any]) -> None:
        """Let them sit a week out."""
        week = await self.partners.skip(await self._bridge(interaction), UserId(interaction.user.id))
        await self.say(interaction, "partner-skipped", at=_stamp(week))

    async def leave(self, interaction: discord.Interaction[Any]) -> None:
        """Let them leave."""
        await self.partners.leave(await self._bridge(interaction), UserId(interaction.user.id))
        await self.say(interaction, "partner-left")

    async def block(self, interaction: discord.Interaction[Any]) -> None:
        """Ask whether they never want to see their partner again."""
        bridge, place = await self._bridge(interaction), ChannelId(interaction.channel_id or 0)
        user_id = UserId(interaction.user.id)
        pair = await self.partners.meant(bridge, user_id, place)
        await self.confirm_block(interaction, pair.id)

    async def confirm_block(self, interaction: discord.Interaction[Any], pair_id: PairId) -> None:
        """Ask whether two are to be parted for good."""
        view = BlockPanel(interaction, self, pair_id)
        await self.say.answer(interaction, self.say.phrase(interaction, "partner-block-ask"), view)

    async def _bridge(self, interaction: discord.Interaction[Any]) -> Bridge:
        channel = interaction.channel
        place = channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id
        return await self.partners.bridge_at(GuildId(interaction.guild_id or 0), ChannelId(place or 0))

    def _standing(self, interaction: discord.Interaction[Any], bridge: Bridge, standing: Standing) -> str:
        def say(key: str, **fields: str | int) -> str:
            return self.say.phrase(interaction, key, **fields)

        one = standing.partner
        if one is None:
            return say("partner-not-joined")
        end, locale = bridge.endpoint(one.channel_id), self.say.locale(interaction)
        language = language_name(end.language, locale) if end is not None else ""
        comma = ", " if locale == "en-US" else "、"
        parts = comma.join(say(f"partner-part-{part.name.lower()}") for part in sorted(one.availability.parts))
        interests = comma.join(say(f"daily-theme-{theme}") for theme in sorted(one.interests))
        lines = [say("partner-you", bridge=plain(bridge.name))]
        lines += [say("partner-you-write", language=language, level=say(f"partner-level-{one.level}"))]
        lines += [say("partner-you-hours", parts=parts, interests=interests)]
        for pair in standing.pairs[:1]:
            side = pair.side_of(one.user_id)
            if side is not None and side.thread_id is not None:
                lines.append(say("partner-you-now", thread=f"<#{side.thread_id}>"))
        met = sum(side.has_met is True for pair in standing.pairs for side in pair.sides if side.user_id == one.user_id)
        if standing.pairs:
            lines.append(say("partner-you-had", count=len(standing.pairs), met=met))
        if one.waiting:
            lines.append(say("partner-you-wait"))
        skips = one.skips is not None and one.skips >= standing.next_at.date()
        lines.append(say("partner-you-skip" if skips else "partner-you-next", at=int(standing.next_at.timestamp())))
        return "\n".join(lines)


class JoinForm(discord.ui.Modal):
    """What one fills in to have a partner: five menus."""

    def __init__(
        self,
        interaction: discord.Interaction[Any],
        desk: PartnerDesk,
        bridge: Bridge,
        sides: Sequence[Endpoint],
        before: Partner | None,
    ) -> None:
        super().__init__(title=desk.say.phrase(interaction, "partner-form"), timeout=_PATIENCE_SECONDS)
        self._desk, self._bridge = desk, bridge
        say, locale = desk.say, desk.say.locale(interaction)
        there = [(str(end.channel_id), language_name(end.language, locale)) for end in sides]
        levels = [(each.value, say.phrase(interaction, f"partner-level-{each}")) for each in Level]
        themes = [(each.value, say.phrase(interaction, f"daily-theme-{each}")) for each in Theme]
        parts = [(str(int(each)), say.phrase(interaction, f"partner-part-{each.name.lower()}")) for each in Part]
        clock = [(str(hour), f"{hour:02}:00–{hour:02}:59") for hour in range(HOURS)]
        chosen: tuple[set[str], ...] = ({there[0][0]}, {Level.SOME}, set(), set(), set())
        if before is not None:
            hour = desk.partners.hour_at(before.availability)
            mine = {str(int(part)) for part in before.availability.parts}
            chosen = ({str(before.channel_id)}, {before.level.value}, set(before.interests), mine, {str(hour)})
        self._side = self._menu(interaction, "side", there, chosen[0])
        self._level = self._menu(interaction, "level", levels, chosen[1])
        self._interests = self._menu(interaction, "interests", themes, chosen[2], most=len(themes))
        self._parts = self._menu(interaction, "parts", parts, chosen[3], most=len(parts))
        self._clock = self._menu(interaction, "clock", clock, chosen[4])

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Have them take part."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        wanted = Wanted(
            channel_id=ChannelId(int(self._side.values[0])),
            level=Level(self._level.values[0]),
            interests=[Theme(value) for value in self._interests.values],
            parts=[Part(int(value)) for value in self._parts.values],
            hour_there=int(self._clock.values[0]),
        )
        next_at = await self._desk.partners.join(self._bridge, _actor(interaction), wanted)
        await self._desk.say(interaction, "partner-joined", at=int(next_at.timestamp()))

    async def on_error(  # type: ignore[override] # discord.py's own differs from that of views likewise
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Tell whoever sent it what went wrong."""
        await self._desk.say.failed(interaction, error)

    def _menu(
        self,
        interaction: discord.Interaction[Any],
        name: str,
        options: Sequence[tuple[str, str]],
        chosen: set[str],
        most: int = 1,
    ) -> "discord.ui.Select[JoinForm]":
        say = self._desk.say
        menu: discord.ui.Select[JoinForm] = discord.ui.Select(
            custom_id=f"partner-{name}",
            max_values=most,
            options=[
                discord.SelectOption(label=label, value=value, default=value in chosen) for value, label in options
            ],
        )
        label, note = (
            say.phrase(interaction, f"partner-ask-{name}"),
            say.phrase(interaction, f"partner-ask-{name}.note"),
        )
        self.add_item(discord.ui.Label(text=label, description=note, component=menu))
        return menu


class BlockPanel(Panel):
    """The button that parts two for good. Only the asker sees it."""

    def __init__(self, interaction: discord.Interaction[Any], desk: PartnerDesk, pair_id: PairId) -> None:
        super().__init__(desk.say)

        async def pressed(press: discord.Interaction[Any]) -> None:
            await desk.partners.block(pair_id, UserId(press.user.id))
            said = desk.say.phrase(press, "partner-blocked")
            await press.response.edit_message(content=said, view=None)

        self.add_button(interaction, "partner-block-button", pressed, row=0, style=discord.ButtonStyle.danger)


def partner_button(desk: PartnerDesk) -> "type[discord.ui.DynamicItem[discord.ui.Button[Any]]]":
    """Return the class of every button in pairs' threads, this run's and earlier ones'."""

    class PartnerButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_CUSTOM_ID):
        """One button, as its custom id says."""

        def __init__(self, item: discord.ui.Button[Any], match: re.Match[str]) -> None:
            super().__init__(item)
            self._act = match["act"]
            self._pair_id = PairId(int(match["pair"]))

        @classmethod
        async def from_custom_id(
            cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
        ) -> "PartnerButton":
            """Return the button that was pressed."""
            assert isinstance(item, discord.ui.Button)  # noqa: S101 - nothing else has such an id
            return cls(item, match)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            """Do what the button is for."""
            async with desk.say.telling_failures(interaction):
                if self._act == "block":
                    await desk.confirm_block(interaction, self._pair_id)
                    return
                has_met = self._act == "met"
                await desk.partners.answer(self._pair_id, UserId(interaction.user.id), has_met=has_met)
                await desk.say(interaction, "partner-thanks" if has_met else "partner-thanks-unmet")

    return PartnerButton


def _actor(interaction: discord.Interaction[Any]) -> Actor:
    return Actor(GuildId(interaction.guild_id or 0), UserId(interaction.user.id))


def _stamp(day: date) -> int:
    return int(datetime.combine(day, time(12), UTC).timestamp())
