"""`winback hub`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import ActJson, DryRun
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.talk import tell

from .hub_password import password_asker

app = CommandApp()


@app.callback()
def hub() -> None:
    """A hub: a PostgreSQL server where the team's laptops meet."""


@app.command("init")
def init(
    url: Annotated[
        str,
        typer.Argument(metavar="URL", help="postgresql://USER@HOST/DATABASE, with any PostgreSQL option."),
    ],
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Make the tables and the two roles of a hub in a PostgreSQL database; harmless where they exist.

    The login must be allowed to create schemas and roles there. Users get the role that may write, or only read.
    """
    from winback_tui.services.team import init_hub

    ready = init_hub(url, dry_run, password_asker())
    report(
        ready.sentence,
        json=json,
        dry_run=dry_run,
        schema=ready.schema,
        write_role=ready.write_role,
        read_role=ready.read_role,
        made=ready.made,
        notes=list(ready.notes),
    )
    if not json:
        for note in ready.notes:
            tell(note)
