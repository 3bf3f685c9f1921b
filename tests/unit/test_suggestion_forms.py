"""Forms about suggestions fit what Discord takes, in each language."""

import pytest

from bot.i18n.catalog import LOCALES, Catalog, Locale

# Message components, "Label" and interactions, "Modal".
LONGEST_TITLE, LONGEST_LABEL, LONGEST_NOTE = 45, 45, 100


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", ["suggest-title", "suggestion-edit", "suggestion-decline"])
def test_titles_fit(locale: Locale, key: str):
    assert len(Catalog().say(locale, key)) <= LONGEST_TITLE


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "key", ["suggest-text", "suggestion-edit-en", "suggestion-edit-chinese", "suggestion-decline-reason"]
)
def test_labels_and_what_explains_them_fit(locale: Locale, key: str):
    assert len(Catalog().say(locale, key)) <= LONGEST_LABEL
    assert len(Catalog().say(locale, f"{key}.note")) <= LONGEST_NOTE
