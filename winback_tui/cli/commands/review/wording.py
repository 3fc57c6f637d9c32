"""`winback wording`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DryRun
from winback_tui.cli.terminal.acting import Result
from winback_tui.cli.terminal.reading import invocation
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


@app.reads("list")
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
) -> Table:
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
    return Table(COLUMNS, rows, empty=EMPTY)


@app.acts("join")
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
) -> Result:
    """Let wordings count as one in `causes --by wording`; `winback undo` or `part` takes it back."""
    from winback_tui.services.review.wordings import join_wordings

    return join_wordings(invocation(ctx).book, which, into, dry_run)


@app.acts("part")
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
) -> Result:
    """Count joined wordings separately again."""
    from winback_tui.services.review.wordings import part_wordings

    return part_wordings(invocation(ctx).book, which, dry_run)
