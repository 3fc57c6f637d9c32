"""The parts of the Monday meeting as tables."""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.domain.review.meeting import MeetingItem, MeetingSection
from winback_tui.output.review.figures import NOTHING

from .panel import Amount, PanelTable, panel_table


def table_of_items(title: str, items: Sequence[MeetingItem]) -> PanelTable:
    """The lines of one part of the Monday meeting."""
    if items and not items[0].account:
        return panel_table(title, ("Who", "What"), [(each.who or NOTHING, each.what) for each in items])
    rows = [
        (each.account, Amount(each.amount, each.currency), each.who or NOTHING, _whole(each))
        for each in items
    ]
    return panel_table(title, ("Account", "A year", "Who", "What"), rows)


def _whole(item: MeetingItem) -> str:
    """What is printed: the short form of the accounts that matter, so that all fit on one page."""
    if not item.sentence or item.section is MeetingSection.MATTERS:
        return item.what
    return f"{item.what}. {item.sentence}"
