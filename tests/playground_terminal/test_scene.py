"""The scripted lines, and those that are offered, read well before any translator is turned on."""

import pytest

from bot.clock import SystemClock
from bot.translation import phrasebook
from bot.translation.model import parse_language
from bot.translation.pipeline import PHRASEBOOK, TranslationPipeline
from playground.cast import CHINESE, set_stage
from playground.place import BRIDGES
from playground.scene import SCENE, TO_TRY, play
from playground.server.events import Event
from playground.server.messages.drafts import webhook_draft_in
from playground.typed import Said, parsed, with_mentions
from playground.words import LOCALES_FOLDER, Words

PLACEHOLDERS = [Words(folder.name).say("prompt-placeholder") for folder in LOCALES_FOLDER.iterdir()]


async def translator_of(words: str, channel_id: int) -> str:
    source, target = ("zh-Hans", "en") if channel_id == CHINESE.id else ("en", "zh-Hans")
    pipeline = TranslationPipeline([], clock=SystemClock(), phrases=phrasebook.load())
    return (await pipeline.translate(words, parse_language(source), parse_language(target))).translator


def test_the_scene_has_six_lines_in_both_channels() -> None:
    assert len(SCENE) == 6
    assert {line.channel_id for line in SCENE} == {one.channel_id for one in BRIDGES[0].endpoints}


@pytest.mark.parametrize("line", SCENE, ids=lambda line: line.handle)
async def test_every_line_of_the_scene_is_in_the_phrasebook(line) -> None:
    assert await translator_of(with_mentions(line.words), line.channel_id) == PHRASEBOOK


@pytest.mark.parametrize("line", [*(f"{name} {words}" for name, words in TO_TRY), *PLACEHOLDERS])
async def test_every_line_that_is_offered_is_in_the_phrasebook(line: str) -> None:
    typed = parsed(line)
    assert isinstance(typed, Said)
    assert await translator_of(typed.words, typed.channel_id) == PHRASEBOOK


async def test_a_line_waits_until_the_one_before_stands_in_the_other_channel() -> None:
    stage = set_stage()
    order: list[str] = []
    hooks = {
        one.channel_id: stage.world.webhooks.create(stage.bot, stage.world.channels[one.channel_id], {"name": "Qiao"})
        for one in BRIDGES[0].endpoints
    }

    def relay(event: Event) -> None:
        message = event.message
        if event.name != "MESSAGE_CREATE" or message is None:
            return
        if message.webhook_id is not None:
            order.append("relayed")
            return
        order.append("said")
        other = next(one.channel_id for one in BRIDGES[0].endpoints if one.channel_id != message.channel.id)
        stage.world.webhooks.execute(hooks[other], webhook_draft_in({"content": "…"}))

    stage.world.events.subscribe(relay)
    await play(stage.world, pace=0)

    assert order == ["said", "relayed"] * 6
