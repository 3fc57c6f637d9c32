"""`winback condition`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import (
    Account,
    DryRun,
    Which,
    amount,
    past_day,
)
from winback_tui.cli.terminal.acting import Result, override_notes
from winback_tui.cli.terminal.reading import invocation
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.typed_amounts import TypedAmount
from winback_tui.output.tables.table import CellKind, Column, Table

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", shown=False),
    Column("number", "#", CellKind.INT),
    Column("condition", "Condition", wide=True),
    Column("state", "State"),
    Column("why", "Why", wide=True),
    Column("met_on", "Met", CellKind.DATE),
    Column("beyond", "Out of reach", wide=True),
    Column("condition_id", "Condition id", shown=False),
)


@app.acts("add")
def add(
    ctx: typer.Context,
    account: Account,
    term: Annotated[
        str, typer.Argument(metavar="TERM", help="Such as 'price <= 12.50 EUR' or 'delivery <= 3 days'.")
    ],
    words: Annotated[
        bool, typer.Option("--words", help="Keep the words as they are; they are not checked automatically.")
    ] = False,
    dry_run: DryRun = False,
) -> Result:
    """Record what the customer wants for coming back, so that it can be checked."""
    from winback_tui.services.cases.conditions import add_condition

    return add_condition(invocation(ctx).book, account, term, words, dry_run)


@app.acts("met")
def met(
    ctx: typer.Context,
    account: Account,
    which: Which = "",
    on: Annotated[
        date | None,
        typer.Option("--date", parser=past_day, metavar="DATE", help="Since when; default: today."),
    ] = None,
    dry_run: DryRun = False,
) -> Result:
    """Record that we now meet a condition."""
    from winback_tui.services.cases.conditions import meet_condition

    return meet_condition(invocation(ctx).book, account, which, on, dry_run)


@app.acts("beyond")
def beyond(
    ctx: typer.Context,
    account: Account,
    which: Which = "",
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            metavar="TEXT",
            help="Why we cannot meet it; without this option it is within reach again.",
        ),
    ] = "",
    dry_run: DryRun = False,
) -> Result:
    """Record that a condition is out of reach; no attempt is made then."""
    from winback_tui.services.cases.conditions import put_out_of_reach

    return put_out_of_reach(invocation(ctx).book, account, which, reason, dry_run)


@app.acts("fact")
def fact(
    ctx: typer.Context,
    price: Annotated[
        TypedAmount | None,
        typer.Option(
            "--price", parser=amount, metavar="AMOUNT", help="Our price, with its currency: 'EUR 12.50'."
        ),
    ] = None,
    product: Annotated[str, typer.Option("--product", metavar="NAME", help="For this product.")] = "",
    available: Annotated[
        bool | None, typer.Option("--available/--gone", help="Whether the product is available.")
    ] = None,
    delivery: Annotated[
        int | None, typer.Option("--delivery", min=0, metavar="DAYS", help="How long our delivery takes.")
    ] = None,
    certificate: Annotated[
        str, typer.Option("--certificate", metavar="NAME", help="We hold this certificate.")
    ] = "",
    dry_run: DryRun = False,
) -> Result:
    """Record what we can offer now; all conditions are checked against it."""
    from winback_tui.services.cases import conditions as our_terms

    book = invocation(ctx).book
    acts = []
    if price is not None:
        acts.append(lambda: our_terms.record_price(book, price.money(price.currency), product, dry_run))
    if available is not None:
        acts.append(lambda: our_terms.record_product(book, product, bool(available), dry_run))
    if delivery is not None:
        acts.append(lambda: our_terms.record_delivery(book, delivery, dry_run))
    if certificate:
        acts.append(lambda: our_terms.record_certificate(book, certificate, dry_run=dry_run))
    if len(acts) != 1:
        raise BadInput(
            "Record one fact at a time: --price, --product with --available or --gone, --delivery, ..."
        )
    return acts[0]()


@app.reads("list")
def list_(
    ctx: typer.Context,
    account: Account,
) -> Table:
    """The customer's conditions, each checked against what is known today."""
    from winback_tui.services.cases.case_card import case_card

    card = case_card(invocation(ctx).book, account)
    rows = (
        (
            card.account.id,
            card.account.name,
            number,
            str(each.row.wish),
            str(each.checked.state),
            each.checked.sentence,
            each.row.met_on,
            each.row.beyond,
            each.row.id,
        )
        for number, each in enumerate(card.conditions, 1)
    )
    notes = override_notes({gate.rule: gate.override for gate in card.overridden})
    return Table(COLUMNS, rows, empty="No condition is recorded.", notes=notes)
