"""Strategies proposed from causes, and the data file that holds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.plan.strategy import propose
from winback_tui.domain.wording.channels import Channel
from winback_tui.playbook.strategies import parsed, strategies, strategy

SECTION_6 = {
    "rival-persistence": "persistence",
    "nicer-specialist": "another-specialist",
    "price": "value-shown",
    "range": "replacement",
    "quality": "repair",
    "service": "repair",
    "new-rules": "benefit-of-change",
    "objective-moved": "new-need",
    "decision-maker-left": "successor",
    "forgotten": "remembered",
    "indifferent": "remembered",
    "better-terms": "tailored-terms",
    "staff-indifferent": "another-specialist",
    "market": "new-need",
    "other": "personal-talk",
}


@pytest.mark.parametrize(("cause", "code"), SECTION_6.items())
def test_each_cause_has_the_playbooks_strategy(cause: str, code: str) -> None:
    first = propose(strategies(), {cause: 1.0})[0]
    assert first.strategy.code == code
    assert first.share == 1.0
    assert "100 %" in first.why and first.strategy.why in first.why


def test_the_weightiest_cause_leads_and_says_its_share() -> None:
    found = propose(
        strategies(), {"price": 1, "service": 3, "range": 0}, names={"service": "Late [deliveries]"}
    )
    assert [proposal.strategy.code for proposal in found] == ["repair", "value-shown"]
    assert [proposal.share for proposal in found] == [0.75, 0.25]
    assert found[0].why.startswith("Late [deliveries] (75 % of the reasons)")


@pytest.mark.parametrize(
    ("flag", "code", "said"),
    [
        ("debts", "debts", "(noted: they pay badly)"),
        ("price-hunter", "let-them-taste", "(noted: they hunt for the lowest price)"),
        ("human", "another-specialist", "(noted: a person failed them)"),
    ],
)
def test_flags_of_the_case_call_for_theirs(flag: str, code: str, said: str) -> None:
    found = {p.strategy.code: p for p in propose(strategies(), {"range": 1}, [flag])}
    assert code in found and found[code].why.endswith(said)


@pytest.mark.parametrize(("flag", "code"), [("twice-lost", "repentance"), ("returned", "watch")])
def test_lost_twice_and_returned_stand_alone(flag: str, code: str) -> None:
    found = propose(strategies(), {"price": 1, "service": 1}, [flag, "debts"])
    assert [proposal.strategy.code for proposal in found] == [code]


def test_unknown_cause_falls_back_to_a_talk() -> None:
    for causes in ({}, {"invented-here": 2.0}):
        assert [p.strategy.code for p in propose(strategies(), causes)] == ["personal-talk"]


def test_the_built_in_strategies_keep_the_playbook() -> None:
    by_code = {each.code: each for each in strategies()}
    assert by_code["persistence"].persistence and len(by_code["persistence"].steps) >= 5
    assert by_code["another-specialist"].hand_over
    letters = by_code["repentance"].steps
    assert [step.channel for step in letters] == [Channel.LETTER]
    for each in by_code.values():
        assert each.rules and each.means and (each.causes or each.flags)
        assert [step.day for step in each.steps] == sorted(step.day for step in each.steps)
        for step in each.steps[:1]:
            opens_with_an_apology = "apolog" in step.purpose.lower() or "sorry" in step.purpose.lower()
            assert not opens_with_an_apology or each.code == "repentance"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("A case from their own industry", "W"),
        ("A business breakfast or seminar", "W"),
        ("A card with a joke", "W"),
        ("A present chosen", "W"),
        ("A gift with the next order", "A"),
        ("A handwritten letter in a plain envelope", "W-hand"),
        ("Free assessment", "W-ass"),
        ("A guarantee that they lose nothing", "G"),
    ],
)
def test_each_means_names_the_source_it_comes_from(words: str, rule: str) -> None:
    known = [means for each in strategies() for means in each.means]
    assert {means.rule for means in known if means.text.startswith(words)} == {rule}
    assert not any("grace" in f"{means.text} {means.rule}".lower() for means in known), "it has no source"


OWN = """
[[strategy]]
code = "repair"
title = "Ours [/b]"
why = "we say so."
causes = ["service"]
steps = [{ day = 1, channel = "call", purpose = "Call" }]
[[strategy]]
code = "lunch"
title = "Lunch"
why = "food helps."
flags = ["debts"]
steps = [{ day = 0, channel = "meeting", purpose = "Eat" }]
"""


def test_own_file_replaces_and_adds(tmp_path: Path) -> None:
    own = tmp_path / "strategies.toml"
    own.write_text(OWN, "utf-8")
    assert strategy("repair", own).title == "Ours [/b]"
    assert strategy("lunch", own).steps[0].channel == Channel.MEETING
    assert len(strategies(own)) == len(strategies()) + 1
    assert strategies(tmp_path / "none.toml") == strategies()
    own.write_bytes(b"\xff\xfe")
    with pytest.raises(BadInput, match="cannot be read as UTF-8"):
        strategies(own)


def test_unknown_code_names_the_known() -> None:
    with pytest.raises(NotFound, match="no strategy 'bribe'; choose one of persistence"):
        strategy("bribe")


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        (OWN.replace('"call"', '"pigeon"'), "strategy 'repair': the channel of a step must be one of call"),
        (OWN.replace("day = 1", "day = -1"), "strategy 'repair': the day of a step"),
        (OWN.replace("day = 1", "day = true"), "the day of a step"),
        (OWN.replace('purpose = "Call"', "purpose = 3"), "'purpose' needs a text"),
        (OWN.replace('code = "lunch"', ""), "a strategy has no code"),
        (OWN.replace('title = "Lunch"', ""), "strategy 'lunch': 'title' needs a text"),
        (OWN.replace("flags =", "flogs ="), "unknown key 'flogs'"),
        (OWN.replace('["debts"]', '"debts"'), "'flags' must be a list"),
        (OWN + 'persistence = "yes"\n', "'persistence' must be true or false"),
        (OWN + 'means = ["food"]\n', "each of its means"),
        (OWN.replace('steps = [{ day = 0, channel = "meeting", purpose = "Eat" }]', ""), "it has no steps"),
        (
            OWN.replace('steps = [{ day = 0, channel = "meeting", purpose = "Eat" }]', "steps = [1]"),
            "a step is",
        ),
        ("strategy = 3", "written as"),
        ("[[strategy", "not valid TOML"),
    ],
)
def test_a_faulty_file_is_refused_with_place_and_fault(broken: str, named: str) -> None:
    with pytest.raises(BadInput) as refusal:
        parsed(broken, "own.toml")
    assert str(refusal.value).startswith("own.toml")
    assert named in str(refusal.value)
