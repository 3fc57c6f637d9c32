"""The sentence of a row: golden ones, and every number of any sentence recomputed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.facts_of_a_day import facts_on
from winback_tui.domain.account.lifecycle import Facts, KnownCase
from winback_tui.domain.account.order import Order
from winback_tui.domain.account.sentence import SentenceInputs, brief, headline, sentence
from winback_tui.domain.case.stage import Stage
from winback_tui.domain.wording.wording import chance_words, duration, every, money_words, percent

TODAY = date(2026, 11, 22)


def grounds(
    days_ago: list[int], *cases: KnownCase, stage: Stage | None = None, **more: object
) -> SentenceInputs:
    orders = [Order(str(n), TODAY - timedelta(days=n), 100, "EUR") for n in days_ago]
    wanted = {name: more.pop(name) for name in ("expected_gap", "fixed_days", "gone_reason") if name in more}
    known = facts_on(TODAY, Facts(TODAY, None, cases=cases, **wanted), orders, stage=stage)  # type: ignore[arg-type]
    days = sorted({order.day.toordinal() for order in orders})
    told = SentenceInputs(
        known, chance_90=0.62, at_stake=1_420_000, currency="EUR", order_days=days, orders=len(days)
    )
    return replace(told, **more)  # type: ignore[arg-type]


def every_21(times: int, silence: int) -> list[int]:
    return [silence + 21 * back for back in range(times)]


def lost(ago: int, closed: int | None = None, outcome: str = "") -> KnownCase:
    day = TODAY - timedelta(days=ago)
    return KnownCase(f"c{ago}", day, day, None if closed is None else TODAY - timedelta(days=closed), outcome)


MILL = every_21(18, 63)
STAKE = "About 6 in 10 (62 %) not to order in the next 90 days; 14,200 EUR a year at stake."


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            grounds(MILL),
            "Orders about every 3 weeks (18 orders). Silent for 9 weeks: longer than any of its 17 gaps. "
            f"{STAKE} One order clears this row.",
        ),
        (
            grounds([63, 73, 83, 173, 263, 273], orders=9),
            "Orders about every 10 days (9 orders on 6 days). Silent for 9 weeks: longer than 3 of its 5 gaps. "
            f"{STAKE} One order clears this row.",
        ),
        (
            grounds([63, 73, 83, 173], orders=None, order_days=()),
            "Orders about every 10 days (4 order days). Silent for 9 weeks: its longest gap was 90 days. "
            f"{STAKE} One order clears this row.",
        ),
        (
            grounds(every_21(4, 5), at_stake=0),
            "Orders about every 3 weeks (4 orders). Last order: Tue 17 Nov; next expected: Tue 8 Dec. "
            "About 6 in 10 (62 %) not to order in the next 90 days.",
        ),
        (
            grounds([50, 415, 780], fixed_days=45, segment="Water"),
            "Orders about every 12 months (3 orders). Silent for 50 days: the fixed rule of segment Water is a "
            f"call at 45 days (W1). {STAKE} One order clears this row.",
        ),
        (
            grounds([40], expected_gap=44.0, borrowed_from="segment", segment="Cafés"),
            "1 order only, so judged by the segment Cafés, where the next comes after about 6 weeks. "
            f"Silent for 6 weeks. {STAKE} A second order clears this row.",
        ),
        (
            grounds([100, 160], expected_gap=44.0, borrowed_from="book"),
            "2 orders only, so judged by its one gap and the whole book: the next after about 6 weeks. "
            f"Silent for 3 months: longer than its only gap. {STAKE} One order clears this row.",
        ),
        (
            grounds(MILL, lost(30), stage=Stage.INTERVIEW, waits_for="nobody has asked the customer why"),
            "Lost on 23 Oct 2026. Nobody has asked the customer why. Only an order after 23 Oct 2026 makes it a "
            "return. Orders about every 3 weeks (18 orders). Silent for 9 weeks: longer than any of its 17 gaps. "
            f"{STAKE}",
        ),
        (
            grounds([*every_21(18, 160), 23], lost(40)),
            "Returned on 30 Oct 2026, 17 days after the loss: trial, fragile until 30 Oct 2027. "
            "Orders about every 3 weeks (19 orders). Silent for 3 weeks: longer than 17 of its 18 gaps. "
            f"{STAKE} One order clears this row.",
        ),
        (grounds(MILL, gone_reason="bankrupt."), "Gone for good: bankrupt."),
        (
            grounds([0]),
            "1 order only: too few for a rhythm of its own. Last order: today. "
            f"{STAKE} A second order clears this row.",
        ),
        (grounds([]), "No order yet."),
    ],
)
def test_golden(told: SentenceInputs, expected: str) -> None:
    assert sentence(told) == expected


def test_let_go_twice_lost_and_recovered_say_so() -> None:
    assert sentence(grounds(MILL, lost(30, 2, "let go"))).startswith(
        "Lost on 23 Oct 2026 and let go. Only an order"
    )
    again = grounds(
        [*every_21(18, 160), 90], lost(100), lost(50), stage=Stage.INTERVIEW, waits_for="an interview"
    )
    assert "Lost again after a return: one letter of repentance, no plan (M13)." in sentence(again)
    assert "an interview" not in sentence(again).lower()
    assert "; a clean year since." in sentence(grounds(every_21(40, 5), lost(500)))


def test_short_forms() -> None:
    assert brief(grounds(MILL)) == "9 wk silent, usually 3 wk, 62 % gone, 14,200 EUR"
    assert brief(grounds([])) == "no order yet"
    assert headline(grounds(MILL)) == "Silent for 9 weeks: longer than any of its 17 gaps."
    assert headline(grounds(every_21(9, 5))) == "Last order: Tue 17 Nov; next expected: Tue 8 Dec."
    waiting = grounds(MILL, lost(30), stage=Stage.FIX, waits_for="1 cause of 2 still to fix: late deliveries")
    assert headline(waiting) == "1 cause of 2 still to fix: late deliveries."


SENTENCE = re.compile(
    r"(?:Orders about (?P<every>every [\w. ]+?) \((?P<orders>\d+) orders?\)"
    r"|(?P<few>\d+) orders? only, so judged by (?:the whole book, where the next comes"
    r"|its one gap and the whole book: the next) after about (?P<usual>[\w. ]+?))\."
    r" (?:Silent for (?P<silence>[\d.]+ \w+)(?P<rule>: the fixed rule of its segment is a call at 45 days \(W1\))?"
    r"(?:: (?P<compared>longer than any|not longer than any|longer than (?P<shorter>\d+)) of its (?P<gaps>\d+) gaps"
    r"|: (?P<only>longer than its only gap|not longer than its only gap))?"
    r"|Last order: (?P<last>[^;]+); next expected: (?P<next>[^.]+))\."
    r" (?P<words>(?:About|At|More|Fewer) [^(]+) \((?P<percent>[^)]+)\) not to order in the next 90 days"
    r"(?:; (?P<stake>[\d.,]+ EUR) a year at stake)?\."
    r"(?: (?P<clears>(?:One|A second) order clears this row\.))?"
)


@settings(derandomize=True, max_examples=400)
@given(
    days_ago=st.lists(st.integers(0, 900), min_size=1, max_size=25, unique=True),
    chance=st.floats(0.0001, 0.9999),
    at_stake=st.integers(0, 10**8),
    fixed=st.sampled_from([None, 45]),
)
def test_every_number_is_recomputed_from_the_orders(
    days_ago: list[int], chance: float, at_stake: int, fixed: int | None
) -> None:
    few = len(days_ago) < 3
    told = grounds(
        days_ago,
        chance_90=chance,
        at_stake=at_stake,
        fixed_days=fixed,
        expected_gap=44.0,
        borrowed_from="book" if few else "",
    )
    said = SENTENCE.fullmatch(sentence(told))
    assert said is not None, sentence(told)
    silence, days = min(days_ago), sorted(days_ago, reverse=True)
    gaps = [earlier - later for earlier, later in pairwise(days)]
    if few:
        assert int(said["few"]) == len(days_ago) and said["usual"] == duration(44)
    else:
        assert int(said["orders"]) == len(days_ago) and said["every"] == every(median(gaps))
    if said["last"]:
        assert silence == 0 or few or silence <= median(gaps)
    elif said["rule"]:
        assert fixed and int(said["silence"].split()[0]) == silence >= 45
    else:
        assert said["silence"] == duration(silence)
    if said["gaps"]:
        shorter = sum(gap < silence for gap in gaps)
        assert int(said["gaps"]) == len(gaps)
        claimed = {"longer than any": len(gaps), "not longer than any": 0}
        assert claimed.get(said["compared"], int(said["shorter"] or -1)) == shorter
    if said["only"]:
        assert said["only"].startswith("not") == (silence <= gaps[0])
    assert said["words"].lower() == chance_words(chance)
    assert said["percent"] == percent(chance)
    assert (said["stake"] or "0 EUR") == money_words(at_stake, "EUR")
