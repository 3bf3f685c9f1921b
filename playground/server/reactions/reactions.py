"""Reactions: put under messages, taken back, and cleared away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.channels.model import Channel
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.payloads import member_payload
from playground.server.messages.model import Message
from playground.server.messages.payloads import place_of
from playground.server.reactions.emoji import is_unicode_emoji
from playground.server.reactions.model import BURST, NORMAL, Reaction, ReactionEmoji
from playground.server.reactions.payloads import emoji_payload
from playground.server.reactions.refusals import no_burst_reactions, too_many_reactions, unknown_emoji
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

MOST_KINDS = 20


class Reactions:
    """The verbs of reactions."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add(self, message: Message, emoji_text: str, by: User, kind: int = NORMAL) -> None:
        """Have *by* react with what stands in an address: a character, or the `name:id` of a custom emoji.

        Raises:
            Refusal: 50001, 50013, 10014, 30010, 90002, 50083.
        """
        self._world.demand(by, message.channel, permissions.READ_MESSAGE_HISTORY)
        self._world.threads.demand_active(message.channel)
        if kind == BURST and not by.has_nitro:
            raise no_burst_reactions()
        emoji = self._read(emoji_text)
        reaction = message.reactions.get(emoji.key)
        if reaction is None:
            # Who joins a reaction that stands needs no right to begin one.
            self._world.demand(by, message.channel, permissions.ADD_REACTIONS)
            usable = self.usable(emoji, by, message.channel)
            if usable is None:
                raise unknown_emoji()
            if len(message.reactions) >= MOST_KINDS:
                raise too_many_reactions()
            reaction = message.reactions[emoji.key] = Reaction(usable)
        if by.id not in reaction.users[kind]:
            reaction.users[kind][by.id] = by
            more: Json = {}
            if not message.channel.is_direct:
                more["member"] = member_payload(message.channel.guild.members[by.id])
            if message.webhook_id is None:
                more["message_author_id"] = str(message.author_id)
            self._tell_one("MESSAGE_REACTION_ADD", message, reaction, by.id, kind, more)

    def remove(self, message: Message, emoji_text: str, user_id: int, by: User) -> None:
        """Take one user's reaction away; others' only by those who manage messages.

        Raises:
            Refusal: 50001, 50013, 10014, 50083.
        """
        right = permissions.READ_MESSAGE_HISTORY if user_id == by.id else permissions.MANAGE_MESSAGES
        self._world.demand(by, message.channel, right)
        self._world.threads.demand_removable(message.channel, self._world.rights(by, message.channel))
        reaction = self._standing(message, emoji_text)
        for kind in (NORMAL, BURST):
            if reaction.users[kind].pop(user_id, None) is not None:
                if not reaction:
                    del message.reactions[reaction.emoji.key]
                self._tell_one("MESSAGE_REACTION_REMOVE", message, reaction, user_id, kind, {})
                return

    def clear(self, message: Message, by: User) -> None:
        """Take all reactions away.

        Raises:
            Refusal: 50001, 50013.
        """
        self._world.demand(by, message.channel, permissions.MANAGE_MESSAGES)
        if message.reactions:
            message.reactions.clear()
            self._tell("MESSAGE_REACTION_REMOVE_ALL", message, {})

    def clear_emoji(self, message: Message, emoji_text: str, by: User) -> None:
        """Take all reactions with one emoji away.

        Raises:
            Refusal: 50001, 50013, 10014.
        """
        self._world.demand(by, message.channel, permissions.MANAGE_MESSAGES)
        reaction = self._standing(message, emoji_text)
        del message.reactions[reaction.emoji.key]
        self._tell("MESSAGE_REACTION_REMOVE_EMOJI", message, {"emoji": emoji_payload(reaction.emoji)})

    def users(self, message: Message, emoji_text: str, kind: int, after: int, limit: int) -> list[User]:
        """Return up to *limit* users who reacted, by their ids, beyond *after*.

        Raises:
            Refusal: 10014.
        """
        reaction = message.reactions.get(self._read(emoji_text).key)
        users = {} if reaction is None else reaction.users[kind]
        return [users[one] for one in sorted(users) if one > after][:limit]

    def usable(self, emoji: ReactionEmoji, by: User | None, channel: Channel) -> ReactionEmoji | None:
        """Return the emoji as it is known, if *by* (None: a webhook) may use it in *channel*.

        Those of other guilds are for their own members who have the right here; people need Nitro too.
        """
        if emoji.id is None:
            return emoji
        known = self._world.emojis.find(emoji.id)
        if known is None:
            return None
        home, guild = self._world.guilds[known.guild_id], channel.guild
        member = None if by is None else home.members.get(by.id)
        if by is not None and (member is None or (known.roles and not set(known.roles) & set(member.roles))):
            return None
        if by is not None and home is not guild:
            has_right = self._world.rights(by, channel) & permissions.USE_EXTERNAL_EMOJIS
            if not has_right or not (by.is_bot or by.has_nitro):
                return None
        return ReactionEmoji(known.id, known.name, known.picture.is_animated)

    @staticmethod
    def _read(text: str) -> ReactionEmoji:
        name, _, number = text.removeprefix("a:").rpartition(":")
        if name and number.isascii() and number.isdigit() and len(number) <= 20:
            return ReactionEmoji(int(number), name, text.startswith("a:"))
        if not is_unicode_emoji(text):
            raise unknown_emoji()
        return ReactionEmoji(None, text)

    def _standing(self, message: Message, emoji_text: str) -> Reaction:
        reaction = message.reactions.get(self._read(emoji_text).key)
        if reaction is None:
            raise unknown_emoji()
        return reaction

    def _tell_one(self, name: str, message: Message, reaction: Reaction, user_id: int, kind: int, more: Json) -> None:
        data: Json = {"user_id": str(user_id), "emoji": emoji_payload(reaction.emoji)}
        self._tell(name, message, data | {"burst": kind == BURST, "type": kind} | more)

    def _tell(self, name: str, message: Message, data: Json) -> None:
        channel = message.channel
        self._world.events.tell(Event(name, channel.guild, place_of(message) | data, channel))
