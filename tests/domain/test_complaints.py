"""How fast complaints are answered, and what they say about the return."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from winback_tui.domain.account.complaints import (
    KOTLER,
    ComplaintHistory,
    ComplaintRecord,
    checked,
    compare_with_kotler,
    history,
    speed,
)
from winback_tui.domain.errors import BadInput

DAY = date(2026, 11, 2)


def complaint(severity: int = 2, answered: int | None = None, resolved: int | None = None) -> ComplaintRecord:
    def day(after: int | None) -> date | None:
        return None if after is None else DAY + timedelta(days=after)

    return ComplaintRecord(DAY, severity, "late", day(answered), day(resolved))


def test_speed_of_answers() -> None:
    found = speed(
        [complaint(2, 0, 4), complaint(3, 1, 9), complaint(3, 6), complaint(1), complaint(1, None, 8)]
    )
    assert (found.total, found.open, found.unanswered, found.at_once) == (5, 2, 1, 2)
    assert (found.median_answer, found.median_resolve) == (1, 8)
    assert found.sentence == (
        "5 complaints, 2 answered at once, half answered within 1 day,"
        " half of those resolved within 8 days, 1 unanswered, 2 open."
    )


def test_speed_without_complaints_or_answers() -> None:
    assert speed([]).sentence == "No complaint is recorded."
    assert speed([complaint()]).sentence == "1 complaint, 1 unanswered, 1 open."


def test_a_single_complaint_has_no_half() -> None:
    assert speed([complaint(2, 18)]).sentence == "1 complaint, answered within 18 days, 1 open."
    assert speed([complaint(2, 0, 3)]).sentence == "1 complaint, answered at once, resolved within 3 days."


def test_serious_and_small_stand_beside_kotlers_figures_apart() -> None:
    kotler = "Kotler: {} buy again when handled at once, {} when only heard."
    serious = f"Serious: 1 of 2 answered at once (50 %). {kotler.format('52 %', '34 %')}"
    small = f"Small: 1 of 1 answered at once (100 %). {kotler.format('95 %', '54 %')}"
    assert compare_with_kotler([complaint(3, 0), complaint(5, 4), complaint(2, 1)]) == (serious, small)
    assert compare_with_kotler([complaint(2, 1)]) == (small,)
    assert compare_with_kotler([]) == ()
    assert {(row.rule, row.buys_again) for row in KOTLER} == {
        ("M12", 0.91),
        ("M12", 0.54),
        ("M12", 0.96),
        ("L3", 0.34),
        ("L3", 0.52),
        ("L3", 0.54),
        ("L3", 0.95),
    }


def test_history_for_the_chance_of_return() -> None:
    assert history([]) is ComplaintHistory.NEVER
    assert history([complaint(resolved=3)]) is ComplaintHistory.RESOLVED
    assert history([complaint(resolved=3), complaint(answered=1)]) is ComplaintHistory.OPEN


def test_black_marks_and_states() -> None:
    assert [complaint(severity).marks for severity in range(1, 6)] == [1, 1, 3, 3, 3]
    assert complaint().open and not complaint(resolved=1).open


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        (ComplaintRecord(DAY, 0), "must be from 1 to 5, not 0"),
        (ComplaintRecord(DAY, 6), "not 6"),
        (ComplaintRecord(DAY + timedelta(days=30)), "in the future"),
        (complaint(answered=-1), "cannot be answered on 1 Nov 2026"),
        (complaint(resolved=30), "cannot be resolved on 2 Dec 2026"),
    ],
)
def test_impossible_complaints_are_refused(bad: ComplaintRecord, named: str) -> None:
    with pytest.raises(BadInput) as refusal:
        checked(bad, DAY + timedelta(days=5))
    assert named in str(refusal.value)


def test_a_possible_complaint_passes_unchanged() -> None:
    for severity in (1, 3, 5):
        whole = complaint(severity, 0, 5)
        assert checked(whole, DAY + timedelta(days=5)) is whole
    assert checked(complaint(), DAY).open
