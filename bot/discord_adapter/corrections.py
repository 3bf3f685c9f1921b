"""Corrections as members make them: the form with a learner's sentence, and the buttons under what was made of it."""

import re
from typing import Any, Final

import discord

from bot.bridges.names import plain
from bot.bridges.ports import ChannelDirectory
from bot.corrections.corrections import Corrections
from bot.corrections.model import LONGEST, LONGEST_WHY, CorrectionId, Mend, Mender, Presser, Sentence
from bot.discord_adapter.correction_board import Says, buttons, thanks
from bot.discord_adapter.inbound import author_of, membership_in
from bot.discord_adapter.permissions import member_in
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.suggestions import Form, typed
from bot.errors import QiaoError, SendFailed
from bot.ids import ChannelId, MessageId, UserId
from bot.relay.model import SourcePlace

_CUSTOM_ID: Final = re.compile(r"fix-(?P<act>thank|away)-(?P<id>\d+)")
_NOBODY: Final = discord.AllowedMentions.none()


class DiscordDoors:
    """Implements `bot.corrections.ports.Doors`.

    Args:
        client: Connected.
        directory: Tells the guild of a channel.
    """

    def __init__(self, client: discord.Client, directory: ChannelDirectory) -> None:
        self._client = client
        self._directory = directory

    async def mender(self, user_id: UserId, channel_id: ChannelId) -> Mender | None:
        """Return somebody as they are in a channel; None where they do not read it."""
        try:
            guild_id = await self._directory.guild_of(channel_id)
        except SendFailed:
            return None
        known = await member_in(self._client, guild_id, channel_id, user_id)
        if known is None:
            return None
        member, may_speak = known
        return Mender(author_of(member), channel_id, membership_in(member), may_speak)


class FixDesk:
    """Does what *Fix* and the buttons under corrections are for.

    Args:
        say: Says it to whoever asked.
        phrases: Says what everybody in a channel reads.
    """

    def __init__(self, say: Presenter, phrases: Says, corrections: Corrections) -> None:
        self.say = say
        self._phrases = phrases
        self._mending = corrections.mending
        self._tending = corrections.tending

    async def open(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Show a member the form with the sentence that *message* is.

        Raises:
            UserError: They may not mend it.
        """
        place = SourcePlace(ChannelId(message.channel.id), MessageId(message.id))
        sentence = await self._mending.look_at(place, _mender(interaction))
        await interaction.response.send_modal(_FixForm(self, interaction, sentence))

    async def mend(self, interaction: discord.Interaction[Any], sentence: Sentence, mend: Mend) -> None:
        """Post what somebody made of a sentence; what may not stand there is given back, since the form is gone."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            place = await self._mending.mend(CorrectionId(interaction.id), sentence, _mender(interaction), mend)
        except QiaoError as error:
            await self.say.failed(interaction, error)
            if mend.text not in {"", sentence.text}:
                await self.say(interaction, "correction-given-back", text=plain(f"{mend.text} {mend.why}"))
        else:
            await self.say(interaction, "correction-posted", link=place.link(sentence.guild_id))

    async def press(self, interaction: discord.Interaction[Any], act: str, correction_id: CorrectionId) -> None:
        """Do what a button is for."""
        message = interaction.message
        assert message is not None  # noqa: S101 - a button stands under one
        await interaction.response.defer()
        place = SourcePlace(ChannelId(message.channel.id), MessageId(message.id))
        if act == "away":
            await self._tending.take_away(correction_id, place, _presser(interaction))
            return
        language = await self._tending.accept(correction_id, place, _presser(interaction))
        # By what it read as it was pressed: whoever presses twice changes it to the same.
        said = f"{message.content}\n{thanks(self._phrases, language, interaction.user.id)}"
        await interaction.edit_original_response(
            content=said, view=self._accepted(language, correction_id), allowed_mentions=_NOBODY
        )

    def _accepted(self, language: str, correction_id: CorrectionId) -> discord.ui.View:
        view = discord.ui.View(timeout=None)
        (row,) = buttons(self._phrases, language, correction_id, is_accepted=True)
        for one in row["components"]:
            view.add_item(discord.ui.Button(custom_id=one["custom_id"], label=one["label"]))
        view.stop()  # the items of `fix_button` hear what is pressed
        return view


class _FixForm(Form):
    """The form in which one mends a sentence, and may say why."""

    def __init__(self, desk: FixDesk, interaction: discord.Interaction[Any], sentence: Sentence) -> None:
        super().__init__(desk.say, desk.say.phrase(interaction, "correction-title"))
        self._desk = desk
        self._sentence = sentence
        self._text = _field(desk.say, interaction, "correction-text", LONGEST, sentence.text)
        self._why = _field(desk.say, interaction, "correction-why", LONGEST_WHY)
        self.add_item(self._text).add_item(self._why)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Post it."""
        mend = Mend(typed(self._text).strip(), typed(self._why).strip())
        await self._desk.mend(interaction, self._sentence, mend)


def fix_button(desk: FixDesk) -> "type[discord.ui.DynamicItem[discord.ui.Button[Any]]]":
    """Return the class of every button under corrections, this run's and earlier ones'."""

    class FixButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_CUSTOM_ID):
        """One button, as its custom id says."""

        def __init__(self, item: discord.ui.Button[Any], match: re.Match[str]) -> None:
            super().__init__(item)
            self._act = match["act"]
            self._correction_id = CorrectionId(int(match["id"]))

        @classmethod
        async def from_custom_id(
            cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
        ) -> "FixButton":
            """Return the button that was pressed."""
            assert isinstance(item, discord.ui.Button)  # noqa: S101 - nothing else has such an id
            return cls(item, match)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            """Do what the button is for."""
            async with desk.say.telling_failures(interaction):
                await desk.press(interaction, self._act, self._correction_id)

    return FixButton


def _field(
    say: Presenter, interaction: discord.Interaction[Any], key: str, longest: int, text: str = ""
) -> "discord.ui.Label[Any]":
    """Return a field for a text; one that is to be changed has several lines, and must be there."""
    typing: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=key,
        style=discord.TextStyle.paragraph if text else discord.TextStyle.short,
        max_length=longest,
        default=text or None,
        required=bool(text),
    )
    note = say.phrase(interaction, f"{key}.note")
    return discord.ui.Label(text=say.phrase(interaction, key), description=note, component=typing)


def _mender(interaction: discord.Interaction[Any]) -> Mender:
    member, rights = interaction.user, interaction.permissions
    is_thread = isinstance(interaction.channel, discord.Thread)
    return Mender(
        author_of(member),
        ChannelId(interaction.channel_id or 0),
        membership_in(member) if isinstance(member, discord.Member) else None,
        may_speak=rights.send_messages_in_threads if is_thread else rights.send_messages,
    )


def _presser(interaction: discord.Interaction[Any]) -> Presser:
    member = interaction.user
    role_ids = membership_in(member).role_ids if isinstance(member, discord.Member) else ()
    return Presser(UserId(member.id), role_ids, interaction.permissions.manage_messages)
