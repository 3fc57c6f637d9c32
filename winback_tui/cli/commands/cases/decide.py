"""`winback decide`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import (
    DAY_FORMS,
    Account,
    Csv,
    DryRun,
    Limit,
    OneJson,
    Tsv,
    Yes,
    amount,
    coming_day,
)
from winback_tui.cli.terminal.acting import override_notes, report_done
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import confirm, say, tell
from winback_tui.domain.decision import Verdict
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.money.typed_amounts import TypedAmount, parse_number, parse_share
from winback_tui.output.tables.table import CellKind, Column, Table

if TYPE_CHECKING:
    from winback_tui.services.decisions.assumptions import Assumptions
    from winback_tui.services.decisions.desk import DecisionDesk

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", shown=False),
    Column("rule", "Rule", shown=False),
    Column("part", "Part", wide=True),
    Column("effect", "Effect", CellKind.FACTOR, phrase="times {}"),
    Column("amount", "Amount", CellKind.MONEY),
    Column("currency", "Cur"),
    Column("source", "From", wide=True, leaves=1),
    Column("field", "What-if", shown=False),
)


@app.command()
def decide(
    ctx: typer.Context,
    account: Account,
    verdict: Annotated[
        Verdict | None,
        typer.Option("--verdict", help="win-back, wait or let-go; without it the calculation is shown."),
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="The reason; required for let-go.")
    ] = "",
    until: Annotated[
        date | None,
        typer.Option("--until", parser=coming_day, metavar="DATE", help=f"Wait until: {DAY_FORMS}."),
    ] = None,
    waits_for: Annotated[
        str,
        typer.Option("--for", metavar="TERM", help="Wait for a condition: 'price <= 12.50 EUR', or words."),
    ] = "",
    review: Annotated[
        date | None,
        typer.Option("--review", parser=coming_day, metavar="DATE", help="When to review the decision."),
    ] = None,
    offer: Annotated[
        TypedAmount | None,
        typer.Option("--offer", parser=amount, metavar="AMOUNT", help="What the offer costs."),
    ] = None,
    fixes: Annotated[
        TypedAmount | None,
        typer.Option("--fixes", parser=amount, metavar="AMOUNT", help="What the changes cost."),
    ] = None,
    hours: Annotated[
        float | None,
        typer.Option("--hours", parser=parse_number, metavar="N", help="Your own time, in hours."),
    ] = None,
    hour_cost: Annotated[
        TypedAmount | None,
        typer.Option("--hour-cost", parser=amount, metavar="AMOUNT", help="What an hour costs."),
    ] = None,
    chance: Annotated[
        float | None,
        typer.Option(
            "--chance",
            parser=parse_share,
            metavar="SHARE",
            help="Your own estimate of the chance, 0.35 or 35%.",
        ),
    ] = None,
    years: Annotated[
        float | None,
        typer.Option("--years", parser=parse_number, metavar="N", help="Years they stay if they return."),
    ] = None,
    margin: Annotated[
        float | None,
        typer.Option("--margin", parser=parse_share, metavar="SHARE", help="Share of sales, 0.30 or 30%."),
    ] = None,
    moved_on: Annotated[
        bool | None, typer.Option("--moved-on/--not-moved-on", help="Fully moved to another supplier.")
    ] = None,
    promising: Annotated[
        bool | None, typer.Option("--promising/--not-promising", help="They can grow.")
    ] = None,
    stings: Annotated[
        bool | None, typer.Option("--stings/--no-sting", help="Their return hurts the rival.")
    ] = None,
    demanding: Annotated[
        bool | None, typer.Option("--demanding/--not-demanding", help="Demand more than they pay for.")
    ] = None,
    rude: Annotated[bool | None, typer.Option("--rude/--not-rude", help="Rude to our people.")] = None,
    unforgivable: Annotated[
        bool | None,
        typer.Option("--unforgivable/--forgivable", help="They will not forgive what happened."),
    ] = None,
    unbeatable: Annotated[
        bool | None, typer.Option("--unbeatable/--beatable", help="The rival's terms cannot be met.")
    ] = None,
    tied: Annotated[
        str | None, typer.Option("--tied", metavar="TEXT", help="What ties them to another supplier.")
    ] = None,
    others: Annotated[
        str | None, typer.Option("--others", metavar="TEXT", help="How other customers will react.")
    ] = None,
    what_if: Annotated[
        str,
        typer.Option("--what-if", metavar="PART", help="Change one part, such as severity or loser_leads."),
    ] = "",
    yes: Yes = False,
    dry_run: DryRun = False,
    json: OneJson = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Decide whether to win an account back, or show the calculation: chance, value if they return, cost."""
    from winback_tui.services.accounts.edit import account_currency
    from winback_tui.services.decisions.decide import decide as keep
    from winback_tui.services.decisions.decide import question_before
    from winback_tui.services.decisions.desk import decision_desk

    book = invocation(ctx).book
    desk = decision_desk(book, account)
    costs = {"offer": offer, "fixes": fixes, "hour_cost": hour_cost}
    facts = {
        "hours": hours,
        "own_chance": chance,
        "years": years,
        "margin": margin,
        "moved_on": moved_on,
        "promising": promising,
        "stings_rival": stings,
        "demanding": demanding,
        "rude": rude,
        "unforgivable": unforgivable,
        "rival_unbeatable": unbeatable,
        "tied": tied,
        "others": others,
    }
    assumed = replace(desk.assumptions, **_given(costs, facts, account_currency(book, desk.account.id)))
    if verdict is None:
        if until or waits_for or review or reason:
            raise BadInput("A reason, a day or a condition belongs to a decision; give --verdict with it.")
        _show(ctx, desk, assumed, what_if.replace("-", "_"), json=json, csv=csv, tsv=tsv, limit=limit)
        return
    if what_if:
        raise BadInput(
            "--what-if only tries one part; leave out --verdict, or give facts, such as --moved-on."
        )
    question = question_before(decision_desk(book, account, assumed), verdict.value)
    if question and not dry_run and not confirm(question, yes):
        raise Refused("Nothing was decided.")
    done = keep(book, account, verdict.value, reason, until, waits_for, review, assumed, dry_run)
    report_done(done, json=json, dry_run=dry_run)


def _given(
    costs: Mapping[str, TypedAmount | None], facts: Mapping[str, Any], currency: str
) -> dict[str, Any]:
    """What was given on the command line, by the names of the assumptions; costs in minor units."""
    money = {name: _minor(typed, currency, name) for name, typed in costs.items() if typed is not None}
    return money | {name: value for name, value in facts.items() if value is not None}


def _show(
    ctx: typer.Context,
    usual: DecisionDesk,
    assumed: Assumptions,
    what_if: str,
    *,
    json: bool,
    csv: bool,
    tsv: bool,
    limit: int,
) -> None:
    """The calculation with these assumptions, and with one part changed where `what_if` names one."""
    from winback_tui.services.decisions.desk import decision_desk

    book, account = invocation(ctx).book, usual.account.id
    shown = decision_desk(book, account, assumed, what_if)
    if json:
        from winback_tui.output.tables.as_json import as_json

        from .decision_data import decision_data

        say(as_json(decision_data(shown, what_if)))
        return
    _tell(usual if assumed == usual.assumptions else decision_desk(book, account, assumed), shown, what_if)
    emit(ctx, Table(COLUMNS, _rows(shown)), csv=csv, tsv=tsv, limit=limit)


def _minor(typed: TypedAmount, currency: str, name: str) -> int:
    money = typed.money(typed.currency or currency)
    if money.currency != currency:
        raise BadInput(
            f"The cost of {name.replace('_', ' ')} is in {money.currency}, the account in {currency}; give it in"
            f" {currency}.",
            rule="G9",
        )
    return money.minor


def _tell(usual: DecisionDesk, shown: DecisionDesk, what_if: str) -> None:
    from winback_tui.domain.decision import K2_CONTEXT, Aim, WhatIf

    tell(f"{shown.account.name}: {usual.evaluation.sentence}")
    for note in override_notes({gate.rule: gate.override for gate in shown.gates if gate.override}):
        tell(note)
    if what_if:
        change = WhatIf(usual.evaluation, shown.evaluation)
        tell(f"What if {what_if.replace('_', ' ')} changes: {change.sentence}")
    for question in shown.questions:
        tell(f"{question.text} {question.answer or f'{question.so_far}Your answer is missing.'}")
    for each in shown.suggestions:
        tell(f"For {each.verdict}: {each.sentence}")
    for point in shown.open_points:
        tell(f"Open: {point.words}.")
    for term in shown.basis:
        tell(term.sentence)
    if shown.aim != Aim.PROFIT:
        tell(f"Your firm puts {shown.aim} first.")
    tell(f"The playbook suggests: {shown.conclusion} {K2_CONTEXT}")


def _rows(desk: DecisionDesk) -> Iterable[tuple[object, ...]]:
    who = (desk.account.id, desk.account.name)
    for part in desk.evaluation.parts:
        yield (*who, part.rule, part.label, part.effect, None, None, part.source, part.field)
    for line in desk.evaluation.lines:
        yield (
            *who,
            line.rule,
            line.label,
            None,
            line.amount.minor if line.known else None,
            line.amount.currency,
            line.source,
            "",
        )
