"""`winback case`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from winback_tui.cli.parsing.options import (
    DAY_FORMS,
    Account,
    ActJson,
    Csv,
    DryRun,
    Json,
    Limit,
    Tsv,
    past_day,
)
from winback_tui.cli.parsing.root import CommandApp
from winback_tui.cli.terminal.acting import report_done
from winback_tui.cli.terminal.reading import emit, invocation
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
    Column("at_stake", "At risk/yr", CellKind.MONEY, phrase="{} a year at risk"),
    Column("currency", "Cur"),
    Column("case_id", "Case", shown=False),
)


class CaseOutcome(StrEnum):
    """How a case may be closed by hand; a return comes from an order alone."""

    CLOSED = "closed"
    LET_GO = "let go"


@app.command("open")
def open_(
    ctx: typer.Context,
    account: Account,
    lost_on: Annotated[
        date,
        typer.Option("--lost-on", parser=past_day, metavar="DATE", help=f"Day of the loss: {DAY_FORMS}."),
    ],
    lost_by: Annotated[str, typer.Option("--lost-by", metavar="REP", help="The rep who lost them.")],
    responsible: Annotated[
        str,
        typer.Option("--responsible", metavar="REP", help="Who leads the return; not the rep who lost them."),
    ] = "",
    override: Annotated[
        str,
        typer.Option(
            "--override", metavar="REASON", help="Why the rep who lost them should lead, in writing."
        ),
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What is known about it.")] = "",
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Open a case for a lost account, with the day of the loss."""
    from winback_tui.services.cases.opening import open_case

    done = open_case(invocation(ctx).book, account, lost_on, lost_by, responsible, override, note, dry_run)
    report_done(done, json=json, dry_run=dry_run)


@app.command("assign")
def assign(
    ctx: typer.Context,
    account: Account,
    responsible: Annotated[str, typer.Option("--responsible", metavar="REP", help="Who leads the return.")],
    override: Annotated[
        str,
        typer.Option(
            "--override", metavar="REASON", help="Why the rep who lost them should lead, in writing."
        ),
    ] = "",
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Name who leads the return."""
    from winback_tui.services.cases.opening import assign_case

    done = assign_case(invocation(ctx).book, account, responsible, override, dry_run)
    report_done(done, json=json, dry_run=dry_run)


@app.command("close")
def close(
    ctx: typer.Context,
    account: Account,
    outcome: Annotated[CaseOutcome, typer.Option("--outcome", help="How it ends.")] = CaseOutcome.CLOSED,
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="The reason; required for let-go.")
    ] = "",
    gone: Annotated[
        str,
        typer.Option("--gone", metavar="REASON", help="Gone for good, such as bankrupt: leaves every list."),
    ] = "",
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Close the open case; only an order counts as a return."""
    from winback_tui.services.cases.opening import close_case

    done = close_case(invocation(ctx).book, account, outcome.value, note, gone, dry_run)
    report_done(done, json=json, dry_run=dry_run)


@app.command("list")
def list_(
    ctx: typer.Context,
    responsible: Annotated[
        str, typer.Option("--responsible", metavar="REP", help="Only the cases that this rep leads.")
    ] = "",
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Open cases by stage, with what each waits for."""
    from winback_tui.services.cases.board import board

    rows = (
        (
            row.case.account_id,
            row.case.account,
            row.stage.text,
            row.stage.waits_for,
            row.next_words,
            row.next_on,
            row.case.lost_on,
            row.case.lost_by,
            row.case.responsible,
            ", ".join(row.overrides),
            row.standing.at_stake,
            row.standing.currency,
            row.case.id,
        )
        for row in board(invocation(ctx).book, responsible)
    )
    empty = "No case is open; 'winback case open ACCOUNT' opens one."
    emit(ctx, Table(COLUMNS, rows, empty=empty), json=json, csv=csv, tsv=tsv, limit=limit)
