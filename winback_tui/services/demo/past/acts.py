"""What was done about the losses of the branch, as acts of the story: who, when, for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from winback_tui.services.demo.books import books_of
from winback_tui.services.demo.days import Days
from winback_tui.services.demo.story import StoryAct
from winback_tui.services.demo.team import KINDS, Sale

from .customers import PastCustomer, PastLoss, past_customers, tables

OFFERED = ("discount", "", "gift", "tailored", "")
"""The offers of five cases in a row: two of them get none."""
ASKED_OF_SEVEN = 5
"""So many of seven losses were asked about and worked on; the others were closed, and some came back by themselves."""
HOUR_COST, FIXING = 4_500, 2_000
"""Minor units of EUR: what an hour of our own time costs, and what removing a cause of ours does."""
OWN_CHANCE = 0.3
"""The chance as whoever decided saw it: before the take-over the book knows of no return of the branch."""
CALLED_AFTER = 7
"""Days from the plan to the call that says what has changed."""
ROUND = 18
"""Everybody who still orders was called within this many days."""


def past_acts(days: Days) -> Iterator[StoryAct]:
    """Every act, in no order of days; days still in days ago."""
    invoices: dict[str, list[Sale]] = defaultdict(list)
    for sale in books_of(days, branch=True):
        if sale.kind == KINDS["order"]:
            invoices[sale.account.name].append(sale)
    place = 0
    for number, customer in enumerate(past_customers()):
        for loss in customer.losses:
            yield from _acts(customer, loss, place)
            place += 1
        if len(customer.losses) > 1:
            yield _return_noted(customer, days, invoices[customer.seed.name])
        if not customer.losses or customer.losses[-1].back:
            seed = customer.seed
            yield StoryAct(ROUND + number % 7, seed.owner, "log", seed.name, {"outcome": "All well"})
    for change in tables()["change"]:
        options = {name: value for name, value in change.items() if name != "ago"}
        yield StoryAct(change["ago"], "Ben Osei", "change", "", options)


def _acts(customer: PastCustomer, loss: PastLoss, place: int) -> Iterator[StoryAct]:
    name, leader, owner = customer.seed.name, customer.leader, customer.seed.owner
    opened = {"lost_on": loss.lost, "lost_by": owner, "responsible": leader}
    again = loss is not customer.losses[0]
    yield StoryAct(loss.opened, leader, "open", name, opened)
    offered = "" if loss.let_go or again else OFFERED[place % len(OFFERED)]
    if place % 7 < ASKED_OF_SEVEN:
        for do, options in _work(customer, loss, place, offered):
            ago = loss.worked - CALLED_AFTER if do == "log" else loss.worked
            yield StoryAct(ago, leader, do, name, options)
        if offered:
            yield StoryAct(loss.closed, leader, "taken" if loss.back else "refused", name, {})
    if loss.back:
        ended = {"note": "Back."}
    elif loss.let_go:
        ended = {"outcome": "let go", "note": "Worth less than the drive."}
    else:
        ended = {"note": "No order after all we tried."}
    yield StoryAct(loss.closed, leader, "close", name, ended)


def _return_noted(customer: PastCustomer, days: Days, invoices: list[Sale]) -> StoryAct:
    """Whoever leads writes down the order that brought a customer back: the others came with the books of the branch,
    when the team had taken it over, and a second loss can only follow an order after the first.
    """
    lost_on = days.on(customer.losses[0].lost)
    first = next(sale for sale in invoices if sale.day > lost_on)
    ago = (days.today - first.day).days
    noted = {"day": ago, "amount": f"{first.amount} {customer.seed.currency}", "number": first.number}
    return StoryAct(ago, customer.leader, "order", customer.seed.name, noted)


def _work(
    customer: PastCustomer, loss: PastLoss, place: int, offered: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What was asked, decided, repaired, planned, offered and said, as acts with their options."""
    cause = loss.cause
    promise = "A call back the same day" if place % 13 == 0 else ""
    answered = {
        "cause": cause,
        "words": loss.words,
        "person": customer.seed.person,
        "human": place % 11 == 0 or bool(promise),
        "promise": promise,
    }
    yield "past interview", answered
    if loss.let_go:
        yield "decide", {"verdict": "let-go", "reason": "Worth less than the drive"}
        return
    assumed = {
        "hours": 3,
        "hour_cost": HOUR_COST,
        "fixes": FIXING if cause["fix"] else 0,
        "own_chance": OWN_CHANCE,
    }
    yield "decide", {"verdict": "win-back", "assumptions": assumed}
    if cause["fix"]:
        yield "fix", {"what": cause["fix"], "owner": customer.leader, "done_on": loss.worked}
    if loss is not customer.losses[0]:  # lost twice: one letter of apology, and nothing more
        yield (
            "log",
            {"channel": "letter", "outcome": "Said that we are sorry", "person": customer.seed.person},
        )
        return
    yield "plan", {"strategy": cause["strategy"]}
    if offered:
        yield "offer", {"kind": offered, "cost": "40 EUR"}
    yield "log", {"outcome": "Explained what has changed", "person": customer.seed.person}
