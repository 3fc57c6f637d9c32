"""What the playbook suggests about an account, rule by rule; the manager may overrule all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from winback_tui.domain.money.money import Money
from winback_tui.domain.wording.phrasing import exact_percent, join_names
from winback_tui.domain.wording.wording import full_day, money_words

from .verdict import Verdict

LOW_MARGIN = 0.05
"""A margin (share of sales) up to this counts as very low (our own definition)."""
COOLING_DAYS = 3
"""An eruption is left to cool down for this many days after the loss (our own definition)."""
ERUPTION_FROM = 4
"""A loss of this severity or worse is an eruption."""


class Aim(StrEnum):
    """What the firm puts first: profit, or its share of the market, for which a return may cost more (K6)."""

    PROFIT = "profit"
    MARKET_SHARE = "market share"


@dataclass(frozen=True, slots=True)
class WorthFacts:
    """What is known of an account's worth and of the hindrances, as of `today`.

    `promising`, `stings_rival`, `demanding`, `rude` and the hindrances are the manager's own flags; `class_` is the
    ABC class; `beyond` are texts of conditions or causes out of reach (B9); `tied` says what ties the account to
    somebody else; `cheaper_wait_until` is the day by which a price hunter has tried the cheap supplier for long
    enough (B16). `new_target` is the change of ours after which their segment is no longer the one we sell to, '' for
    none (A-iso). `price_and_service`: both together are what they left over (K1b). `value` is the expected value of
    trying, None while a cost is unknown; `best_value` is what it would be if the unknown cost nothing. `aim` is
    what the firm puts first (K6).
    """

    today: date
    lost_on: date
    class_: str = ""
    margin: float | None = None
    orders_a_year: float | None = None
    reference: bool = False
    promising: bool = False
    stings_rival: bool = False
    pays_badly: bool = False
    demanding: bool = False
    rude: bool = False
    hunts_price: bool = False
    cheaper_wait_until: date | None = None
    severity: int = 0
    unforgivable: bool = False
    rival_unbeatable: bool = False
    tied: str = ""
    objective: str = ""
    new_target: str = ""
    beyond: tuple[str, ...] = ()
    times_lost: int = 1
    price_and_service: bool = False
    value: Money | None = None
    best_value: Money | None = None
    aim: Aim = Aim.PROFIT


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What one rule suggests: which verdict it supports, and why. A `firm` one outweighs those that are not."""

    verdict: Verdict
    rule: str
    sentence: str
    firm: bool = False
    until: date | None = None


def suggestions(facts: WorthFacts) -> tuple[Suggestion, ...]:
    """Everything that the playbook suggests, the firm suggestions first."""
    sources: tuple[Callable[[WorthFacts], list[Suggestion]], ...] = (
        _hindrances,
        _profit,
        _waits,
        _worth,
        _burden,
    )
    found = [each for source in sources for each in source(facts)]
    return tuple(sorted(found, key=lambda each: not each.firm))


def leaning(found: tuple[Suggestion, ...], undecided: bool = False) -> Verdict | None:
    """The verdict the suggestions add up to: a firm one first, then waiting, then the majority.

    With no suggestion, or as many for as against, winning back is tried; but None, no verdict at all, where that
    would be suggested while something is `undecided` that could turn it.
    """
    for verdict in (Verdict.LET_GO, Verdict.WAIT):
        if any(each.firm and each.verdict is verdict for each in found):
            return verdict
    if any(each.verdict is Verdict.WAIT for each in found):
        return Verdict.WAIT
    against = sum(each.verdict is Verdict.LET_GO for each in found)
    if against > sum(each.verdict is Verdict.WIN_BACK for each in found):
        return Verdict.LET_GO
    return None if undecided else Verdict.WIN_BACK


def _hindrances(facts: WorthFacts) -> list[Suggestion]:
    found = []
    if facts.times_lost > 1:
        found.append(("M13", "Lost twice: one letter of apology, then nothing more."))
    if facts.objective:
        found.append(("L2", f"Left for an objective reason: {facts.objective}."))
    if facts.unforgivable:
        found.append(("M3", "They will not forgive what happened."))
    if facts.rival_unbeatable:
        found.append(("M3", "The rival's terms cannot be met."))
    if facts.tied:
        found.append(("M3", f"They are tied elsewhere: {facts.tied}."))
    if facts.price_and_service:
        found.append(
            (
                "K1b",
                "They left over price and service together: efforts are in vain, whatever the numbers say.",
            )
        )
    if facts.beyond:
        found.append(("B9", f"Out of our reach: {join_names(facts.beyond)}."))
    return [Suggestion(Verdict.LET_GO, rule, sentence, firm=True) for rule, sentence in found]


def _profit(facts: WorthFacts) -> list[Suggestion]:
    """What the numbers say; nothing while a cost is unknown, unless trying loses money whatever that cost is."""
    if facts.value is None and (facts.best_value is None or facts.best_value.minor >= 0):
        return []
    value = facts.value or facts.best_value
    assert value is not None
    amount = money_words(abs(value.minor), value.currency)
    if value.minor > 0:
        return [Suggestion(Verdict.WIN_BACK, "G9", f"Trying earns {amount} on average.")]
    result = (
        f"Trying loses {amount}{'' if facts.value else ' or more'}" if value.minor else "Trying earns nothing"
    )
    if facts.aim is Aim.MARKET_SHARE:
        sentence = "You put market share above profit: a return that costs more than it earns may be right."
        return [
            Suggestion(Verdict.LET_GO, "B11", f"{result} on average."),
            Suggestion(Verdict.WIN_BACK, "K6", sentence),
        ]
    if facts.reference:
        # M4a names the reference as worth keeping for its own sake; B11 is then a warning, not firm.
        return [Suggestion(Verdict.LET_GO, "B11", f"{result}, unless the reference is worth it.")]
    return [Suggestion(Verdict.LET_GO, "B11", f"{result} on average: leave them to the rivals.", firm=True)]


def _waits(facts: WorthFacts) -> list[Suggestion]:
    found = []
    until = facts.cheaper_wait_until
    if facts.hunts_price and until and facts.today < until:
        sentence = (
            f"They hunt for the lowest price: give them time with the cheap supplier until {full_day(until)}."
        )
        found.append(Suggestion(Verdict.WAIT, "B16", sentence, firm=True, until=until))
    cool = facts.lost_on + timedelta(days=COOLING_DAYS)
    if facts.severity >= ERUPTION_FROM and facts.today < cool:
        sentence = f"Let their anger cool until {full_day(cool)}, but not longer."
        found.append(Suggestion(Verdict.WAIT, "M6", sentence, until=cool))
    return found


def _worth(facts: WorthFacts) -> list[Suggestion]:
    found = []
    if facts.class_.upper() == "A":
        found.append(("B5", "Class A: one of the accounts that earn the most."))
    if facts.reference:
        found.append(("M4a", "A reference that others look up to."))
    if facts.promising:
        found.append(("M4a", "Promising: they can grow."))
    if facts.stings_rival:
        found.append(("M4a", "Their return hurts the competitor."))
    return [Suggestion(Verdict.WIN_BACK, rule, sentence) for rule, sentence in found]


def _burden(facts: WorthFacts) -> list[Suggestion]:
    found = []
    if facts.margin is not None and facts.margin <= LOW_MARGIN:
        kind = "none" if facts.margin == 0 else "negative" if facts.margin < 0 else "very low"
        found.append(f"Margin {kind} ({exact_percent(facts.margin)}).")
    if facts.pays_badly:
        found.append("Pays badly.")
    if facts.orders_a_year is not None and facts.orders_a_year < 2 and facts.class_.upper() == "C":
        found.append("Buys rarely and little.")
    if facts.demanding:
        found.append("Demands far more than it pays for.")
    if facts.rude:
        found.append("Rude to our people.")
    if facts.hunts_price:
        found.append("Disloyal: always follows the lowest price.")
    burden = [Suggestion(Verdict.LET_GO, "M4b", sentence) for sentence in found]
    if facts.new_target:
        # not firm: one of them may still be worth it, though the segment as a whole need not be won back
        sentence = f"Not our target group any more since “{facts.new_target}”."
        burden.append(Suggestion(Verdict.LET_GO, "A-iso", sentence))
    return burden
