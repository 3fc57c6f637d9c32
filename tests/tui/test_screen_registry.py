"""Screens are shown by id: every id names a screen, every call fits it, and no line of the table is unused."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from pathlib import Path

import pytest
from textual.screen import Screen

import winback_tui.tui
from winback_tui.tui.app.screen_registry import SCREENS, load_object

PACKAGE = Path(winback_tui.tui.__file__).parent


@cache
def _calls() -> list[tuple[str, int]]:
    """Id and number of arguments of every `context.show("id", ...)` and `make_screen("id", ...)`."""
    found = []
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            if ast.unparse(node.func) in ("context.show", "make_screen") and isinstance(
                node.args[0].value, str
            ):
                found.append((node.args[0].value, len(node.args) - 1))
    return found


@pytest.mark.parametrize("screen_id", SCREENS)
def test_every_id_names_a_screen_and_the_calls_fit_it(screen_id: str) -> None:
    made = load_object("winback_tui.tui.screens." + SCREENS[screen_id])
    assert isinstance(made, type) and issubclass(made, Screen)
    numbers = {number for called, number in _calls() if called == screen_id}
    assert numbers, f"nothing shows {screen_id}"
    for number in numbers:
        inspect.signature(made).bind(*range(number))


def test_every_call_names_an_id_of_the_table() -> None:
    assert {called for called, _ in _calls()} == set(SCREENS)
