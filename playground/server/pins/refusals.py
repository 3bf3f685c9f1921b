"""What is refused of pins, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def too_many_pins() -> Refusal:
    """Refuse a pin beyond a channel's 250th."""
    return Refusal(400, 30003, "Maximum number of pins reached for the channel (250)")


def pinned_elsewhere() -> Refusal:
    """Refuse a pin in another channel than the message's own."""
    return Refusal(400, 50019, "A message can only be pinned to the channel it was sent in")
