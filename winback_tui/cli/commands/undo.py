"""`winback undo`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.acting import report
from winback_tui.cli.options import ActJson, DryRun
from winback_tui.cli.reading import invocation
from winback_tui.cli.root import VerbApp

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
    from winback_tui.services.history import undo as take_back

    report(take_back(invocation(ctx).book, act or None, dry_run), json=json, dry_run=dry_run)
