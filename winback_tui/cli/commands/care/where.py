"""`winback where`."""

from __future__ import annotations

import typer

from winback_tui.cli import places
from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.terminal.reading import invocation
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("what", "What"),
    Column("path", "Path", wide=True),
    Column("exists", "There", CellKind.FLAG),
)


@app.reads()
def where(ctx: typer.Context) -> Table:
    """Where Winback keeps its files."""
    from winback_tui.services.book.backups import folder_of_backups

    book = invocation(ctx).path.absolute()
    paths = {
        "book": book,
        "backups": folder_of_backups(book),
        "settings": places.settings_folder(),
        "crash log": places.crash_log(),
    }
    rows = [(what, str(path), path.exists()) for what, path in paths.items()]
    return Table(COLUMNS, rows)
