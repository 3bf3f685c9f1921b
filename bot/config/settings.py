"""Settings: what the operator decides, read once from a TOML file and the environment.

`config.example.toml` tells what each key means; a test keeps the two in step.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from bot.bridges.model import MAX_ENDPOINTS
from bot.config.faults import faults_of, seat_faults
from bot.config.sources import merged, read_environment, read_file
from bot.config.values import (
    Listen,
    Shards,
    bot_token,
    database_url,
    language,
    listen_at,
    of_length,
    shards_of,
    translator,
    url_of,
    without_repeats,
)
from bot.errors import FaultyConfiguration
from bot.ids import ChannelId
from bot.translation.model import Language

DEFAULT_FILE: Final = Path("config.toml")

HttpUrl = Annotated[str, AfterValidator(url_of("http", "https"))]
OptionalHttpUrl = Annotated[str, AfterValidator(url_of("http", "https", is_optional=True))]
OptionalWebSocketUrl = Annotated[str, AfterValidator(url_of("ws", "wss", is_optional=True))]


class _Table(BaseModel):
    """A table of the file: nothing unknown in it, nothing changed later, no value in an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class DiscordSettings(_Table):
    """How Discord is reached."""

    token: Annotated[SecretStr, AfterValidator(bot_token)]
    api_url: HttpUrl = "https://discord.com/api/v10"
    gateway_url: OptionalWebSocketUrl = ""  # empty: ask Discord
    cdn_url: HttpUrl = "https://cdn.discordapp.com"
    shards: Annotated[Shards | None, BeforeValidator(shards_of)] = None  # None: all of them


class DatabaseSettings(_Table):
    """Where the bot remembers. The URL may hold a password."""

    url: Annotated[SecretStr, AfterValidator(database_url)] = SecretStr("sqlite:///qiao.db")


Concurrency = Annotated[int, Field(ge=1, le=256)]
"""How many calls a translator is asked at a time."""


class GoogleSettings(_Table):
    """Google Translate's public page."""

    base_url: OptionalHttpUrl = ""  # empty: the vendor's own
    concurrency: Concurrency = 16


class LibreTranslateSettings(_Table):
    """A LibreTranslate server."""

    base_url: HttpUrl = "http://127.0.0.1:5000"
    api_key: SecretStr = SecretStr("")
    concurrency: Concurrency = 8


class LlmSettings(_Table):
    """Any endpoint that speaks OpenAI's protocol."""

    base_url: OptionalHttpUrl = ""
    model: str = ""
    api_key: SecretStr = SecretStr("")


class TranslationSettings(_Table):
    """Which translators are asked, in turn, and how long a message waits for them (seconds)."""

    order: Annotated[tuple[Annotated[str, AfterValidator(translator)], ...], AfterValidator(without_repeats)] = (
        "google",
    )
    deadline_seconds: float = Field(default=8.0, gt=0, le=120, allow_inf_nan=False)
    google: GoogleSettings = GoogleSettings()
    libretranslate: LibreTranslateSettings = LibreTranslateSettings()
    llm: LlmSettings = LlmSettings()


class MetricsSettings(_Table):
    """Where /metrics, /livez, /readyz and /relays are served."""

    listen: Annotated[Listen | None, BeforeValidator(listen_at)] = None  # None: nowhere


class LogSettings(_Table):
    """How much is logged, and in which form."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["auto", "json", "text"] = "auto"  # auto: text on a terminal, else JSON


class EndpointSettings(_Table):
    """One channel's seat in a bridge, and the language written there."""

    channel: Annotated[ChannelId, Field(gt=0, lt=2**63)]
    language: Annotated[Language, AfterValidator(language)]


class BridgeSettings(_Table):
    """A bridge that the file owns."""

    name: str = Field(min_length=1, max_length=100)
    endpoints: Annotated[tuple[EndpointSettings, ...], AfterValidator(of_length(2, MAX_ENDPOINTS))]
    notices: Annotated[ChannelId, Field(gt=0, lt=2**63)] | None = (
        None  # where moderators are told things; None: nowhere
    )


class Settings(_Table):
    """All that the operator decides. Make one with `load`."""

    discord: DiscordSettings
    database: DatabaseSettings = DatabaseSettings()
    translation: TranslationSettings = TranslationSettings()
    metrics: MetricsSettings = MetricsSettings()
    log: LogSettings = LogSettings()
    bridges: tuple[BridgeSettings, ...] = ()


def file_of(path: Path | None) -> Path | None:
    """Return *path*, or the file that is read when none is named, if it is there."""
    return path if path is not None or not DEFAULT_FILE.is_file() else DEFAULT_FILE


def load(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """Read the file at *path*, if one is named, and let *environ* override it.

    Raises:
        FaultyConfiguration: With every fault that was found, none of which tells a value.
    """
    given = read_environment(environ, Settings)
    document, unreadable = read_file(path) if path is not None else ({}, None)
    if unreadable is not None:  # what the rest lacks may stand in it
        raise FaultyConfiguration((unreadable, *given.faults))
    values = merged(document, given.values)
    faults = [*given.faults, *seat_faults(values, given.names)]
    settings = None
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        reported = {fault.key for fault in faults}
        faults += [fault for fault in faults_of(error, Settings, given.names) if fault.key not in reported]
    if settings is None or faults:
        raise FaultyConfiguration(tuple(faults))
    return settings
