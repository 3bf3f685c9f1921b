"""The door for those who want something to go wrong: POST, GET and DELETE /playground/faults."""

from collections.abc import Callable, Collection

from aiohttp import web

from playground.server.faults.faults import Faults
from playground.server.faults.model import Fault, GatewayFault
from playground.server.faults.reading import FaultsMistaken, Mistake, fault_payload, faults_in
from playground.server.wire import Json, encode

PATH = "/playground/faults"
# By the reason of a mistake: what is wrong, and what helps.
_SENTENCES = {
    "fault-not-json": ("This must be a JSON list of objects.", "Send something like {}."),
    "fault-kind": ("There is no such kind of fault.", "Choose one of {}."),
    "fault-key": ("This kind of fault has no such key.", "It has {}."),
    "fault-value": ("This value cannot stand here.", "Possible: {}."),
}


class FaultsDoor:
    """Answers requests about the faults in force."""

    def __init__(
        self, faults: Faults, put_in_force: Callable[[Fault | GatewayFault], None], routes: Collection[str]
    ) -> None:
        self._faults = faults
        self._put_in_force = put_in_force
        self._routes = routes

    def add_to(self, app: web.Application) -> None:
        """Let *app* answer at the door's address."""
        app.router.add_get(PATH, self._show)
        app.router.add_post(PATH, self._add)
        app.router.add_delete(PATH, self._clear)

    async def _show(self, _: web.Request) -> web.Response:
        return _json([fault_payload(one) for one in self._faults.in_force()])

    async def _add(self, request: web.Request) -> web.Response:
        try:
            faults = faults_in(await request.read(), self._routes)
        except FaultsMistaken as mistaken:
            return _json({"errors": [_told(one) for one in mistaken.mistakes]}, 400)
        for fault in faults:
            self._put_in_force(fault)
        return await self._show(request)

    async def _clear(self, _: web.Request) -> web.Response:
        self._faults.clear()
        return web.Response(status=204)


def _told(mistake: Mistake) -> Json:
    reason, remedy = _SENTENCES[mistake.reason]
    return {"key": mistake.key, "reason": reason, "remedy": remedy.format(mistake.wanted)}


def _json(payload: object, status: int = 200) -> web.Response:
    return web.Response(body=encode(payload).encode(), status=status, content_type="application/json")
