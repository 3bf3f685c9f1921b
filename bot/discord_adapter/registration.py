"""Registering commands at Discord: only when they changed, and by one process."""

import hashlib
import json
from typing import Any, Protocol

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.discord_adapter.command_words import worded
from bot.discord_adapter.failures import asking_discord, objects
from bot.i18n.catalog import Catalog

_log = structlog.stdlib.get_logger(__name__)

_Command = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


class RegistrationStore(Protocol):
    """Remembers which commands are registered."""

    async def registered(self, application_id: int) -> str | None:
        """Return the fingerprint of the commands that were registered last, None if none were."""
        ...

    async def keep(self, application_id: int, fingerprint: str) -> None:
        """Remember that the commands with *fingerprint* are registered."""
        ...


async def register(client: commands.Bot | commands.AutoShardedBot, store: RegistrationStore) -> None:
    """Register the commands of *client* in place of what was registered, unless they are the same.

    Whether they are is told by the code's side of them and the catalogue's files: reading these in three locales takes
    0.1 s and some memory, which is let go of again.

    Kept only after Discord took them: a kill between the two registers them once more, which changes nothing.

    Raises:
        Unavailable: Discord does not answer.
        Refused: Discord does not take them: a bug.
    """
    application_id = client.application_id
    if application_id is None:
        raise RuntimeError("register needs a client that is logged in")
    catalog = Catalog(only="commands")
    bare = [command.to_dict(client.tree) for command in _every(client.tree)]
    fingerprint = hashlib.sha256(json.dumps(bare, sort_keys=True).encode() + catalog.source()).hexdigest()
    if fingerprint == await store.registered(application_id):
        return
    payloads = [worded(command, catalog) for command in bare]
    async with asking_discord():
        objects(await client.http.bulk_upsert_global_commands(application_id, payload=payloads))
    await store.keep(application_id, fingerprint)
    _log.info("commands registered", count=len(bare))


def _every(tree: app_commands.CommandTree[Any]) -> list[_Command]:
    kinds = (discord.AppCommandType.chat_input, discord.AppCommandType.message, discord.AppCommandType.user)
    return [command for kind in kinds for command in tree.get_commands(type=kind)]
