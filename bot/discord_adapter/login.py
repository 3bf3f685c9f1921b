"""The way in: discord.py's failures to log in or connect, as one clear refusal."""

from typing import Final

import aiohttp
import discord

from bot.errors import DiscordRefused, Unavailable

# Discord's documentation, "Gateway Close Event Codes"; discord.py gives up on these.
_BAD_TOKEN: Final = 4004
_BAD_SHARDS: Final = frozenset({4010, 4011})
_BAD_INTENTS: Final = frozenset({4013, 4014})

_PRIVILEGED: Final = {
    "message_content": ("gateway_message_content", "gateway_message_content_limited"),
    "members": ("gateway_guild_members", "gateway_guild_members_limited"),
    "presences": ("gateway_presence", "gateway_presence_limited"),
}
"""Each privileged intent and the application's flags that allow it, from 100 guilds on and below."""


async def log_in(client: discord.Client, token: str) -> None:
    """Log in over REST, without the gateway; runs the client's `setup_hook`.

    Raises:
        DiscordRefused: With `reason` `token`.
        Unavailable: Discord cannot be reached now.
    """
    if not token.isascii() or not token.isprintable() or " " in token.strip():
        # Never a token, and no header either: it would not reach Discord.
        raise DiscordRefused(reason="token")
    try:
        await client.login(token)
    except discord.LoginFailure:
        raise DiscordRefused(reason="token") from None
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
        raise Unavailable(reason=type(error).__name__) from None


async def stay_connected(client: discord.AutoShardedClient) -> None:
    """Connect a client that is logged in, and stay until it is closed.

    Only an auto-sharded client (of one shard, if need be) goes on trying when its very first
    connection to the gateway fails; `discord.Client` dies of an AttributeError there.

    Raises:
        DiscordRefused: With `reason`: `token`, `intents` (and their names in `intents`, separated
            by commas) or `shards`.
        Unavailable: Discord cannot be reached now.
    """
    try:
        await client.connect()
    except discord.PrivilegedIntentsRequired:
        raise _intents_refused(client) from None
    except discord.ConnectionClosed as error:
        raise _closed(client, error.code) from None
    except (discord.GatewayNotFound, discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise Unavailable(reason=type(error).__name__) from None


def missing_intents(client: discord.Client) -> tuple[str, ...]:
    """Return the privileged intents that *client* asks for and its application does not have."""
    flags = client.application_flags
    return tuple(name for name in _asked(client) if not any(getattr(flags, flag) for flag in _PRIVILEGED[name]))


def _asked(client: discord.Client) -> tuple[str, ...]:
    return tuple(name for name in _PRIVILEGED if getattr(client.intents, name))


def _intents_refused(client: discord.Client) -> DiscordRefused:
    # Discord does not say which it was. If the flags know none, any that we ask for may be it.
    return DiscordRefused(reason="intents", intents=",".join(missing_intents(client) or _asked(client)))


def _closed(client: discord.Client, code: int) -> DiscordRefused | Unavailable:
    if code == _BAD_TOKEN:
        return DiscordRefused(reason="token")
    if code in _BAD_SHARDS:
        return DiscordRefused(reason="shards")
    if code in _BAD_INTENTS:
        return _intents_refused(client)
    return Unavailable(code=code)
