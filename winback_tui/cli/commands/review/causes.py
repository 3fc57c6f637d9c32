"""`winback causes`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Csv, Json, Limit, Tsv
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import say
from winback_tui.output.tables.table import CellKind, Column, Table

from .review import ClassOption, OwnerOption, PeriodOption, SegmentOption, shown_as_text

app = CommandApp()

COLUMNS = (
    Column("reason", "Code", shown=False),
    Column("label", "Reason", names=True),
    Column("voice", "Voice", leaves=3),
    Column("group", "Group", leaves=1),
    Column("accounts", "Accounts", CellKind.INT),
    Column("cases", "Cases", CellKind.INT, shown=False),
    Column("profit_lost", "Profit lost/yr", CellKind.MONEY),
    Column("share_percent", "Share %", CellKind.NUMBER),
    Column("running_percent", "Together %", CellKind.NUMBER, leaves=6),
    Column("severity_mean", "Severity", CellKind.NUMBER, leaves=4),
    Column("profit_by_severity", "By severity", CellKind.MONEY, leaves=5),
    Column("fixable", "Ours to fix", CellKind.FLAG, leaves=2),
    Column("human", "Human", CellKind.INT, shown=False),
    Column("promises_broken", "Broken promises", CellKind.INT, shown=False),
    Column("currency", "Cur"),
    Column("why", "Why", shown=False),
)


@app.command()
def causes(
    ctx: typer.Context,
    period: PeriodOption = "",
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="GROUP",
            help="Group by rep, segment, class, month, rival or wording (in their own words).",
        ),
    ] = "",
    voice: Annotated[
        str,
        typer.Option(
            "--voice", metavar="VOICE", help="Only root, stated (what they said first), rep or data."
        ),
    ] = "",
    owner: OwnerOption = "",
    segment: SegmentOption = "",
    abc: ClassOption = "",
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Why accounts were lost in a period, by the profit that went with them."""
    from winback_tui.services.review.review import ReviewNarrowing, reviews
    from winback_tui.services.review.review import causes as read_causes

    only = ReviewNarrowing(owner, segment, abc)

    if not by and not voice and shown_as_text(ctx, json=json, csv=csv, tsv=tsv):
        from winback_tui.output.review.page import page

        say(page(reviews(invocation(ctx).book, period, only=only), ("causes",)))
        return
    rows = (
        (
            row.reason,
            row.label,
            row.voice,
            row.group,
            row.accounts,
            row.cases,
            row.profit,
            None if row.share is None else row.share * 100,
            None if row.running is None else row.running * 100,
            row.severity_mean,
            row.profit_severity,
            row.fixable,
            row.human,
            row.promises_broken,
            currency,
            row.why,
        )
        for currency, row in read_causes(invocation(ctx).book, period, by, voice, only)
    )
    # An account may have several causes, and each voice tells of all the profit: only one voice's profit adds up.
    table = Table(COLUMNS, rows, "No case was lost in this period.", ("profit_lost",) if voice else ())
    emit(ctx, table, json=json, csv=csv, tsv=tsv, limit=limit)
