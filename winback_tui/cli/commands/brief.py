"""`winback brief`."""

from __future__ import annotations

import typer

from ..options import Account, ActJson
from ..reading import invocation
from ..root import VerbApp
from ..talk import say

app = VerbApp()


@app.command()
def brief(ctx: typer.Context, account: Account, json: ActJson = False) -> None:
    """What to know before a call, on one screen: who, what happened, what was promised, what not to say."""
    from ...output.as_json import as_json
    from ...services.briefing import brief as briefing

    told = briefing(invocation(ctx).book, account)
    if json:
        parts = {heading.lower().replace(" ", "_"): "\n".join(lines) for heading, lines in told.parts}
        say(as_json({"account_id": told.account.id, "account": told.account.name, **parts}))
        return
    say(f"{told.account.name}  {told.standing.status}{', fragile' if told.standing.fragile else ''}")
    for heading, lines in told.parts:
        say(f"{heading}:")
        for line in lines:
            say("  " + line.replace("\n", "\n  "))
