"""`winback restore`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import ActJson, DryRun, Yes
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.reading import invocation
from winback_tui.cli.terminal.talk import confirm_by_word, tell
from winback_tui.domain.errors import BadInput

app = CommandApp()


@app.command()
def restore(
    ctx: typer.Context,
    backup: Annotated[
        str,
        typer.Argument(
            metavar="[BACKUP]",
            help="A file, or part of a name in `winback backup --list`; default: the newest.",
        ),
    ] = "",
    empty: Annotated[
        bool,
        typer.Option("--empty", help="Use no backup: start an empty book where the old one is gone."),
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Restore the book from a backup; the current book is kept as a backup."""
    from winback_tui.services.book.backups import begin_empty_book, chosen_backup, restore_backup

    book = invocation(ctx).book
    if empty:
        if backup:
            raise BadInput("--empty takes no backup; leave out one of the two.")
        begin_empty_book(book, dry_run)
        report(f"{book.path} is a new, empty book", json=json, dry_run=dry_run, source=None, kept=None)
        return
    source = chosen_backup(book, backup)
    sentence = f"{book.path} is restored from {source}"
    if dry_run:
        report(sentence, json=json, dry_run=True, source=str(source), kept=None)
        return
    if not confirm_by_word(f"Replace {book.path} with {source.name}?", "restore", yes):
        tell("Nothing was changed.")
        raise typer.Exit(1)
    done = restore_backup(book, source)
    before = f"; the previous book is kept as {done.former}" if done.former else ""
    report(
        f"{sentence}{before}", json=json, source=str(source), kept=str(done.former) if done.former else None
    )
    for name in done.erased_again_there:
        tell(f"{name} was erased after this backup and is back; 'winback erase' removes it again.")
