"""`winback redo`."""

from __future__ import annotations

import typer

from winback_tui.cli.acting import report
from winback_tui.cli.options import ActJson, DryRun
from winback_tui.cli.reading import invocation
from winback_tui.cli.root import VerbApp

app = VerbApp()


@app.command()
def redo(ctx: typer.Context, dry_run: DryRun = False, json: ActJson = False) -> None:
    """Do again what was undone last."""
    from winback_tui.services.history import redo as do_again

    report(do_again(invocation(ctx).book, dry_run), json=json, dry_run=dry_run)
