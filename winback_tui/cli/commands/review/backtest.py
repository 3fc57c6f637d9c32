"""`winback backtest`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Csv, Limit, Tsv, past_day
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import data_stream, say, tell
from winback_tui.domain.errors import Refused
from winback_tui.output.tables.table import CellKind, Column, Table

if TYPE_CHECKING:
    from winback_tui.domain.chance.backtest import Replay

app = CommandApp()

COLUMNS = (
    Column("cut", "Judged from", CellKind.DATE),
    Column("by", "Ranked by"),
    Column("area", "Ranking quality", CellKind.NUMBER),
    Column("top", "Called lost", CellKind.INT),
    Column("top_hits", "Did not order", CellKind.NUMBER),
    Column("lost_money_in_top_tenth", "Lost money in the top tenth", CellKind.PERCENT),
)


@app.command()
def backtest(
    ctx: typer.Context,
    cuts: Annotated[
        list[date] | None,
        typer.Option(
            "--cut",
            parser=past_day,
            metavar="DATE",
            help="The day to judge from; repeatable. Default: the last four possible ones.",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write JSON: an array, one object per day.")] = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """How accurate is the list? Replay your own past, and compare it with rules of thumb.

    --csv and --tsv write a row for each ranking; --limit counts the days judged from.
    """
    from winback_tui.output.backtest import as_object, page
    from winback_tui.output.tables.as_json import write_objects
    from winback_tui.services.lists.backtest import backtest as replayed

    replays = replayed(invocation(ctx).book, cuts or ())
    reasons = [one.sentence for one in replays.too_little]
    if not replays.replays:
        raise Refused(" ".join(reasons))
    shown = replays.replays[: limit or None]
    if csv or tsv:
        emit(ctx, Table(COLUMNS, _rows(shown, replays.one_currency)), json=json, csv=csv, tsv=tsv)
    elif json:
        write_objects((as_object(one, replays.one_currency) for one in shown), data_stream())
    else:
        say("\n\n\n".join(page(one, replays.one_currency) for one in shown))
    for reason in reasons:
        tell(reason)


def _rows(replays: Iterable[Replay], with_money: bool) -> Iterator[tuple[object, ...]]:
    for replay in replays:
        for one in replay.rankings:
            money = one.lost_money if with_money else None
            yield replay.cut, one.name, one.area, one.top, one.top_hits, money
