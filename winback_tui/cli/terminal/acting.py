"""What commands that change something report when they are done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from winback_tui.domain.gates import override_words
from winback_tui.output.tables.as_json import as_json

from .talk import say, tell

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult


def report(sentence: str, *, json: bool = False, dry_run: bool = False, **facts: Any) -> None:
    """Say what was done (or, with `dry_run`, would be): a sentence on stderr, or one JSON object on stdout.

    `facts` are flat JSON values: ISO dates, money as decimal strings plus currency.
    """
    if json:
        say(as_json({"done": not dry_run, "sentence": sentence, **facts}))
    else:
        tell(f"Dry run, nothing saved: {sentence}" if dry_run else sentence)


def report_done(done: ActionResult, *, json: bool = False, dry_run: bool = False) -> None:
    """The sentence, or one JSON object on stdout; warnings follow on stderr."""
    report(done.sentence, json=json, dry_run=dry_run, **done.data)
    for warning in done.warnings:
        tell(warning)


def tell_overrides(overrides: Mapping[str, str]) -> None:
    """Report above a list which rules of the case were overridden, with the written reasons."""
    for rule, reason in overrides.items():
        tell(f"Overridden: {override_words(rule, reason)}")
