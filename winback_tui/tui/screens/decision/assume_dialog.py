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
    from winback_tui.tui.app.context import CommandSubject

FLAGS = (
    ("moved_on", "Moved on", "fully with another supplier (M6)"),
    ("promising", "Promising", "it can grow (M4a)"),
    ("stings_rival", "Stings", "its return stings the rival (M4a)"),
    ("demanding", "Demanding", "demands more than it pays for (M4b)"),
    ("rude", "Rude", "to our people (M4b)"),
    ("unforgivable", "Unforgivable", "what happened, to them (M3)"),
    ("rival_unbeatable", "Unbeatable", "the rival's terms cannot be met (M3)"),
)


class AssumeDialog(Dialog[Assumptions]):
    """Nothing is written until the decision is."""

    TITLE_WORDS = "What you assume"
    DOES = "reckon"
    WRITES = False

    def __init__(self, subject: CommandSubject | None, desk: DecisionDesk) -> None:
        super().__init__(subject)
        self._desk = desk

    def preface(self) -> Sequence[Cell]:
        """What it is for."""
        return (
            (
                "Reckoned with at once, kept with the decision. Empty leaves it to the book or the settings.",
                "muted",
            ),
        )

    def fields(self) -> Iterable[Field]:
        """Money in the account's currency, shares as 0.35 or 35 %."""
        told, currency = self._desk.assumptions, self._desk.inputs.yearly.currency
        for name, label in (
            ("offer", "Offer costs"),
            ("fixes", "Changes cost"),
            ("hour_cost", "Hour costs"),
        ):
            yield MoneyField(name, label, _money(getattr(told, name), currency), currency=currency)
        yield CheckedField("hours", "Own hours", _number(told.hours), reads=parse_number)
        yield CheckedField(
            "own_chance", "Own estimate", _number(told.own_chance), reads=parse_share, hint="35 %"
        )
        yield CheckedField("margin", "Margin", _number(told.margin), reads=parse_share, hint="30 %")
        yield CheckedField("years", "Second life", _number(told.years), reads=parse_number, hint="years")
        yield TextField("others", "Others say", told.others, hint="how they will react")
        yield TextField("tied", "Tied by", told.tied, hint="contract, family (M3)")
        for name, label, about in FLAGS:
            options = [("no", "no"), ("yes", f"yes: {about}")]
            yield ChoiceField(name, label, options, "yes" if getattr(told, name) else "no")

    def act(self, values: FormValues) -> Assumptions:
        """The assumptions, if the sum can be reckoned with them."""
        from winback_tui.services.decisions.desk import decision_desk

        currency = self._desk.inputs.yearly.currency
        told: dict[str, Any] = {name: values[name] for name in ("hours", "own_chance", "margin", "years")}
        for name in ("offer", "fixes", "hour_cost"):
            money = values.money_if_any(name)
            if money is not None and money.currency != currency:
                raise BadInput(
                    f"{money} is in another currency than the account; give it in {currency} (G9)."
                )
            told[name] = money.minor if money is not None else None
        told |= {name: values.text(name) for name in ("others", "tied")}
        told |= {name: values.text(name) == "yes" for name, _, _ in FLAGS}
        assumed = Assumptions(**told)
        decision_desk(self._app.book, self._desk.account.id, assumed)
        return assumed


def _money(minor: int | None, currency: str) -> str:
    return "" if minor is None else Money(minor, currency).decimal


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
