"""A ledger books every sale twice; only the customers' side shows what was sold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from winback_tui.intake.recognise.headers import Header, phrase

from .numbers import DecimalCache

_DEBIT_WORDS = "debit debet soll debe dare debito дебет дебит дт duguje borc wn tartozik debi dati χρεωση"
_CREDIT_WORDS = "credit kredit haben haber avere credito кредит кт potrazuje alacak ma kovetel credi πιστωση"
_DEBITS, _CREDITS = frozenset(_DEBIT_WORDS.split()), frozenset(_CREDIT_WORDS.split())
_CUSTOMERS_SIDE = (
    "receivable", "debtor", "forderung", "debitor", "creances", "clients", "clientes", "crediti", "clienti",
    "debiteuren", "kundfordr", "kundefordr", "naleznosci", "pohledavk", "дебитор", "покупател", "вземания", "klientet",
    "vevok", "alicilar", "kupci", "πελατ",
)  # fmt: skip


def is_debit(head: Header) -> bool:
    """Whether a column holds what customers owe."""
    return bool(_DEBITS & set(head.phrase.split()))


def two_sides(heads: Sequence[Header], body: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The columns of debits and credits, where each row fills only one of them; None when there is no such pair."""
    debits = [c for c, head in enumerate(heads) if is_debit(head)]
    credits_ = [c for c, head in enumerate(heads) if _CREDITS & set(head.phrase.split())]
    for debit in debits:
        for credit in credits_:
            sides = [(bool(row[debit].strip()), bool(row[credit].strip())) for row in body]
            filled = [pair for pair in sides if any(pair)]
            if debit != credit and filled and not any(all(pair) for pair in filled):
                return (debit, credit) if {(True, False), (False, True)} <= set(filled) else None
    return None


def customers_side(
    body: Sequence[Sequence[str]], columns: Mapping[str, int], decimal: str
) -> tuple[int, tuple[str, ...]] | None:
    """Column and values of the rows on the customers' side, where the rows of each number add up to zero.

    None for a table whose rows are booked once.
    """
    if not {"number", "amount", "paid"} <= columns.keys() or not _balances(body, columns, decimal):
        return None
    for column in range(len(body[0])):
        sides = {row[column].strip() for row in body}
        theirs = [cell for cell in sides if any(stem in phrase(cell) for stem in _CUSTOMERS_SIDE)]
        if theirs and len(theirs) < len(sides) and max(map(len, sides)) < 60:
            return column, tuple(sorted(theirs))
    return None


def _balances(body: Sequence[Sequence[str]], columns: Mapping[str, int], decimal: str) -> bool:
    read, sums = DecimalCache(decimal), dict[str, Decimal]()
    for row in body:
        debit, credit = read[row[columns["amount"]]], read[row[columns["paid"]]]
        number = row[columns["number"]]
        sums[number] = sums.get(number, Decimal(0)) + (debit or 0) - (credit or 0)
    even = sum(1 for total in sums.values() if not total)
    return even > 0 and even >= len(sums) - 1
