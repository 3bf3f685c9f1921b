"""Nobody but this machine's own programs and pages gets in."""

import aiohttp
import pytest

from playground.cast import APPLICATION_ID
from tests.playground.support import Playground

ADDRESSES = ("/playground/state", "/api/v10/gateway", f"/cdn/avatars/{APPLICATION_ID}/x.png", "/gateway", "/nowhere")


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil:{port}"]
)
async def test_another_host_name_is_refused(playground: Playground, path: str, host: str) -> None:
    headers = {"Host": host.format(port=playground.server.port)}
    async with playground.session.get(playground.server.url + path, headers=headers) as response:
        assert response.status == 421


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("origin", ["null", "http://evil.example", "https://127.0.0.1:{port}", "http://127.0.0.1:1"])
async def test_another_origin_is_refused(playground: Playground, path: str, origin: str) -> None:
    headers = {"Origin": origin.format(port=playground.server.port)}
    async with playground.session.get(playground.server.url + path, headers=headers) as response:
        assert response.status == 403


async def test_a_websocket_from_another_origin_is_refused(playground: Playground) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await playground.session.ws_connect(playground.server.gateway_url, headers={"Origin": "http://evil.example"})
    assert refused.value.status == 403


async def test_our_own_page_and_localhost_are_welcome(playground: Playground) -> None:
    port = playground.server.port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        headers = {"Host": host, "Origin": f"http://{host}"}
        async with playground.session.get(f"{playground.server.url}/playground/state", headers=headers) as response:
            assert response.status == 200
            assert "Access-Control-Allow-Origin" not in response.headers
