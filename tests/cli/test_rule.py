"""`winback rule`: the text and the source behind a refusal."""

from __future__ import annotations

from tests.cli.runner import Winback
from winback_tui.playbook.rules import rules


def test_one_rule_is_one_object_and_may_be_typed_in_small_letters(winback: Winback) -> None:
    told = winback("rule", "m10", "--json").json
    rule = rules()["M10"]
    assert told == {"rule": "M10", "title": rule.title, "text": rule.text, "source": rule.source}


def test_without_an_id_all_rules_are_listed(winback: Winback) -> None:
    assert [row["rule"] for row in winback("rule", "--json").json] == list(rules())
    assert len(winback("rule", "--limit", "3", "--tsv").out.splitlines()) == 4


def test_an_unknown_rule_names_those_alike(winback: Winback) -> None:
    ended = winback("rule", "M99")
    assert ended.code == 1 and ended.out == ""
    assert "no rule 'M99'" in ended.err and "Nearest: M9" in ended.err


def test_a_reader_at_a_terminal_gets_a_page(winback: Winback) -> None:
    told = winback.terminal("rule", "M10")
    told.expect(rules()["M10"].title)
    told.expect(r"Rule\s+M10")
