"""`winback plan`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DAY_FORMS, Account, Csv, DryRun, Json, Limit, Tsv, coming_day
from winback_tui.cli.terminal.acting import report_done
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import tell
from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording.channels import Channel
from winback_tui.output.tables.table import CellKind, Column, Table

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.services.plans.plan_desk import PlanDesk
    from winback_tui.store.book import Book

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", shown=False),
    Column("strategy", "Strategy", shown=False),
    Column("number", "#", CellKind.INT, leaves=3, phrase="step {}"),
    Column("on", "Day", CellKind.DATE),
    Column("channel", "How", phrase="{}"),
    Column("purpose", "What for", wide=True),
    Column("owner", "Who", leaves=1, phrase="by {}"),
    Column("state", "State", leaves=2, phrase="{}"),
    Column("step_id", "Step", shown=False),
    Column("held", "On hold", leaves=4, phrase="on hold {}"),
)
PROPOSALS = (
    Column("strategy", "Strategy"),
    Column("title", "Title"),
    Column("share", "Reasons", CellKind.PERCENT),
    Column("why", "Why", wide=True),
)


@app.command()
def plan(
    ctx: typer.Context,
    account: Account,
    strategy: Annotated[
        str,
        typer.Option(
            "--strategy", metavar="CODE", help="The strategy; default: the one that fits the causes best."
        ),
    ] = "",
    responsible: Annotated[
        str, typer.Option("--responsible", metavar="REP", help="Who leads; hands over an existing plan.")
    ] = "",
    override: Annotated[
        str,
        typer.Option(
            "--override", metavar="REASON", help="Why the rep who lost them should lead, in writing."
        ),
    ] = "",
    start: Annotated[
        date | None,
        typer.Option("--start", parser=coming_day, metavar="DATE", help=f"First day: {DAY_FORMS}."),
    ] = None,
    persistence: Annotated[
        bool, typer.Option("--persistence", help="Contacts may be added, never taken out.")
    ] = False,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A remark on the plan.")] = "",
    add: Annotated[
        date | None,
        typer.Option("--add", parser=coming_day, metavar="DATE", help="One more step on this day."),
    ] = None,
    channel: Annotated[Channel, typer.Option("--channel", help="How, for --add.")] = Channel.CALL,
    purpose: Annotated[str, typer.Option("--purpose", metavar="TEXT", help="What for, for --add.")] = "",
    owner: Annotated[str, typer.Option("--owner", metavar="REP", help="Who does it, for --add.")] = "",
    move: Annotated[
        str, typer.Option("--move", metavar="STEP", help="Move this open step to the day --to.")
    ] = "",
    to: Annotated[
        date | None, typer.Option("--to", parser=coming_day, metavar="DATE", help="The new day, for --move.")
    ] = None,
    drop: Annotated[str, typer.Option("--drop", metavar="STEP", help="Remove this open step.")] = "",
    finish: Annotated[
        str, typer.Option("--finish", metavar="STEP", help="Tick off this internal task.")
    ] = "",
    show: Annotated[bool, typer.Option("--show", help="Only show the plan.")] = False,
    propose: Annotated[
        bool, typer.Option("--propose", help="Show the strategies that fit the causes.")
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Plan the return, change its steps, or show the plan. STEP is a number, id or words."""
    from winback_tui.services.plans.steps import add_step, drop_step, finish_step, move_step

    book = invocation(ctx).book
    changes = [each for each in (add, move, drop, finish) if each]
    if len(changes) > 1:
        raise BadInput("Give one of --add, --move, --drop and --finish at a time.")
    if bool(move) is not (to is not None):
        raise BadInput("--move and --to go together: which step, and to which day.")
    done: ActionResult | None = None
    if add:
        done = add_step(book, account, add, channel.value, purpose, owner, dry_run)
    elif move and to:
        done = move_step(book, account, move, to, dry_run)
    elif drop:
        done = drop_step(book, account, drop, dry_run)
    elif finish:
        done = finish_step(book, account, finish, dry_run)
    elif not show and not propose:
        done = _plan_or_hand_over(
            book, account, strategy, responsible, override, start, persistence, note, dry_run
        )
    if done is not None:
        report_done(done, json=json, dry_run=dry_run)
        return
    _show(ctx, book, account, propose, json=json, csv=csv, tsv=tsv, limit=limit)


def _plan_or_hand_over(
    book: Book,
    account: str,
    strategy: str,
    responsible: str,
    override: str,
    start: date | None,
    persistence: bool,
    note: str,
    dry_run: bool,
) -> ActionResult | None:
    """Make a plan where there is none or a new one is asked for, else hand it over; None where neither is wanted."""
    from winback_tui.services.plans.make_plan import make_plan
    from winback_tui.services.plans.plan_desk import plan_desk
    from winback_tui.services.plans.steps import hand_over_plan

    if strategy or start or persistence or plan_desk(book, account).plan is None:
        lasting = True if persistence else None
        return make_plan(book, account, strategy, responsible, override, start, lasting, note, dry_run)
    if responsible:
        return hand_over_plan(book, account, responsible, override, dry_run)
    return None


def _show(
    ctx: typer.Context,
    book: Book,
    account: str,
    propose: bool,
    *,
    json: bool,
    csv: bool,
    tsv: bool,
    limit: int,
) -> None:
    from winback_tui.services.plans.plan_desk import plan_desk

    desk = plan_desk(book, account)
    if propose:
        rows = ((each.strategy.code, each.strategy.title, each.share, each.why) for each in desk.proposals)
        emit(ctx, Table(PROPOSALS, rows), json=json, csv=csv, tsv=tsv, limit=limit)
        return
    if not json:
        _tell_head(desk)
    emit(
        ctx,
        Table(COLUMNS, _steps(desk), empty="No step is planned."),
        json=json,
        csv=csv,
        tsv=tsv,
        limit=limit,
    )


def _tell_head(desk: PlanDesk) -> None:
    leads = desk.case.responsible or "nobody"
    tell(f"{desk.account.name}: {desk.title or 'no plan yet'}; {leads} leads.")
    for gate in desk.overridden:
        tell(f"Overridden: {gate.reason} Reason given: {gate.override}")
    for gate in desk.holding:
        tell(f"Blocked: {gate.sentence}")


def _steps(desk: PlanDesk) -> Iterable[tuple[object, ...]]:
    number = 0
    for row in desk.steps:
        number += row.standing
        state = "open" if row.standing else "done" if row.step.done_on else "dropped"
        yield (
            desk.account.id,
            desk.account.name,
            desk.plan.strategy if desk.plan else "",
            number if row.standing else None,
            row.step.on_day,
            row.step.channel,
            row.step.purpose,
            row.owner,
            state,
            row.step.id,
            desk.waits_for(row),
        )
