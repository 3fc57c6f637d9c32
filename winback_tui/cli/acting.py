"""What acting verbs say when they are done."""

from __future__ import annotations

from typing import Any

from winback_tui.output.as_json import as_json

from .talk import say, tell


def report(sentence: str, *, json: bool = False, dry_run: bool = False, **facts: Any) -> None:
    """Say what was done (or, with `dry_run`, would be): a sentence on stderr, or one JSON object on stdout.

    `facts` are flat JSON values: ISO dates, money as decimal strings plus currency.
    """
    if json:
        say(as_json({"done": not dry_run, "sentence": sentence, **facts}))
    else:
        tell(f"Not done, only tried: {sentence}" if dry_run else sentence)
