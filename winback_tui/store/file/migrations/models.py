"""The models of all tables of the book: what a migration is written from, and what the columns are tested against.

Importing this loads SQLModel (0.4 s); no command does.
"""

from winback_tui.store.accounts.tables import Account, FormerName, Person, Rep, Segment, Snooze
from winback_tui.store.cases.rival_tables import Competitor, RivalAssessment, RivalObjection
from winback_tui.store.cases.tables import Case, Cause, Condition, Decision, Fix, Override, OwnChange
from winback_tui.store.contacts.tables import Activity, Complaint, Offer, Promise, Testimonial
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
from winback_tui.store.log.team_tables import (
    AccountNumber,
    Citation,
    DisputedRow,
    HistoryDigest,
    ImportOriginal,
    KeptRow,
    Laptop,
    SyncTarget,
    WaitingRow,
)
from winback_tui.store.orders.tables import ImportBatch, SalesOrder
from winback_tui.store.plans.tables import Plan, Setting, Step
from winback_tui.store.summary.table import AccountSummary

__all__ = [
    "Account",
    "AccountNumber",
    "AccountSummary",
    "ActRow",
    "Activity",
    "Answer",
    "Case",
    "Cause",
    "Cell",
    "Change",
    "Citation",
    "Competitor",
    "Complaint",
    "Condition",
    "Decision",
    "Derived",
    "DisputedRow",
    "Erasure",
    "Fix",
    "FormerName",
    "HistoryDigest",
    "ImportBatch",
    "ImportOriginal",
    "Interview",
    "KeptRow",
    "Laptop",
    "Offer",
    "Override",
    "OwnChange",
    "Person",
    "Plan",
    "Promise",
    "Rep",
    "RivalAssessment",
    "RivalObjection",
    "RowChecksum",
    "SalesOrder",
    "Segment",
    "Setting",
    "ShelvedAccount",
    "ShelvedOrder",
    "Snooze",
    "State",
    "Step",
    "SyncTarget",
    "Testimonial",
    "WaitingRow",
    "WhyRow",
]
