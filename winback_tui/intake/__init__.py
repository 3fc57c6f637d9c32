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

from .choices import Choices, Option, Question
from .explaining import explain
from .fields import FIELDS
from .inspecting import answer, inspect, revise
from .keys import match_key
from .oddities import Oddities
from .reading import Reading, rows
from .refused import write_refused
from .rows import AccountRow, AccountSeen, Batch, OrderRow, PersonSeen, Refusal, Skipped
from .rules import RuleBook
from .uncounted import Uncounted
from .understanding import Understanding

__all__ = [
    "FIELDS",
    "AccountRow",
    "AccountSeen",
    "Batch",
    "Choices",
    "Oddities",
    "Option",
    "OrderRow",
    "PersonSeen",
    "Question",
    "Reading",
    "Refusal",
    "RuleBook",
    "Skipped",
    "Uncounted",
    "Understanding",
    "answer",
    "explain",
    "inspect",
    "match_key",
    "revise",
    "rows",
    "write_refused",
]
