"""`winback promise`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import (
    DAY_FORMS,
    Account,
    AccountOrAll,
    DryRun,
    On,
    Which,
    coming_day,
)
from winback_tui.cli.terminal.acting import Result, override_notes
from winback_tui.cli.terminal.reading import invocation
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


@app.acts("add")
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
) -> Result:
    """Record a promise; it is shown until it is kept."""
    from winback_tui.services.contacts.promises import make_promise

    return make_promise(invocation(ctx).book, account, text, due, dry_run)


@app.acts("kept")
def mark_kept(
    ctx: typer.Context,
    account: Account,
    which: Which = "",
    on: On = None,
    dry_run: DryRun = False,
) -> Result:
    """Record that a promise was kept."""
    from winback_tui.services.contacts.promises import keep_promise

    return keep_promise(invocation(ctx).book, account, which, on, dry_run)


@app.acts("broken")
def mark_broken(
    ctx: typer.Context,
    account: Account,
    which: Which = "",
    on: On = None,
    dry_run: DryRun = False,
) -> Result:
    """Record that a promise was broken."""
    from winback_tui.services.contacts.promises import break_promise

    return break_promise(invocation(ctx).book, account, which, on, dry_run)


@app.acts("limit")
def limit(
    ctx: typer.Context,
    account: Account,
    contacts: Annotated[
        int, typer.Option("--contacts", min=1, metavar="N", help="At most this many contacts")
    ],
    days: Annotated[int, typer.Option("--days", min=1, metavar="N", help="in this many days.")],
    dry_run: DryRun = False,
) -> Result:
    """Promise not to contact them more often than this; plans then keep to it."""
    from winback_tui.services.plans.contact_limit import promise_limit

    return promise_limit(invocation(ctx).book, account, contacts, days, dry_run)


@app.reads("list")
def list_(
    ctx: typer.Context,
    account: AccountOrAll = "",
) -> Table:
    """Every promise to the account; without one, the open promises to all, the first due first."""
    from winback_tui.services.accounts.dealings import dealings

    if not account:
        from winback_tui.services.contacts.unsettled import open_promises

        every = (
            (each.account_id, each.account, each.text, each.due_on, each.id, each.owner)
            for each in open_promises(invocation(ctx).book)
        )
        return Table(OPEN_COLUMNS, every, empty="No promise is open.")
    found = dealings(invocation(ctx).book, account)
    rows = (
        (found.account.id, found.account.name, each.text, each.due_on, each.kept_on, each.broken_on, each.id)
        for each in found.promises
    )
    notes = override_notes(found.overrides)
    return Table(COLUMNS, rows, empty="Nothing has been promised.", notes=notes)
