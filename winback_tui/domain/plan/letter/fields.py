"""The fields of letters: what each holds, and how to fill it when it is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LetterField:
    """A field that a template may use. `where` says in the imperative how a missing one is filled."""

    name: str
    words: str
    where: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that a letter to `account` needs and the book does not have."""

    field: LetterField
    account: str

    @property
    def sentence(self) -> str:
        """What is missing for whom, and where to fill it."""
        return f"{self.account}: {self.field.words} is missing; {self.field.where}."


_SET = "set it with 'winback config {}' or in the settings (ctrl+p)"
_TYPED = "give it with --set {name}=..."
_FIELDS = (
    LetterField("account", "the name of the account", "correct the account"),
    LetterField("person", "somebody to write to", "add a person to the account"),
    LetterField("firm", "the name of your firm", _SET.format("firm NAME")),
    LetterField("contact", "your phone or mail", _SET.format('"letter contact" TEXT')),
    LetterField("rep", "who signs", "give the account an owner"),
    LetterField("head", "the head of the firm", _SET.format('"letter head" NAME')),
    LetterField("today", "the date", "set the clock"),
    LetterField("last_order", "the last order", "import or enter their orders"),
    LetterField("order_number", "the number of the order", "import or enter their orders with numbers"),
    LetterField("days", "the days since the last order", "import or enter their orders"),
    LetterField("percent", "the discount", "set the discounts of the team with 'winback config'"),
    LetterField(
        "discount_until",
        "the last day of the discount",
        _SET.format('"letter offer days" N'),
    ),
    LetterField("offer", "an offer with a deadline", "record an offer that is valid for two weeks or more"),
    LetterField(
        "deadline", "the deadline of the offer", "record an offer that is valid for two weeks or more"
    ),
    LetterField("amends", "something given as an apology", "record an offer, such as a gift"),
    LetterField("cause", "the true reason", "mark the root cause in the interview"),
    LetterField("their_words", "the true reason in their words", "mark the root cause in the interview"),
    LetterField("fix", "the fix that is done", "record the fix and the day it was done"),
    LetterField("fix_day", "the day of the fix", "record the day the fix was done"),
    LetterField("call_day", "the day of the call", "log the call"),
    LetterField("agreed", "what was agreed", "write it in the call's note, or record the promises"),
    LetterField("quote_number", "the number of the quote", "import or enter the quote with its number"),
    LetterField("quote_day", "the day of the quote", "import or enter the quote"),
    LetterField(
        "testimonial", "what a returned customer lets us quote", "keep one with 'winback testimonial add'"
    ),
    LetterField("returned_on", "the day of the new order", "import or enter the order"),
    LetterField("change", "what changes", _TYPED.format(name="change")),
    LetterField("change_day", "the day it takes effect", _TYPED.format(name="change_day")),
    LetterField("benefit", "what the customer gains by it", _TYPED.format(name="benefit")),
)
FIELDS: Mapping[str, LetterField] = {field.name: field for field in _FIELDS}
"""Every field by name; a template that names another is refused."""

TYPED_FIELDS = ("change", "change_day", "benefit", "agreed", "cause", "person", "offer", "amends")
"""Fields that somebody may fill by hand for one letter; dates, money and fixes come from the book alone."""
