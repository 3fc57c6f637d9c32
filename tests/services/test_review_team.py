"""The team in a review of one rep: the row is the one that the review of everybody has, and nobody else is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.review_book import a_reviewed_book
from winback_tui.services.review.review import ReviewNarrowing, reviews
from winback_tui.store.book import Book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return a_reviewed_book(tmp_path)


@pytest.mark.parametrize("name", ["Ann", "Bob"])
def test_with_one_rep_chosen_the_team_is_their_row_as_in_the_review_of_everybody(
    book: Book, name: str
) -> None:
    """Ann leads cases of Bob's accounts, and Carol too: neither is shown with 0 late, nor loses what they lead."""
    (own,) = (row for row in reviews(book, "2026")[0].team if row.name == name)
    (narrowed,) = reviews(book, "2026", only=ReviewNarrowing(owner=name))
    assert narrowed.team == (own,)
    (group,) = (each for each in reviews(book, "2026", "rep") if each.group == name)
    assert group.team == (own,)
    assert name != "Ann" or (own.cases, own.credited) == (1, 2)


def test_of_a_rep_in_one_segment_the_share_of_the_work_is_not_known(book: Book) -> None:
    (found,) = reviews(book, "2026", only=ReviewNarrowing(owner="Ann", segment="mills"))
    assert not found.facts.work
