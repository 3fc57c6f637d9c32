"""`winback check`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Csv, DryRun, Json, Limit, Tsv
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import tell
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("question", "What"),
    Column("good", "Good", CellKind.FLAG),
    Column("says", "Finding", wide=True),
)


@app.command()
def check(
    ctx: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Rebuild triggers, summaries and pages.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Check the whole book for damage; exit code 1 if something is damaged."""
    from winback_tui.cli.exits import ExitCode
    from winback_tui.services.book.check import check as asked
    from winback_tui.services.book.check import repair as put_right

    book = invocation(ctx).book
    if repair:
        report(put_right(book, dry_run), dry_run=dry_run)
    found = list(asked(book))
    rows = [(one.question, one.good, one.says) for one in found]
    emit(ctx, Table(COLUMNS, rows), json=json, csv=csv, tsv=tsv, limit=limit)
    bad = [one for one in found if not one.good]
    if not bad:
        return
    if (repair and not dry_run) or not any(one.repairable for one in bad):
        tell("None of this can be recomputed; 'winback restore' brings back a backup.")
    else:
        tell("'winback check --repair' makes a backup and repairs what it can.")
    raise typer.Exit(ExitCode.FAILED)
