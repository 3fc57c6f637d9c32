"""From what was typed to the row that is meant, whatever characters it holds."""

from __future__ import annotations

import pytest

from winback_tui.domain.errors import NotFound
from winback_tui.services.book.lookup import resolve_row

ROWS = ("Samples", "A call back")


def meant(ref: str) -> str:
    return resolve_row(ROWS, ref, str.upper, str, "promise")


@pytest.mark.parametrize("ref", ["2", "A CALL BACK", "call", "٢"])
def test_a_number_an_id_or_a_word_is_enough(ref: str) -> None:
    assert meant(ref) == "A call back"


@pytest.mark.parametrize("ref", ["²", "0", "3", "①"])
def test_what_is_no_number_of_the_list_is_not_found(ref: str) -> None:
    with pytest.raises(NotFound, match=f"No promise matches '{ref}'"):
        meant(ref)
