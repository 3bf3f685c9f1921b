"""What counts as a contribution, what takes it back, and what does not count however often it is done."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.ids import UserId
from bot.participation.counting import CAPS, added, takes_part
from bot.participation.crediting import deleted, settled, taken_back, voided
from bot.participation.model import FOR_GOOD, IN_WORDS, Credit, Kind, Participant, State, tongue_of
from bot.translation.model import EN as ENGLISH
from bot.translation.model import ZH_HANS, ZH_HANT
from tests.contributing import BOT, EN, GARDENER, NURSE, STUDENT, TEACHER, ZH, act, fold

MEASURES = Path(__file__).parents[2] / "docs" / "measures.md"

REACTED = act(Kind.REACTION_GIVEN, emoji="👍", revision=1)
REMOVED = taken_back(REACTED.id, 2)
AGAIN = replace(REACTED, credit=Credit(State.COUNTED, 3))


# --- what counts


def test_each_kind_counts_by_itself():
    """One message can be an answer to the topic and a reply across at once."""
    day = [act(kind, message=number) for number, kind in enumerate(Kind)]

    assert fold(day) == dict.fromkeys(Kind, 1)


def test_a_day_without_acts_has_no_sums():
    assert fold([]) == {}


def test_between_the_two_chinese_scripts_nothing_is_crossed():
    assert tongue_of(ZH_HANS) == tongue_of(ZH_HANT) == ZH
    assert tongue_of(ENGLISH) == EN

    assert fold([act(whom=GARDENER), act(who=STUDENT, whom=TEACHER, message=2)]) == {}


def test_nobody_answers_themselves():
    """Nor from a second device or the other channel: what counts is the source message's author, on both sides."""
    on_the_other_side = replace(NURSE, tongue=ZH)

    assert fold([act(kind, whom=on_the_other_side) for kind in Kind]) == {}


def test_bots_neither_contribute_nor_help_to():
    assert fold([act(kind, who=BOT) for kind in Kind]) == {}
    assert fold([act(kind, whom=BOT) for kind in Kind]) == {}


def test_every_kind_has_caps_that_leave_room_for_one():
    assert set(CAPS) == set(Kind)
    assert all(1 <= cap.a_partner <= cap.a_day for cap in CAPS.values())


def test_the_caps_are_those_that_the_document_tells():
    table = re.findall(r"^\| ([a-z ,]+) \| .+ \| (\d+) \| (\d+)", MEASURES.read_text(encoding="utf-8"), re.MULTILINE)

    assert [(int(a_day), int(a_partner)) for _, a_day, a_partner in table] == [
        (cap.a_day, cap.a_partner) for kind, cap in CAPS.items() if kind is not Kind.REACTION_RECEIVED
    ]
    assert CAPS[Kind.REACTION_RECEIVED] == CAPS[Kind.REACTION_GIVEN]


@pytest.mark.parametrize("kind", Kind)
def test_no_more_counts_than_the_caps_of_a_day_and_a_partner(kind: Kind):
    cap = CAPS[kind]
    partners = [Participant(UserId(100 + number), ZH) for number in range(40)]
    with_one = [act(kind, message=number, minutes=15 * number) for number in range(40)]
    with_many = [act(kind, whom=one, message=number) for number, one in enumerate(partners)]

    assert fold(with_one) == {kind: cap.a_partner}
    assert fold(with_many) == {kind: cap.a_day}


def test_a_topic_is_answered_once_a_channel():
    answers = [act(Kind.ANSWER, whom=None, message=number, channel=number // 2) for number in range(4)]

    assert fold(answers) == {Kind.ANSWER: 2}


def test_a_day_of_reactions_alone_is_no_day_of_the_goal():
    assert not takes_part(fold([act(Kind.REACTION_GIVEN), act(Kind.REACTION_RECEIVED, message=2)]))
    assert all(takes_part({kind: 1}) for kind in IN_WORDS)
    assert not takes_part({})


def test_days_are_added_up():
    assert added([]) == {}
    assert added([{Kind.HELP: 1}, {}, {Kind.HELP: 2, Kind.ANSWER: 1}]) == {Kind.HELP: 3, Kind.ANSWER: 1}


# --- what takes it back


def test_reacted_taken_back_and_reacted_again_counts_once():
    assert fold([REACTED, AGAIN, REACTED]) == {Kind.REACTION_GIVEN: 1}
    assert [one.credit for one in settled([REACTED, AGAIN], [REMOVED])] == [AGAIN.credit]
    assert [one.credit.state for one in settled([REACTED], [REMOVED])] == [State.TAKEN_BACK]


def test_a_revocation_that_arrives_first_blocks_the_credit():
    """It is newer, however late the act itself is heard of."""
    late = settled([REACTED], [REMOVED])

    assert fold(late) == {}
    assert fold([*late, REACTED]) == {}


def test_of_several_revocations_the_newest_holds():
    between = replace(REACTED, credit=Credit(State.COUNTED, 3))
    revocations = [taken_back(REACTED.id, 4), taken_back(REACTED.id, 2)]

    assert fold(settled([between], revocations)) == fold(settled([between], reversed(revocations))) == {}


def test_two_messages_of_one_moment_have_an_order_too():
    two = [act(message=number) for number in (1, 2)]

    assert settled(two) == settled(reversed(two)) == tuple(two)


def test_what_is_equally_new_counts_no_longer():
    assert max(Credit(State.COUNTED, 4), Credit(State.TAKEN_BACK, 4)).state is State.TAKEN_BACK


def test_a_deleted_message_takes_all_that_it_was_with_it():
    """For good: catch-up may read of it again, and an edit may be heard of after it."""
    answer = act(Kind.ANSWER, whom=None, message=7, revision=3)
    received = act(Kind.REACTION_RECEIVED, message=7)
    other = act(Kind.ANSWER, whom=None, message=8, channel=6)

    assert fold(settled([answer, received, other], [deleted(answer.message_id)])) == {Kind.ANSWER: 1}
    assert max(Credit(State.TAKEN_BACK, FOR_GOOD), Credit(State.COUNTED, FOR_GOOD)).state is State.TAKEN_BACK


def test_what_moderators_void_stays_so_whatever_is_edited():
    one = act(revision=5)

    assert fold(settled([one], [voided(one.id)])) == {}
    assert fold(settled([replace(one, credit=Credit(State.COUNTED, 9))], [taken_back(one.id, 8), voided(one.id)])) == {}


def test_an_edit_takes_its_own_text_to_the_fold():
    first = act(message=1, words="We had pancakes this morning")
    second = act(message=2, minutes=20, words="My allotment is full of slugs again", revision=1)
    copied = replace(second, sketch=first.sketch, credit=Credit(State.COUNTED, 2))

    assert fold([first, second]) == {Kind.REPLY_ACROSS: 2}
    assert fold([copied, first, second]) == {Kind.REPLY_ACROSS: 1}


def test_a_reaction_that_is_read_again_later_keeps_its_moment():
    read_again = replace(REACTED, at=act(minutes=90).at)

    assert settled([read_again, REACTED]) == settled([REACTED, read_again]) == (REACTED,)


# --- gaming


@pytest.mark.parametrize(
    "copies",
    [
        [
            "我觉得外婆包的饺子最好吃",
            "我觉得外婆包的饺子最好吃！！！",
            "我觉得外婆包的饺子最好吃1",
            "我觉得，外婆包的饺子真好吃",
        ],
        ["早上吃了豆漿和油條", "早上，吃了豆漿和油條 😋", "今天早上吃了豆漿和油條"],
        [
            "My grandmother makes the best dumplings",
            "my GRANDMOTHER makes the best dumplings!!",
            "1. My grandmother makes the best dumplings",
            "M y grandmother, makes the best dumplings lol",
        ],
    ],
)
def test_copying_ones_own_text_counts_once(copies: list[str]):
    partners = [replace(TEACHER, user_id=UserId(100 + number)) for number in range(len(copies))]
    pasted = [
        act(kind, whom=partner, message=number, minutes=20 * number, channel=number, words=words)
        for number, (partner, words) in enumerate(zip(partners, copies, strict=True))
        for kind in (Kind.REPLY_ACROSS, Kind.ANSWER)
    ]

    assert fold(pasted) == {Kind.REPLY_ACROSS: 1, Kind.ANSWER: 1}


def test_two_accounts_that_react_to_each_other_all_day_gain_two_each_way():
    for kind in (Kind.REACTION_GIVEN, Kind.REACTION_RECEIVED):
        farmed = [act(kind, message=number, minutes=number, emoji=emoji) for number in range(50) for emoji in "👍🎉🐼"]

        assert fold(farmed) == {kind: 2}


def test_many_emojis_on_one_message_are_one_reaction():
    assert fold([act(Kind.REACTION_GIVEN, emoji=emoji) for emoji in "👍🎉🐼🐶"]) == {Kind.REACTION_GIVEN: 1}


def test_reactions_of_several_people_to_one_message_are_as_many():
    assert fold([act(Kind.REACTION_RECEIVED, whom=whom) for whom in (TEACHER, STUDENT)]) == {Kind.REACTION_RECEIVED: 2}


def test_one_of_several_emojis_taken_back_leaves_the_reaction():
    both = [act(Kind.REACTION_GIVEN, emoji=emoji, revision=1) for emoji in "👍🎉"]

    assert fold(settled(both, [taken_back(both[0].id, 2)])) == {Kind.REACTION_GIVEN: 1}


def test_a_message_cut_into_pieces_is_one_reply():
    """Talk that goes on for hours is more than one, up to the cap of a partner."""
    pieces = [
        "We always had a bonfire",
        "down by the beach with cousins",
        "and somebody brought a guitar",
        "until midnight",
    ]
    cut = [act(message=number, minutes=number, words=words) for number, words in enumerate(pieces)]

    assert fold(cut) == {Kind.REPLY_ACROSS: 1}
    assert fold([*cut, act(message=9, minutes=10, words="Do you have bonfires over there?")]) == {Kind.REPLY_ACROSS: 2}


def test_deleting_after_the_credit_takes_the_credit_along():
    """What it stood in the way of counts instead: the sums are those of what still stands."""
    first, copy = (
        act(message=number, minutes=20 * number, words="Yours looks like a very happy dog") for number in (1, 2)
    )

    assert fold([first]) == {Kind.REPLY_ACROSS: 1}
    assert fold(settled([first], [deleted(first.message_id)])) == {}
    assert fold(settled([first, copy], [deleted(first.message_id)])) == {Kind.REPLY_ACROSS: 1}
