"""What the command line plans for the small Discord reaches it."""

from pathlib import Path

import aiohttp

from playground.host import Options, host
from playground.place import BotPlace
from playground.server.faults.model import Fault, GatewayFault, GatewayKind, Kind


async def test_planned_faults_and_limits_hold_from_the_start(tmp_path: Path) -> None:
    faults = (Fault(Kind.STATUS, status=503, after=1), GatewayFault(GatewayKind.REFUSE_RESUME))
    seen: list[tuple[int, str]] = []

    async def asks(place: BotPlace, _relays: object) -> None:
        headers = {"Authorization": f"Bot {place.token}", "User-Agent": "DiscordBot (test, 1)"}
        async with aiohttp.ClientSession(headers=headers) as session:
            for _ in range(3):
                async with session.get(f"{place.api_url}/users/@me") as answer:
                    seen.append((answer.status, answer.headers.get("X-RateLimit-Limit", "")))

    await host(Options(tmp_path, port=0, has_scene=False, is_strict=True, faults=faults), asks)
    assert seen == [(200, "10"), (503, ""), (200, "10")]
