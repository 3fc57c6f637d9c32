"""Alarms beside the silence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.account.alarms import (
    Alarm,
    Contact,
    class_fell,
    decision_maker_left,
    ending,
    no_contact,
    quote_forgotten,
    volume_down,
)
from winback_tui.domain.money.yearly_value import MoneyLine

TODAY = date(2026, 11, 22)
NOW = TODAY.toordinal()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def weekly(weeks: int, minor: int = 10_000, last_weeks_minor: int = 10_000) -> list[MoneyLine]:
    return [
        MoneyLine(NOW - 7 * back, last_weeks_minor if back < 13 else minor) for back in reversed(range(weeks))
    ]


def volume(lines: list[MoneyLine], gap: float | None = 7.0) -> Alarm | None:
    return volume_down(lines, gap, TODAY, "EUR")


def test_a_third_less_money_is_an_alarm_with_its_figures() -> None:
    assert volume(weekly(60)) is None
    assert volume(weekly(60, last_weeks_minor=8_000)) is None
    alarm = volume(weekly(60, last_weeks_minor=5_000))
    assert alarm == Alarm("B3", "Volume down by 50 %: 650 EUR in the last 90 days, usually 1,306 EUR.")


def test_credits_pull_the_volume_down() -> None:
    credits = [MoneyLine(NOW - 20, -10_000)] * 6
    alarm = volume(sorted([*weekly(60), *credits]))
    assert alarm is not None and "down by" in alarm.text


def test_no_volume_alarm_where_it_would_be_unfair() -> None:
    silent = [line for line in weekly(60) if line.day < NOW - 95]
    assert volume(silent) is None
    assert volume(weekly(25, last_weeks_minor=1)) is None
    assert volume(weekly(60, last_weeks_minor=1), None) is None
    project = weekly(60)
    project[10] = MoneyLine(project[10].day, 90_000_000)
    assert volume(project) is None
    season = [MoneyLine(line.day, 3_000 if (NOW - line.day) % 365 < 91 else 10_000) for line in weekly(110)]
    assert volume(season) is None


def test_a_slow_account_is_judged_over_its_own_gaps() -> None:
    slow = [MoneyLine(NOW - 80 - 120 * back, 10_000) for back in reversed(range(12))]
    assert volume(slow, 120.0) is None


@settings(derandomize=True, max_examples=100)
@given(
    st.lists(st.tuples(st.integers(NOW - 1500, NOW + 20), st.integers(-(10**6), 10**6)), max_size=40),
    st.floats(1, 400),
)
def test_the_volume_alarm_never_fails_and_only_tells_falls(lines: list[tuple[int, int]], gap: float) -> None:
    alarm = volume(sorted(MoneyLine(day, minor) for day, minor in lines), gap)
    assert alarm is None or "down by" in alarm.text


def test_no_contact_for_long() -> None:
    assert no_contact(ago(89), None, TODAY) is None
    assert no_contact(ago(120), None, TODAY) == Alarm("C4", "No contact for 4 months: call them.")
    assert no_contact(None, ago(400), TODAY) == Alarm("C4", "No contact was ever logged: call them.")
    assert no_contact(None, ago(20), TODAY) is None
    assert no_contact(None, None, TODAY) is None


def test_a_quote_nobody_followed_up() -> None:
    alarm = quote_forgotten([ago(300), ago(70)], [ago(70), ago(80)], [ago(71)], TODAY)
    assert alarm == Alarm(
        "C4", "Asked for a quote on 13 Sep 2026, not followed up for 10 weeks: follow up now."
    )
    assert quote_forgotten([ago(70)], [ago(60)], [], TODAY) is None
    assert quote_forgotten([ago(70)], [], [ago(70)], TODAY) is None
    assert quote_forgotten([ago(6)], [], [], TODAY) is None
    assert quote_forgotten([ago(400)], [], [], TODAY) is None
    assert quote_forgotten([], [], [], TODAY) is None


@pytest.mark.parametrize(
    ("ahead", "text"),
    [
        (61, None),
        (21, "Welcome discount ends in 3 weeks, on 13 Dec 2026."),
        (0, "Welcome discount ends today, on 22 Nov 2026."),
        (-5, "Welcome discount ended 5 days ago, on 17 Nov 2026."),
        (-31, None),
    ],
)
def test_moments_of_truth(ahead: int, text: str | None) -> None:
    alarm = ending("welcome discount", TODAY + timedelta(days=ahead), TODAY)
    assert alarm == (None if text is None else Alarm("K5", text))


def test_the_decision_maker_left() -> None:
    left, stays = Contact("Ana", True, ago(30)), Contact("Bo", True)
    alone = decision_maker_left([left, Contact("Cy", False)], ago(2), TODAY)
    assert alone is not None
    assert alone.text == "Ana, who decided, left on 23 Oct 2026: find the successor and talk at once."
    known = decision_maker_left([left, stays], ago(40), TODAY)
    assert known is not None and known.text.endswith("talk to Bo at once.")
    assert decision_maker_left([left, stays], ago(10), TODAY) is None
    assert decision_maker_left([Contact("Ana", False, ago(30))], None, TODAY) is None
    assert decision_maker_left([Contact("Ana", True, ago(500))], None, TODAY) is None


def test_class_fell() -> None:
    assert class_fell("A", "C") == Alarm("B5", "Was class A a year ago, now C.")
    assert class_fell("B", "A") is None
    assert class_fell("", "C") is None
