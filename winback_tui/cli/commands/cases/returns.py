"""`winback returns`."""

from __future__ import annotations

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.terminal.reading import invocation
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", names=True),
    Column("lost_on", "Lost on", CellKind.DATE, leaves=2),
    Column("order_on", "Ordered on", CellKind.DATE),
    Column("order_number", "Number", leaves=4, phrase="order number {}"),
    Column("amount", "Amount", CellKind.MONEY, phrase="{}"),
    Column("currency", "Cur"),
    Column("days", "Days", CellKind.INT, leaves=3, phrase="after {} days"),
    Column("stage", "Stage", phrase="{}"),
    Column("fragile", "Fragile", CellKind.FLAG, leaves=1),
    Column("responsible", "Responsible", leaves=5),
    Column("yearly_before", "Sales/yr before", CellKind.MONEY, shown=False),
    Column("yearly_after", "Sales/yr after", CellKind.MONEY, shown=False),
    Column("growth", "Growth", CellKind.PERCENT, leaves=6, phrase="growth {}"),
    Column("credit", "Credit", CellKind.MONEY, leaves=7, phrase="{} credited"),
)
EMPTY = "No account has returned: only a new order dated after the loss counts."


@app.reads()
def returns(ctx: typer.Context) -> Table:
    """Accounts that returned, each with the order that proves it."""
    from winback_tui.services.returns.growth import return_figures

    rows = (
        (
            each.counted.account_id,
            each.counted.account,
            each.counted.found.loss.lost_on,
            each.counted.found.order.day,
            each.counted.found.order.number,
            each.counted.found.order.amount,
            each.counted.found.order.currency,
            each.counted.found.days,
            each.counted.found.stage.value,
            each.counted.found.fragile,
            each.counted.responsible,
            each.before.yearly if each.before else None,
            each.after.yearly,
            each.growth,
            each.credit if each.counted.responsible else None,
        )
        for each in return_figures(invocation(ctx).book)
    )
    return Table(COLUMNS, rows, EMPTY, ("amount", "credit"))
