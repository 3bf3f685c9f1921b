"""Whatever happens in whatever order, in the end a note stands once, in the newest words of what is not gone."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bridges.model import Manner
from bot.relay.model import PartState
from tests.property.test_relay_model import Step, Told, World, play, steps_with
from tests.relaying import BRIDGE, ENGLISH, Setting

SOME_TEXT = st.sampled_from(["a", "b\nc", "热", "冷\n热"])


def is_foreign(text: str) -> bool:
    return "热" in text


def forms(text: str) -> Iterator[list[str]]:
    """Yield every way in which the note of *text* may stand."""
    if is_foreign(text):
        lines = f"[en] {text}".split("\n")
        yield lines
        for parts in range(1, len(lines)):
            yield [*lines[: parts - 1], lines[parts - 1] + "…cut"]


def note_of(world: World, told: Told) -> list[str]:
    standing = {each.id: each.content for each in world.setting.discord.channels[ENGLISH]}
    parts = sorted(world.setting.journal.at(told.message.id, ENGLISH), key=lambda part: part.ordinal)
    return [standing[part.message_id] for part in parts if part.state is PartState.LIVE]


def check(world: World) -> None:
    live = {part.message_id for part in world.setting.journal.parts.values() if part.state is PartState.LIVE}
    assert live == {each.id for there in world.setting.discord.channels.values() for each in there}
    assert not world.setting.journal.rows
    for told in (each for each in world.told if each.message.channel_id == ENGLISH):
        note = note_of(world, told)
        if told.is_surely_gone:
            assert note == [], told
        elif note:
            assert any(note == form for text in told.texts[told.sure_from :] for form in forms(text)), (told, note)
        elif not told.is_gone:
            # What had none, or lost it, may stay without; what was foreign all along may not.
            assert not all(map(is_foreign, told.texts)), told


@settings(max_examples=400)
@given(story=st.lists(steps_with(SOME_TEXT), min_size=5, max_size=40))
def test_in_the_end_a_note_stands_once_in_the_newest_words_and_of_nothing_that_is_gone(story: list[Step]):
    async def run() -> None:
        setting = Setting(joined=(replace(BRIDGE, manner=Manner(adds_notes=True)),))
        setting.bridges.bridges.extend(setting.joined)
        world = await play(story, World(setting))
        check(world)
        await world.kill()

    asyncio.run(run())
