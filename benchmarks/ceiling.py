"""The server's own ceiling: what it takes from a client that does nothing but post through webhooks.

python -m benchmarks.ceiling PLAN
"""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.processes import Cores, pin
from benchmarks.sentences import numbers, sentence, translation
from benchmarks.town import Town, town
from playground.server.events import Event

_BRIDGES = 20
_POSTS = 6_000
_CONNECTIONS = 8


async def ceiling(cores: Cores) -> dict[str, float]:
    """Return how many posts a second the server takes, and what each costs it."""
    stamps: list[float] = []

    def see(event: Event) -> None:
        if event.name == "MESSAGE_CREATE":
            stamps.append(time.monotonic())

    with tempfile.TemporaryDirectory() as directory:
        async with town(_BRIDGES) as place:
            plan = Path(directory) / "plan.json"
            plan.write_text(json.dumps(_plan(place)))
            place.server.events.subscribe(see)
            before = time.process_time()
            process = await asyncio.create_subprocess_exec(sys.executable, "-m", "benchmarks.ceiling", str(plan))
            pin(process.pid, cores.bot)
            if await process.wait():
                raise RuntimeError("the ceiling's client failed")
            spent = time.process_time() - before
    return {
        "posts_a_second": (len(stamps) - 1) / (stamps[-1] - stamps[0]),
        "server_cpu_ms_a_post": spent * 1000 / len(stamps),
    }


def _plan(place: Town) -> dict[str, object]:
    paths = [f"/api/v10/webhooks/{one.webhook_id}/{one.webhook_token}?wait=true" for one in place.bridges]
    return {"port": place.server.port, "paths": paths}


async def _post(port: int, paths: list[str], posts: int) -> None:
    """Post one after the other on one connection: written by hand, so that the client costs little."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for index in range(posts):
        body = json.dumps({"content": translation(sentence(next(numbers))), "username": "Dana"}).encode()
        head = (
            f"POST {paths[index % len(paths)]} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: ceiling\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        answer = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not answer.startswith(b"http/1.1 200"):
            raise RuntimeError(answer)
        await reader.readexactly(int(answer.partition(b"content-length:")[2].split(b"\r\n", 1)[0]))
    writer.close()


async def _post_all(plan: dict[str, object]) -> None:
    port, paths = plan["port"], plan["paths"]
    assert isinstance(port, int)  # noqa: S101 - written by `_plan`
    assert isinstance(paths, list)  # noqa: S101 - written by `_plan`
    await asyncio.gather(*(_post(port, paths, _POSTS // _CONNECTIONS) for _ in range(_CONNECTIONS)))


if __name__ == "__main__":
    asyncio.run(_post_all(json.loads(Path(sys.argv[1]).read_text())))
