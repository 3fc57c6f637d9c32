"""`winback config`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Csv, DryRun, Json, Limit, Tsv
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import say
from winback_tui.domain.errors import BadInput
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("setting", "Setting"),
    Column("value", "Value", phrase="{}"),
    Column("whose", "Whose", leaves=2),
    Column("chosen", "Chosen", CellKind.FLAG, leaves=1),
    Column("about", "What it is for", wide=True),
)


@app.command()
def config(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="The setting; default: all of them.")] = "",
    value: Annotated[
        str | None, typer.Argument(metavar="[VALUE]", help="The new value; default: show it.")
    ] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Go back to the default.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Show and change settings: `config`, `config theme`, `config theme light`, `config theme --unset`."""
    from winback_tui.services.settings.choices import choices, find_setting

    book = invocation(ctx).book
    if unset and (value is not None or not name):
        raise BadInput("--unset takes the name of a setting and no value.")
    if unset or value is not None:
        from winback_tui.services.settings.choices import choose

        done = choose(book, name, value, dry_run)
        report(done, json=json, dry_run=dry_run, setting=name, value=find_setting(book, name).value)
    elif name and not json:
        say(find_setting(book, name).value)
    else:
        found = [find_setting(book, name)] if name else choices(book)
        rows = [(one.name, one.value, one.whose, one.chosen, one.about) for one in found]
        emit(ctx, Table(COLUMNS, rows), json=json, csv=csv, tsv=tsv, limit=limit)
