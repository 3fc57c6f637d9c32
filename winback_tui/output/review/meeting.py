"""The Monday meeting as text of one screen and as one HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from winback_tui.domain.review.meeting import Meeting, MeetingItem, MeetingSection
from winback_tui.domain.wording.wording import full_day, money_column
from winback_tui.output.guard import one_line

from .cells import cut, fitted
from .figures import NOTHING
from .html import html_file, html_table
from .panels.meeting_items import table_of_items
from .panels.panel import PanelTable

WIDTH = 80
FEW = 4
"""So many lines of what changed are on the screen; the accounts that matter are all shown."""
ON_PAGE = 10
"""So many lines of each part are on the page, so that it is one."""
_NAME, _WHO, _MONEY = 22, 12, 14
_NONE = {
    MeetingSection.LOST: "Nobody was lost.",
    MeetingSection.RETURNED: "Nobody returned.",
    MeetingSection.MET: "No condition of a return was met.",
    MeetingSection.LATE: "Nothing is late.",
    MeetingSection.MATTERS: "Nobody is overdue.",
    MeetingSection.ACT: "Nobody owes anything.",
}
_MORE = {
    MeetingSection.LOST: "winback monday --tsv",
    MeetingSection.RETURNED: "winback returns",
    MeetingSection.MET: "winback due",
    MeetingSection.LATE: "winback due",
    MeetingSection.MATTERS: "winback list",
    MeetingSection.ACT: "winback due",
}


def meeting_page(meeting: Meeting, whole: bool = False) -> str:
    """One screen of text; with `whole` every line, as a mail needs them."""
    head = f"Since {full_day(meeting.since)} · {full_day(meeting.today)}"
    lines = [head, "=" * len(head)]
    for section in MeetingSection:
        items = meeting.of(section)
        if not items:
            lines += [f"{section}: {_NONE[section]}"]
            continue
        lines += ["", f"{section} ({_sum(items)})"]
        shown = items if whole or section is MeetingSection.MATTERS else items[:FEW]
        lines += [_line(each) for each in shown]
        if len(shown) < len(items):
            lines.append(f"  and {len(items) - len(shown)} more: {_MORE[section]}")
    return "\n".join(lines)


def meeting_html(meeting: Meeting) -> str:
    """One page with a table for each section."""
    title = f"Monday meeting, {full_day(meeting.today)}"
    parts = "".join(f"<section>{html_table(each)}</section>" for each in _tables(meeting))
    return html_file(title, f"<h1>{title}</h1><p>What changed since {full_day(meeting.since)}.</p>{parts}")


def _tables(meeting: Meeting) -> Iterator[PanelTable]:
    for section in MeetingSection:
        items = meeting.of(section)
        title = f"{section} ({_sum(items)})" if items else f"{section}: {_NONE[section]}"
        if len(items) > ON_PAGE:
            title += f", the first {ON_PAGE}; all of them: {_MORE[section]}"
        yield table_of_items(title, items[:ON_PAGE])


def _sum(items: list[MeetingItem]) -> str:
    """How many, and their money a year by currency; that of an account with several lines counts once."""
    if not items[0].account:
        return f"{len(items)}"
    money: Counter[str] = Counter()
    for each in {each.account_id: each for each in items}.values():
        money[each.currency] += each.amount or 0
    amounts = " + ".join(money_column(minor, currency) for currency, minor in money.most_common() if minor)
    return f"{len(items)}; {amounts} a year" if amounts else f"{len(items)}"


def _line(item: MeetingItem) -> str:
    who = item.who or NOTHING
    if not item.account:
        return f"  {fitted(who, _NAME)} {one_line(item.what)}"
    money = "" if item.amount is None else money_column(item.amount, item.currency)
    left = f"  {fitted(item.account, _NAME)} {money:>{_MONEY}} {fitted(who, _WHO)} "
    return f"{left}{cut(item.what, WIDTH - 5 - _NAME - _MONEY - _WHO)}".rstrip()
