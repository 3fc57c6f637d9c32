"""`winback promise`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from winback_tui.cli.parsing.options import (
    DAY_FORMS,
    Account,
    AccountOrAll,
    ActJson,
    Csv,
    DryRun,
    Json,
    Limit,
    On,
    Tsv,
    Which,
    coming_day,
)
from winback_tui.cli.parsing.root import CommandApp
from winback_tui.cli.terminal.acting import report_done, tell_overrides
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", shown=False),
    Column("promise", "Promise", wide=True),
    Column("due_on", "Due", CellKind.DATE),
    Column("kept_on", "Kept", CellKind.DATE),
    Column("broken_on", "Broken", CellKind.DATE),
    Column("promise_id", "Promise id", shown=False),
)
OPEN_COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", names=True),
    Column("promise", "Promise", wide=True),
    Column("due_on", "Due", CellKind.DATE),
    Column("promise_id", "Promise id", shown=False),
    Column("owner", "Who"),
)


@app.command("add")
def add(
    ctx: typer.Context,
    account: Account,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="What was promised; promise less than you can deliver.")
    ],
    due: Annotated[
        date | None, typer.Option("--due", parser=coming_day, metavar="DATE", help=f"By when: {DAY_FORMS}.")
    ] = None,
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Record a promise; it is shown until it is kept."""
    from winback_tui.services.contacts.promises import make_promise

    report_done(make_promise(invocation(ctx).book, account, text, due, dry_run), json=json, dry_run=dry_run)


@app.command("kept")
def mark_kept(
    ctx: typer.Context,
    account: Account,
    which: Which = "",
    on: On = None,
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Record that a promise was kept."""
    from winback_tui.services.contacts.promises import keep_promise

    report_done(keep_promise(invocation(ctx).book, account, which, on, dry_run), json=json, dry_run=dry_run)


@app.command("broken")
def mark_broken(
    ctx: typer.Context,
    account: Account,
    which: Which = "",
    on: On = None,
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Record that a promise was broken."""
    from winback_tui.services.contacts.promises import break_promise

    report_done(break_promise(invocation(ctx).book, account, which, on, dry_run), json=json, dry_run=dry_run)


@app.command("limit")
def limit(
    ctx: typer.Context,
    account: Account,
    contacts: Annotated[
        int, typer.Option("--contacts", min=1, metavar="N", help="At most this many contacts")
    ],
    days: Annotated[int, typer.Option("--days", min=1, metavar="N", help="in this many days.")],
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Promise not to contact them more often than this; plans then keep to it."""
    from winback_tui.services.plans.contact_limit import promise_limit

    report_done(
        promise_limit(invocation(ctx).book, account, contacts, days, dry_run), json=json, dry_run=dry_run
    )


@app.command("list")
def list_(
    ctx: typer.Context,
    account: AccountOrAll = "",
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Every promise to the account; without one, the open promises to all, the first due first."""
    from winback_tui.services.accounts.dealings import dealings

    if not account:
        from winback_tui.services.contacts.unsettled import open_promises

        every = (
            (each.account_id, each.account, each.text, each.due_on, each.id, each.owner)
            for each in open_promises(invocation(ctx).book)
        )
        table = Table(OPEN_COLUMNS, every, empty="No promise is open.")
        emit(ctx, table, json=json, csv=csv, tsv=tsv, limit=limit)
        return
    found = dealings(invocation(ctx).book, account)
    rows = (
        (found.account.id, found.account.name, each.text, each.due_on, each.kept_on, each.broken_on, each.id)
        for each in found.promises
    )
    if not json:
        tell_overrides(found.overrides)
    emit(
        ctx,
        Table(COLUMNS, rows, empty="Nothing has been promised."),
        json=json,
        csv=csv,
        tsv=tsv,
        limit=limit,
    )
