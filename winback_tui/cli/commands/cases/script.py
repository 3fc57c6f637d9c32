"""`winback script`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Csv, Json, Limit, Tsv
from winback_tui.cli.terminal.checking import report_faults
from winback_tui.cli.terminal.talk import say
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("id", "Script"),
    Column("title", "Title", wide=True),
    Column("version", "Version", CellKind.INT, leaves=2),
    Column("languages", "Languages", leaves=1),
    Column("own", "Yours", CellKind.FLAG),
    Column("usable", "Usable", CellKind.FLAG),
    Column("path", "File", shown=False),
)


@app.command("check")
def check(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A script, its language pack, or your own reasons.toml."),
    ],
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Check a script: line, column and error."""
    from winback_tui.services.interviews.scripts import faults_in

    report_faults(ctx, file, faults_in(file), json=json, csv=csv, tsv=tsv, limit=limit)


@app.reads("list")
def list_(
    ctx: typer.Context,
    language: Annotated[
        str, typer.Option("--language", metavar="CODE", help="The language of the titles.")
    ] = "en",
) -> Table:
    """All scripts for exit interviews, built-in and your own."""
    from winback_tui.services.interviews.scripts import scripts

    rows = (
        (
            each.id,
            each.title,
            each.version,
            ", ".join(each.languages),
            each.own,
            not each.faults,
            str(each.path),
        )
        for each in scripts(language)
    )
    return Table(COLUMNS, rows)


@app.command("template")
def template(
    script: Annotated[
        str, typer.Argument(metavar="ID", help="long, short, meeting, ..., or one of your own.")
    ],
    language: Annotated[
        str, typer.Option("--language", metavar="CODE", help="The language of the questions.")
    ] = "en",
) -> None:
    """Print a blank answers file for a script, to fill in and import with `interview --answers`."""
    from winback_tui.services.interviews.scripts import empty_answers

    say(empty_answers(script, language).rstrip("\n"))
