"""Who leads a return: M10 (the rep who lost the account must not lead), unless somebody says in writing why."""

from __future__ import annotations

from winback_tui.domain.errors import Refused
from winback_tui.domain.gates import GatedAct, GateFacts, holding, override_reason
from winback_tui.services.accounts.reps import rep_name
from winback_tui.store.cases.cases import CaseHead, case_head, overrides_of
from winback_tui.store.cases.gate_facts import gate_facts, with_lead
from winback_tui.store.cases.writes import insert_override, set_responsible
from winback_tui.store.write import Transaction


def assign_lead(transaction: Transaction, case_id: str, responsible_id: str, override: str = "") -> CaseHead:
    """Let this employee lead the case; the case as it is then. Raises as `require_other_than_loser` does."""
    set_responsible(transaction, case_id, responsible_id)
    head = case_head(transaction.connection, case_id)
    assert head is not None
    require_other_than_loser(transaction, head, override)
    return head


def led_on_override(head: CaseHead) -> bool:
    """Whether the case is led by the rep who lost the account, which takes a written reason."""
    return bool(head.responsible_id) and head.responsible_id == head.lost_by_id


def require_other_than_loser(transaction: Transaction, head: CaseHead, reason: str = "") -> None:
    """Check who leads the case; a written `reason` is kept as an override.

    Raises Refused where the rep who lost the account would lead without one, BadInput for a reason without words.
    """
    if not led_on_override(head):
        return
    if reason.strip():
        insert_override(transaction, head.id, *override_reason("M10", reason))
        return
    facts = GateFacts(
        head.account,
        transaction.today,
        head.lost_on,
        lost_by_id=head.lost_by_id,
        lost_by_name=head.lost_by,
        responsible_id=head.responsible_id,
        overrides=overrides_of(transaction.connection, head.id),
    )
    for gate in holding(facts, GatedAct.PLAN):
        if gate.rule == "M10":
            raise Refused(gate.sentence, gate.rule)


def require_allowed(transaction: Transaction, head: CaseHead, owner_id: str | None) -> None:
    """Check that this employee may make a planned contact.

    Raises Refused for the rep who lost the account (M10) and for an account lost twice (M13: one letter, no plan).
    """
    facts = gate_facts(transaction.connection, head, transaction.today)
    owners = dict(facts.step_owners) | ({owner_id: rep_name(transaction, owner_id)} if owner_id else {})
    lead = (facts.responsible_id, facts.responsible_name)
    for gate in holding(with_lead(facts, lead, facts.strategy, owners), GatedAct.PLAN):
        if gate.rule in ("M10", "M13"):
            raise Refused(f"This contact cannot be planned: {gate.sentence}", gate.rule)
