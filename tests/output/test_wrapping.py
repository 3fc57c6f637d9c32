from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from winback_tui.output.wrapping import wrap_words


@pytest.mark.parametrize(
    ("text", "width", "first", "later", "lines"),
    [
        ("one two three", 7, "", None, ["one two", "three"]),
        (" 1  What now", 8, "", "    ", [" 1  What", "    now"]),
        ("a  b", 9, "", None, ["a  b"]),
        ("abcdefgh ij", 4, "", "-", ["abcd", "-efg", "-h", "-ij"]),
        ("word", 9, "- ", "  ", ["- word"]),
        ("well-known", 6, "", None, ["well-k", "nown"]),
        ("", 9, "- ", None, []),
    ],
)
def test_lines_break_between_words(
    text: str, width: int, first: str, later: str | None, lines: list[str]
) -> None:
    assert wrap_words(text, width, first, later) == lines


def test_a_long_word_may_stay_whole() -> None:
    assert wrap_words("see abcdefgh now", 5, split_long=False) == ["see", "abcdefgh", "now"]


def test_wide_letters_count_as_what_they_take() -> None:
    assert wrap_words("株式会社 Acme", 8, measure=cell_len) == ["株式会社", "Acme"]


@settings(max_examples=100)
@given(st.text(alphabet="ab 株é", max_size=60), st.integers(3, 30))
def test_nothing_is_lost_and_no_line_is_wider_than_asked(text: str, width: int) -> None:
    lines = wrap_words(text, width, "", "", measure=cell_len)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width or len(line.strip()) == 1 for line in lines)
