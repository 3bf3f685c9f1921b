"""Holds REST traffic against Discord's own published OpenAPI document, where it is at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema_rs

from playground.server.traffic import Exchange

DOCUMENT = Path(__file__).parents[2].parent / "shared" / "discord-openapi.json"
ADDRESS = "https://discord.invalid/openapi.json"
ERROR = "components/schemas/Error"
# How Discord's own clients vote, use commands and refresh links; applications are not told of it.
UNDOCUMENTED = (
    ("PUT", "/channels/{channel_id}/polls/{message_id}/answers/@me"),
    ("POST", "/interactions"),
    ("POST", "/attachments/refresh-urls"),
)
FORWARD = {"title": "FORWARD", "const": 1}
# The document wants whole numbers for the permissions of an overwrite or a role; the reference wants them as
# text, and both are taken.
LOOSE_BODIES = (
    "/channels/{channel_id}/permissions/{overwrite_id}",
    "/guilds/{guild_id}/roles",
    "/guilds/{guild_id}/roles/{role_id}",
    # It wants a name with every new picture; the reference has either by itself.
    "/users/@me",
    # Taken as a form only, and described with its file inside.
    "/guilds/{guild_id}/stickers",
)


class Judge:
    """Holds exchanges against the document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.paths: dict[str, Any] = document["paths"]
        self.faults: list[str] = []
        self.judged: set[tuple[str, str, int]] = set()
        # The document knows no forwards; the reference has them as message references of this type.
        kinds = document["components"]["schemas"]["MessageReferenceType"]["oneOf"]
        if FORWARD not in kinds:
            kinds.append(FORWARD)
        self._registry = jsonschema_rs.Registry([(ADDRESS, document)])
        self._validators: dict[str, jsonschema_rs.Validator] = {}

    def hear(self, exchange: Exchange) -> None:
        """Judge one exchange."""
        asked = exchange.request
        if (asked.method, asked.route) in UNDOCUMENTED:
            return
        operation = self.paths.get(asked.route, {}).get(asked.method.lower())
        if operation is None:
            self.faults.append(f"{asked.method} {asked.route} is not in the document")
            return
        status = str(asked.status) if str(asked.status) in operation["responses"] else "4XX"
        if status not in operation["responses"]:
            self.faults.append(f"{asked} has a status that is not in the document")
            return
        self.judged.add((asked.method, asked.route, asked.status))
        pointer = f"paths/{asked.route.replace('/', '~1')}/{asked.method.lower()}"
        if exchange.answered:
            self._check(self._answer_of(asked.status, pointer), json.loads(exchange.answered), asked)
        if exchange.sent is not None and asked.status < 300 and asked.route not in LOOSE_BODIES:
            self._check(self._body_of(asked.route, pointer), _with_ids_as_text(exchange.sent), asked)

    @staticmethod
    def _answer_of(status: int, pointer: str) -> str:
        if status == 429:
            return "components/schemas/RatelimitedResponse"
        # The document's ErrorResponse wants whole numbers as the codes inside the tree of a 50035; Discord's
        # reference shows words there, and so does Discord. Only the frame of a refusal is held to it.
        return f"{pointer}/responses/{status}/content/application~1json/schema" if status < 400 else ERROR

    @staticmethod
    def _body_of(route: str, pointer: str) -> str:
        # Discord's document unites the bodies of new and edited webhook messages loosely: hold them to their own.
        if route == "/webhooks/{webhook_id}/{webhook_token}" and pointer.endswith("post"):
            return "components/schemas/IncomingWebhookRequestPartial"
        return f"{pointer}/requestBody/content/application~1json/schema"

    def _check(self, pointer: str, instance: object, context: object) -> None:
        validator = self._validators.get(pointer)
        if validator is None:
            schema = {"$ref": f"{ADDRESS}#/{quote(pointer, safe='/~@')}"}
            validator = self._validators[pointer] = jsonschema_rs.Draft202012Validator(schema, registry=self._registry)
        # The validator reads no lone surrogates, which a body may hold and Discord drops.
        readable = json.loads(json.dumps(instance, ensure_ascii=False).encode("utf-8", "replace"))
        self.faults += [
            f"{context}: {error.instance_path} {error.message}" for error in validator.iter_errors(readable)
        ]


def _with_ids_as_text(body: Any) -> Any:
    """Return *body* with the numbers of new files as text.

    The document wants text there; the reference ("Uploading Files") shows whole numbers, and both are taken.
    """
    if isinstance(body, dict):
        plain = {key: _with_ids_as_text(value) for key, value in body.items()}
        files = plain.get("attachments")
        if isinstance(files, list):
            plain["attachments"] = [
                one | {"id": str(one["id"])} if isinstance(one, dict) and isinstance(one.get("id"), int) else one
                for one in files
            ]
        return plain
    return [_with_ids_as_text(one) for one in body] if isinstance(body, list) else body
