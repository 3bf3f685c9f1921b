"""What is kept of people is told them, and goes when they wish."""

from bot.storage.personal import ERASED, STAYING
from bot.storage.tables import metadata

# Columns that name a person. `pings` of the outbox names who is mentioned in somebody's words: it goes with these.
_NAMES = ("user_id", "author_id")


def test_every_table_that_names_a_user_is_told_and_has_its_rule_for_erasing():
    named = {table.name for table in metadata.sorted_tables for column in table.c if column.name in _NAMES}
    assert named == {table.name for table in (*ERASED, *STAYING)}


def test_no_column_names_a_user_by_another_name():
    other = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.c
        if ("user" in column.name or "author" in column.name or "member" in column.name) and column.name not in _NAMES
    }
    # Said of the author that `author_id` names.
    assert other == {"outbox.author_name", "outbox.author_avatar_url", "outbox.author_is_bot"}


def test_a_rule_is_about_a_column_of_its_table():
    for table, column in {**ERASED, **STAYING}.items():
        assert column.table is table
