"""What the page's server sends, to whom, and what may be done with it; no browser is needed to see it."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
from yarl import URL

from playground.cast import set_stage
from playground.doors.briefing import Briefing
from playground.doors.files import FOLDER, PageFiles
from playground.doors.translator import Vendor
from playground.front import FrontedServer
from tests.e2e.harness import free_port
from tests.vendors import google_page

MOST_BYTES = 150_000


@dataclass
class Front:
    server: FrontedServer
    session: aiohttp.ClientSession

    def url(self, path: str) -> URL:
        return URL(self.server.url + path, encoded=True)


@pytest.fixture
async def front() -> AsyncIterator[Front]:
    async with google_page() as vendor:
        told = Briefing(phrases=({"en": "Hi!"},))
        server = FrontedServer(set_stage().world, 0, told, f"127.0.0.1:{free_port()}", Vendor("google", vendor.url))
        async with server, aiohttp.ClientSession() as session:
            yield Front(server, session)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN", "zh-TW"])
def test_the_whole_page_is_light(locale: str):
    assert 100_000 < PageFiles().size(locale) < MOST_BYTES


def test_every_file_lies_open_as_it_is_served():
    """No build step: what stands in the folder is short enough to be read."""
    lengths = {path.name: path.read_text(encoding="utf-8").count("\n") for path in FOLDER.glob("*.js")}
    assert {name: lines for name, lines in lengths.items() if lines > 300} == {}


async def test_every_module_is_announced_so_that_none_waits_for_another(front: Front):
    async with front.session.get(front.url("/")) as answer:
        announced = answer.headers["Link"]
    imported = {name for path in FOLDER.glob("*.js") for name in re.findall(r'from "([^"]+)"', path.read_text("utf-8"))}
    assert len(imported) > 10
    assert {name for name in imported if f"<{name}>; rel=modulepreload" not in announced} == set()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/page/main.js", "text/javascript; charset=utf-8"),
        ("/page/page.css", "text/css; charset=utf-8"),
        ("/page/words/zh-TW.json", "application/json"),
        ("/page/seal.svg", "image/svg+xml"),
    ],
)
async def test_files_have_their_type_and_come_again_only_if_they_changed(front: Front, path: str, kind: str):
    async with front.session.get(front.url(path)) as first:
        assert (first.status, first.headers["Content-Type"]) == (200, kind)
        assert first.headers["X-Content-Type-Options"] == "nosniff"
        policy = first.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        tag = first.headers["ETag"]
    async with front.session.get(front.url(path), headers={"If-None-Match": tag}) as again:
        assert (again.status, await again.read()) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/page/../front.py", "/page/%2e%2e/front.py", "/page/", "/page/no.js", "/page/..%2ffront.py"]
)
async def test_nothing_else_can_be_had(front: Front, path: str):
    async with front.session.get(front.url(path)) as answer:
        assert answer.status == 404


STRANGE = (
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "script"},
    {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Dest": "empty"},
    {"Origin": "http://127.0.0.1:1"},
    {"Host": "evil.example"},
)


@pytest.mark.parametrize("headers", STRANGE, ids=lambda one: "-".join(one.values()))
async def test_pages_of_others_get_nothing(front: Front, headers: dict[str, str]):
    for path in ("/playground/state", "/playground/briefing", "/playground/relays", "/page/main.js", "/gateway"):
        async with front.session.get(front.url(path), headers=headers) as answer:
            assert answer.status in (403, 421)


async def test_others_may_have_a_link_to_the_page(front: Front):
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate"}
    async with front.session.get(front.url("/"), headers=headers) as answer:
        assert answer.status == 200
    async with front.session.get(front.url("/playground/state"), headers=headers) as answer:
        assert answer.status == 403


async def test_the_briefing_tells_what_is_joined_and_marks_the_page_as_opened(front: Front):
    assert not front.server.opened.is_set()
    async with front.session.get(front.url("/playground/briefing")) as answer:
        told = await answer.json()
    assert told["bridges"][0]["english"] == {"channel": "1217325878044917770", "language": "en"}
    assert front.server.opened.is_set()
    async with front.session.get(front.url("/playground/phrases")) as answer:
        assert await answer.json() == [{"en": "Hi!"}]


async def test_a_bot_that_does_not_answer_has_done_nothing(front: Front):
    async with front.session.get(front.url("/playground/relays?after=3")) as answer:
        assert (answer.status, await answer.json()) == (200, {"relays": []})


async def test_limits_are_kept_and_kept_no_more_on_command(front: Front):
    limits = front.url("/playground/limits")
    async with front.session.put(limits, json={"strict": True}) as answer:
        assert await answer.json() == {"strict": True}
    assert front.server.gateway.identify_seconds == 5.0
    async with front.session.put(limits, json={"strict": False}) as answer:
        assert await answer.json() == {"strict": False}
    assert front.server.gateway.identify_seconds == 0.0
    for wrong in (b"", b"{}", b'{"strict": 1}', b"[true]", b"{"):
        async with front.session.put(limits, data=wrong) as answer:
            assert answer.status == 400


async def test_a_vendor_is_asked_through_the_door_until_it_is_shut():
    async with google_page() as vendor:
        server = FrontedServer(set_stage().world, 0, Briefing(), vendor=Vendor("google", vendor.url))
        async with server, aiohttp.ClientSession() as session:
            query = {"sl": "en", "tl": "zh-CN", "q": "a&b=1 + 桥"}
            async with (
                session.get(vendor.url, params=query) as direct,
                session.get(server.vendor_url, params=query) as by,
            ):
                assert (by.status, await by.read()) == (direct.status, await direct.read())
            assert vendor.asked[0] == vendor.asked[1]
            door = f"{server.url}/playground/translator"
            async with session.put(door, json={"is_open": False}) as answer:
                assert await answer.json() == {"name": "google", "is_open": False}
            async with session.get(server.vendor_url, params=query) as answer:
                assert answer.status == 503
            assert vendor.requests == 2
            async with session.put(door, json={"is_open": "yes"}) as answer:
                assert answer.status == 400


async def test_without_a_translator_there_is_no_door():
    server = FrontedServer(set_stage().world, 0, Briefing())
    async with server, aiohttp.ClientSession() as session:
        async with session.get(f"{server.url}/playground/translator") as answer:
            assert await answer.json() is None
        async with session.get(server.vendor_url) as answer:
            assert answer.status == 404
