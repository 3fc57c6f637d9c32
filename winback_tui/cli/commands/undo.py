"""`winback undo`."""

from __future__ import annotations

from typing import Annotated

import typer

from ..acting import report
from ..options import ActJson, DryRun
from ..reading import invocation
from ..root import VerbApp

app = VerbApp()


@app.command()
def undo(
    ctx: typer.Context,
    act: Annotated[
        str, typer.Option("--act", metavar="ID", help="This act of `winback history` instead of the newest.")
    ] = "",
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Take back the newest act, or one from the history."""
    from ...services.history import undo as take_back
    from ...services.history import undoable

    book = invocation(ctx).book
    if dry_run:
        coming = undoable(book).undo
        report(f"Undone: {coming}" if coming else "There is nothing to undo.", json=json, dry_run=True)
        return
    report(take_back(book, act or None), json=json)
