"""The board of open cases, by stage, with what each waits for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from winback_tui.domain.case.progress.stage_of import StageView, lacks_contact, stage_of
from winback_tui.domain.case.stage import Stage
from winback_tui.domain.days.due import when_words
from winback_tui.domain.text import clean_name
from winback_tui.domain.wording.channels import channel_words
from winback_tui.domain.wording.wording import count
from winback_tui.services.accounts.next_action import next_in_case
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, open_cases, overrides_of
from winback_tui.store.cases.cases import closed_cases as closed_in
from winback_tui.store.cases.cases_by_account import case_facts
from winback_tui.store.cases.met_conditions import met_conditions
from winback_tui.store.cases.same_day_orders import cases_with_same_day_order
from winback_tui.store.lists.standings import Standing, standings

from .loss_day import same_day_question

__all__ = ["CaseRow", "Stage", "board", "closed_cases", "count_cases", "stage_counts"]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """An open case: who lost it, who leads it, its stage, what it waits for, and its next date in words.

    `next_words` is `call 3 days late`, of which `next_when` is the end, or, where nothing is planned and nothing is
    waited for, what the account's page names as next: `decide whether to win them back`, `close the case`. `held`: what
    the step waits for while a gate holds it, '' for nothing. `met_conditions`: a sentence for each condition of return
    that is met while nobody has acted on it.
    """

    case: CaseHead
    standing: Standing
    stage: StageView
    next_on: date | None
    next_words: str
    overrides: tuple[str, ...]
    met_conditions: tuple[str, ...]
    next_when: str = ""
    held: str = ""

    @property
    def lacks_contact(self) -> bool:
        """Whether no contact is planned, though something should come next."""
        return lacks_contact(self.stage.stage, self.next_on)


def board(book: Book, responsible: str = "") -> list[CaseRow]:
    """Open cases of accounts that are not back yet, by stage, the most money at risk first in each; before all,
    those with a condition that is met.

    `responsible` limits it to one employee's cases, ignoring letter case.
    """
    wanted = clean_name(responsible).casefold()
    with book.read() as connection:
        cases = open_cases(connection)
        facts = case_facts(connection, book.today, [case.id for case in cases])
        known = standings(connection, [case.account_no for case in cases])
        met: dict[str, list[str]] = defaultdict(list)
        same_day = cases_with_same_day_order(connection)
        for each in met_conditions(connection, book.today):
            met[each.case_id].append(each.sentence)
        rows = []
        for case in cases:
            standing = known[case.account_no]
            if standing.back or (wanted and case.responsible.casefold() != wanted):
                continue
            step, next_on = facts[case.id].next_step, facts[case.id].next_on
            stage = stage_of(facts[case.id])
            if next_on is None:
                when = ""
                words = (
                    "close the case"
                    if stage.stage.ended
                    else next_in_case(connection, book.today, case, facts[case.id], stage).text
                )
            else:
                when = when_words(next_on, book.today)
                words = f"{channel_words(step.what) if step else 'review decision'} {when}"
            rules = tuple(overrides_of(connection, case.id))
            asked = same_day_question(connection, case) if case.id in same_day else ""
            if asked:
                stage = replace(stage, waits_for=asked, rule="M11")
            rows.append(
                CaseRow(
                    case,
                    standing,
                    stage,
                    next_on,
                    words,
                    rules,
                    tuple(met[case.id]),
                    when,
                    step.held if step else "",
                )
            )
    order = list(Stage)
    return sorted(
        rows,
        key=lambda row: (
            not row.met_conditions,
            order.index(row.stage.stage),
            -row.standing.at_stake,
            row.case.account,
        ),
    )


def stage_counts(rows: Sequence[CaseRow]) -> str:
    """`18 cases: 9 with no contact planned; 3 to interview, 2 to decide`, in the order of the stages."""
    idle = sum(row.lacks_contact for row in rows)
    parts = [f"{idle} with no contact planned"] if idle else []
    return f"{count(len(rows), 'case')}: {'; '.join([*parts, ', '.join(stages_in_words(rows))])}"


def stages_in_words(rows: Sequence[CaseRow]) -> list[str]:
    """`3 to interview`, `2 to decide`: a part for each stage that has a case, in the order of the stages."""
    stages = Counter(row.stage.stage for row in rows)
    return [f"{stages[stage]} {stage}" for stage in Stage if stages[stage]]


def count_cases(book: Book) -> int:
    """How many cases are on the board."""
    with book.read() as connection:
        cases = open_cases(connection)
        known = standings(connection, [case.account_no for case in cases])
    return sum(not known[case.account_no].back for case in cases)


def closed_cases(book: Book, responsible: str = "") -> list[CaseHead]:
    """Closed cases, the latest first; of `responsible` only where named, ignoring letter case."""
    wanted = clean_name(responsible).casefold()
    with book.read() as connection:
        found = closed_in(connection)
    return [case for case in found if not wanted or case.responsible.casefold() == wanted]
