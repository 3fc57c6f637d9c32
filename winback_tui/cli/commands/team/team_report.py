"""How a sync says what it brought: a line a person, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from winback_tui.cli.terminal.talk import tell
from winback_tui.domain.wording.wording import count, full_day

if TYPE_CHECKING:
    from winback_tui.services.team import SyncReport

CODE = "The team's code, shown once; other laptops join with it: {}"


def facts_of(report: SyncReport) -> dict[str, Any]:
    """The report as data, for --json."""
    facts: dict[str, Any] = {
        "target": report.target,
        "people": [
            {
                "person": each.person,
                "changes": each.changes,
                "orders_new": each.orders_new,
                "conflicts": each.conflicts,
                "erasures": each.erasures,
            }
            for each in report.people
        ],
        "conflicts_open": report.conflicts_open,
        "returned": [f"{back.account} (order of {back.ordered_on})" for back in report.returned],
        "lost": list(report.lost),
        "problems": list(report.problems),
        "missing": list(report.missing),
        "done": not report.dry_run,
    }
    if report.code:
        facts["code"] = report.code
    return facts


def tell_report(report: SyncReport) -> None:
    """One line for each colleague, then what somebody has to decide."""
    for each in report.people:
        parts = [count(each.changes, "change")]
        parts += [count(each.orders_new, "new order")] if each.orders_new else []
        parts += [count(each.conflicts, "conflict")] if each.conflicts else []
        parts += [count(each.erasures, "erasure")] if each.erasures else []
        tell(f"{each.person or 'Somebody'}: {', '.join(parts)}")
    if not report.people and not report.problems and not report.missing:
        tell(f"{report.target}: nothing new")
    for back in report.returned:
        tell(f"Back: {back.account} (order of {full_day(back.ordered_on)})")
    for sentence in report.lost:
        tell(f"{sentence} ('winback conflicts --lost')")
    for sentence in (*report.erasing, *report.problems, *report.missing, *report.notes):
        tell(sentence)
    if report.code:
        tell(CODE.format(report.code))


def tell_open(conflicts: int) -> None:
    """Say how many conflicts somebody has to decide."""
    if conflicts:
        tell(f"{count(conflicts, 'conflict')} to decide: 'winback conflicts' lists them.")
