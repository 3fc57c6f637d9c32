"""`winback loss`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Csv, Json, Limit, Tsv
from winback_tui.cli.terminal.reading import chosen_format, emit, invocation
from winback_tui.cli.terminal.talk import say
from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording.wording import count
from winback_tui.output.tables.formats import Format
from winback_tui.output.tables.table import CellKind, Column, Table

from .review import ClassOption, OwnerOption, PeriodOption, SegmentOption, shown_as_text

if TYPE_CHECKING:
    from winback_tui.domain.review.review import Review

app = CommandApp()

COLUMNS = (
    Column("group", "Group", names=True),
    Column("customers_start", "At start", CellKind.INT),
    Column("customers_lost", "Lost", CellKind.INT),
    Column("lost_by_case", "By case", CellKind.INT, leaves=3),
    Column("lost_silent", "No order", CellKind.INT, leaves=2),
    Column("lost_silent_overdue", "May still order", CellKind.INT, leaves=6),
    Column("customers_lost_percent", "Lost %", CellKind.NUMBER),
    Column("sales_lost", "Sales lost/yr", CellKind.MONEY),
    Column("profit_lost", "Profit lost/yr", CellKind.MONEY),
    Column("sales_lost_percent", "Money %", CellKind.NUMBER, leaves=4),
    Column("lifetime_lost", "Lifetime lost", CellKind.MONEY, leaves=5),
    Column("currency", "Cur"),
    Column("why", "Why", wide=True, leaves=1),
)
ACCOUNT_COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", names=True),
    Column("owner", "Owner", leaves=2),
    Column("segment", "Segment", leaves=3),
    Column("class", "Cl", leaves=4),
    Column("lost_on", "Lost on", CellKind.DATE),
    Column("lost_by", "Known from"),
    Column("status", "Status"),
    Column("sales_lost", "Sales lost/yr", CellKind.MONEY),
    Column("profit_lost", "Profit lost/yr", CellKind.MONEY),
    Column("currency", "Cur"),
)
MONTH_COLUMNS = (
    Column("month", "Month", names=True),
    Column("customers_start", "At start", CellKind.INT),
    Column("customers_lost", "Lost", CellKind.INT),
    Column("lost_by_case", "By case", CellKind.INT),
    Column("lost_silent", "No order", CellKind.INT),
    Column("sales_lost", "Sales lost/yr", CellKind.MONEY),
    Column("profit_lost", "Profit lost/yr", CellKind.MONEY),
    Column("complete", "Complete", CellKind.FLAG),
    Column("currency", "Cur"),
)
_GROUP_COUNTS = ("customers_start", "customers_lost", "lost_by_case", "lost_silent", "lost_silent_overdue")
_COUNTS, _MONEY = ("customers_lost", "lost_by_case", "lost_silent"), ("sales_lost", "profit_lost")
"""Keys that add up over groups, months and accounts; percentages do not."""
NOBODY = "Nobody was lost in this period."


@app.command()
def loss(
    ctx: typer.Context,
    period: PeriodOption = "",
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="GROUP",
            help="rep, segment or class; month for the last 24; account for a row per lost account.",
        ),
    ] = "",
    owner: OwnerOption = "",
    segment: SegmentOption = "",
    abc: ClassOption = "",
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Customers, sales and profit lost in a period, and what they were worth over the years."""
    from winback_tui.services.review.review import GROUPS, ReviewNarrowing, reviews

    if by and by not in (*GROUPS, "month", "account"):
        raise BadInput(
            f"Losses cannot be grouped by '{by[:40]}'; choose one of {', '.join(GROUPS)}, month, account."
        )
    found = reviews(
        invocation(ctx).book,
        period,
        by if by in GROUPS else "",
        only=ReviewNarrowing(owner, segment, abc),
        listed=by == "account",
    )
    if not by and shown_as_text(ctx, json=json, csv=csv, tsv=tsv):
        from winback_tui.output.review.page import page

        say(page(found, ("customers", "money")))
        return
    if by == "account":
        for_reader = chosen_format(json, csv, tsv, plain=False) is Format.TERMINAL
        by_silence = "no order" if for_reader else "silence"
        table = Table(ACCOUNT_COLUMNS, _accounts(found, by_silence), NOBODY, _MONEY, _parts(found))
    elif by == "month":
        table = Table(MONTH_COLUMNS, _months(found), NOBODY, (*_COUNTS, *_MONEY))
    else:
        table = Table(
            COLUMNS, _groups(found), NOBODY, (*_GROUP_COUNTS, *_MONEY, "lifetime_lost"), _parts(found)
        )
    emit(ctx, table, json=json, csv=csv, tsv=tsv, limit=limit)


def _groups(found: Iterable[Review]) -> Iterator[tuple[object, ...]]:
    for each in found:
        values = {figure.key: figure for figure in each.loss.figures}
        reasons = [values[key].why for key in ("customers_lost_percent", "sales_lost_percent")]
        yield (
            each.group,
            *(values[key].value for key in _GROUP_COUNTS),
            _percent(values["customers_lost_percent"].value),
            values["sales_lost"].value,
            values["profit_lost"].value,
            _percent(values["sales_lost_percent"].value),
            values["lifetime_lost"].value,
            each.currency,
            each.why or " ".join(dict.fromkeys(reason for reason in reasons if reason)),
        )


def _percent(share: float | None) -> float | None:
    return None if share is None else share * 100


def _accounts(found: Iterable[Review], by_silence: str) -> Iterator[tuple[object, ...]]:
    """A row for each loss. `by_silence`: what one without a case is known from, in the words of readers or of data."""
    for each in found:
        for event in each.loss.events:
            yield (
                event.account.id,
                event.account.name,
                event.account.owner,
                event.account.segment,
                event.account.abc,
                event.day,
                by_silence if event.case is None else "case",
                event.account.status,
                event.yearly_sales,
                event.yearly_profit,
                each.currency,
            )


def _parts(found: Sequence[Review]) -> tuple[str, ...]:
    """What the losses listed are made of, in the words of the review; nothing where all of them have a case."""
    from winback_tui.output.review.figures import may_still_order

    by_case, stopped, overdue = (
        sum(int(each.figure(key).value or 0) for each in found)
        for key in ("lost_by_case", "lost_silent", "lost_silent_overdue")
    )
    if not stopped:
        return ()
    parts = (f"{count(by_case, 'case')} + {stopped:,} stopped ordering", may_still_order(overdue, stopped))
    return (f"Lost: {'; '.join(filter(None, parts))}.",)


def _months(found: Iterable[Review]) -> Iterator[tuple[object, ...]]:
    for each in found:
        for month in each.loss.months:
            yield (
                f"{month.start.year}-{month.start.month:02}",
                month.customers,
                month.lost,
                month.by_case,
                month.silent,
                month.sales,
                month.profit,
                not month.partial,
                each.currency,
            )
