"""Employees are known by a word of their name, and nobody is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account
from winback_tui.domain.errors import NeedsHuman
from winback_tui.services.cases.opening import assign_case


def test_one_word_of_a_name_is_enough_where_only_one_employee_has_it(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path, responsible="Ben Osei")
    assert assign_case(book, "Acme", "osei").warnings == ()
    assert assign_case(book, "Acme", "Be").warnings == ('Added "Be" to the team.',)
    assign_case(book, "Acme", "Ben Stone")
    with pytest.raises(NeedsHuman, match="Several employees are called ben") as asked:
        assign_case(book, "Acme", "ben")
    assert asked.value.candidates == ("Ben Osei", "Ben Stone")
    assert assign_case(book, "Acme", "ben stone").facts["responsible"] == "Ben Stone"
