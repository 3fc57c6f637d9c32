"""`winback redo`."""

from __future__ import annotations

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DryRun
from winback_tui.cli.terminal.acting import Done, Result
from winback_tui.cli.terminal.reading import invocation

app = CommandApp()


@app.acts()
def redo(ctx: typer.Context, dry_run: DryRun = False) -> Result:
    """Redo the last change that was undone."""
    from winback_tui.services.book.history import redo as do_again
    from winback_tui.services.book.lookup import without_figures

    return Done(do_again(without_figures(invocation(ctx).book), dry_run))
