"""`winback join`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.exits import ExitCode
from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import ActJson, DryRun
from winback_tui.cli.terminal.reading import invocation
from winback_tui.cli.terminal.talk import say, tell
from winback_tui.output.tables.as_json import as_json

from .hub_password import password_asker
from .team_report import facts_of, tell_open, tell_report

app = CommandApp()


@app.command()
def join(
    ctx: typer.Context,
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET", help="The team's folder, a colleague's file, or the URL of the hub."
        ),
    ],
    code: Annotated[
        str, typer.Option("--code", metavar="CODE", help="The team's code: seven words in quotes.")
    ] = "",
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Join this laptop to the team: it gets a copy of the whole book."""
    from winback_tui.services.team import join as join_team

    joined = join_team(invocation(ctx).book, target, code, dry_run, password_asker())
    reports = joined.reports
    conflicts = reports[-1].conflicts_open if reports else 0
    if json:
        words = (
            facts_of(reports[0]) if reports else {"target": joined.target, "people": [], "conflicts_open": 0}
        )
        say(
            as_json(
                {
                    **words,
                    "done": not dry_run,
                    "accounts": joined.accounts,
                    "orders": joined.orders,
                    "sentence": joined.sentence,
                }
            )
        )
    else:
        tell(f"Dry run, nothing saved: {joined.sentence}" if dry_run else joined.sentence)
        for report in reports:
            if report.people:
                tell_report(report)
        tell_open(conflicts)
    if conflicts:
        raise typer.Exit(ExitCode.NEEDS_HUMAN)
