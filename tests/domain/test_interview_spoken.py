"""The lines of a script with the names of the moment."""

from __future__ import annotations

import pytest

from winback_tui.domain.interview.spoken import spoken, spoken_script
from winback_tui.playbook.scripts.script_library import load_script


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ({"me": "Ben Osei", "firm": "Hanse Pack"}, "this is Ben Osei from Hanse Pack"),
        ({"me": "Ben Osei", "firm": ""}, "this is Ben Osei from …"),
        ({}, "this is … from …"),
    ],
)
def test_names_stand_in_their_places(names: dict[str, str], line: str) -> None:
    assert spoken("this is {me} from {firm}", names) == line


def test_other_braces_and_names_that_look_like_places_stay() -> None:
    assert spoken("{me}: {this} {0} [b]", {"me": "A {firm}"}) == "A {firm}: {this} {0} [b]"


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("script", ["long", "short"])
def test_no_place_is_left_in_our_own_scripts(script: str, language: str) -> None:
    names = {"me": "Ben", "firm": "Hanse", "person": "Ana", "account": "Acme"}
    filled = spoken_script(load_script(script, language), names)
    words = " ".join(each.label + each.hint for each in filled.questions)
    assert "{" not in words
    assert script == "short" or ("Ben" in words and "Hanse" in words)
