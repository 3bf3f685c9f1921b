"""Whatever the order in which people arrive, greet, leave and come back, everyone who waits has exactly one greeter."""

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from bot.bridges.model import BridgeId
from bot.ids import GuildId, UserId
from bot.newcomers.model import Greeter, NewcomerId, Waiting, dealt
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language, are_alike

USERS = st.integers(1, 12).map(UserId)
LANGUAGES = st.sampled_from([EN, ZH_HANS, ZH_HANT])


@st.composite
def greeters(draw: st.DrawFn) -> list[Greeter]:
    users = draw(st.lists(USERS, unique=True, max_size=6))
    return [Greeter(BridgeId(1), GuildId(1), user_id, draw(LANGUAGES)) for user_id in users]


@st.composite
def waiting(draw: st.DrawFn) -> list[Waiting]:
    count = draw(st.integers(0, 40))
    return [
        Waiting(NewcomerId(number), draw(USERS), draw(LANGUAGES), draw(st.none() | USERS)) for number in range(count)
    ]


def one(user_id: int, language: Language = EN) -> Greeter:
    return Greeter(BridgeId(1), GuildId(1), UserId(user_id), language)


@given(waiting(), greeters())
@example([Waiting(NewcomerId(0), UserId(1), EN, UserId(2))], [one(1), one(2)])  # only whoever left them too long
@example([Waiting(NewcomerId(0), UserId(1), EN)], [one(1)])  # nobody but themselves
def test_everyone_gets_exactly_one_greeter_who_is_not_themselves(those: list[Waiting], willing: list[Greeter]):
    turns = dealt(those, willing, {})
    known = {greeter.user_id for greeter in willing}
    for newcomer in those:
        others = known - {newcomer.user_id}
        assert (newcomer.id in turns) == bool(others)
        if others:
            assert turns[newcomer.id] in others
            assert turns[newcomer.id] != newcomer.after or others == {newcomer.after}


@given(st.integers(0, 400), greeters(), st.dictionaries(USERS, st.integers(0, 50)))
def test_whoever_has_fewest_is_next(count: int, willing: list[Greeter], loads: dict[UserId, int]):
    """No greeter ends with two more than another, but for what they had before."""
    those = [Waiting(NewcomerId(number), UserId(1000 + number), EN) for number in range(count)]
    added = Counter(dealt(those, willing, loads).values())
    before = {greeter.user_id: loads.get(greeter.user_id, 0) for greeter in willing}
    after = {user_id: load + added[user_id] for user_id, load in before.items()}
    for user_id in added:
        assert after[user_id] <= min(after.values()) + 1


@given(LANGUAGES, st.permutations([one(1, EN), one(2, ZH_HANS), one(3, EN), one(4, ZH_HANT)]))
def test_of_those_with_the_fewest_one_who_writes_another_language_is_taken(language: Language, willing: list[Greeter]):
    those = [Waiting(NewcomerId(0), UserId(9), language)]
    (chosen,) = dealt(those, willing, {}).values()
    (greeter,) = [each for each in willing if each.user_id == chosen]
    assert not are_alike(greeter.language, language)
