"""Words that no prompt of the library says, and why."""

import re
from typing import Final


def _whole(patterns: str) -> re.Pattern[str]:
    """Return what finds any of *patterns* as a whole word; they are parted by blanks, and `_` is a blank in one."""
    return re.compile(r"\b(?:" + "|".join(pattern.replace("_", " ") for pattern in patterns.split()) + r")\b", re.I)


def _any_of(words: str) -> re.Pattern[str]:
    """Return what finds any of *words*, parted by blanks, within others too: Chinese has none between words."""
    return re.compile("|".join(map(re.escape, words.split())), re.I)


# What opens a question that is answered with yes or no. "Which", "who", "how" and imperatives open the others.
YES_OR_NO_EN: Final = re.compile(
    r"(?:^|[.!?:;] )(?:Do|Does|Did|Are|Is|Was|Were|Am|Can|Could|Have|Has|Had|Will|Would|Should|May|Must|Ever)\b"
    r"[^.!?]*\?"
)
YES_OR_NO_ZH: Final = re.compile(
    "吗|嗎|(?:是|会|會|能|要|敢|愿|願|想)不(?:是|会|會|能|要|敢|愿|願|想)|有没有|有沒有|可不可以"
)

# Politics, origin, belief, money, health, law, drink, bodies, who loves whom; and where somebody lives.
BANNED_EN: Final = _whole(
    r"politic\w* elections? elected president government minister army war protest border nation\w* country citizen\w*"
    r" passport visa ethnic\w* racial race immigra\w* foreigner\w* church mosque pray\w* bible faith religio\w*"
    r" salary wages? income rent mortgage rich poor debt doctor medicine diagnos\w* lawyer lawsuit"
    r" calorie\w* diet\w* weight slim\w* skinny fat beer wine whiske?y cocktail drunk pub cigarette smok(?:e|ing)"
    r" gun kill\w* suicide sex\w* boyfriend girlfriend husband wife divorce\w* dating"
    r" where_(?:do|are)_you_(?:live|from) your_(?:address|city|town|country) how_old_are_you"
)
BANNED_ZH: Final = _any_of(
    "政治 选举 总统 主席 政府 军队 战争 抗议 国籍 民族 种族 移民 老外 外国人 护照 签证 教堂 清真 祷告 信仰 宗教"
    " 工资 薪水 收入 房租 房价 贷款 有钱 穷 医生 吃药 药方 律师 官司 卡路里 减肥 体重 瘦 胖"
    " 啤酒 白酒 红酒 喝酒 酒量 劝酒 抽烟 香烟 自杀 相亲 男朋友 女朋友 老公 老婆 离婚 彩礼"
    " 你住在 住哪 哪个城市的 哪里人 你多大 几岁了"
)
BRANDS: Final = _any_of(
    "discord wechat weixin tiktok douyin xiaohongshu rednote instagram facebook youtube netflix amazon taobao ikea lego"
    " nintendo starbucks mcdonald coca 微信 抖音 小红书 淘宝 京东 拼多多 宜家 乐高 星巴克 麦当劳 老干妈 蜜雪 海底捞"
)

# The house's own list (docs/glossary.md), in either script: nobody is called by nationality, 你 is said to everyone.
AVOIDED: Final = _any_of(
    "对岸 對岸 两岸 兩岸 审核 審核 提示词 提示詞 转发 轉發 轉寄 端点 端點 冻结 凍結 伴侣 伴侶 您 内地 內地"
    " 中国人 中國人 华人 華人 美国人 美國人 英国人 英國人 加拿大人 澳大利亚人 澳洲人 台湾人 台灣人 香港人 老美 洋人"
)
PEOPLES: Final = re.compile(
    r"\b(?:Americans|Canadians|Australians|Aussies|Britons|Brits|Malaysians|Singaporeans|Westerners)\b"
    r"|\b[Tt]he (?:Chinese|British|English|Taiwanese|Japanese)\b(?![ -](?:calendar|shout|speaking)\b)"
)

# A prompt reads the same in Leeds and in Ohio: what is spelled in two ways, or means two things, is said otherwise.
SPELLED_IN_TWO_WAYS: Final = _whole(
    r"colou?r\w* favou?r\w* neighbou?r\w* honou?r\w* humou?r\w* flavou?r\w* gr[ae]y m[ou]ms? m[ou]mm?y"
    r" travell?(?:ed|er|ing)\w* cent(?:re|er)\w* theat(?:re|er)\w* (?:centi|kilo)?met(?:re|er)s? p[ya]jamas"
    r" t[yi]res? chill?i(?:es)? savou?ry do(?:ugh)?nuts? co[sz]y maths? organi[sz]e\w* reali[sz]e\w*"
    r" recogni[sz]e\w* practis\w* defen[cs]e alumini?um per_?cent adverts? pavements? sidewalks?"
    r" soccer football pants whil?st"
)

# What conversion leaves as the mainland says it ...
MAINLAND_IN_TAIWAN: Final = _any_of(
    "視頻 土豆 地鐵 軟件 網絡 短信 公交 出租車 酸奶 西紅柿 方便麵 外賣 快遞 酒店 空調 自行車 電飯煲 食堂 小區"
    " 衛生間 洗手間 手柄 便利店 早飯 午飯 晚飯 小賣部 課間 打印 牛油果 菠蘿 蛋黃醬 薯片 黃油 奶酪 夜宵 充電寶"
    " 表情包 點贊 發卡 卡皮巴拉 毛孩子 啥 咋 擼 勺子 挺 澳大利亞 外號 動畫片 高考 校服 早上好 信號 長途大巴 頭一回"
)
# ... and where it takes one word for another: a menu for an app's, an event for a project, 只 for 隻, 面 for 麵.
MISTAKEN_FOR_TAIWAN: Final = re.compile("選單|專案|迴圈|開啟冰箱|多半隻|一齣|吸面|夠鹽|[那這哪]兒|會兒|點兒|勁兒")

# Discord would make something else of these.
MARKDOWN: Final = re.compile(r"[*_~`|<>\\#@]|https?:")
