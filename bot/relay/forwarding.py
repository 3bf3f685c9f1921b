"""Forwarding: whose words a forward shows, as far as anybody can know. Discord does not say."""

from bot.relay.model import Owed
from bot.relay.patience import until_answered
from bot.relay.ports import LanePorts


async def shows_the_absent(row: Owed, ports: LanePorts) -> bool:
    """Tell whether *row* forwards what somebody said who takes no part: known of what was relayed, and of copies."""
    forwarded = row.carried.forwarded
    if forwarded is None or forwarded.message_id is None:
        return False
    message_id, ledger = forwarded.message_id, ports.ledger
    source = await until_answered(lambda: ledger.source_of(message_id), ports.clock)
    said_first = message_id if source is None else source.message_id
    author_id = await until_answered(lambda: ledger.author_of(said_first), ports.clock)
    return author_id is not None and not ports.choices.takes_part(author_id)
