"""The conversation: what is typed is said by the member it names."""

from playground.cast import CastMember
from playground.opening import try_these
from playground.server.messages.drafts import edit_in
from playground.server.messages.model import Message
from playground.server.rest.refusals import Refusal
from playground.server.world import World, longest_for
from playground.terminal.cleaning import in_one_line
from playground.terminal.screen import Screen
from playground.typed import QUIT, Command, Deleted, Edited, NotUnderstood, Said, Typed, parsed
from playground.words import Words


class Conversation:
    """Carries typed lines into *world*, and tells on *screen* what could not be done."""

    def __init__(self, world: World, screen: Screen, words: Words) -> None:
        self._world = world
        self._screen = screen
        self._words = words

    async def run(self) -> None:
        """Take lines until whoever types wants to leave."""
        async for line in self._screen.lines():
            typed = parsed(line)
            if typed == Command(QUIT):
                return
            if typed is not None:
                self._take(typed)

    def _take(self, typed: Typed) -> None:
        try:
            self._do(typed)
        except Refusal as refusal:
            self._screen.tell(self._words.say("refused", code=str(refusal.code), reason=refusal.message))

    def _do(self, typed: Typed) -> None:
        match typed:
            case Said(member, channel_id, words):
                self._world.say(member.handle, self._world.channels[channel_id], words)
            case Edited(member, words):
                user = self._world.member(member.handle)
                if (message := self._last(member)) is not None:
                    self._world.messages.edits.edit(user, message, edit_in({"content": words}, longest_for(user)))
            case Deleted(member):
                if (message := self._last(member)) is not None:
                    self._world.messages.delete(message, self._world.member(member.handle))
            case NotUnderstood(key, quoted):
                self._screen.tell(self._words.say(key, quoted=in_one_line(quoted)))
            case Command():
                self._screen.tell(try_these(self._words))

    def _last(self, member: CastMember) -> Message | None:
        """Return the newest message of *member* that still stands, and say so if there is none."""
        own = [
            message
            for channel in self._world.channels.values()
            for message in channel.history
            if message.webhook_id is None and message.author_id == member.id
        ]
        if not own:
            self._screen.tell(self._words.say("nothing-said", quoted=member.name))
            return None
        return max(own, key=lambda message: message.id)
