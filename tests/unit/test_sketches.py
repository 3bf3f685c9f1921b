"""A text is long enough in any script or it is not, and is known again when it was changed a little."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.participation.sketches import are_alike, sketch
from tests.contributing import KEY, sketched


@pytest.mark.parametrize(
    "words",
    [
        "",
        "k",
        "好",
        "lol",
        "ok",
        "哈哈哈哈哈哈哈哈",
        "hahahahahahahahaha",
        "lol lol lol lol lol lol",
        "！！！！！！！！！！！！",
        "666666666666",
        "再见再见再见再见",
        "aaaaaaaaaaaaaaaaaa",
        "Nice one",
        "Nice kittens",
        "真可爱",
        "可爱！",
        "귀여워",
        "_____________",
        "👍👍👍👍👍👍👍👍👍👍👍👍👍",
    ],
)
def test_what_says_next_to_nothing_does_not_count(words: str):
    assert sketch(words, KEY) is None


@pytest.mark.parametrize(
    "words",
    [
        "我有两只猫",
        "我有兩隻貓",
        "I have two cats",
        "我家猫 so cute",
        "ねこがすきです",
        "고양이를 좋아해요",
        "У меня два кота",
    ],
)
def test_a_short_sentence_counts_in_any_script(words: str):
    assert sketched(words)


def test_a_picture_says_enough_and_nothing_is_kept_of_a_short_caption():
    """Two pictures with the same few words are two pictures; two with the same sentence are not."""
    assert sketch("", KEY, has_file=True) == sketch("cat tax", KEY, has_file=True) == frozenset()
    assert not are_alike(frozenset(), frozenset())
    assert sketch("I have two cats", KEY, has_file=True) == sketched("I have two cats")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("我觉得饺子很好吃", "我觉得饺子真好吃"),
        ("我今天去了早市買菜", "我今天去了早市買菜啦！"),
        ("ＭＹ　ＤＯＧ　ＬＯＶＥＳ　ＴＨＥ　ＢＥＡＣＨ", "my dog loves the beach"),
        ("My grandmother makes dumplings at new year", "At new year my grandmother makes dumplings"),
    ],
)
def test_what_was_changed_a_little_is_known_again(one: str, other: str):
    assert are_alike(sketched(one), sketched(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("你的猫好可爱啊", "你的狗好可爱啊"),
        ("Your cat is so cute", "Your dog is so cute"),
        ("祝你生日快乐", "祝你新年快乐"),
        ("Have a great day everyone", "Have a great evening everyone"),
        ("我家的猫很喜欢睡觉", "周末我们去河边散步"),
    ],
)
def test_different_sentences_are_different(one: str, other: str):
    """By the same measure in both languages: one word more or less of a short sentence."""
    assert not are_alike(sketched(one), sketched(other))


def test_a_long_text_is_known_again_by_its_sketch():
    story = "First came the cat, then the dog, two foxes and an owl, and at last all my neighbours with their hens"
    tale = "第一天来了猫，第二天来了狗，第三天来了狐狸，第四天下起了大雪，第五天我们一起去山上看日出。"

    assert len(sketched(story)) == len(sketched(tale)) == 16
    assert are_alike(sketched(story), sketched("PS: " + story))
    assert are_alike(sketched(tale), sketched(tale + "哈哈"))
    assert not are_alike(sketched(story), sketched(tale))


def test_without_the_key_a_text_cannot_be_looked_for():
    assert sketch("I have two cats", KEY) != sketch("I have two cats", b"another")


@given(st.text(st.characters(), max_size=400))
@example("\ud83d lone surrogates come in JSON \ud83d")
@example("ﷺ" * 2000)
@example("ab" * 2000 + "c")
@example("字" * 2000)
def test_any_text_has_a_small_sketch_that_is_like_itself(text: str):
    made = sketch(text, KEY)

    if made is not None:
        assert 1 <= len(made) <= 16
        assert all(0 <= one < 2**32 for one in made)
        assert are_alike(made, made)
