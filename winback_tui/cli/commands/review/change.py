"""`winback change`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DryRun, On
from winback_tui.cli.terminal.acting import Result
from winback_tui.cli.terminal.reading import invocation
from winback_tui.domain.case.own_changes import ChangeKind
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("change_id", "Id", shown=False),
    Column("on", "Day", CellKind.DATE),
    Column("kind", "Kind"),
    Column("what", "What we changed", wide=True),
    Column("segment", "Segment", leaves=3),
    Column("lost_before", "Lost 90 d before", CellKind.INT),
    Column("lost_after", "Lost 90 d after", CellKind.INT),
    Column("affected", "Whom it affected", wide=True, leaves=2),
    Column("new_target", "New target", leaves=4),
    Column("improved", "Improved", leaves=4),
    Column("alternatives", "Instead", wide=True, leaves=2),
    Column("follows", "What follows", wide=True),
)

Affected = Annotated[
    str | None, typer.Option("--affected", metavar="TEXT", help="Which customers did it affect?")
]
NewTarget = Annotated[
    bool | None, typer.Option("--new-target/--same-target", help="Did we change who we sell to?")
]
Improved = Annotated[
    bool | None, typer.Option("--improved/--not-improved", help="Did the change improve things?")
]
Alternatives = Annotated[
    str | None,
    typer.Option(
        "--alternatives", metavar="TEXT", help="What do they buy instead, and which benefit goes unnoticed?"
    ),
]
Which = Annotated[
    str, typer.Argument(metavar="CHANGE", help="Its number in the list, or a few of its words.")
]


@app.acts("add")
def add(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="TEXT", help="What we changed, such as minimum order 200.")],
    kind: Annotated[ChangeKind, typer.Option("--kind", help="What kind of change it was.")],
    on: On = None,
    segment: Annotated[
        str, typer.Option("--segment", metavar="NAME", help="The segment it affected; default: all.")
    ] = "",
    affected: Affected = None,
    new_target: NewTarget = None,
    improved: Improved = None,
    alternatives: Alternatives = None,
    dry_run: DryRun = False,
) -> Result:
    """Write a change of our own into the diary: prices, range, suppliers, rules, people."""
    from winback_tui.services.review.own_changes import add_change

    answers = _answers(affected, new_target, improved, alternatives)
    return add_change(invocation(ctx).book, what, kind.value, on, segment, answers, dry_run)


@app.acts("answer")
def answer(
    ctx: typer.Context,
    which: Which,
    affected: Affected = None,
    new_target: NewTarget = None,
    improved: Improved = None,
    alternatives: Alternatives = None,
    dry_run: DryRun = False,
) -> Result:
    """Answer the four questions about a change: whom it affected, target, better or worse, what instead."""
    from winback_tui.services.review.own_changes import answer_change

    answers = _answers(affected, new_target, improved, alternatives)
    return answer_change(invocation(ctx).book, which, answers, dry_run)


@app.acts("remove")
def remove(ctx: typer.Context, which: Which, dry_run: DryRun = False) -> Result:
    """Take a change out of the diary."""
    from winback_tui.services.review.own_changes import remove_change

    return remove_change(invocation(ctx).book, which, dry_run)


@app.reads("list")
def list_(ctx: typer.Context) -> Table:
    """Our own changes, the latest first, each next to the losses before and after it."""
    from winback_tui.services.review.own_changes import diary

    rows = (
        (
            each.row.id,
            each.row.on_day,
            each.row.kind,
            each.row.what,
            each.row.segment,
            each.lost_before,
            each.lost_after,
            each.row.affected,
            each.row.new_target,
            each.row.improved,
            each.row.alternatives,
            each.outcome,
        )
        for each in diary(invocation(ctx).book)
    )
    empty = "The diary is empty; 'winback change add' writes down what we changed."
    return Table(COLUMNS, rows, empty=empty)


def _answers(
    affected: str | None, new_target: bool | None, improved: bool | None, alternatives: str | None
) -> dict[str, str]:
    typed = {
        "affected": affected,
        "new_target": None if new_target is None else "yes" if new_target else "no",
        "improved": None if improved is None else "yes" if improved else "no",
        "alternatives": alternatives,
    }
    return {name: text for name, text in typed.items() if text is not None}
