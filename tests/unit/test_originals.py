"""What an original is shown with, to whom."""

from dataclasses import dataclass, field

import pytest

from bot.bridges.model import Bridge, BridgeId, Endpoint, Owner
from bot.errors import NoOriginal
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.members.members import Members
from bot.members.model import Choice, Preference
from bot.members.preferences import Preferences
from bot.relay.model import UNEDITED, Original, Part, SourcePlace
from bot.relay.originals import Originals, RelayedMessage
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language, Phonetics, Quality
from tests.fakes import MemoryBridgeStore, MemoryChoiceStore, MemoryJournal, MemoryLedger, MemoryPreferenceStore
from tests.relaying import ObedientTranslations

GUILD, ENGLISH, CHINESE = GuildId(1), ChannelId(10), ChannelId(20)
AUTHOR, READER = UserId(5), UserId(6)
COPY = RelayedMessage(CHINESE, MessageId(1001), "你好")


@dataclass
class Reader:
    async def read(self, place: SourcePlace) -> Original:
        return Original(GUILD, place, AUTHOR, "hello")


@dataclass
class Desk:
    translations: ObedientTranslations = field(default_factory=ObedientTranslations)
    members: Members = field(default_factory=lambda: Members(MemoryChoiceStore(), {}))
    preferences: Preferences = field(default_factory=lambda: Preferences(MemoryPreferenceStore(), {}))

    def originals(self) -> Originals:
        journal = MemoryJournal()
        journal.keep(Part(COPY.id, CHINESE, MessageId(1), ENGLISH, 0, 0, 5, UNEDITED, Quality.FINAL))
        seats = (Endpoint(GUILD, ENGLISH, EN), Endpoint(GUILD, CHINESE, ZH_HANS))
        bridges = MemoryBridgeStore([Bridge(BridgeId(1), Owner(GUILD), "main", seats)])

        def aloud(text: str, phonetics: Phonetics) -> str | None:
            return f"{text} in {phonetics}" if text == "你好" else None

        return Originals(
            MemoryLedger(journal), Reader(), bridges, self.translations, self.members, self.preferences, aloud
        )


async def test_by_default_an_original_comes_alone():
    shown = await Desk().originals().shown_to(READER, COPY)
    assert (shown.translation, shown.sounds, shown.likes_corrections) == (None, None, False)


@pytest.mark.parametrize(
    ("reads", "translation"),
    [(EN, None), (ZH_HANS, None), (ZH_HANT, "[zh-Hant] hello"), (Language("ja"), "[ja] hello")],
)
async def test_it_is_translated_into_what_one_reads_unless_that_stands_there(reads: Language, translation: str | None):
    desk = Desk()
    await desk.preferences.prefer(READER, Preference(reads=reads))
    assert (await desk.originals().shown_to(READER, COPY)).translation == translation


async def test_words_that_must_not_go_outside_do_not_for_a_reader_s_sake_either():
    desk = Desk()
    await desk.preferences.prefer(READER, Preference(reads=Language("ja")))
    await desk.members.choose(AUTHOR, Choice(allows_outside=False))
    assert (await desk.originals().shown_to(READER, COPY)).translation is None
    assert desk.translations.asked == []


async def test_where_nobody_translates_now_nothing_stands_in_for_it():
    desk = Desk(ObedientTranslations(is_down=True))
    await desk.preferences.prefer(READER, Preference(reads=Language("ja")))
    assert (await desk.originals().shown_to(READER, COPY)).translation is None


async def test_the_chinese_of_either_is_read_aloud_as_one_likes():
    desk = Desk()
    await desk.preferences.prefer(READER, Preference(phonetics=Phonetics.ZHUYIN))
    shown = await desk.originals().shown_to(READER, COPY)
    assert (shown.sounds, shown.phonetics) == ("你好 in zhuyin", Phonetics.ZHUYIN)


async def test_whoever_looks_reads_that_the_author_likes_to_be_corrected():
    desk = Desk()
    await desk.preferences.prefer(AUTHOR, Preference(likes_corrections=True))
    assert (await desk.originals().shown_to(READER, COPY)).likes_corrections


async def test_nothing_is_shown_of_who_takes_no_part_any_more():
    desk = Desk()
    await desk.members.choose(AUTHOR, Choice(takes_part=False))
    with pytest.raises(NoOriginal):
        await desk.originals().shown_to(READER, COPY)


async def test_who_takes_no_part_is_known_to_no_translator_whoever_asks():
    members = Members(MemoryChoiceStore(), {AUTHOR: Choice(takes_part=False)})
    assert not members.allows_outside(AUTHOR)
    assert members.choice(AUTHOR).allows_outside  # when they come back
