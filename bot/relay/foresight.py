"""Foresight: the translations of one destination, begun before the turn of their messages."""

import asyncio
from collections.abc import Callable
from typing import Final

from bot.bridges.model import Endpoint
from bot.ids import MessageId
from bot.relay.agenda import Work
from bot.relay.forwarding import translated
from bot.relay.model import Owed, Revision, SourceMessage
from bot.relay.ports import Admitted, LanePorts
from bot.translation.model import Language, Translation

AHEAD: Final = 128
"""How many translations are under way before their turn."""


class Foresight:
    """Begins translations.

    Args:
        seat: The destination.
        done: Called with each work whose translation stands.
    """

    def __init__(self, seat: Endpoint, ports: LanePorts, done: Callable[[Work], None]) -> None:
        self._seat = seat
        self._ports = ports
        self._done = done
        self._foreseen: dict[tuple[MessageId, Revision], asyncio.Task[Translation]] = {}

    def foresee(self, admitted: Admitted) -> None:
        """Begin the translation of a message that is about to be owed."""
        message = admitted.message
        key = (message.id, message.revision)
        if key in self._foreseen:
            return
        self._foreseen[key] = self._translating(message, admitted.language)
        if len(self._foreseen) > AHEAD:  # some are never owed: what came twice, what was deleted before
            self._foreseen.pop(next(iter(self._foreseen))).cancel()

    def translate(self, work: Work) -> None:
        """Begin the translation of *work*, unless it is under way."""
        if work.translation is None:
            row = work.row
            foreseen = self._foreseen.pop((row.source_id, row.revision), None)
            translating = foreseen or self._translating(row, row.source_language)
            work.translation = translating
            work.translation.add_done_callback(lambda _: self._done(work))

    def close(self) -> None:
        """Stop what was begun for nothing that is owed yet."""
        for translation in self._foreseen.values():
            translation.cancel()
        self._foreseen.clear()

    def _translating(self, said: SourceMessage | Owed, language: Language) -> "asyncio.Task[Translation]":
        translating = translated(said, language, self._seat, self._ports)
        return self._ports.tasks.start(translating, name="translate")
