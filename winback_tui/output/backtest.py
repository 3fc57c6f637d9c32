"""A replay of the past as a page to read and as one JSON object."""

from __future__ import annotations

from typing import Any

from winback_tui.domain.chance.backtest import DAYS_SINCE, Bin, Ranking, Replay
from winback_tui.domain.wording.wording import count, full_day

_BAR = 20


def page(told: Replay, with_money: bool) -> str:
    """The sentence, the rankings side by side, and how often what was said came true."""
    lines = [headline(told), "", _heading(with_money)]
    lines += [_ranked(one, with_money) for one in told.rankings]
    lines += ["", *_calibration(told), "", "  Chance said   came true   accounts"]
    lines += [_bin(one) for one in told.bins]
    return "\n".join(lines)


def headline(told: Replay) -> str:
    """Whether the list would have been right, against plain silence."""
    ours = told.rankings[0]
    plain = next(one for one in told.rankings if one.name == DAYS_SINCE)
    return (
        f"Of the {count(ours.top, 'account')} that Winback would have called most likely gone on"
        f" {full_day(told.today)}, {ours.top_hits:.0f} ordered nothing in the next 90 days; of the {plain.top}"
        f" with the most days since their last order, {plain.top_hits:.0f}."
    )


def as_object(told: Replay, with_money: bool) -> dict[str, Any]:
    """One replayed day; shares and areas as numbers, null where everybody did the same."""
    return {
        "cut": told.cut.isoformat(),
        "told_on": told.today.isoformat(),
        "sentence": headline(told),
        "accounts": told.accounts,
        "silent": told.silent,
        "skill": _rounded(told.skill),
        "calibration_error": _rounded(told.calibration_error),
        "own_accounts": told.own_accounts,
        "own_area": _rounded(told.own_area),
        "own_skill": _rounded(told.own_skill),
        "rankings": [
            {
                "by": one.name,
                "area": _rounded(one.area),
                "top": one.top,
                "top_hits": _rounded(one.top_hits),
                "lost_money_in_top_tenth": _rounded(one.lost_money) if with_money else None,
            }
            for one in told.rankings
        ],
        "reliability": [
            {
                "low": one.low,
                "high": one.high,
                "accounts": one.accounts,
                "said": _rounded(one.said),
                "came": _rounded(one.came),
            }
            for one in told.bins
        ],
    }


def _heading(with_money: bool) -> str:
    money = "  lost money in the first tenth" if with_money else ""
    return f"  {'Ranked by':24}{'area':>6}{'top hits':>12}{money}"


def _ranked(one: Ranking, with_money: bool) -> str:
    area = "-" if one.area is None else f"{one.area:.3f}"
    hits = f"{one.top_hits:.0f} of {one.top}"
    money = f"  {'-' if one.lost_money is None else f'{one.lost_money:.0%}'}" if with_money else ""
    return f"  {one.name:24}{area:>6}{hits:>12}{money}"


def _calibration(told: Replay) -> list[str]:
    lines = [
        f"  {told.silent:,} of {count(told.accounts, 'account')} with at least three order days stayed away.",
        f"  The chances were off by {told.calibration_error * 100:.1f} points on average{_skill(told.skill)}.",
    ]
    if told.own_area is not None:
        lines.append(
            f"  Within twice the own interval: area {told.own_area:.3f}, {told.own_accounts:,} accounts."
        )
    return lines


def _skill(skill: float | None) -> str:
    if skill is None:
        return ""
    if skill <= 0:
        return f"; giving everybody the same chance would have been no worse (skill {skill:.2f})"
    return f"; skill {skill:.2f}, where 0 is giving everybody the same chance and 1 is knowing"


def _bin(one: Bin) -> str:
    return f"  {one.said:10.0%}  {one.came:10.0%}  {one.accounts:9,}  {'▇' * round(one.came * _BAR)}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
