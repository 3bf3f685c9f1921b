"""Every refusal the server gives, with Discord's JSON code and HTTP status, in one place."""

from playground.server.wire import Json

INVALID_FORM_BODY = 50035


class Refusal(Exception):
    """A request that is answered with an error body instead of an effect."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        """Return the error as Discord writes it."""
        body: Json = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        return body


def unauthorized() -> Refusal:
    """Refuse a request whose token is missing or wrong."""
    return Refusal(401, 0, "401: Unauthorized")


def no_route() -> Refusal:
    """Refuse an address that is none."""
    return Refusal(404, 0, "404: Not Found")


def wrong_method() -> Refusal:
    """Refuse a method that this address does not know."""
    return Refusal(405, 0, "405: Method Not Allowed")


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


def unknown_overwrite() -> Refusal:
    """Refuse an overwrite that the channel does not have."""
    return Refusal(404, 10009, "Unknown Overwrite")


def unknown_role() -> Refusal:
    """Refuse a role that is not there."""
    return Refusal(404, 10011, "Unknown Role")


def unknown_user() -> Refusal:
    """Refuse a user who does not exist."""
    return Refusal(404, 10013, "Unknown User")


def unknown_webhook() -> Refusal:
    """Refuse a webhook that is not there (any more)."""
    return Refusal(404, 10015, "Unknown Webhook")


def only_bots() -> Refusal:
    """Refuse a person where only bots may ask."""
    return Refusal(403, 20002, "Only bots can use this endpoint")


def too_many_webhooks() -> Refusal:
    """Refuse a sixteenth webhook in a channel."""
    return Refusal(400, 30007, "Maximum number of webhooks reached (15)")


def too_many_guild_webhooks() -> Refusal:
    """Refuse a webhook beyond a guild's thousandth."""
    return Refusal(400, 30058, "Maximum number of webhooks per guild reached (1000)")


def too_large() -> Refusal:
    """Refuse a request of more than 25 MiB."""
    return Refusal(413, 40005, "Request entity too large")


def missing_access() -> Refusal:
    """Refuse someone who cannot see what they ask about."""
    return Refusal(403, 50001, "Missing Access")


def not_the_author() -> Refusal:
    """Refuse an edit of somebody else's message."""
    return Refusal(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> Refusal:
    """Refuse a message with nothing in it."""
    return Refusal(400, 50006, "Cannot send an empty message")


def missing_permissions() -> Refusal:
    """Refuse someone who sees it but lacks the right."""
    return Refusal(403, 50013, "Missing Permissions")


def wrong_number_to_delete() -> Refusal:
    """Refuse a bulk deletion of fewer than two or more than a hundred messages."""
    return Refusal(400, 50016, "Provided too few or too many messages to delete")


def invalid_webhook_token() -> Refusal:
    """Refuse a webhook's wrong token."""
    return Refusal(401, 50027, "Invalid Webhook Token")


def too_old_to_bulk_delete() -> Refusal:
    """Refuse a bulk deletion that holds a message older than two weeks."""
    return Refusal(400, 50034, "A message provided was too old to bulk delete")


def invalid_form(errors: Json) -> Refusal:
    """Refuse a body whose fields are wrong; *errors* is the tree that names them."""
    return Refusal(400, INVALID_FORM_BODY, "Invalid Form Body", errors)


def invalid_json() -> Refusal:
    """Refuse a body that is no JSON object."""
    return Refusal(400, 50109, "The request body contains invalid JSON.")


def cannot_reply_unread() -> Refusal:
    """Refuse a reply by someone who may not read the history."""
    return Refusal(400, 160002, "Cannot reply without permission to read message history")
