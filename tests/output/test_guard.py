"""The second net: no text leaves with something that a terminal obeys."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.text import clean
from winback_tui.domain.wording.portable import formula_guarded
from winback_tui.output.guard import one_line, printable

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@settings(max_examples=300)
@given(ANY_TEXT)
def test_no_control_format_or_surrogate_gets_through(text: str) -> None:
    guarded = printable(text)
    assert {unicodedata.category(sign) for sign in guarded if sign not in "\n\t"}.isdisjoint({"Cc", "Cs"})
    assert not set(guarded) & set("\u200e\u200f\u202a\u202e\u2066\u2069\u2028\ufeff")
    assert printable(guarded) == guarded
    assert len(guarded) == len(text)


@settings(max_examples=300)
@given(ANY_TEXT)
def test_what_came_in_clean_goes_out_unchanged(text: str) -> None:
    kept = clean(text)
    assert printable(kept) == kept


@settings(max_examples=200)
@given(ANY_TEXT)
def test_one_line_is_one_line(text: str) -> None:
    assert not set(one_line(text)) & set("\n\t\r\x0b\x0c\x1c\x85\u2028\u2029")


def test_joined_emoji_and_foreign_letters_stay_whole() -> None:
    for text in ("👩‍🔧", "🏴‍☠️", "नमस्ते", "ACME [/HQ]", "שלום", "e\u0301"):
        assert printable(text) == text


def test_only_the_start_makes_a_formula() -> None:
    assert formula_guarded("a=b") == "a=b"
    assert formula_guarded("=b") == "'=b"
    assert formula_guarded("") == ""
