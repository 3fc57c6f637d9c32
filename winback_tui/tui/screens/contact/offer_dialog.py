"""An offer to a customer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from winback_tui.domain.plan.offers import OfferKind, note
from winback_tui.services.accounts.dealings import offer_advice
from winback_tui.services.accounts.edit import account_currency
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, DateField, Field, MoneyField, NoteField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject

NAMES: dict[str, str] = {OfferKind.BOTH: "discount and upgrade", OfferKind.REVISED_TERMS: "revised terms"}


def kind_words(kind: str) -> str:
    """A kind of offer as people say it: `revised terms`, `discount and upgrade`."""
    return NAMES.get(kind, str(kind))


class KindField(ChoiceField):
    """A kind of offer; under it what is known of the chosen one."""

    def describe(self, meaning: str) -> str:
        """The trade of this kind (K2, K3)."""
        return note(OfferKind(meaning))


class OfferDialog(Dialog["ActionResult"]):
    """What, for how much, until when."""

    TITLE_WORDS = "Offer"

    @property
    def _account(self) -> str:
        return cast("CommandSubject", self.subject()).account_id

    def preface(self) -> Sequence[Cell]:
        """How much to offer after so long without an order."""
        return [(f"{each.sentence}\n", "muted") for each in offer_advice(self._app.book, self._account)[:1]]

    def fields(self) -> Iterable[Field]:
        """The kind first; the cost may be nothing."""
        kinds = [(str(kind), kind_words(kind)) for kind in OfferKind]
        yield KindField("kind", "What", kinds, needed="Choose what is offered.")
        yield MoneyField("cost", "Cost to us", currency=account_currency(self._app.book, self._account))
        yield DateField("until", "Until", today=self._app.book.today, hint="two weeks or more")
        yield NoteField("text", "Details")

    def act(self, values: FormValues) -> ActionResult:
        """Notes it; the gates may refuse."""
        from winback_tui.services.contacts.offers import make_offer

        return make_offer(
            self._app.book,
            self._account,
            values.text("kind"),
            values.money_if_any("cost"),
            values.day_if_any("until"),
            values.text("text"),
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and what to know of this kind of offer."""
        return "\n".join((result.sentence, *result.warnings))
