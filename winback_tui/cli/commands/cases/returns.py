"""`winback returns`."""

from __future__ import annotations

import typer

from winback_tui.cli.parsing.options import Csv, Json, Limit, Tsv
from winback_tui.cli.parsing.root import CommandApp
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", names=True),
    Column("lost_on", "Lost on", CellKind.DATE, leaves=2),
    Column("order_on", "Order of", CellKind.DATE),
    Column("order_number", "Number", leaves=4, phrase="order number {}"),
    Column("amount", "Amount", CellKind.MONEY, phrase="{}"),
    Column("currency", "Cur"),
    Column("days", "Days", CellKind.INT, leaves=3, phrase="after {} days"),
    Column("stage", "Stage", phrase="{}"),
    Column("fragile", "Fragile", CellKind.FLAG, leaves=1),
    Column("responsible", "Responsible", leaves=5),
)
EMPTY = "No account has returned: only a new order dated after the loss counts."


@app.command()
def returns(
    ctx: typer.Context, json: Json = False, csv: Csv = False, tsv: Tsv = False, limit: Limit = 0
) -> None:
    """Accounts that returned, each with the order that proves it."""
    from winback_tui.services.returns.returns import returns as counted

    rows = (
        (
            each.account_id,
            each.account,
            each.found.loss.lost_on,
            each.found.order.day,
            each.found.order.number,
            each.found.order.amount,
            each.found.order.currency,
            each.found.days,
            each.found.stage.value,
            each.found.fragile,
            each.responsible,
        )
        for each in counted(invocation(ctx).book)
    )
    emit(ctx, Table(COLUMNS, rows, empty=EMPTY), json=json, csv=csv, tsv=tsv, limit=limit)
