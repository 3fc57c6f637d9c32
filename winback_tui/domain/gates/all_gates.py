"""All gates of a case at once, and the check that every action passes."""

from __future__ import annotations

from winback_tui.domain.errors import Refused

from . import rules
from .facts import GateFacts
from .gate import Gate, GatedAct


def gates(facts: GateFacts) -> tuple[Gate, ...]:
    """Every gate, closed or open, in the order in which a manager clears them."""
    return (
        rules.not_lost_twice(facts),
        rules.reasons_known(facts),
        rules.causes_removed(facts),
        rules.true_that_we_changed(facts),
        rules.conditions_meetable(facts),
        rules.payment_terms_revised(facts),
        rules.price_hunter_waits(facts),
        rules.led_by_somebody(facts),
        rules.not_the_one_who_lost_it(facts),
    )


def holding(facts: GateFacts, act: GatedAct) -> tuple[Gate, ...]:
    """The closed gates that block `act`; where an account is lost twice (M13) nothing else is worth clearing."""
    found = tuple(gate for gate in gates(facts) if gate.closed and act in gate.holds)
    return found[:1] if found and found[0].rule == "M13" else found


def overridden(facts: GateFacts) -> tuple[Gate, ...]:
    """The gates that somebody overrode with a written reason: shown on every screen of the case."""
    return tuple(gate for gate in gates(facts) if gate.override)


def require(facts: GateFacts, act: GatedAct) -> None:
    """Lets `act` pass, or raises Refused with the first gate's sentence and rule."""
    for gate in holding(facts, act):
        raise Refused(f"You cannot {act} yet: {gate.sentence}", gate.rule)
