"""Addresses of attachments: signed, and good for a day."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

DAY_SECONDS = 86_400.0

_HEX = re.compile(r"[0-9a-f]{1,16}")
_ATTACHMENT = re.compile(r"/attachments/\d{1,20}/\d{1,20}/[^/?#]+")


class Links:
    """Signs addresses and knows its own signature again (reference, "Signed Attachment CDN URLs").

    `lifetime_seconds` may be changed at any time and holds for the links made after that; `base` is set once the
    server knows its own address.
    """

    def __init__(self) -> None:
        self.base = ""
        self.lifetime_seconds = DAY_SECONDS
        self._key = secrets.token_bytes(32)

    def signed(self, path: str) -> str:
        """Return the address of *path*, such as `/attachments/1/2/name.png`, from now until it expires."""
        issued = int(time.time())
        expires, since = f"{int(issued + self.lifetime_seconds):x}", f"{issued:x}"
        return f"{self.base}{quote(path)}?ex={expires}&is={since}&hm={self._signature(path, expires, since)}&"

    def is_good(self, path: str, query: Mapping[str, str]) -> bool:
        """Say whether *query* holds this server's signature for *path*, and still in time."""
        expires, since, signature = (query.get(key, "") for key in ("ex", "is", "hm"))
        if not _HEX.fullmatch(expires) or not hmac.compare_digest(
            signature.encode("utf-8", "replace"), self._signature(path, expires, since).encode()
        ):
            return False
        return time.time() < int(expires, 16)

    def path_in(self, address: str) -> str | None:
        """Return the path of one of this server's attachments that *address* names, with or without a signature."""
        if not self.base or not address.startswith(self.base):
            return None
        try:
            path = urlsplit(address.removeprefix(self.base)).path
        except ValueError:
            return None
        return path if _ATTACHMENT.fullmatch(path) else None

    def refreshed(self, address: str) -> str | None:
        """Return *address* signed anew, or None if it is no attachment's."""
        path = self.path_in(address)
        return None if path is None else self.signed(path)

    def _signature(self, path: str, expires: str, since: str) -> str:
        signed = f"{path}:{expires}:{since}".encode("utf-8", "replace")
        return hmac.new(self._key, signed, hashlib.sha256).hexdigest()
