"""What changed in a sentence, made visible: by words and by characters, with no mark of its author's at work."""

import pytest

from bot.corrections.changes import Mark, Piece, changes
from bot.corrections.errors import SentenceTooLong
from bot.corrections.model import LONGEST, LONGEST_WHY, Correction, CorrectionId
from bot.discord_adapter.correction_board import DiscordCorrections
from bot.i18n.catalog import LOCALES, Catalog, DestinationPhrases, Locale
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.glyphs import units
from bot.relay.model import SourcePlace
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language
from tests.discord_end import scene

ONE = Correction(CorrectionId(2**62), GuildId(1), ChannelId(2), MessageId(3), UserId(2**62), UserId(2**62 + 1))
LONGEST_TITLE, LONGEST_LABEL, LONGEST_NOTE, LONGEST_BUTTON = 45, 45, 100, 80


def worded(before: str, after: str, why: str = "", language: Language = EN) -> str:
    """Return a correction as it is read, without its first line."""
    board = DiscordCorrections(None, DestinationPhrases(Catalog()))  # type: ignore[arg-type] # it asks Discord nothing
    pieces = changes(before, after) or [Piece(after, Mark.KEPT)]
    return board.worded(language, ONE, pieces, why).partition("\n")[2]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("I has two cats", "I have two cats", "I ~~has~~**have** two cats"),
        ("he dont likes tea at all", "he doesn't like tea at all", "he ~~dont likes~~**doesn't like** tea at all"),
        ("我昨天去了商店买东西了", "我昨天去商店买了东西", "我昨天去~~了~~商店买**了**东西~~了~~"),
        ("我覺得這個app很好用，真的!", "我覺得這個 app 很好用，真的！", "我覺得這個 app 很好用，真的~~!~~**！**"),
        ("We goes home", "We all go home now", "We ~~goes~~**all go** home **now**"),
        ("I want to eat the the cake", "I want to eat the cake", "I want to eat the ~~the~~ cake"),
        # An emoji of several code points is one thing, whatever it is made of.
        ("we is three 👩‍👩‍👧 now", "we are three 👩‍👩‍👦 now", "we ~~is~~**are** three ~~👩‍👩‍👧~~**👩‍👩‍👦** now"),
        ("look 👍🏽 it work", "look 👍🏽 it works", "look 👍🏽 it ~~work~~**works**"),
        # What Discord draws stays drawn, and what its author marked is only read.
        (
            "see <:cat_x:123> plz, all of you",
            "see <:cat_x:123> please, all of you",
            "see <:cat_x:123> ~~plz~~**please**, all of you",
        ),
        ("he *go* to school__", "he *goes* to school__", "he \\*~~go~~**goes**\\* to school\\_\\_"),
        ("# Today I has rest", "# Today I have rest", "\\# Today I ~~has~~**have** rest"),
        ("first line\n- second line are", "first line\n- second line is", "first line\n\\- second line ~~are~~**is**"),
        ("https://a.b/c_d is goods", "https://a.b/c_d is good", "https://a.b/c_d is ~~goods~~**good**"),
        # A secret stays one.
        (
            "the end is ||he die|| sadly",
            "the end is ||he dies|| sadly",
            "||the end is \\|\\|he ~~die~~**dies**\\|\\| sadly||",
        ),
    ],
)
def test_what_changed_is_seen(before: str, after: str, shown: str):
    assert worded(before, after) == shown


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("hello there", "totally different words now"),
        ("我是学生", "They walk home"),
        ("a  b", "a b"),  # blanks alone are not seen
        ("", "something"),
    ],
)
def test_where_nearly_all_is_new_that_stands_alone(before: str, after: str):
    assert changes(before, after) is None
    assert worded(before, after) == after


@pytest.mark.parametrize("after", ["", "我", "I", "了" * 300, "a " * 300, "<@1> <:a:2>", "\u0301", "\ud83d\ude00 x"])
def test_the_pieces_are_both_sentences_and_nothing_else(after: str):
    before = "我 go to <:a:2> 👩‍👩‍👧 the 商店 \u0301 home"
    pieces = changes(before, after)
    if pieces is not None:
        assert "".join(one.text for one in pieces if one.mark is not Mark.ADDED) == before
        assert "".join(one.text for one in pieces if one.mark is not Mark.STRUCK) == after


def test_the_reason_stands_below_on_one_line_without_marks_at_work():
    assert worded("I has tea", "I have tea", "the *verb*\nfits") == "I ~~has~~**have** tea\n💬 the \\*verb\\* fits"


@pytest.mark.parametrize("language", [EN, ZH_HANS, ZH_HANT])
@pytest.mark.parametrize("character", ["字", "😀", "a"])
def test_the_longest_sentence_with_the_longest_reason_is_one_message(language: Language, character: str):
    board = DiscordCorrections(None, DestinationPhrases(Catalog()))  # type: ignore[arg-type] # as above
    text = character * (LONGEST // units(character))
    both = [Piece(text, Mark.STRUCK), Piece(text, Mark.ADDED)]
    shown = board.worded(language, ONE, both, "*" * (LONGEST_WHY // 2))
    assert text in shown
    assert "~~" not in shown  # there is no room for both
    assert units(shown) <= 2000


def test_what_cannot_be_shown_at_all_is_refused_with_the_limit():
    with pytest.raises(SentenceTooLong) as refused:
        worded("", "*" * LONGEST)
    assert refused.value.fields == {"limit": LONGEST}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_form_and_the_buttons_fit_what_discord_takes(locale: Locale):
    say = Catalog().say
    assert len(say(locale, "correction-title")) <= LONGEST_TITLE
    for key in ("correction-text", "correction-why"):
        assert len(say(locale, key)) <= LONGEST_LABEL
        assert len(say(locale, f"{key}.note")) <= LONGEST_NOTE
    for key in ("correction-do-thank", "correction-do-away"):
        assert len(say(locale, key)) <= LONGEST_BUTTON


async def test_a_second_try_posts_no_second_message_and_what_was_posted_is_found_and_taken_away():
    async with scene() as room:
        world = room.stage.world
        source = world.say("graham", "中文", "我有两个猫")
        one = Correction(
            CorrectionId(source.id + 1),
            GuildId(room.stage.guild.id),
            ChannelId(source.channel.id),
            MessageId(source.id),
            UserId(world.member("xiaoman").id),
            UserId(source.author_id),
        )
        board = DiscordCorrections(room.client, DestinationPhrases(Catalog()))
        assert await board.find(one) is None
        text = board.worded(ZH_HANS, one, [Piece("<@1> 我有两只猫 @everyone", Mark.KEPT)], "")
        first, second = [await board.post(ZH_HANS, one, text) for _ in range(2)]
        assert first == second == await board.find(one)
        posted = source.channel.history.get(first)
        assert posted is not None
        assert [user.id for user in posted.mentions] == [source.author_id]
        assert not posted.mention_everyone
        place = SourcePlace(one.channel_id, first)
        assert await board.stands(place)
        for _ in range(2):
            await board.remove(place)
        assert not await board.stands(place)
