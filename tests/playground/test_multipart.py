"""Bodies that are forms: what is taken, and what is refused as malformed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playground.cast import ENGLISH
from playground.server.rest.multipart import parts_in
from playground.server.rest.refusals import Refusal
from tests.playground.support import Playground, Reply
from tests.playground.uploads import form, png, raw_form

HERE = f"/channels/{ENGLISH.id}/messages"
EDGE = "multipart/form-data; boundary=edge"


async def _post(playground: Playground, body: bytes, content_type: str) -> Reply:
    rest = playground.as_bot()
    headers = {"Authorization": rest.authorization or "", "Content-Type": content_type}
    async with playground.session.post(rest.base + HERE, data=body, headers=headers) as response:
        return Reply(response.status, await response.json(), dict(response.headers))


async def test_a_form_without_payload_json_says_the_same_as_json(playground: Playground) -> None:
    body, content_type = raw_form(('name="content"', b"true"), ('name="flags"', b"4096"), ('name="tts"', b"true"))
    said = await _post(playground, body, content_type)
    assert (said.status, said.body["content"], said.body["flags"]) == (200, "true", 4096)


async def test_a_urlencoded_form_is_taken_too(playground: Playground) -> None:
    said = await _post(playground, b"content=caf%C3%A9+%E6%A1%A5&tts=false", "application/x-www-form-urlencoded")
    assert (said.status, said.body["content"]) == (200, "café 桥")


async def test_payload_json_stands_over_the_fields(playground: Playground) -> None:
    body, content_type = raw_form(('name="content"', b"field"), ('name="payload_json"', b'{"content": "json"}'))
    assert (await _post(playground, body, content_type)).body["content"] == "json"


@pytest.mark.parametrize("payload", [b"{", b"[]", b"", b"\xff"])
async def test_payload_json_must_be_a_json_object(playground: Playground, payload: bytes) -> None:
    body, content_type = raw_form(('name="payload_json"', payload))
    assert (await _post(playground, body, content_type)).refusal == (400, 50109)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"--edge--", "multipart/form-data"),
        (b"--edge--", f"multipart/form-data; boundary={'x' * 71}"),
        (b"", "multipart/form-data; boundary="),
        (b"no boundary at all", EDGE),
        (b'--edge\r\nContent-Disposition: form-data; name="content"\r\n\r\nx', EDGE),
        (b'--edge\r\nContent-Disposition: form-data; name="content"\r\n\r\nx\r\n--edge', EDGE),
        (b"--edge\r\nx\r\n--edge--", EDGE),
        (b"--edge\r\n\r\nx\r\n--edge--", EDGE),
        (b'--edge\r\nContent-Disposition: attachment; name="content"\r\n\r\nx\r\n--edge--', EDGE),
        (b"--edge\r\nContent-Disposition: form-data\r\n\r\nx\r\n--edge--", EDGE),
        (b'--edgeX\r\nContent-Disposition: form-data; name="content"\r\n\r\nx\r\n--edge--', EDGE),
        (raw_form(('name="content"', b"x"), ('name="content"', b"y"))[0], EDGE),
        (raw_form(('name="files[0]"; filename=""', b"x"))[0], EDGE),
        (raw_form(('name="files[0]"; filename="a"', b"x"), ('name="files[0]"; filename="b"', b"x"))[0], EDGE),
    ],
)
async def test_a_malformed_form_is_refused(playground: Playground, body: bytes, content_type: str) -> None:
    if not body:
        body = b"x"
    assert (await _post(playground, body, content_type)).refusal == (400, 50035)


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/octet-stream", "multipart/mixed; boundary=edge", ""]
)
async def test_another_content_type_is_refused(playground: Playground, content_type: str) -> None:
    assert (await _post(playground, b'{"content": "x"}', content_type)).refusal == (400, 50035)


@pytest.mark.parametrize(
    "name", ["file", "files", "files[x]", "files[00]", "files[-1]", "file[0]", "files%5B0%5D", "payload_json"]
)
async def test_a_file_under_another_name_is_refused(playground: Playground, name: str) -> None:
    body, content_type = raw_form((f'name="{name}"; filename="a.png"', png()), ('name="content"', b"x"))
    assert name in (await _post(playground, body, content_type)).faults


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('filename="a.png"', "a.png"),
        ("filename=a.png", "a.png"),
        ('filename="a\\"b\\\\.png"', "ab_.png"),
        ("filename=\"x.png\"; filename*=UTF-8''%E6%A1%A5%20b.png", "b.png"),
        ("filename*=UTF-8''caf%C3%A9.png", "cafe.png"),
    ],
)
async def test_a_filename_is_read_in_every_spelling(playground: Playground, given: str, kept: str) -> None:
    body, content_type = raw_form((f'name="files[0]"; {given}', png()))
    assert (await _post(playground, body, content_type)).body["attachments"][0]["filename"] == kept


async def test_a_file_may_hold_what_looks_like_a_boundary(playground: Playground) -> None:
    data = b"x\r\n--edg\r\n\r\n--\r\nedge--"
    body, content_type = raw_form(('name="files[0]"; filename="a.bin"', data))
    said = await _post(playground, body, content_type)
    async with playground.session.get(said.body["attachments"][0]["url"]) as response:
        assert await response.read() == data


async def test_a_request_of_more_than_25_mib_is_too_large(playground: Playground) -> None:
    files = [(f"{at}.bin", bytes(9 * 1024 * 1024)) for at in range(3)]
    assert (await playground.as_bot().post(HERE, form(*files))).refusal == (413, 40005)


@given(st.binary(max_size=200), st.text(max_size=40))
@example(b"--\r\n", "=")
@example(b'--a\r\ncontent-disposition: form-data; name="flags"\r\n\r\n' + b"9" * 5000 + b"\r\n--a--", "boundary=a")
@example(b"--a\r\ncontent-disposition: form-data; filename*=''; name=\"x\"\r\n\r\n\r\n--a--", "boundary=a")
def test_any_form_is_read_or_refused(raw: bytes, parameters: str) -> None:
    for content_type in (f"multipart/form-data; {parameters}", EDGE, "application/x-www-form-urlencoded"):
        with suppress(Refusal):
            parts_in(raw, content_type).body()


@pytest.mark.parametrize(
    "body",
    [
        '{"content": "x"}'.encode("utf-16"),
        b'\xef\xbb\xbf{"content": "x"}',
        b'{"content": "\xff"}',
        b'{"content": "x", "nonce": NaN}',
        b'{"content": "x", "flags": -Infinity}',
        b'{"content": "x", "flags": 1e999}',
        b'{"content": ' + b"[" * 2000,
    ],
    ids=["utf-16", "mark", "latin-1", "nan", "infinity", "huge", "deep"],
)
async def test_json_that_only_python_reads_is_none(playground: Playground, body: bytes) -> None:
    assert (await _post(playground, body, "application/json")).refusal == (400, 50109)


async def test_of_a_key_that_stands_twice_the_last_counts(playground: Playground) -> None:
    said = await _post(playground, b'{"content": "a", "content": "b"}', "application/json")
    assert (said.status, said.body["content"]) == (200, "b")
