"""`winback case`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import (
    DAY_FORMS,
    Account,
    DryRun,
    past_day,
)
from winback_tui.cli.terminal.acting import Result
from winback_tui.cli.terminal.reading import invocation
from winback_tui.cli.terminal.talk import reader_at_terminal, tell
from winback_tui.domain.case.loss_day import SameDay
from winback_tui.domain.errors import BadInput
from winback_tui.domain.gates.gate import overridden_words
from winback_tui.domain.wording.phrasing import on_hold
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", names=True),
    Column("stage", "Stage", phrase="{}"),
    Column("waits_for", "Waits for", wide=True),
    Column("next", "Next", phrase="next: {}"),
    Column("next_on", "Next on", CellKind.DATE, shown=False),
    Column("lost_on", "Lost", CellKind.DATE, leaves=2, phrase="lost on {}"),
    Column("lost_by", "Lost by", leaves=3),
    Column("responsible", "Leads", leaves=1, phrase="led by {}"),
    Column("overridden", "Overridden", shown=False),
    Column("rule", "Rule", shown=False),
    Column("at_stake", "At risk/yr", CellKind.MONEY, phrase="{} a year at risk"),
    Column("currency", "Cur"),
    Column("case_id", "Case", shown=False),
    Column("no_contact_planned", "No contact planned", CellKind.FLAG, shown=False),
)


CLOSED_COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", names=True),
    Column("outcome", "Closed as", phrase="{}"),
    Column("closed_on", "Closed", CellKind.DATE, phrase="closed on {}"),
    Column("note", "Why", wide=True, leaves=1),
    Column("lost_on", "Lost", CellKind.DATE, leaves=2, phrase="lost on {}"),
    Column("lost_by", "Lost by", leaves=4),
    Column("responsible", "Leads", leaves=3, phrase="led by {}"),
    Column("case_id", "Case", shown=False),
)


Override = Annotated[
    str,
    typer.Option("--override", metavar="REASON", help="Why the rep who lost them should lead, in writing."),
]
SameDayOption = Annotated[
    SameDay | None,
    typer.Option("--same-day", help="Whether an order dated on the day of the loss came before or after it."),
]


@app.acts("open")
def open_(
    ctx: typer.Context,
    account: Account,
    lost_by: Annotated[
        str,
        typer.Option("--lost-by", metavar="REP", help="The rep who lost them; required, never assumed."),
    ] = "",
    lost_on: Annotated[
        date | None,
        typer.Option(
            "--lost-on",
            parser=past_day,
            metavar="DATE",
            help=f"Day of the loss: {DAY_FORMS}; default: the day their next order was due.",
        ),
    ] = None,
    responsible: Annotated[
        str,
        typer.Option("--responsible", metavar="REP", help="Who leads the return; not the rep who lost them."),
    ] = "",
    override: Override = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What is known about it.")] = "",
    same_day: SameDayOption = None,
    dry_run: DryRun = False,
) -> Result:
    """Open a case for a lost account, with the day of the loss."""
    from winback_tui.services.cases.open_case import before_case
    from winback_tui.services.cases.opening import open_case

    book = invocation(ctx).book
    if not lost_by.strip():
        owner = before_case(book, account).owner
        proposed = f"; {owner} owns the account, so it may be them" if owner else ""
        raise BadInput(f"Name the rep who lost them with --lost-by{proposed}.")
    return open_case(book, account, lost_on, lost_by, responsible, override, note, dry_run, same_day or "")


@app.acts("edit")
def edit(
    ctx: typer.Context,
    account: Account,
    lost_on: Annotated[
        date | None,
        typer.Option("--lost-on", parser=past_day, metavar="DATE", help=f"Day of the loss: {DAY_FORMS}."),
    ] = None,
    lost_by: Annotated[str, typer.Option("--lost-by", metavar="REP", help="The rep who lost them.")] = "",
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What is known about it; '' deletes it.")
    ] = None,
    same_day: SameDayOption = None,
    override: Override = "",
    dry_run: DryRun = False,
) -> Result:
    """Correct the latest case; everything that depends on the day of the loss follows."""
    from winback_tui.services.cases.edit_case import edit_case

    book = invocation(ctx).book
    return edit_case(book, account, lost_on, lost_by, note, same_day or "", override, dry_run)


@app.acts("reopen")
def reopen(ctx: typer.Context, account: Account, dry_run: DryRun = False) -> Result:
    """Reopen a closed case while the loss is still the same."""
    from winback_tui.services.cases.edit_case import reopen_case

    return reopen_case(invocation(ctx).book, account, dry_run)


@app.acts("assign")
def assign(
    ctx: typer.Context,
    account: Account,
    responsible: Annotated[str, typer.Option("--responsible", metavar="REP", help="Who leads the return.")],
    override: Override = "",
    dry_run: DryRun = False,
) -> Result:
    """Name who leads the return."""
    from winback_tui.services.cases.opening import assign_case

    return assign_case(invocation(ctx).book, account, responsible, override, dry_run)


@app.acts("close")
def close(
    ctx: typer.Context,
    account: Account,
    outcome: Annotated[
        str,
        typer.Option("--outcome", metavar="closed|let-go", help="How it ends; a return comes from an order."),
    ] = "closed",
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="The reason; required for let-go.")
    ] = "",
    gone: Annotated[
        str,
        typer.Option("--gone", metavar="REASON", help="Gone for good, such as bankrupt: leaves every list."),
    ] = "",
    dry_run: DryRun = False,
) -> Result:
    """Close the open case; only an order counts as a return."""
    from winback_tui.services.cases.opening import close_case

    return close_case(invocation(ctx).book, account, outcome, note, gone, dry_run)


@app.reads("list")
def list_(
    ctx: typer.Context,
    responsible: Annotated[
        str, typer.Option("--responsible", metavar="REP", help="Only the cases that this rep leads.")
    ] = "",
    closed: Annotated[
        bool, typer.Option("--closed", help="List closed cases instead, the latest first.")
    ] = False,
) -> Table:
    """Open cases by stage, with what each waits for; or closed ones, with how they ended."""
    from winback_tui.services.cases.board import board, closed_cases, stage_counts

    if closed:
        ended = (
            (
                case.account_id,
                case.account,
                case.outcome,
                case.closed_on,
                case.closing_note,
                case.lost_on,
                case.lost_by,
                case.responsible,
                case.id,
            )
            for case in closed_cases(invocation(ctx).book, responsible)
        )
        return Table(CLOSED_COLUMNS, ended, empty="No case has been closed yet.")
    found = board(invocation(ctx).book, responsible)
    rows = (
        (
            row.case.account_id,
            row.case.account,
            row.stage.text,
            row.stage.waits_for,
            f"{row.next_words}{on_hold(row.held)}",
            row.next_on,
            row.case.lost_on,
            row.case.lost_by,
            row.case.responsible,
            overridden_words(row.overrides),
            ", ".join(row.overrides),
            row.standing.at_stake,
            row.standing.currency,
            row.case.id,
            row.lacks_contact,
        )
        for row in found
    )
    if found and reader_at_terminal():
        tell(f"winback: {stage_counts(found)}")
    empty = "No case is open; 'winback case open ACCOUNT' opens one."
    return Table(COLUMNS, rows, empty=empty)
