"""`winback letters`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Csv, DryRun, Limit, Tsv
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import tell
from winback_tui.domain.errors import BadInput
from winback_tui.output.tables.table import CellKind, Column, Table

if TYPE_CHECKING:
    from winback_tui.services.letters.batch import BatchFile
    from winback_tui.services.letters.sheet import LetterSheet
    from winback_tui.store.book import Book

app = CommandApp()

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", names=True),
    Column("kind", "Kind"),
    Column("why", "Why", wide=True),
    Column("language", "Language", leaves=3),
    Column("percent", "Discount %", CellKind.INT, leaves=2),
    Column("mail", "Mail", CellKind.MAIL, leaves=1),
    Column("missing", "Missing", wide=True),
)


@app.command()
def letters(
    ctx: typer.Context,
    due: Annotated[
        bool, typer.Option("--due", help="Show the letters that are due today; the default.")
    ] = False,
    write: Annotated[
        Path | None,
        typer.Option("--write", metavar="DIR", help="Write them, and a page to print, into a new folder."),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORM", help="eml, html, text or docx; default: eml, html without an address."
        ),
    ] = "",
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE", help="Your own .docx with {{ letter }} in it."),
    ] = None,
    owner: Annotated[str, typer.Option("--owner", metavar="REP", help="Only this rep's accounts.")] = "",
    result: Annotated[
        bool, typer.Option("--result", help="What the letters brought, compared with accounts held out.")
    ] = False,
    dry_run: DryRun = False,
    json: Annotated[
        bool, typer.Option("--json", help="Write JSON: the letters, or what was written as one object.")
    ] = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Letters that are due: to those who stopped ordering, after a quote, to new and to returned customers.

    --write puts a file for each account, and one to print, into a folder; nothing is ever written twice.
    """
    from winback_tui.services.letters.due import due_letters

    book = invocation(ctx).book
    if result:
        _say_result(book)
        return
    if write is not None:
        if due and (csv or tsv):
            raise BadInput("With --write use --json or no format option.")
        _write(book, write, format, template, owner, dry_run, json)
        return
    batch = due_letters(book, owner)
    rows = (
        (
            sheet.account.id,
            sheet.account.name,
            str(sheet.kind),
            sheet.why,
            sheet.draft.language,
            sheet.percent or None,
            sheet.mail,
            ", ".join(
                (*(each.sentence for each in sheet.held_by), *(each.field.words for each in sheet.missing))
            ),
        )
        for sheet in batch.sheets
    )
    emit(ctx, Table(COLUMNS, rows, empty="No letter is due today."), json=json, csv=csv, tsv=tsv, limit=limit)


def _write(
    book: Book, folder: Path, form: str, template: Path | None, owner: str, dry_run: bool, json: bool
) -> None:
    from winback_tui.domain.wording.wording import full_day
    from winback_tui.output.letters.batch import batch_file, batch_page
    from winback_tui.output.letters.formats import letter_format
    from winback_tui.services.letters.batch import BatchFile, write_due_letters

    chosen = letter_format(form, None) if form else None
    today = full_day(book.today)

    def file_of(sheet: LetterSheet) -> BatchFile:
        return BatchFile(*batch_file(sheet.draft, chosen, sheet.to, sheet.mail, today, template))

    done = write_due_letters(
        book, folder, file_of, lambda sheets: batch_page([sheet.draft for sheet in sheets]), owner, dry_run
    )
    facts = {"folder": str(done.folder), "written": done.written, "not_written": len(done.lacking)}
    recovered = sum(each.letters for each in done.recovered)
    report(done.sentence, json=json, dry_run=dry_run, **facts, held_out=done.held, recovered=recovered)
    for sheet in done.lacking[:5] if not json else ():
        tell(sheet.fault)


def _say_result(book: Book) -> None:
    from winback_tui.domain.plan.letter_results import ORDERED_WITHIN
    from winback_tui.services.letters.result import letter_result

    found = letter_result(book)
    if found.brought is None:
        tell(found.why)
        return
    tell(
        f"Ordered within {ORDERED_WITHIN} days: {found.ordered} of {found.written} with a letter,"
        f" {found.held_ordered} of {found.held} without: {found.brought * 100:+.0f} points."
    )
