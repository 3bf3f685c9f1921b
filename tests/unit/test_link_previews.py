"""Links without previews are the same links."""

import pytest

from bot.discord_adapter.link_previews import without_previews


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("see https://a.example/b?c=1 now", "see <https://a.example/b?c=1> now"),
        ("<https://a.example>", "<https://a.example>"),
        ("[here](https://a.example/b)", "[here](<https://a.example/b>)"),
        ("[here](<https://a.example/b>)", "[here](<https://a.example/b>)"),
        ("`https://a.example`", "`https://a.example`"),
        ("```\nhttps://a.example\n```", "```\nhttps://a.example\n```"),
        ("||https://a.example||", "||<https://a.example>||"),
        ("HTTPS://A.example", "<HTTPS://A.example>"),
        ("nothing", "nothing"),
    ],
)
def test_no_link_outside_code_has_a_preview(content: str, shown: str):
    assert without_previews(content) == shown
