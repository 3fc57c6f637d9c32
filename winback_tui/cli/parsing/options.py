"""Options that many commands share, with one wording and one meaning."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.services.book.clock import clock_from_environment

if TYPE_CHECKING:
    from winback_tui.domain.money.typed_amounts import TypedAmount

Json = Annotated[bool, typer.Option("--json", help="Write JSON: an array of flat objects.")]
OneJson = Annotated[bool, typer.Option("--json", help="Write JSON: one object.")]
Csv = Annotated[bool, typer.Option("--csv", help="Write comma-separated values for a spreadsheet.")]
Tsv = Annotated[bool, typer.Option("--tsv", help="Write tab-separated values for a pipe.")]


def _countable(limit: int) -> int:
    """Neither SQLite nor a slice knows a greater number, and no list is longer."""
    return min(limit, sys.maxsize)


Limit = Annotated[
    int,
    typer.Option(
        "--limit",
        metavar="N",
        help="At most N rows; 0 means all.",
        show_default=True,
        callback=_countable,
    ),
]

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Answer yes to every question.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and change nothing.")]
ActJson = Annotated[bool, typer.Option("--json", help="Write what was done as one JSON object.")]

Account = Annotated[
    str, typer.Argument(metavar="ACCOUNT", help="Id, or any part of the name that fits only one.")
]


AccountOrAll = Annotated[
    str, typer.Argument(metavar="[ACCOUNT]", help="Whose; without it, what is open with any account.")
]


DAY_FORMS = "2026-11-24, 24.11.2026, today, tue, +3d, +2w"
"""The ways to write a day, for help texts."""


def coming_day(text: str) -> date:
    """A day still to come, where a weekday means the next one. Raises BadInput."""
    from winback_tui.domain.days.typed_days import parse_day

    return parse_day(text, clock_from_environment().today())


def past_day(text: str) -> date:
    """A past day, where a weekday means the last one. Raises BadInput."""
    from winback_tui.domain.days.typed_days import parse_day

    return parse_day(text, clock_from_environment().today(), past=True)


def amount(text: str) -> TypedAmount:
    """An amount with or without its currency. Raises BadInput."""
    from winback_tui.domain.money.typed_amounts import parse_amount

    return parse_amount(text)


Which = Annotated[
    str, typer.Argument(metavar="WHICH", help="Its number, id or words; not needed if there is only one.")
]
On = Annotated[
    date | None, typer.Option("--date", parser=past_day, metavar="DATE", help="The day; default: today.")
]
