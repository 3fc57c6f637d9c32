"""`winback redo`."""

from __future__ import annotations

import typer

from ..acting import report
from ..options import ActJson, DryRun
from ..reading import invocation
from ..root import VerbApp

app = VerbApp()


@app.command()
def redo(ctx: typer.Context, dry_run: DryRun = False, json: ActJson = False) -> None:
    """Do again what was undone last."""
    from ...services.history import redo as do_again

    report(do_again(invocation(ctx).book, dry_run), json=json, dry_run=dry_run)
