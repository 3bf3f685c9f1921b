"""Every prompt of the library is fit to be asked: in both languages, of everybody, on any of its days."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

import hanzidentifier
import pytest

from bot.calendars.lunar import BoraxCalendar
from bot.prompts.festivals import FESTIVALS
from bot.prompts.library import load, parsed
from bot.prompts.model import Mode, Prompt, Theme, Wording
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language
from bot.translation.variants import Variants

ALL = load()
LANGUAGES = (EN, ZH_HANS, ZH_HANT)

# Discord's limits for a poll are 300 and 55 (poll resource); a prompt is shorter, so that it is read in a moment.
LONGEST_TEXT = {EN: 180, ZH_HANS: 66, ZH_HANT: 70}
LONGEST_NOTE = {EN: 230, ZH_HANS: 80, ZH_HANT: 85}
LONGEST_ANSWER = {EN: 40, ZH_HANS: 16, ZH_HANT: 16}

LEAST_OF_A_MODE = {
    Mode.TALK: 120,
    Mode.PHOTO: 60,
    Mode.POLL: 40,
    Mode.HOW_TO: 30,
    Mode.COMPLETE: 20,
    Mode.ASSOCIATE: 16,
}

# What opens a question that is answered with yes or no. "Which", "who", "how" and imperatives open all others.
YES_OR_NO_EN = re.compile(
    r"(?:^|[.!?:;] )(?:Do|Does|Did|Are|Is|Was|Were|Am|Can|Could|Have|Has|Had|Will|Would|Should|May|Must|Ever)\b[^.!?]*\?"
)
YES_OR_NO_ZH = re.compile(r"吗|嗎|是不是|有没有|有沒有|会不会|會不會|能不能|要不要|可不可以|喜不喜欢|喜不喜歡|还是不|還是不")

# Politics, origin, belief, money, health, law, drink, bodies, romance's status; and where somebody lives.
BANNED_EN = re.compile(
    r"\b(politic\w*|elect(?:ion|ed)|president|government|minister|army|war|protest|border|nation\w*|country"
    r"|citizen\w*|passport|visa|ethnic\w*|rac(?:e|ial)s?|immigra\w*|foreigner\w*|church|mosque|pray\w*|bible|faith|religio\w*"
    r"|salary|wage\w*|income|rent|mortgage|rich|poor|debt|doctor|medicine|diagnos\w*|lawyer|lawsuit|calorie\w*|diet|weight"
    r"|slim\w*|skinny|fat|beer|wine|whisky|whiskey|cocktail|drunk|pub|cigarette|smok(?:e|ing)|gun|kill\w*|suicide|sex\w*"
    r"|boyfriend|girlfriend|husband|wife|divorce\w*|dating|where (?:do|are) you (?:live|from)|your (?:address|city|town|country)"
    r"|age are you|how old are you)\b",
    re.IGNORECASE,
)
BANNED_ZH = re.compile(
    "政治|选举|总统|主席|政府|军队|战争|抗议|国籍|民族|种族|移民|老外|外国人|护照|签证|教堂|清真|祷告|信仰|宗教|工资|薪水|收入"
    "|房租|房价|贷款|有钱|穷|医生|吃药|药方|律师|官司|卡路里|减肥|体重|瘦|胖|啤酒|白酒|红酒|喝酒|酒量|劝酒|抽烟|香烟|自杀"
    "|相亲|男朋友|女朋友|老公|老婆|离婚|彩礼|你住在|住哪|哪个城市的|哪里人|你多大|几岁了"
)
BRANDS = re.compile(
    r"discord|wechat|weixin|tiktok|douyin|xiaohongshu|rednote|instagram|facebook|youtube|netflix|amazon|taobao|ikea"
    r"|lego|nintendo|starbucks|mcdonald|coca|微信|抖音|小红书|淘宝|京东|拼多多|宜家|乐高|星巴克|麦当劳|老干妈|蜜雪|海底捞",
    re.IGNORECASE,
)
# The house's words, in either script (docs/glossary.md).
AVOIDED = (
    *("对岸", "對岸", "两岸", "兩岸", "审核", "審核", "提示词", "提示詞", "转发", "轉發", "轉寄", "端点", "端點", "冻结", "凍結"),
    *("伴侣", "伴侶", "中国人", "中國人", "华人", "華人", "美国人", "美國人", "老美", "洋人", "您", "内地", "內地"),
)
# Words that are spelled in two ways, and some that mean two things: a prompt reads the same in Leeds and in Ohio.
SPELLED_IN_TWO_WAYS = re.compile(
    r"\b(colou?r\w*|favou?r\w*|neighbou?r\w*|hono(?:u)?r\w*|humou?r\w*|flavou?rs|gr[ae]y|m[ou]m|m[ou]my|mums|moms|travell?(?:ed|er|ing)\w*"
    r"|cent(?:re|er)\w*|theat(?:re|er)\w*|pyjamas|pajamas|tyres?|tires?|chill?i(?:es)?|savou?ry|doughnuts?|donuts?|cozy|cosy"
    r"|maths?|organi[sz]e\w*|reali[sz]e\w*|aluminu?i?um|soccer|football|pants|whil?st)\b",
    re.IGNORECASE,
)
# What conversion leaves as the mainland says it.
MAINLAND_IN_TAIWAN = (
    *("視頻", "土豆", "地鐵", "軟件", "網絡", "短信", "公交", "出租車", "酸奶", "西紅柿", "方便麵", "外賣", "快遞", "酒店", "空調"),
    *("自行車", "電飯煲", "食堂", "小區", "表情包", "衛生間", "洗手間", "手柄", "微波爐爐", "便利店", "早飯", "午飯", "晚飯", "視頻"),
    *("幼兒園小班", "服務員", "小賣部", "課間", "作業本", "打印", "沙發土豆", "牛油果", "菠蘿", "番茄醬醬", "蛋黃醬", "薯片"),
    *("黃油", "奶酪", "面包", "夜宵", "充電寶", "U盤", "點贊", "發卡", "卡皮巴拉", "毛孩子", "周末", "週末愉", "周一", "周日", "下周"),
    *("說來聽聽吧", "挺享受", "撓", "擼", "幹嘛呢", "啥", "咋", "倆", "勺子", "紙箱子裡頭", "屋裡", "存著事"),
)
MARKDOWN = re.compile(r"[*_~`|<>\\#@]|https?:")


def to_traditional(text: str) -> str:
    return VARIANTS.convert_now(text, ZH_HANS, ZH_HANT)


VARIANTS = Variants()


def wordings(*languages: Language) -> Iterator[tuple[Prompt, Language, Wording]]:
    """Yield each prompt as readers of each language see it."""
    for prompt in ALL:
        for language in languages or LANGUAGES:
            yield prompt, language, prompt.worded(language, to_traditional)


def said(wording: Wording) -> str:
    return "\n".join((wording.text, *wording.answers, wording.note))


def hanzi(wording: Wording) -> set[str]:
    return set(re.findall(r"[\u3400-\u9fff]", said(wording)))


def found(claim: Callable[[Prompt, Language, Wording], object], *languages: Language) -> dict[str, object]:
    """Return what *claim* finds wrong, by prompt and language."""
    told = {(p.id, lang): claim(p, lang, wording) for p, lang, wording in wordings(*languages)}
    return {f"{prompt_id} {language}": what for (prompt_id, language), what in told.items() if what}


# --- how many


def test_there_is_a_prompt_for_every_day_of_a_year_and_of_every_theme_and_mode():
    assert len(ALL) >= 366
    themes = Counter(prompt.theme for prompt in ALL)
    modes = Counter(prompt.mode for prompt in ALL)
    assert {theme: themes[theme] for theme in Theme if themes[theme] < 15} == {}
    assert {mode: modes[mode] for mode, least in LEAST_OF_A_MODE.items() if modes[mode] < least} == {}
    assert modes.keys() == set(Mode)


def test_at_least_48_prompts_keep_festivals_and_seasons():
    assert sum(not prompt.season.is_always for prompt in ALL) >= 48


def test_a_theme_has_prompts_of_several_modes_and_for_any_day():
    for theme in Theme:
        of_theme = [prompt for prompt in ALL if prompt.theme == theme]
        assert len({prompt.mode for prompt in of_theme}) >= 5, theme
        if theme != Theme.FESTIVALS:
            assert sum(prompt.season.is_always for prompt in of_theme) >= 15, theme


def test_most_prompts_are_small_talk_and_each_depth_is_there():
    depths = Counter(prompt.depth for prompt in ALL)
    assert depths.keys() == {1, 2, 3}
    assert depths[1] > depths[2] > depths[3] >= 12


# --- names


def test_ids_are_unique_and_begin_with_their_theme():
    ids = [prompt.id for prompt in ALL]
    assert [prompt_id for prompt_id, count in Counter(ids).items() if count > 1] == []
    for prompt in ALL:
        assert re.fullmatch(rf"{prompt.theme}(-[a-z0-9]+)+", prompt.id)
        assert len(prompt.id) <= 48


# --- what is said


def test_every_prompt_is_said_in_every_language_and_is_short():
    assert found(lambda p, lang, w: not w.text or len(w.text) > LONGEST_TEXT[lang] and (len(w.text), w.text)) == {}
    assert found(lambda p, lang, w: len(w.note) > LONGEST_NOTE[lang] and (len(w.note), w.note)) == {}
    assert found(lambda p, lang, w: len(w.text) < (4 if lang == EN else 8) and w.text) == {}


def test_only_a_poll_has_answers_the_same_number_in_every_language():
    for prompt in ALL:
        counts = {len(prompt.worded(language, to_traditional).answers) for language in LANGUAGES}
        assert len(counts) == 1, prompt.id
        assert (2 <= counts.pop() <= 10) if prompt.mode == Mode.POLL else counts == {0}, prompt.id
    assert found(lambda p, lang, w: [a for a in w.answers if not 1 <= len(a) <= LONGEST_ANSWER[lang]]) == {}
    assert found(lambda p, lang, w: len(set(w.answers)) < len(w.answers)) == {}


def test_a_sentence_to_complete_has_its_gap_in_every_language():
    gaps = {EN: "…", ZH_HANS: "……", ZH_HANT: "……"}
    assert found(lambda p, lang, w: p.mode == Mode.COMPLETE and gaps[lang] not in w.text and w.text) == {}


def test_no_prompt_can_be_answered_with_yes_or_no():
    assert found(lambda p, lang, w: YES_OR_NO_EN.findall(w.text), EN) == {}
    assert found(lambda p, lang, w: YES_OR_NO_ZH.findall(w.text), ZH_HANS, ZH_HANT) == {}


@pytest.mark.parametrize(
    "text", ["Do you like tea?", "A cup of tea. Is it yours?", "Ever been lost?", "Tea: Would you drink it cold?"]
)
def test_a_question_for_yes_or_no_is_recognised(text):
    assert YES_OR_NO_EN.search(text)
    assert not YES_OR_NO_EN.search("Do tell. Which tea is it?")


def test_nothing_is_asked_about_politics_origin_belief_money_health_drink_bodies_or_addresses():
    assert found(lambda p, lang, w: BANNED_EN.findall(f"{w.text} {' '.join(w.answers)}"), EN) == {}
    assert found(lambda p, lang, w: BANNED_ZH.findall(w.text + "".join(w.answers)), ZH_HANS) == {}


def test_nothing_is_advertised():
    assert found(lambda p, lang, w: BRANDS.findall(said(w))) == {}


def test_nobody_is_called_by_nationality_and_no_word_is_used_that_the_house_avoids():
    assert found(lambda p, lang, w: [word for word in AVOIDED if word in said(w)]) == {}
    peoples = r"\b(?:[Tt]he|[Aa]) (?:Chinese|Americans?|British|English|Taiwanese|Canadians?|Australians?|West(?:erners?)?)\b(?![ -]\w)"
    assert found(lambda p, lang, w: re.findall(peoples, said(w)), EN) == {}


def test_english_reads_the_same_on_both_sides_of_the_ocean():
    assert found(lambda p, lang, w: SPELLED_IN_TWO_WAYS.findall(said(w)), EN) == {}


def test_nothing_in_a_prompt_is_markdown_a_mention_or_a_link():
    assert found(lambda p, lang, w: MARKDOWN.findall(said(w))) == {}


# --- how it is written


def test_texts_are_trimmed_and_end_with_a_mark():
    assert found(lambda p, lang, w: [t for t in (w.text, *w.answers, w.note) if t != t.strip() or "  " in t]) == {}
    ends = {EN: ".?!…:”)", ZH_HANS: "。？！…：”）", ZH_HANT: "。？！…：」）"}
    assert found(lambda p, lang, w: w.text[-1] not in ends[lang] and w.text) == {}
    assert found(lambda p, lang, w: w.note and w.note[-1] not in ends[lang] and w.note) == {}
    assert found(lambda p, lang, w: [a for a in w.answers if a[-1] in ".。"]) == {}


def test_english_punctuation_is_half_width_with_curved_double_quotes():
    assert found(lambda p, lang, w: re.findall(r"[，。？！：；（）「」、]", said(w)), EN) == {}
    assert found(lambda p, lang, w: re.findall(r"[\"’‘–]|\.\.\.", said(w)), EN) == {}
    assert found(lambda p, lang, w: not re.match(r"[A-Z“(\dℹ🙂]", w.text) and w.text, EN) == {}


def test_chinese_punctuation_is_full_width_and_quotes_are_the_scripts_own():
    han = "\u3400-\u9fff"
    beside_han = rf"[{han}] ?[,.!?;:()]|[,!?;:(]\s?[{han}]|\.\.\.|[\"']{{1}}[{han}]|[{han}][\"']|(?<!…)…(?!…)"
    assert found(lambda p, lang, w: re.findall(beside_han, said(w)), ZH_HANS, ZH_HANT) == {}
    assert found(lambda p, lang, w: set(said(w)) & set("「」『』"), ZH_HANS) == {}
    assert found(lambda p, lang, w: set(said(w)) & set("“”‘’"), ZH_HANT) == {}


def test_chinese_and_latin_script_or_numbers_stand_apart():
    """In texts and notes: `5 月`, `叫 GIF。`. A row of digits that is a word (520, 2333) stands between marks."""
    touching = r"[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u3400-\u9fff]"
    assert found(lambda p, lang, w: re.findall(touching, w.text + "\n" + w.note), ZH_HANS, ZH_HANT) == {}


def test_each_script_holds_no_character_of_the_other():
    assert found(lambda p, lang, w: {c for c in said(w) if not hanzidentifier.is_simplified(c)} & hanzi(w), ZH_HANS) == {}
    assert found(lambda p, lang, w: {c for c in said(w) if not hanzidentifier.is_traditional(c)} & hanzi(w), ZH_HANT) == {}


# --- Taiwan


def test_taiwan_has_its_own_words():
    assert found(lambda p, lang, w: [word for word in MAINLAND_IN_TAIWAN if word in said(w)], ZH_HANT) == {}


def test_what_stands_for_taiwan_says_something_else_than_conversion_would():
    idle = {}
    for prompt in ALL:
        derived = Prompt(**{f: getattr(prompt, f) for f in prompt.__slots__ if f != "zh_hant"}, zh_hant=Wording(""))
        would_be, is_so = derived.worded(ZH_HANT, to_traditional), prompt.zh_hant
        pairs = ((is_so.text, would_be.text), (is_so.answers, would_be.answers), (is_so.note, would_be.note))
        if same := [written for written, converted in pairs if written and written == converted]:
            idle[prompt.id] = same
    assert idle == {}


# --- variety


def grams(text: str, size: int) -> frozenset[str]:
    folded = re.sub(r"[\W_]+", " ", text.lower()).strip()
    return frozenset(folded[at : at + size] for at in range(max(1, len(folded) - size + 1)))


@pytest.mark.parametrize(("language", "size", "most"), [(EN, 4, 0.35), (ZH_HANS, 2, 0.35), (ZH_HANT, 2, 0.35)])
def test_no_two_prompts_ask_nearly_the_same(language, size, most):
    asked = [(prompt.id, grams(wording.text, size)) for prompt, _, wording in wordings(language)]
    alike = {
        (a, b): round(len(x & y) / len(x | y), 2)
        for (a, x), (b, y) in combinations(asked, 2)
        if len(x & y) > most * len(x | y)
    }
    assert alike == {}


def test_prompts_open_in_many_ways():
    """"What's your favourite" forty times is a questionnaire, not a conversation."""
    english = Counter(" ".join(re.findall(r"[\w']+", w.text.lower())[:2]) for _, _, w in wordings(EN))
    chinese = Counter(re.sub(r"\W", "", w.text)[:2] for _, _, w in wordings(ZH_HANS))
    first_words = Counter(re.findall(r"[\w']+", w.text.lower())[0] for _, _, w in wordings(EN))
    assert {opener: count for opener, count in (english + chinese).items() if count > 8} == {}
    assert {word: count for word, count in first_words.items() if count > len(ALL) // 6} == {}
    assert len(english) > len(ALL) * 0.7
    assert len(chinese) > len(ALL) * 0.7


# --- seasons


def test_every_season_has_its_days_and_stays_a_season():
    calendar = BoraxCalendar()
    for prompt in ALL:
        if prompt.season.is_always:
            continue
        days = [len(prompt.season.dates(year, calendar)) for year in range(2027, 2033)]
        assert max(days) <= 200, prompt.id
        if prompt.id != "festivals-leap-day":
            assert min(days) >= 1 or prompt.id == "festivals-laba-eight-things", prompt.id


def test_every_festival_that_we_know_has_a_prompt():
    kept = {point.festival for prompt in ALL for span in prompt.season.spans for point in (span.first, span.last)}
    assert [name for name, festival in FESTIVALS.items() if festival not in kept] == []


# --- reading


def test_a_fault_in_a_file_names_the_prompt():
    text = '[[prompts]]\nid = "food-tea"\nmode = "talk"\ndepth = 1\nen = "Tea."\nzh-Hans = "茶。"\n'
    assert parsed(Theme.FOOD, text)[0].zh_hant == Wording("")
    for wrong in (text.replace("talk", "shout"), text + 'season = "13-01"\n', text + 'zh-HK = "茶。"\n', text.replace("en =", "zh =")):
        with pytest.raises((ValueError, KeyError)) as raised:
            parsed(Theme.FOOD, wrong)
        assert "food-tea" in raised.value.__notes__[0]


def test_a_reader_of_another_language_gets_english():
    prompt = ALL[0]
    assert prompt.worded(Language("fr"), to_traditional) == prompt.en
