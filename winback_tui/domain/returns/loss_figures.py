"""What the orders say about each loss of an account, kept with its summary so that a review need not read orders."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from winback_tui.domain.account.order import Order
from winback_tui.domain.money.yearly_value import lines_of, yearly_value

from .lives import earned_since, lives
from .returns import Loss, Return


class AnsweredLoss(NamedTuple):
    """The return that answers a loss, days as ISO texts, '' for none. Money in minor units, credits taken off.

    `earned`: the sales of the second life so far, `margin` that on record for them (None for the usual one),
    `yearly`: its sales a year.
    """

    returned_on: str
    resumed_on: str
    clean_on: str
    lost_again_on: str
    earned: int
    margin: float | None
    yearly: int


class LossFigures(NamedTuple):
    """One loss: what the account brought a year before it, in minor units of its currency.

    `profit` only where margins are on record; `answer` None while nobody is back.
    """

    case_id: str
    sales: int
    profit: int | None
    answer: AnsweredLoss | None


def figures_of_losses(
    orders: Sequence[Order], losses: Iterable[Loss], returns: Iterable[Return], currency: str, today: date
) -> list[LossFigures]:
    """The figures of each loss; `returns`: what `returns_of` found on `today`."""
    lines, answers = lines_of(orders, currency), {each.loss.case_id: each for each in returns}
    found = []
    for loss in losses:
        value, answer = yearly_value(lines, loss.lost_on), answers.get(loss.case_id)
        found.append(
            LossFigures(
                loss.case_id,
                value.sales if value else 0,
                value.minor if value is not None and value.by_margin else None,
                None if answer is None else _answered(orders, answer, today),
            )
        )
    return found


def _answered(orders: Sequence[Order], answer: Return, today: date) -> AnsweredLoss:
    _, second = lives(orders, answer, today)
    earned, margin = earned_since(orders, answer, today)
    return AnsweredLoss(
        answer.order.day.isoformat(),
        _text(answer.resumed_on),
        _text(answer.clean_on),
        _text(answer.lost_again_on),
        earned,
        margin,
        second.yearly,
    )


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def pack_losses(figures: Sequence[LossFigures]) -> str:
    """The figures as they are kept; '' for none."""
    return json.dumps(figures, separators=(",", ":")) if figures else ""


def unpack_losses(packed: str) -> list[LossFigures]:
    """What `pack_losses` gave."""
    return _unpacked(json.loads(packed)) if packed else []


def unpack_many(packed: Sequence[str]) -> list[list[LossFigures]]:
    """What `pack_losses` gave for each of many accounts with losses: read as one text, which takes half as long."""
    return list(map(_unpacked, json.loads(f"[{','.join(packed)}]")))


def _unpacked(losses: Iterable[Any]) -> list[LossFigures]:
    return [
        LossFigures(case_id, sales, profit, None if answer is None else AnsweredLoss(*answer))
        for case_id, sales, profit, answer in losses
    ]
