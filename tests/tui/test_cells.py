from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from winback_tui.tui.drawing.cells import cut, fit, showable, steady, width_of


@settings(max_examples=300)
@given(st.text(max_size=40), st.integers(0, 30), st.booleans())
def test_a_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int, right: bool) -> None:
    assert width_of(fit(steady(text), width, right)) == width


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_what_is_shown_holds_nothing_a_terminal_obeys(text: str) -> None:
    shown = showable(text)
    assert not [character for character in shown if unicodedata.category(character) in ("Cc", "Cs")]
    assert showable(shown) == shown


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("two\nlines", "two lines"),
        ("x\u202egnp.exe", "xgnp.exe"),
        ("\ud800lone", "lone"),
        ("nbsp\u00a0stays", "nbsp\u00a0stays"),
        ("ACME [/HQ]", "ACME [/HQ]"),
    ],
)
def test_hostile_texts_lose_only_what_is_harmful(hostile: str, shown: str) -> None:
    assert showable(hostile) == shown


def test_emoji_families_take_the_same_cells_in_every_terminal() -> None:
    family = "👨\u200d👩\u200d👧"
    assert steady(family) == "👨👩👧"
    assert width_of(steady(family)) == 6


@pytest.mark.parametrize(
    ("text", "width", "said"),
    [("東京精密工業", 7, "東京精…"), ("東京精密工業", 8, "東京精… "), ("abc", 1, "…")],
)
def test_a_cut_never_splits_a_wide_character(text: str, width: int, said: str) -> None:
    assert cut(text, width) == said


def test_what_is_counted_without_a_table_is_counted_right() -> None:
    letters = [chr(code) for code in range(0x20, 0x3000) if chr(code).isprintable()]
    assert [each for each in letters if width_of(each) != cell_len(each)] == []
