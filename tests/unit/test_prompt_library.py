"""Every prompt of the library is fit to be asked: in each language, of everybody, on each of its days."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import hanzidentifier
import pytest

from bot.calendars.lunar import BoraxCalendar
from bot.prompts.festivals import FESTIVALS, Calendar
from bot.prompts.library import load, parsed
from bot.prompts.model import Mode, Prompt, Question, Theme, Word
from bot.prompts.seasons import Season
from bot.translation.aloud import Aloud
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language, Phonetics
from bot.translation.variants import Variants
from tests.prompt_words import (
    AVOIDED,
    BANNED_EN,
    BANNED_ZH,
    BRANDS,
    MAINLAND_IN_TAIWAN,
    MARKDOWN,
    MISTAKEN_FOR_TAIWAN,
    PEOPLES,
    SPELLED_IN_TWO_WAYS,
    YES_OR_NO_EN,
    YES_OR_NO_ZH,
)

ALL = load()
LANGUAGES = (EN, ZH_HANS, ZH_HANT)
SHIPPED = Path(__file__).with_name("shipped_prompts.txt")
VARIANTS = Variants()
ALOUD = Aloud()

# Discord allows a poll 300 and 55 characters (poll resource). Ours are shorter: read in a moment, answered in a minute.
LONGEST_TEXT = {EN: 180, ZH_HANS: 66, ZH_HANT: 70}
LONGEST_NOTE = {EN: 230, ZH_HANS: 80, ZH_HANT: 85}
LONGEST_ANSWER = {EN: 40, ZH_HANS: 16, ZH_HANT: 16}
SHORTEST_TEXT = {EN: 16, ZH_HANS: 10, ZH_HANT: 10}

LEAST_OF_A_MODE = {
    Mode.TALK: 120,
    Mode.PHOTO: 60,
    Mode.POLL: 40,
    Mode.HOW_TO: 30,
    Mode.COMPLETE: 20,
    Mode.ASSOCIATE: 16,
}

Claim = Callable[[Question, Language, Prompt], object]


def to_traditional(text: str) -> str:
    return VARIANTS.convert_now(text, ZH_HANS, ZH_HANT)


def questions(*languages: Language) -> Iterator[tuple[Prompt, Language, Question]]:
    """Yield each prompt as readers of each language see it."""
    for prompt in ALL:
        for language in languages or LANGUAGES:
            yield prompt, language, prompt.asked_in(language, to_traditional)


def wrong(finds: Claim, *languages: Language) -> dict[str, object]:
    """Return what *finds* finds, by prompt and language."""
    looked = {
        f"{prompt.id} {language}": finds(word, language, prompt) for prompt, language, word in questions(*languages)
    }
    return {where: what for where, what in looked.items() if what}


def sounds(written: str, phonetics: Phonetics) -> str:
    """Return how a word sounds, without the word itself."""
    return re.sub("[㐀-鿿·]", "", ALOUD.read(written, phonetics) or "").strip()


def said(question: Question) -> str:
    return "\n".join((question.text, *question.answers, question.note))


def asked(question: Question) -> str:
    return "\n".join((question.text, *question.answers))


# --- how many


def test_there_is_a_prompt_for_every_day_of_a_year_and_enough_of_every_theme_and_mode():
    assert len(ALL) >= 366
    themes = Counter(prompt.theme for prompt in ALL)
    modes = Counter(prompt.mode for prompt in ALL)
    assert {theme: themes[theme] for theme in Theme if themes[theme] < 15} == {}
    assert {mode: modes[mode] for mode in Mode if modes[mode] < LEAST_OF_A_MODE[mode]} == {}


def test_at_least_48_prompts_keep_festivals_and_seasons():
    assert sum(not prompt.season.is_always for prompt in ALL) >= 48


@pytest.mark.parametrize("theme", Theme)
def test_a_theme_has_prompts_of_several_modes_and_for_any_day(theme: Theme):
    of_theme = [prompt for prompt in ALL if prompt.theme == theme]
    assert len({prompt.mode for prompt in of_theme}) >= 5
    assert sum(prompt.season.is_always for prompt in of_theme) >= 15 or theme == Theme.FESTIVALS


def test_most_prompts_are_small_talk_and_each_depth_is_there():
    depths = Counter(prompt.depth for prompt in ALL)
    assert depths.keys() == {1, 2, 3}
    assert depths[1] > depths[2] > depths[3] >= 12


# --- names


def test_ids_are_unique_and_begin_with_their_theme():
    assert [name for name, count in Counter(prompt.id for prompt in ALL).items() if count > 1] == []
    assert [p.id for p in ALL if not re.fullmatch(rf"{p.theme}(-[a-z0-9]+)+", p.id) or len(p.id) > 48] == []


def test_no_prompt_that_has_shipped_is_renamed_or_gone():
    """What was asked is remembered by its id. A new prompt is added to the list when it ships."""
    assert set(SHIPPED.read_text(encoding="utf-8").split()) - {prompt.id for prompt in ALL} == set()


# --- what is asked


def test_every_prompt_is_said_in_every_language_and_is_short():
    assert wrong(lambda w, lang, _: not SHORTEST_TEXT[lang] <= len(w.text) <= LONGEST_TEXT[lang] and w.text) == {}
    assert wrong(lambda w, lang, _: len(w.note) > LONGEST_NOTE[lang] and (len(w.note), w.note)) == {}
    assert wrong(lambda w, lang, _: [a for a in w.answers if not 1 <= len(a) <= LONGEST_ANSWER[lang]]) == {}


def test_a_poll_and_nothing_else_has_answers_as_many_in_every_language():
    for prompt in ALL:
        counts = {len(prompt.asked_in(language, to_traditional).answers) for language in LANGUAGES}
        assert len(counts) == 1, prompt.id
        assert 2 <= min(counts) <= 10 if prompt.mode == Mode.POLL else counts == {0}, prompt.id
    assert wrong(lambda w, *_: len(set(w.answers)) < len(w.answers)) == {}


def test_a_sentence_to_complete_has_its_gap_in_every_language():
    gap = {EN: "…", ZH_HANS: "……", ZH_HANT: "……"}
    assert wrong(lambda w, lang, prompt: prompt.mode == Mode.COMPLETE and gap[lang] not in w.text and w.text) == {}


def test_no_prompt_can_be_answered_with_yes_or_no():
    assert wrong(lambda w, *_: YES_OR_NO_EN.findall(w.text), EN) == {}
    assert wrong(lambda w, *_: YES_OR_NO_ZH.findall(w.text), ZH_HANS, ZH_HANT) == {}


@pytest.mark.parametrize(
    "text", ["Do you like tea?", "A cup of tea. Is it yours?", "Ever been lost?", "Tea: Would you drink it cold?"]
)
def test_a_question_for_yes_or_no_is_recognised(text: str):
    assert YES_OR_NO_EN.search(text)
    assert not YES_OR_NO_EN.search("Do tell. Which tea is it?")


def test_nothing_is_asked_about_politics_origin_belief_money_health_drink_bodies_or_addresses():
    assert wrong(lambda w, *_: BANNED_EN.findall(asked(w)), EN) == {}
    assert wrong(lambda w, *_: BANNED_ZH.findall(asked(w)), ZH_HANS) == {}


@pytest.mark.parametrize("text", ["Which country is best?", "How old are you?", "Your city, please.", "Beer or wine?"])
def test_a_banned_subject_is_recognised(text: str):
    assert BANNED_EN.search(text)


def test_nothing_is_advertised():
    assert wrong(lambda w, *_: BRANDS.findall(said(w))) == {}


def test_nobody_is_called_by_nationality_and_no_word_is_said_that_the_house_avoids():
    assert wrong(lambda w, *_: AVOIDED.findall(said(w))) == {}
    assert wrong(lambda w, *_: PEOPLES.findall(said(w)), EN) == {}


def test_english_reads_the_same_on_both_sides_of_the_ocean():
    assert wrong(lambda w, *_: SPELLED_IN_TWO_WAYS.findall(said(w)), EN) == {}


def test_nothing_in_a_prompt_is_markdown_a_mention_or_a_link():
    assert wrong(lambda w, *_: MARKDOWN.findall(said(w))) == {}


# --- how it is written


def test_texts_are_trimmed_and_end_with_a_mark():
    marks = {EN: ".?!…:”)", ZH_HANS: "。？！…：”）", ZH_HANT: "。？！…：」）"}
    assert wrong(lambda w, *_: [part for part in said(w).split("\n") if part != part.strip() or "  " in part]) == {}
    assert wrong(lambda w, lang, _: w.text[-1] not in marks[lang] and w.text) == {}
    assert wrong(lambda w, lang, _: w.note and w.note[-1] not in marks[lang] and w.note) == {}
    assert wrong(lambda w, *_: [answer for answer in w.answers if answer[-1] in ".。"]) == {}


def test_english_punctuation_is_half_width_with_curved_double_quotes():
    assert wrong(lambda w, *_: re.findall(r"[，。？！：；（）「」、\"’‘–]|\.\.\.", said(w)), EN) == {}
    assert wrong(lambda w, *_: not re.match(r"[A-Z“🙂]", w.text) and w.text, EN) == {}


def test_chinese_punctuation_is_full_width_and_quotes_are_the_scripts_own():
    half_width = r"[㐀-鿿] ?[,.!?;:()\"']|[,!?;:(\"']\s?[㐀-鿿]|\.\.\.|(?<!…)…(?!…)"
    assert wrong(lambda w, *_: re.findall(half_width, said(w)), ZH_HANS, ZH_HANT) == {}
    assert wrong(lambda w, *_: set(said(w)) & set("「」『』"), ZH_HANS) == {}
    assert wrong(lambda w, *_: set(said(w)) & set("“”‘’"), ZH_HANT) == {}


def test_latin_letters_and_numbers_stand_apart_from_characters_and_quotation_marks_do_not():
    touching = r"[㐀-鿿][A-Za-z0-9]|[A-Za-z0-9%][㐀-鿿]| [“”「」]|[“”「」] "
    assert wrong(lambda w, *_: re.findall(touching, f"{w.text}\n{w.note}"), ZH_HANS, ZH_HANT) == {}


def test_each_script_holds_no_character_of_the_other():
    def characters(question: Question) -> set[str]:
        return set(re.findall("[㐀-鿿]", said(question)))

    assert wrong(lambda w, *_: {c for c in characters(w) if not hanzidentifier.is_simplified(c)}, ZH_HANS) == {}
    assert wrong(lambda w, *_: {c for c in characters(w) if not hanzidentifier.is_traditional(c)}, ZH_HANT) == {}


# --- Taiwan


def test_taiwan_has_its_own_words():
    assert wrong(lambda w, *_: MAINLAND_IN_TAIWAN.findall(said(w)), ZH_HANT) == {}
    assert wrong(lambda w, *_: MISTAKEN_FOR_TAIWAN.findall(said(w)), ZH_HANT) == {}


def test_what_is_written_for_taiwan_is_not_what_conversion_makes_anyway():
    for prompt in ALL:
        written = prompt.zh_hant
        derived = replace(prompt, zh_hant=Question("")).asked_in(ZH_HANT, to_traditional)
        assert written.text != derived.text, prompt.id
        assert written.answers != derived.answers or not derived.answers, prompt.id
        assert written.note != derived.note or not derived.note, prompt.id


def test_what_is_not_written_for_taiwan_is_converted_with_taiwans_quotation_marks():
    prompt = replace(ALL[0], zh_hans=Question("他说“软件”。", ("鼠标",), "‘网络’"), zh_hant=Question("", (), "寫好的"))
    assert prompt.asked_in(ZH_HANT, to_traditional) == Question("他說「軟體」。", ("滑鼠",), "寫好的")


def test_a_reader_of_another_language_gets_english():
    assert ALL[0].asked_in(Language("fr"), to_traditional) == ALL[0].en


# --- variety


def grams(text: str, size: int) -> set[str]:
    folded = re.sub(r"[\W_]+", " ", text.lower()).strip()
    return {folded[at : at + size] for at in range(max(1, len(folded) - size + 1))}


def alike(texts: dict[str, str], size: int, most: float = 0.33) -> dict[tuple[str, str], float]:
    """Return the pairs of *texts* that share more than *most* of their character n-grams.

    Character n-grams, since Chinese has no spaces; each set is an integer's bits, since there are 80,000 pairs.
    """
    place: dict[str, int] = {}
    bits = {name: sum(1 << place.setdefault(g, len(place)) for g in grams(text, size)) for name, text in texts.items()}
    shares = {
        (a, b): (bits[a] & bits[b]).bit_count() / (bits[a] | bits[b]).bit_count() for a, b in combinations(bits, 2)
    }
    return {pair: round(share, 2) for pair, share in shares.items() if share > most}


@pytest.mark.parametrize(("language", "size"), [(EN, 4), (ZH_HANS, 2), (ZH_HANT, 2)])
def test_no_two_prompts_ask_nearly_the_same(language: Language, size: int):
    assert alike({prompt.id: question.text for prompt, _, question in questions(language)}, size) == {}


def test_the_same_question_in_slightly_other_words_is_noticed():
    assert alike({"a": "Show us the cup beside you.", "b": "Show us the mug beside you."}, 4)
    assert alike({"a": "拍拍你手边这一杯。", "b": "拍一拍你手边的这一杯。"}, 2)
    assert not alike({"a": "Show us the cup beside you.", "b": "Show us what's on a door."}, 4)


def test_prompts_open_in_many_ways():
    """Forty times "What's your favourite" is a questionnaire, not a conversation."""
    words = [re.findall(r"[\w']+", question.text.lower())[:2] for _, _, question in questions(EN)]
    english = Counter(" ".join(opener) for opener in words)
    chinese = Counter(re.sub(r"\W", "", question.text)[:2] for _, _, question in questions(ZH_HANS))
    assert {opener: count for opener, count in (english + chinese).items() if count > 8} == {}
    assert {word: n for word, n in Counter(opener[0] for opener in words).items() if n > len(ALL) / 7} == {}
    assert min(len(english), len(chinese)) > 0.7 * len(ALL)


# --- seasons


def test_every_season_has_its_days_and_is_no_more_than_a_season():
    calendar = BoraxCalendar()
    rare = {"festivals-leap-day"}
    for prompt in ALL:
        if not prompt.season.is_always:
            days = [len(prompt.season.dates(year, calendar)) for year in range(2027, 2033)]
            assert max(days) <= 200, prompt.id
            assert min(days) >= 1 or prompt.id in rare, prompt.id


def test_every_festival_that_we_know_has_a_prompt():
    kept = {
        point.day
        for prompt in ALL
        for stretch in prompt.season.stretches or ()
        for point in (stretch.first, stretch.last)
    }
    assert [name for name, festival in FESTIVALS.items() if festival not in kept] == []


def test_what_national_days_ask_waits_until_they_are_wished_for():
    """And it is asked for them alone: what is asked on other days too is asked there."""
    every = frozenset(Calendar)
    national = {
        p.id for p in ALL if p.season.within(every) == Season(()) and p.season.within(every, sensitive=True) == p.season
    }
    assert len(national) == 8
    assert [p.id for p in ALL if p.id not in national and p.season.within(every) != p.season] == []


@pytest.mark.parametrize("calendar", Calendar)
def test_every_calendar_has_its_festivals_through_the_year(calendar: Calendar):
    lunar = BoraxCalendar()
    left = [prompt.season.within({calendar}) for prompt in ALL if prompt.theme == Theme.FESTIVALS]
    days = {day for season in left if not season.is_always for day in season.dates(2027, lunar)}
    assert len({day.month for day in days}) >= 8


# --- the day's three words

MOST_PROMPTS_OF_A_WORD = 6
# As zhuyin would show them, these sound otherwise than Taiwan says them: 星期 xīngqí, 垃圾 lèsè, 微笑 wéixiào.
SAID_OTHERWISE_IN_TAIWAN = set("企期息微危惜昔夕叔淑究擊識帆突播薄蝸擁質液儲攜跌諷框綜酵垃圾頗雌巫剝跡悉髮夾績")


def each_word() -> Iterator[tuple[Prompt, Word, str]]:
    """Yield every word with what Taiwan writes for it."""
    for prompt in ALL:
        for word in prompt.words:
            yield prompt, word, word.written_in(ZH_HANT, to_traditional)


def test_every_prompt_has_three_words_that_differ():
    for prompt in ALL:
        assert len(prompt.words) == 3, prompt.id
        for each in zip(*((w.zh_hans, w.written_in(ZH_HANT, to_traditional), w.en) for w in prompt.words), strict=True):
            assert len(set(each)) == 3, prompt.id


def test_a_word_is_short_in_both_languages():
    for prompt, word, taiwan in each_word():
        assert re.fullmatch("[㐀-鿿]{1,4}", word.zh_hans), (prompt.id, word)
        assert re.fullmatch("[㐀-鿿]{1,4}", taiwan), (prompt.id, word)
        assert re.fullmatch(r"[A-Za-z][a-zA-Z' ,()!?-]*", word.en), (prompt.id, word)
        assert len(word.en) <= 24, (prompt.id, word)
        assert len(word.en.split()) <= 4, (prompt.id, word)
        assert word.en == " ".join(word.en.split()), (prompt.id, word)


def test_words_are_written_in_their_script():
    for prompt, word, taiwan in each_word():
        assert hanzidentifier.is_simplified(word.zh_hans), (prompt.id, word)
        assert hanzidentifier.is_traditional(taiwan), (prompt.id, word)
        assert not MAINLAND_IN_TAIWAN.search(taiwan), (prompt.id, word)
        assert not MISTAKEN_FOR_TAIWAN.search(taiwan), (prompt.id, word)


def test_words_written_for_taiwan_are_not_what_conversion_makes_anyway():
    for prompt in ALL:
        derived = [to_traditional(word.zh_hans) for word in prompt.words]
        assert [word.zh_hant for word in prompt.words] != derived, prompt.id


def test_words_keep_what_questions_keep():
    unfit = (BANNED_EN, BANNED_ZH, BRANDS, AVOIDED, PEOPLES, SPELLED_IN_TWO_WAYS)
    for prompt, word, taiwan in each_word():
        assert [p.pattern for p in unfit if p.search(f"{word.zh_hans}\n{taiwan}\n{word.en}")] == [], (prompt.id, word)


def test_hardly_a_word_comes_again():
    counts = Counter(word.zh_hans for _, word, _ in each_word())
    assert {word: count for word, count in counts.items() if count > MOST_PROMPTS_OF_A_WORD} == {}
    assert len(counts) > 0.9 * counts.total()


def test_every_word_can_be_read_aloud_in_one_way():
    for prompt, word, taiwan in each_word():
        for written in (word.zh_hans, taiwan):
            assert len(sounds(written, Phonetics.ZHUYIN).split()) == len(written), (prompt.id, word)
            assert "/" not in sounds(written, Phonetics.PINYIN), (prompt.id, word)


def test_no_word_is_one_that_taiwan_reads_otherwise():
    assert [(prompt.id, taiwan) for prompt, _, taiwan in each_word() if SAID_OTHERWISE_IN_TAIWAN & set(taiwan)] == []


# Characters that sound otherwise in other words. Each word that has one was listened to, and stands here as it is read.
OF_SEVERAL_SOUNDS = set(
    "好长行还都得数重种空分传背教藏当夹发兴转倒便结觉着调乐角舍假只为正"
    "散卷划处漂冲露扫塞切量盛熬薄剥缝哄系落挑占钻称闷降载弹曲累糊担干难少"
)
LISTENED_TO = """
上当 shàngdàng  主角 zhǔjué  乐器 yuèqì  五分钟 wǔ_fēnzhōng  传 chuán  传家宝 chuánjiābǎo  传给 chuángěi
传统 chuántǒng  传说 chuánshuō  便宜 piányi  便条 biàntiáo  修好 xiūhǎo  值得 zhíde  兴奋 xīngfèn  冲动 chōngdòng
出发 chūfā  分 fēn  分心 fēnxīn  刚好 gānghǎo  十五分钟 shíwǔ_fēnzhōng  占位子 zhàn_wèizi  卷 juǎn
卷起来 juǎnqǐ_lái  发光 fāguāng  发呆 fādāi  发明 fāmíng  发现 fāxiàn  发芽 fāyá  发音 fāyīn  只买 zhǐ_mǎi
塞满 sāimǎn  墙角 qiángjiǎo  外行 wàiháng  夜空 yèkōng  大扫除 dà_sǎochú  天空 tiānkōng  好久不见 hǎojiǔbujiàn
好听 hǎotīng  好奇 hàoqí  好看 hǎokàn  好笑 hǎoxiào  好运 hǎoyùn  少糖 shǎo_táng  少许 shǎoxǔ  干净 gānjìng
归还 guīhuán  当地 dāngdì  当场 dāngchǎng  当面 dāngmiàn  打水漂 dǎshuǐpiāo  打结 dǎjié  扫地 sǎodì  扫把 sàobǎ
抽空 chōukòng  担心 dānxīn  拍糊了 pāi_hú_le  捉迷藏 zhuōmícáng  摇篮曲 yáolánqǔ  摔倒 shuāidǎo  收藏 shōucáng
收行李 shōu_xíngli  放假 fàngjià  教 jiāo  教室 jiàoshì  教程 jiàochéng  教训 jiàoxun  散步 sànbù  数字 shùzì
数数 shǔshù  方便面 fāngbiànmiàn  旅行 lǚxíng  早上好 zǎoshang_hǎo  昵称 nìchēng  暑假 shǔjià  模糊 móhu
正经 zhèngjīng  沙发 shāfā  活着 huózhe  流行 liúxíng  混着说 hùn_zhe_shuō  漂亮 piàoliang  烘干机 hōnggānjī
熬夜 áoyè  独处 dúchǔ  理发师 lǐfàshī  盯着 dīng_zhe  睡不着 shuì_bùzháo  睡着 shuìzháo  睡觉 shuìjiào
种植 zhòngzhí  称呼 chēnghu  空白 kòngbái  空白页 kòngbái_yè  空调 kōngtiáo  窝着 wō_zhe  累 lèi  结局 jiéjú
结果 jiéguǒ  结账 jiézhàng  耳塞 ěrsāi  联系 liánxì  背 bèi  背书 bèishū  背包 bēibāo  自行车 zìxíngchē
舍不得 shěbude  落叶 luòyè  藏 cáng  蝴蝶结 húdiéjié  行李 xíngli  行李箱 xínglixiāng  行话 hánghuà  视角 shìjiǎo
角落 jiǎoluò  解闷 jiěmèn  计划 jìhuà  记得 jìde  调子 diàozi  调料 tiáoliào  越高越好 yuè_gāo_yuè_hǎo
转弯 zhuǎnwān  还价 huánjià  遗传 yíchuán  醒着 xǐng_zhe  重复 chóngfù  重复使用 chóngfù_shǐyòng  钻进去 zuānjìn_qù
长大 zhǎngdà  长椅 chángyǐ  长辈 zhǎngbèi  闷热 mēnrè  降温 jiàngwēn  限量 xiàn_liàng  随便 suíbiàn  难 nán
难吃 nánchī  难忘 nánwàng  难过 nánguò  露营 lùyíng  音乐 yīnyuè  饼干 bǐnggān  高处 gāochù
"""


def test_every_word_with_a_character_of_several_sounds_is_read_as_it_was_listened_to():
    listened = dict(re.findall(r"(\S+) (\S+)", LISTENED_TO))
    doubtful = {word.zh_hans for _, word, _ in each_word() if OF_SEVERAL_SOUNDS & set(word.zh_hans)}
    assert {word: re.sub(" +", "_", sounds(word, Phonetics.PINYIN)) for word in doubtful} == listened


def test_whoever_reads_no_chinese_is_shown_a_word_in_simplified_and_taiwan_has_its_own():
    by_conversion, by_hand = Word("鼠标", "", "mouse"), Word("烧烤", "烤肉", "barbecue")
    assert [by_hand.written_in(language, to_traditional) for language in LANGUAGES] == ["烧烤", "烧烤", "烤肉"]
    assert by_conversion.written_in(ZH_HANT, to_traditional) == "滑鼠"


# --- reading the files


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("talk", "shout"),
        ("depth = 1", 'season = "13-01"\ndepth = 1'),
        ("en =", "zh-HK ="),
        ("zh-Hans =", "zh-Hant ="),
        ("words-zh-Hant = ['茶']", "words-zh-Hant = []"),
    ],
)
def test_a_fault_in_a_file_names_its_prompt(right: str, wrong: str):
    text = '[[prompts]]\nid = "food-tea"\nmode = "talk"\ndepth = 1\nen = "Tea."\nzh-Hans = "茶。"\n'
    text += "words = [['茶', 'tea']]\nwords-zh-Hant = ['茶']\n"
    assert parsed(Theme.FOOD, text)[0].zh_hans == Question("茶。")
    with pytest.raises((ValueError, KeyError)) as raised:
        parsed(Theme.FOOD, text.replace(right, wrong))
    assert "food-tea" in raised.value.__notes__[0]
