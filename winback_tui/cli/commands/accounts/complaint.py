"""`winback complaint`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import (
    Account,
    AccountOrAll,
    DryRun,
    On,
    Which,
    past_day,
)
from winback_tui.cli.terminal.acting import Result, override_notes
from winback_tui.cli.terminal.reading import invocation
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", shown=False),
    Column("on", "Day", CellKind.DATE),
    Column("severity", "Severity", CellKind.INT),
    Column("marks", "Marks", CellKind.INT),
    Column("text", "Complaint", wide=True),
    Column("answered_on", "Answered", CellKind.DATE),
    Column("resolved_on", "Resolved", CellKind.DATE),
    Column("complaint_id", "Complaint id", shown=False),
)
OPEN_COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", names=True),
    Column("on", "Day", CellKind.DATE),
    Column("severity", "Severity", CellKind.INT, leaves=1),
    Column("text", "Complaint", wide=True),
    Column("answered_on", "Answered", CellKind.DATE),
    Column("complaint_id", "Complaint id", shown=False),
    Column("owner", "Who"),
)


@app.acts("add")
def add(
    ctx: typer.Context,
    account: Account,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What they complain about.")],
    severity: Annotated[
        int, typer.Option("--severity", metavar="1-5", help="As they see it: 1 trifle to 5 end of the world.")
    ] = 2,
    on: On = None,
    answered: Annotated[
        date | None, typer.Option("--answered", parser=past_day, metavar="DATE", help="Answered on this day.")
    ] = None,
    resolved: Annotated[
        date | None, typer.Option("--resolved", parser=past_day, metavar="DATE", help="Settled on this day.")
    ] = None,
    dry_run: DryRun = False,
) -> Result:
    """Log a complaint: one black mark, three for a serious one."""
    from winback_tui.services.contacts.complaints import log_complaint

    return log_complaint(invocation(ctx).book, account, text, severity, on, answered, resolved, dry_run)


@app.acts("answered")
def answered(
    ctx: typer.Context,
    account: Account,
    which: Which = "",
    on: On = None,
    dry_run: DryRun = False,
) -> Result:
    """Record that a complaint was answered; the same day is best."""
    from winback_tui.services.contacts.complaints import answer_complaint

    return answer_complaint(invocation(ctx).book, account, which, on, dry_run)


@app.acts("resolved")
def resolved(
    ctx: typer.Context,
    account: Account,
    which: Which = "",
    on: On = None,
    dry_run: DryRun = False,
) -> Result:
    """Record that a complaint is settled."""
    from winback_tui.services.contacts.complaints import resolve_complaint

    return resolve_complaint(invocation(ctx).book, account, which, on, dry_run)


@app.reads("list")
def list_(
    ctx: typer.Context,
    account: AccountOrAll = "",
) -> Table:
    """Every complaint of the account, and how fast it was answered; without one, the unresolved ones of all."""
    from winback_tui.services.accounts.dealings import dealings

    if not account:
        from winback_tui.services.contacts.unsettled import open_complaints

        every = (
            (
                each.account_id,
                each.account,
                each.on_day,
                each.severity,
                each.text,
                each.answered_on,
                each.id,
                each.owner,
            )
            for each in open_complaints(invocation(ctx).book)
        )
        return Table(OPEN_COLUMNS, every, empty="Every complaint is resolved.")
    found = dealings(invocation(ctx).book, account)
    rows = (
        (
            found.account.id,
            found.account.name,
            each.complaint.on_day,
            each.complaint.severity,
            each.complaint.marks,
            each.complaint.text,
            each.complaint.answered_on,
            each.complaint.resolved_on,
            each.id,
        )
        for each in found.complaints
    )
    notes = (*override_notes(found.overrides), found.speed.sentence, *found.team_speed)
    return Table(COLUMNS, rows, empty="No complaint is recorded.", notes=notes)
