"""From a method and an address to the handler, by the templates of Discord's own OpenAPI document."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.server.rest import refusals
from playground.server.rest.calls import Handler

_MAJORS = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_token")


@dataclass(frozen=True, slots=True)
class Route:
    """A handler and how it is reached.

    *bucket* names its rate limit; *majors* are the parameters that stand for the top-level resource.
    Without *needs_actor* it answers anyone, as a webhook's token does.
    """

    method: str
    template: str
    handler: Handler
    bucket: str
    majors: tuple[str, ...]
    parameters: tuple[str, ...]
    needs_actor: bool


@dataclass(slots=True)
class Step:
    """One step of addresses: what may follow by name, what may follow as a parameter, and what ends here."""

    named: dict[str, Step] = field(default_factory=dict)
    any: Step | None = None
    routes: dict[str, Route] = field(default_factory=dict)


class Router:
    """A table of routes by their steps."""

    def __init__(self) -> None:
        self.templates: set[str] = set()
        self._root = Step()

    def add(self, method: str, template: str, handler: Handler, bucket: str = "", *, needs_actor: bool = True) -> None:
        """Let *handler* answer *method* on *template*, whose steps in braces are parameters."""
        parameters = []
        at = self._root
        for step in template.strip("/").split("/"):
            if step.startswith("{"):
                parameters.append(step[1:-1])
                at.any = at.any or Step()
                at = at.any
            else:
                at = at.named.setdefault(step, Step())
        self.templates.add(template)
        majors = tuple(one for one in _MAJORS if one in parameters)
        own_bucket = bucket or f"{method} {template}"
        at.routes[method] = Route(method, template, handler, own_bucket, majors, tuple(parameters), needs_actor)

    def match(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        """Return the route for *path* and its parameters.

        Raises:
            Refusal: 404 for no such address, 405 for another method.
        """
        values: list[str] = []
        found = _walk(self._root, path.strip("/").split("/"), 0, values)
        if found is None:
            raise refusals.no_route()
        route = found.routes.get(method)
        if route is None:
            raise refusals.wrong_method()
        return route, dict(zip(route.parameters, values, strict=True))


def _walk(step: Step, names: list[str], at: int, values: list[str]) -> Step | None:
    if at == len(names):
        return step if step.routes else None
    name = names[at]
    following = step.named.get(name)
    if following is not None:
        found = _walk(following, names, at + 1, values)
        if found is not None:
            return found
    if step.any is None or not name:
        return None
    values.append(name)
    found = _walk(step.any, names, at + 1, values)
    if found is None:
        values.pop()
    return found
