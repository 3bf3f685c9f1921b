"""Cards and boards in words: kind, whole without a picture, and plain whatever a name holds."""

from datetime import date, timedelta

import pytest

from bot.bridges.model import Bridge, BridgeId, Endpoint, Owner, joined_with
from bot.discord_adapter.card_words import CardWords
from bot.discord_adapter.presenter import Presenter
from bot.i18n.catalog import LOCALES, Catalog, Locale
from bot.ids import ChannelId, GuildId
from bot.participation.badges import Badge
from bot.participation.boards import cells, next_goal
from bot.participation.cards import MemberCard
from bot.participation.goals import progress
from bot.participation.model import Kind
from bot.translation.model import EN as ENGLISH
from tests.contributing import EN, ZH

SUNDAY = date(2026, 11, 29)
SAY = Presenter(Catalog())
LONGEST_DESCRIPTION = 1024
LONGEST_MESSAGE = 2000
NAMES = [
    "Dana",
    "王小明👩‍👩‍👧‍👦",
    "שלום עולם",
    "**@everyone** <@1> [x](http://y)",
    "`" * 32,
    "長" * 32,
    "\u202eevil",
]


def words(locale: Locale, card: MemberCard, name: str = "Dana", guild: str = "桥 Bridge Street") -> CardWords:
    return CardWords(SAY, locale, card, name, guild)


def card(*days_back: int, number: int = 123_456, badges: tuple[Badge, ...] = tuple(Badge)) -> MemberCard:
    """Return a card of somebody who took part so many days before a Sunday, with as much as can be on it."""
    taken = [SUNDAY - timedelta(days=back) for back in days_back]
    totals = dict.fromkeys(Kind, number) if taken else {}
    since = min(taken, default=None)
    heat = [number] * 84 if taken else [0] * 84
    return MemberCard(SUNDAY, number if taken else 0, progress(taken, SUNDAY), totals, since, heat, badges)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", NAMES)
def test_the_fullest_card_fits_into_a_message_and_is_read_out_whole(locale: Locale, name: str):
    full = words(locale, card(*range(365)), name, "桥" * 100)
    assert len(full.text()) <= LONGEST_MESSAGE
    assert len(full.description()) < LONGEST_DESCRIPTION
    last = SAY.phrase_in(locale, f"badge-{Badge.YEAR}")
    assert full.text().endswith(last)
    assert full.description().endswith(last)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_marks_and_mentions_nothing(name: str):
    heading = words("en-US", card(), name).text().split("\n")[0]
    assert "<@1>" not in heading
    assert "**" not in heading.replace(r"\*\*", "")
    assert "``" not in heading.replace("\\`", "")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_figure_of_the_picture_is_in_the_text_too(locale: Locale):
    shown = words(locale, card(0, 2, 9))
    drawn, text = shown.drawn(None), shown.text()
    for count in (drawn.week, *drawn.kinds):
        assert f"{count.number:,}" in text
    assert all(badge.label in text for badge in drawn.badges)
    assert all(kind.label in text for kind in drawn.kinds)
    assert sum(drawn.heat.days[:7]) == int(text.split("\n")[-2].split(" · ")[0].rpartition(" ")[2].rpartition("：")[2])


@pytest.mark.parametrize("locale", LOCALES)
def test_a_card_without_anything_on_it_counts_no_zeros(locale: Locale):
    shown = words(locale, card(badges=()))
    assert "0" not in shown.text().split("\n", 1)[1]
    assert not shown.drawn(None).kinds


@pytest.mark.parametrize("locale", LOCALES)
def test_the_goal_is_told_as_far_as_it_is_reached(locale: Locale):
    goals = [words(locale, card(*back)).text().split("\n")[2] for back in ((0,), (0, 1), (0, 1, 2), range(5))]
    assert len(set(goals)) == len(goals)
    open_goal = words(locale, card(20)).text().split("\n")[2]
    assert open_goal == SAY.phrase_in(locale, "card-goal-open", goal=3)
    assert SAY.phrase_in(locale, "card-row", weeks=2) not in words(locale, card(20)).text()
    assert SAY.phrase_in(locale, "card-row", weeks=2) in words(locale, card(0, 1, 2, 7, 8, 9)).text()


def test_a_bar_is_filled_by_all_tongues_up_to_the_next_round_number():
    assert [next_goal(total) for total in (0, 9, 10, 19, 20, 50, 99, 100, 4_999, 5_000)] == [
        *(10, 10, 20, 20, 50, 100, 100, 200, 5_000, 10_000)
    ]
    assert cells({EN: 60, ZH: 30}, 100, 12) == {EN: 7, ZH: 3}
    assert cells({EN: 99, ZH: 0}, 100, 12) == {EN: 11, ZH: 0}
    assert cells({EN: 90, ZH: 1}, 100, 12) == {EN: 10, ZH: 1}  # whoever did anything is seen


def test_joined_with_a_guild_are_those_that_share_a_bridge_with_it_and_no_others():
    def bridge(number: int, *guilds: int) -> Bridge:
        seats = tuple(Endpoint(GuildId(one), ChannelId(number * 10 + one), ENGLISH) for one in guilds)
        return Bridge(BridgeId(number), Owner(GuildId(guilds[0])), "main", seats)

    bridges = [bridge(1, 1, 2), bridge(2, 3, 1), bridge(3, 2, 4)]
    assert joined_with(bridges, GuildId(1)) == (1, 2, 3)
    assert joined_with(bridges, GuildId(4)) == (4, 2)
    assert joined_with(bridges, GuildId(5)) == (5,)
