"""`winback monday`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DAY_FORMS, Csv, Json, Limit, Tsv, past_day
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import say
from winback_tui.domain.errors import BadInput
from winback_tui.output.tables.table import CellKind, Column, Table

from .review import shown_as_text, write_html

app = CommandApp()

COLUMNS = (
    Column("section", "Section"),
    Column("account_id", "Id", shown=False),
    Column("account", "Account", names=True),
    Column("what", "What", wide=True),
    Column("who", "Who"),
    Column("on", "On", CellKind.DATE),
    Column("amount", "Amount", CellKind.MONEY),
    Column("currency", "Cur"),
    Column("sentence", "More", shown=False),
    Column("since", "Since", CellKind.DATE, shown=False),
    Column("amount_of", "Amount of", shown=False),
    Column("ordered", "Ordered", CellKind.MONEY, shown=False),
    Column("late", "Late", CellKind.INT, shown=False),
    Column("today", "Today", CellKind.INT, shown=False),
    Column("this_week", "This week", CellKind.INT, shown=False),
    Column("can_wait", "Can wait", CellKind.INT, shown=False),
    Column("no_contact_planned", "No contact planned", CellKind.INT, shown=False),
    Column("sales_lost", "Sales lost/yr", CellKind.MONEY, shown=False),
    Column("profit_lost", "Profit lost/yr", CellKind.MONEY, shown=False),
)


@app.command()
def monday(
    ctx: typer.Context,
    since: Annotated[
        date | None,
        typer.Option(
            "--since",
            parser=past_day,
            metavar="DATE",
            help=f"Changes since: {DAY_FORMS}; default: Monday of last week.",
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write one HTML page, to be shown or printed."),
    ] = None,
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """The Monday meeting: what changed since Monday of last week, the accounts that matter, who must act.

    `winback --plain monday` writes all of it as text for a mail.
    """
    show_meeting(ctx, since, html, json=json, csv=csv, tsv=tsv, limit=limit)


def show_meeting(
    ctx: typer.Context, since: date | None, html: Path | None, *, json: bool, csv: bool, tsv: bool, limit: int
) -> None:
    """The meeting in the form asked for; `winback review --meeting` gives the same."""
    from winback_tui.services.review.monday import meeting

    if html is not None and (json or csv or tsv):
        raise BadInput("--html writes a file of its own; leave out --json, --csv and --tsv.")
    found = meeting(invocation(ctx).book, since)
    if html is not None:
        from winback_tui.output.review.meeting import meeting_html

        write_html(html, meeting_html(found))
        return
    if shown_as_text(ctx, json=json, csv=csv, tsv=tsv):
        from winback_tui.output.review.meeting import meeting_page

        say(meeting_page(found, whole=invocation(ctx).plain))
        return
    rows = (
        (
            each.section.value,
            each.account_id,
            each.account,
            each.what,
            each.who,
            each.on,
            each.amount,
            each.currency,
            each.sentence,
            found.since,
            each.amount_of,
            each.ordered,
            *(each.tasks or [None] * 5),
            *(each.lost or [None] * 2),
        )
        for each in found.items
    )
    emit(ctx, Table(COLUMNS, rows, empty="Nothing happened."), json=json, csv=csv, tsv=tsv, limit=limit)
