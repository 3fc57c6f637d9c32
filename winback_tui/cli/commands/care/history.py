"""`winback history`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.terminal.reading import invocation
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("at", "When", phrase="{}"),
    Column("actor", "Who", leaves=1, phrase="by {}"),
    Column("account", "Account"),
    Column("sentence", "What", wide=True),
    Column("verb", "Command", shown=False),
    Column("holds", "In force", CellKind.FLAG, leaves=2),
    Column("act", "Act", shown=False),
)


@app.reads()
def history(
    ctx: typer.Context,
    account: Annotated[
        str, typer.Argument(metavar="ACCOUNT", help="Only what was done for this account.")
    ] = "",
) -> Table:
    """Who did what and when, newest first."""
    from winback_tui.services.book.history import history as past_acts
    from winback_tui.services.book.lookup import find_account, without_figures

    book = without_figures(invocation(ctx).book)
    account_id = find_account(book, account).id if account else None
    rows = (
        (
            past.at.isoformat(sep=" ", timespec="minutes")[:16],
            past.act.actor,
            past.account,
            past.act.sentence,
            past.act.verb,
            past.act.holds,
            past.act.tx,
        )
        for past in past_acts(book, account_id)
    )
    return Table(COLUMNS, rows, empty="Nothing has been done yet.")
