"""The cases of a review: each with everything done about it, and the time as a customer that it ended."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from winback_tui.domain.case.reasons import Reason
from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.interview.root_classes import scripts_question
from winback_tui.domain.interview.script import Meaning
from winback_tui.domain.plan.offers.kinds import SPENT_WHEN_MADE, OfferKind
from winback_tui.domain.returns.loss_figures import AnsweredLoss, LossFigures
from winback_tui.domain.returns.returns import VOLUME_DAYS
from winback_tui.domain.review.account_sums import profit_at
from winback_tui.domain.review.facts import (
    CaseCause,
    CaseReturn,
    ReviewedAccount,
    ReviewedCase,
    ReviewSettings,
    Spell,
    spells_of,
)
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.playbook.scripts.script_library import load_script
from winback_tui.services.plans.strategies import all_strategies
from winback_tui.services.returns.growth import credit_of, credit_share
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.store.cases.reviewed_cases import (
    CaseRecords,
    RecordedCase,
    RecordedCause,
    RecordedDecision,
    case_records,
    used_scripts,
)
from winback_tui.store.read import day_or_none
from winback_tui.store.settings.settings import setting
from winback_tui.store.summary.orders import ordinal

_ASKED = (Meaning.STATED_CLASS, Meaning.ROOT_CLASS, Meaning.REP_CLASS, Meaning.SEVERITY)
_NO_ANSWERS: Mapping[Meaning, Sequence[str]] = dict.fromkeys(_ASKED, ())


def case_reviewer(connection: sqlite3.Connection, today: date, settings: ReviewSettings) -> CaseReviewer:
    """All that is on record about every case, ready to be turned into what a review shows."""
    meanings = _meanings(used_scripts(connection))
    return CaseReviewer(
        today,
        settings,
        {each.code: each for each in load_reasons("en", own_playbook()).all},
        meanings,
        case_records(connection, today, {question for _, question in meanings}),
        setting(connection, "hour cost", (0, "")),
        {each.code: each.title for each in all_strategies()},
        credit_share(connection),
    )


def _meanings(scripts: Sequence[str]) -> dict[tuple[str, str], Meaning]:
    """What the questions of these scripts mean, by script and question; nothing for a script that is gone."""
    found = {}
    for name in scripts:
        try:
            script = load_script(name, "en", own_playbook())
        except (NotFound, BadInput):
            continue
        for question in script.questions:
            if question.means in _ASKED:
                found[name, question.id] = question.means
    return found


def with_repeats(cases: Sequence[ReviewedCase]) -> list[ReviewedCase]:
    """The cases of one account, the oldest first: what was done in a second case of the same loss is added to the
    first.

    Its costs are added, its causes taken where the first case has none; the second case itself has no cost any more.
    """
    found = list[ReviewedCase]()
    at = 0
    for case in cases:
        if not case.repeats or not found:
            at = len(found)
            found.append(case)
            continue
        first = found[at]
        found[at] = first._replace(
            interviewed=first.interviewed or case.interviewed,
            decided=first.decided or case.decided,
            planned=first.planned or case.planned,
            contacted=first.contacted or case.contacted,
            verdict=case.verdict or first.verdict,
            strategy=case.strategy or first.strategy,
            responsible=case.responsible or first.responsible,
            severity=max(first.severity, case.severity),
            causes=first.causes or case.causes,
            offers=_added(first.offers, case.offers),
            offer_kinds=tuple(dict.fromkeys((*first.offer_kinds, *case.offer_kinds))),
            time=_added(first.time, case.time),
            fixes=_added(first.fixes, case.fixes),
        )
        found.append(case._replace(offers=None, time=None, fixes=None))
    return found


def _added(one: int | None, other: int | None) -> int | None:
    return other if one is None else one + (other or 0)


@dataclass(frozen=True, slots=True)
class CaseReviewer:
    """Turns the records of cases into what the review shows of them."""

    today: date
    settings: ReviewSettings
    reasons: Mapping[str, Reason]
    meanings: Mapping[tuple[str, str], Meaning]
    records: CaseRecords
    hour_cost: Sequence[Any]
    titles: Mapping[str, str]
    share: int

    def by_account(self) -> dict[int, list[RecordedCase]]:
        """The cases on record by the number of their account."""
        found: dict[int, list[RecordedCase]] = defaultdict(list)
        for case in self.records.cases:
            found[case.account_no].append(case)
        return found

    def review(
        self,
        account: ReviewedAccount,
        own: Sequence[RecordedCase],
        first_day: str,
        losses: Sequence[LossFigures],
    ) -> tuple[tuple[Spell, ...], list[ReviewedCase]]:
        """Every time an account with cases was a customer, and its cases; `kept`: what its orders say about them."""
        own = [case for case in own if case.lost_on <= self.today]
        own.sort(key=lambda case: (case.lost_on, case.id))
        figures = {each.case_id: each for each in losses}
        answers = {each.case_id: each.answer for each in losses if each.answer is not None}
        silent = account.spells[0].lost if account.spells else None
        if silent is not None:
            last_loss = own[-1].lost_on if own else None
            back = any(case.lost_on == last_loss and case.id in answers for case in own)
            silent = silent if back else None
        spells, repeats = spells_of(
            ordinal(first_day) if first_day else None,
            [(case_id, ordinal(answer.returned_on)) for case_id, answer in answers.items()],
            [(case.id, case.lost_on.toordinal()) for case in own],
            silent,
        )
        reviewed = []
        for place, case in enumerate(own):
            answer = answers.get(case.id)
            for later in own[place + 1 :]:
                if answer is not None or later.id not in repeats:
                    break
                answer = answers.get(later.id)
            reviewed.append(self._case(account, case, figures.get(case.id), answer, case.id in repeats))
        return spells, with_repeats(reviewed)

    def _case(
        self,
        account: ReviewedAccount,
        case: RecordedCase,
        figures: LossFigures | None,
        answer: AnsweredLoss | None,
        repeats: bool,
    ) -> ReviewedCase:
        sales, profit = 0, 0
        if figures is not None:
            sales, profit = figures.sales, profit_at(figures.sales, self.settings.margin)
            if figures.profit is not None:
                profit = figures.profit
        decision = self.records.decisions.get(case.id)
        offers = [
            one for one in self.records.offers.get(case.id, ()) if one.currency in (account.currency, "")
        ]
        spent = [one.cost for one in offers if one.taken or OfferKind(one.kind) in SPENT_WHEN_MADE]
        time, fixes = self._assumed(decision, account.currency)
        answers = self._answers(case.id)
        return ReviewedCase(
            case.id,
            case.account_no,
            case.account_id,
            case.account,
            account.owner,
            account.segment,
            account.abc,
            account.currency,
            case.lost_on,
            case.opened_on,
            case.lost_by,
            case.responsible,
            case.stage,
            case.closed_on is not None and case.closed_on <= self.today,
            repeats,
            sales,
            profit,
            case.interviewed,
            decision is not None,
            decision.verdict if decision else "",
            bool(case.strategy),
            case.contacted,
            case.lacks_contact,
            self.titles.get(case.strategy, case.strategy),
            max(
                (int(each) for each in answers[Meaning.SEVERITY] if each in ("1", "2", "3", "4", "5")),
                default=0,
            ),
            tuple(self._all_causes(self.records.causes.get(case.id, ()), answers)),
            sum(spent) if offers else None,
            tuple(dict.fromkeys(one.kind for one in offers if one.taken)),
            time,
            fixes,
            self._answer(case, answer),
        )

    def _answer(self, case: RecordedCase, answer: AnsweredLoss | None) -> CaseReturn | None:
        if answer is None:
            return None
        on_day, lost_again_on = date.fromisoformat(answer.returned_on), day_or_none(answer.lost_again_on)
        end = lost_again_on or self.today
        clean = day_or_none(answer.clean_on)
        rate = self.settings.margin if answer.margin is None else answer.margin
        return CaseReturn(
            on_day,
            (on_day - case.lost_on).days,
            day_or_none(answer.resumed_on),
            clean if clean is not None and clean <= end else None,
            lost_again_on,
            round(answer.earned * rate),
            answer.yearly if (end - on_day).days >= VOLUME_DAYS else None,
            credit_of(answer.earned, self.share),
        )

    def _assumed(self, decision: RecordedDecision | None, currency: str) -> tuple[int | None, int | None]:
        """What own time and fixes cost according to the decision to win back; None where not given.

        As with offers, an amount without a currency, from before the first order of the book, is in the account's.
        """
        if decision is None or decision.verdict != "win-back" or decision.currency not in (currency, ""):
            return None, None
        assumed = decision.assumed
        hours, fixes = assumed.get("hours"), assumed.get("fixes")
        minor, of = self.hour_cost
        an_hour = assumed.get("hour_cost")
        if an_hour is None and of == currency:
            an_hour = minor
        time = round(hours * an_hour) if hours is not None and an_hour is not None else None
        return time, fixes

    def _answers(self, case_id: str) -> Mapping[Meaning, Sequence[str]]:
        given = self.records.answers.get(case_id)
        if given is None:
            return _NO_ANSWERS
        found: dict[Meaning, list[str]] = {meaning: [] for meaning in _ASKED}
        for script, question, value in given:
            meaning = self.meanings.get((script, scripts_question(question)))
            if meaning is not None:
                found[meaning].append(value)
        return found

    def _all_causes(
        self, causes: Sequence[RecordedCause], answers: Mapping[Meaning, Sequence[str]]
    ) -> list[CaseCause]:
        """The causes as entered; what the customer only said at first is not a root (M9)."""
        stated, roots = dict.fromkeys(answers[Meaning.STATED_CLASS]), set(answers[Meaning.ROOT_CLASS])
        found = [
            self._cause(one)
            for one in causes
            if one.voice != "customer" or one.reason in roots or one.reason not in stated
        ]
        found += [CaseCause(code, self._label(code), "customer", stated=True) for code in stated]
        if not any(one.voice == "rep" for one in found):
            found += [
                CaseCause(code, self._label(code), "rep")
                for code in dict.fromkeys(answers[Meaning.REP_CLASS])
            ]
        return found

    def _cause(self, one: RecordedCause) -> CaseCause:
        reason = self.reasons.get(one.reason)
        usual = reason.fixable if reason else None
        return CaseCause(
            one.reason,
            self._label(one.reason),
            one.voice,
            one.weight,
            False,
            usual if one.fixable is None else one.fixable,
            one.human,
            one.promise_broken,
            one.rival,
            one.text,
        )

    def _label(self, code: str) -> str:
        reason = self.reasons.get(code)
        return reason.label if reason else code
