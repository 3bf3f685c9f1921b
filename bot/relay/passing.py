"""Passing: a message as it would be owed, for what is done with it before the outbox knows it."""

from bot.bridges.model import Endpoint
from bot.clock import Clock
from bot.relay.model import OWED_FOR, Debt, Owed, SourceMessage


def as_owed(said: SourceMessage, source: Endpoint, end: Endpoint, clock: Clock) -> Owed:
    """Return *said*, a message of *source*, as *end* would be owed it; nobody is pinged."""
    return Owed(
        source_id=said.id,
        source_channel_id=said.channel_id,
        source_guild_id=source.guild_id,
        destination_id=end.channel_id,
        sequence=0,
        debt=Debt.CREATE,
        revision=said.revision,
        author=said.author,
        content=said.content,
        source_language=source.language,
        pings=frozenset(),
        expires_at=clock.now() + OWED_FOR,
        carried=said.carried,
    )
