"""`winback team`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import ActJson, DryRun
from winback_tui.cli.terminal.acting import Done, Result, report
from winback_tui.cli.terminal.reading import invocation
from winback_tui.cli.terminal.talk import say
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("id", "Id", shown=False),
    Column("person", "Person"),
    Column("machine", "Machine"),
    Column("met", "Last met"),
    Column("behind", "Changes to get", CellKind.INT),
    Column("unconfirmed", "Erasures not confirmed", CellKind.INT),
    Column("retired", "Retired", CellKind.FLAG),
    Column("this", "This laptop", CellKind.FLAG),
)


@app.reads("list")
def list_(ctx: typer.Context) -> Table:
    """The laptops of the team: when each was last met, what it still lacks, which erasures it has not confirmed."""
    from winback_tui.services.team import teammates

    rows = (
        (
            each.id,
            each.person,
            each.machine,
            each.met_at.isoformat(sep=" ", timespec="minutes")[:16] if each.met_at else "",
            each.behind,
            each.unconfirmed,
            each.retired,
            each.ours,
        )
        for each in teammates(invocation(ctx).book)
    )
    empty = "This book has no team yet; 'winback sync FOLDER' makes one."
    return Table(COLUMNS, rows, empty=empty)


@app.acts("retire")
def retire(
    ctx: typer.Context,
    who: Annotated[str, typer.Argument(metavar="PERSON", help="Whose laptops, or the id of one laptop.")],
    to: Annotated[
        str, typer.Option("--to", metavar="REP", help="Who takes their accounts, cases and steps over.")
    ] = "",
    dry_run: DryRun = False,
) -> Result:
    """Retire the laptops of somebody who leaves, and hand their accounts over in one action."""
    from winback_tui.services.team import retire as retire_laptops

    done = retire_laptops(invocation(ctx).book, who, to, dry_run)
    return Done(done.sentence, {"accounts": done.accounts, "cases": done.cases, "steps": done.steps})


@app.command("me")
def me(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Who you are; one word of a known name will do.")
    ] = "",
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Say who sits at this laptop: what you do is recorded under this name. Without a name it is shown."""
    from winback_tui.services.team import introduce

    book = invocation(ctx).book
    if not name and not json:
        say(book.actor)
        return
    if not name:
        report(book.actor, json=True, dry_run=dry_run, person=book.actor)
        return
    done = introduce(book, name, dry_run=dry_run)
    report(done.sentence, json=json, dry_run=dry_run, person=done.person)


@app.acts("forget")
def forget(
    ctx: typer.Context,
    target: Annotated[str, typer.Argument(metavar="TARGET", help="A folder you have synced with.")],
    dry_run: DryRun = False,
) -> Result:
    """Stop syncing with a folder; its files stay, and so does what came from it."""
    from winback_tui.services.team import forget_target

    return Done(forget_target(invocation(ctx).book, target, dry_run), {"target": target})
