"""What waits for moderators, in the notice channel: one message in every language of its bridge, and buttons."""

import re
from collections.abc import Awaitable
from typing import Any, Final, Protocol

import discord

from bot.bridges.model import Actor
from bot.discord_adapter.channel_names import ChannelNames
from bot.discord_adapter.failures import asking_discord
from bot.discord_adapter.lists import code_list
from bot.discord_adapter.moderators import demand_moderator, locale_in, reading_fields
from bot.discord_adapter.presenter import Presenter
from bot.i18n.catalog import Catalog, Locale
from bot.i18n.languages import language_name
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.model import Deed, HeldView, Reason
from bot.relay.model import Revision

_NOBODY: Final = discord.AllowedMentions.none()
_STYLES: Final = {
    Deed.CROSS: discord.ButtonStyle.success,
    Deed.DELETE: discord.ButtonStyle.danger,
    Deed.MUTE: discord.ButtonStyle.secondary,
    Deed.STAY: discord.ButtonStyle.secondary,
}
# What is pressed says what was looked at: a board may have turned to another message since.
_CUSTOM_ID: Final = re.compile(r"held-(?P<act>cross|delete|mute|stay|previous|next)-(?P<source>\d+)-(?P<seen>\d+)")


class HeldDesk(Protocol):
    """Does what moderators decide: `bot.moderation.held.HeldMessages`."""

    def do(self, deed: Deed, source_id: MessageId, seen: Revision, by: Actor, pressed: MessageId) -> Awaitable[None]:
        """Do *deed* about a message of which *seen* was shown, by the board *pressed*."""
        ...

    def turn(self, source_id: MessageId, by: Actor, *, forward: bool) -> Awaitable[None]:
        """Show what waits after (or before) a message."""
        ...


class DiscordHeldBoard:
    """Implements `bot.moderation.ports.HeldBoard`. It speaks as the guild does where it posts.

    Args:
        client: Connected, with the guilds of notice channels in its cache.
        names: Tells how channels are shown.
    """

    def __init__(self, client: discord.Client, catalog: Catalog, names: ChannelNames) -> None:
        self._client = client
        self._catalog = catalog
        self._names = names

    async def show(self, channel_id: ChannelId, view: HeldView) -> MessageId:
        """Post *view* with what can be done about it, and return the message."""
        channel = self._client.get_partial_messageable(channel_id)
        locale = locale_in(self._client, channel_id)
        said = await self._text(channel_id, locale, view)
        async with asking_discord():
            sent = await channel.send(
                said,
                embed=self._embed(locale, view),
                view=self._buttons(locale, view),
                allowed_mentions=_NOBODY,
            )
        return MessageId(sent.id)

    async def edit(self, channel_id: ChannelId, message_id: MessageId, view: HeldView | None) -> None:
        """Make a posted message show *view*, or that nothing waits any more."""
        message = self._client.get_partial_messageable(channel_id).get_partial_message(message_id)
        locale = locale_in(self._client, channel_id)
        if view is None:
            said = self._catalog.say(locale, "held-none")
            async with asking_discord():
                await message.edit(content=said, embed=None, view=None, allowed_mentions=_NOBODY)
        else:
            said = await self._text(channel_id, locale, view)
            async with asking_discord():
                await message.edit(
                    content=said,
                    embed=self._embed(locale, view),
                    view=self._buttons(locale, view),
                    allowed_mentions=_NOBODY,
                )

    async def _text(self, channel_id: ChannelId, locale: Locale, view: HeldView) -> str:
        said = self._catalog.say(
            locale,
            "held",
            bridge=view.bridge,
            author=f"<@{view.refused.author_id}>",
            channel=await self._names.shown(view.refused.source.channel_id, channel_id),
            link=view.link,
            position=view.position,
            count=view.count,
        )
        reasons = dict.fromkeys(one.reason for one in view.refused.refusals if one.reason is not Reason.SLOW)
        words = code_list(view.words)
        why = [self._catalog.say(locale, f"held-for-{reason}", words=words) for reason in reasons]
        return "\n".join([said, *why])

    def _embed(self, locale: Locale, view: HeldView) -> discord.Embed:
        original, *others = view.readings
        embed = discord.Embed(title=language_name(original.language, locale), description=original.text[:2000])
        return reading_fields(embed, self._catalog, locale, others)

    def _buttons(self, locale: Locale, view: HeldView) -> discord.ui.View:
        made = discord.ui.View(timeout=None)
        seen = f"{view.refused.source.message_id}-{view.revision}"
        for deed, style in _STYLES.items():
            is_elsewhere = deed is Deed.DELETE and not view.is_of_the_guild  # an original is its own guild's
            label = self._catalog.say(locale, f"held-do-{deed}" + ("-copies" if is_elsewhere else ""))
            made.add_item(discord.ui.Button(custom_id=f"held-{deed}-{seen}", label=label, style=style))
        for act in ("previous", "next") if view.count > 1 else ():
            label = self._catalog.say(locale, f"held-{act}")
            made.add_item(discord.ui.Button(custom_id=f"held-{act}-{seen}", label=label, row=1))
        made.stop()  # the items of `held_button` hear what is pressed
        return made


def held_button(say: Presenter, desk: HeldDesk) -> "type[discord.ui.DynamicItem[discord.ui.Button[Any]]]":
    """Return the class of every button on every board, this run's and earlier ones'."""

    class HeldButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_CUSTOM_ID):
        """One button, as its custom id says."""

        def __init__(self, item: discord.ui.Button[Any], match: re.Match[str]) -> None:
            super().__init__(item)
            self._act = match["act"]
            self._source_id = MessageId(int(match["source"]))
            self._seen = Revision(int(match["seen"]))

        @classmethod
        async def from_custom_id(
            cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
        ) -> "HeldButton":
            """Return the button that was pressed."""
            assert isinstance(item, discord.ui.Button)  # noqa: S101 - nothing else has such an id
            return cls(item, match)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            """Do what the button is for."""
            async with say.telling_failures(interaction):
                board = demand_moderator(interaction)
                await interaction.response.defer()
                by = Actor(GuildId(interaction.guild_id or 0), UserId(interaction.user.id))
                if self._act in {"previous", "next"}:
                    await desk.turn(self._source_id, by, forward=self._act == "next")
                else:
                    await desk.do(Deed(self._act), self._source_id, self._seen, by, MessageId(board.id))

    return HeldButton
