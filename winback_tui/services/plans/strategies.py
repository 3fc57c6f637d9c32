"""Which strategies suit the causes and facts of a case."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from winback_tui.domain.errors import NotFound
from winback_tui.domain.gates import GateFacts
from winback_tui.domain.plan.strategy import Means, Proposal, Strategy, propose
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.playbook.strategies import strategies, strategy
from winback_tui.services.book.lookup import nearest
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.store.cases.causes import CauseRow, causes_of

STRATEGIES_FILE = "strategies.toml"


def own_strategies() -> Path | None:
    """The user's own strategies in their playbook folder."""
    own = own_playbook()
    return own / STRATEGIES_FILE if own else None


def strategy_of(code: str) -> Strategy:
    """The strategy of this code. Raises NotFound naming the closest ones, or all where none is close."""
    known = [each.code for each in all_strategies()]
    if code not in known and (likely := nearest(code, known)):
        raise NotFound(
            f"There is no strategy '{code}'; 'winback plan ACCOUNT --propose' names those that fit.", likely
        )
    return strategy(code, own_strategies())


def title_of(code: str) -> str:
    """The title of a strategy; its code where it is no longer in the list."""
    known = {each.code: each.title for each in all_strategies()}
    return known.get(code, code)


def all_strategies() -> tuple[Strategy, ...]:
    """Every strategy, the user's own among them."""
    return strategies(own_strategies())


def means_of(code: str) -> tuple[Means, ...]:
    """The tactics of a strategy; none where it is no longer in the list."""
    return next((each.means for each in all_strategies() if each.code == code), ())


def proposals(
    connection: sqlite3.Connection, facts: GateFacts, case_id: str, back: bool
) -> tuple[Proposal, ...]:
    """The strategies that suit this case, the most important first; there is always at least one."""
    causes = causes_of(connection, case_id)
    weights: dict[str, float] = {}
    for cause in customer_reasons(causes):
        weights[cause.reason] = weights.get(cause.reason, 0) + cause.weight
    flags = {
        "twice-lost": facts.times_lost > 1 and not back,
        "returned": back,
        "human": any(cause.human for cause in causes),
        "price-hunter": facts.hunts_price,
        "debts": facts.pays_badly,
    }
    names = load_reasons("en", own_playbook()).labels
    raised = [flag for flag, applies in flags.items() if applies]
    return propose(all_strategies(), weights, raised, names)


def customer_reasons(causes: Sequence[CauseRow]) -> list[CauseRow]:
    """The causes that the customer named; all of them where the customer named none."""
    return [cause for cause in causes if cause.voice == "customer"] or list(causes)
