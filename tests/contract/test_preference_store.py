"""What every `PreferenceStore` does."""

from bot.ids import UserId
from bot.members.model import Preference
from bot.translation.model import EN, Phonetics
from tests.owing import Stores

ANN, BEN = UserId(1 << 60), UserId(7)
ALL = Preference(
    EN, is_pinged=False, phonetics=Phonetics.ZHUYIN, likes_corrections=True, may_be_quoted=False, zone="Asia/Taipei"
)


async def test_preferences_come_back_and_the_newest_counts(stores: Stores):
    await stores.preferences.keep(ANN, Preference(is_pinged=False))
    await stores.preferences.keep(BEN, Preference(phonetics=Phonetics.PINYIN))
    await stores.preferences.keep(ANN, ALL)
    assert await stores.preferences.every() == {ANN: ALL, BEN: Preference(phonetics=Phonetics.PINYIN)}


async def test_who_prefers_the_default_again_leaves_no_trace(stores: Stores):
    await stores.preferences.keep(ANN, ALL)
    await stores.preferences.keep(ANN, Preference())
    assert await stores.preferences.every() == {}
