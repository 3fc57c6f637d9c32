"""`winback review`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Csv, Limit, Tsv
from winback_tui.cli.terminal.reading import chosen_format, emit, invocation
from winback_tui.cli.terminal.talk import data_stream, say, tell
from winback_tui.domain.errors import BadInput
from winback_tui.output.tables.formats import Format
from winback_tui.output.tables.table import Column, Table

if TYPE_CHECKING:
    from winback_tui.domain.review.review import Review

app = CommandApp()

PeriodOption = Annotated[
    str,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help="2026, 2026-Q3, 2026-09, 2026-01-15..2026-03-31, since 2026-01-15 or all; this year by default.",
        show_default=False,
    ),
]

OwnerOption = Annotated[
    str, typer.Option("--owner", metavar="NAME", help="Only accounts of this owner.", show_default=False)
]
SegmentOption = Annotated[
    str, typer.Option("--segment", metavar="NAME", help="Only accounts of this segment.", show_default=False)
]
ClassOption = Annotated[
    str, typer.Option("--class", metavar="A|B|C", help="Only accounts of this class.", show_default=False)
]

COLUMNS = (
    Column("period", "Period"),
    Column("group", "Group"),
    Column("currency", "Cur"),
    Column("figure", "Figure"),
    Column("label", "Label", names=True),
    Column("value", "Value"),
    Column("unit", "Unit"),
    Column("numerator", "Numerator"),
    Column("denominator", "Denominator"),
    Column("low", "At least"),
    Column("high", "At most"),
    Column("rule", "Rule"),
    Column("formula", "Formula", wide=True),
    Column("why", "Why", wide=True),
)


@app.command()
def review(
    ctx: typer.Context,
    period: PeriodOption = "",
    by: Annotated[
        str, typer.Option("--by", metavar="GROUP", help="A review for each rep, segment or class.")
    ] = "",
    owner: OwnerOption = "",
    segment: SegmentOption = "",
    abc: ClassOption = "",
    currency: Annotated[
        str,
        typer.Option("--in", metavar="CURRENCY", help="All money in one currency, by the team's rates."),
    ] = "",
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write one HTML file, to be shown or printed."),
    ] = None,
    meeting: Annotated[
        bool, typer.Option("--meeting", help="The Monday meeting instead, as 'winback monday'.")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Write JSON: an array, one object for each currency or group.")
    ] = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """The leader's page: what was lost, why, what came back, who works on it.

    --csv and --tsv write a row for each figure, and --limit counts these; else it counts the reviews. `winback --plain
    review` writes text.
    """
    from winback_tui.services.review.review import ReviewNarrowing, reviews

    if html is not None and (json or csv or tsv):
        raise BadInput("--html writes a file of its own; leave out --json, --csv and --tsv.")
    if meeting:
        if period or by or owner or segment or abc or currency:
            raise BadInput("--meeting is of the whole team since Monday of last week; give it alone.")
        from .monday import show_meeting

        show_meeting(ctx, None, html, json=json, csv=csv, tsv=tsv, limit=limit)
        return
    if limit < 0:
        raise BadInput("--limit takes 0 for all, or a number of reviews above 0.")
    found = reviews(invocation(ctx).book, period, by, currency, ReviewNarrowing(owner, segment, abc))
    if html is not None:
        _write_html(found[: limit or None], html)
    elif json:
        from winback_tui.output.review.as_object import review_object
        from winback_tui.output.tables.as_json import write_objects

        chosen_format(json, csv, tsv, plain=False)
        write_objects((review_object(each) for each in found[: limit or None]), data_stream())
    elif shown_as_text(ctx, json=json, csv=csv, tsv=tsv):
        from winback_tui.output.review.page import page

        say(page(found[: limit or None]))
    else:
        emit(ctx, Table(COLUMNS, _rows(found)), json=json, csv=csv, tsv=tsv, limit=limit)


def shown_as_text(ctx: typer.Context, *, json: bool, csv: bool, tsv: bool) -> bool:
    """Whether a reader gets text: at a terminal, or asked for with --plain, unless another form is asked for."""
    if json or csv or tsv:
        chosen_format(json, csv, tsv, plain=False)
        return False
    plain = invocation(ctx).plain
    return plain or chosen_format(json, csv, tsv, plain) in (Format.TERMINAL, Format.LINES)


def _rows(found: Iterable[Review]) -> Iterator[tuple[object, ...]]:
    from winback_tui.output.review.figures import figure_object

    for each in found:
        for figure in each.figures():
            described = figure_object(figure)
            yield (
                each.period.name,
                each.group,
                each.currency,
                *(described[key] for key in ("key", "label", "value", "unit", "numerator", "denominator")),
                *(described[key] for key in ("low", "high", "rule", "formula", "why")),
            )


def _write_html(found: list[Review], path: Path) -> None:
    from winback_tui.output.review.html import html_page

    write_html(path, html_page(found))


def write_html(path: Path, text: str) -> None:
    """Write a page and say where it is. Raises Refused where it cannot be written."""
    from winback_tui.services.review.page_file import write_page

    tell(f"Written to {write_page(path, text)}.")
