"""How the exports of the made-up team are read. They are written here, so how to read them need not be worked out.

Looking at five files takes a sixth of the time in which the demo is made, and it finds just this: a test compares.
"""

from __future__ import annotations

from hashlib import blake2b

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.ask.choices import ImportChoices
from winback_tui.intake.interpret.dates import DateFormat
from winback_tui.intake.open.delimiter import TextLayout
from winback_tui.intake.open.encoding import Encoding
from winback_tui.intake.open.source import InputSource
from winback_tui.intake.recognise.headers import Header, phrase
from winback_tui.intake.understanding import TableShape, Understanding

from .books import ACCOUNTS, DELIMITER, ORDERS
from .team import KINDS

_ACCOUNT_FIELDS = ("account_id", "account", "segment", "owner", "city", "phone", "email", "person", "role")
_ORDER_FIELDS = ("date", "number", "account_id", "account", "kind", "amount", "margin", "currency")
_NAMED_BY = {"accounts": ("account", "person", "email"), "orders": ("account",)}
"""The columns that may name the customer, the first that is not blank."""
_SOURCES = {"accounts": ("books-5fac", "f13a83c9469221fc"), "orders": ("books-f886", "7138fd26aa0c4ffa")}
"""Source and fingerprint, which the headers give."""
_ISO = DateFormat("ymd", "-")


def accounts_reading(name: str, text: str, currency: str) -> Understanding:
    """The list of customers in `text`, to be imported as the file `name`; `currency` is that of the book."""
    choices = ImportChoices(columns={ACCOUNTS[-1]: _ACCOUNT_FIELDS[-1]})
    return _reading(name, text, currency, "accounts", ACCOUNTS, _ACCOUNT_FIELDS, choices)


def orders_reading(name: str, text: str, currency: str) -> Understanding:
    """The orders in `text`, to be imported as the file `name`; `currency` is that of the book."""
    return _reading(name, text, currency, "orders", ORDERS, _ORDER_FIELDS, ImportChoices())


def _reading(
    name: str,
    text: str,
    currency: str,
    what: str,
    heads: tuple[str, ...],
    meanings: tuple[str, ...],
    choices: ImportChoices,
) -> Understanding:
    content, of_orders = text.encode(), what == "orders"
    columns = {field: place for place, field in enumerate(meanings)}
    source, fingerprint = _SOURCES[what]
    return Understanding(
        source_file=InputSource(name, content),
        what=what,
        system="",
        source=source,
        encoding=Encoding("utf-8", certain=True),
        layout=TextLayout(DELIMITER),
        compound=None,
        header_row=1,
        headers=tuple(Header(head, phrase(head)) for head in heads),
        columns=columns,
        account_from=tuple((columns[field],) for field in _NAMED_BY[what]),
        title_column=None,
        date_else=(),
        date=_ISO if of_orders else None,
        decimal=".",
        currency=currency,
        currency_from="default",
        signs={},
        kinds={phrase(word): OrderKind(kind).value for kind, word in KINDS.items()},
        codes={},
        marks=(),
        listed_as="",
        no_sales="",
        deals=False,
        delivered=None,
        unknown_kinds=(),
        shape=TableShape(numbered=of_orders),
        repeated=frozenset(),
        rows=text.count("\n") - 1,
        digest=blake2b(content, digest_size=16).hexdigest(),
        fingerprint=fingerprint,
        choices=choices,
        languages=("en",),
        months={},
        sure=frozenset(("date", "decimal")) if of_orders else frozenset(),
    )
