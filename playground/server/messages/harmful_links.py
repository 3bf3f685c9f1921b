"""The filter for harmful links, which blocks people's, bots' and webhooks' messages alike."""

from __future__ import annotations

import re

from playground.server.messages.refusals import harmful_link

_HOST = re.compile(r"https?://([^\s/:?#<>]+)", re.IGNORECASE)


class HarmfulLinks:
    """Knows the hosts that are blocked, with all below them: none, until someone adds to `hosts`."""

    def __init__(self) -> None:
        self.hosts: set[str] = set()

    def demand_none(self, text: str) -> None:
        """Go on only if *text* links to no blocked host.

        Raises:
            Refusal: 240000.
        """
        if not self.hosts:
            return
        for found in _HOST.findall(text):
            parts = found.lower().split(".")
            if any(".".join(parts[at:]) in self.hosts for at in range(len(parts))):
                raise harmful_link()
