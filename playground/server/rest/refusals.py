"""A refusal, and those that several resources give; what only one refuses stands in its own `refusals`."""

import math

from playground.server.wire import Json

INVALID_FORM_BODY = 50035


class Refusal(Exception):
    """A request that is answered with an error body instead of an effect.

    With *retry_after*, in seconds, it is one of those limits that are told as a 429 with a code of their own.
    """

    def __init__(
        self, status: int, code: int, message: str, errors: Json | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.retry_after = retry_after

    def body(self) -> Json:
        """Return the error as Discord writes it."""
        body: Json = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        if self.retry_after is not None:
            body |= {"retry_after": self.retry_after, "global": False}
        return body

    def headers(self) -> dict[str, str]:
        """Return the headers that go with it."""
        if self.retry_after is None:
            return {}
        # discord.py takes a 429 without Via for a ban by the proxy in front of Discord.
        return {"Retry-After": str(math.ceil(self.retry_after)), "Via": "1.1 playground"}


def unauthorized() -> Refusal:
    """Refuse a request whose token is missing or wrong."""
    return Refusal(401, 0, "401: Unauthorized")


def no_route() -> Refusal:
    """Refuse an address that is none."""
    return Refusal(404, 0, "404: Not Found")


def wrong_method() -> Refusal:
    """Refuse a method that this address does not know."""
    return Refusal(405, 0, "405: Method Not Allowed")


def no_user_agent() -> Refusal:
    """Refuse a client that does not say what it is, as the proxy in front of Discord does."""
    return Refusal(403, 40333, "internal network error")


def unknown_application() -> Refusal:
    """Refuse an application that is not there."""
    return Refusal(404, 10002, "Unknown Application")


def unknown_channel() -> Refusal:
    """Refuse a channel that is not there (any more)."""
    return Refusal(404, 10003, "Unknown Channel")


def unknown_guild() -> Refusal:
    """Refuse a guild that is not there."""
    return Refusal(404, 10004, "Unknown Guild")


def unknown_member() -> Refusal:
    """Refuse a user who has no seat in the guild."""
    return Refusal(404, 10007, "Unknown Member")


def unknown_message() -> Refusal:
    """Refuse a message that is not there, or not the asking webhook's own."""
    return Refusal(404, 10008, "Unknown Message")


def unknown_role() -> Refusal:
    """Refuse a role that is not there."""
    return Refusal(404, 10011, "Unknown Role")


def unknown_user() -> Refusal:
    """Refuse a user who does not exist."""
    return Refusal(404, 10013, "Unknown User")


def unknown_webhook() -> Refusal:
    """Refuse a webhook that is not there (any more)."""
    return Refusal(404, 10015, "Unknown Webhook")


def unknown_command() -> Refusal:
    """Refuse a command that is not there."""
    return Refusal(404, 10063, "Unknown application command")


def only_people() -> Refusal:
    """Refuse a bot where only people may ask."""
    return Refusal(403, 20001, "Bots cannot use this endpoint")


def only_bots() -> Refusal:
    """Refuse a person where only bots may ask."""
    return Refusal(403, 20002, "Only bots can use this endpoint")


def too_large() -> Refusal:
    """Refuse a request of more than 25 MiB."""
    return Refusal(413, 40005, "Request entity too large")


def missing_access() -> Refusal:
    """Refuse someone who cannot see what they ask about."""
    return Refusal(403, 50001, "Missing Access")


def not_the_author() -> Refusal:
    """Refuse an edit of somebody else's message."""
    return Refusal(403, 50005, "Cannot edit a message authored by another user")


def missing_permissions() -> Refusal:
    """Refuse someone who sees it but lacks the right."""
    return Refusal(403, 50013, "Missing Permissions")


def system_message() -> Refusal:
    """Refuse what only works with messages that someone wrote."""
    return Refusal(403, 50021, "Cannot execute action on a system message")


def wrong_channel_type() -> Refusal:
    """Refuse what this type of channel does not know."""
    return Refusal(400, 50024, "Cannot execute action on this channel type")


def invalid_webhook_token() -> Refusal:
    """Refuse a webhook's wrong token."""
    return Refusal(401, 50027, "Invalid Webhook Token")


def invalid_role() -> Refusal:
    """Refuse a role that nobody can give, take or delete: @everyone, and those of integrations."""
    return Refusal(400, 50028, "Invalid Role")


def invalid_form(errors: Json) -> Refusal:
    """Refuse a body whose fields are wrong; *errors* is the tree that names them."""
    return Refusal(400, INVALID_FORM_BODY, "Invalid Form Body", errors)


def invalid_field(name: str, code: str, message: str) -> Refusal:
    """Refuse a body or a query because of its field *name* alone."""
    return invalid_form({name: {"_errors": [{"code": code, "message": message}]}})


def invalid_body(code: str, message: str) -> Refusal:
    """Refuse a body or a query for what no field of it is to blame for by itself."""
    return invalid_form({"_errors": [{"code": code, "message": message}]})


def invalid_json() -> Refusal:
    """Refuse a body that is no JSON object."""
    return Refusal(400, 50109, "The request body contains invalid JSON.")
