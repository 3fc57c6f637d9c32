"""Which column means what: the header's words weighed by what the column contains, or the contents alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.interpret.state_stems import state_stems

from .column_profile import ColumnProfile
from .headers import Header
from .tax_headers import WITH, tax_header
from .vocabulary import Vocabulary

_MONEY = ("amount", "unit_price", "margin", "refunded", "quantity", "paid")
_WORDS = ("owner", "segment", "person", "city", "first_name", "last_name", "title", "product")
_WITH_TAX = frozenset(["inc", "incl", "including", "gross", "brutto", "ttc", "tvsh", "bruto"])
_OF_A_ROW = 0.35
"""What a claim to be the order's number is worth in a column that only counts the rows, as many reports have."""

_PLACES_TOO = frozenset(["state", "estado"])
"""Headers of a status or of a part of a country; without a single known status they are the latter."""

_OF_A_LEDGER = "account"
"""A customer, or the ledger's own account, such as '1100 Receivables' in every row."""

PLAIN = 80
"""From this score on a header says it in so many words."""

_SAYS_IT, _ALL_DAYS = 92.0, 0.9
_MOST_WITHOUT_TAX = 58.0

SURE = 40
"""From this score on a column counts as recognised by its header."""


class Claim(NamedTuple):
    """A column's claim to a field."""

    score: float
    field: str
    column: int


def claims(headers: Sequence[Header], profiles: Sequence[ColumnProfile], words: Vocabulary) -> list[Claim]:
    """Every claim of every column, best first; of equal ones the column further left."""
    found: list[Claim] = []
    for column, (head, seen) in enumerate(zip(headers, profiles, strict=True)):
        scores: dict[str, float] = {}
        for field, said in words.scores(head.phrase).items() if head.phrase else ():
            scores[field] = max(said * fitness(field, seen), _floor(field, said, seen))
        _add_taxed_money(scores, head, seen, words)
        if head.phrase in _PLACES_TOO and not seen.kinds:
            scores.pop("status", None)
        if head.phrase == _OF_A_LEDGER and "account" in scores and seen.distinct == 1 and seen.digits == 1.0:
            scores["account"] *= _OF_A_ROW
        if seen.counts and "number" in scores and "id" not in head.phrase.split():
            scores["number"] *= _OF_A_ROW
        if seen.coded > 0.8 and "account" in scores:
            scores["account_id"] = max(scores.get("account_id", 0.0), scores["account"] * 0.9)
        _add_marks(scores, head, seen)
        if seen.codes:
            scores["kind"] = max(scores.get("kind", 0.0), _SAYS_IT)
        plainly = max(scores.values(), default=0.0) >= SURE
        for field, score in by_content(seen, bool(head.phrase)).items():
            if field == "account" and plainly and field not in scores:
                continue
            if any(word in words.never.get(field, ()) for word in head.phrase.split()):
                continue
            scores[field] = max(scores.get(field, 0.0), score)
        found += [Claim(score, field, column) for field, score in scores.items() if score >= 12]
    return sorted(found, key=lambda fit: (-fit.score, fit.column))


def _add_taxed_money(scores: dict[str, float], head: Header, seen: ColumnProfile, words: Vocabulary) -> None:
    """Money with tax goes before money without it, whatever the language; of both the rest of the header decides."""
    taxed = tax_header(head.phrase)
    if taxed.says:
        plain = words.scores(taxed.rest).get("amount", 0) if taxed.rest else SURE
        worth = plain if taxed.says == WITH else min(plain * 0.7, _MOST_WITHOUT_TAX)
        if plain:
            scores["amount"] = max(scores.get("amount", 0.0), worth * fitness("amount", seen))
    if "amount" in scores and (taxed.says == WITH or _WITH_TAX & set(head.phrase.split())):
        scores["amount"] += 1.0


def _add_marks(scores: dict[str, float], head: Header, seen: ColumnProfile) -> None:
    """A yes/no column, or one of days with blanks, whose header speaks of cancelling or of returning."""
    if not (seen.yes_no or (seen.dates >= _ALL_DAYS and seen.blank > 0)) or seen.counts:
        return
    stems = state_stems().says(head.phrase)
    if scores.pop("refunded", 0) or OrderKind.CANCELLED.value in stems:
        scores.clear()
        scores["cancelled"] = _SAYS_IT
    elif OrderKind.CREDIT.value in stems and seen.yes_no:
        scores.clear()
        scores["returned"] = _SAYS_IT


def _floor(field: str, said: int, seen: ColumnProfile) -> float:
    """A header that says day or money plainly is believed even where most cells are spoilt: they get refused."""
    plain = field in ("date", "amount") and said >= 82 and not seen.empty
    return 30.0 if plain and (field == "date" or seen.dates < 0.5) else 0.0


def assign(found: Sequence[Claim], fixed: Mapping[int, str]) -> dict[str, int]:
    """One column a field, one field a column, the strongest claims first; `fixed` columns are not touched."""
    taken = {field: column for column, field in fixed.items()}
    used = set(fixed)
    for fit in found:
        if fit.field not in taken and fit.column not in used:
            taken[fit.field] = fit.column
            used.add(fit.column)
    return taken


def fitness(field: str, seen: ColumnProfile) -> float:
    """How far the contents bear out a field, 0 (impossible) to 1."""
    if seen.empty:
        return (
            0.3
            if field in ("refunded", "paid", "cancelled", "currency", "margin", "email", "phone", "status")
            else 0.1
        )
    if field == "date":
        filled = 1.0 - 0.5 * seen.blank
        return filled if seen.dates >= 0.6 else 0.9 * filled if seen.dates + seen.bare_dates >= 0.6 else 0.0
    if field in _MONEY:
        if seen.numbers < 0.6 or seen.dates > 0.5:
            return 0.0
        return (
            1.0
            - (0.05 if field == "amount" and not seen.decimals else 0.0)
            - (0.3 if seen.blank > 0.95 else 0.0)
        )
    if field == "email":
        return 1.0 if seen.emails >= 0.4 else 0.0
    if field == "phone":
        return 1.0 if seen.phones >= 0.3 and seen.dates < 0.3 else 0.0
    if field == "currency":
        return 1.0 if seen.currencies >= 0.7 else 0.0
    if seen.dates > 0.5 and field not in ("cancelled", "note"):
        return 0.0
    return _text_fitness(field, seen)


def _text_fitness(field: str, seen: ColumnProfile) -> float:
    if field == "number":
        if seen.decimals > 0.3 or seen.emails > 0.3:
            return 0.0
        return 1.0 if seen.digits >= 0.8 else 0.25
    if field == "account":
        if seen.decimals > 0.3 or seen.currencies > 0.8 or seen.yes_no:
            return 0.0
        if seen.emails > 0.5:
            return 0.55
        return 0.6 if seen.coded > 0.8 else 1.0 if seen.letters >= 0.4 else 0.7
    if field == "account_id":
        return 0.0 if seen.decimals > 0.3 else 1.0 if seen.digits >= 0.4 else 0.6
    if field in ("kind", "status"):
        few = seen.distinct <= max(12, seen.cells * 0.2)
        if seen.decimals > 0.3 or not few or (seen.numbers > 0.9 and seen.letters < 0.1):
            return 0.0
        return 1.0 if seen.kinds >= 0.5 else 0.7 if seen.letters >= 0.5 else 0.3
    if field == "series":
        return (
            1.0
            if seen.distinct <= max(8, seen.cells * 0.1) and seen.length <= 12 and not seen.decimals
            else 0.0
        )
    if field == "returned":
        return 1.0 if seen.distinct <= 4 else 0.0
    if field in _WORDS:
        return 1.0 if seen.letters >= 0.5 and seen.decimals < 0.3 else 0.2
    return 1.0


def by_content(seen: ColumnProfile, headed: bool) -> dict[str, float]:
    """Claims that a column can make without help from its header; weaker when an unknown header is there."""
    if seen.empty:
        return {}
    found: dict[str, float] = {}
    if seen.dates >= 0.9:
        found["date"] = 38.0
    elif seen.emails >= 0.8:
        found["email"] = 50.0
    elif seen.currencies >= 0.95 and seen.length <= 3.5:
        found["currency"] = 48.0
    elif seen.bare_dates >= 0.95 and 7.9 <= seen.length <= 8.1:
        found["date"] = 26.0
    elif seen.numbers >= 0.9 and seen.decimals >= 0.3:
        found["amount"] = 34.0
    elif seen.kinds >= 0.8 and seen.distinct <= 25 and seen.letters >= 0.8:
        found["status"] = 36.0
    elif seen.letters >= 0.8 and seen.length >= 3 and (seen.distinct > 1 or seen.cells == 1):
        found["account"] = 18.0 + 10.0 * seen.spaced + (4.0 if 0.02 < seen.unique < 0.9 else 0.0)
    elif (
        seen.digits >= 0.95
        and seen.unique >= 0.6
        and seen.distinct >= 3
        and not (headed and seen.length < 3.5)
    ):
        found["number"] = 22.0 + 6.0 * seen.unique
        if seen.numbers >= 0.9 and not headed:
            found["amount"] = 20.0
    elif seen.numbers >= 0.9 and not headed:
        found["amount"] = 24.0
    coded = seen.digits >= 0.95 and seen.letters >= 0.8 and seen.unique >= 0.6 and not seen.dates
    if coded and seen.spaced < 0.1 and seen.distinct >= 3:
        found["number"] = 30.0 + 4.0 * seen.unique
    dialled = seen.dialled >= 0.5 and seen.phones >= 0.9 and seen.length >= 9 and seen.unique > 0.3
    if dialled and not seen.decimals and not seen.dates:
        found["phone"] = 26.0
    return found if not headed else {field: score * 0.85 for field, score in found.items()}
