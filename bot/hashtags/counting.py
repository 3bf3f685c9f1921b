"""Counting: what was said in bridged channels is looked through for hashtags once it is committed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import structlog

from bot.bridges.model import Bridge
from bot.clock import Clock
from bot.errors import Unavailable
from bot.hashtags.aliases import Aliases
from bot.hashtags.model import LONGEST, MOST_IN_A_MESSAGE, Heard, Tag, Unused, Used
from bot.hashtags.ports import Finder, Flags, HashtagStore
from bot.ids import ChannelId
from bot.participation.model import tongue_of
from bot.relay.model import UNEDITED, MessageEdited, MessagesDeleted, SourceEvent, SourceMessage
from bot.relay.ports import Gate
from bot.tasks import Tasks

_log = structlog.stdlib.get_logger(__name__)

_MOST_WAITING: Final = 5_000  # events; while no database answers, more are not counted
_AGAIN_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Admission:
    """Asks who has a say in whether a message counts: what may not cross does not, and bots' words do not."""

    gate: Gate
    flags: Flags

    def counts(self, message: SourceMessage, bridge: Bridge) -> bool:
        """Tell whether the hashtags of *message*, said in a channel of *bridge*, count. Never waits."""
        if message.author.is_bot or not message.is_chat:
            return False
        return self.gate.admits(message, bridge) and not self.flags(bridge.id, message.content)


class HashtagCounting:
    """Counts who uses which hashtag; `note` is told of all that happens in bridged channels.

    What was heard together is written together. A kill may lose what was heard in its last moment; nothing counts
    twice, however often it is heard.
    """

    def __init__(
        self,
        store: HashtagStore,
        aliases: Aliases,
        admission: Admission,
        bridge_of: Callable[[ChannelId], Bridge | None],
        find: Finder,
        clock: Clock,
        tasks: Tasks,
    ) -> None:
        self._store = store
        self._aliases = aliases
        self._admission = admission
        self._bridge_of = bridge_of
        self._find = find
        self._clock = clock
        self._tasks = tasks
        self._waiting: list[Heard] = []
        self._is_writing = False

    def note(self, event: SourceEvent) -> None:
        """Take note of *event*; never waits."""
        if isinstance(event, MessagesDeleted):
            self._put(Unused(event.message_ids))
            return
        message = event.message
        is_edit = isinstance(event, MessageEdited)
        if is_edit and message.revision == UNEDITED:
            return  # a preview of a link
        if not is_edit and "#" not in message.content and "＃" not in message.content:
            return  # nearly every message
        if not message.author.is_bot:
            self._look_at(message, is_edit=is_edit)

    def _look_at(self, message: SourceMessage, *, is_edit: bool) -> None:
        bridge = self._bridge_of(message.channel_id)
        seat = None if bridge is None else bridge.endpoint(message.channel_id)
        if bridge is None or seat is None:
            return
        names = dict.fromkeys(name for _, _, name in self._find(message.content))
        if names and not self._admission.counts(message, bridge):
            names.clear()  # an edit that may not cross takes back what counted
        if names or is_edit:
            spellings = {Tag(name): name for name in list(names)[:MOST_IN_A_MESSAGE]}
            tongue, author_id = tongue_of(seat.language), message.author.id
            self._put(Used(message.id, message.guild_id, author_id, tongue, message.revision, spellings))

    def _put(self, heard: Heard) -> None:
        if len(self._waiting) >= _MOST_WAITING:
            _log.warning("hashtags not counted", waiting=len(self._waiting))
            return
        self._waiting.append(heard)
        if not self._is_writing:
            self._is_writing = True
            self._tasks.start(self._write(), name="hashtags")

    async def _write(self) -> None:
        """Write what waits, and what comes meanwhile, until nothing does."""
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                ready = [one if isinstance(one, Unused) else await self._under_tags(one) for one in batch]
                try:
                    await self._store.hear(ready)
                except Unavailable as error:
                    _log.warning("hashtags not counted yet", error=error.key)
                    self._waiting = (batch + self._waiting)[:_MOST_WAITING]
                    await self._clock.sleep(_AGAIN_SECONDS)
        finally:
            self._is_writing = False

    async def _under_tags(self, used: Used) -> Used:
        """Return what was *used* under the tags that it counts under: of two names of one thing, one."""
        counted: dict[Tag, str] = {}
        for name in used.spellings.values():
            tag = await self._aliases.counted_as(used.guild_id, name)
            if len(tag) <= LONGEST:
                counted.setdefault(tag, name)
        return replace(used, spellings=counted)
