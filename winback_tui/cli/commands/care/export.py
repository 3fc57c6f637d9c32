"""`winback export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DryRun
from winback_tui.cli.terminal.acting import Done, Result
from winback_tui.cli.terminal.reading import invocation

app = CommandApp()


@app.acts()
def export(
    ctx: typer.Context,
    target: Annotated[
        Path, typer.Argument(metavar="TARGET", help="A .json or .xlsx file, or a folder of CSV files.")
    ],
    dry_run: DryRun = False,
) -> Result:
    """Export the whole book; `winback import TARGET` restores it exactly."""
    from winback_tui.output.tables.whole_book import most_rows, writer_of
    from winback_tui.services.book.export import export_book

    count = export_book(invocation(ctx).book, target, writer_of(target), dry_run, most_rows(target))
    return Done(f"Exported {count:,} rows to {target}.", {"rows": count, "target": str(target)})
