"""No body, however odd, does more than be refused."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playground.server.channels.overwrites import overwrite_from
from playground.server.messages.drafts import draft_in, edit_in, webhook_draft_in
from playground.server.rest.refusals import Refusal
from playground.server.wire import Json

KEYS = [
    "content",
    "nonce",
    "enforce_nonce",
    "tts",
    "flags",
    "embeds",
    "allowed_mentions",
    "message_reference",
    "username",
    "avatar_url",
    "parse",
    "users",
    "roles",
    "replied_user",
    "message_id",
    "channel_id",
    "fail_if_not_exists",
    "type",
    "title",
    "description",
    "url",
    "color",
    "timestamp",
    "footer",
    "author",
    "fields",
    "image",
    "thumbnail",
    "attachments",
    "sticker_ids",
    "waveform",
    "duration_secs",
    "is_spoiler",
    "filename",
    "name",
    "value",
    "text",
    "icon_url",
    "inline",
    "id",
    "allow",
    "deny",
]

leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=()), max_size=40)
    | st.sampled_from(["everyone", "users", "http://[::1", "https://example.org/x", "1" * 25, "٣", "-1", "discord"])
)
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
)
bodies = st.dictionaries(st.sampled_from(KEYS), values, max_size=8)


@given(bodies)
@example({"embeds": [{"footer": {"text": None}, "fields": [None, {"name": {}}]}]})
@example({"allowed_mentions": {"parse": [{}, [], None, "users"], "users": [None, True, "1"]}})
@example({"message_reference": {"type": 1, "message_id": []}})
@example({"flags": 2**80, "nonce": 2**63, "avatar_url": "http://[::1"})
def test_any_body_is_read_or_refused(body: Json) -> None:
    for read in (webhook_draft_in, lambda one: draft_in(one, 2000), lambda one: edit_in(one, 2000)):
        with suppress(Refusal):
            read(body)
    with suppress(Refusal):
        overwrite_from(1, body)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(Refusal) as refused:
        webhook_draft_in({"content": "x" * 2001, "username": "discord", "avatar_url": "x"})
    assert refused.value.errors is not None
    assert set(refused.value.errors) == {"content", "username", "avatar_url"}
