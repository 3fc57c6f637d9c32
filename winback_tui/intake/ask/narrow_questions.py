"""Questions where two columns fit the money, the day, the customer or the number almost equally well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from winback_tui.intake.interpret.dates import DateReader
from winback_tui.intake.interpret.numbers import parts
from winback_tui.intake.recognise.columns.claims import PLAIN, SURE
from winback_tui.intake.recognise.columns.evidence import Claim, ColumnChoice
from winback_tui.intake.recognise.headers import Header, phrase
from winback_tui.intake.recognise.tax_headers import is_tax, tax_header
from winback_tui.intake.understanding import Understanding, column_name

from .choices import ImportQuestion
from .column_questions import column_options

_EQUAL_RIGHT, _NARROW_GUESS = 1.0, 4.0
_MOSTLY = 0.5
_DAYS_APART = 14
"""If two columns of days differ by this many days or more, it matters for the interval which one counts."""

_ASKED_AS = {"account_id": "account"}
"""The field named in the question: for an uncertain customer number, the customer."""

Body = Sequence[Sequence[str]]


def narrow_questions(known: Understanding, body: Body, fits: Sequence[Claim]) -> list[ImportQuestion]:
    """One question: about the first field whose best column is hardly better than the next and has other contents."""
    if known.what != "orders" or known.system or known.deals:
        return []
    for field, id_, text, matters in _FIELDS:
        choice = known.weighed.get(field)
        if choice is None or choice.runner_up is None or not _is_open(known, field, choice):
            continue
        if matters(known, body, choice.chosen.column, choice.runner_up.column):
            rivals = [
                claim._replace(field=_ASKED_AS.get(field, field))
                for claim in (choice.chosen, choice.runner_up)
            ]
            options = column_options(known, body, rivals, rivals[0].field)[:2]
            if len(options) > 1:
                return [ImportQuestion(id_, text, options)]
    return []


def _is_open(known: Understanding, field: str, choice: ColumnChoice) -> bool:
    """Whether nobody decided, and the table fits hardly better with this column than with the next."""
    chosen, rival = choice.chosen, choice.runner_up
    if rival is None or chosen.column != known.columns.get(field):
        return False
    decided = known.choices.columns
    if field in decided.values() or any(
        column_name(known.headers, c.column) in decided for c in (chosen, rival)
    ):
        return False
    if chosen.score >= PLAIN:
        return choice.margin <= _EQUAL_RIGHT
    if field in ("number", "account_id") or rival.column in known.columns.values():
        return False
    return chosen.score < SURE and rival.score < SURE and choice.margin <= _NARROW_GUESS


def _sums_differ(known: Understanding, body: Body, chosen: int, rival: int) -> bool:
    if any(_speaks_of_tax(known.headers[c]) for c in (chosen, rival)):
        return False
    pairs = [(row[chosen].strip(), row[rival].strip()) for row in body]
    both = [pair for pair in pairs if all(map(_is_sum, pair))]
    differing = sum(1 for first, second in both if first != second)
    return len(both) >= len(body) * _MOSTLY and differing >= len(both) * _MOSTLY


def _speaks_of_tax(head: Header) -> bool:
    header = phrase(head.raw)
    return bool(tax_header(header).says) or is_tax(header)


def _is_sum(cell: str) -> bool:
    found = parts(cell)
    return found is not None and any(digit not in "0.," for digit in found.digits)


def _days_differ(known: Understanding, body: Body, chosen: int, rival: int) -> bool:
    reader = DateReader(known.months)
    if known.date is None:
        return False
    apart = []
    for row in body:
        days = [reader.readings(row[c]) for c in (chosen, rival)]
        both = days[0].get(known.date), days[1].get(known.date)
        if both[0] and both[1]:
            apart.append(abs((both[0] - both[1]).days))
    return len(apart) >= len(body) * _MOSTLY and median(apart) > _DAYS_APART


def _customers_differ(known: Understanding, body: Body, chosen: int, rival: int) -> bool:
    """Whether the two columns group the rows differently; a firm and its contact person are one customer, and both
    are used.
    """
    if any(rival in places for places in known.account_from):
        return False
    return _group_otherwise(body, chosen, rival)


def _ledgers_differ(known: Understanding, body: Body, chosen: int, rival: int) -> bool:
    """Whether two columns number customers differently, and no header says which column names them."""
    customer_choice = known.weighed.get("account")
    sure = customer_choice is not None and customer_choice.chosen.score >= SURE
    groups = [{row[c].strip() for row in body if row[c].strip()} for c in (chosen, rival)]
    return not sure and "account" in known.weighed and all(groups) and len(groups[0]) != len(groups[1])


def _numbers_differ(known: Understanding, body: Body, chosen: int, rival: int) -> bool:
    return _group_otherwise(body, chosen, rival)


def _group_otherwise(body: Body, chosen: int, rival: int) -> bool:
    pairs = [(row[chosen].strip(), row[rival].strip()) for row in body]
    both = [pair for pair in pairs if all(pair)]
    groups = len({first for first, _ in both}), len({second for _, second in both})
    return len(both) >= len(body) * _MOSTLY and min(groups) > 1 and len(set(both)) > min(groups)


_FIELDS: tuple[tuple[str, str, str, Callable[[Understanding, Body, int, int], bool]], ...] = (
    ("amount", "amount", "Which of these columns has the amount of an order?", _sums_differ),
    ("account", "account", "Which of these columns names the customer?", _customers_differ),
    ("account_id", "account", "Which of these columns names the customer?", _ledgers_differ),
    ("date", "date-column", "Which of these columns has the day of the order?", _days_differ),
    ("number", "number", "Which of these columns numbers the orders?", _numbers_differ),
)
"""Field, question, its text, and whether it matters which of two columns holds the field."""
