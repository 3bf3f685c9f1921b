"""Where discord.py finds Discord: its own addresses, or those of the settings."""

from typing import Final

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

_OWN_GATEWAY: Final = DiscordWebSocket.DEFAULT_GATEWAY


def use_endpoints(api_url: str, gateway_url: str, cdn_url: str) -> None:
    """Send every discord.py client of this process to these addresses.

    An empty *gateway_url* leaves it to Discord. With an address given, an auto-sharded client
    keeps to it only if its `shard_count` is set too: otherwise it asks `GET /gateway/bot` first.
    """
    Route.BASE = api_url.rstrip("/")
    # Also where a session that could not be resumed starts anew.
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url) if gateway_url else _OWN_GATEWAY
    discord.Asset.BASE = cdn_url.rstrip("/")
