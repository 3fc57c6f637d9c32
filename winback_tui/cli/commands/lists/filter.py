"""`winback filter`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.options import ActJson, Csv, DryRun, Json, Limit, Tsv
from winback_tui.cli.parsing.root import CommandApp
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.output.tables.table import Column, Table

app = CommandApp()

COLUMNS = (
    Column("name", "Name"),
    Column("holds", "Shows", wide=True),
    Column("view", "View", shown=False),
    Column("owner", "Owner", shown=False),
    Column("segment", "Segment", shown=False),
    Column("class", "Class", shown=False),
    Column("search", "Search", shown=False),
    Column("sort", "Sorted by"),
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="Its name.")]


@app.command("save")
def save(
    ctx: typer.Context,
    name: Name,
    view: Annotated[str, typer.Option("--view", metavar="VIEW", help="As for 'winback list'.")] = "",
    owner: Annotated[str, typer.Option("--owner", metavar="REP", help="Only this rep's accounts.")] = "",
    segment: Annotated[str, typer.Option("--segment", metavar="NAME", help="Only this segment.")] = "",
    abc: Annotated[str, typer.Option("--class", metavar="A|B|C", help="Only this class.")] = "",
    search: Annotated[
        str, typer.Option("--search", metavar="TEXT", help="Part of a name, city, phone or mail.")
    ] = "",
    sort: Annotated[str, typer.Option("--sort", metavar="KEY", help="As for 'winback list'.")] = "",
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Save a list under a name, for `list --filter NAME` and for the screen."""
    from winback_tui.services.lists.overdue import asked_for
    from winback_tui.services.lists.saved_filters import save_filter

    query = asked_for(view, owner, segment, abc, search, sort)
    saved = save_filter(invocation(ctx).book, name, query, dry_run)
    report(f"Filter '{saved.name}' saved: {saved.words}", json=json, dry_run=dry_run, name=saved.name)


@app.command("drop")
def drop(ctx: typer.Context, name: Name, dry_run: DryRun = False, json: ActJson = False) -> None:
    """Delete a saved list."""
    from winback_tui.services.lists.saved_filters import drop_filter

    gone = drop_filter(invocation(ctx).book, name, dry_run)
    report(f"Filter '{gone.name}' deleted", json=json, dry_run=dry_run, name=gone.name)


@app.command("list")
def list_(
    ctx: typer.Context, json: Json = False, csv: Csv = False, tsv: Tsv = False, limit: Limit = 0
) -> None:
    """The saved lists."""
    from winback_tui.services.lists.saved_filters import saved_filters

    rows = (
        (
            saved.name,
            saved.words,
            str(saved.query.view),
            saved.query.owner,
            saved.query.segment,
            saved.query.abc,
            saved.query.search,
            saved.query.sort,
        )
        for saved in saved_filters(invocation(ctx).book)
    )
    empty = "No filter is saved yet; 'winback filter save NAME --owner REP' saves one."
    emit(ctx, Table(COLUMNS, rows, empty=empty), json=json, csv=csv, tsv=tsv, limit=limit)
