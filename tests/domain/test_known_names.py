from __future__ import annotations

import pytest

from winback_tui.domain.wording.known_names import name_meant, names_begun

TEAM = ("Ann Keller", "Anna Berg", "Ben Osei", "Ян Юрьев")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("b", ""),
        ("os", "Ben Osei"),
        ("BEN", "Ben Osei"),
        ("osei", "Ben Osei"),
        ("ben o", "Ben Osei"),
        ("kel", "Ann Keller"),
        ("юр", "Ян Юрьев"),
        ("ann", ""),
        ("Ann Keller", "Ann Keller"),
        ("en", ""),
        ("Zoe", ""),
        ("", ""),
        ("   ", ""),
    ],
)
def test_the_first_letters_are_enough_where_one_name_begins_so(typed: str, meant: str) -> None:
    assert name_meant(typed, TEAM) == meant


def test_several_that_begin_alike_are_all_named() -> None:
    assert names_begun("an", TEAM) == ("Ann Keller", "Anna Berg")


def test_an_exact_name_is_not_held_up_by_a_longer_one() -> None:
    assert name_meant("Ann", ("Ann", "Ann Keller")) == "Ann"
