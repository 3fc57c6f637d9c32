"""The parts of the Monday meeting as tables."""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.domain.review.meeting import MeetingItem, MeetingSection
from winback_tui.output.review.figures import NOTHING

from .panel import Amount, PanelTable, panel_table


def table_of_items(title: str, items: Sequence[MeetingItem]) -> PanelTable:
    """The lines of one part of the Monday meeting."""
    if items and not items[0].account:
        owed = [(each.who or NOTHING, sum(each.tasks[:2]), *each.tasks) for each in items if each.tasks]
        return panel_table(
            title, ("Who", "Due", "Late", "Today", "This week", "Can wait", "No contact"), owed
        )
    if items and items[0].section is MeetingSection.RETURNED:
        return panel_table(
            title,
            ("Account", "Ordered", "Sales/yr before", "Who", "What"),
            [
                (
                    each.account,
                    Amount(each.ordered, each.currency),
                    Amount(each.amount, each.currency),
                    each.who or NOTHING,
                    _whole(each),
                )
                for each in items
            ],
        )
    if items and items[0].lost is not None:
        return panel_table(
            title,
            ("Account", "Sales/yr", "Profit/yr", "At risk/yr", "Who", "What"),
            [
                (
                    each.account,
                    *(Amount(minor, each.currency) for minor in (*(each.lost or (0, 0)), each.amount)),
                    each.who or NOTHING,
                    _whole(each),
                )
                for each in items
            ],
        )
    rows = [
        (each.account, Amount(each.amount, each.currency), each.who or NOTHING, _whole(each))
        for each in items
    ]
    return panel_table(title, ("Account", "At risk/yr", "Who", "What"), rows)


def _whole(item: MeetingItem) -> str:
    """What is printed: of the accounts that matter why they are listed."""
    if not item.sentence:
        return item.what
    return item.sentence if item.section is MeetingSection.MATTERS else f"{item.what}. {item.sentence}."
