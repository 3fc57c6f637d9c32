"""What commands that read do with their rows."""

from __future__ import annotations

import typer

from winback_tui.cli.invocation import Invocation
from winback_tui.domain.errors import BadInput
from winback_tui.output.tables.formats import Format, write_table
from winback_tui.output.tables.table import Table

from .talk import data_stream, reader_at_terminal, tell, terminal_is_dumb


def invocation(ctx: typer.Context) -> Invocation:
    """The global options of this call; `.book` is the book."""
    found = ctx.find_object(Invocation)
    assert found is not None, "the root callback always sets it"
    return found


def chosen_format(json: bool, csv: bool, tsv: bool, plain: bool) -> Format:
    """The format asked for; else drawn or in lines of words for a terminal, TSV for anything else.

    Raises BadInput.
    """
    formats = [form for form, wanted in ((Format.JSON, json), (Format.CSV, csv), (Format.TSV, tsv)) if wanted]
    if len(formats) > 1:
        raise BadInput(f"Choose one of {' and '.join(f'--{form}' for form in formats)}.")
    if formats:
        return formats[0]
    if not reader_at_terminal():
        return Format.TSV
    return Format.LINES if plain or terminal_is_dumb() else Format.TERMINAL


def emit(
    ctx: typer.Context,
    table: Table,
    *,
    json: bool = False,
    csv: bool = False,
    tsv: bool = False,
    limit: int = 0,
) -> None:
    """Write `table` to stdout in the chosen format, its notes to stderr unless a machine reads it as JSON.

    An empty one is mentioned on stderr at a terminal. Raises BadInput.
    """
    if limit < 0:
        raise BadInput("--limit takes 0 for all, or a number of rows above 0.")
    form = chosen_format(json, csv, tsv, invocation(ctx).plain)
    if form is not Format.JSON:
        for note in table.notes:
            tell(note)
    shown = table.first(limit)
    if form in (Format.TERMINAL, Format.LINES):
        shown = shown.with_totals()
    count = write_table(shown, form, data_stream())
    if count == 0 and reader_at_terminal():
        tell(table.empty)
