"""Who leads a return: not the employee who lost the account, unless somebody says in writing why."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.errors import Refused
from winback_tui.domain.gates import GatedAct, GateFacts, holding, override_reason
from winback_tui.services.accounts.reps import rep_name
from winback_tui.store.cases.cases import CaseHead, overrides_of
from winback_tui.store.cases.gate_facts import gate_facts, with_lead
from winback_tui.store.cases.tables import Case, Override
from winback_tui.store.write import Transaction


def require_other_than_loser(transaction: Transaction, account: str, case: Case, reason: str = "") -> bool:
    """Lets the responsible employee of `case` pass; whether that was on a written reason, which is kept.

    Raises Refused where who lost the account would lead without one (playbook B8, M10), BadInput for a reason
    without words.
    """
    if not case.responsible_id or case.responsible_id != case.lost_by_id:
        return False
    overrides = overrides_of(transaction.connection, case.id)
    if reason.strip():
        rule, written = override_reason("M10", reason)
        transaction.add(
            Override(case_id=case.id, rule=rule, reason=written, made_on=transaction.today.isoformat())
        )
        return True
    facts = GateFacts(
        account,
        transaction.today,
        date.fromisoformat(case.lost_on),
        lost_by_id=case.lost_by_id or "",
        lost_by_name=rep_name(transaction, case.lost_by_id),
        responsible_id=case.responsible_id,
        overrides=overrides,
    )
    for gate in holding(facts, GatedAct.PLAN):
        if gate.rule == "M10":
            raise Refused(gate.sentence, gate.rule)
    return True


def require_allowed(transaction: Transaction, head: CaseHead, owner_id: str | None) -> None:
    """Lets a planned contact by this employee pass. Raises Refused with M10 or M13."""
    facts = gate_facts(transaction.connection, head, transaction.today)
    owners = dict(facts.step_owners) | ({owner_id: rep_name(transaction, owner_id)} if owner_id else {})
    lead = (facts.responsible_id, facts.responsible_name)
    for gate in holding(with_lead(facts, lead, facts.strategy, owners), GatedAct.PLAN):
        if gate.rule in ("M10", "M13"):
            raise Refused(f"Not yet possible to plan a contact: {gate.sentence}", gate.rule)
