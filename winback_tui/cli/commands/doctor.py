"""`winback doctor`."""

from __future__ import annotations

import typer

from ...output.table import Column, Table
from ..options import Csv, Json, Limit, Tsv
from ..reading import emit, invocation
from ..root import VerbApp

app = VerbApp()

COLUMNS = (Column("question", "What"), Column("state", "State"), Column("says", "Finding", wide=True))


@app.command()
def doctor(
    ctx: typer.Context, json: Json = False, csv: Csv = False, tsv: Tsv = False, limit: Limit = 0
) -> None:
    """Check that this machine suits Winback; ends in 1 when something is bad."""
    from ..checkup import State, findings
    from ..exits import ExitCode

    found = list(findings(invocation(ctx)))
    rows = [(one.question, one.state.value, one.says) for one in found]
    emit(ctx, Table(COLUMNS, rows), json=json, csv=csv, tsv=tsv, limit=limit)
    if any(one.state is State.BAD for one in found):
        raise typer.Exit(ExitCode.FAILED)
