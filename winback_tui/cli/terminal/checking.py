"""What commands that check a user's own file report: every fault with its place, and whether the file can be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from winback_tui.domain.errors import Refused
from winback_tui.output.tables.table import CellKind, Column, Table

from .reading import emit
from .talk import say, tell

if TYPE_CHECKING:
    from winback_tui.playbook.source import FileFault

FAULTS = (
    Column("file", "File"),
    Column("line", "Line", CellKind.INT),
    Column("column", "Column", CellKind.INT),
    Column("fault", "What is wrong", wide=True),
)


def report_faults(
    ctx: typer.Context,
    file: Path,
    faults: Sequence[FileFault],
    *,
    json: bool = False,
    csv: bool = False,
    tsv: bool = False,
    limit: int = 0,
) -> None:
    """The faults as lines of words, or as data where a form was asked for. Raises Refused where there are any."""
    if json or csv or tsv:
        rows = ((fault.file, fault.line, fault.column, fault.text) for fault in faults)
        emit(ctx, Table(FAULTS, rows), json=json, csv=csv, tsv=tsv, limit=limit)
    else:
        for fault in faults[: limit or None]:
            say(str(fault))
    if faults:
        raise Refused(f"{file.name} cannot be used yet: {len(faults)} to correct.")
    tell(f"{file.name} can be used.")
