"""Tracing: what is told of a message that has crossed, without a word of it."""

from bot.relay.agenda import Work
from bot.relay.observing import RelayTrace
from bot.relay.ports import LanePorts


def note_relayed(ports: LanePorts, work: Work, ready_at: float, waiting: int, parts: int) -> None:
    """Tell the observer that *work* stands in *parts*, with *waiting* behind it; its turn ended at *ready_at*."""
    row, translation = work.row, work.translated
    trace = RelayTrace(
        at=ports.clock.now(),
        source_id=row.source_id,
        destination_id=row.destination_id,
        source_language=translation.source,
        target_language=translation.target,
        translator=translation.translator,
        quality=translation.quality,
        milliseconds=(ports.clock.monotonic() - work.received) * 1000,
        translation_milliseconds=(ready_at - work.received) * 1000,
        lane_length=waiting,
        parts=parts,
    )
    ports.observer.relayed(trace)
    ports.observer.lane_length(row.destination_id, waiting)
