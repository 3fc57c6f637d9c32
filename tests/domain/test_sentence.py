"""The sentence of a row: golden ones, and every number of any sentence recomputed."""

from __future__ import annotations

import re
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
from winback_tui.domain.wording.wording import duration, every, money_words, percent

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
    return told._replace(**more)  # type: ignore[arg-type]


def every_21(times: int, silence: int) -> list[int]:
    return [silence + 21 * back for back in range(times)]


def lost(ago: int, closed: int | None = None, outcome: str = "") -> KnownCase:
    day = TODAY - timedelta(days=ago)
    return KnownCase(f"c{ago}", day, day, None if closed is None else TODAY - timedelta(days=closed), outcome)


MILL = every_21(18, 63)
STAKE = "62 % likely lost (no order in the next 90 days); 14,200 EUR of sales a year at risk."


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            grounds(MILL),
            "Orders about every 3 weeks (18 orders). No order for 9 weeks: longer than any of the 17 gaps before. "
            f"{STAKE} One order takes them off this list.",
        ),
        (
            grounds([63, 73, 83, 173, 263, 273], orders=9),
            "Orders about every 10 days (9 orders on 6 days). No order for 9 weeks: longer than 3 of the 5 gaps "
            f"before. {STAKE} One order takes them off this list.",
        ),
        (
            grounds([63, 73, 83, 173], orders=None, order_days=()),
            "Orders about every 10 days (4 days with an order). No order for 9 weeks: the longest gap before was"
            " 90 days. "
            f"{STAKE} One order takes them off this list.",
        ),
        (
            grounds(every_21(4, 5), at_stake=0),
            "Orders about every 3 weeks (4 orders). Last order: Tue 17 Nov; next expected: Tue 8 Dec. "
            "62 % likely lost (no order in the next 90 days).",
        ),
        (
            grounds([50, 415, 780], fixed_days=45, segment="Water"),
            "Orders about every 12 months (3 orders). No order for 50 days: segment Water is "
            f"called after 45 days. {STAKE} One order takes them off this list.",
        ),
        (
            grounds([40], expected_gap=44.0, borrowed_from="segment", segment="Cafés"),
            "1 order only, so judged by segment Cafés, where customers usually order again after about 6 weeks. "
            f"No order for 6 weeks. {STAKE} A second order takes them off this list.",
        ),
        (
            grounds([100, 160], expected_gap=44.0, borrowed_from="book"),
            "2 orders only, so judged by the one gap between them and by all customers: next order after about "
            "6 weeks. No order for 3 months: longer than the only gap before. "
            f"{STAKE} One order takes them off this list.",
        ),
        (
            grounds(MILL, lost(30), stage=Stage.INTERVIEW, waits_for="nobody has asked the customer why"),
            "Lost on 23 Oct 2026. Nobody has asked the customer why. Only an order after 23 Oct 2026 counts as a "
            "return. Orders about every 3 weeks (18 orders). No order for 9 weeks: "
            f"longer than any of the 17 gaps before. {STAKE}",
        ),
        (
            grounds(MILL, lost(0), stage=Stage.INTERVIEW),
            "Lost on 22 Nov 2026. Only an order after 22 Nov 2026 counts as a return. Orders about every 3 weeks (18 "
            "orders). No order for 9 weeks: longer than any of the 17 gaps before. "
            "14,200 EUR of sales a year lost with them.",
        ),
        (
            grounds([*every_21(18, 160), 23], lost(40)),
            "Returned on 30 Oct 2026, 17 days after the loss: trial, fragile until 30 Oct 2027. "
            "Orders about every 3 weeks (19 orders). No order for 3 weeks: longer than 17 of the 18 gaps before. "
            f"{STAKE} One order takes them off this list.",
        ),
        (grounds(MILL, gone_reason="bankrupt."), "Gone for good: bankrupt."),
        (
            grounds([0]),
            "1 order only: too few to know how often they usually order. Last order: today. "
            f"{STAKE} A second order takes them off this list.",
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
    assert "Lost again after a return: one letter of apology, no plan." in sentence(again)
    assert "an interview" not in sentence(again).lower()
    assert "; a clean year since." in sentence(grounds(every_21(40, 5), lost(500)))


def test_short_forms() -> None:
    assert brief(grounds(MILL)) == "last order 9 wk ago, usually 3 wk, risk 62 %, 14,200 EUR"
    assert brief(grounds([])) == "no order yet"
    assert headline(grounds(MILL)) == "No order for 9 weeks: longer than any of the 17 gaps before."
    assert headline(grounds(every_21(9, 5))) == "Last order: Tue 17 Nov; next expected: Tue 8 Dec."
    waiting = grounds(MILL, lost(30), stage=Stage.FIX, waits_for="1 cause of 2 still to fix: late deliveries")
    assert headline(waiting) == "1 cause of 2 still to fix: late deliveries."


@pytest.mark.parametrize(("by_margin", "words"), [(True, "of profit"), (False, "of sales")])
def test_the_money_says_whether_it_is_profit_or_sales(by_margin: bool, words: str) -> None:
    assert f"14,200 EUR {words} a year at risk." in sentence(grounds(MILL, by_margin=by_margin))
    gone = sentence(grounds(MILL, lost(40), by_margin=by_margin, chance_90=0.9))
    assert f"14,200 EUR {words} a year" in gone


SENTENCE = re.compile(
    r"(?:Orders about (?P<every>every [\w. ]+?) \((?P<orders>\d+) orders?\)"
    r"|(?P<few>\d+) orders? only, so judged by (?:all customers, where customers usually order again"
    r"|the one gap between them and by all customers: next order) after about (?P<usual>[\w. ]+?))\."
    r" (?:No order for (?P<silence>[\d.]+ \w+)(?P<rule>: their segment is called after 45 days)?"
    r"(?:: (?P<compared>longer than any|not longer than any|longer than (?P<shorter>\d+))"
    r" of the (?P<gaps>\d+) gaps before"
    r"|: (?P<only>longer than the only gap before|not longer than the only gap before))?"
    r"|Last order: (?P<last>[^;]+); next expected: (?P<next>[^.]+))\."
    r" (?P<percent>[^.()]+ %) likely lost \(no order in the next 90 days\)"
    r"(?:; (?P<stake>[\d.,]+ EUR) of (?:profit|sales) a year at risk)?\."
    r"(?: (?P<clears>(?:One|A second) order takes them off this list\.))?"
)


@settings(max_examples=400)
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
    assert said["percent"].lower() == percent(chance)
    assert (said["stake"] or "0 EUR") == money_words(at_stake, "EUR")
