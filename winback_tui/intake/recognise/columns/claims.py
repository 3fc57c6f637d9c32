"""Which column means what: the header's words weighed by what the column contains, or the contents alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.interpret.state_stems import state_stems
from winback_tui.intake.recognise.headers import Header
from winback_tui.intake.recognise.tax_headers import WITH, tax_header
from winback_tui.intake.recognise.vocabulary import Vocabulary

from .evidence import Claim, ColumnEvidence, best_first
from .profile import ColumnProfile

_MONEY = ("amount", "unit_price", "margin", "refunded", "quantity", "paid")
_WORDS = ("owner", "segment", "person", "city", "first_name", "last_name", "title", "product")
_WITH_TAX = frozenset(["inc", "incl", "including", "gross", "brutto", "ttc", "tvsh", "bruto"])
_OF_A_ROW = 0.35
"""What a claim to be the order's number is worth in a column that only counts the rows, as many reports have."""

_A_CODE = 3
_PLACES_TOO = frozenset(["state", "estado"])
"""Headers of a status or of a part of a country; without a single known status they are the latter."""

_OF_A_LEDGER = "account"
"""A customer, or the ledger's own account, such as '1100 Receivables' in every row."""

PLAIN = 80
"""From this score on a header says it in so many words."""

_SAYS_IT, _ALL_DAYS = 92.0, 0.9
_MOST_WITHOUT_TAX, _LEAST = 58.0, 12
_FEW_STATES, _SEVERAL, _KNOWN_STATES = 8, 0.9, 0.4

SURE = 40
"""From this score on a column counts as recognised by its header."""


def claims(headers: Sequence[Header], profiles: Sequence[ColumnProfile], words: Vocabulary) -> list[Claim]:
    """Every claim of every column with its evidence, best first; of equal ones the column further left."""
    found: list[Claim] = []
    for column, (head, seen) in enumerate(zip(headers, profiles, strict=True)):
        told = ColumnEvidence(column)
        _weigh_header(told, head, seen, words)
        _weigh_money_with_tax(told, head, seen, words)
        _weigh_look_alikes(told, head, seen)
        _weigh_marks(told, head, seen)
        if seen.codes:
            told.raise_to("kind", _SAYS_IT, "every cell is a code of a known list of document types")
        _weigh_contents(told, head, seen, words)
        found += told.claims(_LEAST)
    return best_first(found)


def _weigh_header(told: ColumnEvidence, head: Header, seen: ColumnProfile, words: Vocabulary) -> None:
    """What the header says, as far as the cells bear it out."""
    for field, said in words.scores(head.phrase).items() if head.phrase else ():
        told.add(field, "the header says so", said)
        borne_out = max(said * fitness(field, seen), _floor(field, said, seen))
        if borne_out != said:
            reason = "only some of the cells fit" if borne_out else "the cells are something else"
            told.add(field, reason, borne_out - said)


def _weigh_money_with_tax(told: ColumnEvidence, head: Header, seen: ColumnProfile, words: Vocabulary) -> None:
    """Money with tax goes before money without it, whatever the language; of both the rest of the header decides."""
    taxed = tax_header(head.phrase)
    if taxed.says:
        plain = words.scores(taxed.rest).get("amount", 0) if taxed.rest else SURE
        worth = plain if taxed.says == WITH else min(plain * 0.7, _MOST_WITHOUT_TAX)
        if plain:
            told.raise_to("amount", worth * fitness("amount", seen), f"a total {taxed.says} tax")
    if "amount" in told.found and (taxed.says == WITH or _WITH_TAX & set(head.phrase.split())):
        told.add("amount", "with tax", 1.0)


def _weigh_look_alikes(told: ColumnEvidence, head: Header, seen: ColumnProfile) -> None:
    """Headers that mean one thing here and another there."""
    if head.phrase in _PLACES_TOO and not seen.kinds:
        told.scale("status", 0.0, "no state of an order in it, but a part of a country")
    if head.phrase == _OF_A_LEDGER and seen.distinct == 1 and seen.digits == 1.0:
        told.scale("account", _OF_A_ROW, "one number in every row: the ledger's own account")
    if seen.counts and "id" not in head.phrase.split():
        told.scale("number", _OF_A_ROW, "it only counts the rows")
    if seen.coded > 0.8 and "account" in told.found:
        told.raise_to("account_id", told.score("account") * 0.9, "its cells are codes, not names")


def _weigh_marks(told: ColumnEvidence, head: Header, seen: ColumnProfile) -> None:
    """A yes/no column, or one of days with blanks, whose header speaks of cancelling or of returning."""
    in_some_rows = seen.blank > 0 and seen.numbers < _SEVERAL
    if not (seen.yes_no or in_some_rows) or seen.counts or seen.empty:
        return
    stems = state_stems().says(head.phrase)
    dated_or_marked = seen.yes_no or seen.dates >= _ALL_DAYS
    if (told.score("refunded") and dated_or_marked) or OrderKind.CANCELLED.value in stems:
        told.found.clear()
        told.add("cancelled", "its header is about cancelling, and it is filled in some rows only", _SAYS_IT)
    elif OrderKind.CREDIT.value in stems and seen.yes_no:
        told.found.clear()
        told.add("returned", "its header is about returns, its cells are yes and no", _SAYS_IT)


def _weigh_contents(told: ColumnEvidence, head: Header, seen: ColumnProfile, words: Vocabulary) -> None:
    """What the cells look like, whatever the header; it counts for less beside a header that says something."""
    plainly = max((claim.score for claim in told.found.values()), default=0.0) >= SURE
    for field, score in by_content(seen, bool(head.phrase)).items():
        if field == "account" and plainly and field not in told.found:
            continue
        if any(word in words.never.get(field, ()) for word in head.phrase.split()):
            continue
        told.raise_to(field, score, "the cells look like it")


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
    if field in ("number", "account_id") and seen.scientific > 0:
        return 0.0  # several numbers look the same once their last digits are gone
    if field == "number":
        if seen.decimals > 0.3 or seen.emails > 0.3:
            return 0.0
        return 1.0 if seen.digits >= 0.8 else 0.25
    if field == "account":
        if seen.decimals > 0.3 or seen.currencies > 0.8 or seen.yes_no or seen.payments > 0.6:
            return 0.0
        if seen.emails > 0.5:
            return 0.55
        return 0.6 if seen.coded > 0.8 else 1.0 if seen.letters >= 0.4 else 0.7
    if field == "account_id":
        return 0.0 if seen.decimals > 0.3 else 1.0 if seen.digits >= 0.4 else 0.6
    if field in ("kind", "status"):
        few = seen.distinct <= max(12, seen.cells * 0.2)
        if seen.decimals > 0.3 or not few:
            return 0.0
        if seen.numbers > 0.9 and seen.letters < 0.1:
            return 0.5 if 1 < seen.distinct <= _FEW_STATES and seen.length <= _A_CODE else 0.0
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


def _holds_states(seen: ColumnProfile) -> bool:
    """Whether cells under any header are a few states, of which some are known and some are of what was not sold."""
    few = seen.distinct <= _FEW_STATES and seen.unique < _SEVERAL
    return few and seen.kinds >= _KNOWN_STATES and seen.unsold > 0 and seen.letters >= 0.8


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
    elif (seen.kinds >= 0.8 and seen.distinct <= 25 and seen.letters >= 0.8) or _holds_states(seen):
        found["status"] = 36.0
    elif seen.payments > 0.6:
        return {}
    elif seen.letters >= 0.8 and seen.length >= 3 and (seen.distinct > 1 or seen.cells == 1):
        found["account"] = 18.0 + 10.0 * seen.spaced + (4.0 if 0.02 < seen.unique < 0.9 else 0.0)
    elif (
        not seen.scientific
        and seen.digits >= 0.95
        and seen.unique >= 0.6
        and seen.distinct >= 3
        and not (headed and seen.length < 3.5)
    ):
        found["number"] = 22.0 + 6.0 * seen.unique
        if seen.numbers >= 0.9 and not headed:
            found["amount"] = 20.0
    elif seen.numbers >= 0.9 and not headed:
        found["amount"] = 24.0
    coded = (
        not seen.scientific
        and seen.digits >= 0.95
        and seen.letters >= 0.8
        and seen.unique >= 0.6
        and not seen.dates
    )
    if coded and seen.spaced < 0.1 and seen.distinct >= 3:
        found["number"] = 30.0 + 4.0 * seen.unique
    dialled = seen.dialled >= 0.5 and seen.phones >= 0.9 and seen.length >= 9 and seen.unique > 0.3
    if dialled and not seen.decimals and not seen.dates:
        found["phone"] = 26.0
    return found if not headed else {field: score * 0.85 for field, score in found.items()}
