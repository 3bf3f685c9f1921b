"""What speaks for members, put together."""

from bot.app.parts import Parts
from bot.relay.quoting import Quotes
from bot.relay.speaking import Speaking


def speaking_of(parts: Parts) -> Speaking:
    """Return what posts what members wrote into forms, as their own words."""
    ports = parts.ports
    return Speaking(
        gate=parts.guard.gate,
        composer=ports.composer,
        delivery=ports.delivery,
        ledger=ports.ledger,
        quotes=Quotes(ports.ledger, ports.reader, ports.choices, ports.preferences),
        put=parts.relay.put,
        clock=ports.clock,
    )
