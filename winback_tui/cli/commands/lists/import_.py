"""`winback import`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.cli.exits import ExitCode
from winback_tui.cli.faults import code_of, sentence
from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DryRun, Yes
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.meter import meter
from winback_tui.cli.terminal.reading import invocation
from winback_tui.cli.terminal.talk import ask, confirm, say, tell, typist_at_terminal
from winback_tui.domain.errors import BadInput, NeedsHuman, WinbackError
from winback_tui.domain.text import typed_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from winback_tui.output.imports import Counts
    from winback_tui.services.importing.understand import Understanding
    from winback_tui.store.book import Book

app = CommandApp()


@app.command()
def import_(
    ctx: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Files of orders or accounts; - reads standard input."),
    ],
    maps: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COL=FIELD", help="Read this column as that field; repeatable."),
    ] = None,
    source: Annotated[
        str,
        typer.Option("--source", metavar="NAME", help="The system that the file comes from, such as 'shop'."),
    ] = "",
    currency: Annotated[
        str, typer.Option("--currency", metavar="CODE", help="The currency if the file names none.")
    ] = "",
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--answer", metavar="ID=VALUE", help="The answer to a question about the file; repeatable."
        ),
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option("--rules", metavar="FILE", help="Use this rules file instead of the saved ones."),
    ] = None,
    refused: Annotated[
        Path | None,
        typer.Option(
            "--refused", metavar="FILE", help="Write the refused rows to FILE, to correct and import again."
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how the file is read and why; import nothing.")
    ] = False,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Read a file again that was imported before; shows and applies what is read differently.",
        ),
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    json: Annotated[bool, typer.Option("--json", help="Write one JSON object per file.")] = False,
) -> None:
    """Import orders and accounts from files; a file that was imported before changes nothing."""
    from winback_tui.services.book.import_export import is_whole_book
    from winback_tui.services.importing.import_file import taken_before
    from winback_tui.services.importing.understand import understand

    # what is read to understand a file needs no scores: those of a new day wait for the orders that it brings
    book, worst = replace(invocation(ctx).book, yesterday_will_do=True), ExitCode.DONE
    for file in files:
        try:
            place = typed_path(file)
            if is_whole_book(place):
                _import_book(book, place, yes, dry_run, json)
                continue
            report_of_file = maps or source or currency or answers or rules or explain or refused or again
            if not report_of_file and (repeated := taken_before(book, place)):
                _report(repeated, json)
                continue
            known = understand(book, file, maps or (), source, currency, answers or (), rules)
            if explain:
                _explain(known)
            elif not _import(book, _answered(known, json, yes), yes, dry_run, json, refused, again):
                worst = max(worst, ExitCode.FAILED)
        except WinbackError as fault:
            tell(sentence(fault))
            worst = max(worst, code_of(fault))
    raise typer.Exit(worst)


def _import_book(book: Book, place: Path, yes: bool, dry_run: bool, json: bool) -> None:
    from winback_tui.services.book.import_export import import_book

    if not dry_run and not confirm(f"Import the whole book {place.name}?", yes):
        tell("Nothing was imported.")
        return
    taken = import_book(book, place, dry_run)
    rows = taken.new + taken.same
    facts = {"file": taken.file, "system": "winback", "rows": rows, "new": taken.new, "same": taken.same}
    report(f"{taken.sentence}.", json=json, dry_run=dry_run, **facts)


def _explain(known: Understanding) -> None:
    from winback_tui.services.importing.understand import explain

    say(explain(known))


def _answered(known: Understanding, json: bool, yes: bool) -> Understanding:
    """The file with every open question answered at the terminal. Raises NeedsHuman where nobody sits there.

    With --yes, in a script or for JSON the currency may stay open; somebody at the terminal says it once.
    """
    from winback_tui.services.importing.understand import answer

    leaves_currency = yes or json or not typist_at_terminal()
    while (question := known.next_question) and (question.must or not leaves_currency):
        if not question.options:
            raise BadInput(f"{known.name}: {question.text} No column fits; --map 'COLUMN=FIELD' names one.")
        options = [f"{option.text}  (--answer '{question.id}={option.value}')" for option in question.options]
        if json or not typist_at_terminal():
            raise NeedsHuman(f"{known.name}: {question.text}", options)
        tell(f"{known.name}: {question.text}")
        for place, option in enumerate(question.options, 1):
            tell(f"  {place}  {option.text}")
        typed = ask("Number:").strip()
        if typed.isdecimal() and 1 <= int(typed) <= len(question.options):
            known = answer(known, question.id, question.options[int(typed) - 1].value)
    return known


def _import(
    book: Book,
    known: Understanding,
    yes: bool,
    dry_run: bool,
    json: bool,
    refused: Path | None,
    again: bool,
) -> bool:
    """Import the file; False where every row of it was refused."""
    from winback_tui.output.imports import understood_text
    from winback_tui.services.importing.import_file import import_file
    from winback_tui.services.importing.refused_rows import write_refused_rows
    from winback_tui.services.importing.same_orders import OpenQuestion
    from winback_tui.services.importing.understand import remember

    if not json:
        columns = {field: known.header_of(field) for field in known.columns}
        encoding, delimiter = known.encoding.name, known.layout.delimiter
        tell(understood_text(known.name, known.rows, known.what, encoding, delimiter, columns))
    if not dry_run and not confirm(f"Import {known.name}?", yes):
        tell("Nothing was imported.")
        return True
    try:
        with meter(known.name, known.rows) as progress:
            report_of_file = import_file(book, known, progress, dry_run, again)
    except OpenQuestion as opened:
        known = _answered(known.asking(opened.question), json, yes)
        with meter(known.name, known.rows) as progress:
            report_of_file = import_file(book, known, progress, dry_run, again)
    # first what was done: it stands, though what follows may fail
    _report(report_of_file, json, [question.text for question in known.questions])
    if refused and report_of_file.refused:
        place, rows = write_refused_rows(known, report_of_file, refused)
        tell(f"{rows:,} refused rows written to {place}; correct them and import that file.")
    if not dry_run:
        remember(known)
    return not report_of_file.nothing_taken


def _report(report_of_file: Counts, json: bool, questions: Sequence[str] = ()) -> None:
    from winback_tui.output.imports import as_object, done_text
    from winback_tui.output.tables.as_json import as_json

    if json:
        say(as_json(as_object(report_of_file, questions)))
    else:
        tell(done_text(report_of_file))
