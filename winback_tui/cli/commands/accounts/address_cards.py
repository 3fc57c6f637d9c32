"""`winback account vcard`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from winback_tui.cli.parsing.options import Account, ActJson, DryRun
from winback_tui.cli.terminal.acting import report
from winback_tui.cli.terminal.reading import invocation
from winback_tui.domain.wording.wording import count


def vcard(
    ctx: typer.Context,
    account: Account,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The .vcf file to write.")],
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Write the people of an account as cards for an address book."""
    from winback_tui.output.calendar.cards import cards_file
    from winback_tui.services.letters.writing import letter_path, write_whole
    from winback_tui.services.plans.calendar import address_cards

    cards = address_cards(invocation(ctx).book, account)
    path = letter_path(out)
    write_whole(path, cards_file(cards), dry_run)
    sentence = f"{count(len(cards), 'person', 'people')} of {cards[0].firm} written to {path}"
    report(sentence, json=json, dry_run=dry_run, file=str(path), people=len(cards))
