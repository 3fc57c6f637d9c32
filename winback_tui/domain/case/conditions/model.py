"""A condition of return: the customer's answer to "what must we do?" as a promise that can be checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from winback_tui.domain.money.money import Money
from winback_tui.domain.wording.phrasing import join_names
from winback_tui.domain.wording.wording import count, full_day


class ConditionKind(StrEnum):
    """What a condition is about; `WORDS` is free text, which only a person can call met."""

    PRICE = "price"
    DELIVERY = "delivery"
    PRODUCT = "product"
    PERSON = "contact person"
    CERTIFICATE = "certificate"
    DAY = "by"
    WORDS = "words"


EXAMPLES = {
    ConditionKind.PRICE: 'price at most 12.50 EUR, or price "Oak board" at most 12.50 EUR',
    ConditionKind.DELIVERY: "delivery at most 3 days",
    ConditionKind.PRODUCT: 'product "Oak board" back',
    ConditionKind.PERSON: 'contact person not "Tom Hall"',
    ConditionKind.CERTIFICATE: 'certificate "ISO 9001"',
    ConditionKind.DAY: "by 2026-12-01",
}
"""One example of each kind, in the grammar. Any but the last may end in a deadline: `by 2026-12-01`."""

GRAMMAR = f"{join_names(list(EXAMPLES.values()), 'or')}; the first five may end in a deadline, by 2026-12-01"


@dataclass(frozen=True, slots=True)
class ReturnCondition:
    """One condition. `name` is the product, person or certificate, or the free text.

    `amount` is the highest price, `days` the longest delivery in calendar days. `by` is the deadline; of
    `ConditionKind.DAY` it is the day on which the condition is met.
    """

    kind: ConditionKind
    name: str = ""
    amount: Money | None = None
    days: int = 0
    by: date | None = None

    def __str__(self) -> str:
        """The condition in the grammar, in its standard form, as it is kept; free text unchanged."""
        return self._written("<=")

    @property
    def in_words(self) -> str:
        """The condition as a reader sees it, which the grammar takes too: `delivery at most 3 days`."""
        return self._written("at most")

    def _written(self, at_most: str) -> str:
        deadline = f" by {self.by.isoformat()}" if self.by else ""
        match self.kind:
            case ConditionKind.PRICE:
                product = f"{quoted(self.name)} " if self.name else ""
                return f"price {product}{at_most} {self.amount}{deadline}"
            case ConditionKind.DELIVERY:
                return f"delivery {at_most} {count(self.days, 'day').replace(',', '')}{deadline}"
            case ConditionKind.PRODUCT:
                return f"product {quoted(self.name)} back{deadline}"
            case ConditionKind.PERSON:
                return f"contact person not {quoted(self.name)}{deadline}"
            case ConditionKind.CERTIFICATE:
                return f"certificate {quoted(self.name)}{deadline}"
            case ConditionKind.DAY:
                return deadline.strip()
        return self.name

    @property
    def as_met(self) -> str:
        """What is true once it is met: `their contact person is not Tom Hall any more`; free text as it is."""
        match self.kind:
            case ConditionKind.PRICE:
                product = f" of {self.name}" if self.name else ""
                return f"the price{product} is at most {self.amount}"
            case ConditionKind.DELIVERY:
                return f"delivery takes at most {count(self.days, 'day')}"
            case ConditionKind.PRODUCT:
                return f"{self.name} is back"
            case ConditionKind.PERSON:
                return f"their contact person is not {self.name} any more"
            case ConditionKind.CERTIFICATE:
                return f"we hold {self.name}"
            case ConditionKind.DAY if self.by is not None:
                return f"{full_day(self.by)} has come"
        return self.name

    @property
    def checkable(self) -> bool:
        """Whether facts alone can say if it is met."""
        return self.kind is not ConditionKind.WORDS


def quoted(name: str) -> str:
    """A name between double quotes; a quote inside is doubled."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
