"""A sync in words, before and after: a line a person, who is back, what was lost, what needs somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from winback_tui.domain.wording.wording import count, near_day
from winback_tui.services.team import SyncReport
from winback_tui.tui.drawing.cells import fit
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.team.rows import home_words

_WHO, _NUMBER = 22, 12
_HEADS = ("changes", "new orders", "conflicts", "erasures")


def sync_page(reports: Sequence[SyncReport], before: bool, today: date) -> Content:
    """What would come (`before`), or what came, target by target."""
    lines: list[Content] = []
    for report in reports:
        lines += [
            say((home_words(report.target), "strong")),
            *_people(report),
            *_outcome(report, before, today),
            Content(""),
        ]
    return Content("\n").join([*lines[:-1], *(_to_decide(reports) if before else ())])


def _to_decide(reports: Sequence[SyncReport]) -> Iterator[Content]:
    """That conflicts stop nothing, and where they are decided; why the column may add up to more."""
    waiting = reports[-1].conflicts_open if reports else 0
    if not waiting:
        return
    yield say(
        ("▲ ", "warn"),
        f"{count(waiting, 'conflict')}, decided after the merge with ",
        ("Enter", "key"),
        ": nothing is lost.",
    )
    if sum(each.conflicts for report in reports for each in report.people) > waiting:
        yield say(("  One between two colleagues counts in both of their lines.", "muted"))


def _people(report: SyncReport) -> Iterator[Content]:
    if not report.people:
        if not (report.problems or report.missing):
            yield say(("nothing new from the others", "muted"))
        return
    yield say((" " * _WHO + "".join(fit(head, _NUMBER, True) for head in _HEADS), "muted"))
    for each in report.people:
        numbers = (each.changes, each.orders_new, each.conflicts, each.erasures)
        tones = ("", "", "warn" if each.conflicts else "", "bad" if each.erasures else "")
        cells: list[Cell] = [fit(each.person or "Somebody", _WHO)]
        cells += [
            (_figure(n), tone or ("" if n else "faint")) for n, tone in zip(numbers, tones, strict=True)
        ]
        yield say(*cells)


def _figure(number: int) -> str:
    return fit(f"{number:,}" if number else "–", _NUMBER, True)


def _outcome(report: SyncReport, before: bool, today: date) -> Iterator[Content]:
    verb = "would be back" if before else "returned"
    for back in report.returned:
        yield say((f"↺ {verb}: ", "good"), f"{back.account} (order of {near_day(back.ordered_on, today)})")
    for sentence in report.erasing:
        yield say(("▲ ", "bad"), sentence)
    for sentence in report.lost:
        yield say(("▲ ", "warn"), sentence)
    for sentence in (*report.problems, *report.missing):
        yield say(("! ", "warn"), sentence)
    for sentence in report.notes:
        yield say(("· ", "muted"), sentence)
    if report.written:
        yield say(("✓ ", "good"), "Your file is there for the others.")
