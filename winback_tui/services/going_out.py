"""Who may be sent out to a lost customer at all."""

from __future__ import annotations

from winback_tui.domain.errors import Refused
from winback_tui.domain.gates import Act, holding
from winback_tui.store.read.case_file import gate_facts, going_out_with
from winback_tui.store.read.cases import CaseHead
from winback_tui.store.write import Deed

from .reps import named_rep


def may_go(deed: Deed, head: CaseHead, owner_id: str | None) -> None:
    """Lets a planned contact by this employee pass. Raises Refused with M10 or M13."""
    facts = gate_facts(deed.connection, head, deed.today)
    owners = dict(facts.step_owners) | ({owner_id: named_rep(deed, owner_id)} if owner_id else {})
    lead = (facts.responsible_id, facts.responsible_name)
    for gate in holding(going_out_with(facts, lead, facts.strategy, owners), Act.PLAN):
        if gate.rule in ("M10", "M13"):
            raise Refused(f"Not yet possible to plan a contact: {gate.sentence}", gate.rule)
