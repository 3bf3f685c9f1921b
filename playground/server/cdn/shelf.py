"""What was uploaded, kept in memory up to a bound."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from playground.server.cdn.formats import Picture

Key = TypeVar("Key", bound=Hashable)
Kept = TypeVar("Kept", bytes, Picture)


class Shelf(Generic[Key, Kept]):
    """Holds up to *most_bytes* in all; what was put there first goes first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._things: OrderedDict[Key, Kept] = OrderedDict()
        self._bytes = 0

    def put(self, key: Key, thing: Kept) -> None:
        """Keep *thing*, in place of what stood under *key*."""
        self.drop(key)
        self._things[key] = thing
        self._bytes += len(thing)
        while self._bytes > self.most_bytes:
            _, oldest = self._things.popitem(last=False)
            self._bytes -= len(oldest)

    def get(self, key: Key) -> Kept | None:
        """Return what stands under *key*, or None if it never did or had to go."""
        return self._things.get(key)

    def drop(self, key: Key) -> None:
        """Let go of what stands under *key*, if anything."""
        thing = self._things.pop(key, None)
        if thing is not None:
            self._bytes -= len(thing)


class PictureShelf(Shelf[str, Picture]):
    """Holds pictures under the hash by which they are asked for."""

    def keep(self, picture: Picture | None) -> str | None:
        """Keep *picture*, if there is one, and return its hash; that of an animated one begins with `a_`."""
        if picture is None:
            return None
        digest = hashlib.md5(picture.data, usedforsecurity=False).hexdigest()
        name = f"a_{digest}" if picture.is_animated else digest
        self.put(name, picture)
        return name
