"""`winback offer`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import (
    DAY_FORMS,
    Account,
    DryRun,
    On,
    Which,
    amount,
    coming_day,
)
from winback_tui.cli.terminal.acting import Result, override_notes
from winback_tui.cli.terminal.reading import invocation
from winback_tui.domain.money.typed_amounts import TypedAmount
from winback_tui.domain.plan.offers import OfferKind
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", shown=False),
    Column("kind", "Offer"),
    Column("cost", "Cost", CellKind.MONEY),
    Column("currency", "Cur"),
    Column("made_on", "Made", CellKind.DATE),
    Column("deadline_on", "Until", CellKind.DATE),
    Column("taken_on", "Taken", CellKind.DATE),
    Column("refused_on", "Refused", CellKind.DATE),
    Column("note", "Note", wide=True),
    Column("offer_id", "Offer id", shown=False),
)
ADVICE = (
    Column("rule", "Rule", shown=False),
    Column("percent", "%", CellKind.INT),
    Column("sentence", "Advice", wide=True),
)


@app.acts("add")
def add(
    ctx: typer.Context,
    account: Account,
    kind: Annotated[OfferKind, typer.Argument(metavar="KIND", help=f"One of {', '.join(OfferKind)}.")],
    cost: Annotated[
        TypedAmount | None,
        typer.Option("--cost", parser=amount, metavar="AMOUNT", help="What it costs us: 250 or 'EUR 250'."),
    ] = None,
    until: Annotated[
        date | None, typer.Option("--until", parser=coming_day, metavar="DATE", help=f"Until: {DAY_FORMS}.")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Details, such as the terms.")] = "",
    on: On = None,
    dry_run: DryRun = False,
) -> Result:
    """Record an offer; refused while the case is not ready for one."""
    from winback_tui.services.accounts.edit import account_currency
    from winback_tui.services.contacts.offers import make_offer

    book = invocation(ctx).book
    money = cost.money(cost.currency or account_currency(book, account)) if cost else None
    return make_offer(book, account, kind.value, money, until, note, on, dry_run)


@app.acts("taken")
def taken(
    ctx: typer.Context,
    account: Account,
    which: Which = "",
    on: On = None,
    dry_run: DryRun = False,
) -> Result:
    """Record that an offer was taken; only an order counts as a return."""
    from winback_tui.services.contacts.offers import take_offer

    return take_offer(invocation(ctx).book, account, which, on, dry_run)


@app.acts("refused")
def refused(
    ctx: typer.Context,
    account: Account,
    which: Which = "",
    on: On = None,
    dry_run: DryRun = False,
) -> Result:
    """Record that an offer was refused."""
    from winback_tui.services.contacts.offers import refuse_offer

    return refuse_offer(invocation(ctx).book, account, which, on, dry_run)


@app.reads("advice")
def advice(
    ctx: typer.Context,
    account: Account,
    delays: Annotated[
        int, typer.Option("--delays", min=0, metavar="N", help="Late payments so far, for a write-off.")
    ] = 0,
) -> Table:
    """How much to offer: a discount by time since the last order, and a write-off of debts."""
    from winback_tui.services.accounts.dealings import offer_advice

    advice = offer_advice(invocation(ctx).book, account, delays)
    rows = ((each.rule, each.percent, each.sentence) for each in advice)
    return Table(ADVICE, rows)


@app.reads("list")
def list_(
    ctx: typer.Context,
    account: Account,
) -> Table:
    """Every offer to the account; `winback offers` compares all of them."""
    from winback_tui.services.accounts.dealings import dealings

    found = dealings(invocation(ctx).book, account)
    rows = (
        (
            found.account.id,
            found.account.name,
            each.kind,
            each.cost,
            each.currency,
            each.made_on,
            each.deadline_on,
            each.taken_on,
            each.refused_on,
            each.note,
            each.id,
        )
        for each in found.offers
    )
    notes = (*override_notes(found.overrides), *found.open_offers_notes)
    return Table(COLUMNS, rows, empty="Nothing has been offered.", notes=notes)
