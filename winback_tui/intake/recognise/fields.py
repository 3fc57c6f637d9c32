"""The meanings that a column can have, under the names that `--map COL=FIELD` and rules files use."""

from __future__ import annotations

from winback_tui.domain.errors import BadInput

from .headers import phrase

FIELDS = {
    "account": "the customer's name",
    "account_id": "the customer's number in the other system",
    "date": "the day of the order",
    "amount": "the amount of the order or of its line",
    "number": "the number of the order, invoice or delivery",
    "series": "what comes before the number, such as the series of invoices",
    "currency": "the currency",
    "margin": "the margin in money",
    "quantity": "how many pieces",
    "unit_price": "the price of one piece; with the quantity it makes the amount",
    "paid": "the other side of a ledger: money received, not a sale",
    "minus": "money to take off the amount",
    "percent_off": "a discount in percent on quantity times unit price",
    "refunded": "money paid back for this order",
    "kind": "what the row is: invoice, credit note, payment, quote",
    "status": "its status: paid, cancelled, pending, won, lost",
    "cancelled": "a mark or date that says it was cancelled",
    "returned": "a mark that says it is a return",
    "remark": "a text that may say that it was cancelled or taken back",
    "stands": "a mark that says it was sold; rows without it were not",
    "owner": "the salesperson",
    "segment": "the customer's segment, group or industry",
    "email": "a mail address",
    "phone": "a phone number",
    "mobile": "a mobile number, used where there is no other",
    "person": "a person at the customer",
    "first_name": "a first name",
    "last_name": "a last name",
    "city": "the town",
    "title": "the title of a deal",
    "product": "what was sold",
    "note": "a remark",
    "parent": "the company that a person belongs to",
    "role": "the person's role",
    "external_kind": "whether the row is a company or a person",
}
"""Field -> what it is, in words."""

LINE_FIELDS = frozenset(
    [
        "amount",
        "quantity",
        "unit_price",
        "percent_off",
        "margin",
        "product",
        "note",
        "refunded",
        "minus",
        "paid",
    ]
)
"""Fields that belong to a line of an order; all others belong to the whole order."""

_OF_ACCOUNTS = """
account account_id owner segment email phone mobile person first_name last_name city note parent role
external_kind
"""
ACCOUNT_FIELDS = frozenset(_OF_ACCOUNTS.split())
"""Fields that an account file uses."""

NONE = "-"
"""In a mapping: leave this column out."""

_ALSO = {
    "customer": "account", "customer id": "account_id", "account no": "account_id", "external id": "account_id",
    "day": "date", "order": "number", "invoice": "number", "order number": "number", "sum": "amount",
    "total": "amount", "type": "kind", "state": "status", "rep": "owner", "mail": "email", "contact": "person",
    "price": "unit_price", "qty": "quantity", "": NONE, "ignore": NONE, "none": NONE, "skip": NONE,
}  # fmt: skip


def field_named(text: str) -> str:
    """The field that a person named; raises BadInput with the list of fields."""
    if text.strip() == NONE:
        return NONE
    wording = phrase(text)
    name = wording.replace(" ", "_")
    if name in FIELDS:
        return name
    if wording in _ALSO:
        return _ALSO[wording]
    raise BadInput(f"'{text[:40]}' is not a field; use one of {', '.join(FIELDS)}.")
