"""`winback calendar`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DryRun
from winback_tui.cli.terminal.acting import Done, Result
from winback_tui.cli.terminal.reading import invocation
from winback_tui.domain.wording.wording import count

app = CommandApp()


@app.acts()
def calendar(
    ctx: typer.Context,
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE", help="The .ics file to write; import it again at any time."),
    ],
    rep: Annotated[str, typer.Option("--rep", metavar="REP", help="Only this rep's steps.")] = "",
    dry_run: DryRun = False,
) -> Result:
    """Write the planned steps as a calendar: whole days with an alarm; what is done or dropped comes as cancelled."""
    from winback_tui.output.calendar.events import calendar_file
    from winback_tui.services.letters.writing import letter_path, write_whole
    from winback_tui.services.plans.calendar import calendar_events

    events = calendar_events(invocation(ctx).book, rep)
    path = letter_path(out)
    write_whole(path, calendar_file(events, f"Winback{f' · {rep}' if rep else ''}"), dry_run)
    open_events = sum(not event.cancelled for event in events)
    return Done(
        f"{count(open_events, 'step')} written to {path}",
        {"file": str(path), "steps": open_events, "cancelled": len(events) - open_events},
    )
