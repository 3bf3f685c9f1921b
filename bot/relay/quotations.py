"""Quotations: which relayed messages quote which others; ids alone, never what is shown of them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

from bot.ids import ChannelId, MessageId
from bot.relay.carried import Quote
from bot.relay.model import OWED_FOR, SourcePlace
from bot.translation.model import Language

MOST_FOLLOWED: Final = 20
"""How many answers to one message, the newest in each channel, follow its edits."""

AWAITED_FOR: Final[timedelta] = 2 * OWED_FOR
"""How long an answer waits for what it answers to stand beside it: longer than anything is owed."""


@dataclass(frozen=True, slots=True)
class Quoting:
    """What a message that is posted has to do with what it answers.

    Attributes:
        quoted: The source of what it answers.
        is_linked: It shows a quote of it.
        is_owed: It may not show what it should; else it does for now.
    """

    quoted: SourcePlace
    is_linked: bool
    is_owed: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """A relayed message that quotes, or is to quote, another.

    Attributes:
        is_withdrawn: What it quotes is not to be shown any more, whatever stands.
        changes: How often what it quotes has changed since it was last looked after.
    """

    message_id: MessageId
    destination_id: ChannelId
    quoted: SourcePlace
    is_withdrawn: bool
    changes: int


class Quotations(Protocol):
    """Remembers quotations, and which of them are owed a look. Raises `Unavailable`.

    They are begun by `Ledger.record`, and forgotten 30 days after the message that quotes was posted.
    """

    async def change(self, destination_id: ChannelId, message_ids: Collection[MessageId], *, is_gone: bool) -> bool:
        """Owe a look to what quotes any of *message_ids*, sources or copies, in a destination; tell whether any does.

        Of those that quote a message that reads otherwise the newest 20 are owed it, of one that *is_gone* all. What
        quotes a source that is gone is withdrawn.
        """
        ...

    async def owed(self, destination_id: ChannelId) -> Sequence[Quotation]:
        """Return what is owed a look there: by what is quoted, of each the newest first.

        What has waited for longer than `AWAITED_FOR` to show anything at all is left alone.
        """
        ...

    async def owing(self) -> Collection[ChannelId]:
        """Return the destinations in which something is owed a look."""
        ...

    async def follow(self, quotation: Quotation) -> None:
        """Note that *quotation* shows what it should, unless that has changed since it was read."""
        ...

    async def forget(self, quotation: Quotation) -> None:
        """Forget *quotation*: it will show nothing any more."""
        ...


class QuoteBoard(Protocol):
    """The quotes that stand above relayed messages. Raises as `Delivery` and `SourceReader` do."""

    async def show(self, destination_id: ChannelId, message_id: MessageId, quote: Quote) -> None:
        """Have *quote* stand above a message, and nothing else that was quoted there; nobody is pinged."""
        ...

    async def blank(self, destination_id: ChannelId, message_id: MessageId, words: str) -> bool:
        """Put *words* in place of the quote above a message; False where none stood there."""
        ...


@dataclass(frozen=True, slots=True)
class QuotePorts:
    """All that it takes to look after quotes.

    Attributes:
        gone: Says, in a language, that what was quoted is shown no more.
    """

    store: Quotations
    board: QuoteBoard
    gone: Callable[[Language], str]
