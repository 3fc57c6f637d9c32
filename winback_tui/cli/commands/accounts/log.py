"""`winback log`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import DAY_FORMS, Account, DryRun, coming_day, past_day
from winback_tui.cli.terminal.acting import Result
from winback_tui.cli.terminal.reading import invocation
from winback_tui.domain.wording.channels import Channel

app = CommandApp()


@app.acts()
def log(
    ctx: typer.Context,
    account: Account,
    outcome: Annotated[
        str,
        typer.Option(
            "--outcome", metavar="TEXT", help="What came of it, in words; only an order counts as a return."
        ),
    ],
    channel: Annotated[Channel, typer.Option("--channel", help="How.")] = Channel.CALL,
    next_on: Annotated[
        date | None,
        typer.Option("--next", parser=coming_day, metavar="DATE", help=f"The next contact: {DAY_FORMS}."),
    ] = None,
    next_channel: Annotated[
        Channel | None,
        typer.Option(
            "--next-channel", help="The channel of the next contact; default: the same as this one."
        ),
    ] = None,
    next_purpose: Annotated[str, typer.Option("--next-purpose", metavar="TEXT", help="The purpose.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Details.")] = "",
    person: Annotated[str, typer.Option("--person", metavar="NAME", help="With whom.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="REP", help="Who did it; default: you.")] = "",
    on: Annotated[
        date | None, typer.Option("--date", parser=past_day, metavar="DATE", help="When; default: today.")
    ] = None,
    dry_run: DryRun = False,
) -> Result:
    """Log a contact and set the next date; a planned step that it completes is ticked off."""
    from winback_tui.services.contacts.contacts import log_contact

    return log_contact(
        invocation(ctx).book,
        account,
        outcome,
        channel.value,
        next_on,
        next_channel.value if next_channel else "",
        next_purpose,
        note,
        person,
        by,
        on,
        dry_run=dry_run,
    )
