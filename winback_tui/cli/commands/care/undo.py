"""`winback undo`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DryRun
from winback_tui.cli.terminal.acting import Done, Result
from winback_tui.cli.terminal.reading import invocation

app = CommandApp()


@app.acts()
def undo(
    ctx: typer.Context,
    act: Annotated[
        str,
        typer.Option("--act", metavar="ID", help="An action from `winback history` instead of the latest."),
    ] = "",
    dry_run: DryRun = False,
) -> Result:
    """Undo the latest action, or one from the history."""
    from winback_tui.services.book.history import undo as take_back
    from winback_tui.services.book.lookup import without_figures

    return Done(take_back(without_figures(invocation(ctx).book), act or None, dry_run))
