"""An order typed in by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from winback_tui.domain.account.order import OrderKind
from winback_tui.domain.money.money import Money
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, DateField, Field, MoneyField, TextField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult

KINDS = (
    (OrderKind.ORDER, "order"),
    (OrderKind.QUOTE, "quote"),
    (OrderKind.CREDIT, "credit note"),
    (OrderKind.CANCELLED, "cancelled order"),
    (OrderKind.PENDING, "pending order"),
)


class OrderDialog(Dialog["ActionResult"]):
    """Amount, day, what the paper is."""

    TITLE_WORDS = "Enter an order"

    def __init__(self, subject: CommandSubject | None, currency: str) -> None:
        """`currency`: what an amount without one is in; '' where none is known yet."""
        super().__init__(subject)
        self._currency = currency

    def fields(self) -> Iterable[Field]:
        """The amount first; the date defaults to today, the type to an order."""
        hint = "" if self._currency else "with currency: EUR 1250"
        yield MoneyField("amount", "Amount", currency=self._currency, needed="Give the amount.", hint=hint)
        yield DateField("on", "Date", today=self._app.book.today, past=True, hint="empty: today; mon, -3d")
        yield ChoiceField("kind", "Type", [(str(kind), words) for kind, words in KINDS], OrderKind.ORDER)
        yield TextField("number", "Order no.", limit=100)
        yield TextField("note", "Note")

    def act(self, values: FormValues) -> ActionResult:
        """Enters it."""
        from winback_tui.services.accounts.orders import enter_order

        return enter_order(
            self._app.book,
            cast("CommandSubject", self.subject()).account_id,
            values.day_if_any("on") or self._app.book.today,
            cast("Money", values.money_if_any("amount")),
            values.text("kind"),
            values.text("number"),
            values.text("note"),
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and why no return came of it where one was looked for."""
        return "\n".join([result.sentence, *result.warnings])
