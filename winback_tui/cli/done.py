"""How the acts of a case report: what was done, and what they did not stop at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .acting import report
from .talk import tell

if TYPE_CHECKING:
    from winback_tui.services.doing import Done


def report_done(done: Done, *, json: bool = False, dry_run: bool = False) -> None:
    """The sentence, or one JSON object on stdout; warnings follow on stderr."""
    report(done.sentence, json=json, dry_run=dry_run, **done.told)
    for warning in done.warnings:
        tell(warning)


def tell_overrides(overrides: Mapping[str, str]) -> None:
    """Says above a list which gates of the case somebody passed, and the written reason."""
    for rule, reason in overrides.items():
        tell(f"Overridden: {reason} ({rule})")
