"""`winback list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Csv, Json, Limit, Tsv
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import reader_at_terminal, say, tell
from winback_tui.output.account_list import COLUMNS, RISK_COLUMNS, list_cells, risk_cells
from winback_tui.output.tables.table import CellKind, Column, Table

if TYPE_CHECKING:
    from winback_tui.services.lists.overdue import ListQuery
    from winback_tui.store.book import Book

app = CommandApp()


@app.command()
def list(
    ctx: typer.Context,
    view: Annotated[
        str,
        typer.Option(
            "--view",
            metavar="VIEW",
            help="overdue (default), risk, work, returned, single, sleeping, aside, pool or all.",
            show_default=False,
        ),
    ] = "",
    owner: Annotated[str, typer.Option("--owner", metavar="REP", help="Only this rep's accounts.")] = "",
    segment: Annotated[str, typer.Option("--segment", metavar="NAME", help="Only this segment.")] = "",
    abc: Annotated[str, typer.Option("--class", metavar="A|B|C", help="Only this class.")] = "",
    search: Annotated[
        str, typer.Option("--search", metavar="TEXT", help="Part of a name, city, phone or mail.")
    ] = "",
    sort: Annotated[
        str,
        typer.Option(
            "--sort", metavar="KEY", help="The column to sort by; a '-' before it reverses the order."
        ),
    ] = "",
    saved: Annotated[
        str, typer.Option("--filter", metavar="NAME", help="A list saved with 'winback filter save'.")
    ] = "",
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="GROUP", help="Add up the money at risk by owner, segment or class instead."
        ),
    ] = "",
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Overdue accounts, most money at risk first."""
    from winback_tui.services.lists.overdue import USUAL, asked_for, list_accounts
    from winback_tui.services.lists.saved_filters import saved_filter

    book = invocation(ctx).book
    base = saved_filter(book, saved).query if saved else USUAL
    query = asked_for(view, owner, segment, abc, search, sort, base)
    if by:
        _emit_sums(ctx, query, by, json=json, csv=csv, tsv=tsv, limit=limit)
        return
    if reader_at_terminal():
        _warn_of_the_end(book)
        _say_how_money_stands(book, query)
    at_risk = query.view == "risk"
    columns, cells = (RISK_COLUMNS, risk_cells) if at_risk else (COLUMNS, list_cells)
    rows = (cells(row) for row in list_accounts(book, query, limit))
    empty = (
        "No account that still orders shows a sign of leaving; '--view overdue' shows who stopped."
        if at_risk
        else "No account is in this view; 'winback import FILE' brings in orders, '--view all' shows everybody."
    )
    emit(ctx, Table(columns, rows, empty=empty), json=json, csv=csv, tsv=tsv, limit=limit)


def _say_how_money_stands(book: Book, query: ListQuery) -> None:
    from winback_tui.services.lists.list_head import money_order_words

    if words := money_order_words(book, query):
        tell(f"winback: Several currencies: {words}; 'winback config rates' shows and sets the rates.")


def _warn_of_the_end(book: Book) -> None:
    from winback_tui.services.lists.list_head import list_end

    for sentence in list_end(book):
        tell(f"winback: {sentence}")


def _emit_sums(
    ctx: typer.Context, query: ListQuery, by: str, *, json: bool, csv: bool, tsv: bool, limit: int
) -> None:
    from winback_tui.domain.money.group_sums import GroupSums
    from winback_tui.services.lists.list_head import stakes_by

    groups, sums = stakes_by(invocation(ctx).book, query, by)
    if sums and reader_at_terminal() and not (json or csv or tsv):
        from winback_tui.output.stakes import page

        shown = GroupSums(groups.groups[: limit or None], groups.compared)
        say(page(shown, f"no {by}"))
        return
    columns = (
        Column(by, by.capitalize(), names=True),
        Column("accounts", "Accounts", CellKind.INT),
        Column("at_stake", "At risk/yr", CellKind.MONEY),
        Column("currency", "Cur"),
    )
    rows = ((one.name, one.accounts, one.at_stake, one.currency) for one in sums)
    table = Table(columns, rows, empty="No account is in this view.")
    emit(ctx, table, json=json, csv=csv, tsv=tsv, limit=limit)
