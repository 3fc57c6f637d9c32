"""`winback offers`."""

from __future__ import annotations

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.terminal.reading import invocation
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("kind", "Offer", names=True),
    Column("made", "Made", CellKind.INT, phrase="made {} times"),
    Column("taken", "Taken", CellKind.INT),
    Column("refused", "Refused", CellKind.INT, leaves=3),
    Column("pending", "Open", CellKind.INT, leaves=4),
    Column("take_up", "Take-up", CellKind.PERCENT),
    Column("take_up_low", "At least", CellKind.PERCENT, shown=False),
    Column("take_up_high", "At most", CellKind.PERCENT, shown=False),
    Column("spent", "Offer cost", CellKind.MONEY),
    Column("profit", "Brought", CellKind.MONEY),
    Column("currency", "Cur"),
    Column("romi", "Offer ROMI", CellKind.PERCENT),
    Column("k3", "Study", leaves=2),
    Column("sentence", "In words", wide=True, leaves=1),
)


@app.reads()
def offers(ctx: typer.Context) -> Table:
    """Your offers compared with a study: how many were taken, and what they earned for their cost.

    One row for each kind and currency. What was spent is the cost of the offers alone; `winback review` counts all
    costs of winning back, own time and fixes too. Shares are shown once twenty offers are decided, below that only
    counts.
    """
    from winback_tui.services.contacts.offers_taken import offers_taken

    rows = (
        (
            each.kind.value,
            each.made,
            each.taken,
            each.refused,
            each.pending,
            each.share,
            each.low,
            each.high,
            money.cost.minor if money else None,
            money.profit.minor if money else None,
            money.profit.currency if money else "",
            money.share if money else None,
            each.k3,
            each.sentence,
        )
        for each in offers_taken(invocation(ctx).book)
        for money in each.returns or (None,)
    )
    return Table(COLUMNS, rows, empty="Nothing has been offered yet.")
