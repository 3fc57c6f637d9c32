"""Options read their values without pydantic, and with the same meaning as typer's own way."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.main import get_command

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import amount, coming_day, past_day
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.typed_amounts import TypedAmount


class View(StrEnum):
    OVERDUE = "overdue"
    WORK = "work"


SEEN: dict[str, Any] = {}


def sample(
    account: Annotated[str, typer.Argument(metavar="ACCOUNT")],
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE...")] = None,
    on: Annotated[date | None, typer.Option("--next", parser=coming_day, metavar="DATE")] = None,
    lost: Annotated[date | None, typer.Option("--lost", parser=past_day, metavar="DATE")] = None,
    worth: Annotated[TypedAmount | None, typer.Option("--amount", parser=amount, metavar="N")] = None,
    view: Annotated[View, typer.Option("--view")] = View.OVERDUE,
    pairs: Annotated[list[str] | None, typer.Option("--map")] = None,
    severity: Annotated[int, typer.Option("--severity", min=1, max=5)] = 3,
    share: Annotated[float, typer.Option("--share")] = 0.5,
    dry: Annotated[bool, typer.Option("--dry/--wet")] = False,
) -> None:
    """A verb with every kind of option."""
    SEEN.clear()
    SEEN.update(locals())


def _called(*words: str, plain: bool = True) -> dict[str, Any]:
    app: typer.Typer = CommandApp() if plain else typer.Typer(add_completion=False)
    app.command()(sample)
    get_command(app).main(args=list(words), prog_name="sample", standalone_mode=False)
    return dict(SEEN)


@pytest.mark.parametrize(
    "words",
    [
        ["Acme"],
        ["Acme", "a.csv", "b.csv"],
        ["Acme", "--view", "work", "--map", "a=b", "--map", "c=d"],
        ["Acme", "--severity", "5", "--share", "0.25", "--dry"],
        ["Acme", "--next", "2026-11-24", "--lost", "2026-01-31", "--amount", "EUR 1,250.50"],
    ],
)
def test_values_are_those_of_typer(words: list[str]) -> None:
    assert _called(*words) == _called(*words, plain=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--severity", "six"], "'six' is not a whole number"),
        (["--severity", "6"], "at most 5"),
        (["--severity", "0"], "at least 1"),
        (["--view", "nonsense"], "not one of overdue, work"),
    ],
)
def test_a_wrong_value_names_what_is_wanted(words: list[str], said: str) -> None:
    with pytest.raises(typer.BadParameter, match=said):
        _called("Acme", *words)


@pytest.mark.parametrize("words", [["--next", "31.13."], ["--amount", "a lot"]])
def test_our_own_parsers_speak_for_themselves(words: list[str]) -> None:
    with pytest.raises(BadInput):
        _called("Acme", *words)


def test_help_uses_the_words_of_a_manual(capsys: pytest.CaptureFixture[str]) -> None:
    _called("--help")
    page = capsys.readouterr().out
    assert "Usage: sample [OPTIONS] ACCOUNT [FILE...]..." in page
    for row in (
        "--next DATE",
        "--amount N",
        "--map TEXT",
        "--severity N",
        "--share N",
        "--view <overdue|work>",
    ):
        assert f"\n  {row}" in page
    assert "  ACCOUNT  [required]" in page
