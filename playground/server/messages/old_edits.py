"""The limit on edits of old messages."""

from __future__ import annotations

import time
from collections import deque

from playground.server.messages.model import Message
from playground.server.messages.refusals import too_many_old_edits
from playground.server.snowflakes import moment_of


class OldEdits:
    """Counts edits of messages older than an hour: three in six seconds in each channel.

    Discord documents the code alone; the numbers are those that others have measured (Discord Userdoccers, "Edit
    Message").
    """

    def __init__(self) -> None:
        self.old_after = 3600.0
        self.most = 3
        self.seconds = 6.0
        self._at: dict[int, deque[float]] = {}

    def count(self, message: Message) -> None:
        """Count an edit of *message*, if it is old.

        Raises:
            Refusal: 30046.
        """
        if time.time() - moment_of(message.id).timestamp() < self.old_after:
            return
        now = time.monotonic()
        made = self._at.setdefault(message.channel.id, deque())
        while made and made[0] <= now - self.seconds:
            made.popleft()
        if len(made) >= self.most:
            raise too_many_old_edits(made[0] + self.seconds - now)
        made.append(now)
