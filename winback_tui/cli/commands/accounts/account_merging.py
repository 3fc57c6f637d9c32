"""`winback account twins`, `merge`, `apart` and `split`: one firm under two names, and two firms kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from winback_tui.cli.parsing.options import Account, ActJson, Csv, DryRun, Json, Limit, Tsv
from winback_tui.cli.terminal.acting import report_done
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.output.tables.table import CellKind, Column, Table

if TYPE_CHECKING:
    from winback_tui.services.accounts.twins import MergeCandidate, Twins

COLUMNS = (
    Column("alike", "Alike", CellKind.INT),
    Column("why", "Why", wide=True, leaves=5),
    Column("account_id", "Id", shown=False),
    Column("account", "Account", names=True),
    Column("orders", "Orders", CellKind.INT, leaves=2),
    Column("last_order", "Last order", CellKind.DATE, leaves=1),
    Column("city", "City", leaves=3),
    Column("phone", "Phone", shown=False),
    Column("email", "Mail", shown=False),
    Column("number", "Number", shown=False),
    Column("owner", "Owner", shown=False),
    Column("other_id", "Id", shown=False),
    Column("other", "Other account"),
    Column("other_orders", "Orders", CellKind.INT, leaves=2, phrase="its orders {}"),
    Column("other_last_order", "Last order", CellKind.DATE, leaves=1, phrase="its last order {}"),
    Column("other_city", "City", leaves=3, phrase="its city {}"),
    Column("other_phone", "Phone", shown=False),
    Column("other_email", "Mail", shown=False),
    Column("other_number", "Number", shown=False),
    Column("other_owner", "Owner", shown=False),
)
EMPTY = "No two accounts look like the same firm."

Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other account, by id or name.")]


def twins(
    ctx: typer.Context, json: Json = False, csv: Csv = False, tsv: Tsv = False, limit: Limit = 0
) -> None:
    """Accounts that may be the same firm under two names, side by side; nothing is merged."""
    from winback_tui.services.accounts.twins import twins as found

    rows = (_row(each) for each in found(invocation(ctx).book))
    emit(ctx, Table(COLUMNS, rows, empty=EMPTY), json=json, csv=csv, tsv=tsv, limit=limit)


def merge(
    ctx: typer.Context, account: Account, other: Other, dry_run: DryRun = False, json: ActJson = False
) -> None:
    """Merge OTHER into ACCOUNT: one firm with all their records. `undo` or `account split` reverses it."""
    from winback_tui.services.accounts.merge import merge_accounts

    report_done(merge_accounts(invocation(ctx).book, account, other, dry_run), json=json, dry_run=dry_run)


def split(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name that was merged, or its id.")],
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Turn a merged name back into a separate account."""
    from winback_tui.services.accounts.merge import split_account

    report_done(split_account(invocation(ctx).book, name, dry_run), json=json, dry_run=dry_run)


def apart(
    ctx: typer.Context, account: Account, other: Other, dry_run: DryRun = False, json: ActJson = False
) -> None:
    """Record that two accounts are different firms, so that they are not proposed again."""
    from winback_tui.services.accounts.merge import tell_apart

    report_done(tell_apart(invocation(ctx).book, account, other, dry_run), json=json, dry_run=dry_run)


def _row(pair: Twins) -> tuple[Any, ...]:
    return (pair.alike, pair.why, *_side(pair.keep), *_side(pair.other))


def _side(side: MergeCandidate) -> tuple[Any, ...]:
    return (
        side.id,
        side.name,
        side.orders,
        side.last_order or None,
        side.city,
        side.phone,
        side.email,
        side.number,
        side.owner,
    )
