"""The expected value: visible parts, what-if, its properties, and what is refused."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from math import prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.account.complaints import ComplaintHistory
from winback_tui.domain.decision import (
    DEFAULTS,
    DecisionInputs,
    WhatIf,
    effects,
    evaluate,
    four_questions,
    own_base,
    turned,
)
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money

EUR = "EUR"
NOTHING = Money(0, EUR)
PLAIN = DecisionInputs(Money(1_000_000, EUR), margin=0.3, offer=NOTHING, fixes=NOTHING, hours=0.0)

costs = st.integers(0, 5_000_000).map(lambda minor: Money(minor, EUR))
inputs = st.builds(
    DecisionInputs,
    yearly=st.integers(0, 100_000_000).map(lambda minor: Money(minor, EUR)),
    margin=st.none() | st.integers(0, 100).map(lambda percent: percent / 100),
    years=st.sampled_from([0.5, 1.0, 3.0, 7.0]),
    offer=st.none() | costs,
    fixes=st.none() | costs,
    hours=st.sampled_from([None, 0.0, 1.5, 40.0]),
    hour_cost=st.none() | costs,
    days_since_loss=st.integers(0, 3000),
    severity=st.integers(0, 5),
    price=st.booleans(),
    service=st.booleans(),
    referred=st.booleans(),
    complaints=st.sampled_from(list(ComplaintHistory)),
    moved_on=st.booleans(),
    human=st.booleans(),
    loser_leads=st.booleans(),
    hunts_price=st.booleans(),
    times_lost=st.integers(1, 3),
)
calm = settings(max_examples=120, deadline=None)


@calm
@given(inputs)
def test_the_parts_multiply_to_the_chance_and_the_lines_add_to_the_value(given_: DecisionInputs) -> None:
    found = evaluate(given_)
    assert found.chance == round(min(0.95, max(0.01, prod(part.effect for part in found.parts))), 4)
    assert found.best_value.minor == sum(line.amount.minor for line in found.lines)
    assert found.best_value.minor == found.gain.minor - found.known_cost.minor
    assert (found.value is None) is bool(found.unknown)
    assert {part.rule for part in found.parts} == {"F5", "K1", "M6", "M7", "M8", "M10", "B16", "M13"}
    assert all(part.label and part.source for part in found.parts)
    assert json.loads(json.dumps(found.record()))["chance"] == found.chance


@calm
@given(inputs, st.integers(1, 1_000_000))
def test_value_falls_with_each_cost(given_: DecisionInputs, more: int) -> None:
    before = evaluate(given_).best_value.minor
    for name in ("offer", "fixes"):
        now = getattr(given_, name) or Money(0, EUR)
        dearer: dict[str, Any] = {name: Money(now.minor + more, EUR)}
        after = evaluate(replace(given_, **dearer))
        assert after.best_value.minor == before - more
    dear = evaluate(replace(given_, hours=(given_.hours or 0) + 1, hour_cost=Money(more, EUR)))
    cheap = evaluate(replace(given_, hours=given_.hours, hour_cost=Money(more, EUR)))
    assert dear.best_value.minor < cheap.best_value.minor


@calm
@given(inputs, st.integers(1, 4), st.integers(1, 2000))
def test_value_falls_with_severity_time_and_the_loser_leading(
    given_: DecisionInputs, severity: int, later: int
) -> None:
    def value(**changes: Any) -> int:
        return evaluate(replace(given_, **changes)).best_value.minor

    assert value(severity=severity + 1) <= value(severity=severity)
    assert value(days_since_loss=given_.days_since_loss + later) <= value()
    for fact in ("loser_leads", "human", "hunts_price", "moved_on"):
        assert value(**{fact: True}) <= value(**{fact: False})
    assert value(times_lost=2) <= value(times_lost=1)
    assert value(price=True, service=True) <= min(
        value(price=True, service=False), value(price=False, service=True)
    )


def test_value_falls_strictly_where_nothing_is_clamped() -> None:
    base = evaluate(PLAIN).best_value.minor
    assert evaluate(replace(PLAIN, loser_leads=True)).best_value.minor < base
    assert evaluate(replace(PLAIN, days_since_loss=30)).best_value.minor < base
    by_severity = [evaluate(replace(PLAIN, severity=n)).best_value.minor for n in range(1, 6)]
    assert by_severity == sorted(set(by_severity), reverse=True)


@calm
@given(inputs, inputs)
def test_a_part_turned_is_another_fact_and_the_difference_is_in_the_sums(
    one: DecisionInputs, other: DecisionInputs
) -> None:
    for part in evaluate(one).parts[1:]:
        turn = turned(one, part.field)
        assert turn != {name: getattr(one, name) for name in turn}
    found = WhatIf(evaluate(one), evaluate(other))
    assert found.difference.minor == evaluate(other).best_value.minor - evaluate(one).best_value.minor


def test_turning_a_fact_comes_back_to_the_start() -> None:
    for name, turns in (("human", 2), ("price", 4), ("complaints", 3), ("times_lost", 2)):
        facts = PLAIN
        for _ in range(turns):
            facts = replace(facts, **turned(facts, name))
        assert facts == PLAIN
    rated = replace(PLAIN, severity=5)
    assert turned(rated, "severity") == {"severity": 1}
    with pytest.raises(BadInput, match="no next value"):
        turned(PLAIN, "margin")


def test_what_if_says_the_change() -> None:
    usual = evaluate(PLAIN)
    found = WhatIf(usual, evaluate(replace(PLAIN, human=True)))
    assert found.sentence == "Chance 25 % instead of 33 %, worth 743 EUR less."
    assert WhatIf(usual, usual).sentence == "Chance still 33 %, worth the same."


@calm
@given(inputs)
def test_at_the_break_even_nothing_is_left(given_: DecisionInputs) -> None:
    found = evaluate(given_)
    spent = replace(given_, offer=None, fixes=found.break_even_cost, hours=0.0)
    assert evaluate(spent).best_value.minor == min(0, found.gain.minor)
    margin = 0.30 if given_.margin is None else given_.margin
    if found.break_even_discount:
        cheaper = evaluate(replace(given_, margin=margin - found.break_even_discount, offer=None))
        assert cheaper.best_value.minor >= -1
        assert cheaper.best_value.minor <= 0.0001 * found.chance * given_.yearly.minor * given_.years + 2


@calm
@given(inputs)
def test_the_sum_as_written_comes_out(given_: DecisionInputs) -> None:
    found = evaluate(given_)
    shown = [float(number.replace(",", "")) for number in re.findall(r"[\d,]*\d(?:\.\d+)?", found.sentence)]
    if not found.sentence.startswith("Trying") or "nothing" in found.sentence:
        return
    result, share, whole, *sum_ = shown
    gain, cost = sum_ or (result, 0)
    assert abs(gain - cost) == pytest.approx(result, abs=0.001)
    assert share / 100 * whole == pytest.approx(gain, abs=0.51 + whole * 0.00005)


def test_own_estimate_stands_alone_and_the_sentence_says_the_sum() -> None:
    found = evaluate(replace(PLAIN, own_chance=0.5, severity=5, offer=Money(100_000, EUR)))
    assert [part.field for part in found.parts] == ["own_chance"]
    assert (
        found.sentence == "Trying earns 3,500 EUR on average: 50 % of 9,000 EUR is 4,500 EUR, less 1,000 EUR."
    )
    assert evaluate(replace(PLAIN, own_chance=0.0)).chance == 0.01
    assert evaluate(replace(PLAIN, own_chance=1.0)).chance == 0.95
    assert "30 % (default)" in evaluate(replace(PLAIN, margin=None)).lines[0].source
    assert "own" in found.lines[0].source


def test_the_parts_name_the_facts() -> None:
    plain = {part.field: part.label for part in evaluate(PLAIN).parts}
    assert plain["times_lost"] == "Lost for the first time"
    assert plain["severity"] == "Severity not asked"
    grave = replace(PLAIN, times_lost=3, severity=4, days_since_loss=63, price=True)
    told = {part.field: part.label for part in evaluate(grave).parts}
    assert told["times_lost"] == "Lost 3 times"
    assert told["severity"] == "Severity 4, catastrophe"
    assert told["days_since_loss"] == "Lost 9 weeks ago"
    assert told["price"] == "Left over price"


def test_no_sales_have_no_break_even_discount() -> None:
    assert evaluate(DecisionInputs(Money(0, EUR))).break_even_discount is None


@pytest.mark.parametrize(
    ("changes", "said", "rule"),
    [
        (
            {"own_chance": 1.2},
            "The chance of return is 1.2, but must be from 0 to 1; write 35 % as 0.35.",
            "F5",
        ),
        ({"own_chance": -0.1}, "is -0.1", "F5"),
        ({"own_chance": float("nan")}, "is nan", "F5"),
        ({"margin": 30.0}, "write 30 % as 0.30", "G9"),
        ({"years": -1.0}, "give it in years", "K2"),
        ({"years": float("inf")}, "give it in years", "K2"),
        ({"hours": -1.0}, "give it in hours", "G9"),
        ({"severity": 6}, "The severity is 6", "M7"),
        ({"days_since_loss": -1}, "a loss is never in the future", "M6"),
        ({"times_lost": 0}, "count this loss too", "M13"),
        (
            {"offer": Money(5, "USD")},
            "The cost of the offer is in USD, the account in EUR; give it in EUR.",
            "G9",
        ),
        ({"fixes": Money(5, "")}, "in no currency", "G9"),
        ({"hour_cost": Money(5, "GBP")}, "The cost of an hour is in GBP", "G9"),
        ({"fixes": Money(-5, EUR)}, "never below zero", "G9"),
    ],
)
def test_impossible_facts_get_one_sentence_and_know_their_rule(
    changes: dict[str, Any], said: str, rule: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        replace(PLAIN, **changes)
    assert said in str(refusal.value)
    assert refusal.value.rule == rule
    assert str(refusal.value).count("\n") == 0


def test_every_effect_is_a_setting_and_moves_the_chance() -> None:
    cases: dict[str, dict[str, Any]] = {
        "base": {},
        "K1.referred": {"referred": True},
        "K1.never-complained": {},
        "K1.complaints-resolved": {"complaints": ComplaintHistory.RESOLVED},
        "K1.complaint-open": {"complaints": ComplaintHistory.OPEN},
        "K1.price": {"price": True},
        "K1.service": {"service": True},
        "K1.price-and-service": {"price": True, "service": True},
        "M6.half-life-days": {"days_since_loss": 300},
        "M6.moved-on": {"moved_on": True},
        **{f"M7.{n}": {"severity": n} for n in range(1, 6)},
        "M8.human": {"human": True},
        "M10.loser-leads": {"loser_leads": True},
        "B16.hunts-price": {"hunts_price": True},
        "M13.lost-twice": {"times_lost": 2},
        "margin": {"margin": None},
    }
    assert set(cases) == set(DEFAULTS)
    for name, facts in cases.items():
        case = replace(PLAIN, **facts)
        changed = {name: DEFAULTS[name] * 1.05 if name != "K1.service" else 0.95}
        if name.startswith(("M8", "M10", "B16", "M13", "K1.complaint-open", "K1.price-and", "M6.moved")):
            changed = {name: DEFAULTS[name] * 0.5}
        assert evaluate(case, changed).gain != evaluate(case).gain, name


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"luck": 2}, "'luck' is not a factor"),
        ({"base": 1.5}, "from 0.01 to 0.95, not '1.5'"),
        ({"base": "high"}, "not 'high'"),
        ({"base": True}, "not 'True'"),
        ({"M10.loser-leads": 1.2}, "M10.loser-leads must be a number from 0.01 to 1"),
        ({"M6.half-life-days": float("nan")}, "not 'nan'"),
        ({"M7.5": 0.9}, "must fall"),
    ],
)
def test_unusable_settings_are_refused(own: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput) as refusal:
        effects(own)
    assert said in str(refusal.value)


def test_a_part_says_whose_figure_it_is() -> None:
    def source(inputs: DecisionInputs, **own: float) -> str:
        return evaluate(inputs, own).parts[0].source

    assert source(PLAIN) == "default"
    assert source(replace(PLAIN, returned=5, tried=10)) == "your own 10 closed cases"
    assert source(replace(PLAIN, returned=5, tried=10), base=0.2) == "your team's setting"
    assert evaluate(replace(PLAIN, returned=5, tried=10)).parts[0].effect == 0.40


def test_each_fact_has_its_next_value() -> None:
    lost = replace(PLAIN, days_since_loss=45, times_lost=1, severity=4)
    assert turned(lost, "days_since_loss") == {"days_since_loss": 75}, "a month later"
    assert turned(lost, "times_lost") == {"times_lost": 2}
    assert turned(replace(lost, times_lost=3), "times_lost") == {"times_lost": 1}
    assert turned(lost, "severity") == {"severity": 5}
    states = []
    for _ in range(4):
        lost = replace(lost, **turned(lost, "price"))
        states.append((lost.price, lost.service))
    assert states == [(True, False), (False, True), (True, True), (False, False)]
    seen = {lost.complaints}
    for _ in ComplaintHistory:
        lost = replace(lost, **turned(lost, "complaints"))
        seen.add(lost.complaints)
    assert seen == set(ComplaintHistory)


def test_the_base_is_learnt_slowly_from_own_cases() -> None:
    assert own_base(0, 0) == 0.30
    assert own_base(5, 10) == 0.40
    assert own_base(50, 100) == pytest.approx(53 / 110, abs=1e-4)
    assert own_base(1, 3, 0.2) == 0.2308, "to four digits, as it is shown"
    with pytest.raises(BadInput, match="11 returned out of 10"):
        own_base(11, 10)


def test_the_four_questions_are_answered_as_far_as_the_facts_go() -> None:
    found = four_questions(
        evaluate(PLAIN), ["price <= 12.50 EUR"], ["repair the gate"], "They will not mind."
    )
    assert [question.rule for question in found] == ["F4", "F5", "F4", "F4"]
    assert found[0].answer == "price <= 12.50 EUR and repair the gate."
    assert found[1].answer == "33 %."
    assert found[3].answer == "They will not mind."
    assert four_questions(evaluate(PLAIN), [], [])[0].answer == ""


UNSET = DecisionInputs(Money(1_000_000, EUR), margin=0.3)


def test_a_cost_that_nobody_set_is_unknown_and_its_question_stays_open() -> None:
    found = evaluate(UNSET)
    assert [(line.label, line.known) for line in found.lines[1:]] == [
        ("Offer", False),
        ("Own time", False),
        ("Fixes", False),
    ]
    assert (found.cost, found.value) == (None, None)
    assert found.sentence.startswith(
        "Cannot say yet: cost of the offer, cost of your time and cost of the fixes."
    )
    asked = four_questions(found, [], [])[2]
    assert (asked.answer, asked.so_far) == ("", "Offer, own time and fixes not set. ")
    some = four_questions(evaluate(replace(UNSET, offer=Money(5_000, EUR))), [], [])[2]
    assert (some.answer, some.so_far) == ("", "50 EUR so far; own time and fixes not set. ")


@pytest.mark.parametrize(
    ("known", "answer"),
    [
        ({"fixes": Money(0, EUR)}, ""),
        ({"fixes": Money(7_000, EUR), "offer": NOTHING, "hours": 2.0}, ""),
        ({"fixes": Money(7_000, EUR), "offer": NOTHING, "hours": 0.0}, "70 EUR, own time included."),
        (
            {
                "fixes": Money(7_000, EUR),
                "offer": NOTHING,
                "hours": 2.0,
                "hour_cost": Money(4_000, EUR),
            },
            "150 EUR, own time included.",
        ),
    ],
)
def test_the_question_of_cost_is_answered_once_every_cost_is_set(known: dict[str, Any], answer: str) -> None:
    found = evaluate(replace(UNSET, **known))
    assert four_questions(found, [], [])[2].answer == answer
    assert (found.value is not None) is bool(answer)
