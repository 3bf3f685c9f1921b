"""Introductions as they stand in channels: the buttons under each, and who reacted to it."""

from collections.abc import Collection
from typing import Any, Final, Protocol

from bot.bridges.model import Endpoint
from bot.discord_adapter.webhooks import WebhookDelivery
from bot.i18n.catalog import DestinationPhrases
from bot.ids import ChannelId, MessageId, UserId
from bot.newcomers.model import Face
from bot.relay.reacting import ReactionBoard

# Component types and button styles (components reference, "Component Types", "Button Styles").
_ROW: Final = 1
_BUTTON: Final = 2
_PRIMARY: Final = 1
_SECONDARY: Final = 2


class _Says(Protocol):
    def say(self, language: str, key: str, /, **fields: str | int) -> str: ...


class DiscordCards:
    """Implements `bot.newcomers.ports.CardBoard`: our webhooks posted the cards, and so may put buttons under them."""

    def __init__(self, delivery: WebhookDelivery, phrases: DestinationPhrases) -> None:
        self._delivery = delivery
        self._phrases = phrases

    async def show(self, end: Endpoint, message_id: MessageId, introduction_id: MessageId, face: Face) -> None:
        """Have a message that we posted in *end* wear the buttons of an introduction; its words stay as they are."""
        buttons = [_button("say", introduction_id, self._phrases.say(end.language, "hello-say"), _PRIMARY)]
        if face.is_noticed:
            buttons.append(_button("who", introduction_id, noticed(self._phrases, end.language, face), _SECONDARY))
        await self._delivery.dress(end.channel_id, message_id, [{"type": _ROW, "components": buttons}])


class DiscordReactors:
    """Implements `bot.newcomers.ports.Reactors`: Discord is asked, since nothing of it is kept."""

    def __init__(self, board: ReactionBoard) -> None:
        self._board = board

    async def to(self, channel_id: ChannelId, message_id: MessageId) -> Collection[UserId]:
        """Return who reacted to a message, without bots: of those with one emoji, a hundred."""
        people: set[UserId] = set()
        for reaction in await self._board.under(channel_id, message_id):
            if reaction.is_by_others:
                people.update(await self._board.people(channel_id, message_id, reaction))
        return people


def noticed(phrases: _Says, language: str, face: Face) -> str:
    """Return, in a line, who took notice of an introduction."""
    told = []
    if face.hellos:
        told.append(phrases.say(language, "hello-noticed", count=face.hellos, across=face.across))
    if face.reacted:
        told.append(phrases.say(language, "hello-reacted", count=face.reacted))
    return " · ".join(told)


def _button(act: str, introduction_id: MessageId, label: str, style: int) -> dict[str, Any]:
    return {"type": _BUTTON, "custom_id": f"hello-{act}-{introduction_id}", "label": label, "style": style}
