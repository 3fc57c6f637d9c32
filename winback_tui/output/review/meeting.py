"""The Monday meeting as text of one screen and as one HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from html import escape

from winback_tui.domain.review.meeting import Meeting, MeetingItem, MeetingSection
from winback_tui.domain.wording.wording import count, full_day, money_column, money_sums
from winback_tui.output.guard import one_line
from winback_tui.output.wrapping import wrap_words

from .cells import cut, fitted, width_of
from .figures import NOTHING, may_still_order
from .html import html_file, html_table
from .page import table_rows
from .panels.meeting_items import table_of_items
from .panels.panel import PanelTable

WIDTH = 80
FEW = 4
"""At most this many lines of what changed are on the screen; the accounts that matter are all shown."""
ON_PAGE = 10
"""At most this many lines of each part are on the page, so that it stays a single page."""
_PAGE_WIDTH = 110
"""As many characters of a line stand beside each other on the page."""
_NAME, _WHO = 22, 14
"""Names get at most this many cells; the rest of a line says what is to be done."""
HEADS = {MeetingSection.LOST: "Lost with a case", MeetingSection.OVERDUE: "Stopped ordering"}
"""What heads a part where data name it by another word; the two together are what the review counts as lost."""
_SHORT = 24
"""Cells that a wide line keeps for what is to be done, however long the names are."""
_NONE = {
    MeetingSection.LOST: "No new case.",
    MeetingSection.OVERDUE: "Nobody.",
    MeetingSection.RETURNED: "Nobody returned.",
    MeetingSection.MET: "No condition of a return was met.",
    MeetingSection.LATE: "Nothing is late.",
    MeetingSection.MATTERS: "Nobody is overdue or in work.",
    MeetingSection.ACT: "Nobody owes anything.",
}
_MORE = {
    MeetingSection.LOST: "winback monday --tsv",
    MeetingSection.OVERDUE: "winback list",
    MeetingSection.RETURNED: "winback returns",
    MeetingSection.MET: "winback due",
    MeetingSection.LATE: "winback due",
    MeetingSection.MATTERS: "winback list",
    MeetingSection.ACT: "winback due",
}


class LineKind(Enum):
    """What a line of the meeting is: the title of a part, a part without anything, a remark, or anything else."""

    TITLE = "title"
    NONE = "none"
    NOTE = "note"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class MeetingLayout:
    """How much of the meeting is shown. `width`: cells of a line; `most`: lines of each part, None for all, but every
    account that matters; `sentences`: what is longer than its line follows below it; `more`: where the others are.
    `names_first`: no name is cut for the sake of what stands behind it, which then follows below.
    """

    width: int = WIDTH
    most: int | None = None
    sentences: bool = True
    more: Mapping[MeetingSection, str] = field(default_factory=lambda: _MORE)
    names_first: bool = False


_HOLDS = "The most money at risk a year, overdue or with an open case; first those with a condition met."
_ANOTHER_DAY = "Another day: winback monday --since DATE"
_APART = (
    "Each currency is ranked by itself, as no rates are set; to compare them: winback config rates"
    " 'CHF 1.05 EUR'."
)


def meeting_page(meeting: Meeting, whole: bool = False) -> str:
    """One screen of text; with `whole` every line, as a mail needs them."""
    head = meeting_heading(meeting)
    lines = meeting_lines(meeting, MeetingLayout(most=None if whole else FEW, sentences=whole))
    another = [_ANOTHER_DAY] if meeting.usual else []
    return "\n".join([head, "=" * len(head), *another, *(line for line, _ in lines)])


def meeting_heading(meeting: Meeting) -> str:
    """`Monday meeting, Tue 1 Dec 2026 · changes since Monday of last week (23 Nov)`."""
    return f"{_title(meeting)} · changes {meeting.since_words}"


def meeting_lines(meeting: Meeting, layout: MeetingLayout) -> Iterator[tuple[str, LineKind]]:
    """Every line below the heading, part by part, and what it is."""
    for section in MeetingSection:
        items, name = meeting.of(section), HEADS.get(section, f"{section}")
        if not items:
            yield f"{name}: {_NONE[section]}", LineKind.NONE
            continue
        yield "", LineKind.ITEM
        title = f"{name} ({_sum(items)})"
        yield from (
            (line, LineKind.TITLE) for line in wrap_words(title, layout.width, "", "    ", measure=width_of)
        )
        for note in _notes(meeting, section):
            yield from (
                (line, LineKind.NOTE) for line in wrap_words(note, layout.width, "  ", measure=width_of)
            )
        if section is MeetingSection.LATE and layout.most is not None and len(items) > layout.most:
            yield from ((line, LineKind.ITEM) for line in _late_of_each(items, meeting.today, layout.width))
            yield f"  All {len(items):,}: {layout.more[section]}", LineKind.NOTE
            continue
        shown = items if section is MeetingSection.MATTERS else items[: layout.most]
        yield from ((line, LineKind.ITEM) for line in _lines(shown, layout))
        if len(shown) < len(items):
            yield f"  and {len(items) - len(shown):,} more: {layout.more[section]}", LineKind.NOTE


def meeting_html(meeting: Meeting) -> str:
    """One page with a table for each section."""
    title = _title(meeting)
    parts = "".join(
        "<section>" + html_table(table).replace("</h3>", f"</h3>{notes}", 1) + "</section>"
        for table, notes in _tables(meeting)
    )
    return html_file(title, f"<h1>{title}</h1><p>Changes {meeting.since_words}.</p>{parts}")


def _title(meeting: Meeting) -> str:
    return f"Monday meeting, {full_day(meeting.today)}"


def _tables(meeting: Meeting) -> Iterator[tuple[PanelTable, str]]:
    """The table of each section, and what stands below its title."""
    for section in MeetingSection:
        items, name = meeting.of(section), HEADS.get(section, f"{section}")
        title = f"{name} ({_sum(items)})" if items else f"{name}: {_NONE[section]}"
        lines = _notes(meeting, section)
        if section is MeetingSection.LATE and len(items) > ON_PAGE:  # Not all who are late are in the table.
            lines += [each.strip() for each in _late_of_each(items, meeting.today, _PAGE_WIDTH)]
        notes = "".join(f'<p class="why">{escape(note)}</p>' for note in lines)
        if len(items) > ON_PAGE:
            title += f", the first {ON_PAGE}; all of them: {_MORE[section]}"
        yield table_of_items(title, items[:ON_PAGE]), notes


def _notes(meeting: Meeting, section: MeetingSection) -> list[str]:
    """What the accounts that matter are, and which of them are not compared; what the review says of those who stopped
    ordering."""
    items = meeting.of(section)
    if section is MeetingSection.OVERDUE and items:
        them, it = ("them", "") if len(items) > 1 else ("it", "it ")
        still = may_still_order(sum(not each.asleep for each in items), len(items))
        end = f"but {it}{still}" if still else "asleep in the list"
        return [f"No case yet: the review counts {them} as lost, {end}."]
    if section is not MeetingSection.MATTERS or not items:
        return []
    return [_HOLDS, *([_APART] if meeting.apart else [])]


def _sum(items: list[MeetingItem]) -> str:
    """How many, and their money a year by currency; that of an account with several lines counts once."""
    if not items[0].account:
        return f"{len(items)}"
    accounts = {each.account_id: each for each in items}.values()
    a_year = _money_of([(each.currency, each.amount) for each in accounts])
    if items[0].section is MeetingSection.RETURNED:
        ordered = _money_of([(each.currency, each.ordered) for each in items])
        parts = [ordered and f"ordered for {ordered}", a_year and f"{a_year} of sales a year before the loss"]
    elif items[0].lost is not None:
        sales, profit = (
            _money_of([(each.currency, each.lost[at]) for each in items if each.lost]) for at in (0, 1)
        )
        brought = ", ".join(filter(None, [sales and f"{sales} sales", profit and f"{profit} profit"]))
        parts = [brought and f"{brought} a year", a_year and f"{a_year} at risk"]
    else:
        once = ", each account once" if len(accounts) < len(items) else ""
        parts = [a_year and f"{a_year} a year at risk{once}"]
    return "; ".join([f"{len(items)}", *filter(None, parts)])


def _money_of(amounts: Iterable[tuple[str, int | None]]) -> str:
    money: Counter[str] = Counter()
    for currency, minor in amounts:
        money[currency] += minor or 0
    return money_sums(dict(money.most_common()))


def _late_of_each(items: Sequence[MeetingItem], today: date, width: int) -> Iterator[str]:
    """A line for each who is late, whoever has most first: how many tasks, and the one that is late the longest."""
    own: dict[str, list[MeetingItem]] = {}
    for each in items:
        own.setdefault(each.who, []).append(each)
    people = min(_WHO, max(width_of(one_line(who or NOTHING)) for who in own))
    numbers = max(len(f"{len(each)}") for each in own.values())
    for who, late in sorted(own.items(), key=lambda one: (-len(one[1]), not one[0], one[0].casefold())):
        oldest = min(late, key=lambda each: each.on or today)
        days = count((today - (oldest.on or today)).days, "day")
        left = f"  {fitted(who or NOTHING, people)} {len(late):>{numbers}} late; longest {days}: "
        what = f"{one_line(oldest.account)}, {one_line(oldest.what)}"
        yield f"{left}{cut(what, width - width_of(left))}"


def _lines(items: list[MeetingItem], layout: MeetingLayout) -> Iterator[str]:
    """A line each, and below it the sentence why an account matters or how big a return was; with `sentences` also any
    other sentence that is longer than the line.
    """
    width = layout.width
    if not items[0].account:
        yield from (f"  {row}" for row in table_rows(table_of_items("", items), width - 2))
        return
    names = max(width_of(one_line(each.account)) for each in items)
    people = min(_WHO, max(width_of(one_line(each.who or NOTHING)) for each in items))
    returned = items[0].section is MeetingSection.RETURNED
    amounts = [
        "" if each.amount is None or returned else money_column(each.amount, each.currency) for each in items
    ]
    money = max(map(len, amounts))
    room = width - money - people - 5 - (_SHORT if width > WIDTH else 0)
    names = min(names, room if layout.names_first else _NAME)
    for item, amount in zip(items, amounts, strict=True):
        shown = f"{amount:>{money}} " if money else ""
        left = f"  {fitted(item.account, names)} {shown}{fitted(item.who or NOTHING, people)} "
        room = width - width_of(left)
        what, below = one_line(item.what), ""
        if item.section is MeetingSection.MATTERS:
            what, below = "", one_line(item.sentence if layout.sentences else item.what)
        elif returned:
            below = one_line(f"{item.sentence}.")
        elif layout.sentences and width_of(what) > room:
            what, below = "", what
        yield f"{left}{cut(what, room)}".rstrip()
        if below:
            yield from wrap_words(below, width, "    ", measure=width_of)
