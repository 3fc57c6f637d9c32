"""A review as one JSON object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from winback_tui.domain.case.own_changes import QUESTIONS
from winback_tui.domain.money.money import decimal_string
from winback_tui.domain.review.causes.causes import CauseTotal
from winback_tui.domain.review.causes.own_changes import DiaryEntry
from winback_tui.domain.review.customers.customer_map import MapCell
from winback_tui.domain.review.customers.deciles import Decile
from winback_tui.domain.review.customers.lifetime import SegmentLifetime
from winback_tui.domain.review.loss import MonthLoss
from winback_tui.domain.review.review import Review
from winback_tui.domain.review.team import RepReview, money_ranking
from winback_tui.domain.review.win_back.cost import JudgedYear, ReturnOnCost
from winback_tui.domain.review.win_back.funnel import Funnel
from winback_tui.domain.review.win_back.win_back import WinBackReview
from winback_tui.playbook.references import reference_figures

from .figures import data_value, figure_object, percent_value


def review_object(review: Review) -> dict[str, Any]:
    """Every figure under its own key, with `why` for those without a value; the parts as lists of objects."""
    currency, won = review.currency, review.win_back
    return {
        **_period(review),
        **_figures(review),
        **_comparisons(review),
        "months": [_month(each, currency) for each in review.loss.months],
        "segments": [_segment(each, currency) for each in review.loss.segments],
        "causes": [cause_object(each, currency) for each in (*review.causes, *review.stated)],
        "stated_against_root": [
            {"stated": each.stated, "root": each.root, "accounts": each.accounts}
            for each in review.stated_against_root
        ],
        "funnel": _funnel(won.funnel),
        "cohorts": [_funnel(each) for each in won.cohorts],
        "romi_by": list(_returns(won, currency)),
        "judged_year": _judged(won.judged),
        "team": _team(review),
        "map": [_cell(each, currency) for each in review.map],
        "deciles": [_decile(each, currency) for each in review.deciles],
        "own_changes": [_change(each) for each in review.changes],
        "references": [str(each) for each in reference_figures()] if review.facts.settings.references else [],
    }


def _period(review: Review) -> dict[str, Any]:
    return {
        "period": review.period.name,
        "start": review.period.start.isoformat(),
        "end": review.period.end.isoformat(),
        "complete": not review.period.running,
        "group": review.group,
        "currency": review.currency,
    }


def _figures(review: Review) -> dict[str, Any]:
    """Each figure by its key, what the loss calls for, why some have no value, and all of them with their formulas."""
    figures = list(review.figures())
    return {
        **{each.key: data_value(each) for each in figures},
        "band": review.loss.band,
        "why": review.why or " ".join(f"{each.label}: {each.why}" for each in figures if each.value is None),
        "figures": [figure_object(each) for each in figures],
    }


def _comparisons(review: Review) -> dict[str, Any]:
    return {
        "compared": [
            {
                "figure": each.key,
                "now": data_value(each.now),
                "before": data_value(each.before),
                "year_before": data_value(each.year_before),
                "whole_before": None if each.whole is None else data_value(each.whole),
            }
            for each in review.comparisons
        ],
        "compared_with": [
            {"start": each.start.isoformat(), "end": each.end.isoformat(), "period": each.name}
            for each in review.compared
        ],
    }


def _segment(each: SegmentLifetime, currency: str) -> dict[str, Any]:
    return {
        "segment": each.segment,
        "customers": each.customers,
        "lost": each.lost,
        "orders_a_year": None if each.orders_a_year is None else round(each.orders_a_year, 2),
        "average_order": _money(each.average_order, currency),
        "lifetime_value": _money(each.value, currency),
        "lifetime_discounted": _money(each.discounted, currency),
        "lifetime_lost": _money(each.lost_value, currency),
    }


def _returns(won: WinBackReview, currency: str) -> Iterator[dict[str, Any]]:
    """What came back for the cost, by each thing that it is split by."""
    for by, rows in (
        ("year", won.by_year),
        ("cause", won.by_cause),
        ("strategy", won.by_strategy),
        ("offer", won.by_offer),
        ("leader", won.by_leader),
    ):
        for each in rows:
            yield {"by": by, **_return(each, currency)}


def _team(review: Review) -> list[dict[str, Any]]:
    """Each rep; `money_rank` 1 has the most money at risk, null where it is not compared with everybody's."""
    ranking = money_ranking(review.facts, review.team)
    places = {each.name: place for place, each in enumerate(ranking.rows, 1) if each.name}
    ranks = {} if ranking.unrated or review.facts.rep is not None else places
    return [_rep(each, review.currency, ranks.get(each.name)) for each in review.team]


def _rep(each: RepReview, currency: str, rank: int | None) -> dict[str, Any]:
    return {
        "rep": each.name,
        "accounts": each.accounts,
        "at_risk": each.at_risk,
        "at_risk_money": _money(each.at_risk_money.get(currency, 0), currency),
        "at_risk_by_currency": _by_currency(each.at_risk_money),
        "in_cases": each.in_cases,
        "in_cases_money": _money(each.in_cases_money.get(currency, 0), currency),
        "in_cases_by_currency": _by_currency(each.in_cases_money),
        "together_money": _money(each.together.get(currency, 0), currency),
        "together_by_currency": _by_currency(each.together),
        "money_rank": rank,
        "cases": dict(each.stages),
        "late": each.late,
        "today": each.today,
        "this_week": each.this_week,
        "late_steps": each.late_steps,
        "calls": each.calls,
        "promises_kept": each.promises_kept,
        "promises_broken": each.promises_broken,
        "promises_late": each.promises_late,
        "without_next_step": each.without_next_step,
        "contact_days": dict(zip("ABC", each.contact_days, strict=True)),
        "returns_credited": each.credited,
        "credit": _money(each.credit.get(currency, 0), currency),
        "credit_by_currency": _by_currency(each.credit),
    }


def _cell(each: MapCell, currency: str) -> dict[str, Any]:
    return {
        "class": each.abc,
        "readiness": each.readiness.value,
        "accounts": each.accounts,
        "likely_to_answer": each.likely,
        "yearly_profit": _money(each.yearly, currency),
        "at_risk": _money(each.at_stake, currency),
    }


def _decile(each: Decile, currency: str) -> dict[str, Any]:
    return {
        "decile": each.number,
        "accounts": each.accounts,
        "yearly_profit": _money(each.yearly, currency),
        "at_risk": _money(each.at_stake, currency),
        "by_risk": list(each.by_risk),
    }


def cause_object(row: CauseTotal, currency: str) -> dict[str, Any]:
    """One reason with the keys of `winback causes --json`."""
    return {
        "reason": row.reason,
        "label": row.label,
        "voice": row.voice,
        "group": row.group,
        "accounts": row.accounts,
        "cases": row.cases,
        "profit_lost": _money(row.profit, currency),
        "share_percent": percent_value(row.share),
        "running_percent": percent_value(row.running),
        "severity_mean": None if row.severity_mean is None else round(row.severity_mean, 2),
        "profit_by_severity": _money(row.profit_severity, currency),
        "fixable": row.fixable,
        "human": row.human,
        "promises_broken": row.promises_broken,
        "currency": currency,
        "why": row.why,
    }


def _month(month: MonthLoss, currency: str) -> dict[str, Any]:
    return {
        "month": f"{month.start.year}-{month.start.month:02}",
        "customers": month.customers,
        "lost_by_case": month.by_case,
        "lost_silent": month.silent,
        "sales_lost": _money(month.sales, currency),
        "profit_lost": _money(month.profit, currency),
        "complete": not month.partial,
    }


def _change(entry: DiaryEntry) -> dict[str, Any]:
    row = entry.row
    return {
        "change_id": row.id,
        "on": row.on_day.isoformat(),
        "kind": row.kind,
        "what": row.what,
        "segment": row.segment,
        "lost_before": entry.lost_before,
        "lost_after": entry.lost_after,
        "complete": entry.complete,
        **{name: getattr(row, name) for name in QUESTIONS},
        "follows": entry.follows,
        "open_questions": list(entry.open_questions),
    }


def _funnel(funnel: Funnel) -> dict[str, Any]:
    return {
        "cohort": funnel.name,
        **{step.replace(" ", "_"): number for step, number in funnel.steps()},
        "skipped": {
            step.replace(" ", "_"): {"without": before.replace(" ", "_"), "cases": number}
            for step, number, before in funnel.skipping()
        },
    }


def _return(row: ReturnOnCost, currency: str) -> dict[str, Any]:
    return {
        "name": row.name,
        "cases": row.cases,
        "returned": row.returned,
        "profit": _money(row.profit, currency),
        "cost": _money(row.cost, currency),
        "romi": None if row.romi is None else round(row.romi, 4),
        "too_early": row.young_until is not None,
        "judged_from": row.young_until.isoformat() if row.young_until else None,
    }


def _judged(found: JudgedYear | None) -> dict[str, Any] | None:
    return None if found is None else {"year": found.year, "from": found.on_day.isoformat()}


def _by_currency(sums: Mapping[str, int]) -> dict[str, str]:
    return {currency: decimal_string(minor, currency) for currency, minor in sums.items()}


def _money(minor: float | None, currency: str) -> str | None:
    return None if minor is None else decimal_string(round(minor), currency)
