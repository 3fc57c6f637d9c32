"""`winback letter`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Account, ActJson, Csv, DryRun, Json, Limit, On, Tsv
from winback_tui.cli.parsing.plain_command import GroupWithDefault
from winback_tui.cli.terminal.acting import Done, Result, report_done
from winback_tui.cli.terminal.checking import report_faults
from winback_tui.cli.terminal.reading import invocation
from winback_tui.cli.terminal.talk import say, tell
from winback_tui.domain.errors import BadInput
from winback_tui.output.tables.table import CellKind, Column, Table

if TYPE_CHECKING:
    from winback_tui.services.letters.sheet import LetterSheet

app = CommandApp(GroupWithDefault)

KINDS = (
    Column("kind", "Kind"),
    Column("title", "Letter", wide=True),
    Column("why", "Why it fits", wide=True),
    Column("held_by", "Held back by", wide=True),
)
WRITTEN = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account", names=True),
    Column("kind", "Kind"),
    Column("language", "Language", leaves=2),
    Column("percent", "Discount %", CellKind.INT, leaves=1),
    Column("written_on", "Written", CellKind.DATE),
    Column("sent_on", "Sent", CellKind.DATE),
    Column("letter_id", "Letter", shown=False),
)
Kind = Annotated[
    str,
    typer.Option(
        "--kind", metavar="KIND", help="Which letter; default: the one that fits. See 'letter kinds'."
    ),
]


@app.command("write")
def write(
    ctx: typer.Context,
    account: Account,
    kind: Kind = "",
    format: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORM", help="text, eml (a mail draft), html or docx; default: by the file."
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="The file to write; without it the letter is shown."),
    ] = None,
    language: Annotated[
        str,
        typer.Option(
            "--language", metavar="CODE", help="en, de, ru, bg, ro, sq, ar; default: the account's."
        ),
    ] = "",
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=TEXT", help="Fill a field by hand, such as change=..."),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE", help="Your own .docx with {{ letter }} in it."),
    ] = None,
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Show a letter, or write it to a file: `winback letter ACCOUNT --out letter.eml`.

    Nothing is written while a fact is missing or a rule holds the letter back; `winback letter sent ACCOUNT` logs that
    it went out.
    """
    from winback_tui.domain.wording.wording import full_day
    from winback_tui.output.letters.formats import LetterFormat, letter_content, letter_format
    from winback_tui.output.letters.mail import mail_link
    from winback_tui.services.letters.sheet import letter_sheet, require_writable
    from winback_tui.services.letters.writing import letter_path, write_letter

    book = invocation(ctx).book
    form = letter_format(format, out)
    sheet = letter_sheet(book, account, kind, language, _fields(set_ or []))
    if out is None:
        _show(sheet, json)
        return
    require_writable(sheet)
    path = letter_path(out)
    content = letter_content(sheet.draft, form, sheet.to, sheet.mail, full_day(book.today), template)
    done = write_letter(book, sheet, path, content, dry_run)
    report_done(done, json=json, dry_run=dry_run)
    if form is LetterFormat.EML and not json:
        tell(f"Open {path} in your mail program, or use the link: {mail_link(sheet.draft, sheet.mail)}")


@app.reads("kinds")
def kinds(
    ctx: typer.Context,
    account: Account,
) -> Table:
    """The kinds of letters, those that fit the account first, with what holds the others back."""
    from winback_tui.services.letters.sheet import fitting_letters

    rows = (
        (str(each.kind), each.title, each.why, " ".join(found.sentence for found in each.hindrances))
        for each in fitting_letters(invocation(ctx).book, account)
    )
    return Table(KINDS, rows)


@app.acts("sent")
def sent(
    ctx: typer.Context,
    account: Annotated[
        str,
        typer.Argument(metavar="ACCOUNT", help="The account; default: all letters written but not sent."),
    ] = "",
    kind: Kind = "",
    channel: Annotated[
        str,
        typer.Option(
            "--channel",
            metavar="HOW",
            help="mail or letter (on paper); default: on paper by hand and without a mail address.",
        ),
    ] = "",
    on: On = None,
    dry_run: DryRun = False,
) -> Result:
    """Log that a written letter went out; it becomes a contact."""
    from winback_tui.services.letters.writing import all_letters_sent, letter_sent

    book = invocation(ctx).book
    if account:
        return letter_sent(book, account, kind, channel, on, dry_run)
    sentence, letters = all_letters_sent(book, channel, on, dry_run)
    return Done(sentence, {"letters": letters})


@app.acts("stop")
def stop(
    ctx: typer.Context,
    account: Account,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="In their words.")] = "",
    on: On = None,
    dry_run: DryRun = False,
) -> Result:
    """Record for good that the account wants no more letters."""
    from winback_tui.services.letters.writing import object_to_letters

    return object_to_letters(invocation(ctx).book, account, note, on, dry_run)


@app.acts("language")
def language(
    ctx: typer.Context,
    account: Account,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Such as de; empty for the team's.")],
    dry_run: DryRun = False,
) -> Result:
    """Set the language in which an account gets its letters."""
    from winback_tui.services.letters.writing import set_letter_language

    return set_letter_language(invocation(ctx).book, account, code, dry_run)


@app.reads("list")
def list_(
    ctx: typer.Context,
    account: Annotated[
        str, typer.Argument(metavar="ACCOUNT", help="The account; default: all accounts.")
    ] = "",
) -> Table:
    """Letters written so far, with the day each was sent."""
    from winback_tui.services.letters.writing import letters_written

    rows = (
        (
            row.account_id,
            row.account,
            row.kind,
            row.language,
            row.percent or None,
            row.written_on,
            row.sent_on,
            row.id,
        )
        for row in letters_written(invocation(ctx).book, account)
    )
    return Table(WRITTEN, rows, empty="No letter has been written yet.")


@app.command("check")
def check(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Letters of your own, such as en.toml.")],
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Check a file of letters: line, column and error."""
    from winback_tui.services.letters.own_letters import letter_faults

    report_faults(ctx, file, letter_faults(file), json=json, csv=csv, tsv=tsv, limit=limit)


def _show(sheet: LetterSheet, json: bool) -> None:
    """Print the letter on stdout, and what blocks it on stderr."""
    from winback_tui.output.tables.as_json import as_json

    draft = sheet.draft
    if json:
        facts = {
            "done": False,
            "account_id": sheet.account.id,
            "account": sheet.account.name,
            "kind": str(sheet.kind),
            "why": sheet.why,
            "language": draft.language,
            "to": sheet.to,
            "mail": sheet.mail,
            "subject": draft.subject,
            "text": draft.text,
            "percent": sheet.percent or None,
            "words": draft.words,
            "missing": ", ".join(each.field.name for each in sheet.missing),
            "held_by": " ".join(each.sentence for each in sheet.held_by),
        }
        say(as_json(facts))
        return
    say(f"{draft.subject}\n\n{draft.text}".rstrip("\n"))
    tell(f"{sheet.title}{f' ({sheet.why})' if sheet.why else ''}, {draft.words} words, {draft.language}")
    for hindrance in sheet.held_by:
        tell(hindrance.sentence)
    for gap in sheet.missing:
        tell(gap.sentence)
    for warning in sheet.warnings:
        tell(warning)


def _fields(typed: list[str]) -> dict[str, str]:
    found = {}
    for each in typed:
        name, sign, text = each.partition("=")
        if not sign:
            raise BadInput(f"'{each[:40]}' is not a field; write it as change=TEXT.")
        found[name.strip().lower().replace("-", "_")] = text
    return found
