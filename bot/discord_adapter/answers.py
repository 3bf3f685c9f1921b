"""Answers to the topic of the day, read over REST: nothing of them is kept."""

from collections.abc import Sequence
from typing import Final

from bot.discord_adapter.history import DiscordHistory
from bot.discord_adapter.inbound import source_message
from bot.discord_adapter.polls import DiscordPolls
from bot.ids import ChannelId, MessageId
from bot.prompts.answers import Answer
from bot.prompts.occasions import Posting
from bot.relay.model import SourcePlace

_MOST: Final = 500  # messages


class DiscordAnswers:
    """Implements `bot.prompts.answers.AnswerReader`."""

    def __init__(self, history: DiscordHistory, polls: DiscordPolls) -> None:
        self._history = history
        self._polls = polls

    async def said(self, channel_id: ChannelId, after: MessageId, before: MessageId) -> Sequence[Answer]:
        """Return the newest 500 messages between two ids, the oldest first."""
        answers = []
        for message in await self._history.messages(channel_id, after, before, _MOST):
            source = source_message(message)
            if source is not None:
                # The relay's own stands for those who reacted elsewhere.
                reactions = sum(one.count - one.me for one in message.reactions)
                answers.append(Answer(source, reactions))
        return answers

    async def one(self, place: SourcePlace) -> Answer | None:
        """Return a message as it reads now, its author as their guild shows them; None for what nobody said."""
        source = await self._history.one(place)
        return None if source is None else Answer(source)

    async def votes(self, posting: Posting) -> Sequence[int] | None:
        """Return how often each answer of a topic's poll was chosen; None where there is none to be read."""
        if posting.message_id is None:
            return None
        # In a forum it stands in its own thread, which nothing else of a posting tells.
        for channel_id in (posting.channel_id, posting.thread_id):
            if channel_id is not None:
                votes = await self._polls.read(SourcePlace(channel_id, posting.message_id))
                if votes is not None:
                    return votes.counts
        return None
