"""`winback backup`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Csv, DryRun, Limit, Tsv
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("made_at", "Made at"),
    Column("reason", "Why"),
    Column("bytes", "Bytes", CellKind.INT, leaves=1),
    Column("path", "File", wide=True),
)


@app.command()
def backup(
    ctx: typer.Context,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Write the copy to this new file.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Only list the backups.")] = False,
    dry_run: DryRun = False,
    json: Annotated[
        bool, typer.Option("--json", help="Write JSON: what was done, or an array of the backups.")
    ] = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Make a verified backup of the book; the screen makes one a day."""
    from winback_tui.services.book.backups import back_up_now, kept_backups, made_on

    book = invocation(ctx).book
    if list_:
        rows = (
            (
                made_on(each).isoformat(sep=" ", timespec="seconds")[:19],
                each.reason,
                each.size,
                str(each.path),
            )
            for each in kept_backups(book)
        )
        empty = "There is no backup yet; 'winback backup' makes one."
        emit(ctx, Table(COLUMNS, rows, empty=empty), json=json, csv=csv, tsv=tsv, limit=limit)
        return
    made = back_up_now(book, to=to, dry_run=dry_run)
    sentence = f"Backup made and verified: {made.path} ({made.size:,} bytes)"
    report(sentence, json=json, dry_run=dry_run, path=str(made.path), bytes=made.size)
