"""Who of those that a file names is the customer: not the ledger's own account, not a seller, not ourselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .column_claims import PLAIN, SURE, Claim
from .headers import Header, is_bare_name, phrase

_FIRMS = "company firma firm société societe entreprise empresa azienda società bedrijf firmă компания фирма"
FIRM = frozenset(phrase(word) for word in _FIRMS.split())
"""Headers of a firm's name, whosever it is."""

_SELLERS = "vendor supplier lieferant kreditor fournisseur proveedor fornitore leverancier dostawca furnizor поставщик"
_SELLER = frozenset(phrase(word) for word in _SELLERS.split())
_CUSTOMER = ("customer", "client", "kund", "debitor", "klient", "клиент", "контрагент", "zakaznik", "vevo")
_SENT_TO = frozenset(["ship", "shipping", "delivery", "deliver"])
_MANY = 12
"""Rows from which on a firm that is always the same is rather our own."""
_SEVERAL_NAMES = 2
"""Names to a number, on average, from which it is no customer's."""


def drop_non_customer_columns(
    columns: Mapping[str, int],
    heads: Sequence[Header],
    fits: Sequence[Claim],
    body: Sequence[Sequence[str]],
) -> dict[str, int]:
    """The columns without a number or a name that is no customer's: a ledger's own account, a seller, ourselves."""
    kept = dict(columns)
    if "account" in kept and (buyer := _beside_ourselves(kept["account"], heads, fits, body)) is not None:
        kept["account"] = buyer
    if {"account", "account_id"} <= kept.keys() and _is_of_the_ledger(kept, heads, body):
        del kept["account_id"]
    sellers = {c for c, head in enumerate(heads) if _SELLER & set(head.phrase.split())}
    sure = {f.column for f in fits if f.field in ("account", "account_id") and f.score >= SURE} - sellers
    if sellers and not sure & {kept.get("account"), kept.get("account_id")}:
        kept = {field: c for field, c in kept.items() if field not in ("account", "account_id")}
    return kept


def _beside_ourselves(
    account: int, heads: Sequence[Header], fits: Sequence[Claim], body: Sequence[Sequence[str]]
) -> int | None:
    """The column of the buyers beside a `Company` that is our own firm in every row; None where it is not."""
    firms = {row[account].strip() for row in body} - {""}
    if len(firms) > 1 or len(body) < _MANY or not FIRM & set(heads[account].phrase.split()):
        return None
    named = (f for f in fits if f.field == "account" and f.column != account and f.score >= PLAIN)
    heard = ((f.column, heads[f.column]) for f in named)
    return next((c for c, h in heard if not (is_bare_name(h) or _SENT_TO & set(h.phrase.split()))), None)


def _is_of_the_ledger(
    columns: Mapping[str, int], heads: Sequence[Header], body: Sequence[Sequence[str]]
) -> bool:
    """Whether one number stands beside several names, under a header that does not say customer."""
    if any(stem in heads[columns["account_id"]].phrase for stem in _CUSTOMER):
        return False
    pairs = {(row[columns["account_id"]].strip(), row[columns["account"]].strip()) for row in body}
    numbers = {number for number, name in pairs if number and name}
    names = {name for number, name in pairs if number and name}
    return len(names) >= max(_SEVERAL_NAMES * len(numbers), 3)
