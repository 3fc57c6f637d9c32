"""`winback fix`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import (
    DAY_FORMS,
    Account,
    DryRun,
    Which,
    coming_day,
    past_day,
)
from winback_tui.cli.terminal.acting import Result, override_notes
from winback_tui.cli.terminal.reading import invocation
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", shown=False),
    Column("reason", "Cause"),
    Column("weight", "%", CellKind.INT),
    Column("text", "In words", wide=True),
    Column("voice", "Source"),
    Column("fixable", "Fixable"),
    Column("fix", "Fix", wide=True),
    Column("owner", "Who"),
    Column("due_on", "Due", CellKind.DATE),
    Column("done_on", "Done", CellKind.DATE),
    Column("cause_id", "Cause id", shown=False),
    Column("fix_id", "Fix id", shown=False),
)


class CauseVoice(StrEnum):
    """Who a cause comes from."""

    CUSTOMER = "customer"
    REP = "rep"
    DATA = "data"


class Removable(StrEnum):
    """Whether we can remove a cause."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@app.acts("add")
def add(
    ctx: typer.Context,
    account: Account,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="What is done to remove the cause.")],
    cause: Annotated[
        str,
        typer.Option(
            "--cause", metavar="CAUSE", help="Number, id or words; not needed if there is one cause."
        ),
    ] = "",
    owner: Annotated[str, typer.Option("--owner", metavar="REP", help="Who does it.")] = "",
    due: Annotated[
        date | None, typer.Option("--due", parser=coming_day, metavar="DATE", help=f"By when: {DAY_FORMS}.")
    ] = None,
    done: Annotated[
        date | None,
        typer.Option("--done", parser=past_day, metavar="DATE", help="Done already, on this day."),
    ] = None,
    dry_run: DryRun = False,
) -> Result:
    """Record a fix for a cause; no attempt is made before it is done."""
    from winback_tui.services.cases.fixes import add_fix

    return add_fix(invocation(ctx).book, account, what, cause, owner, due, done, dry_run)


@app.acts("done")
def done(
    ctx: typer.Context,
    account: Account,
    which: Which = "",
    on: Annotated[
        date | None,
        typer.Option("--date", parser=past_day, metavar="DATE", help="The day; default: today."),
    ] = None,
    dry_run: DryRun = False,
) -> Result:
    """Record that a fix is done; only then may we tell them that we changed."""
    from winback_tui.services.cases.fixes import finish_fix

    return finish_fix(invocation(ctx).book, account, which, on, dry_run)


@app.acts("cause")
def cause(
    ctx: typer.Context,
    account: Account,
    reason: Annotated[
        str, typer.Argument(metavar="REASON", help="Its reason class, such as price or delivery.")
    ],
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="In the customer's words.")] = "",
    voice: Annotated[
        CauseVoice, typer.Option("--voice", help="Who said so: rep, customer, data or ours.")
    ] = CauseVoice.CUSTOMER,
    weight: Annotated[
        int | None, typer.Option("--weight", min=1, max=100, metavar="PERCENT", help="Its weight.")
    ] = None,
    whom: Annotated[
        str, typer.Option("--whom", metavar="NAME", help="Who failed them, if a person did.")
    ] = "",
    promise: Annotated[str, typer.Option("--promise", metavar="TEXT", help="Which promise was broken.")] = "",
    competitor: Annotated[
        str, typer.Option("--competitor", metavar="NAME", help="The rival who took them.")
    ] = "",
    dry_run: DryRun = False,
) -> Result:
    """Record a cause of the loss in addition to those of the interviews."""
    from winback_tui.services.cases.causes import add_cause

    return add_cause(
        invocation(ctx).book,
        account,
        reason,
        text,
        voice.value,
        weight,
        None,
        bool(whom),
        whom,
        promise,
        competitor,
        dry_run=dry_run,
    )


@app.acts("judge")
def judge(
    ctx: typer.Context,
    account: Account,
    which: Which,
    fixable: Annotated[Removable, typer.Option("--fixable", help="Whether we can remove it.")],
    dry_run: DryRun = False,
) -> Result:
    """Record whether we can remove a cause; if we cannot, no attempt is made."""
    from winback_tui.services.cases.causes import judge_cause

    answer = {Removable.YES: True, Removable.NO: False, Removable.OPEN: None}[fixable]
    return judge_cause(invocation(ctx).book, account, which, answer, dry_run)


@app.reads("list")
def list_(
    ctx: typer.Context,
    account: Account,
) -> Table:
    """The causes of the loss, each with its fix."""
    from winback_tui.services.cases.case_card import case_card

    card = case_card(invocation(ctx).book, account)
    rows = []
    for each in card.causes:
        fixes = [fix for fix in card.fixes if fix.cause_id == each.id]
        judged = "" if each.fixable is None else "yes" if each.fixable else "no"
        cause_cells = (
            card.account.id,
            card.account.name,
            each.reason,
            each.weight,
            each.text,
            each.voice,
            judged,
        )
        rows += [
            (*cause_cells, fix.what, fix.owner, fix.due_on, fix.done_on, each.id, fix.id) for fix in fixes
        ]
        rows += [] if fixes else [(*cause_cells, "", "", None, None, each.id, "")]
    empty = f"No cause is known why {card.account.name} left; hold the interview first."
    notes = override_notes({gate.rule: gate.override for gate in card.overridden})
    return Table(COLUMNS, rows, empty=empty, notes=notes)
