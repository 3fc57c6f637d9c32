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
    from ...services.history import undoable

    book = invocation(ctx).book
    if dry_run:
        coming = undoable(book).redo
        report(f"Redone: {coming}" if coming else "There is nothing to redo.", json=json, dry_run=True)
        return
    report(do_again(book), json=json)
