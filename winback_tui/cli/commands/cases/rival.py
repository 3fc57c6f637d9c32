"""`winback rival`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.options import ActJson, Csv, DryRun, Json, Limit, Tsv
from winback_tui.cli.parsing.root import CommandApp
from winback_tui.cli.terminal.acting import report_done
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import tell
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

Name = Annotated[str, typer.Argument(metavar="RIVAL", help="Its name or id.")]

COLUMNS = (
    Column("rival_id", "Id", shown=False),
    Column("rival", "Rival"),
    Column("losses", "Losses", CellKind.INT),
    Column("back", "Back", CellKind.INT),
    Column("sentence", "In words", wide=True),
    Column("note", "Note", wide=True),
)
LOSSES = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account"),
    Column("lost_on", "Lost on", CellKind.DATE),
    Column("reason", "Reason"),
    Column("text", "In words", wide=True),
    Column("status", "Status"),
    Column("yearly_value", "Sales/yr", CellKind.MONEY),
    Column("currency", "Cur"),
)


@app.command("list")
def list_(
    ctx: typer.Context, json: Json = False, csv: Csv = False, tsv: Tsv = False, limit: Limit = 0
) -> None:
    """Every rival named in a cause, those with most losses first."""
    from winback_tui.services.cases.rivals import rivals

    rows = (
        (each.id, each.name, len(each.losses), each.back, each.sentence, each.note)
        for each in rivals(invocation(ctx).book)
    )
    emit(
        ctx,
        Table(COLUMNS, rows, empty="No rival has been named yet."),
        json=json,
        csv=csv,
        tsv=tsv,
        limit=limit,
    )


@app.command("show")
def show(
    ctx: typer.Context,
    name: Name,
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """One rival: which customers it took, why, who came back, and what we know about it."""
    from winback_tui.services.cases.rivals import rival

    found = rival(invocation(ctx).book, name)
    if not json:
        tell(f"{found.name}: {found.sentence}")
        if found.note:
            tell(found.note)
    rows = (
        (
            each.account_id,
            each.account,
            each.lost_on,
            each.reason,
            each.text,
            each.status,
            each.yearly_value,
            each.currency,
        )
        for each in found.losses
    )
    emit(
        ctx,
        Table(LOSSES, rows, empty="No loss names it so far."),
        json=json,
        csv=csv,
        tsv=tsv,
        limit=limit,
    )


@app.command("note")
def note(
    ctx: typer.Context,
    name: Name,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What we know; '' deletes it.")],
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Note what we know about a rival: strengths, promises, our answer."""
    from winback_tui.services.cases.rivals import note_rival

    report_done(note_rival(invocation(ctx).book, name, text, dry_run), json=json, dry_run=dry_run)
