"""What is refused of application commands, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def unknown_command_permissions() -> Refusal:
    """Refuse to show wishes about a command that nobody had."""
    return Refusal(404, 10066, "Unknown application command permissions")


def not_your_application() -> Refusal:
    """Refuse what only the application itself may ask."""
    return Refusal(403, 20012, "You are not authorized to perform this action on this application")


def too_many_commands(most: int) -> Refusal:
    """Refuse a command beyond the *most* of its type."""
    return Refusal(400, 30032, f"Maximum number of application commands reached ({most})")


def too_many_creates(most: int) -> Refusal:
    """Refuse a new command beyond the *most* of one day."""
    return Refusal(400, 30034, f"Max number of daily application command creates has been reached ({most})")


def command_exists() -> Refusal:
    """Refuse a name that another command of this type has."""
    return Refusal(400, 40041, "An application command with that name already exists")
