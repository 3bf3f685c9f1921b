"""What a lane does first, and what it never does twice."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.agenda import Agenda
from bot.relay.model import UNEDITED, Author, Debt, Owed, Revision
from bot.translation.model import EN


def row(source: int, sequence: int, debt: Debt = Debt.CREATE, revision: Revision = UNEDITED) -> Owed:
    return Owed(
        source_id=MessageId(source),
        source_channel_id=ChannelId(1),
        source_guild_id=GuildId(1),
        destination_id=ChannelId(2),
        sequence=sequence,
        debt=debt,
        revision=revision,
        author=Author(UserId(1), "Ruth", None),
        content="hi",
        source_language=EN,
        pings=frozenset(),
        expires_at=datetime(2030, 1, 1, tzinfo=UTC),
    )


def test_creates_keep_the_order_of_their_sequence_numbers_even_when_told_late():
    agenda = Agenda()
    for sequence in (2, 4, 1, 3):
        agenda.put(row(sequence, sequence), 0.0)
    assert [agenda.take_create().row.sequence for _ in range(4)] == [1, 2, 3, 4]


def test_a_create_that_was_taken_is_never_taken_again():
    """The commit that told of it may be heard of after it was delivered."""
    agenda = Agenda()
    agenda.put(row(7, 1), 0.0)
    agenda.take_create()
    agenda.put(row(7, 1, revision=Revision(5)), 0.0)
    assert not agenda.creates


def test_a_waiting_create_takes_the_newer_text_and_keeps_its_place():
    agenda = Agenda()
    agenda.put(row(7, 1), 0.0)
    agenda.put(row(8, 2), 0.0)
    agenda.put(replace(row(7, 1, revision=Revision(5)), content="hello"), 0.0)
    assert agenda.take_create().row.content == "hello"


def test_an_older_revision_changes_nothing():
    agenda = Agenda()
    agenda.put(replace(row(7, 1, revision=Revision(5)), content="new"), 0.0)
    agenda.put(replace(row(7, 1, revision=Revision(4)), content="old"), 0.0)
    assert agenda.take_create().row.content == "new"


def test_a_removal_takes_the_create_off_the_agenda():
    agenda = Agenda()
    agenda.put(row(7, 1), 0.0)
    agenda.put(row(7, 1, Debt.REMOVE), 0.0)
    assert not agenda.creates
    assert agenda.first_change(0.0) is agenda.removals[MessageId(7)]


def test_an_edit_takes_the_place_of_a_late_translation():
    agenda = Agenda()
    agenda.put(row(7, 1, Debt.FINAL), 0.0)
    agenda.put(row(7, 1, Debt.EDIT, Revision(5)), 0.0)
    assert not agenda.finals
    assert list(agenda.edits) == [7]


def test_what_was_put_off_waits_for_its_time():
    agenda = Agenda()
    agenda.put(row(7, 1, Debt.REMOVE), 0.0)
    agenda.removals[MessageId(7)].not_before = 10.0
    assert agenda.first_change(9.0) is None
    assert agenda.first_change(10.0) is not None


def test_finishing_a_change_leaves_a_newer_one():
    agenda = Agenda()
    agenda.put(row(7, 1, Debt.EDIT, Revision(5)), 0.0)
    older = agenda.edits[MessageId(7)]
    agenda.put(row(7, 1, Debt.EDIT, Revision(6)), 0.0)
    agenda.finish(older)
    assert agenda.edits[MessageId(7)].row.revision == 6


def test_a_create_that_is_told_after_its_removal_is_never_taken():
    agenda = Agenda()
    agenda.put(row(7, 1, Debt.REMOVE), 0.0)
    agenda.finish(agenda.removals[MessageId(7)])
    agenda.put(row(7, 1), 0.0)
    assert not agenda.creates


def test_a_removal_takes_edits_and_late_translations_off_the_agenda():
    agenda = Agenda()
    agenda.put(row(7, 1, Debt.EDIT, Revision(5)), 0.0)
    agenda.put(row(7, 1, Debt.REMOVE, Revision(5)), 0.0)
    agenda.put(row(8, 2, Debt.FINAL), 0.0)
    agenda.put(row(8, 2, Debt.REMOVE), 0.0)
    assert not agenda.edits
    assert not agenda.finals


def test_what_is_past_its_time_is_dropped_and_nothing_else():
    agenda = Agenda()
    fresh = datetime(2031, 1, 1, tzinfo=UTC)
    for number, debt in enumerate((Debt.CREATE, Debt.EDIT, Debt.FINAL)):
        agenda.put(row(number, number + 1, debt), 0.0)
        agenda.put(replace(row(number + 10, number + 11, debt), expires_at=fresh), 0.0)
    agenda.drop_expired(datetime(2030, 1, 1, tzinfo=UTC))
    assert [work.row.source_id for work in agenda.creates] == [10]
    assert list(agenda.edits) == [11]
    assert list(agenda.finals) == [12]


def test_an_edit_that_waits_for_its_translation_has_no_time_of_its_own():
    """A lane that waited for a time long past would never rest."""
    agenda = Agenda()
    agenda.put(row(7, 1, Debt.EDIT, Revision(5)), 0.0)
    assert agenda.next_try() is None
    agenda.put(row(8, 2, Debt.REMOVE), 0.0)
    agenda.removals[MessageId(8)].not_before = 3.0
    assert agenda.next_try() == 3.0


def test_late_translations_take_turns():
    agenda = Agenda()
    agenda.put(row(7, 1, Debt.FINAL), 0.0)
    agenda.put(row(8, 2, Debt.FINAL), 0.0)
    agenda.put_last(agenda.finals[MessageId(7)])
    assert list(agenda.finals) == [8, 7]
