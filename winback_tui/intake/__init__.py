"""From a file to orders and accounts; knows nothing of the database.

    known = inspect(Path("orders.csv"))            # what the file is, and what is open
    known = answer(known, "date", "dmy/")          # a question answered, or
    known = revise(known, replace(known.choices, encoding="cp1250"))   # a guess corrected
    for batch in (reading := Reading(known)): ...  # columns of orders, fast
    for row in rows(known): ...                    # OrderRow, AccountRow, Refusal, Skipped

Matching with accounts that are known already is the caller's work, by `AccountSeen.external_id` (unique
within `known.source`) and `AccountSeen.key`.
"""

from __future__ import annotations

from .ask.choices import ImportChoices, ImportOption, ImportQuestion
from .ask.explanation import explain
from .ask.questions import currency_question
from .ask.rules_file import RuleBook
from .inspection import answer, inspect, revise
from .recognise.fields import FIELDS
from .rows.beginnings import FileBeginning, begins_with, way_of_reading
from .rows.customer_keys import match_key
from .rows.reader import Reading, rows
from .rows.records import AccountRow, AccountSeen, OrderBatch, OrderRow, PersonSeen, Refusal, Skipped
from .rows.refused_file import write_refused
from .rows.warnings import NonOrderCounts, OddityWarnings
from .understanding import Understanding

__all__ = [
    "FIELDS",
    "AccountRow",
    "AccountSeen",
    "FileBeginning",
    "ImportChoices",
    "ImportOption",
    "ImportQuestion",
    "NonOrderCounts",
    "OddityWarnings",
    "OrderBatch",
    "OrderRow",
    "PersonSeen",
    "Reading",
    "Refusal",
    "RuleBook",
    "Skipped",
    "Understanding",
    "answer",
    "begins_with",
    "currency_question",
    "explain",
    "inspect",
    "match_key",
    "revise",
    "rows",
    "way_of_reading",
    "write_refused",
]
