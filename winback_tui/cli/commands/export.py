"""`winback export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..acting import report
from ..options import ActJson, DryRun
from ..reading import invocation
from ..root import VerbApp

app = VerbApp()


@app.command()
def export(
    ctx: typer.Context,
    target: Annotated[
        Path, typer.Argument(metavar="TARGET", help="A .json or .xlsx file, or a folder of CSV files.")
    ],
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Write the whole book; `winback import TARGET` brings it back exactly."""
    from ...output.whole_book import writer_of
    from ...services.export import export_book

    count = export_book(invocation(ctx).book, target, writer_of(target), dry_run)
    said = f"Exported {count:,} rows to {target}."
    report(said, json=json, dry_run=dry_run, rows=count, target=str(target))
