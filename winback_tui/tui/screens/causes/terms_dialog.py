"""What we can do now: conditions of return are checked against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from winback_tui.domain.money.typed_amounts import parse_number
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import CheckedField, ChoiceField, Field, MoneyField, TextField

if TYPE_CHECKING:
    from winback_tui.domain.money.money import Money
    from winback_tui.services.book.account_action import ActionResult

PRICE, DELIVERY, PRODUCT, GONE, CERTIFICATE = "price", "delivery", "product", "gone", "certificate"


class TermsDialog(Dialog["ActionResult"]):
    """One fact at a time."""

    TITLE_WORDS = "What we can do now"

    def preface(self) -> Sequence[Cell]:
        """What it is for."""
        words = (
            "Customers' conditions are checked against it; accounts whose condition is met move to the top."
        )
        return ((words, "muted"),)

    def fields(self) -> Iterable[Field]:
        """The kind decides which other field is needed."""
        kinds = [
            (DELIVERY, "delivery time"),
            (PRICE, "price"),
            (PRODUCT, "product available"),
            (GONE, "product not available"),
            (CERTIFICATE, "certificate"),
        ]
        yield ChoiceField("kind", "Fact", kinds, DELIVERY)
        yield CheckedField("days", "Days", reads=parse_number, hint="delivery time")
        yield MoneyField("price", "Price", currency=self._currency())
        yield TextField("name", "Name", hint="product or certificate")

    def check(self, values: FormValues) -> Mapping[str, str]:
        """What the chosen kind needs."""
        kind = values.text("kind")
        if kind == DELIVERY and values["days"] is None:
            return {"days": "Give the delivery time in days."}
        if kind == PRICE and values.money_if_any("price") is None:
            return {"price": "Give the price."}
        if kind in (PRODUCT, GONE, CERTIFICATE) and not values.text("name"):
            return {"name": f"Name the {'certificate' if kind == CERTIFICATE else 'product'}."}
        return {}

    def act(self, values: FormValues) -> ActionResult:
        """Records it."""
        from winback_tui.services.cases import conditions

        book, kind, name = self._app.book, values.text("kind"), values.text("name")
        if kind == DELIVERY:
            return conditions.record_delivery(book, int(cast("float", values["days"])))
        if kind == PRICE:
            return conditions.record_price(book, cast("Money", values.money_if_any("price")), name)
        if kind == CERTIFICATE:
            return conditions.record_certificate(book, name)
        return conditions.record_product(book, name, kind == PRODUCT)

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and which conditions are met now."""
        return "\n".join((result.sentence, *result.warnings))

    def _currency(self) -> str:
        from winback_tui.services.accounts.edit import account_currency

        subject = self.subject()
        return account_currency(self._app.book, subject.account_id) if subject else ""
