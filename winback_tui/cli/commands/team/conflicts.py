"""`winback conflicts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.cli.exits import ExitCode
from winback_tui.cli.parsing.options import Csv, DryRun, Limit, Tsv
from winback_tui.cli.parsing.root import CommandApp
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import data_stream
from winback_tui.domain.errors import BadInput
from winback_tui.output.tables.as_json import write_objects
from winback_tui.output.tables.table import Column, Table

if TYPE_CHECKING:
    from winback_tui.services.book.book import Book
    from winback_tui.services.team import Conflict

app = CommandApp()

COLUMNS = (
    Column("id", "Id"),
    Column("account", "Account"),
    Column("what", "What", wide=True),
    Column("field", "Field"),
    Column("before", "Before"),
    Column("values", "Values", wide=True),
)


@app.command()
def conflicts(
    ctx: typer.Context,
    which: Annotated[
        str, typer.Argument(metavar="[ID]", help="The conflict to decide; all are listed if none.")
    ] = "",
    keep: Annotated[bool, typer.Option("--keep", help="Keep the current value.")] = False,
    take: Annotated[
        int | None, typer.Option("--take", metavar="N", help="Take the Nth of the listed values.")
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Option(
            "--value",
            metavar="TEXT",
            help="Put this third value in place; amounts as 1,250.50. Where fields belong together, one for each.",
        ),
    ] = None,
    person: Annotated[
        str, typer.Option("--person", metavar="NAME", help="Take all values of this person.")
    ] = "",
    account: Annotated[
        str, typer.Option("--account", metavar="NAME", help="With --keep or --person: all of this account.")
    ] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take back the newest decision.")] = False,
    dry_run: DryRun = False,
    json: Annotated[
        bool, typer.Option("--json", help="Write JSON: what was decided, or an array of the conflicts.")
    ] = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """List what two people wrote differently, and decide it. Listing ends in 4 while a conflict is open."""
    book = invocation(ctx).book
    if which or person or account or undo:
        sentence = _decided(book, which, keep, take, value, person, account, undo, dry_run)
        report(sentence, json=json, dry_run=dry_run, id=which)
        return
    if keep or take is not None or value:
        raise BadInput(
            "Name the conflict, as in 'winback conflicts ID --keep'; without an id they are listed."
        )
    from winback_tui.services.team import open_conflicts

    found = open_conflicts(book)
    if json:
        write_objects((_facts(each) for each in (found[:limit] if limit else found)), data_stream())
    else:
        rows = ((c.id, c.account, c.what, c.field, c.before, _values(c)) for c in found)
        emit(ctx, Table(COLUMNS, rows, empty="No conflict is open."), csv=csv, tsv=tsv, limit=limit)
    if found:
        raise typer.Exit(ExitCode.NEEDS_HUMAN)


def _decided(
    book: Book,
    which: str,
    keep: bool,
    take: int | None,
    value: list[str] | None,
    person: str,
    account: str,
    undo: bool,
    dry_run: bool,
) -> str:
    from winback_tui.domain.wording.wording import count
    from winback_tui.services import team

    ways = [keep, take is not None, bool(value), bool(person), undo]
    if sum(ways) != 1:
        raise BadInput("Choose one of --keep, --take N, --value TEXT, --person NAME and --undo.")
    if undo:
        return team.undo_decision(book, dry_run)
    if person or (account and keep):
        told = team.settle_all(book, person=person, account=account, dry_run=dry_run)
        return f"{count(len(told), 'conflict')} decided"
    if not which:
        raise BadInput("Name the conflict, as in 'winback conflicts ID --keep'.")
    if keep:
        return team.keep_value(book, which, dry_run)
    if take is not None:
        return team.take_value(book, which, take, dry_run)
    return team.type_value(book, which, *(value or ()), dry_run=dry_run)


def _facts(conflict: Conflict) -> dict[str, object]:
    return {
        "id": conflict.id,
        "account": conflict.account,
        "what": conflict.what,
        "field": conflict.field,
        "before": conflict.before,
        "values": [
            {
                "value": each.value,
                "person": each.person,
                "at": each.at.isoformat(timespec="seconds"),
                "stands": each.stands,
            }
            for each in conflict.values
        ],
    }


def _values(conflict: Conflict) -> str:
    return "; ".join(
        f"{place} {each.value or 'empty'} ({each.person or 'somebody'}{', stands' if each.stands else ''})"
        for place, each in enumerate(conflict.values, 1)
    )
