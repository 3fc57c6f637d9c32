"""Whatever is in the rows and happens between, a newer export makes the book that reading all of it makes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.newer_exports import (
    BETWEEN,
    Row,
    as_csv,
    contents,
    counts,
    plain_csv,
    read_whole,
    row,
    take,
)
from tests.store.books import book_at
from winback_tui.domain.errors import WinbackError
from winback_tui.services.importing import import_file as importing
from winback_tui.services.importing.newer_export import KnownBeginning, known_beginning
from winback_tui.services.importing.report import ImportReport
from winback_tui.store.book import Book

AMOUNTS = st.sampled_from(["10.00", "3.50", "-2.00", "0", "8"])
CITIES = st.sampled_from(["", "Bonn", "Ulm"])
SELDOM, NOW_AND_THEN = (st.integers(0, most).map(lambda drawn: not drawn) for most in (30, 6))
NAMES = st.sampled_from(["Acme", "ACME", "Beta", "Cora", "Kessler GmbH", 'Quote "Q"'])


@st.composite
def made_rows(draw: st.DrawFn, first: int, odd: st.SearchStrategy[bool]) -> list[Row]:
    """Rows with numbers from `first` on; the `odd` ones name an account otherwise, are unreadable, or say a number
    again.
    """
    found = []
    for number in range(first, first + draw(st.integers(1, 5))):
        name, amount, own, status = draw(NAMES), draw(AMOUNTS), "", "paid"
        each = f"A-{number}"
        if draw(odd):
            own = draw(st.sampled_from(["K1", "01", "1", "-"]))
            amount = draw(st.sampled_from([amount, "x"]))
            status = draw(st.sampled_from(["paid", "cancelled"]))
            each = draw(st.sampled_from([each, "A-1", "", f"A-{number - 1}"]))
        made = row(number, name, draw(st.integers(0, 40)), amount, draw(CITIES), own, status)
        found.append((each, *made[1:2], made[2].replace("-", ""), *made[3:]))
    return found


def acts_of(above: list[Row], below: list[Row], between: str, plain: bool) -> list[Callable[[Book], object]]:
    write = plain_csv if plain else as_csv
    newer = [*above, *below]
    return [
        lambda book: take(book, write(above)),
        BETWEEN[between],
        lambda book: take(book, write(newer)),
        lambda book: take(book, write([*newer, row(99, "Acme", 50)])),
    ]


def outcome(book: Book, step: Callable[[Book], object]) -> tuple[object, ...] | None:
    """What an import reports, or why an act was refused."""
    try:
        done = step(book)
    except WinbackError as fault:
        return type(fault), str(fault)
    return counts(done) if isinstance(done, ImportReport) else None


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("examples", "least"), [(20, 5), pytest.param(400, 100, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_it_never_makes_another_book_than_the_whole_reading(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, examples: int, least: int
) -> None:
    continued: list[bool] = []

    def noting(*given: Any) -> KnownBeginning | None:
        found = known_beginning(*given)
        continued.append(found is not None)
        return found

    monkeypatch.setattr(importing, "known_beginning", noting)

    @settings(max_examples=examples, deadline=None)
    @given(made_rows(1, SELDOM), made_rows(20, NOW_AND_THEN), st.sampled_from(sorted(BETWEEN)), st.booleans())
    def both_ways(above: list[Row], below: list[Row], between: str, plain: bool) -> None:
        found = []
        for whole in (False, True):
            book = book_at(tmp_path_factory.mktemp("book"))
            with read_whole() if whole else nullcontext():
                said = [outcome(book, step) for step in acts_of(above, below, between, plain)]
            found.append((said, contents(book) if book.exists() else []))
        assert found[0] == found[1]

    both_ways()
    assert sum(continued) >= least
