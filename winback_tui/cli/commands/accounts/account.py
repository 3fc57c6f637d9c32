"""`winback account`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Account, DryRun, coming_day
from winback_tui.cli.terminal.acting import Result
from winback_tui.cli.terminal.reading import invocation

from .account_merging import apart, merge, split, twins
from .address_cards import vcard

app = CommandApp()
for verb in (twins, merge, split, apart, vcard):
    app.command(verb.__name__)(verb)

Owner = Annotated[str | None, typer.Option("--owner", metavar="REP", help="The rep who looks after them.")]
Segment = Annotated[str | None, typer.Option("--segment", metavar="NAME", help="Their segment.")]
Phone = Annotated[str | None, typer.Option("--phone", metavar="TEXT", help="Phone.")]
Mail = Annotated[str | None, typer.Option("--email", metavar="ADDRESS", help="Mail address.")]
City = Annotated[str | None, typer.Option("--city", metavar="TEXT", help="City.")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A note.")]
Number = Annotated[str | None, typer.Option("--number", metavar="TEXT", help="Their customer number.")]
Currency = Annotated[str | None, typer.Option("--currency", metavar="CODE", help="EUR, USD, ...")]
Ends = Annotated[
    date | None,
    typer.Option("--contract-ends", parser=coming_day, metavar="DATE", help="The contract's last day."),
]
WelcomeEnds = Annotated[
    date | None,
    typer.Option(
        "--welcome-ends", parser=coming_day, metavar="DATE", help="The welcome discount's last day."
    ),
]
HuntsPrice = Annotated[
    bool | None,
    typer.Option("--hunts-price/--no-hunts-price", help="Always looks for the lowest price."),
]
PaysBadly = Annotated[bool | None, typer.Option("--pays-badly/--pays-well", help="Whether they pay badly.")]
Refers = Annotated[
    bool | None, typer.Option("--refers-others/--refers-nobody", help="Has brought us customers.")
]
Reference = Annotated[
    bool | None, typer.Option("--reference/--no-reference", help="Whether they are a reference customer.")
]


@app.acts("add")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the company or person.")],
    owner: Owner = None,
    segment: Segment = None,
    phone: Phone = None,
    email: Mail = None,
    city: City = None,
    note: Note = None,
    number: Number = None,
    currency: Currency = None,
    ends: Ends = None,
    welcome_ends: WelcomeEnds = None,
    hunts_price: HuntsPrice = None,
    pays_badly: PaysBadly = None,
    refers_others: Refers = None,
    reference: Reference = None,
    dry_run: DryRun = False,
) -> Result:
    """Add an account by hand."""
    from winback_tui.services.accounts.edit import add_account

    given = _without_none(
        owner=owner,
        segment=segment,
        phone=phone,
        email=email,
        city=city,
        note=note,
        external_id=number,
        currency=currency,
        contract_ends_on=ends,
        welcome_ends_on=welcome_ends,
        hunts_price=hunts_price,
        pays_badly=pays_badly,
        refers_others=refers_others,
        reference_customer=reference,
    )
    return add_account(invocation(ctx).book, name, given, dry_run)


@app.acts("edit")
def edit(
    ctx: typer.Context,
    account: Account,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="Another name.")] = None,
    owner: Owner = None,
    segment: Segment = None,
    phone: Phone = None,
    email: Mail = None,
    city: City = None,
    note: Note = None,
    number: Number = None,
    currency: Currency = None,
    ends: Ends = None,
    welcome_ends: WelcomeEnds = None,
    gone: Annotated[
        str | None,
        typer.Option(
            "--gone", metavar="REASON", help="Why they are gone for good: bankrupt, moved away. '' undoes it."
        ),
    ] = None,
    hunts_price: HuntsPrice = None,
    pays_badly: PaysBadly = None,
    refers_others: Refers = None,
    reference: Reference = None,
    dry_run: DryRun = False,
) -> Result:
    """Correct an account; an empty text clears a value."""
    from winback_tui.services.accounts.edit import edit_account

    given = _without_none(
        name=name,
        owner=owner,
        segment=segment,
        phone=phone,
        email=email,
        city=city,
        note=note,
        external_id=number,
        currency=currency,
        contract_ends_on=ends,
        welcome_ends_on=welcome_ends,
        gone_reason=gone,
        hunts_price=hunts_price,
        pays_badly=pays_badly,
        refers_others=refers_others,
        reference_customer=reference,
    )
    if not given:
        raise typer.BadParameter("Say what to correct", ctx=ctx)
    return edit_account(invocation(ctx).book, account, given, dry_run)


def _without_none(**values: Any) -> dict[str, Any]:
    return {column: value for column, value in values.items() if value is not None}
