"""The tables of the book. Importing this loads sqlmodel: reading verbs must not."""

from .books import Complaint, ImportBatch, SalesOrder
from .care import AccountShelf, ActRow, Cell, Change, Derived, Erasure, OrderShelf, Seal, State
from .customers import Account, Competitor, Person, Rep, Segment
from .losses import Answer, Case, Cause, Condition, Decision, Fix, Interview, Override, WhyNode
from .summary import AccountSummary
from .work import Activity, Offer, Plan, Promise, Setting, Step

__all__ = [
    "Account",
    "AccountShelf",
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
    "OrderShelf",
    "Override",
    "Person",
    "Plan",
    "Promise",
    "Rep",
    "SalesOrder",
    "Seal",
    "Segment",
    "Setting",
    "State",
    "Step",
    "WhyNode",
]
