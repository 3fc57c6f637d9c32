"""Why accounts were lost, added up over cases: what they said first, the root, and what our own people say (M9).

Each case's lost profit is split over its reasons by their weights: the reasons of one voice add up to the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from winback_tui.domain.case.severity import SCALE
from winback_tui.domain.review.facts import CaseCause, ReviewedCase
from winback_tui.domain.review.figure import few_reason, split_whole
from winback_tui.domain.review.period import month_of

from .wordings import proposed_joins, stands_for

UNKNOWN = ""
"""The reason of cases whose root nobody knows yet."""
MONTH = "month"
VOICES = ("root", "stated", "rep", "data")
"""Who a row comes from: the customer's root reason, what the customer said first, the rep's, what the data shows."""


@dataclass(frozen=True, slots=True)
class CauseTotal:
    """One reason of one voice, of one group where the causes are grouped. Money in minor units a year.

    `profit_severity`: the lost profit times the customers' mark of five (M7); cases without a mark are left out.
    `share` of the lost profit of all cases of the voice, `running` with all rows above; both None where there are
    too few, with `why`. `fixable`: whether most of its accounts could be answered by us, None where the reason is
    not known (L2).
    """

    reason: str
    label: str
    voice: str
    group: str
    accounts: int
    cases: int
    profit: int
    profit_severity: int
    share: float | None
    running: float | None
    why: str
    severity_mean: float | None
    fixable: bool | None
    human: int
    promises_broken: int
    account_ids: tuple[str, ...]


BY: dict[str, Callable[[ReviewedCase, CaseCause], str]] = {
    "rep": lambda case, cause: case.lost_by or case.owner,
    "segment": lambda case, cause: case.segment,
    "class": lambda case, cause: case.abc,
    MONTH: lambda case, cause: month_of(case.lost_on).name,
    "rival": lambda case, cause: cause.rival,
}
"""What causes can be grouped by: the rep who lost the account, its segment, class, the month, the rival by name."""
WORDING = "wording"
"""With this they are grouped by what was said: wordings that a person joined make one group."""


NO_JOINS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class WordingGroup:
    """Root causes given in the same words, or in words that a person joined. Money in minor units a year.

    `joined`: the other wordings that count as it; `proposed`: the wording that it is nearly the same as, '' for none.
    """

    wording: str
    joined: tuple[str, ...]
    proposed: str
    currency: str
    accounts: int
    profit: int
    account_ids: tuple[str, ...]

    @property
    def state(self) -> str:
        """`proposed`, `joined` or `alone`."""
        return "proposed" if self.proposed else "joined" if self.joined else "alone"


def wording_groups(
    cases: Sequence[ReviewedCase], currency: str, joins: Mapping[str, str]
) -> list[WordingGroup]:
    """The wordings of the root causes of these cases, those that free the most profit first (L4)."""
    texts = [cause.text for case in cases if not case.repeats for cause in case.roots() if cause.text]
    wordings = dict.fromkeys(texts)
    proposals = proposed_joins(texts, joins)
    sums: dict[str, tuple[dict[str, None], int]] = {}
    for row in cause_rows(cases, "root", WORDING, joins):
        if row.group:
            accounts, profit = sums.get(row.group, ({}, 0))
            sums[row.group] = ({**accounts, **dict.fromkeys(row.account_ids)}, profit + row.profit)
    groups = [
        WordingGroup(
            name,
            tuple(each for each in wordings if each != name and stands_for(each, joins) == name),
            proposals.get(name, ""),
            currency,
            len(accounts),
            profit,
            tuple(accounts),
        )
        for name, (accounts, profit) in sums.items()
    ]
    return sorted(groups, key=lambda group: (-group.profit, -group.accounts, group.wording))


@dataclass(slots=True)
class _Sum:
    label: str
    accounts: dict[str, None] = field(default_factory=dict)
    cases: int = 0
    profit: int = 0
    weighed: float = 0.0
    marks: list[int] = field(default_factory=list)
    fixable: int = 0
    judged: int = 0
    human: int = 0
    promises: int = 0

    def add(self, case: ReviewedCase, cause: CaseCause, profit: int) -> None:
        """One case's part in this reason."""
        self.accounts[case.account_id] = None
        self.cases += 1
        self.profit += profit
        if case.severity:
            self.marks.append(case.severity)
            self.weighed += profit * case.severity / len(SCALE)
        if cause.reason:
            self.judged += 1
            self.fixable += cause.fixable is not False
        self.human += cause.human
        self.promises += cause.promise_broken

    def total(
        self, reason: str, voice: str, group: str, share: float | None, running: float | None, why: str
    ) -> CauseTotal:
        """The row of this reason."""
        return CauseTotal(
            reason,
            self.label or "Not known yet",
            voice,
            group,
            len(self.accounts),
            self.cases,
            self.profit,
            round(self.weighed),
            share,
            running,
            why,
            sum(self.marks) / len(self.marks) if self.marks else None,
            2 * self.fixable >= self.judged if self.judged else None,
            self.human,
            self.promises,
            tuple(self.accounts),
        )


_Sums = dict[tuple[str, str], _Sum]
"""By group and reason."""


def cause_rows(
    cases: Sequence[ReviewedCase], voice: str = "root", by: str = "", joins: Mapping[str, str] = NO_JOINS
) -> list[CauseTotal]:
    """The reasons of one of `VOICES` over these cases, the most lost profit first, in each group by one of `BY`, or by
    `WORDING` with the `joins` of wordings that people made.

    Months are in order; of other groups the one that lost the most profit comes first. Cases that are not another
    loss are left out. For the root voice, cases without a known root make a row of their own, the last one: not to know
    is not a cause.
    """
    sums, counted = _added_up(cases, voice, _groups(by, joins))
    whole = sum(one.profit for one in sums.values())
    reason = few_reason(counted) or ("" if whole > 0 else "The lost accounts brought no profit.")
    rows, running = list[CauseTotal](), 0
    for (group, code), one in _ordered(sums, by):
        running += one.profit
        rows.append(
            one.total(
                code,
                voice,
                group,
                None if reason else one.profit / whole,
                None if reason else running / whole,
                reason,
            )
        )
    return rows


def _added_up(
    cases: Sequence[ReviewedCase], voice: str, groups: Callable[[ReviewedCase, CaseCause], str]
) -> tuple[_Sums, int]:
    """The sum of each reason in each group, and how many cases have any of this voice."""
    sums: _Sums = {}
    counted = 0
    for case in cases:
        causes = causes_of(case, voice)
        if case.repeats or not causes:
            continue
        counted += 1
        parts = split_whole(case.yearly_profit, [cause.weight for cause in causes])
        for cause, part in zip(causes, parts, strict=True):
            sums.setdefault((groups(case, cause), cause.reason), _Sum(cause.label)).add(case, cause, part)
    return sums, counted


def _ordered(sums: _Sums, by: str) -> list[tuple[tuple[str, str], _Sum]]:
    """Group by group, in each the most lost profit first."""
    of_group: Counter[str] = Counter()
    for (group, _), one in sums.items():
        of_group[group] += 0 if by == MONTH else one.profit
    return sorted(
        sums.items(),
        key=lambda item: (
            by == WORDING and not item[0][0],
            -of_group[item[0][0]],
            item[0][0],
            item[0][1] == UNKNOWN,
            -item[1].profit,
            -item[1].cases,
            item[0][1],
        ),
    )


def _groups(by: str, joins: Mapping[str, str]) -> Callable[[ReviewedCase, CaseCause], str]:
    if by == WORDING:
        return lambda case, cause: stands_for(cause.text, joins)
    return BY[by] if by else lambda case, cause: ""


def causes_of(case: ReviewedCase, voice: str) -> list[CaseCause]:
    """The causes of a case in one of `VOICES`; a case without a known root has one with the reason `UNKNOWN`."""
    match voice:
        case "root":
            return case.roots() or [CaseCause(UNKNOWN, "", "customer")]
        case "stated":
            return [one for one in case.causes if one.stated]
        case _:
            return [one for one in case.causes if one.voice == voice and not one.stated]


@dataclass(frozen=True, slots=True)
class StatedAndRoot:
    """How many accounts said `stated` at first where the root was `root` (M9)."""

    stated: str
    root: str
    accounts: int


def stated_and_root(cases: Sequence[ReviewedCase]) -> list[StatedAndRoot]:
    """What was said first next to the heaviest root, where both are known, the most frequent first."""
    pairs: dict[tuple[str, str], int] = {}
    for case in cases:
        stated = next((one for one in case.causes if one.stated), None)
        roots = case.roots()
        if stated is None or not roots or case.repeats:
            continue
        heaviest = max(roots, key=lambda one: one.weight)
        pair = (stated.label, heaviest.label)
        pairs[pair] = pairs.get(pair, 0) + 1
    rows = [StatedAndRoot(stated, root, number) for (stated, root), number in pairs.items()]
    return sorted(rows, key=lambda row: (-row.accounts, row.stated, row.root))
