"""Previews of links: Discord shows them for every webhook, and so they are kept off where an author has none."""

import re
from typing import Final

# In angle brackets an address has no preview ("Message Formatting"); in code it is none, and in a masked link it ends
# where that does.
_CODE_OR_ADDRESS: Final = re.compile(
    r"```.*?```|`[^`\n]+`|<https?://[^\s<>]+>|(?<=\]\()(https?://[^\s<>()]+)(?=\))|(https?://(?:(?!\|\|)[^\s<>])+)",
    re.DOTALL | re.IGNORECASE,
)

SUPPRESS_EMBEDS: Final = 1 << 2
"""The flag of a message that shows no embeds at all, its own neither (message resource, "Message Flags")."""


def without_previews(content: str) -> str:
    """Return *content* with its links so that none has a preview, two units longer for each."""
    return _CODE_OR_ADDRESS.sub(_bracketed, content)


def _bracketed(found: re.Match[str]) -> str:
    address = found[1] or found[2]
    return f"<{address}>" if address else found[0]
