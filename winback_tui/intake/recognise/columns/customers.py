"""Which of the names in a file is the customer: not the ledger's own account, not a seller, not ourselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winback_tui.intake.recognise.headers import Header, is_bare_name, phrase
from winback_tui.intake.recognise.vocabulary import vocabulary

from .claims import PLAIN, SURE
from .evidence import Claim, best_first
from .profile import ColumnProfile

_FIRMS = """
company firma firm société societe entreprise empresa azienda società bedrijf firmă компания фирма компанія cég
společnost spoločnost spółka podjetje tvrtka preduzeće företag yritys virksomhed selskap şirket εταιρεία įmonė
uzņēmums ettevõte 会社 会社名 公司 公司名称 회사 회사명 شركة الشركة חברה
"""
FIRM = frozenset(phrase(word) for word in _FIRMS.split())
"""Headers of a firm's name, of whatever role."""

_SELLERS = """
merchant vendor supplier lieferant kreditor fournisseur proveedor fornitore leverancier dostawca furnizor поставщик
"""
_SELLER = frozenset(phrase(word) for word in _SELLERS.split())
_CUSTOMER = ("customer", "client", "kund", "debitor", "klient", "клиент", "контрагент", "zakaznik", "vevo")
_SENT_TO = frozenset(["ship", "shipping", "delivery", "deliver"])
_BILLED = frozenset(["bill", "billing", "sold", "invoice", "payer", "rechnung", "facturar", "fatturare"])
_SPACED_NAMES, _SPELT = 0.3, 95.0
_RATHER_NOT, _MOSTLY, _HARDLY, _HALF = 0.4, 0.8, 0.1, 0.5
NAMES = ("account", "account_id")
"""The fields that say who the customer is."""

_BESIDE_OURSELVES = 20.0
_MANY = 12
"""With at least this many rows, a firm that is always the same is probably our own."""
_SEVERAL_NAMES = 2
"""A number with at least this many names on average does not identify a customer."""


def weigh_customers(
    found: Sequence[Claim],
    heads: Sequence[Header],
    profiles: Sequence[ColumnProfile],
    body: Sequence[Sequence[str]],
) -> list[Claim]:
    """The claims after comparing columns: which names are ours, a seller's, the ledger's, or nobody's."""
    found = _named_by_number(_against_strangers(found, heads, profiles), profiles)
    found = _against_ourselves(found, heads, body)
    found = _against_the_ledger(found, heads, body)
    found = _against_deliveries(found, heads)
    found = _against_codes(found, profiles, body)
    return best_first(_against_sellers(found, heads))


def _against_strangers(
    found: Sequence[Claim], heads: Sequence[Header], profiles: Sequence[ColumnProfile]
) -> list[Claim]:
    """Where the column that plainly names the customer is empty, no other name replaces it."""
    words = vocabulary()
    plain = [c for c in range(len(profiles)) if words.scores(heads[c].phrase).get("account", 0) >= PLAIN]
    stated = any(claim.field in NAMES and claim.score >= SURE for claim in found)
    if not any(profiles[c].empty for c in plain) or stated:
        return list(found)
    return [
        claim.scaled(0.0, "the column of the customer's name is empty") if claim.field in NAMES else claim
        for claim in found
    ]


def _named_by_number(found: Sequence[Claim], profiles: Sequence[ColumnProfile]) -> list[Claim]:
    """Names under a header that says number, as `partner_id` where a program writes the name behind the id."""
    numbered = [c for c in found if c.field == "account_id" and c.score >= SURE]
    spelt = {c.column for c in numbered if _holds_names(profiles[c.column])}
    has_names = any(
        c.field == "account" and c.score >= SURE and _holds_names(profiles[c.column]) for c in found
    )
    if not spelt or has_names:
        return list(found)
    staying = [
        claim.scaled(0.0, "its cells are names, not numbers")
        if claim.field == "account_id" and claim.column in spelt
        else claim
        for claim in found
        if not (claim.field == "account" and claim.column in spelt)
    ]
    reason = "it holds names, though its header says customer number"
    return [*staying, *(Claim(0.0, "account", c).with_evidence(reason, _SPELT) for c in sorted(spelt))]


def _holds_names(profile: ColumnProfile) -> bool:
    return profile.letters > _MOSTLY and profile.digits < _HARDLY and profile.spaced > _SPACED_NAMES


def _against_ourselves(
    found: Sequence[Claim], heads: Sequence[Header], body: Sequence[Sequence[str]]
) -> list[Claim]:
    """A `Company` that is the same in every row is our own firm, where another column names the buyers."""
    best = next((claim.column for claim in found if claim.field == "account"), None)
    buyer = None if best is None else _beside_ourselves(best, heads, found, body)
    if buyer is None:
        return list(found)
    return [
        claim.scaled(0.0, "the same firm in every row: our own")
        if claim.field == "account" and claim.column == best
        else claim.with_evidence("it names the buyers; another column names our own firm", _BESIDE_OURSELVES)
        if claim.field == "account" and claim.column == buyer
        else claim
        for claim in found
    ]


def _beside_ourselves(
    account: int, heads: Sequence[Header], found: Sequence[Claim], body: Sequence[Sequence[str]]
) -> int | None:
    """The column of the buyers next to a `Company` that is our own firm in every row; None otherwise."""
    firms = {row[account].strip() for row in body} - {""}
    if len(firms) > 1 or len(body) < _MANY or not FIRM & set(heads[account].phrase.split()):
        return None
    other_names = (f for f in found if f.field == "account" and f.column != account and f.score >= PLAIN)
    heard = ((f.column, heads[f.column]) for f in other_names)
    return next((c for c, h in heard if not (is_bare_name(h) or _SENT_TO & set(h.phrase.split()))), None)


def _against_the_ledger(
    found: Sequence[Claim], heads: Sequence[Header], body: Sequence[Sequence[str]]
) -> list[Claim]:
    """A number that appears with several names does not identify a customer."""
    best = {field: next((c.column for c in found if c.field == field), None) for field in NAMES}
    account, number = best["account"], best["account_id"]
    if account is None or number is None or account == number:
        return list(found)
    if not _is_of_the_ledger({"account": account, "account_id": number}, heads, body):
        return list(found)
    return [
        claim.scaled(0.0, "one number appears with several names: the ledger's own")
        if claim.field == "account_id" and claim.column == number
        else claim
        for claim in found
    ]


def _against_deliveries(found: Sequence[Claim], heads: Sequence[Header]) -> list[Claim]:
    """Where one column names who gets the bill, the one that names who gets the goods is not the customer."""
    billed = {
        c.column
        for c in found
        if c.field in NAMES and c.score >= SURE and _BILLED & set(heads[c.column].phrase.split())
    }
    if not billed:
        return list(found)
    return [
        claim.scaled(_RATHER_NOT, "it names who gets the goods; another column names who pays")
        if claim.field == "account" and _SENT_TO & set(heads[claim.column].phrase.split())
        else claim
        for claim in found
    ]


def _against_codes(
    found: Sequence[Claim], profiles: Sequence[ColumnProfile], body: Sequence[Sequence[str]]
) -> list[Claim]:
    """Of two columns that name the same customers, one in codes and one in words, the words are the name."""
    name_columns = [c.column for c in found if c.field == "account" and c.score >= SURE]
    codes = {c for c in name_columns if profiles[c].digits > _MOSTLY and profiles[c].spaced < _HARDLY}
    names = [c for c in name_columns if profiles[c].letters > _MOSTLY and profiles[c].digits < _HALF]
    coded = {c for c in codes if any(_go_together(body, c, name) for name in names)}
    if not coded:
        return list(found)
    moved = [
        claim.scaled(_RATHER_NOT, "codes for the customers named in another column")
        if claim.field == "account" and claim.column in coded
        else claim
        for claim in found
    ]
    known = {claim.column for claim in found if claim.field == "account_id"}
    ids = [
        Claim(0.0, "account_id", c).with_evidence("codes for the customers named in another column", PLAIN)
        for c in sorted(coded - known)
    ]
    return [*moved, *ids]


def _go_together(body: Sequence[Sequence[str]], codes: int, names: int) -> bool:
    """Whether each code goes with one name, and each name with one code."""
    pairs = {
        (row[codes].strip(), row[names].strip()) for row in body if row[codes].strip() and row[names].strip()
    }
    return len(pairs) > 1 and len({a for a, _ in pairs}) == len(pairs) == len({b for _, b in pairs})


def _against_sellers(found: Sequence[Claim], heads: Sequence[Header]) -> list[Claim]:
    """Next to a column of sellers, only a column whose header says so names the customer."""
    sellers = {c for c, head in enumerate(heads) if _SELLER & set(head.phrase.split())}
    if not sellers:
        return list(found)
    sure = {c.column for c in found if c.field in NAMES and c.score >= SURE} - sellers
    if sure:
        return list(found)
    return [
        claim.scaled(0.0, "it is next to columns about sellers, and no header says customer")
        if claim.field in NAMES
        else claim
        for claim in found
    ]


def _is_of_the_ledger(
    columns: Mapping[str, int], heads: Sequence[Header], body: Sequence[Sequence[str]]
) -> bool:
    """Whether one number appears with several names, under a header that does not say customer."""
    if any(stem in heads[columns["account_id"]].phrase for stem in _CUSTOMER):
        return False
    pairs = {(row[columns["account_id"]].strip(), row[columns["account"]].strip()) for row in body}
    numbers = {number for number, name in pairs if number and name}
    names = {name for number, name in pairs if number and name}
    return len(names) >= max(_SEVERAL_NAMES * len(numbers), 3)
