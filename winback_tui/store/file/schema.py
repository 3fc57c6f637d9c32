"""The tables of the book. Importing this loads sqlmodel: reading verbs must not."""

from winback_tui.store.accounts.tables import Account, Competitor, Person, Rep, Segment
from winback_tui.store.cases.tables import Case, Cause, Condition, Decision, Fix, Override
from winback_tui.store.contacts.tables import Activity, Complaint, Offer, Promise
from winback_tui.store.interviews.tables import Answer, Interview, WhyRow
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
from winback_tui.store.orders.tables import ImportBatch, SalesOrder
from winback_tui.store.plans.tables import Plan, Setting, Step
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
