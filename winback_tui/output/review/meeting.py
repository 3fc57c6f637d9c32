"""The Monday meeting as text of one screen and as one HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from winback_tui.domain.review.meeting import Meeting, MeetingItem, MeetingSection
from winback_tui.domain.wording.wording import full_day, money_column
from winback_tui.output.guard import one_line
from winback_tui.output.wrapping import wrap_words

from .cells import cut, fitted, width_of
from .figures import NOTHING
from .html import html_file, html_table
from .panels.meeting_items import table_of_items
from .panels.panel import PanelTable

WIDTH = 80
FEW = 4
"""At most this many lines of what changed are on the screen; the accounts that matter are all shown."""
ON_PAGE = 10
"""At most this many lines of each part are on the page, so that it stays a single page."""
_NAME, _WHO = 22, 14
"""Names get at most this many cells; the rest of a line says what is to be done."""
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
_MONEY_WORDS = {
    MeetingSection.LOST: "of sales a year",
    MeetingSection.RETURNED: "of sales a year before they left",
    MeetingSection.MET: "a year at risk",
    MeetingSection.LATE: "a year at risk",
    MeetingSection.MATTERS: "a year at risk",
}
"""Which money stands behind the accounts of a section."""


def meeting_page(meeting: Meeting, whole: bool = False) -> str:
    """One screen of text; with `whole` every line, as a mail needs them."""
    head = f"{_title(meeting)} · changes {meeting.since_words}"
    lines = [head, "=" * len(head)]
    for section in MeetingSection:
        items = meeting.of(section)
        if not items:
            lines += [f"{section}: {_NONE[section]}"]
            continue
        lines += ["", f"{section} ({_sum(items)})"]
        shown = items if whole or section is MeetingSection.MATTERS else items[:FEW]
        lines += _lines(shown, whole)
        if len(shown) < len(items):
            lines.append(f"  and {len(items) - len(shown)} more: {_MORE[section]}")
    return "\n".join(lines)


def meeting_html(meeting: Meeting) -> str:
    """One page with a table for each section."""
    title = _title(meeting)
    parts = "".join(f"<section>{html_table(each)}</section>" for each in _tables(meeting))
    return html_file(title, f"<h1>{title}</h1><p>Changes {meeting.since_words}.</p>{parts}")


def _title(meeting: Meeting) -> str:
    return f"Monday meeting, {full_day(meeting.today)}"


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
    return f"{len(items)}; {amounts} {_MONEY_WORDS[items[0].section]}" if amounts else f"{len(items)}"


def _lines(items: list[MeetingItem], whole: bool) -> Iterator[str]:
    """A line each; with `whole` a sentence that is longer than the line goes below it."""
    if not items[0].account:
        names = min(_NAME, max(width_of(one_line(each.who or NOTHING)) for each in items))
        yield from (f"  {fitted(each.who or NOTHING, names)} {one_line(each.what)}" for each in items)
        return
    names = min(_NAME, max(width_of(one_line(each.account)) for each in items))
    people = min(_WHO, max(width_of(one_line(each.who or NOTHING)) for each in items))
    amounts = ["" if each.amount is None else money_column(each.amount, each.currency) for each in items]
    money = max(map(len, amounts))
    for item, amount in zip(items, amounts, strict=True):
        left = f"  {fitted(item.account, names)} {amount:>{money}} {fitted(item.who or NOTHING, people)} "
        room = WIDTH - width_of(left)
        what = one_line(item.what)
        if whole and width_of(what) > room:
            yield left.rstrip()
            yield from wrap_words(what, WIDTH, "    ", measure=width_of)
        else:
            yield f"{left}{cut(what, room)}".rstrip()
