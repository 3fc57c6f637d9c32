"""Rivals and what we know of each: the battle card (playbook G-bat, W-ass)."""

from __future__ import annotations

from winback_tui.store.log.tables import SyncedRow, reference


class Competitor(SyncedRow, table=True):
    """Who takes our customers. `switching_cost` is what a customer loses by going to them: retooling, time, risk."""

    name: str
    note: str = ""
    promises: str = ""
    weak_points: str = ""
    switching_cost: str = ""


class RivalObjection(SyncedRow, table=True):
    """Something customers say in favour of a rival, with our answer to it (playbook A3)."""

    __tablename__ = "rival_objection"

    competitor_id: str = reference("competitor.id")
    objection: str
    answer: str = ""


class RivalAssessment(SyncedRow, table=True):
    """What a free assessment found in a rival's delivery to a customer, and what the rival did about it (W-ass)."""

    __tablename__ = "rival_assessment"

    competitor_id: str = reference("competitor.id")
    account_id: str = reference("account.id")
    on_day: str
    found: str
    rival_reply: str = ""
