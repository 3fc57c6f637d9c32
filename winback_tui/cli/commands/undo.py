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

    report(take_back(invocation(ctx).book, act or None, dry_run), json=json, dry_run=dry_run)
