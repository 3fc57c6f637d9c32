"""`winback conflicts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.cli.exits import ExitCode
from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Csv, DryRun, Limit, Tsv
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

LOST_COLUMNS = (
    Column("id", "Id"),
    Column("account", "Account"),
    Column("what", "What", wide=True),
    Column("field", "Field"),
    Column("yours", "Yours", wide=True),
    Column("stands", "Current value", wide=True),
    Column("by", "Decided by"),
    Column("at", "When"),
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
    lost: Annotated[
        bool, typer.Option("--lost", help="List your own edits that colleagues decided against.")
    ] = False,
    put_back: Annotated[
        str, typer.Option("--put-back", metavar="ID", help="Put this lost edit of yours back in place.")
    ] = "",
    agree: Annotated[
        str, typer.Option("--agree", metavar="ID", help="Agree that this edit of yours was decided against.")
    ] = "",
    dry_run: DryRun = False,
    json: Annotated[
        bool, typer.Option("--json", help="Write JSON: what was decided, or an array of the conflicts.")
    ] = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """List what two people wrote differently, and decide it. Listing exits with 4 while a conflict is open."""
    book = invocation(ctx).book
    if put_back or agree:
        report(_about_lost(book, put_back, agree, dry_run), json=json, dry_run=dry_run)
        return
    if lost:
        emit(ctx, _lost_table(book), json=json, csv=csv, tsv=tsv, limit=limit)
        return
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
        result = team.settle_all(book, person=person, account=account, dry_run=dry_run)
        return f"{count(len(result), 'conflict')} decided"
    if not which:
        raise BadInput("Name the conflict, as in 'winback conflicts ID --keep'.")
    if keep:
        return team.keep_value(book, which, dry_run)
    if take is not None:
        return team.take_value(book, which, take, dry_run)
    return team.type_value(book, which, *(value or ()), dry_run=dry_run)


def _lost_table(book: Book) -> Table:
    from winback_tui.services.team import lost_edits

    edits = [
        (e.id, e.account, e.what, e.field, e.mine, e.now, e.by, e.at.isoformat(timespec="seconds"))
        for e in lost_edits(book)
    ]
    return Table(LOST_COLUMNS, edits, empty="No edit of yours was decided against.")


def _about_lost(book: Book, put_back: str, agree: str, dry_run: bool) -> str:
    from winback_tui.services import team

    if put_back:
        return team.take_back_lost(book, team.find_lost(book, put_back), dry_run)
    edit = team.find_lost(book, agree)
    if not dry_run:
        team.acknowledge_lost(book, edit)
    return f"Agreed: {edit.where}: {edit.now or 'empty'}"


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
        f"{place} {each.value or 'empty'} ({each.person or 'somebody'}{', current' if each.stands else ''})"
        for place, each in enumerate(conflict.values, 1)
    )
