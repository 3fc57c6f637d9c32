"""A replay of the past as a page to read and as one JSON object."""

from __future__ import annotations

from typing import Any

from winback_tui.domain.chance.backtest import AT_STAKE, DAYS_SINCE, GAPS, LIST, Bin, Ranking, Replay
from winback_tui.domain.wording.wording import count, full_day

from .tables.values import percent

_BAR = 20
_TITLES = {LIST: "risk", AT_STAKE: "money at risk", GAPS: "days / usual interval"}


def page(replay: Replay, with_money: bool) -> str:
    """The sentence, the rankings side by side, and how often accounts of each risk really did not order."""
    lines = [headline(replay), "", _heading(with_money)]
    lines += [_ranked(one, with_money) for one in replay.rankings]
    lines += ["", *_calibration(replay), "", "  Risk   did not order   accounts"]
    lines += [_bin(one) for one in replay.bins]
    return "\n".join(lines)


def headline(replay: Replay) -> str:
    """How accurate the list was, compared with the days since the last order alone."""
    ours = replay.rankings[0]
    plain = next(one for one in replay.rankings if one.name == DAYS_SINCE)
    return (
        f"Of the {count(ours.top, 'account')} that Winback would have called most likely lost on"
        f" {full_day(replay.today)}, {ours.top_hits:.0f} ordered nothing in the next 90 days; of the {plain.top}"
        f" with the most days since their last order, {plain.top_hits:.0f}."
    )


def as_object(replay: Replay, with_money: bool) -> dict[str, Any]:
    """One replayed day; shares and areas as numbers, null where everybody did the same."""
    return {
        "cut": replay.cut.isoformat(),
        "told_on": replay.today.isoformat(),
        "sentence": headline(replay),
        "accounts": replay.accounts,
        "silent": replay.silent,
        "skill": _rounded(replay.skill),
        "calibration_error": _rounded(replay.calibration_error),
        "own_accounts": replay.own_accounts,
        "own_area": _rounded(replay.own_area),
        "own_skill": _rounded(replay.own_skill),
        "rankings": [
            {
                "by": one.name,
                "area": _rounded(one.area),
                "top": one.top,
                "top_hits": _rounded(one.top_hits),
                "lost_money_in_top_tenth": _rounded(one.lost_money) if with_money else None,
            }
            for one in replay.rankings
        ],
        "reliability": [
            {
                "low": one.low,
                "high": one.high,
                "accounts": one.accounts,
                "said": _rounded(one.predicted),
                "came": _rounded(one.came),
            }
            for one in replay.bins
        ],
    }


def _heading(with_money: bool) -> str:
    money = "  lost money in the top tenth" if with_money else ""
    return f"  {'Ranked by':24}{'quality':>8}{'did not order':>16}{money}"


def _ranked(one: Ranking, with_money: bool) -> str:
    quality = "-" if one.area is None else f"{one.area * 100:.0f}"
    hits = f"{one.top_hits:.0f} of {one.top}"
    lost = "-" if one.lost_money is None else percent(one.lost_money)
    money = f"  {lost:>26}" if with_money else ""
    return f"  {_TITLES.get(one.name, one.name):24}{quality:>8}{hits:>16}{money}"


def _calibration(replay: Replay) -> list[str]:
    lines = [
        f"  {replay.silent:,} of {count(replay.accounts, 'account')} with at least three order days ordered nothing.",
        "  Ranking quality goes from 50 (no better than chance) to 100 (every lost account above every other).",
        f"  The risk was off by {replay.calibration_error * 100:.1f} points on average{_skill(replay.skill)}.",
    ]
    if replay.own_area is not None:
        lines.append(
            f"  Within twice their usual interval: ranking quality {replay.own_area * 100:.0f},"
            f" {replay.own_accounts:,} accounts."
        )
    return lines


def _skill(skill: float | None) -> str:
    if skill is None:
        return ""
    if skill <= 0:
        return f"; giving everybody the same risk would have been no worse (skill {skill:.2f})"
    return f"; skill {skill:.2f}, where 0 is giving everybody the same risk and 1 is being always right"


def _bin(one: Bin) -> str:
    predicted, came = percent(one.predicted), percent(one.came)
    return f"  {predicted:>4}   {came:>13}  {one.accounts:9,}  {'▇' * round(one.came * _BAR)}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
