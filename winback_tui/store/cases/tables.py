"""One loss of one account: the case, what caused it, what would bring them back, what was decided."""

from __future__ import annotations

from sqlmodel import Field

from winback_tui.store.log.tables import SyncedRow, optional_reference, reference


class Case(SyncedRow, table=True):
    """A loss. `outcome` is `let go` or `closed` once closed; a return is never written here (playbook M11).

    `same_day_order` is `before` where somebody said that an order of the very day came before the loss.
    """

    __tablename__ = "loss_case"

    account_id: str = reference("account.id")
    lost_on: str
    lost_by_id: str | None = optional_reference("rep.id")
    responsible_id: str | None = optional_reference("rep.id")
    note: str = ""
    opened_on: str
    closed_on: str = ""
    outcome: str = ""
    closing_note: str = ""
    same_day_order: str = ""


class Cause(SyncedRow, table=True):
    """A reason with a weight in percent; `voice` is who says so: rep, customer or data."""

    case_id: str = reference("loss_case.id")
    reason: str
    weight: int = 100
    text: str = ""
    voice: str = "customer"
    fixable: bool | None = None
    human: bool = False
    whom: str = ""
    promise_broken: str = ""
    competitor_id: str | None = optional_reference("competitor.id")
    found_on: str = ""


class Fix(SyncedRow, table=True):
    """What removes a cause (playbook B20)."""

    cause_id: str = reference("cause.id")
    what: str
    owner_id: str | None = optional_reference("rep.id")
    due_on: str = ""
    done_on: str = ""


class Condition(SyncedRow, table=True):
    """The answer to 'what must we do?': a checkable `term`, or `text` alone.

    `beyond` says why it is out of our reach (playbook B9), '' where it is not.
    """

    case_id: str = reference("loss_case.id")
    interview_id: str | None = optional_reference("interview.id")
    term: str = ""
    text: str = ""
    met_on: str = ""
    beyond: str = ""


class Decision(SyncedRow, table=True):
    """A verdict with its numbers: `chance` in basis points, money in minor units, `factors` as JSON."""

    case_id: str = reference("loss_case.id")
    verdict: str
    reason: str = ""
    wait_until: str = ""
    review_on: str = ""
    chance: int | None = None
    value: int | None = None
    cost: int | None = None
    currency: str = ""
    factors: str = "{}"
    decided_on: str
    decided_by_id: str | None = optional_reference("rep.id")


class Override(SyncedRow, table=True):
    """A gate passed with a written reason."""

    case_id: str = reference("loss_case.id")
    rule: str
    reason: str
    made_on: str = Field(default="")


class OwnChange(SyncedRow, table=True):
    """Something that we changed on a day: prices, range, suppliers, rules, people (playbook A-iso).

    `segment` is whom it affected ('' everybody). The answers to the four questions are '' until somebody gives them:
    `affected`, which customers it affected; `new_target` and `improved` 'yes' or 'no'; `alternatives`, what customers
    have instead and which benefits they do not notice.
    """

    __tablename__ = "own_change"

    on_day: str
    kind: str
    what: str
    segment: str = ""
    affected: str = ""
    new_target: str = ""
    improved: str = ""
    alternatives: str = ""


class JoinedWording(SyncedRow, table=True):
    """A wording of a cause that a person joined to another, `stands_for` (playbook L4: judge in groups)."""

    __tablename__ = "joined_wording"

    wording: str
    stands_for: str
