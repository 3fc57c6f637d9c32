"""The rows of each page of the review, each with what is behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from winback_tui.domain.case.own_changes import QUESTIONS
from winback_tui.domain.review.behind import (
    CountedAccount,
    accounts_behind,
    accounts_lost,
    accounts_of_cases,
    accounts_of_cause,
    as_of_today,
    counts_accounts,
    counts_losses,
    lost_cases,
    named_accounts,
)
from winback_tui.domain.review.causes.causes import CauseTotal, causes_of
from winback_tui.domain.review.causes.own_changes import DiaryEntry, cases_after
from winback_tui.domain.review.figure import Figure
from winback_tui.domain.review.loss import MonthLoss
from winback_tui.domain.review.period import month_of, month_words
from winback_tui.domain.review.review import Review
from winback_tui.domain.review.team import MoneyRanking, RepReview, money_ranking
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.domain.wording.wording import count, money_column, money_sums
from winback_tui.output.review.figures import NOTHING, detail_words, value_words
from winback_tui.output.review.panels.cause_panels import lost_after_words
from winback_tui.output.review.panels.panel import Panel
from winback_tui.output.review.panels.panels import panels
from winback_tui.output.review.panels.team_panel import AT_RISK, order_words, rep_name, together_words
from winback_tui.output.review.panels.win_back_panel import step_words

PAGES = ("customers", "money", "causes", "changes", "win-back", "team", "map", "complaints")
"""The pages by the keys of their panels, in their order."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One line: its label, its value, the text after it. `more`: for the detail pane.

    `accounts` finds those behind it in the same review with every account listed; None where there are none to open.
    `losses`: they count as lost.
    `change`: the id of the own change that the line tells of.
    """

    key: str
    label: str
    value: str
    behind: str = ""
    more: str = ""
    figure: Figure | None = None
    accounts: Callable[[Review], Sequence[CountedAccount]] | None = None
    losses: bool = False
    change: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One page: the panel that other formats draw too, and its rows."""

    panel: Panel
    rows: tuple[ReviewRow, ...]


def review_page(review: Review, key: str) -> ReviewPage:
    """The page of this key; where nothing can be said of the period, one without rows."""
    found = panels(review)
    panel = next((each for each in found if each.key == key), found[0])
    return ReviewPage(panel, () if review.why else tuple(_rows(review, panel)))


def _rows(review: Review, panel: Panel) -> Iterator[ReviewRow]:
    if panel.key == "causes":
        yield from (_cause(review, each) for each in (*review.causes, *review.stated))
    for figure in panel.figures:
        behind = detail_words(figure) or panel.parts.get(figure.key, "")
        if before := panel.compared.get(figure.key):
            behind = f"{behind}; {before}" if behind else before
        accounts = partial(accounts_behind, key=figure.key) if counts_accounts(figure.key) else None
        yield ReviewRow(
            figure.key,
            figure.label,
            value_words(figure),
            behind,
            figure=figure,
            accounts=accounts,
            losses=counts_losses(figure.key),
        )
    match panel.key:
        case "customers":
            yield from (_month(review, each) for each in reversed(review.loss.months))
        case "money":
            yield from _segments(review)
        case "changes":
            yield from (_change(review, each) for each in review.changes)
        case "win-back":
            yield from _steps(review)
        case "team":
            yield from (_rep(review, each) for each in review.team)
            ranking = money_ranking(review.facts, review.team)
            yield from (_at_risk(ranking, each) for each in ranking.rows if each.at_risk + each.in_cases)
        case "map":
            yield from _cells(review)


def _month(review: Review, month: MonthLoss) -> ReviewRow:
    return ReviewRow(
        f"month {month.start}",
        month_words(month.start) + (" so far" if month.partial else ""),
        f"{month.lost} lost",
        f"of {month.customers:,}: {count(month.by_case, 'case')} + {month.silent} stopped;"
        f" {money_column(month.sales, review.currency)} a year",
        f"Of {count(month.customers, 'customer')} at the start of the month {month.by_case} were lost with a case,"
        f" {month.silent} stopped ordering.",
        accounts=partial(accounts_lost, period=month_of(month.start)) if month.lost else None,
        losses=True,
    )


def _segments(review: Review) -> Iterator[ReviewRow]:
    for each in review.loss.segments:
        value = NOTHING if each.value is None else money_column(each.value, review.currency)
        lost = NOTHING if each.lost_value is None else money_column(each.lost_value, review.currency)
        discounted = NOTHING if each.discounted is None else money_column(each.discounted, review.currency)
        yield ReviewRow(
            f"segment {each.segment}",
            f"Lifetime value, {each.segment or 'no segment'}",
            value,
            f"x {each.lost} lost = {lost}",
            f"Discounted {discounted}; {count(each.customers, 'customer')} at the start.",
            accounts=partial(_lost_of_segment, segment=each.segment) if each.lost else None,
            losses=True,
        )


def _cause(review: Review, row: CauseTotal) -> ReviewRow:
    share = (
        f"{exact_percent(row.share)}, sum {exact_percent(row.running or 0)}; "
        if row.share is not None
        else ""
    )
    fix = {True: "; can be fixed", False: "; out of our reach", None: ""}[row.fixable]
    severity = "" if row.severity_mean is None else f" Severity {row.severity_mean:.1f} of 5 (customers)."
    people = f" {count(row.human, 'human failure')}, {count(row.promises_broken, 'broken promise')}."
    whole = ""
    if row.share is not None:
        rows = review.stated if row.voice == "stated" else review.causes
        total = money_column(sum(each.profit for each in rows), review.currency)
        of = "with customers who gave a reason at first" if row.voice == "stated" else "with a case"
        whole = f" The % is of the {total} lost a year {of}."
    first = "They said: " if row.voice == "stated" else ""
    return ReviewRow(
        f"cause {row.voice} {row.reason}",
        f"{first}{row.label}",
        money_column(row.profit, review.currency),
        f"{share}{count(row.accounts, 'account')}{fix}",
        f"Profit lost a year with the accounts that named it.{whole}{severity}{people if row.human else ''}"
        f"{_tried(review, row)}",
        accounts=partial(accounts_of_cause, row=row),
    )


def _tried(review: Review, row: CauseTotal) -> str:
    """What was tried most often with those lost over a cause, and how many it brought back."""
    cases = [
        case
        for case in lost_cases(review)
        if case.strategy and any(cause.reason == row.reason for cause in causes_of(case, row.voice))
    ]
    if row.voice == "stated" or not cases:
        return ""
    strategy, number = Counter(case.strategy for case in cases).most_common(1)[0]
    back = sum(case.answer is not None for case in cases if case.strategy == strategy)
    return f" Most tried: “{strategy}”, {back} of {number} back."


def _change(review: Review, each: DiaryEntry) -> ReviewRow:
    row = each.row
    whom = f"met {row.segment}" if row.segment else "met everybody"
    answers = "".join(f"{question} {getattr(row, name) or '–'}\n" for name, question in QUESTIONS.items())
    return ReviewRow(
        f"change {row.id}",
        row.what,
        f"{each.lost_before} → {lost_after_words(each)}",
        f"lost 90 days before → after {row.on_day.isoformat()}, {row.kind}, {whom}",
        f"{answers}{each.outcome}",
        accounts=partial(accounts_of_cases, cases=cases_after(each, review.facts.cases)),
        change=row.id,
    )


def _steps(review: Review) -> Iterator[ReviewRow]:
    for name, number in review.win_back.funnel.steps():
        yield ReviewRow(
            f"step {name}",
            f"Reached: {step_words(name)}",
            f"{number:,}",
            f"of {count(review.win_back.funnel.lost, 'case')}",
            accounts=partial(accounts_behind, key=name) if number else None,
        )


def _rep(review: Review, each: RepReview) -> ReviewRow:
    stages = ", ".join(f"{number} {stage}" for stage, number in each.stages)
    days = ", ".join(
        f"{letter} {NOTHING if one is None else one}"
        for letter, one in zip("ABC", each.contact_days, strict=True)
    )
    money, credit = money_sums(each.at_risk_money), money_sums(each.credit)
    return ReviewRow(
        f"rep {each.name}",
        rep_name(each),
        f"{each.late + each.today} due",
        f"{each.late} late + {each.today} today, {each.this_week} this week,"
        f" {each.without_next_step} with no contact planned",
        f"{each.at_risk} of {count(each.accounts, 'account')} at risk"
        f"{money and f', {money} a year'}."
        f" Of the {each.late} late, {count(each.late_steps, 'step')} and {count(each.promises_late, 'promise')}."
        f" Cases: {stages or 'none'}. {count(each.calls, 'contact')}, {each.promises_kept} promises kept,"
        f" {each.promises_broken} broken. Days since the last contact by class: {days}."
        f" {count(each.credited, 'return')} credited{credit and f', {credit}'}.",
        accounts=partial(_at_risk_of, owner=each.name) if each.at_risk else None,
    )


def _at_risk(ranking: MoneyRanking, each: RepReview) -> ReviewRow:
    """The money of the accounts that one rep owns: what is overdue, what is in open cases, and both together."""
    accounts = count(each.at_risk + each.in_cases, "account")
    parts = [
        f"{money_sums(money)} {words}"
        for money, words in ((each.at_risk_money, "overdue"), (each.in_cases_money, "in open cases"))
        if money
    ]
    together = together_words(each)
    behind, value = " + ".join(parts), together or NOTHING
    if len(each.together) > 1:
        behind, value = f"{together}: {'; '.join(parts)}" if len(parts) > 1 else behind, accounts
    return ReviewRow(
        f"money {each.name}",
        f"At risk: {rep_name(each)}",
        value,
        behind,
        f"{accounts}: {each.at_risk} overdue, {each.in_cases} more with an open case, whoever leads it."
        f" {AT_RISK} {order_words(ranking)}",
        accounts=partial(_owned_at_risk, rep=each),
    )


def _owned_at_risk(review: Review, rep: RepReview) -> list[CountedAccount]:
    in_cases = set(rep.case_accounts)
    cases = as_of_today(one for one in review.everybody if one.id in in_cases)
    return [*_at_risk_of(review, rep.name), *cases]


def _at_risk_of(review: Review, owner: str) -> list[CountedAccount]:
    return as_of_today(one for one in review.everybody if one.owner == owner and one.on_list)


def _lost_of_segment(review: Review, segment: str) -> list[CountedAccount]:
    return [one for one in accounts_lost(review, review.period) if one.account.segment == segment]


def _in_cell(review: Review, abc: str, readiness: str) -> list[CountedAccount]:
    cell = next(each for each in review.map if (each.abc, each.readiness) == (abc, readiness))
    return named_accounts(review, cell.account_ids)


def _cells(review: Review) -> Iterator[ReviewRow]:
    for each in review.map:
        yield ReviewRow(
            f"cell {each.abc} {each.readiness}",
            f"Class {each.abc}, {each.readiness} risk",
            money_column(each.at_stake, review.currency),
            f"at risk; {count(each.accounts, 'account')}, {each.likely:,} likely to answer",
            accounts=partial(_in_cell, abc=each.abc, readiness=each.readiness) if each.accounts else None,
        )
