"""Which column means what: the header's words weighed by what the column contains, or the contents alone."""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.interpret.kinds.state_stems import is_goods_back, state_stems
from winback_tui.intake.recognise.headers import Header, phrase
from winback_tui.intake.recognise.tax_headers import WITH, tax_header
from winback_tui.intake.recognise.vocabulary import Vocabulary

from .evidence import Claim, ColumnEvidence, best_first
from .fitting_sums import is_due_day, is_offered_until, is_payout, is_planned_day
from .profile import ColumnProfile

_MONEY = ("amount", "unit_price", "margin", "refunded", "quantity", "paid")
_WORDS = ("owner", "segment", "person", "city", "first_name", "last_name", "title", "product")
_WITH_TAX = frozenset(["inc", "incl", "including", "gross", "brutto", "ttc", "tvsh", "bruto"])
_OF_A_ROW = 0.35
"""The factor for a claim to be the order's number in a column that only counts the rows, as in many reports."""

_A_CODE = 3
_PLACES_TOO = frozenset(["state", "estado"])
"""Headers that mean a status or a part of a country; without a single known status they are the latter."""

_ADDRESSES = """
city zip postcode postal address street country county province ciudad provincia municipio direccion colonia cp pais
cidade municipio endereco cep pais bairro comune ville adresse
"""
_OF_AN_ADDRESS = frozenset(_ADDRESSES.split())
_TERMS = (
    "期限", "期日", "手数料", "截止", "기한", " deadline", " until", " before", " policy", " fee", "frist", "gebuhr",
    " frais"," limite", " plazo", " termin ", " срок", " до ",
)  # fmt: skip
"""Parts of headers about the terms of cancelling, not about what was cancelled."""

_PIECES_TEXT = """
qty quantity pcs pieces menge anzahl stück quantité qté cantidad unidades quantità pezzi quantidade qtde qtd
aantal antal antall ilość ilosc szt počet množství mennyiség db cantitate количество колво кол во кількість
количество miktar adet ποσότητα määrä kogus kiekis daudzums 数量 수량 الكمية כמות จำนวน jumlah
"""
_PIECES = frozenset(map(phrase, _PIECES_TEXT.split()))
"""Words for how many pieces."""

YES_NO_FIELDS = ("cancelled", "returned")
_OF_A_LEDGER = "account"
"""A header of a customer, or of the ledger's own account, such as '1100 Receivables' in every row."""

PLAIN = 80
"""A header with at least this score names the field plainly."""

_SAYS_IT, _SURELY_CODES, _ALL_DAYS = 92.0, 50.0, 0.9
_PLANNED = 0.5
_TAKES_BACK = frozenset([OrderKind.CANCELLED.value, OrderKind.CREDIT.value])
_SAYS_STATES, _NO_GOODS = 85.0, 0.3
_GOODS = ("product", "note", "title", "segment", "person", "city")
_MOST_WITHOUT_TAX, _LEAST = 58.0, 12
_SOME_SUMS, _SURELY_SUMS = 0.3, 20.0
_FEW_STATES, _SEVERAL, _KNOWN_STATES = 8, 0.9, 0.4

SURE = 40
"""A column with at least this score counts as recognised by its header."""


def claims(headers: Sequence[Header], profiles: Sequence[ColumnProfile], words: Vocabulary) -> list[Claim]:
    """Every claim of every column with its evidence, best first; of equal ones the column further left."""
    found: list[Claim] = []
    addressed = any(words.scores(head.phrase).get("city", 0) >= SURE for head in headers)
    addressed = addressed or any(_OF_AN_ADDRESS & set(head.phrase.split()) for head in headers)
    typed = any(
        words.scores(head.phrase).get("kind", 0) >= PLAIN and profile.states
        for head, profile in zip(headers, profiles, strict=True)
    )
    several_sums = sum(1 for p in profiles if p.numbers >= _SEVERAL and p.decimals >= _SOME_SUMS) > 1
    for column, (head, profile) in enumerate(zip(headers, profiles, strict=True)):
        evidence = ColumnEvidence(column)
        _weigh_header(evidence, head, profile, words)
        _weigh_money_with_tax(evidence, head, profile, words)
        _weigh_look_alikes(evidence, head, profile, addressed)
        _weigh_marks(evidence, head, profile)
        if profile.codes:
            evidence.raise_to("kind", _SAYS_IT, "every cell is a code of a known list of document types")
            evidence.raise_to("status", _SURELY_CODES, "every cell is a code of a known list")
        if not typed:
            _weigh_states(evidence, profile)
        _weigh_contents(evidence, head, profile, words, several_sums)
        found += evidence.claims(_LEAST)
    return best_first(found)


def _weigh_header(evidence: ColumnEvidence, head: Header, profile: ColumnProfile, words: Vocabulary) -> None:
    """Weigh what the header says, as far as the cells confirm it."""
    for field, score in words.scores(head.phrase).items() if head.phrase else ():
        evidence.add(field, "the header says so", score)
        borne_out = max(score * fitness(field, profile), _floor(field, score, profile))
        if borne_out != score:
            reason = "only some of the cells fit" if borne_out else "the cells are something else"
            evidence.add(field, reason, borne_out - score)


def _weigh_money_with_tax(
    evidence: ColumnEvidence, head: Header, profile: ColumnProfile, words: Vocabulary
) -> None:
    """Prefer money with tax to money without it, in any language; the rest of the header decides what it is."""
    taxed = tax_header(head.phrase)
    if taxed.says:
        plain = words.scores(taxed.rest).get("amount", 0) if taxed.rest else SURE
        worth = plain if taxed.says == WITH else min(plain * 0.7, _MOST_WITHOUT_TAX)
        if plain:
            evidence.raise_to("amount", worth * fitness("amount", profile), f"a total {taxed.says} tax")
    if "amount" in evidence.by_field and (taxed.says == WITH or _WITH_TAX & set(head.phrase.split())):
        evidence.add("amount", "with tax", 1.0)


def _weigh_look_alikes(
    evidence: ColumnEvidence, head: Header, profile: ColumnProfile, addressed: bool
) -> None:
    """Weigh headers with several meanings; `addressed`: other headers name places."""
    if head.phrase in _PLACES_TOO and not profile.states and addressed:
        evidence.scale("status", 0.0, "it names parts of a country, not states of orders")
    if head.phrase == _OF_A_LEDGER and profile.distinct == 1 and profile.digits == 1.0:
        evidence.scale("account", _OF_A_ROW, "one number in every row: the ledger's own account")
    if profile.counts and "id" not in head.phrase.split():
        evidence.scale("number", _OF_A_ROW, "it only counts the rows")
    if evidence.score("number") and profile.blank and state_stems().says(head.phrase) & _TAKES_BACK:
        evidence.scale("number", _OF_A_ROW, "it names another document, in some rows only")
    if is_planned_day(head.phrase):
        evidence.scale("date", _PLANNED, "a day for which something is planned")
    if is_due_day(head.phrase) or is_offered_until(head.phrase):
        evidence.scale("date", _PLANNED, "a day by which to pay, or until which something is valid")
    if profile.coded > 0.8 and "account" in evidence.by_field:
        evidence.raise_to("account_id", evidence.score("account") * 0.9, "its cells are codes, not names")


def _weigh_marks(evidence: ColumnEvidence, head: Header, profile: ColumnProfile) -> None:
    """Weigh a yes/no column, or one of days with blanks, whose header is about cancelling or returning."""
    plain = max(
        (claim.score for name, claim in evidence.by_field.items() if name not in YES_NO_FIELDS), default=0.0
    )
    sums = profile.numbers >= _SEVERAL > profile.dates and (
        profile.decimals >= _SOME_SUMS or profile.length > 1
    )
    cancelling = OrderKind.CANCELLED.value in state_stems().says(head.phrase)
    takes_off = is_goods_back(head.phrase) or (cancelling and profile.decimals >= _SOME_SUMS)
    takes_off = takes_off and not is_payout(head.phrase)
    if sums and not profile.yes_no and plain < PLAIN and takes_off:
        for name in ("returned", "cancelled", "amount"):
            evidence.scale(name, 0.0, "sums that were refunded")
        evidence.raise_to("refunded", SURE + _SURELY_SUMS, "its header is about returns, its cells are sums")
        return
    if counts_returned(head) and profile.numbers >= _SEVERAL:
        evidence.by_field.clear()  # some of the goods came back, so that neither the order stands nor all is credited
        return
    if evidence.score("returned") and not (
        profile.yes_no or profile.blank or profile.empty or profile.distinct == 1
    ):
        evidence.raise_to(
            "kind", evidence.score("returned"), "its header is about returns, its cells are codes"
        )
        evidence.scale("returned", 0.0, "its cells are not yes/no values")
    refers = profile.blank and profile.digits >= _SEVERAL > profile.dates and not profile.yes_no
    if refers and evidence.score("returned") and profile.decimals < _SOME_SUMS:
        evidence.by_field.clear()  # it names another document, in some rows only: somebody must say what that means
        return
    if any(word in f" {head.phrase}" for word in _TERMS):
        evidence.scale("cancelled", 0.0, "it is about the terms of cancelling: the last day or the fee")
        return
    in_some_rows = profile.blank > 0 and (profile.numbers < _SEVERAL or profile.dates >= _ALL_DAYS)
    if not (profile.yes_no or in_some_rows) or profile.counts or profile.empty:
        return
    stems = state_stems().says(head.phrase)
    dated_or_marked = profile.yes_no or profile.dates >= _ALL_DAYS
    if (evidence.score("refunded") and dated_or_marked) or OrderKind.CANCELLED.value in stems:
        evidence.by_field.clear()
        evidence.add(
            "cancelled", "its header is about cancelling, and it is filled in some rows only", _SAYS_IT
        )
    elif OrderKind.CREDIT.value in stems and profile.yes_no:
        evidence.by_field.clear()
        evidence.add("returned", "its header is about returns, its cells are yes/no values", _SAYS_IT)


def counts_returned(head: Header) -> bool:
    """Whether a header counts how many pieces came back: `Returned qty`."""
    return bool(_PIECES & set(head.phrase.split())) and is_goods_back(head.phrase)


def _weigh_states(evidence: ColumnEvidence, profile: ColumnProfile) -> None:
    """Names of documents, some of them not sales, are neither goods nor remarks, whatever the header."""
    header_score = max(evidence.score("status"), evidence.score("kind"))
    if header_score >= SURE or profile.states < _ALL_DAYS or not _holds_states(profile):
        return
    goods = [name for name in _GOODS if evidence.score(name) >= SURE]
    for name in goods:
        evidence.scale(name, _NO_GOODS, "its cells are names of documents")
    if goods:
        evidence.raise_to("kind", _SAYS_STATES, "its cells are names of documents")


def _weigh_contents(
    evidence: ColumnEvidence, head: Header, profile: ColumnProfile, words: Vocabulary, several_sums: bool
) -> None:
    """Weigh what the cells look like, whatever the header; it counts for less next to a meaningful header.

    Of `several_sums` one that was paid is not what was sold.
    """
    plainly = max((claim.score for claim in evidence.by_field.values()), default=0.0) >= SURE
    until = is_due_day(head.phrase) or is_planned_day(head.phrase) or is_offered_until(head.phrase)
    for field, score in by_content(profile, bool(head.phrase)).items():
        if field == "date" and until:
            continue
        if field == "amount" and several_sums and state_stems().speaks_of_paying(head.phrase):
            continue
        if field == "account" and plainly and field not in evidence.by_field:
            continue
        if any(word in words.never.get(field, ()) for word in head.phrase.split()):
            continue
        evidence.raise_to(field, score, "the cells look like it")


def _floor(field: str, score: int, profile: ColumnProfile) -> float:
    """A header that plainly says day or money counts even where most cells are unreadable: those are refused."""
    plain = field in ("date", "amount") and score >= 82 and not profile.empty
    return 30.0 if plain and (field == "date" or profile.dates < 0.5) else 0.0


def fitness(field: str, profile: ColumnProfile) -> float:
    """How far the contents fit a field, 0 (impossible) to 1."""
    if profile.empty:
        return (
            0.3
            if field in ("refunded", "paid", "cancelled", "currency", "margin", "email", "phone", "status")
            else 0.1
        )
    if field == "date":
        filled = 1.0 - 0.5 * profile.blank
        return (
            filled
            if profile.dates >= 0.6
            else 0.9 * filled
            if profile.dates + profile.bare_dates >= 0.6
            else 0.0
        )
    if field in _MONEY:
        if profile.numbers < 0.6 or profile.dates > 0.5:
            return 0.0
        return (
            1.0
            - (0.05 if field == "amount" and not profile.decimals else 0.0)
            - (0.3 if profile.blank > 0.95 else 0.0)
        )
    if field == "email":
        return 1.0 if profile.emails >= 0.4 else 0.0
    if field == "phone":
        return 1.0 if profile.phones >= 0.3 and profile.dates < 0.3 else 0.0
    if field == "currency":
        return 1.0 if profile.currencies >= 0.7 else 0.0
    if profile.dates > 0.5 and field not in ("cancelled", "note"):
        return 0.0
    return _text_fitness(field, profile)


def _text_fitness(field: str, profile: ColumnProfile) -> float:
    if field in ("number", "account_id") and profile.scientific > 0:
        return 0.0  # several numbers look the same once their last digits are gone
    if field == "number":
        if profile.decimals > 0.3 or profile.emails > 0.3:
            return 0.0
        return 1.0 if profile.digits >= 0.8 else 0.25 if profile.digits else 0.0
    if field == "account":
        if profile.decimals > 0.3 or profile.currencies > 0.8 or profile.yes_no or profile.payments > 0.6:
            return 0.0
        if profile.emails > 0.5:
            return 0.55
        return 0.6 if profile.coded > 0.8 else 1.0 if profile.letters >= 0.4 else 0.7
    if field == "account_id":
        return 0.0 if profile.decimals > 0.3 else 1.0 if profile.digits >= 0.4 else 0.6
    if field in ("kind", "status"):
        few = profile.distinct <= max(12, profile.cells * 0.2)
        if profile.decimals > 0.3 or not few:
            return 0.0
        if profile.numbers > 0.9 and profile.letters < 0.1:
            return 0.5 if 1 < profile.distinct <= _FEW_STATES and profile.length <= _A_CODE else 0.0
        return 1.0 if profile.kinds >= 0.5 else 0.7 if profile.letters >= 0.5 else 0.3
    if field == "series":
        return (
            1.0
            if profile.distinct <= max(8, profile.cells * 0.1)
            and profile.length <= 12
            and not profile.decimals
            else 0.0
        )
    if field == "returned":
        return 1.0 if profile.distinct <= 4 else 0.0
    if field in _WORDS:
        return 1.0 if profile.letters >= 0.5 and profile.decimals < 0.3 else 0.2
    return 1.0


def _holds_states(profile: ColumnProfile) -> bool:
    """Whether the cells, under any header, are a few states, some of them known and some not sales."""
    few = profile.distinct <= _FEW_STATES and profile.unique < _SEVERAL
    return (
        few
        and max(profile.kinds, profile.states) >= _KNOWN_STATES
        and profile.unsold > 0
        and profile.letters >= 0.8
    )


def by_content(profile: ColumnProfile, headed: bool) -> dict[str, float]:
    """Claims from a column's contents alone; weaker where it has an unknown header."""
    if profile.empty:
        return {}
    found: dict[str, float] = {}
    if profile.dates >= 0.9:
        found["date"] = 38.0
    elif profile.emails >= 0.8:
        found["email"] = 50.0
    elif profile.currencies >= 0.95 and profile.length <= 3.5:
        found["currency"] = 48.0
    elif profile.bare_dates >= 0.95 and 7.9 <= profile.length <= 8.1:
        found["date"] = 26.0
    elif profile.numbers >= 0.9 and profile.decimals >= 0.3:
        found["amount"] = 34.0
    elif (profile.kinds >= 0.8 and profile.distinct <= 25 and profile.letters >= 0.8) or _holds_states(
        profile
    ):
        found["kind" if profile.documents >= _ALL_DAYS else "status"] = 36.0
    elif profile.payments > 0.6:
        return {}
    elif profile.letters >= 0.8 and profile.length >= 3 and (profile.distinct > 1 or profile.cells == 1):
        found["account"] = 18.0 + 10.0 * profile.spaced + (4.0 if 0.02 < profile.unique < 0.9 else 0.0)
    elif (
        not profile.scientific
        and profile.digits >= 0.95
        and profile.unique >= 0.6
        and profile.distinct >= 3
        and not (headed and profile.length < 3.5)
    ):
        found["number"] = 22.0 + 6.0 * profile.unique
        if profile.numbers >= 0.9 and not headed:
            found["amount"] = 20.0
    elif profile.numbers >= 0.9 and not headed:
        found["amount"] = 24.0
    coded = (
        not profile.scientific
        and profile.digits >= 0.95
        and profile.letters >= 0.8
        and profile.unique >= 0.6
        and not profile.dates
    )
    if coded and profile.spaced < 0.1 and profile.distinct >= 3:
        found["number"] = 30.0 + 4.0 * profile.unique
    dialled = (
        profile.dialled >= 0.5 and profile.phones >= 0.9 and profile.length >= 9 and profile.unique > 0.3
    )
    if dialled and not profile.decimals and not profile.dates:
        found["phone"] = 26.0
    return found if not headed else {field: score * 0.85 for field, score in found.items()}
