"""`winback leave`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DAY_FORMS, DryRun, coming_day
from winback_tui.cli.terminal.acting import Result
from winback_tui.cli.terminal.reading import invocation

app = CommandApp()


@app.acts()
def leave(
    ctx: typer.Context,
    rep: Annotated[str, typer.Argument(metavar="REP", help="The rep.")],
    first: Annotated[
        date, typer.Option("--from", parser=coming_day, metavar="DATE", help=f"First day: {DAY_FORMS}.")
    ],
    last: Annotated[
        date, typer.Option("--to", parser=coming_day, metavar="DATE", help="Last day, included.")
    ],
    dry_run: DryRun = False,
) -> Result:
    """Record a rep's leave; open steps that fall on it move to the next working day."""
    from winback_tui.services.plans.working_days import take_leave

    return take_leave(invocation(ctx).book, rep, first, last, dry_run)
