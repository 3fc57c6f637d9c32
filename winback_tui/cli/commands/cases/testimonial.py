"""`winback testimonial`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Account, DryRun, On
from winback_tui.cli.terminal.acting import Result
from winback_tui.cli.terminal.reading import invocation
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", names=True),
    Column("segment", "Segment", phrase="{}"),
    Column("on", "Day", CellKind.DATE),
    Column("person", "Who", leaves=1, phrase="{}"),
    Column("text", "What they say", wide=True),
    Column("testimonial_id", "Testimonial id", shown=False),
)


@app.acts("add")
def add(
    ctx: typer.Context,
    account: Account,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="What they let us tell others, in their words.")
    ],
    person: Annotated[str, typer.Option("--person", metavar="NAME", help="Who said it.")] = "",
    on: On = None,
    dry_run: DryRun = False,
) -> Result:
    """Keep what a returned customer lets us tell others."""
    from winback_tui.services.returns.testimonials import add_testimonial

    return add_testimonial(invocation(ctx).book, account, text, person, on, dry_run)


@app.reads("list")
def list_(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(metavar="[ACCOUNT]", help="Only of this account.")] = "",
) -> Table:
    """Every testimonial, the latest first; `winback brief` offers those of the same segment."""
    from winback_tui.services.returns.testimonials import testimonials

    rows = (
        (each.account_id, each.account, each.segment, each.on_day, each.person, each.text, each.id)
        for each in testimonials(invocation(ctx).book, account)
    )
    empty = "No testimonial has been recorded yet; ask a returned customer after a clean year."
    return Table(COLUMNS, rows, empty=empty)
