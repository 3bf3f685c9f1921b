"""Single messages, read over REST for whoever asks what a relayed one was made of, and deleted for moderators."""

from typing import Any, Final

import discord

from bot.bridges.ports import ChannelDirectory
from bot.discord_adapter.failures import an_object, asking_discord
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.words import Payload, forwarded_in, words_in
from bot.errors import Forbidden, Gone, ThreadShut
from bot.i18n.languages import language_name
from bot.ids import UserId
from bot.relay.model import Original, SourcePlace
from bot.relay.originals import Shown

# Characters (message resource, "Embed Limits"): 1,024 in a field, 4,096 in a description, 6,000 in all of it.
_MOST_IN_A_FIELD: Final = 1024
_MOST_IN_A_DESCRIPTION: Final = 3800


class DiscordOriginals:
    """Implements `bot.relay.ports.SourceReader` and `bot.moderation.ports.SourceRemover`.

    Args:
        client: Logged in before the first call.
        directory: Tells the guild of a channel.
    """

    def __init__(self, client: discord.Client, directory: ChannelDirectory) -> None:
        self._client = client
        self._directory = directory

    async def read(self, place: SourcePlace) -> Original:
        """Return the message at *place* as it reads now.

        Raises:
            Gone, Forbidden: It is not there, or the bot may not read it.
            Unavailable: Discord does not answer.
        """
        guild_id = await self._directory.guild_of(place.channel_id)
        async with asking_discord():
            message = an_object(await self._client.http.get_message(place.channel_id, place.message_id))
            author = message["author"]
            name = str(author.get("global_name") or author["username"])
            is_bot = bool(author.get("bot") or message.get("webhook_id"))
            words = words_in(message, self._client.application_id)
            has_pictures = any(_is_picture(one) for one in (forwarded_in(message) or message)["attachments"])
            return Original(guild_id, place, UserId(int(author["id"])), words, name, is_bot, has_pictures)

    async def remove(self, place: SourcePlace) -> bool:
        """Delete the message at *place*; tell whether it is gone. False: the bot may not.

        Raises:
            Unavailable: Discord does not answer.
        """
        try:
            async with asking_discord():
                await self._client.http.delete_message(place.channel_id, place.message_id)
        except Gone:
            return True
        except (Forbidden, ThreadShut):
            return False
        return True


def original_text(interaction: discord.Interaction[Any], say: Presenter, shown: Shown) -> str:
    """Return who wrote an original, and the way to it."""
    author, original = f"<@{shown.original.author_id}>", shown.original
    lines = [say.phrase(interaction, "original", author=author, link=original.link)]
    if shown.likes_corrections:
        lines.append(say.phrase(interaction, "original-corrections", author=author))
    if original.has_pictures:
        lines.append(say.phrase(interaction, "original-pictures"))
    return "\n".join(lines)


def original_embed(interaction: discord.Interaction[Any], say: Presenter, shown: Shown) -> discord.Embed:
    """Return the words of an original, and below them what helps their reader."""
    embed = discord.Embed(description=_fitted(shown.original.content, _MOST_IN_A_DESCRIPTION))
    if shown.translation is not None and shown.reads is not None:
        _add(embed, language_name(shown.reads, say.locale(interaction)), shown.translation)
    if shown.sounds is not None:
        _add(embed, say.phrase(interaction, f"phonetics-{shown.phonetics}"), shown.sounds)
    return embed


def _is_picture(attachment: Payload) -> bool:
    return str(attachment.get("content_type") or "").startswith("image/")


def _add(embed: discord.Embed, name: str, text: str) -> None:
    embed.add_field(name=name, value=_fitted(text, _MOST_IN_A_FIELD), inline=False)


def _fitted(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
