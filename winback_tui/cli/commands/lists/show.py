"""`winback show`."""

from __future__ import annotations

import shutil
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Account, Csv, OneJson, Tsv
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import say
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("on", "Day", CellKind.DATE),
    Column("kind", "Kind"),
    Column("amount", "Amount", CellKind.MONEY),
    Column("currency", "Cur"),
    Column("text", "What", wide=True),
    Column("who", "Who"),
)
WIDEST = 110
EVENTS_SHOWN = 20


@app.command()
def show(
    ctx: typer.Context,
    account: Account,
    json: OneJson = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="N",
            help=f"At most N lines of the timeline; 0 means all. Default: {EVENTS_SHOWN} as text, all as data.",
            min=0,
        ),
    ] = None,
) -> None:
    """Everything about one account: orders, people, cases, contacts. --csv and --tsv write its timeline."""
    from winback_tui.services.accounts.account_card import account_card
    from winback_tui.services.accounts.timeline import time_line
    from winback_tui.services.book.lookup import about_account

    card = account_card(about_account(invocation(ctx).book, account), account)
    events = time_line(card)
    if csv or tsv:
        rows = ((e.day, e.kind, e.amount, e.currency, e.text, e.who) for e in events[: limit or None])
        emit(ctx, Table(COLUMNS, rows), json=json, csv=csv, tsv=tsv)
    elif json:
        from winback_tui.output.tables.as_json import as_json

        from .account_data import account_data

        say(as_json(account_data(card, events[: limit or None])))
    else:
        from .account_text import account_text

        width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
        lines = account_text(card, events, max(40, width), EVENTS_SHOWN if limit is None else limit)
        say("\n".join(lines), () if invocation(ctx).plain else card.glance.ways)
