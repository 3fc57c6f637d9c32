"""`winback redo`."""

from __future__ import annotations

import typer

from winback_tui.cli.parsing.options import ActJson, DryRun
from winback_tui.cli.parsing.root import CommandApp
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.reading import invocation

app = CommandApp()


@app.command()
def redo(ctx: typer.Context, dry_run: DryRun = False, json: ActJson = False) -> None:
    """Redo the last change that was undone."""
    from winback_tui.services.book.history import redo as do_again

    report(do_again(invocation(ctx).book, dry_run), json=json, dry_run=dry_run)
