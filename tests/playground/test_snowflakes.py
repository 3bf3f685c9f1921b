"""Ids only ever grow."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.cast import CAST, ROOMS
from playground.server.channels.model import Channel
from playground.server.guilds.model import Guild
from playground.server.messages.history import History
from playground.server.messages.model import Message
from playground.server.rest.forms import cleaned, length
from playground.server.snowflakes import Snowflakes, moment_of, timestamp_of


def test_they_strictly_increase_within_a_millisecond_and_against_a_clock_that_runs_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ids = Snowflakes()
    given_out = [ids.next() for _ in range(5000)]
    monkeypatch.setattr(time, "time_ns", lambda: 1_700_000_000 * 10**9)
    given_out += [ids.next() for _ in range(5000)]
    assert all(later > earlier for earlier, later in pairwise(given_out))


def test_they_hold_their_moment() -> None:
    assert abs(moment_of(Snowflakes().next()).timestamp() - time.time()) < 0.1
    assert timestamp_of(175928847299117063) == "2016-04-30T11:18:25.796000+00:00"


def test_the_casts_ids_are_all_different_and_handles_can_be_typed() -> None:
    ids = [one.id for one in (*CAST, *ROOMS)]
    assert len(set(ids)) == len(ids)
    handles = [one.handle for one in CAST]
    assert len(set(handles)) == len(handles)
    assert all(handle.isascii() and handle.isalpha() and handle.islower() for handle in handles)
    assert {one.language for one in CAST} == {"en", "zh-Hans", "zh-Hant"}
    assert [one.handle for one in CAST if one.is_admin] == ["morgan"]


@given(st.lists(st.integers(1, 60), unique=True).map(sorted), st.integers(0, 61), st.integers(1, 10))
def test_pages_agree_with_the_whole(ids: list[int], at: int, limit: int) -> None:
    history = History()
    channel = Channel(1, Guild(1, "g", 1), "c")
    for one in ids:
        history.add(Message(one, channel, {}, "", "", 1))
    newest_first = ids[::-1]

    def shown(page: list[Message]) -> list[int]:
        return [message.id for message in page]

    assert shown(history.newest(limit)) == newest_first[:limit]
    assert shown(history.newest(limit, before=at)) == [one for one in newest_first if one < at][:limit]
    assert shown(history.after(at, limit)) == [one for one in ids if one > at][:limit][::-1]
    assert [message.id for message in history] == ids
    for one in ids[::2]:
        assert history.remove(one) is not None
        assert history.remove(one) is None
    assert [message.id for message in history] == ids[1::2]


@given(st.text(st.characters(exclude_categories=())))
def test_cleaned_text_can_always_be_sent(text: str) -> None:
    cleaned(text).encode()
    assert length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
