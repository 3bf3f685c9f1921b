"""Nonces: how a message that is said twice is said once."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING

from playground.server.messages.drafts import Draft
from playground.server.rest import refusals
from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.messages.model import Message

# "The past few minutes" (message resource, "Create Message").
SECONDS = 300.0


class Nonces:
    """Remembers who said what under which nonce, wherever they said it."""

    def __init__(self) -> None:
        self._said: OrderedDict[tuple[int, str], tuple[float, Message]] = OrderedDict()

    def known(self, author: User, draft: Draft) -> Message | None:
        """Return the message that *author* said under this nonce before, if *draft* wants to have it enforced.

        Raises:
            Refusal: 10008 where that was deleted: it is not said a second time (discord-api-docs, pull request 6647).
        """
        if not draft.enforce_nonce or draft.nonce is None:
            return None
        now = time.monotonic()
        while self._said and next(iter(self._said.values()))[0] < now - SECONDS:
            self._said.popitem(last=False)
        known = self._said.get((author.id, str(draft.nonce)))
        if known is None:
            return None
        if known[1].channel.history.get(known[1].id) is None:
            raise refusals.unknown_message()
        return known[1]

    def remember(self, author: User, message: Message) -> None:
        """Remember the nonce of a message that was just said."""
        if message.nonce is not None:
            key = (author.id, str(message.nonce))
            self._said.pop(key, None)  # so that the newest stands last
            self._said[key] = (time.monotonic(), message)
