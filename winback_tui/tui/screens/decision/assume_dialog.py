"""What the manager assumes for the decision: costs, time, an own estimate, and what only a person knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money
from winback_tui.domain.money.typed_amounts import parse_number, parse_share
from winback_tui.services.decisions.desk import Assumptions, DecisionDesk
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import CheckedField, ChoiceField, Field, MoneyField, TextField

if TYPE_CHECKING:
    from winback_tui.tui.app.subject import CommandSubject

FLAGS = (
    ("moved_on", "Moved on", "fully settled with another supplier"),
    ("promising", "Promising", "they can grow"),
    ("stings_rival", "Hurts rival", "their return hurts the competitor"),
    ("demanding", "Demanding", "demand more than they pay for"),
    ("rude", "Rude", "to our people"),
    ("unforgivable", "Unforgivable", "they will not forgive what happened"),
    ("rival_unbeatable", "Unbeatable", "the rival's terms cannot be met"),
)


class AssumeDialog(Dialog[Assumptions]):
    """Nothing is written until the decision is."""

    TITLE_WORDS = "Your assumptions"
    DOES = "calculate"
    WRITES = False

    def __init__(self, subject: CommandSubject | None, desk: DecisionDesk) -> None:
        super().__init__(subject)
        self._desk = desk

    def preface(self) -> Sequence[Cell]:
        """What it is for."""
        return (
            (
                "Used at once, saved with the decision. An empty field uses your data or the settings.",
                "muted",
            ),
        )

    def fields(self) -> Iterable[Field]:
        """Money in the account's currency, shares as 0.35 or 35 %."""
        inputs, currency = self._desk.assumptions, self._desk.inputs.yearly.currency
        for name, label in (
            ("offer", "Offer cost"),
            ("fixes", "Fixes cost"),
            ("hour_cost", "Hourly cost"),
        ):
            yield MoneyField(name, label, _money(getattr(inputs, name), currency), currency=currency)
        yield CheckedField("hours", "Your hours", _number(inputs.hours), reads=parse_number)
        yield CheckedField(
            "own_chance", "Your estimate", _number(inputs.own_chance), reads=parse_share, hint="35 %"
        )
        yield CheckedField("margin", "Margin", _number(inputs.margin), reads=parse_share, hint="30 %")
        yield CheckedField("years", "Will stay", _number(inputs.years), reads=parse_number, hint="years")
        yield TextField("others", "Reactions", inputs.others, hint="how others will react")
        yield TextField("tied", "Tied by", inputs.tied, hint="contract, family")
        for name, label, about in FLAGS:
            options = [("no", "no"), ("yes", f"yes: {about}")]
            yield ChoiceField(name, label, options, "yes" if getattr(inputs, name) else "no")

    def act(self, values: FormValues) -> Assumptions:
        """The assumptions, if the sum can be reckoned with them."""
        from winback_tui.services.decisions.desk import decision_desk

        currency = self._desk.inputs.yearly.currency
        inputs: dict[str, Any] = {name: values[name] for name in ("hours", "own_chance", "margin", "years")}
        for name in ("offer", "fixes", "hour_cost"):
            money = values.money_if_any(name)
            if money is not None and money.currency != currency:
                raise BadInput(f"{money} is in another currency than the account; give it in {currency}.")
            inputs[name] = money.minor if money is not None else None
        inputs |= {name: values.text(name) for name in ("others", "tied")}
        inputs |= {name: values.text(name) == "yes" for name, _, _ in FLAGS}
        assumed = Assumptions(**inputs)
        decision_desk(self._app.book, self._desk.account.id, assumed)
        return assumed


def _money(minor: int | None, currency: str) -> str:
    return "" if minor is None else Money(minor, currency).decimal


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
