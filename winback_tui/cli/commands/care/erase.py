"""`winback erase`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Account, ActJson, DryRun, Yes
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.reading import invocation
from winback_tui.cli.terminal.talk import confirm_by_word, tell
from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.wording.wording import count

if TYPE_CHECKING:
    from winback_tui.services.book.book import Book

app = CommandApp()


@app.command()
def erase(
    ctx: typer.Context,
    account: Account,
    backups: Annotated[
        bool, typer.Option("--backups", help="Delete the backups instead of taking the account out of them.")
    ] = False,
    keep_backups: Annotated[
        bool,
        typer.Option("--keep-backups", help="Leave the backups as they are; they still contain the account."),
    ] = False,
    mentions: Annotated[
        bool,
        typer.Option("--mentions", help="Show texts about others that contain the name, and take it out."),
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Erase an account for good, with all its history. No import brings it back."""
    from winback_tui.services.accounts.erasure.erasure import erasable, erase_account

    if backups and keep_backups:
        raise BadInput("--backups deletes the backups and --keep-backups keeps them; choose one.")
    book = invocation(ctx).book
    try:
        found = erasable(book, account, with_elsewhere=mentions)
    except NotFound:
        if not mentions:
            raise
        _erase_mentions(book, account, yes, dry_run, json)
        return
    if mentions:
        _show(found.elsewhere)
    if dry_run:
        report(
            f"Erased: {found.account.name}{found.what}", json=json, dry_run=True, account_id=found.account.id
        )
        return
    question = f"Erase {found.account.name}{found.what} for good? This cannot be undone."
    if not confirm_by_word(question, "erase", yes):
        tell("Nothing was changed.")
        raise typer.Exit(1)
    done = erase_account(book, found.account.id, backups, keep_backups=keep_backups, everywhere=mentions)
    report(done.sentence, json=json, account_id=done.account_id)
    for sentence in done.left:
        tell(sentence)


def _erase_mentions(book: Book, name: str, yes: bool, dry_run: bool, json: bool) -> None:
    """The account is gone, or was never there: only its name is taken out of texts."""
    from winback_tui.services.accounts.erasure.erasure import take_out_mentions, texts_naming

    found = texts_naming(book, name)
    if not found:
        raise NotFound(f"There is no account '{name}', and no text contains that name.")
    _show(found)
    if not dry_run and not confirm_by_word(
        f"Take '{name}' out of {count(len(found), 'text')} for good? This cannot be undone.", "erase", yes
    ):
        tell("Nothing was changed.")
        raise typer.Exit(1)
    done = take_out_mentions(book, name, dry_run=dry_run)
    report(done.sentence, json=json, dry_run=dry_run, texts=len(found))
    for sentence in done.left:
        tell(sentence)


def _show(texts: Sequence[str]) -> None:
    for text in texts:
        tell(text)
