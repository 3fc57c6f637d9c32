"""`winback import`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ...domain.errors import NeedsHuman, WinbackError
from ..exits import ExitCode
from ..faults import code_of, sentence
from ..options import DryRun, Yes
from ..reading import invocation
from ..root import VerbApp
from ..talk import confirm, say, tell

if TYPE_CHECKING:
    from ...intake import Understanding
    from ...store.book import Book

app = VerbApp()


@app.command()
def import_(
    ctx: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Files of orders or accounts; - is a pipe.")
    ],
    maps: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COL=FIELD", help="This column holds that field; repeatable."),
    ] = None,
    source: Annotated[
        str,
        typer.Option("--source", metavar="NAME", help="The books that the file comes from, such as 'shop'."),
    ] = "",
    currency: Annotated[
        str, typer.Option("--currency", metavar="CODE", help="The currency where the file names none.")
    ] = "",
    yes: Yes = False,
    dry_run: DryRun = False,
    json: Annotated[bool, typer.Option("--json", help="Write one JSON object a file.")] = False,
) -> None:
    """Take orders and accounts from files; a file that was imported before changes nothing."""
    worst = ExitCode.DONE
    for file in files:
        try:
            _import_one(invocation(ctx).book, file, maps or [], source, currency, yes, dry_run, json)
        except WinbackError as fault:
            tell(sentence(fault))
            worst = max(worst, code_of(fault))
    raise typer.Exit(worst)


def _import_one(
    book: Book,
    file: str,
    maps: Sequence[str],
    source: str,
    currency: str,
    yes: bool,
    dry_run: bool,
    json: bool,
) -> None:
    from ...output.as_json import as_json
    from ...output.imports import as_object, done_text, understood_text
    from ...services.import_reading import understand
    from ...services.imports import import_file

    known = understand(book, file, maps, source, currency)
    if not known.ready:
        question = next(each for each in known.questions if each.must)
        raise NeedsHuman(
            f"{known.name}: {question.text}",
            [f"{option.text}  ({option.value})" for option in question.options],
        )
    if not json:
        tell(
            understood_text(
                known.name,
                known.rows,
                known.what,
                known.encoding.name,
                known.layout.delimiter,
                _columns(known),
            )
        )
    if not dry_run and not confirm(f"Import {known.name}?", yes):
        tell("Nothing was imported.")
        return
    report = import_file(book, known, dry_run=dry_run)
    if json:
        say(as_json(as_object(report, [question.text for question in known.questions])))
    else:
        tell(done_text(report))


def _columns(known: Understanding) -> dict[str, str]:
    return {field: known.header_of(field) for field in known.columns}
