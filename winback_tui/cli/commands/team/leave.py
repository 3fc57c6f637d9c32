"""`winback leave`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from winback_tui.cli.parsing.options import DAY_FORMS, ActJson, DryRun, coming_day
from winback_tui.cli.parsing.root import CommandApp
from winback_tui.cli.terminal.acting import report_done
from winback_tui.cli.terminal.reading import invocation

app = CommandApp()


@app.command()
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
    json: ActJson = False,
) -> None:
    """Record a rep's leave; open steps that fall on it move to the next working day."""
    from winback_tui.services.plans.working_days import take_leave

    report_done(take_leave(invocation(ctx).book, rep, first, last, dry_run), json=json, dry_run=dry_run)
