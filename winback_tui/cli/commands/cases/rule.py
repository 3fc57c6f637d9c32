"""`winback rule`."""

from __future__ import annotations

import shutil
from textwrap import fill
from typing import Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Csv, Json, Limit, Tsv
from winback_tui.cli.terminal.reading import emit
from winback_tui.cli.terminal.talk import reader_at_terminal, say
from winback_tui.output.tables.table import Column, Table

app = CommandApp()

COLUMNS = (
    Column("rule", "Rule", names=True),
    Column("title", "Title", wide=True),
    Column("text", "Text", wide=True, leaves=2),
    Column("source", "Source", wide=True, leaves=1),
)
WIDEST = 100


@app.command()
def rule(
    ctx: typer.Context,
    rule_id: Annotated[
        str, typer.Argument(metavar="ID", help="The rule, such as M10; default: all of them.")
    ] = "",
    json: Json = False,
    csv: Csv = False,
    tsv: Tsv = False,
    limit: Limit = 0,
) -> None:
    """Explain a rule of the playbook: what it says and where it comes from. --json of one rule is one object."""
    from winback_tui.services.settings.playbook import all_rules, explain_rule

    found = [explain_rule(rule_id)] if rule_id else all_rules()
    if rule_id and json and not (csv or tsv):
        from winback_tui.output.tables.as_json import as_json

        (one,) = found
        say(as_json({"rule": one.id, "title": one.title, "text": one.text, "source": one.source}))
    elif rule_id and reader_at_terminal() and not (csv or tsv):
        (one,) = found
        width = min(shutil.get_terminal_size().columns, WIDEST)
        say(
            f"{one.title}\n\n{fill(one.text, width)}\n\n{fill(f'Source: {one.source}. Rule {one.id}.', width)}"
        )
    else:
        rows = ((each.id, each.title, each.text, each.source) for each in found)
        emit(ctx, Table(COLUMNS, rows), json=json, csv=csv, tsv=tsv, limit=limit)
