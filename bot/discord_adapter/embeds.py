"""The embeds of relayed messages: what is answered, above; pictures, below."""

from collections.abc import Mapping
from typing import Any, Final

from bot.relay.carried import Quote

MARK: Final = "↩ "
"""What stands before the name in a quote, and in no other embed."""


def pictured(url: str) -> dict[str, object]:
    """Return an embed that is a picture."""
    return {"image": {"url": url}}


def quoted(quote: Quote) -> dict[str, object]:
    """Return an embed that shows what is answered: above, its author, who leads to it; below, how it begins."""
    embed: dict[str, object] = {"author": {"name": f"{MARK}{quote.name}", "url": quote.link}}
    if quote.preview:
        embed["description"] = quote.preview
    return embed


def is_quote(embed: Mapping[str, Any]) -> bool:
    """Tell whether *embed* is one that `quoted` made."""
    return str((embed.get("author") or {}).get("name", "")).startswith(MARK)
