"""`winback order`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DAY_FORMS, Account, DryRun, amount, past_day
from winback_tui.cli.terminal.acting import Result
from winback_tui.cli.terminal.reading import invocation
from winback_tui.domain.account.order import OrderKind
from winback_tui.domain.money.typed_amounts import TypedAmount

app = CommandApp()


@app.acts()
def order(
    ctx: typer.Context,
    account: Account,
    on: Annotated[
        date, typer.Option("--date", parser=past_day, metavar="DATE", help=f"Order date: {DAY_FORMS}.")
    ],
    typed: Annotated[
        TypedAmount,
        typer.Option("--amount", parser=amount, metavar="AMOUNT", help="1250.50 or 'EUR 1250.50'."),
    ],
    kind: Annotated[OrderKind, typer.Option("--kind", help="The kind of document.")] = OrderKind.ORDER,
    number: Annotated[str, typer.Option("--number", metavar="TEXT", help="Its number.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A remark.")] = "",
    dry_run: DryRun = False,
) -> Result:
    """Enter an order by hand; a real one after the loss counts as a return."""
    from winback_tui.services.accounts.edit import account_currency
    from winback_tui.services.accounts.orders import enter_order

    book = invocation(ctx).book
    money = typed.money(typed.currency or account_currency(book, account))
    return enter_order(book, account, on, money, kind.value, number, note, dry_run)
