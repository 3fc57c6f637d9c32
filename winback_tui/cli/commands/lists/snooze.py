"""`winback snooze`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DAY_FORMS, Account, DryRun, coming_day
from winback_tui.cli.terminal.acting import Result
from winback_tui.cli.terminal.reading import invocation

app = CommandApp()


@app.acts("snooze")
def snooze(
    ctx: typer.Context,
    account: Account,
    until: Annotated[
        date | None,
        typer.Option(
            "--until", parser=coming_day, metavar="DATE", help=f"When it comes back by itself: {DAY_FORMS}."
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why it can wait.")] = "",
    back: Annotated[bool, typer.Option("--back", help="Put it back on the list now.")] = False,
    dry_run: DryRun = False,
) -> Result:
    """Put an account aside until a day: it leaves the list of overdue accounts and comes back by itself."""
    from winback_tui.services.lists.snooze import bring_back, put_aside

    book = invocation(ctx).book
    if back and (until or reason):
        raise typer.BadParameter("Give either --back, or --until and --reason.")
    if not back and until is None:
        raise typer.BadParameter("Say until when: --until DATE --reason TEXT, or --back.")
    return (
        bring_back(book, account, dry_run)
        if until is None
        else put_aside(book, account, until, reason, dry_run)
    )
