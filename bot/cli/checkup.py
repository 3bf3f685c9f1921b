"""What `qiao check` finds out: whether the database, Discord, the bridges and the translators are fit for `run`."""

import asyncio
import enum
import os
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.errors import (
    DatabaseForeign,
    DatabaseInUse,
    DatabaseNewer,
    DatabaseUnusable,
    DiscordRefused,
    QiaoError,
    Unavailable,
)
from bot.translation.model import EN, ZH_HANS

if TYPE_CHECKING:
    from bot.config.settings import Settings
    from bot.discord_adapter.probe import ChannelFinding, Findings
    from bot.translation.ports import Translator

# discord.py tries again for minutes where Discord answers with errors; somebody is waiting here.
_DISCORD_PATIENCE_SECONDS: Final = 30
_SAMPLE: Final = "Good morning"


class Area(enum.StrEnum):
    """What a finding is about."""

    CONFIGURATION = "configuration"
    DATABASE = "database"
    DISCORD = "discord"
    BRIDGES = "bridges"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        key: The message key of what was found; for a fault it also says what to do.
        fields: What the message tells; never a secret. `rights` and `intents` are names of
            discord.py between commas, which whoever shows them says in Discord's own words.
        seconds: How long it took, None where nothing was waited for.
    """

    area: Area
    is_ok: bool
    key: str
    fields: Mapping[str, str | int] = field(default_factory=dict)
    seconds: float | None = None


async def check(settings: "Settings") -> AsyncIterator[Finding]:
    """Yield what is found, each as soon as it is known. Nothing is changed, made or posted."""
    yield await check_database(settings.database.url.get_secret_value())
    async for finding in _check_discord(settings):
        yield finding
    async for finding in _check_translators(settings):
        yield finding


async def check_database(url: str) -> Finding:
    """Open the database at *url* as `run` would, but make none and migrate nothing."""
    from bot.storage.opening import open_engine
    from bot.storage.schema import HEAD, stored_revision

    watch = _Stopwatch(Area.DATABASE)
    file = Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:") else None
    if file is not None and not file.exists():
        is_possible = os.access(file.parent, os.W_OK | os.X_OK)
        return watch.found(
            "check-database-new" if is_possible else "error-database-forbidden", database=str(file), is_ok=is_possible
        )
    try:
        engine = await open_engine(url)
        try:
            revision = await engine.read(stored_revision)
        finally:
            await engine.close()
    except DatabaseInUse:
        return watch.found("check-database-in-use")
    except (DatabaseUnusable, Unavailable) as error:
        return watch.failed(error)
    if revision is not None and not revision.isdecimal():
        return watch.failed(DatabaseForeign(database=engine.name))
    if revision is not None and revision > HEAD:
        return watch.failed(DatabaseNewer(database=engine.name, found=revision, known=HEAD))
    return watch.found("check-database" if revision == HEAD else "check-database-behind", known=HEAD)


async def _check_discord(settings: "Settings") -> AsyncIterator[Finding]:
    from bot.discord_adapter.permissions import invite_url

    watch = _Stopwatch(Area.DISCORD)
    try:
        async with asyncio.timeout(_DISCORD_PATIENCE_SECONDS):
            findings = await _ask_discord(settings)
    except DiscordRefused as error:
        yield watch.found(refusal_key(error), is_ok=False, **error.fields)
        return
    except (Unavailable, TimeoutError):
        yield watch.found("check-discord-silent", is_ok=False)
        return
    invite = invite_url(findings.application_id)
    yield watch.found("check-discord", name=findings.bot_name, invite=invite)
    if findings.missing_intents:
        intents = ",".join(findings.missing_intents)
        yield Finding(Area.DISCORD, is_ok=False, key="discord-refused-intents", fields={"intents": intents})
    if not settings.bridges:
        yield Finding(Area.BRIDGES, is_ok=True, key="check-channel-none")
    names = [bridge.name for bridge in settings.bridges for _ in bridge.endpoints]
    for name, channel in zip(names, findings.channels, strict=True):
        yield _channel(name, channel, invite)


async def _ask_discord(settings: "Settings") -> "Findings":
    import discord

    from bot.client import INTENTS
    from bot.discord_adapter.directory import DiscordDirectory
    from bot.discord_adapter.endpoints import use_endpoints
    from bot.discord_adapter.login import log_in
    from bot.discord_adapter.probe import probe

    use_endpoints(settings.discord.api_url, settings.discord.gateway_url, settings.discord.cdn_url)
    async with discord.Client(intents=INTENTS) as client:
        await log_in(client, settings.discord.token.get_secret_value())
        channels = (endpoint.channel for bridge in settings.bridges for endpoint in bridge.endpoints)
        return await probe(client, DiscordDirectory(client), channels)


def refusal_key(error: DiscordRefused) -> str:
    """Return the message key for what exactly Discord refuses, where it says."""
    reason = error.fields.get("reason")
    return f"discord-refused-{reason}" if reason in {"token", "intents", "shards"} else error.key


def _channel(bridge: str, found: "ChannelFinding", invite: str) -> Finding:
    fields: dict[str, str | int] = {
        "bridge": bridge,
        "channel": found.channel_id,
        "invite": invite,
        "rights": ",".join(found.missing or found.missing_for_threads),
    }
    key = f"check-channel-{found.standing}"
    if found.standing == "open" and found.missing:
        key = "check-channel-rights"
    elif found.missing_for_threads:
        key = "check-channel-threads"
    is_ok = key in {"check-channel-open", "check-channel-threads"}
    return Finding(Area.BRIDGES, is_ok=is_ok, key=key, fields=fields)


async def _check_translators(settings: "Settings") -> AsyncIterator[Finding]:
    from bot.app.translation import build_translators
    from bot.translation.variants import Variants

    if not settings.translation.order:
        yield Finding(Area.TRANSLATION, is_ok=True, key="check-translator-none")
    for translator in build_translators(settings.translation, Variants()):
        try:
            yield await check_translator(translator)
        finally:
            await translator.close()


async def check_translator(translator: "Translator") -> Finding:
    """Let *translator* translate two words of ours, and say what came of it."""
    watch = _Stopwatch(Area.TRANSLATION)
    try:
        translated = await translator.translate(_SAMPLE, EN, ZH_HANS)
    except Unavailable:
        return watch.found("check-translator-silent", is_ok=False, name=translator.name)
    return watch.found("check-translator", name=translator.name, sample=_SAMPLE, translated=translated)


class _Stopwatch:
    """Measures from its making until what was found."""

    def __init__(self, area: Area) -> None:
        self._area = area
        self._started = time.perf_counter()

    def found(self, key: str, /, *, is_ok: bool = True, **fields: str | int) -> Finding:
        return Finding(self._area, is_ok, key, fields, time.perf_counter() - self._started)

    def failed(self, error: QiaoError) -> Finding:
        return self.found(error.key, is_ok=False, **error.fields)
