"""The filter for harmful links."""

import pytest

from playground.cast import ENGLISH
from tests.playground.support import Playground
from tests.playground.threads import HERE

pytestmark = pytest.mark.usefixtures("judged")


async def test_a_harmful_link_is_blocked_whoever_says_it(playground: Playground) -> None:
    playground.stage.world.messages.harmful_links.hosts.add("harm.example")
    hook = await playground.webhook(ENGLISH.id)
    body = {"content": "see https://www.Harm.example/x"}
    said = playground.stage.world.say("dana", "english", "see https://harmless.example")
    assert (await playground.as_bot().post(f"{HERE}/messages", body)).refusal == (400, 240000)
    opened, anyone = f"/webhooks/{hook['id']}/{hook['token']}", playground.as_anyone()
    assert (await anyone.post(opened, body)).refusal == (400, 240000)
    relayed = (await anyone.post(f"{opened}?wait=true", {"content": "x"})).body
    assert (await anyone.patch(f"{opened}/messages/{relayed['id']}", body)).refusal == (400, 240000)
    assert (await playground.as_member("dana").patch(f"{HERE}/messages/{said.id}", body)).refusal == (400, 240000)
