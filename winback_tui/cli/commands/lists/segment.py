"""`winback segment`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DryRun
from winback_tui.cli.terminal.acting import Done, Result
from winback_tui.cli.terminal.reading import invocation
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("segment", "Segment"),
    Column("accounts", "Accounts", CellKind.INT),
    Column("fixed_days", "Call after days", CellKind.INT),
)


@app.acts("set")
def set_(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The segment.")],
    days: Annotated[
        int,
        typer.Option(
            "--days", metavar="N", help="Call after N days without an order, such as 45; 0 removes the rule."
        ),
    ],
    dry_run: DryRun = False,
) -> Result:
    """Set after how many days without an order a segment's accounts are called."""
    from winback_tui.services.lists.segments import set_segment_rule

    row = set_segment_rule(invocation(ctx).book, name, days or None, dry_run)
    rule = f"call after {row.fixed_days} days without an order" if row.fixed_days else "no fixed rule"
    sentence = f"Segment {row.name}: {rule}"
    return Done(sentence, {"segment": row.name, "fixed_days": row.fixed_days})


@app.reads("list")
def list_(ctx: typer.Context) -> Table:
    """The segments, how many accounts each has, and its rule."""
    from winback_tui.services.lists.segments import segments

    rows = ((row.name, row.accounts, row.fixed_days) for row in segments(invocation(ctx).book))
    empty = "No account belongs to a segment; 'winback account edit ACCOUNT --segment NAME' names one."
    return Table(COLUMNS, rows, empty=empty)
