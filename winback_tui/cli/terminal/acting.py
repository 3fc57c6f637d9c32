"""What commands that change something report when they are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from winback_tui.domain.gates import override_words
from winback_tui.output.tables.as_json import as_json

from .talk import say, tell


class Result(Protocol):
    """What a command did: services answer with one for each account they change, others are a `Done`."""

    @property
    def sentence(self) -> str:
        """What was done, in one sentence."""

    @property
    def data(self) -> Mapping[str, Any]:
        """The same for a machine, as flat JSON values: ISO dates, money as decimal strings plus currency."""

    @property
    def warnings(self) -> Sequence[str]:
        """Sentences about what it did not stop at."""


@dataclass(frozen=True, slots=True)
class Done:
    """A `Result` put together by a command."""

    sentence: str
    data: Mapping[str, Any] = field(default_factory=dict)
    warnings: Sequence[str] = ()


def report(sentence: str, *, json: bool = False, dry_run: bool = False, **facts: Any) -> None:
    """Say what was done (or, with `dry_run`, would be): a sentence on stderr, or one JSON object on stdout.

    `facts` are flat JSON values: ISO dates, money as decimal strings plus currency.
    """
    if json:
        say(as_json({"done": not dry_run, "sentence": sentence, **facts}))
    else:
        tell(f"Dry run, nothing saved: {sentence}" if dry_run else sentence)


def report_done(done: Result, *, json: bool = False, dry_run: bool = False) -> None:
    """The sentence, or one JSON object on stdout; warnings follow on stderr."""
    report(done.sentence, json=json, dry_run=dry_run, **done.data)
    for warning in done.warnings:
        tell(warning)


def override_notes(overrides: Mapping[str, str]) -> list[str]:
    """A line for each rule of the case that was overridden, with the written reason; they stand above a list."""
    return [f"Overridden: {override_words(rule, reason)}" for rule, reason in overrides.items()]
