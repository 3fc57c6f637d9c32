"""`winback person`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Account, DryRun, past_day
from winback_tui.cli.terminal.acting import Result
from winback_tui.cli.terminal.reading import invocation

app = CommandApp()

Role = Annotated[str | None, typer.Option("--role", metavar="TEXT", help="Their role: buyer, owner.")]
Phone = Annotated[str | None, typer.Option("--phone", metavar="TEXT", help="Phone.")]
Mail = Annotated[str | None, typer.Option("--email", metavar="ADDRESS", help="Mail address.")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A note: birthdays, tastes.")]
Decides = Annotated[
    bool | None, typer.Option("--decides/--decides-nothing", help="Whether they make the decision.")
]


@app.acts("add")
def add(
    ctx: typer.Context,
    account: Account,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Their name.")],
    role: Role = None,
    phone: Phone = None,
    email: Mail = None,
    note: Note = None,
    decides: Decides = None,
    dry_run: DryRun = False,
) -> Result:
    """Add somebody who works at the account."""
    from winback_tui.services.accounts.people import add_person

    return add_person(
        invocation(ctx).book,
        account,
        name,
        role or "",
        phone or "",
        email or "",
        bool(decides),
        note or "",
        dry_run,
    )


@app.acts("edit")
def edit(
    ctx: typer.Context,
    account: Account,
    person: Annotated[
        str, typer.Argument(metavar="PERSON", help="Number in the list, id, or part of the name.")
    ],
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="Another name.")] = None,
    role: Role = None,
    phone: Phone = None,
    email: Mail = None,
    note: Note = None,
    decides: Decides = None,
    left_on: Annotated[
        date | None, typer.Option("--left-on", parser=past_day, metavar="DATE", help="When they left.")
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="They are back.")] = False,
    dry_run: DryRun = False,
) -> Result:
    """Correct somebody; an empty text clears a value."""
    from winback_tui.services.accounts.people import edit_person

    given: dict[str, object] = {
        "name": name,
        "role": role,
        "phone": phone,
        "email": email,
        "note": note,
        "decision_maker": decides,
        "left_on": left_on,
    }
    changes = {column: value for column, value in given.items() if value is not None}
    if back:
        changes["left_on"] = None
    if not changes:
        raise typer.BadParameter("Say what to correct", ctx=ctx)
    return edit_person(invocation(ctx).book, account, person, changes, dry_run)
