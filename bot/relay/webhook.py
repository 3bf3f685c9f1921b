"""The webhook through which we speak in a channel."""

from dataclasses import dataclass

from bot.ids import ChannelId


@dataclass(frozen=True, slots=True)
class Webhook:
    """The webhook through which the bot speaks in a channel. *token* is a secret."""

    id: int
    channel_id: ChannelId
    token: str

    def __repr__(self) -> str:
        return f"Webhook(id={self.id}, channel_id={self.channel_id})"
