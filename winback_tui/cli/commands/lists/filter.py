"""`winback filter`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DryRun
from winback_tui.cli.terminal.acting import Done, Result
from winback_tui.cli.terminal.reading import invocation
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


@app.acts("save")
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
) -> Result:
    """Save a list under a name, for `list --filter NAME` and for the screen."""
    from winback_tui.services.lists.overdue import asked_for
    from winback_tui.services.lists.saved_filters import save_filter

    query = asked_for(view, owner, segment, abc, search, sort)
    saved = save_filter(invocation(ctx).book, name, query, dry_run)
    return Done(f"Filter '{saved.name}' saved: {saved.words}", {"name": saved.name})


@app.acts("drop")
def drop(ctx: typer.Context, name: Name, dry_run: DryRun = False) -> Result:
    """Delete a saved list."""
    from winback_tui.services.lists.saved_filters import drop_filter

    gone = drop_filter(invocation(ctx).book, name, dry_run)
    return Done(f"Filter '{gone.name}' deleted", {"name": gone.name})


@app.reads("list")
def list_(ctx: typer.Context) -> Table:
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
    return Table(COLUMNS, rows, empty=empty)
