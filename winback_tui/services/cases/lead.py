"""Who leads a return: not the employee who lost the account, unless somebody says in writing why."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.errors import Refused
from winback_tui.domain.gates import Act, GateFacts, holding, override_reason
from winback_tui.services.accounts.reps import named_rep
from winback_tui.store.cases.case_file import gate_facts, going_out_with
from winback_tui.store.cases.cases import CaseHead, overrides_of
from winback_tui.store.cases.tables import Case, Override
from winback_tui.store.write import Deed


def hold_the_loser_back(deed: Deed, account: str, case: Case, reason: str = "") -> bool:
    """Lets the responsible employee of `case` pass; whether that was on a written reason, which is kept.

    Raises Refused where who lost the account would lead without one (playbook B8, M10), BadInput for a reason
    without words.
    """
    if not case.responsible_id or case.responsible_id != case.lost_by_id:
        return False
    overrides = overrides_of(deed.connection, case.id)
    if reason.strip():
        rule, written = override_reason("M10", reason)
        deed.add(Override(case_id=case.id, rule=rule, reason=written, made_on=deed.today.isoformat()))
        return True
    facts = GateFacts(
        account,
        deed.today,
        date.fromisoformat(case.lost_on),
        lost_by_id=case.lost_by_id or "",
        lost_by_name=named_rep(deed, case.lost_by_id),
        responsible_id=case.responsible_id,
        overrides=overrides,
    )
    for gate in holding(facts, Act.PLAN):
        if gate.rule == "M10":
            raise Refused(gate.sentence, gate.rule)
    return True


def may_go(deed: Deed, head: CaseHead, owner_id: str | None) -> None:
    """Lets a planned contact by this employee pass. Raises Refused with M10 or M13."""
    facts = gate_facts(deed.connection, head, deed.today)
    owners = dict(facts.step_owners) | ({owner_id: named_rep(deed, owner_id)} if owner_id else {})
    lead = (facts.responsible_id, facts.responsible_name)
    for gate in holding(going_out_with(facts, lead, facts.strategy, owners), Act.PLAN):
        if gate.rule in ("M10", "M13"):
            raise Refused(f"Not yet possible to plan a contact: {gate.sentence}", gate.rule)
