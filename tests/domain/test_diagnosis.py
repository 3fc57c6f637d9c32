"""Reasons with weights from several interviews, and the doubts that stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.case.diagnosis import HumanFailure, StatedReason, diagnose, whole_percents
from winback_tui.domain.errors import BadInput

GROUPS = {
    "price": "dissatisfied",
    "service": "dissatisfied",
    "rival-persistence": "lured",
    "objective-gone": "objective",
}


def test_each_interview_has_the_same_say_and_roots_outweigh_what_is_stated() -> None:
    found = diagnose(
        [
            StatedReason("1", "Ana", "price"),
            StatedReason("1", "Ana", "service", root=True, confidence=2),
            StatedReason("2", "Bo", "service", root=True, confidence=3),
            StatedReason("2", "Bo", "rival-persistence", root=True, confidence=0),
        ],
        GROUPS,
    )
    assert [(each.reason, each.percent) for each in found.reasons] == [
        ("service", 90),
        ("rival-persistence", 10),
    ]
    assert found.reasons[0].told_by == ("Ana", "Bo")
    assert found.weights == pytest.approx({"service": 0.9, "rival-persistence": 0.1})
    assert found.doubts == ()


def test_what_is_only_stated_counts_when_no_root_was_reached_and_says_so() -> None:
    found = diagnose([StatedReason("1", "Ana", "price")], GROUPS, {"price": "Price [net]"})
    assert not found.reasons[0].reached
    assert found.doubts == ("Price [net] was only stated; the whys have not reached the root cause there.",)


def test_people_of_the_customer_who_disagree_are_shown_apart() -> None:
    told = [
        StatedReason("1", "Ana", "price", root=True, confidence=1),
        StatedReason("2", "Bo", "service", root=True, confidence=3),
    ]
    found = diagnose(told, GROUPS)
    assert [each.percent for each in found.reasons] == [50, 50]
    assert found.doubts == (
        "The customer's people do not agree: Ana names price; Bo names service.",
        "1 root cause in doubt because of tone or posture; ask once more.",
    )


def test_human_failures_name_the_person_and_the_promise() -> None:
    failure = StatedReason(
        "1", "Ana", "service", root=True, human=True, whom="Tom", promise_broken="call back"
    )
    found = diagnose([failure, failure], GROUPS)
    assert found.human == (HumanFailure("Tom", "call back", "Ana"),)


def test_unknown_codes_stay() -> None:
    found = diagnose([StatedReason("1", "Ana", "price"), StatedReason("1", "Ana", "own-code")], GROUPS)
    assert dict(found.groups) == {"dissatisfied": 0.5, "other": 0.5}


def test_nobody_asked_gives_no_reason_but_says_so() -> None:
    found = diagnose([], GROUPS)
    assert found.reasons == ()
    assert found.doubts == ("Nobody at the customer has told us why.",)


def test_a_reason_without_class_and_a_confidence_off_the_scale_are_refused() -> None:
    with pytest.raises(BadInput, match="that Ana gave has no class"):
        StatedReason("1", "Ana", "")
    with pytest.raises(BadInput, match="0 to 3, not 4"):
        StatedReason("1", "Ana", "price", confidence=4)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.builds(
            StatedReason,
            st.sampled_from("123"),
            st.sampled_from(["Ana", "Bo"]),
            st.sampled_from(list(GROUPS)),
            st.booleans(),
            st.integers(0, 3),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_weights_add_up_and_every_interview_is_heard(told: list[StatedReason]) -> None:
    found = diagnose(told, GROUPS)
    assert sum(found.weights.values()) == pytest.approx(1.0)
    assert sum(each.percent for each in found.reasons) == 100
    assert sum(share for _, share in found.groups) == pytest.approx(1.0)
    heard = {each.interview for each in told}
    for interview in heard:
        own = {each.reason for each in told if each.interview == interview}
        assert sum(found.weights.get(reason, 0) for reason in own) >= 1 / len(heard) - 1e-9


def test_largest_remainders_are_rounded_up() -> None:
    assert whole_percents([1, 1, 1]) == [34, 33, 33]
    assert whole_percents([0.126, 0.257, 0.617]) == [12, 26, 62]
    assert whole_percents([0.0, 0.0]) == [0, 0]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 1000), max_size=12))
def test_whole_percents_add_up_and_are_never_off_by_one(shares: list[float]) -> None:
    found = whole_percents(shares)
    total = sum(shares)
    assert sum(found) == (100 if total > 0 else 0)
    if total > 0:
        assert all(abs(p - s / total * 100) < 1 + 1e-6 for p, s in zip(found, shares, strict=True))
