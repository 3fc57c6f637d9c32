"""`winback brief`."""

from __future__ import annotations

from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Account, Csv, Limit, OneJson, Tsv
from winback_tui.cli.terminal.reading import emit, invocation
from winback_tui.cli.terminal.talk import say
from winback_tui.output.tables.table import Column, Table

app = CommandApp()

COLUMNS = (Column("part", "Part"), Column("line", "What to know", wide=True))


@app.command()
def brief(
    ctx: typer.Context,
    account: Account,
    colleagues: Annotated[
        bool,
        typer.Option(
            "--colleagues", help="A sheet on a returned account for accounting and stores, to print or send."
        ),
    ] = False,
    json: OneJson = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """What to know before a call, on one screen: who, what happened, what was promised, what not to say.

    --csv and --tsv write it line by line; --limit counts the lines of each part.
    """
    from winback_tui.output.tables.as_json import as_json
    from winback_tui.services.book.lookup import about_account
    from winback_tui.services.contacts.briefing import brief as briefing

    if colleagues:
        from winback_tui.services.returns.fragile_sheet import fragile_sheet

        sheet = fragile_sheet(invocation(ctx).book, account)
        if csv or tsv or json:
            table = Table(COLUMNS, (("for colleagues", line) for line in sheet))
            emit(ctx, table, json=json, csv=csv, tsv=tsv, limit=limit)
            return
        for line in sheet:
            say(line)
        return
    found = briefing(about_account(invocation(ctx).book, account), account)
    shown = [(heading, lines[: limit or None]) for heading, lines in found.parts]
    if csv or tsv:
        rows = ((heading, line) for heading, lines in shown for line in lines)
        emit(ctx, Table(COLUMNS, rows), json=json, csv=csv, tsv=tsv)
        return
    if json:
        parts = {heading.lower().replace(" ", "_"): "\n".join(lines) for heading, lines in shown}
        say(as_json({"account_id": found.account.id, "account": found.account.name, **parts}))
        return
    say(f"{found.account.name}  {found.standing.status}{', fragile' if found.standing.fragile else ''}")
    for heading, lines in shown:
        say(f"{heading}:")
        for line in lines:
            say("  " + line.replace("\n", "\n  "), () if invocation(ctx).plain else found.ways)
