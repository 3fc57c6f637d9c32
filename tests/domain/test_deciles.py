"""Tenths of customers: the same read one by one or added up in parts, also where many bring as much."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from winback_tui.domain.review.account_sums import AccountSums, Worths
from winback_tui.domain.review.customers.deciles import TENTHS, Decile, deciles
from winback_tui.domain.review.facts import ReviewedAccount

Row = tuple[int, int, int]
"""Profit and money at risk a year, risk in basis points."""

# Few different figures, so that many customers bring as much as others and the edges fall among them.
ROWS = st.lists(st.tuples(st.integers(-2, 3), st.integers(0, 2), st.integers(0, 10_000)), max_size=40)


def customer(row: Row) -> ReviewedAccount:
    profit, at_stake, gone = row
    return ReviewedAccount(
        *(1, "a", "A", "", "", "A", "EUR"),
        *((), profit, profit, None, "active", at_stake, gone),
        *(False, False, False, False, None),
    )


def added_up(rows: Sequence[Row]) -> Worths:
    """As the store gives them: by rising profit, and otherwise in any order."""
    ordered = sorted(rows, key=lambda row: row[0])
    return Worths(*(list(column) for column in zip(*ordered, strict=True))) if rows else Worths()


def in_tenths(row: Row) -> Row:
    return row[0], row[1], row[2] // 1_000


def by_hand(rows: Sequence[Row]) -> list[Decile]:
    """One sorting of all, cut into ten."""
    ordered = sorted(rows, reverse=True)
    if len(ordered) < TENTHS:
        return []
    edges = [len(ordered) * at // TENTHS for at in range(TENTHS + 1)]
    return [
        Decile(
            at + 1,
            end - start,
            sum(row[0] for row in ordered[start:end]),
            sum(row[1] for row in ordered[start:end]),
            tuple(
                sum(min(row[2] // 1_000, TENTHS - 1) == band for row in ordered[start:end])
                for band in range(TENTHS)
            ),
        )
        for at, (start, end) in enumerate(pairwise(edges))
    ]


@given(ROWS, ROWS, ROWS)
def test_parts_add_up_to_what_one_sorting_gives(
    ours: list[Row], known: list[Row], unknown: list[Row]
) -> None:
    others = AccountSums(worths=[added_up(list(map(in_tenths, part))) for part in (known, unknown)])
    assert deciles(list(map(customer, ours)), [others]) == by_hand([*ours, *known, *unknown])


def test_of_equal_profit_the_one_with_more_at_risk_belongs_to_the_higher_tenth() -> None:
    rows = [(5, at_stake, 0) for at_stake in range(10)]
    found = deciles([], [AccountSums(worths=[added_up(rows)])])
    assert [each.at_stake for each in found] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
