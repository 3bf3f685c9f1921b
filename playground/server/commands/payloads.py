"""The JSON of application commands."""

from __future__ import annotations

from playground.server.commands.model import IN_BOT_DMS, STRING, Choice, Command, Definition, Option, Permission
from playground.server.commands.wording import Wording
from playground.server.guilds.model import Guild
from playground.server.wire import Json


def command_payload(one: Command, locale: str | None = None) -> Json:
    """Return a command with all its localizations, or only with what is shown in *locale*."""
    definition = one.definition
    payload: Json = {
        "id": str(one.id),
        "application_id": str(one.application.id),
        "version": str(one.version),
        **definition_payload(definition, locale),
    }
    if one.guild is None:
        payload["dm_permission"] = definition.contexts is None or IN_BOT_DMS in definition.contexts
    else:
        payload["guild_id"] = str(one.guild.id)
    return payload


def definition_payload(one: Definition, locale: str | None = None) -> Json:
    """Return what an application said of a command."""
    rights = one.default_member_permissions
    payload: Json = {
        "type": one.type,
        **_words("name", one.name, locale),
        **_words("description", one.description, locale),
        "default_member_permissions": None if rights is None else str(rights),
        "nsfw": one.is_age_restricted,
        "contexts": None if one.contexts is None else list(one.contexts),
        "integration_types": list(one.integration_types),
    }
    if one.options:
        payload["options"] = [option_payload(each, locale) for each in one.options]
    return payload


def option_payload(one: Option, locale: str | None = None) -> Json:
    """Return an option and all that it holds."""
    payload: Json = {
        "type": one.type,
        **_words("name", one.name, locale),
        **_words("description", one.description, locale),
    }
    unit = "length" if one.type == STRING else "value"
    present: Json = {
        "required": one.required,
        "autocomplete": one.autocomplete,
        "choices": [_choice(each, locale) for each in one.choices],
        "options": [option_payload(each, locale) for each in one.options],
        "channel_types": list(one.channel_types),
        "file_types": list(one.file_types),
    }
    payload |= {key: value for key, value in present.items() if value}
    bounds = {f"min_{unit}": one.least, f"max_{unit}": one.most}
    return payload | {key: value for key, value in bounds.items() if value is not None}


def permissions_payload(owner_id: int, application_id: int, guild: Guild, permissions: list[Permission]) -> Json:
    """Return who may use the command, or all commands of the application, that has the id *owner_id*."""
    listed = [{"id": str(one.id), "type": one.type, "permission": one.is_allowed} for one in permissions]
    return {
        "id": str(owner_id),
        "application_id": str(application_id),
        "guild_id": str(guild.id),
        "permissions": listed,
    }


def _choice(one: Choice, locale: str | None) -> Json:
    return {**_words("name", one.name, locale), "value": one.value}


def _words(key: str, words: Wording, locale: str | None) -> Json:
    if locale is None:
        return {key: words.default, f"{key}_localizations": None if words.localized is None else dict(words.localized)}
    localized = words.in_locale(locale)
    return {key: words.default} | ({} if localized is None else {f"{key}_localized": localized})
