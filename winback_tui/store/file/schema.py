"""The tables of the book. Importing this loads sqlmodel: reading verbs must not."""

from winback_tui.store.accounts.tables import Account, Competitor, Person, Rep, Segment
from winback_tui.store.cases.tables import (
    Answer,
    Case,
    Cause,
    Condition,
    Decision,
    Fix,
    Interview,
    Override,
    WhyRow,
)
from winback_tui.store.log.tables import (
    ActRow,
    Cell,
    Change,
    Derived,
    Erasure,
    RowChecksum,
    ShelvedAccount,
    ShelvedOrder,
    State,
)
from winback_tui.store.orders.tables import Complaint, ImportBatch, SalesOrder
from winback_tui.store.plans.tables import Activity, Offer, Plan, Promise, Setting, Step
from winback_tui.store.summary.table import AccountSummary

__all__ = [
    "Account",
    "AccountSummary",
    "ActRow",
    "Activity",
    "Answer",
    "Case",
    "Cause",
    "Cell",
    "Change",
    "Competitor",
    "Complaint",
    "Condition",
    "Decision",
    "Derived",
    "Erasure",
    "Fix",
    "ImportBatch",
    "Interview",
    "Offer",
    "Override",
    "Person",
    "Plan",
    "Promise",
    "Rep",
    "RowChecksum",
    "SalesOrder",
    "Segment",
    "Setting",
    "ShelvedAccount",
    "ShelvedOrder",
    "State",
    "Step",
    "WhyRow",
]
