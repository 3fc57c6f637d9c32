"""Every rule of the playbook is acted on at one place, and the place is known."""

from __future__ import annotations

import inspect
import re
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import winback_tui
from winback_tui.playbook.references import reference_figures
from winback_tui.playbook.rules import rules
from winback_tui.playbook.scripts.script_library import load_script
from winback_tui.playbook.strategies import strategies
from winback_tui.tui.screens.base.base_screen import BaseScreen

PACKAGE = Path(winback_tui.__file__).parent
PLACES: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
    (Path(__file__).parent / "places.toml").read_text(encoding="utf-8")
)
PLAYBOOK = {
    "2": "A1 C1 L1 M1 M1b M3b",
    "3": "B5 B9 B10 B11 B16 F4 F5 G9 K1 K2 L2 M3 M4a M4b M7 M8 M13",
    "4": "A A5 B14 B15 B19 C F1 F2 G G1 M6 M7 M8 M9 S S3 W1",
    "5": "B6 B7 B8 B9 B10 B16 B20 M5 M10 M13 W5",
    "6": "A3 A4 B13 B16 B17 C G G2 K K3 W",
    "8": "A5 L3 M11 M11b M11c M12 M13",
    "10": "A-iso B4b C-lose C-new C-seg F-oth F6 G-bat G-col G-no K1b K6 L4 M2 M2b M4c M7b M7c M12b M12c T2 T3 W-ass"
    " W-canc W-hand W-torn",
}
"""The rules that each section of the playbook names."""
NAMED = [(section, rule) for section, named in PLAYBOOK.items() for rule in named.split()]
_ID = re.compile(r"(?<![\w.#-])[ABCFGKLMSTW]\d{1,2}[abc]?(?![\w-])")


def test_every_rule_that_the_playbook_names_has_a_place_and_no_other() -> None:
    assert {section: set(placed) for section, placed in PLACES.items()} == {
        section: set(named.split()) for section, named in PLAYBOOK.items()
    }


@pytest.mark.parametrize(("section", "rule"), NAMED)
def test_the_place_is_there_and_speaks_of_the_rule(section: str, rule: str) -> None:
    place = PLACES[section][rule]
    if "at" in place:
        module, name = place["at"].split(":")
        acting = getattr(import_module(f"winback_tui.{module}"), name)
        assert acting.__module__ == f"winback_tui.{module}", f"{name} is only lent to {module}"
        assert re.search(rf"\b{rule}\b", inspect.getsource(acting)), f"{place['at']} does not speak of {rule}"
        assert _uses(name) > 1, f"nothing uses {place['at']}"
    else:
        assert rule in _content(place["in"]), f"{place['in']} does not speak of {rule}"
        module, name = place["on"].split(":")
        assert issubclass(getattr(import_module(f"winback_tui.tui.screens.{module}"), name), BaseScreen)


def test_every_rule_that_the_code_names_is_one_of_the_playbook() -> None:
    known, unknown = set(rules()), {}
    for file in PACKAGE.rglob("*.py"):
        if "demo" in file.parts or "intake" in file.parts or "widgets" in file.parts:
            continue
        cited = set()
        for words in re.findall(r"playbook ([^)\n]*)\)|\(([A-Z][^()\n]{0,30})\)", file.read_text("utf-8")):
            cited |= set(_ID.findall(" ".join(words)))
        if cited - known:
            unknown[file.relative_to(PACKAGE).as_posix()] = sorted(cited - known)
    assert unknown == {}


def _uses(name: str) -> int:
    return sum(len(re.findall(rf"\b{name}\b", text)) for text in _sources())


@cache
def _sources() -> tuple[str, ...]:
    return tuple(file.read_text("utf-8") for file in PACKAGE.rglob("*.py") if file.name != "__init__.py")


def _content(file: str) -> set[str]:
    """The rules that the file's content names, as the product loads it."""
    if file.endswith("strategies.toml"):
        plans = strategies()
        return {rule for plan in plans for rule in plan.rules} | {
            means.rule for plan in plans for means in plan.means
        }
    if file.endswith("references.toml"):
        return {figure.rule for figure in reference_figures()}
    script = load_script(Path(file).stem)
    return {rule for question in script.questions for rule in question.rules}
