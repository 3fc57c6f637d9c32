"""`winback bundle`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import ActJson, DryRun
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.reading import invocation
from winback_tui.cli.terminal.talk import tell

from .team_report import CODE

app = CommandApp()


@app.command()
def bundle(
    ctx: typer.Context,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Write this new file, or into this folder.")
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Only what the others are not known to have: small enough to mail.")
    ] = False,
    unsealed: Annotated[
        bool, typer.Option("--open", help="Do not seal it: anybody who gets the file can read it.")
    ] = False,
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Write the book as a file for a colleague, sealed with the team's key."""
    from winback_tui.services.team import write_bundle_file

    made = write_bundle_file(invocation(ctx).book, to, new, unsealed, dry_run)
    facts: dict[str, object] = {
        "path": str(made.path),
        "changes": made.changes,
        "bytes": made.size,
        "sealed": made.sealed,
    }
    if made.code:
        facts["code"] = made.code
    report(made.sentence, json=json, dry_run=dry_run, **facts)
    if made.code and not json:
        tell(CODE.format(made.code))
