"""What a list of accounts holds and in which order, as SQL."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from winback_tui.store.accounts.links import LINKED_NOS
from winback_tui.store.file.letter_case import holds

from .columns import NEVER_EMPTY, SORTS
from .in_pool import LAPSED_SINCE, in_pool_sql


class View(StrEnum):
    """Which accounts a list holds."""

    OVERDUE = "overdue"
    WORK = "work"
    RETURNED = "returned"
    SINGLE = "single"
    SLEEPING = "sleeping"
    RISK = "risk"
    ASIDE = "aside"
    POOL = "pool"
    ALL = "all"


_IN_VIEW = {
    View.OVERDUE: "s.on_list = 1",
    View.WORK: "a.id IN (SELECT account_id FROM loss_case WHERE closed_on = '')",
    View.RETURNED: "s.status IN ('returned', 'recovered')",
    View.SINGLE: "s.status = 'single'",
    View.SLEEPING: "s.status = 'sleeping'",
    View.RISK: "s.risk > 0",
    View.ASIDE: "s.aside_until <> ''",
    View.POOL: in_pool_sql(LAPSED_SINCE),
}

_RAISED = {View.OVERDUE: "s.raised", View.RISK: "s.risk"}
"""By view, the column that puts accounts at the top of a work list."""

SEARCHED = ("name", "name_key", "city", "phone", "email", "external_id")


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list shows and how; empty texts do not filter.

    In its default order, the overdue list has at the top those whose condition of return is met, the list of
    accounts at risk those that came back lately and complain.

    Each word of `search` is part of a name, also a former one, city, phone, mail or number in the books.
    """

    view: View = View.OVERDUE
    owner: str = ""
    segment: str = ""
    abc: str = ""
    search: str = ""
    sort: str = "at_stake"
    descending: bool = True

    @property
    def unsorted(self) -> tuple[str, ...]:
        """The query without its sort order: what decides who is on the list."""
        return self.view, self.owner, self.segment, self.abc, self.search

    @property
    def usual(self) -> bool:
        """Whether it is in the default order of a work list, with those at the top whose condition is met, or who
        are fragile and complain."""
        return self.view in _RAISED and (self.sort, self.descending) == ("at_stake", True)

    @property
    def falling(self) -> bool:
        """Whether the column runs from the greatest down: long silence is an early last order day."""
        return self.descending is not (self.sort == "silence_days")


class Selection(NamedTuple):
    """Parts of a SELECT. `number` is the column of the account's number; `summary` whether `s` is among the tables."""

    number: str
    tables: str
    where: str
    values: tuple[str, ...]
    order: str
    summary: bool


def selection(query: ListQuery, with_summary: bool = False) -> Selection:
    """The tables that the query needs and no other, so that indexes alone can answer the frequent ones."""
    terms, values = _terms(query)
    sort = SORTS[query.sort]
    asked = " ".join([*terms, sort])
    summary = with_summary or "s." in asked
    tables = "account_summary s" if summary else "account a"
    if summary and ("r." in asked or "a." in asked.replace("s.", " ")):
        tables += " JOIN account a ON a.no = s.account_no"
    if "r." in asked:
        tables += " LEFT JOIN rep r ON r.id = a.owner_id"
    number = "s.account_no" if summary else "a.no"
    if not summary:
        terms.append(f"a.no NOT IN ({LINKED_NOS})")
    way = "DESC" if query.falling else "ASC"
    last = "" if query.sort in NEVER_EMPTY else " NULLS LAST"
    order = f"{sort} {way}{last}, {number} {way}"
    if query.usual:
        order = f"{raised_first(query)}, {order}"
    return Selection(number, tables, " AND ".join(terms) or "1", tuple(values), order, summary)


def raised_first(query: ListQuery) -> str:
    """The term of ORDER BY that puts accounts at the top of a work list."""
    return f"{_RAISED[query.view]} DESC"


def _terms(query: ListQuery) -> tuple[list[str], list[str]]:
    terms, values = [], []
    if query.view in _IN_VIEW:
        terms.append(_IN_VIEW[query.view])
    if query.owner:
        terms.append("a.owner_id IN (SELECT id FROM rep WHERE name = ?)")
        values.append(query.owner)
    if query.segment:
        terms.append("a.segment = ?")
        values.append(query.segment)
    if query.abc:
        terms.append("s.abc = ?")
        values.append(query.abc.upper())
    for word in query.search.split():
        held, parts = holds([f"a.{column}" for column in SEARCHED], word)
        formerly, former_parts = holds(["name"], word)
        terms.append(f"({held} OR a.id IN (SELECT account_id FROM former_name WHERE {formerly}))")
        values += [*parts, *former_parts]
    return terms, values
