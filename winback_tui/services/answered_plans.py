"""What a counted return ends by itself: the steps that were planned to win the account back (playbook M11)."""

from __future__ import annotations

from collections.abc import Iterable

from winback_tui.domain.wording import count
from winback_tui.store.read.case_file import plan_of
from winback_tui.store.read.cases import case_head
from winback_tui.store.read.steps import steps_of_plan
from winback_tui.store.write import Deed


def end_answered_plans(deed: Deed, case_ids: Iterable[str]) -> str:
    """Drop the open steps of these cases' plans, persistent ones too; what was dropped, '' for nothing.

    Undoing the act that brought the order brings them back. Contacts planned outside a plan stay.
    """
    dropped = 0
    for case_id in case_ids:
        head, plan = case_head(deed.connection, case_id), plan_of(deed.connection, case_id)
        for row in steps_of_plan(deed.connection, plan.id) if plan else ():
            if row.step.open:
                deed.run("UPDATE step SET dropped_on = ? WHERE id = ?", (deed.today.isoformat(), row.step.id))
                dropped += 1
        if head is not None:
            deed.touch(head.account_id)
    return f"{count(dropped, 'step')} planned to win them back dropped" if dropped else ""
