"""Reading: which line of a joined message is whose.

A line is found by how many stand before it: none holds a break, and each source of the message that is not gone has
one, in the order of their ids.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.relay.joining import Joining, without_name
from bot.relay.model import Original, Part, PartState
from bot.relay.ports import Ledger


def standing_in(together: Sequence[Part], lines: Sequence[str]) -> Sequence[Part]:
    """Return those of *together*, the parts that share a message, whose *lines* stand in it; none if nobody can tell.

    What is on its way out stands still, or does not: an attempt takes out all such lines or none.
    """
    for standing in (together, [one for one in together if one.state is not PartState.REMOVING]):
        if len(standing) == len(lines):
            return standing
    return ()


async def own_words(ledger: Ledger, part: Part, message: Original) -> Original | None:
    """Return *message*, which stands as *part*, with nothing but the words of its source; None if nobody can tell.

    Raises:
        Unavailable: The database does not answer.
    """
    if part.joining is Joining.ALONE:
        return message
    lines = message.content.split("\n")
    standing = standing_in(await ledger.together(part.message_id), lines)
    line = next((line for one, line in zip(standing, lines, strict=False) if one.source_id == part.source_id), None)
    if line is None or part.joining is Joining.AUTHOR:
        return None if line is None else replace(message, content=line)
    name, words = without_name(line)
    return replace(message, content=words, author_name=name)
