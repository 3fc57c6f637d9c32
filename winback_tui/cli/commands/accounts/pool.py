"""`winback pool`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DryRun
from winback_tui.cli.terminal.acting import Result
from winback_tui.cli.terminal.reading import invocation
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", names=True),
    Column("why", "Why"),
    Column("owner", "Owner", leaves=2),
    Column("segment", "Segment", leaves=3),
    Column("status", "Status"),
    Column("last_order", "Last order", CellKind.DATE),
    Column("yearly_value", "Value/yr", CellKind.MONEY),
    Column("currency", "Cur"),
)
Days = Annotated[
    int, typer.Option("--days", min=1, metavar="N", help="Lapsed after this many days without an order.")
]
OfSegment = Annotated[str, typer.Option("--segment", metavar="NAME", help="Only accounts of this segment.")]


@app.reads("list")
def list_(
    ctx: typer.Context,
    days: Days = 360,
    segment: OfSegment = "",
) -> Table:
    """Accounts with no owner, or no order for a long time, the most valuable first."""
    from winback_tui.services.accounts.pool import pool

    rows = (
        (
            row.id,
            row.name,
            row.why,
            row.owner,
            row.segment,
            row.status,
            row.last_order,
            row.yearly_value,
            row.currency,
        )
        for row in pool(invocation(ctx).book, days, segment)
    )
    return Table(COLUMNS, rows, empty="Every account has an owner and has ordered lately.")


@app.acts("assign")
def assign(
    ctx: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="REP", help="Who gets the accounts.")],
    accounts: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ACCOUNT]...", help="The accounts; default: the most valuable."),
    ] = None,
    most: Annotated[
        int, typer.Option("--most", min=0, metavar="N", help="At most this many; 0 for all.")
    ] = 0,
    days: Days = 360,
    segment: OfSegment = "",
    dry_run: DryRun = False,
) -> Result:
    """Assign accounts from the pool to one rep, in one act; the rep who lost an account does not get it back."""
    from winback_tui.services.accounts.pool import assign_from_pool

    return assign_from_pool(invocation(ctx).book, to, accounts or (), days, segment, most, dry_run)
