"""Polls: opened with a message, voted on by people, ended by their author or the clock."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from playground.server.channels.model import Channel
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.messages.model import POLL_RESULT, Message
from playground.server.messages.payloads import place_of
from playground.server.polls.model import Answer, Poll, PollDraft
from playground.server.polls.payloads import result_embed
from playground.server.polls.refusals import no_poll, poll_emoji_unusable, poll_is_over
from playground.server.reactions.model import ReactionEmoji
from playground.server.rest import refusals
from playground.server.snowflakes import timestamp_of
from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.world import World


class Polls:
    """The verbs of polls; *hour_seconds* is how long an hour of theirs lasts."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.hour_seconds = 3600.0

    def open(self, draft: PollDraft, channel: Channel, author: User | None) -> Poll:
        """Return the poll that *draft* asks for; a webhook's has no *author*.

        Raises:
            Refusal: 520004.
        """
        answers = {}
        for number, (text, emoji) in enumerate(draft.answers, 1):
            answers[number] = Answer(number, text, self._usable(emoji, channel, author))
        return Poll(draft.question, answers, draft.allow_multiselect, time.time() + draft.hours * self.hour_seconds)

    def watch(self, message: Message, poll: Poll) -> None:
        """Have the *poll* of *message* end when its time has come."""
        self._world.tasks.spawn(self._end_later(message, poll))

    def vote(self, message: Message, answer_ids: list[int], by: User) -> None:
        """Have *by* choose these answers and no others; none takes the vote back.

        Raises:
            Refusal: 20001, 50001, 50013, 50035, 520001, 520006.
        """
        if by.is_bot:
            raise refusals.only_people()
        self._world.demand(by, message.channel, permissions.READ_MESSAGE_HISTORY)
        self._world.threads.demand_active(message.channel)
        poll = self._poll_of(message)
        if poll.is_over:
            raise poll_is_over()
        if any(one not in poll.answers for one in answer_ids) or len(answer_ids) > (
            len(poll.answers) if poll.allow_multiselect else 1
        ):
            wrong = "Not answers that can be chosen together."
            raise refusals.invalid_field("answer_ids", "POLL_INVALID_ANSWERS", wrong)
        for answer in poll.answers.values():
            if answer.id not in answer_ids and answer.voters.pop(by.id, None) is not None:
                self._tell("MESSAGE_POLL_VOTE_REMOVE", message, answer, by)
        for answer in poll.answers.values():
            if answer.id in answer_ids and by.id not in answer.voters:
                answer.voters[by.id] = by
                self._tell("MESSAGE_POLL_VOTE_ADD", message, answer, by)

    def voters(self, message: Message, answer_id: int, after: int, limit: int) -> list[User]:
        """Return up to *limit* users who chose an answer, by their ids, beyond *after*.

        Raises:
            Refusal: 520006, or 50035 where there is no such answer.
        """
        answer = self._poll_of(message).answers.get(answer_id)
        if answer is None:
            raise refusals.invalid_field("answer_id", "POLL_INVALID_ANSWERS", "No such answer.")
        return [answer.voters[one] for one in sorted(answer.voters) if one > after][:limit]

    def end(self, message: Message, by: User) -> None:
        """End the poll that *by* opened.

        Raises:
            Refusal: 50005, 520001, 520006.
        """
        poll = self._poll_of(message)
        if not message.is_by(by):
            raise refusals.not_the_author()
        if poll.is_over:
            raise poll_is_over()
        self._finish(message, poll)

    @staticmethod
    def _poll_of(message: Message) -> Poll:
        if message.poll is None:
            raise no_poll()
        return message.poll

    def _usable(self, emoji: ReactionEmoji | None, channel: Channel, author: User | None) -> ReactionEmoji | None:
        if emoji is None:
            return None
        known = self._world.reactions.usable(emoji, author, channel)
        if known is None:
            raise poll_emoji_unusable()
        return known

    async def _end_later(self, message: Message, poll: Poll) -> None:
        await asyncio.sleep(poll.expires_at - time.time())
        if not poll.is_over and message.channel.history.get(message.id) is message:
            self._finish(message, poll)

    def _finish(self, message: Message, poll: Poll) -> None:
        poll.is_over = True
        poll.expires_at = min(poll.expires_at, time.time())
        self._world.messages.tell_changed(message)
        self._tell_result(message, poll)

    def _tell_result(self, message: Message, poll: Poll) -> None:
        message_id = self._world.ids.next()
        author_id, stamp = message.author_id, timestamp_of(message_id)
        result = Message(message_id, message.channel, message.author, "", stamp, author_id, member=message.member)
        result.type, result.embeds = POLL_RESULT, [result_embed(poll)]
        result.webhook_id, result.application_id = message.webhook_id, message.application_id
        result.reference = {"type": 0, "channel_id": str(message.channel.id), "message_id": str(message.id)}
        author = self._world.users.get(author_id)
        if author is not None:
            result.mentions.append(author)
        self._world.messages.publish(result)

    def _tell(self, name: str, message: Message, answer: Answer, by: User) -> None:
        channel = message.channel
        data = {"user_id": str(by.id), "answer_id": answer.id} | place_of(message)
        self._world.events.tell(Event(name, channel.guild, data, channel))
