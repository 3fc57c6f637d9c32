from __future__ import annotations

import pytest

from winback_tui.domain.errors import NotFound
from winback_tui.playbook.rules import find_rule, rules

IDS = [
    "A", "A1", "A3", "A4", "A5", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10", "B11",
    "B13", "B14", "B15", "B16", "B17", "B18", "B19", "B20", "C", "C1", "C3", "C4", "C6", "C10",
    "C12", "F", "F1", "F2", "F4", "F5", "G", "G1", "G2", "G9", "K", "K1", "K2", "K3", "K5", "L",
    "L1", "L2", "L3", "M0", "M1", "M1b", "M3", "M3b", "M4a", "M4b", "M5", "M6", "M6b", "M7", "M8",
    "M2", "M2b", "M4c", "M7b", "M7c", "M12b", "M12c", "A-iso", "G-bat", "G-no", "G-col", "F-oth",
    "W-ass", "W-hand", "W-canc", "W-torn", "C-new", "C-seg", "C-lose", "B4b", "L4", "T2", "T3", "K6",
    "K1b", "F6", "M9", "M10", "M11", "M11b", "M11c", "M12", "M13", "S", "S3", "T", "T1", "W", "W1", "W5",
]  # fmt: skip


@pytest.mark.parametrize("rule_id", IDS)
def test_each_rule_has_a_title_and_one_or_two_sentences(rule_id: str) -> None:
    found = find_rule(rule_id)
    assert found.id == rule_id
    assert 3 <= len(found.title) <= 60 and not found.title.endswith(".")
    assert found.text.endswith(".") and 40 <= len(found.text) <= 240
    assert str(found) == f"{found.title}. {found.text} Source: {found.source} ({rule_id})."
    assert not found.source.endswith(".")


def test_there_are_no_others() -> None:
    assert set(rules()) == set(IDS)
    assert len({found.title for found in rules().values()}) == len(IDS)


def test_an_unknown_rule() -> None:
    with pytest.raises(NotFound, match="no rule 'X1'"):
        find_rule("X1")
    with pytest.raises(NotFound) as unknown:
        find_rule("m99")
    assert set(unknown.value.nearest) <= set(rules()) and "M9" in unknown.value.nearest


def test_an_id_may_be_typed_in_small_letters() -> None:
    assert find_rule(" m11C ").id == "M11c"


def test_a_language_without_a_pack_speaks_english() -> None:
    assert find_rule("M10", "xx") == find_rule("M10")
