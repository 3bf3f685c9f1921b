"""Translation, put together: the chain of translators, and what the relay says itself."""

import asyncio
from collections.abc import Collection
from contextlib import AsyncExitStack

from bot.clock import Clock
from bot.config.settings import GoogleSettings, LibreTranslateSettings, Settings, TranslationSettings
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.translation import phrasebook
from bot.translation.model import Language
from bot.translation.pipeline import TranslationPipeline
from bot.translation.ports import Translator
from bot.translation.variants import Variants
from bot.translation.word_help import WordHelp
from bot.translators import registry


def build_translators(chosen: TranslationSettings, variants: Variants) -> list[Translator]:
    """Return the translators of the configuration, in the order in which they are asked."""
    tables: dict[str, GoogleSettings | LibreTranslateSettings]
    tables = {"google": chosen.google, "libretranslate": chosen.libretranslate}
    keys = {"libretranslate": chosen.libretranslate.api_key.get_secret_value()}
    return [
        registry.build(
            name,
            convert=variants.convert_now,
            base_url=tables[name].base_url,
            api_key=keys.get(name, ""),
            concurrency=tables[name].concurrency,
            timeout_seconds=chosen.deadline_seconds,
        )
        for name in chosen.order
    ]


def build_pipeline(settings: Settings, stack: AsyncExitStack, clock: Clock) -> TranslationPipeline:
    """Return how words cross, by the translators of the configuration; closed with *stack*."""
    variants = Variants()
    pipeline = TranslationPipeline(
        build_translators(settings.translation, variants),
        clock=clock,
        phrases=phrasebook.load(),
        readings=WordHelp(),
        variants=variants,
        deadline_seconds=settings.translation.deadline_seconds,
    )
    stack.push_async_callback(pipeline.close)
    return pipeline


async def relay_phrases(languages: Collection[Language]) -> DestinationPhrases:
    """Return the relay's words, those of *languages* read ahead: reading takes 0.1 s."""
    phrases = DestinationPhrases(Catalog(only="relay"))
    for language in languages:
        await asyncio.to_thread(phrases.say, language, "relay-nothing-readable")
    return phrases
