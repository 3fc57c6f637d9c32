"""No verdict says "win back" while something is unknown that could turn it (playbook F4, K1b)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.decision_case import ASKED, Case, conclusion_of, eur
from winback_tui.domain.account.complaints import ComplaintHistory
from winback_tui.domain.decision import DecisionInputs, Verdict

MONEY = st.integers(0, 2_000).map(eur)
SALES = st.integers(5_000, 60_000).map(eur)
SEEN: Counter[str] = Counter()

KNOWN = st.fixed_dictionaries(
    {
        "margin": st.sampled_from([0.60, 0.30, 0.15, 0.04]),
        "days_since_loss": st.integers(0, 900),
        "referred": st.booleans(),
        "complaints": st.sampled_from(list(ComplaintHistory)),
        "moved_on": st.booleans(),
        "times_lost": st.sampled_from([1, 1, 1, 2]),
    }
)
COSTS = st.fixed_dictionaries({"yearly": SALES, "offer": MONEY, "fixes": MONEY, "hours": st.integers(0, 60)})
HEARD = st.fixed_dictionaries(
    {"severity": st.integers(1, 5), "price": st.booleans(), "service": st.booleans()}
)
"""What the interview tells; nobody knows it before."""
UNKNOWN = ["yearly", "offer", "fixes", "hours", "interview", "root", "severity", "others", "wanted"]
BLANKS = st.one_of(
    st.just(set[str]()),
    st.sampled_from(UNKNOWN).map(lambda blank: {blank}),
    st.sets(st.sampled_from(UNKNOWN)),
)
"""Often one alone: of several, another one would hold the word back."""


def case_of(known: dict[str, Any], costs: dict[str, Any], heard: dict[str, Any], blanks: set[str]) -> Case:
    """A decision with everything known but the blanks."""
    sums: dict[str, Any] = {name: None if name in blanks else value for name, value in costs.items()}
    sums["yearly"] = sums["yearly"] or eur(0)
    told: dict[str, Any] = {} if "interview" in blanks else dict(heard)
    if "severity" in blanks:
        told["severity"] = 0
    inputs = DecisionInputs(**known, **sums, **told, hour_cost=eur(50))
    zero = eur(0)
    return Case(
        *("drawn", inputs, 0.0, zero, zero, zero, None, None, ""),
        gates=replace(
            ASKED,
            interviews_finished=int("interview" not in blanks),
            root_recorded=not blanks & {"interview", "root"},
            times_lost=known["times_lost"],
        ),
        others="" if "others" in blanks else "They will not mind.",
        wanted=() if "wanted" in blanks else ("deliver in 3 days",),
    )


@settings(max_examples=400)
@given(KNOWN, COSTS, HEARD, BLANKS, st.lists(st.tuples(COSTS, HEARD), min_size=3, max_size=3))
def judge(
    known: dict[str, Any],
    costs: dict[str, Any],
    heard: dict[str, Any],
    blanks: set[str],
    others: list[tuple[dict[str, Any], dict[str, Any]]],
) -> None:
    verdict, words = conclusion_of(case_of(known, costs, heard, blanks))
    SEEN[f"{verdict} {'with blanks' if blanks else 'whole'}"] += 1
    if verdict is None:
        assert blanks and words.startswith("Cannot say yet: ")
    if verdict is not Verdict.WIN_BACK:
        return
    for other_costs, other_heard in others:
        filled_costs = {name: other_costs[name] if name in blanks else value for name, value in costs.items()}
        told = other_heard if "interview" in blanks else heard
        if "severity" in blanks:
            told = told | {"severity": other_heard["severity"]}
        filled = case_of(known, filled_costs, told, set())
        assert conclusion_of(filled)[0] is Verdict.WIN_BACK, (blanks, words)


def test_no_unknown_turns_a_word_to_win_them_back() -> None:
    SEEN.clear()
    judge()
    assert SEEN["win-back whole"] >= 10 and SEEN["None with blanks"] >= 30, SEEN
    assert SEEN["let-go with blanks"] >= 10, SEEN
