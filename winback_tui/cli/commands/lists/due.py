"""`winback due`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DAY_FORMS, coming_day
from winback_tui.cli.terminal.reading import invocation
from winback_tui.cli.terminal.talk import reader_at_terminal, tell
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("when", "When", shown=False),
    Column("on", "Due", CellKind.DATE, shown=False),
    Column("day", "Day", phrase="{}"),
    Column("account", "Account", names=True),
    Column("what", "What", wide=True),
    Column("kind", "Kind", shown=False),
    Column("owner", "Who", leaves=1, phrase="by {}"),
    Column("status", "Status", leaves=2, phrase="{}"),
    Column("at_stake", "At risk/yr", CellKind.MONEY, phrase="{} a year at risk"),
    Column("currency", "Cur"),
    Column("id", "Row", shown=False),
    Column("held", "On hold", shown=False),
)


@app.reads()
def due(
    ctx: typer.Context,
    owner: Annotated[str, typer.Option("--owner", metavar="REP", help="Only this rep's follow-ups.")] = "",
    until: Annotated[
        date | None, typer.Option("--until", parser=coming_day, metavar="DATE", help=f"Up to: {DAY_FORMS}.")
    ] = None,
) -> Table:
    """Follow-ups: late, today, this week, later, and cases with no contact planned.

    Due is what is late or for today. Late is what was planned, promised, or is owed for an alarm, and whose day has
    passed; the screen, `winback monday` and the review count the same. Weak signs, such as nobody in touch for long,
    are never due: they can wait, and are counted apart.
    """
    from winback_tui.services.book.lookup import about_due
    from winback_tui.services.plans.followups import counts, due_words
    from winback_tui.services.plans.followups import due as due_rows

    found = due_rows(about_due(invocation(ctx).book), owner, until)
    if found and reader_at_terminal():
        tell(f"winback: {due_words(counts(found))}")
    rows = (
        (
            row.item.account_id,
            row.group,
            row.item.on_day,
            row.day,
            row.item.account,
            row.what,
            str(row.item.kind),
            row.item.owner,
            row.item.status,
            row.item.at_stake,
            row.item.currency,
            row.item.id,
            row.item.held,
        )
        for row in found
    )
    empty = "Nothing is planned or promised; 'winback list' names who to call next."
    return Table(COLUMNS, rows, empty=empty)
