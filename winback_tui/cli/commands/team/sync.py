"""`winback sync`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.exits import ExitCode
from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import ActJson, DryRun, Yes
from winback_tui.cli.terminal.reading import invocation
from winback_tui.cli.terminal.talk import confirm, data_stream, say, tell
from winback_tui.output.tables.as_json import as_json, write_objects

from .hub_password import password_asker
from .team_report import facts_of, tell_open, tell_report

app = CommandApp()


@app.command()
def sync(
    ctx: typer.Context,
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="TARGET", help="Folders, files or hub URLs; default: those used last time."),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Merge this book with the team's: a folder, a stick, a colleague's file, a hub.

    In a folder, this laptop leaves its own file for the others. Exits with 4 while a conflict is open.
    """
    from winback_tui.services.team import failed
    from winback_tui.services.team import sync as sync_with

    book = invocation(ctx).book
    wanted, password = targets or [], password_asker()
    if not dry_run and not yes:
        for report in sync_with(book, wanted, dry_run=True, ask_password=password):
            tell_report(report)
        if not confirm("Merge this into your book?", yes):
            tell("Nothing was changed.")
            raise typer.Exit(ExitCode.FAILED)
    reports = sync_with(book, wanted, dry_run, ask_password=password)
    if json:
        facts = [facts_of(report) for report in reports]
        if len(facts) == 1:
            say(as_json(facts[0]))
        else:
            write_objects(facts, data_stream())
    else:
        if dry_run:
            tell("Dry run, nothing saved:")
        for report in reports:
            tell_report(report)
    conflicts = reports[-1].conflicts_open
    if not json:
        tell_open(conflicts)
    if failed(reports):
        raise typer.Exit(ExitCode.FAILED)
    if conflicts:
        raise typer.Exit(ExitCode.NEEDS_HUMAN)
