"""A topic that processes tell each other of, and who hears it, one call at a time."""

import asyncio
from typing import Final

import structlog

from bot.errors import Unavailable
from bot.relay.peers import Hear
from bot.tasks import Tasks

_log = structlog.stdlib.get_logger(__name__)

_BACKOFF_SECONDS: Final = 1.0


class Topic:
    """Calls *hear* with what was told; with nothing where anything may have been.

    Attributes:
        hearing: The call under way, if there is one.
    """

    def __init__(self, name: str, hear: Hear, tasks: Tasks) -> None:
        self._name = name
        self._hear = hear
        self._tasks = tasks
        self._words: list[str] = []
        self._has_missed = False
        self.hearing: asyncio.Task[None] | None = None

    def told(self, word: str) -> None:
        """Hear *word*; an empty one tells that anything may have changed."""
        if word:
            self._words.append(word)
        else:
            self._has_missed = True
        self._begin()

    def missed(self) -> None:
        """Hear that anything may have been told."""
        self._has_missed = True
        self._begin()

    def _begin(self) -> None:
        if self.hearing is None:
            self.hearing = self._tasks.start(self._run(), name=f"hear-{self._name}")

    async def _run(self) -> None:
        try:
            while self._has_missed or self._words:
                if self._has_missed:
                    self._has_missed = False
                    await self._surely(())
                words, self._words = self._words, []
                if words:
                    await self._surely(tuple(words))
        finally:
            self.hearing = None

    async def _surely(self, words: tuple[str, ...]) -> None:
        """Call it, again where the database does not answer. A bug is logged: it comes round again."""
        while True:
            try:
                await self._hear(words)
            except Unavailable as error:
                _log.warning("not heard yet", topic=self._name, error=error.key)
                await asyncio.sleep(_BACKOFF_SECONDS)
            except Exception as error:  # noqa: BLE001 the supervisor of a topic
                _log.error("hearing failed", topic=self._name, exc_info=error)
                return
            else:
                return
