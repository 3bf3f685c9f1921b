"""Voice messages: one recording, and nothing beside it."""

from __future__ import annotations

import pytest

from playground.cast import ENGLISH
from playground.server.guilds import permissions
from tests.playground.support import Playground
from tests.playground.uploads import RECORDING, WAVEFORM, form

HERE = f"/channels/{ENGLISH.id}/messages"
VOICE = 1 << 13
MEASURED = {"id": "0", "duration_secs": 2.5, "waveform": WAVEFORM}

pytestmark = pytest.mark.usefixtures("judged")


async def test_a_recording_is_a_voice_message(playground: Playground) -> None:
    body = form(("voice-message.ogg", RECORDING), flags=VOICE, attachments=[MEASURED])
    said = await playground.as_bot().post(HERE, body)
    (one,) = said.body["attachments"]
    assert said.body["flags"] == VOICE
    assert (one["content_type"], one["duration_secs"], one["waveform"]) == ("audio/ogg", 2.5, WAVEFORM)


async def test_it_may_answer_a_message(playground: Playground) -> None:
    asked = playground.stage.world.say("dana", "english", "and?")
    answer = {"message_reference": {"message_id": str(asked.id)}, "nonce": "1"}
    body = form(("a.ogg", RECORDING), flags=VOICE, attachments=[MEASURED], **answer)
    assert (await playground.as_bot().post(HERE, body)).body["type"] == 19


@pytest.mark.parametrize("beside", [{"content": "x"}, {"embeds": [{"title": "t"}]}, {"sticker_ids": ["1"]}])
async def test_it_says_nothing_beside_its_sound(playground: Playground, beside: dict[str, object]) -> None:
    body = form(("a.ogg", RECORDING), flags=VOICE, attachments=[MEASURED], **beside)
    assert (await playground.as_bot().post(HERE, body)).refusal == (400, 50159)


@pytest.mark.parametrize("names", [[], ["a.ogg", "b.ogg"], ["a.png"], ["a"]])
async def test_it_has_one_recording(playground: Playground, names: list[str]) -> None:
    measured = [MEASURED | {"id": str(at)} for at, _ in enumerate(names)]
    body = form(*((name, RECORDING) for name in names), flags=VOICE, attachments=measured)
    assert (await playground.as_bot().post(HERE, body)).refusal == (400, 50160)


@pytest.mark.parametrize("missing", ["duration_secs", "waveform"])
async def test_it_needs_its_length_and_its_waveform(playground: Playground, missing: str) -> None:
    measured = {key: value for key, value in MEASURED.items() if key != missing}
    body = form(("a.ogg", RECORDING), flags=VOICE, attachments=[measured])
    assert (await playground.as_bot().post(HERE, body)).refusal == (400, 50161)


async def test_it_is_never_edited(playground: Playground) -> None:
    body = form(("a.ogg", RECORDING), flags=VOICE, attachments=[MEASURED])
    said = await playground.as_bot().post(HERE, body)
    edit = f"{HERE}/{said.body['id']}"
    assert (await playground.as_bot().patch(edit, {"content": "x"})).refusal == (400, 50162)
    assert (await playground.as_bot().delete(edit)).status == 204


async def test_sending_one_is_a_right_of_its_own(playground: Playground) -> None:
    world, channel = playground.stage.world, playground.stage.world.channels[ENGLISH.id]
    world.rooms.deny(playground.stage.bot, channel, permissions.SEND_VOICE_MESSAGES)
    body = form(("a.ogg", RECORDING), flags=VOICE, attachments=[MEASURED])
    assert (await playground.as_bot().post(HERE, body)).refusal == (403, 50173)


async def test_a_webhook_sends_none(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    opened = f"/webhooks/{webhook['id']}/{webhook['token']}?wait=true"
    said = await playground.as_anyone().post(opened, form(("a.ogg", RECORDING), flags=VOICE, attachments=[MEASURED]))
    assert said.body["flags"] == 0
