"""`winback doctor`."""

from __future__ import annotations

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Csv, Json, Limit, Tsv
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.output.tables.table import Column, Table

app = CommandApp()

COLUMNS = (Column("question", "What"), Column("state", "State"), Column("says", "Finding", wide=True))


@app.command()
def doctor(
    ctx: typer.Context, json: Json = False, csv: Csv = False, tsv: Tsv = False, limit: Limit = 0
) -> None:
    """Check that Winback works on this machine; exit code 1 if something is wrong."""
    from winback_tui.cli.exits import ExitCode

    from .checkup import FindingState, findings

    found = list(findings(invocation(ctx)))
    rows = [(one.question, one.state.value, one.says) for one in found]
    emit(ctx, Table(COLUMNS, rows), json=json, csv=csv, tsv=tsv, limit=limit)
    if any(one.state is FindingState.BAD for one in found):
        raise typer.Exit(ExitCode.FAILED)
