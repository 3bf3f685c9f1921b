"""How Chinese sounds, beside each word, and nothing of what a message hides."""

import pytest

from bot.translation.aloud import Aloud
from bot.translation.model import Phonetics

ALOUD = Aloud()


@pytest.mark.parametrize(
    ("text", "phonetics", "sounds"),
    [
        ("我们今天去吃饭。", Phonetics.PINYIN, "我们 wǒmen · 今天 jīntiān · 去 qù · 吃饭 chīfàn。"),
        ("我們今天去吃飯。", Phonetics.PINYIN, "我們 wǒmen · 今天 jīntiān · 去 qù · 吃飯 chīfàn。"),
        ("謝謝！", Phonetics.ZHUYIN, "謝謝 ㄒㄧㄝˋ ˙ㄒㄧㄝ！"),
        ("你好 <@12>\n再见", Phonetics.PINYIN, "你好 nǐhǎo · <@12>\n再见 zàijiàn"),
        ("OK，好", Phonetics.PINYIN, "OK， 好 hǎo"),
    ],
)
def test_each_word_has_its_sounds(text: str, phonetics: Phonetics, sounds: str):
    assert ALOUD.read(text, phonetics) == sounds


@pytest.mark.parametrize("text", ["hello", "", "||他死了||", "他||死||了", "こんにちは"])
def test_where_there_is_no_chinese_or_something_is_hidden_nothing_is_read(text: str):
    assert ALOUD.read(text, Phonetics.PINYIN) is None


def test_a_long_text_is_cut_and_a_strange_one_breaks_nothing():
    said = ALOUD.read("今天" * 900, Phonetics.ZHUYIN)
    assert said is not None
    assert len(said) <= 1024
    assert ALOUD.read("龘靐\ue000\U0002a6a5 **字** `码`", Phonetics.PINYIN)


def test_nothing_heavy_is_loaded_for_it():
    """The tagger behind word help costs 33 MB."""
    import subprocess
    import sys

    code = (
        "import sys; from bot.translation.aloud import Aloud; from bot.translation.model import Phonetics;"
        "assert Aloud().read('今天', Phonetics.ZHUYIN); print('rjieba' in sys.modules, 'opencc' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
