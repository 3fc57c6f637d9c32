from __future__ import annotations

from pathlib import Path

import pytest

from winback_tui.domain.case.reasons import Nature, ReasonGroup
from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.gates import CauseFact
from winback_tui.domain.interview.script import Meaning
from winback_tui.domain.plan.strategy import propose
from winback_tui.playbook.reason_list import BUILT_IN, check_reasons, load_reasons
from winback_tui.playbook.scripts.script_library import load_script
from winback_tui.playbook.strategies import strategies
from winback_tui.services.interviews.scripts import faults_in


def test_three_groups_and_their_reasons() -> None:
    reasons = load_reasons()
    assert [each.code for each in reasons.of(ReasonGroup.LURED)] == [
        "rival-persistence", "nicer-specialist", "better-terms", "forgotten", "indifferent",
        "decision-maker-left", "market",
    ]  # fmt: skip
    assert {each.code for each in reasons.of(ReasonGroup.OBJECTIVE)} == {
        "objective-moved", "objective-need-ended", "objective-closed",
    }  # fmt: skip
    assert sum(len(reasons.of(group)) for group in ReasonGroup) == len(reasons.offered) == 21
    assert not any(each.fixable for each in reasons.of(ReasonGroup.OBJECTIVE))
    assert reasons.group_label(ReasonGroup.LURED) == "Lured away"


def test_what_reasons_are_about() -> None:
    reasons = load_reasons()
    assert reasons.natures(["price"]) == {Nature.PRICE}
    assert reasons.natures(["price", "delivery"]) == {Nature.PRICE, Nature.SERVICE}
    assert Nature.HUMAN in reasons.natures(["broken-promise"])
    assert reasons.natures(["market", "unheard-of"]) == frozenset()


@pytest.mark.parametrize("reason", load_reasons().offered, ids=lambda reason: reason.code)
def test_each_reason_has_a_strategy_and_the_gates_agree_whose_it_is(reason: object) -> None:
    code = str(getattr(reason, "code", ""))
    assert propose(strategies(), {code: 1.0}, frozenset(), load_reasons().labels)
    assert CauseFact(code, code).ours is (load_reasons()[code].group is ReasonGroup.DISSATISFIED)


def test_german_names_every_reason() -> None:
    english, german = load_reasons(), load_reasons("de")
    assert english.labels.keys() == german.labels.keys()
    assert not set(english.labels.values()) & set(german.labels.values())
    assert german.group_label(ReasonGroup.OBJECTIVE).startswith("Sachlich")
    assert load_reasons("fr").labels == english.labels


def test_an_unknown_code_is_refused_with_the_codes() -> None:
    with pytest.raises(NotFound, match="'expensive' is not a reason; choose one of rival-persistence"):
        load_reasons()["expensive"]


def test_a_user_adds_changes_and_retires_reasons(tmp_path: Path) -> None:
    (tmp_path / "reasons.toml").write_text(
        '[[reason]]\ncode = "empties"\ngroup = "dissatisfied"\nnature = ["service"]\n'
        'label = { en = "Empties", de = "Leergut" }\n'
        '[[reason]]\ncode = "price"\ngroup = "dissatisfied"\nlabel = "Deposit and price"\n'
        '[[reason]]\ncode = "market"\ngroup = "lured"\nlabel = "Market"\nretired = true\n',
        encoding="utf-8",
    )
    reasons = load_reasons(own=tmp_path)
    assert reasons["empties"].natures == {Nature.SERVICE}
    assert reasons["price"].label == "Deposit and price" and reasons["price"].natures == frozenset()
    assert "market" not in [each.code for each in reasons.offered]
    assert reasons.labels["market"] == "Market"
    assert load_reasons("de", tmp_path)["empties"].label == "Leergut"
    choices = load_script("long", own=tmp_path).meaning(Meaning.ROOT_CLASS)
    assert choices is not None and choices.choice("empties") and not choices.choice("market")


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ('[[reason]]\ncode = "Too Dear"\n', "2:1", "needs a code"),
        (
            '[[reason]]\ncode = "x"\ngroup = "angry"\nlabel = "X"\n',
            "3:1",
            "one of lured, dissatisfied, objective",
        ),
        ('[[reason]]\ncode = "x"\ngroup = "lured"\n', "1:1", "has no label"),
        (
            '[[reason]]\ncode = "x"\ngroup = "lured"\nlabel = "X"\nnature = "price"\n',
            "5:1",
            "a list of price",
        ),
        ('[[reason]]\ncode = "x"\ngroup = "lured"\nlabel = "X"\nfixable = 1\n', "5:1", "true or false"),
        ('[[reason]]\ncode = "x"\ngroup = "lured"\nlabel = "X"\nname = 1\n', "5:1", "means nothing here"),
        ("[reason]\n", "1:1", "headed [[reason]]"),
        ("x", "1:1", "not TOML"),
    ],
)
def test_faults_of_a_users_list(tmp_path: Path, text: str, place: str, said: str) -> None:
    path = tmp_path / "reasons.toml"
    path.write_text(text, encoding="utf-8")
    found = [str(fault) for fault in faults_in(path)]
    assert any(fault.startswith(f"reasons.toml:{place}: ") and said in fault for fault in found), found
    with pytest.raises(BadInput, match=r"reasons\.toml:"):
        load_reasons(own=tmp_path)


def test_the_built_in_list_is_without_fault() -> None:
    assert check_reasons(BUILT_IN) == []
