"""What helps in a talk is said where what is on record bears it, and nowhere else."""

from __future__ import annotations

import pytest

from winback_tui.domain.case.helping_lines import SharedTime, helping_lines, lost_by_leaving


@pytest.mark.parametrize(
    ("orders", "complaints", "said"),
    [(2, 0, False), (3, 0, True), (3, 1, True), (4, 2, False), (5, 2, True), (5, 3, False), (100, 49, True)],
)
def test_good_days_are_spoken_of_where_fewer_than_half_went_wrong(
    orders: int, complaints: int, said: bool
) -> None:
    assert any("good days" in line for line in helping_lines(orders, complaints, 90, 0)) == said
    lost = list(lost_by_leaving(SharedTime(orders, 90, complaints)))
    assert any("A supplier they know" in line for line in lost) == said


@pytest.mark.parametrize(
    ("severity", "words"),
    [
        (0, None),
        (1, "a trifle; to us it is a nuisance"),
        (2, "a nuisance; to us it is a problem"),
        (3, "a problem; to us it is a catastrophe"),
        (4, "Don't let it be the end of the world"),
        (5, None),
    ],
)
def test_we_take_it_one_degree_harder_than_they_do(severity: int, words: str | None) -> None:
    lines = list(helping_lines(0, 0, 0, severity))
    assert [words in line for line in lines] == [True] if words else lines == []
