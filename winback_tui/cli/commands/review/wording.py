"""`winback wording`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.options import ActJson, Csv, DryRun, Json, Limit, Tsv
from winback_tui.cli.parsing.root import CommandApp
from winback_tui.cli.terminal.acting import report_done
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("wording", "Root cause in their words", names=True),
    Column("joined", "Also worded as", wide=True, leaves=2),
    Column("state", "State"),
    Column("proposed", "Nearly the same as", wide=True, leaves=1),
    Column("accounts", "Accounts", CellKind.INT),
    Column("profit_lost", "Profit lost/yr", CellKind.MONEY),
    Column("currency", "Cur"),
)
EMPTY = "No root cause has been written in words yet; interviews and 'winback case cause' record them."


@app.command("list")
def list_(
    ctx: typer.Context,
    period: Annotated[
        str,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help="Cases lost in 2026, 2026-Q3 or since 2026-01-15; default: all.",
        ),
    ] = "",
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Root causes in their own words, by the profit that fixing each frees; similar ones are proposed for joining."""
    from winback_tui.services.review.wordings import wordings

    rows = (
        (
            each.wording,
            " / ".join(each.joined),
            each.state,
            each.proposed,
            each.accounts,
            each.profit,
            each.currency,
        )
        for each in wordings(invocation(ctx).book, period)
    )
    emit(ctx, Table(COLUMNS, rows, empty=EMPTY), json=json, csv=csv, tsv=tsv, limit=limit)


@app.command("join")
def join(
    ctx: typer.Context,
    which: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDING...", help="The wordings, or a few words from each.", show_default=False
        ),
    ],
    into: Annotated[
        str,
        typer.Option("--as", metavar="WORDING", help="What they count as; default: the proposed wording."),
    ] = "",
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Let wordings count as one in `causes --by wording`; `winback undo` or `part` takes it back."""
    from winback_tui.services.review.wordings import join_wordings

    report_done(join_wordings(invocation(ctx).book, which, into, dry_run), json=json, dry_run=dry_run)


@app.command("part")
def part(
    ctx: typer.Context,
    which: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDING...",
            help="The joined wordings to separate, or a few words from each.",
            show_default=False,
        ),
    ],
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Count joined wordings separately again."""
    from winback_tui.services.review.wordings import part_wordings

    report_done(part_wordings(invocation(ctx).book, which, dry_run), json=json, dry_run=dry_run)
