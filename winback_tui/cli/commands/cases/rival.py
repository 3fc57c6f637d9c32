"""`winback rival`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import (
    Account,
    Csv,
    DryRun,
    Json,
    Limit,
    On,
    OneJson,
    Tsv,
)
from winback_tui.cli.terminal.acting import Result, report_done
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import ask, say, tell, typist_at_terminal
from winback_tui.output.tables.table import CellKind, Column, Table

if TYPE_CHECKING:
    from winback_tui.services.cases.battle_cards import BattleCard

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
    Column("yearly_value", "Value/yr", CellKind.MONEY),
    Column("currency", "Cur"),
)
OBJECTIONS = (
    Column("rival", "Rival", shown=False),
    Column("objection", "They say", wide=True),
    Column("answer", "Our answer", wide=True),
)
CHECKS = (Column("look_at", "Look at"), Column("question", "Question", wide=True))


@app.reads("list")
def list_(ctx: typer.Context) -> Table:
    """Every rival named in a cause, those with most losses first."""
    from winback_tui.services.cases.rivals import rivals

    rows = (
        (each.id, each.name, len(each.losses), each.back, each.sentence, each.note)
        for each in rivals(invocation(ctx).book)
    )
    return Table(COLUMNS, rows, empty="No rival has been named yet.")


@app.reads("show")
def show(
    ctx: typer.Context,
    name: Name,
) -> Table:
    """One rival: which customers it took, why, who came back, and what we know about it."""
    from winback_tui.services.cases.rivals import rival

    found = rival(invocation(ctx).book, name)
    notes = [f"{found.name}: {found.sentence}", *([found.note] if found.note else [])]
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
    return Table(LOSSES, rows, empty="No loss names this rival so far.", notes=notes)


@app.acts("note")
def note(
    ctx: typer.Context,
    name: Name,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What we know; '' deletes it.")],
    dry_run: DryRun = False,
) -> Result:
    """Note what we know about a rival: strengths, promises, our answer."""
    from winback_tui.services.cases.rivals import note_rival

    return note_rival(invocation(ctx).book, name, text, dry_run)


@app.command("card")
def card(
    ctx: typer.Context,
    name: Name,
    promises: Annotated[
        str | None, typer.Option("--promises", metavar="TEXT", help="What they promise; '' deletes it.")
    ] = None,
    weak_points: Annotated[
        str | None, typer.Option("--weak-points", metavar="TEXT", help="Where they are weak; '' deletes it.")
    ] = None,
    switching_cost: Annotated[
        str | None,
        typer.Option("--switching-cost", metavar="TEXT", help="What a customer loses by going to them."),
    ] = None,
    dry_run: DryRun = False,
    json: OneJson = False,
) -> None:
    """Show the battle card of a rival, or write on it."""
    from winback_tui.output.tables.as_json import as_json
    from winback_tui.services.cases.battle_cards import battle_card, edit_card

    book = invocation(ctx).book
    texts = {"promises": promises, "weak_points": weak_points, "switching_cost": switching_cost}
    given = {field: text for field, text in texts.items() if text is not None}
    if given:
        report_done(edit_card(book, name, given, dry_run), json=json, dry_run=dry_run)
        return
    found = battle_card(book, name)
    if json:
        say(as_json(_card_data(found)))
        return
    say(f"{found.rival.name}: {found.rival.sentence}")
    for heading, text in found.texts:
        say(f"{heading}: {text}")
    for number, each in enumerate(found.objections, 1):
        say(f"{number}. “{each.objection}”: {each.answer or 'no answer yet'}")
    for found_there in found.assessments:
        reply = f"; they answered: {found_there.rival_reply}" if found_there.rival_reply else ""
        say(
            f"Assessment at {found_there.account} on {found_there.on_day}: {found_there.found.rstrip('.')}{reply}"
        )


@app.acts("objection")
def objection(
    ctx: typer.Context,
    name: Name,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The objection in words, or its number.")],
    answer: Annotated[str | None, typer.Option("--answer", metavar="TEXT", help="Our answer to it.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take this objection off the card.")] = False,
    dry_run: DryRun = False,
) -> Result:
    """Add an objection in a rival's favour, with our answer; given the number of one, change its answer."""
    from winback_tui.services.cases.battle_cards import add_objection, answer_objection, remove_objection

    book = invocation(ctx).book
    if remove:
        done = remove_objection(book, name, text, dry_run)
    elif text.strip().isdecimal():
        done = answer_objection(book, name, text, answer or "", dry_run)
    else:
        done = add_objection(book, name, text, answer or "", dry_run)
    return done


@app.acts("assess")
def assess(
    ctx: typer.Context,
    name: Name,
    account: Account,
    found: Annotated[str, typer.Option("--found", metavar="TEXT", help="What the assessment found.")],
    reply: Annotated[
        str, typer.Option("--reply", metavar="TEXT", help="What the rival said to it, such as a refusal.")
    ] = "",
    on: On = None,
    dry_run: DryRun = False,
) -> Result:
    """Write down what a free assessment found in a rival's delivery to a customer."""
    from winback_tui.services.cases.battle_cards import add_assessment

    book = invocation(ctx).book
    return add_assessment(book, name, account, found, reply, on, dry_run)


@app.reads("checklist")
def checklist(ctx: typer.Context) -> Table:
    """What to look at in a free assessment of a rival's delivery, to print and take along."""
    from winback_tui.services.cases.battle_cards import assessment_checklist

    return Table(CHECKS, ((each.look_at, each.question) for each in assessment_checklist()))


@app.command("rehearse")
def rehearse(
    ctx: typer.Context,
    name: Name,
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Rehearse the rival's attack: one objection at a time, then our answer."""
    from winback_tui.services.cases.battle_cards import battle_card

    found = battle_card(invocation(ctx).book, name)
    if not (json or csv or tsv) and found.objections and typist_at_terminal():
        shown = found.objections[: limit or None]
        for number, each in enumerate(shown, 1):
            tell(f"\n{number} of {len(shown)}: “{each.objection}”")
            ask("Say your answer, then press Enter:")
            tell(f"Our answer: {each.answer or 'nobody has one yet'}")
        return
    rows = ((found.rival.name, each.objection, each.answer) for each in found.objections)
    emit(
        ctx,
        Table(OBJECTIONS, rows, empty=f"No objection is written on the card of {found.rival.name} yet."),
        json=json,
        csv=csv,
        tsv=tsv,
        limit=limit,
    )


def _card_data(found: BattleCard) -> dict[str, Any]:
    card = found.rival.card
    return {
        "rival_id": card.id,
        "rival": card.name,
        "sentence": found.rival.sentence,
        "promises": card.promises or None,
        "weak_points": card.weak_points or None,
        "switching_cost": card.switching_cost or None,
        "note": card.note or None,
        "objections": [
            {"objection": each.objection, "answer": each.answer or None} for each in found.objections
        ],
        "assessments": [
            {
                "account_id": each.account_id,
                "account": each.account,
                "on": each.on_day.isoformat(),
                "found": each.found,
                "rival_reply": each.rival_reply or None,
            }
            for each in found.assessments
        ],
    }
