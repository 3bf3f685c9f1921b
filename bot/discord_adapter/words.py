"""What is read of a message of Discord's beside its content: what it forwards, asks, or shows as a bot's card."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import discord

from bot.discord_adapter.embeds import is_quote

Payload = Mapping[str, Any]
"""An object of Discord's API, as JSON gives it."""

_TEXT_DISPLAY: Final = 10  # component reference, "Component Object"


def written_in(message: discord.Message) -> str:
    """Return all the words of *message* in reading order; for nearly every message that is its content."""
    if message.message_snapshots:
        shown = message.message_snapshots[0]
        return _together(shown.content, shown.embeds, shown.components)
    content = message.content
    if message.poll is not None:
        content = poll_text(content, message.poll.question, (one.text or "" for one in message.poll.answers))
    if (message.embeds or message.components) and _has_cards(message):
        return _together(content, message.embeds, message.components)
    return content


def words_in(message: Payload, own_application_id: int | None) -> str:
    """Return all the words of a message object, as `written_in` does; nothing of a card that is our own."""
    if (shown := forwarded_in(message)) is not None:
        return read_out(str(shown["content"]), shown.get("embeds", ()), shown.get("components", ()))
    content, poll = str(message["content"]), message.get("poll")
    if poll is not None:
        answers = (str(one["poll_media"].get("text") or "") for one in poll["answers"])
        content = poll_text(content, str(poll["question"].get("text") or ""), answers)
    is_webhook = message.get("webhook_id") is not None
    is_ours = message.get("application_id") == str(own_application_id)
    if is_ours or not (message["author"].get("bot") or is_webhook) or (is_webhook and content):
        return content
    return read_out(content, message.get("embeds", ()), message.get("components", ()))


def forwarded_in(message: Payload) -> Payload | None:
    """Return what a message object forwards, as far as a message object tells that; None if it forwards nothing."""
    snapshots = message.get("message_snapshots")
    shown: Payload | None = snapshots[0]["message"] if snapshots else None
    return shown


def poll_text(content: str, question: str, answers: Iterable[str]) -> str:
    """Return a poll as it is read: its question, and each answer, in a line of its own."""
    asked = [" ".join(line.split()) for line in (question, *answers)]
    return "\n".join([content, *asked] if content else asked)


def read_out(content: str, embeds: Iterable[Payload], components: Iterable[Payload]) -> str:
    """Return *content* and the words of cards below it.

    A preview of a link in *content* has none of its own, nor has the quote above a copy of ours that is forwarded.
    """
    lines = [content]
    for embed in embeds:
        url = embed.get("url")
        if embed.get("type", "rich") == "rich" and not (url and url in content) and not is_quote(embed):
            lines += _embedded(embed)
    for component in components:
        lines += _displayed(component)
    return "\n".join(line for line in lines if line)


def _together(content: str, embeds: Iterable[discord.Embed], components: Iterable[discord.Component]) -> str:
    return read_out(content, (one.to_dict() for one in embeds), (one.to_dict() for one in components))


def _has_cards(message: discord.Message) -> bool:
    """Tell whether cards are words of *message*: under people's they are previews, under a proxy's quotes."""
    if message.webhook_id is None or message.type is discord.MessageType.chat_input_command:
        return message.author.bot
    return not message.content


def _embedded(embed: Payload) -> Iterator[str]:
    if title := embed.get("title"):
        yield f"**{title}**"
    yield str(embed.get("description") or "")
    for field in embed.get("fields") or ():
        yield f"**{field['name']}**"
        yield str(field["value"])


def _displayed(component: Payload) -> Iterator[str]:
    """Yield the texts of a component and of those in it; what is pressed or chosen has none that is read."""
    if component.get("type") == _TEXT_DISPLAY:
        yield str(component.get("content") or "")
    for one in component.get("components") or ():
        yield from _displayed(one)
