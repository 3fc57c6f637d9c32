"""What was done about the losses of the branch, as acts of the story: who, when, for whom."""

from __future__ import annotations

from collections.abc import Iterator

from winback_tui.services.demo.story import StoryAct

from .customers import PastCustomer, PastLoss, past_customers, tables

OFFERED = ("discount", "", "gift", "tailored", "")
"""Every fifth case has one of these offers."""

ROUND = 18
"""Everybody who still orders was called within this many days."""


def past_acts() -> Iterator[StoryAct]:
    """Every act, in no order of days; days still in days ago."""
    place = 0
    for number, customer in enumerate(past_customers()):
        for loss in customer.losses:
            yield from _acts(customer, loss, place)
            place += 1
        if not customer.losses or customer.losses[-1].back:
            yield StoryAct(ROUND + number % 7, customer.seed.owner, "past call", customer.seed.name, {})
    for change in tables()["change"]:
        options = {name: value for name, value in change.items() if name != "ago"}
        yield StoryAct(change["ago"], "Ben Osei", "change", "", options)


def _acts(customer: PastCustomer, loss: PastLoss, place: int) -> Iterator[StoryAct]:
    name, leader = customer.seed.name, customer.leader
    yield StoryAct(
        loss.opened, leader, "past open", name, {"lost_on": loss.lost, "lost_by": customer.seed.owner}
    )
    if place % 7 or loss.back:
        yield StoryAct(
            loss.worked,
            leader,
            "past work",
            name,
            {
                "cause": loss.cause,
                "words": loss.words,
                "person": customer.seed.person,
                "verdict": "let-go" if loss.let_go else "win-back",
                "offered": OFFERED[place % len(OFFERED)] if not loss.let_go else "",
                "human": place % 11 == 0,
                "promise": "A call back the same day" if place % 13 == 0 else "",
            },
        )
    ended = {"back": bool(loss.back), "let_go": loss.let_go}
    yield StoryAct(loss.closed, leader, "past close", name, ended)
