"""`winback erase`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.options import Account, ActJson, DryRun, Yes
from winback_tui.cli.parsing.root import CommandApp
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.reading import invocation
from winback_tui.cli.terminal.talk import confirm_by_word, tell

app = CommandApp()


@app.command()
def erase(
    ctx: typer.Context,
    account: Account,
    backups: Annotated[
        bool, typer.Option("--backups", help="Delete the backups too; they still contain the account.")
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Erase an account for good, with all its history. No import brings it back."""
    from winback_tui.services.book.erasure import erasable, erase_account

    book = invocation(ctx).book
    found = erasable(book, account)
    if dry_run:
        report(
            f"Erased: {found.account.name}{found.what}", json=json, dry_run=True, account_id=found.account.id
        )
        return
    question = f"Erase {found.account.name}{found.what} for good? This cannot be undone."
    if not confirm_by_word(question, "erase", yes):
        tell("Nothing was changed.")
        raise typer.Exit(1)
    done = erase_account(book, found.account.id, backups)
    report(done.sentence, json=json, account_id=done.account_id)
    for sentence in done.left:
        tell(sentence)
