"""Every refusal the server gives, with Discord's JSON code and HTTP status, in one place."""

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


def unknown_overwrite() -> Refusal:
    """Refuse an overwrite that the channel does not have."""
    return Refusal(404, 10009, "Unknown Overwrite")


def unknown_role() -> Refusal:
    """Refuse a role that is not there."""
    return Refusal(404, 10011, "Unknown Role")


def unknown_user() -> Refusal:
    """Refuse a user who does not exist."""
    return Refusal(404, 10013, "Unknown User")


def unknown_invite() -> Refusal:
    """Refuse an invite that is not there, used up or expired."""
    return Refusal(404, 10006, "Unknown Invite")


def unknown_ban() -> Refusal:
    """Refuse to speak of the ban of someone who is not banned."""
    return Refusal(404, 10026, "Unknown Ban")


def too_many_roles() -> Refusal:
    """Refuse a guild's 251st role."""
    return Refusal(400, 30005, "Maximum number of guild roles reached (250)")


def too_many_invites() -> Refusal:
    """Refuse a guild's 1001st invite."""
    return Refusal(400, 30016, "Maximum number of invites reached (1000)")


def banned() -> Refusal:
    """Refuse to let in someone who is banned."""
    return Refusal(403, 40007, "The user is banned from this guild.")


def not_in_voice() -> Refusal:
    """Refuse to mute, deafen or move someone who is in no voice channel."""
    return Refusal(400, 40032, "Target user is not connected to voice.")


def invalid_role() -> Refusal:
    """Refuse a role that nobody can give, take or delete: @everyone, and those of integrations."""
    return Refusal(400, 50028, "Invalid Role")


def invalid_guild() -> Refusal:
    """Refuse an owner who wants to leave their own guild."""
    return Refusal(400, 50055, "Invalid Guild")


def needs_boosts() -> Refusal:
    """Refuse what only guilds with more boosts can do."""
    return Refusal(403, 50101, "This server needs more boosts to perform this action")


def unknown_automod_rule() -> Refusal:
    """Refuse an AutoMod rule that is not there."""
    return Refusal(404, 0, "404: Not Found")


def blocked_message() -> Refusal:
    """Refuse a message that AutoMod blocks."""
    return Refusal(400, 200000, "Message was blocked by automatic moderation")


def blocked_title() -> Refusal:
    """Refuse a thread's title that AutoMod blocks."""
    return Refusal(400, 200001, "Title was blocked by automatic moderation")


def nobody_banned() -> Refusal:
    """Refuse a bulk ban that could ban nobody."""
    return Refusal(400, 500000, "Failed to ban users")


def unknown_webhook() -> Refusal:
    """Refuse a webhook that is not there (any more)."""
    return Refusal(404, 10015, "Unknown Webhook")


def unknown_interaction() -> Refusal:
    """Refuse an interaction that nobody waits for (any more)."""
    return Refusal(404, 10062, "Unknown interaction")


def unknown_command() -> Refusal:
    """Refuse a command that is not there."""
    return Refusal(404, 10063, "Unknown application command")


def unknown_command_permissions() -> Refusal:
    """Refuse to show wishes about a command that nobody had."""
    return Refusal(404, 10066, "Unknown application command permissions")


def only_people() -> Refusal:
    """Refuse a bot where only people may ask."""
    return Refusal(403, 20001, "Bots cannot use this endpoint")


def only_bots() -> Refusal:
    """Refuse a person where only bots may ask."""
    return Refusal(403, 20002, "Only bots can use this endpoint")


def not_your_application() -> Refusal:
    """Refuse what only the application itself may ask."""
    return Refusal(403, 20012, "You are not authorized to perform this action on this application")


def too_many_webhooks() -> Refusal:
    """Refuse a sixteenth webhook in a channel."""
    return Refusal(400, 30007, "Maximum number of webhooks reached (15)")


def too_many_commands(most: int) -> Refusal:
    """Refuse a command beyond the *most* of its type."""
    return Refusal(400, 30032, f"Maximum number of application commands reached ({most})")


def too_many_creates(most: int) -> Refusal:
    """Refuse a new command beyond the *most* of one day."""
    return Refusal(400, 30034, f"Max number of daily application command creates has been reached ({most})")


def too_many_guild_webhooks() -> Refusal:
    """Refuse a webhook beyond a guild's thousandth."""
    return Refusal(400, 30058, "Maximum number of webhooks per guild reached (1000)")


def too_large() -> Refusal:
    """Refuse a request of more than 25 MiB."""
    return Refusal(413, 40005, "Request entity too large")


def command_exists() -> Refusal:
    """Refuse a name that another command of this type has."""
    return Refusal(400, 40041, "An application command with that name already exists")


def already_acknowledged() -> Refusal:
    """Refuse a second answer to an interaction."""
    return Refusal(400, 40060, "Interaction has already been acknowledged.")


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


def invalid_webhook_token() -> Refusal:
    """Refuse a webhook's wrong token."""
    return Refusal(401, 50027, "Invalid Webhook Token")


def invalid_form(errors: Json) -> Refusal:
    """Refuse a body whose fields are wrong; *errors* is the tree that names them."""
    return Refusal(400, INVALID_FORM_BODY, "Invalid Form Body", errors)


def invalid_json() -> Refusal:
    """Refuse a body that is no JSON object."""
    return Refusal(400, 50109, "The request body contains invalid JSON.")
