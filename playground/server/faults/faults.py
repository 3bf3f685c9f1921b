"""The instructions in force."""

from __future__ import annotations

from playground.server.faults.model import Fault, GatewayFault, GatewayKind


class Faults:
    """What is to go wrong; of several instructions that match, the first that strikes is the one."""

    def __init__(self) -> None:
        self._for_requests: list[Fault] = []
        self._for_events: list[GatewayFault] = []
        self._for_resumes: list[GatewayFault] = []

    @property
    def strike_events(self) -> bool:
        """Whether any event may be struck."""
        return bool(self._for_events)

    def add(self, fault: Fault) -> Fault:
        """Put *fault* in force and return it, so that its hits can be read."""
        self._for_requests.append(fault)
        return fault

    def add_for_gateway(self, fault: GatewayFault) -> GatewayFault:
        """Put *fault* in force on the gateway and return it."""
        is_for_resumes = fault.kind is GatewayKind.REFUSE_RESUME
        (self._for_resumes if is_for_resumes else self._for_events).append(fault)
        return fault

    def clear(self) -> None:
        """Let everything work again."""
        for faults in (self._for_requests, self._for_events, self._for_resumes):
            faults.clear()

    def in_force(self) -> list[Fault | GatewayFault]:
        """Return every instruction, those that are used up as well."""
        return [*self._for_requests, *self._for_events, *self._for_resumes]

    def pick(self, method: str, route: str) -> Fault | None:
        """Return the fault that strikes this request, if any."""
        for fault in self._for_requests:
            if fault.strikes(method, route):
                return fault
        return None

    def pick_for_event(self, event: str) -> GatewayFault | None:
        """Return the fault that strikes this event, if any."""
        return next((fault for fault in self._for_events if fault.strikes(event)), None)

    def refuse_resume(self) -> bool:
        """Say whether this RESUME is to be refused."""
        return any(fault.falls() for fault in self._for_resumes)
