"""Files on their way lie on the disk for no longer than they are needed, whatever ends the process."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.discord_adapter.files import Attached, Downloads, staying
from bot.errors import Refused
from bot.relay.carried import File
from tests.discord_end import answer, reset, scripted, truncated


@pytest.fixture
async def downloads() -> AsyncIterator[Downloads]:
    made = Downloads()
    yield made
    await made.close()


def named(folder: Path) -> list[Path]:
    return list(folder.rglob("*"))


async def test_a_file_has_no_name_on_the_disk_so_that_a_kill_leaves_nothing(
    downloads: Downloads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    async with scripted(answer(200, b"frobnicate")) as server:
        async with downloads.fetched([File("a.txt", server.url, 10)]) as (one,):
            assert named(tmp_path) == []
            for _ in range(2):  # a request that was refused is sent again
                with one.opened() as handle:
                    assert handle.read() == b"frobnicate"
        assert named(tmp_path) == []


async def test_what_came_only_half_is_fetched_anew(downloads: Downloads):
    async with (
        scripted(truncated("a long beginning"), answer(200, b"all")) as server,
        downloads.fetched([File("a.txt", server.url, 3)]) as (one,),
    ):
        with one.opened() as handle:
            assert handle.read() == b"all"


async def test_a_machine_without_room_for_files_leaves_them_and_not_their_words(
    downloads: Downloads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "not there"))
    async with scripted(usual=reset) as server:
        with pytest.raises(Refused):
            async with downloads.fetched([File("a.txt", server.url, 10)]):
                raise AssertionError("there is no place for it")


async def test_a_disk_that_is_full_leaves_them_too(downloads: Downloads, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.TemporaryFile", partial(Path("/dev/full").open, "r+b", buffering=0))
    async with scripted(usual=answer(200, b"x")) as server:
        with pytest.raises(Refused):
            async with downloads.fetched([File("a.txt", server.url, 1)]):
                raise AssertionError("there is no place for it")


async def test_a_small_file_comes_whole_and_a_larger_one_or_none_not_at_all(downloads: Downloads):
    async with scripted(answer(200, b"12345"), answer(200, b"123456"), answer(404, b"gone"), reset) as server:
        assert await downloads.small(server.url, 5) == b"12345"
        for _ in range(3):
            assert await downloads.small(server.url, 5) is None


async def test_no_small_file_is_fetched_from_where_its_address_only_leads_on(downloads: Downloads):
    async with scripted(usual=answer(200, b"theirs")) as elsewhere:
        moved = answer(302, b"", headers=[f"Location: {elsewhere.url}"])
        async with scripted(usual=moved) as server:
            assert await downloads.small(server.url, 99) is None


def test_of_files_that_hang_there_those_stay_that_are_still_wanted():
    cat, cat_too, dog = Attached("1", "cat.png", 9), Attached("2", "cat_.png", 9), Attached("3", "dog.png", 7)

    def kept(*wanted: tuple[str, int]) -> list[str]:
        files = [File(name, "https://cdn.example/1", size) for name, size in wanted]
        return [one.id for one in staying([cat, cat_too, dog], files)]

    assert kept(("cat_.png", 9)) == ["2"]
    assert kept(("dog.png", 7), ("cat.png", 9)) == ["3", "1"]
    assert kept(("renamed.png", 7)) == ["3"]
    assert kept() == []
    assert kept(("a", 1), ("b", 2), ("c", 3)) == ["1", "2", "3"]  # none was taken off
