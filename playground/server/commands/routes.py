"""Commands over REST, as their applications ask."""

from playground.server.applications.model import Application
from playground.server.commands.model import Command
from playground.server.commands.payloads import command_payload
from playground.server.commands.refusals import not_your_application
from playground.server.commands.wording import LOCALES
from playground.server.guilds.model import Guild
from playground.server.rest import refusals
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.routing import Router


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    everywhere, in_guild = "/applications/{application_id}", "/applications/{application_id}/guilds/{guild_id}"
    for scope in (everywhere, in_guild):
        router.add("GET", f"{scope}/commands", listed)
        router.add("POST", f"{scope}/commands", create)
        router.add("PUT", f"{scope}/commands", overwrite)
        router.add("GET", f"{scope}/commands/{{command_id}}", get)
        router.add("PATCH", f"{scope}/commands/{{command_id}}", edit)
        router.add("DELETE", f"{scope}/commands/{{command_id}}", delete)
    router.add("GET", f"{in_guild}/commands/permissions", all_permissions)
    router.add("GET", f"{in_guild}/commands/{{command_id}}/permissions", permissions)
    router.add("PUT", f"{in_guild}/commands/{{command_id}}/permissions", set_permissions)


def listed(call: Call) -> Answer:
    """Return the commands of a scope, in full or as they read in the asker's locale."""
    locale = None if call.truth_in_query("with_localizations") else _locale(call)
    return ok([command_payload(one, locale) for one in call.world.commands.of(_own(call), _scope(call))])


def create(call: Call) -> Answer:
    """Make a command, or change the one that has its name."""
    command, is_new = call.world.commands.create(_own(call), _scope(call), call.body())
    return ok(command_payload(command), 201 if is_new else 200)


def overwrite(call: Call) -> Answer:
    """Let these commands stand and no others."""
    commands = call.world.commands.overwrite(_own(call), _scope(call), call.listing())
    return ok([command_payload(one) for one in commands])


def get(call: Call) -> Answer:
    """Return a command."""
    return ok(command_payload(_command(call)))


def edit(call: Call) -> Answer:
    """Change a command."""
    command = _command(call)
    call.world.commands.edit(command, call.body())
    return ok(command_payload(command))


def delete(call: Call) -> Answer:
    """Take a command away."""
    call.world.commands.delete(_command(call))
    return NO_CONTENT


def all_permissions(call: Call) -> Answer:
    """Return who may use which of the application's commands in a guild."""
    return ok(call.world.commands.access.all_in(_own(call), call.guild()))


def permissions(call: Call) -> Answer:
    """Return who may use one command, or (the application's id in its place) all of them."""
    application, guild = _own(call), call.guild()
    return ok(call.world.commands.access.of(application, guild, _owner(call, application, guild)))


def set_permissions(call: Call) -> Answer:
    """Say who may use one command, or all of them; a bot may not."""
    application = call.world.applications.get(call.id("application_id"))
    if application is None:
        raise refusals.unknown_application()
    guild = call.guild()
    owner = _owner(call, application, guild)
    return ok(call.world.commands.access.wish(call.user, application, guild, owner, call.body()))


def _own(call: Call) -> Application:
    application = call.world.application_of(call.user)
    if application is None:
        raise refusals.only_bots()
    if application.id != call.id("application_id"):
        raise not_your_application()
    return application


def _scope(call: Call) -> Guild | None:
    return call.guild() if "guild_id" in call.params else None


def _command(call: Call) -> Command:
    return call.world.commands.get(_own(call), _scope(call), call.id("command_id"))


def _owner(call: Call, application: Application, guild: Guild) -> Command | None:
    wanted = call.id("command_id")
    if wanted == application.id:
        return None
    for scope in (guild, None):
        for command in call.world.commands.of(application, scope):
            if command.id == wanted:
                return command
    raise refusals.unknown_command()


def _locale(call: Call) -> str:
    asked = call.headers.get("X-Discord-Locale")
    if asked is None:
        # The first that is known, in the order of the header.
        accepted = [one.partition(";")[0].strip() for one in call.headers.get("Accept-Language", "").split(",")]
        asked = next((one for one in accepted if one in LOCALES), None)
    return asked if asked in LOCALES else call.user.locale
