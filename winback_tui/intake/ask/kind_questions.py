"""Questions about what rows are: unknown words, returned goods and unknown yes/no columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.interpret.kinds.kind_words import KindWords
from winback_tui.intake.interpret.kinds.row_kinds import RowKinds
from winback_tui.intake.interpret.kinds.state_stems import is_goods_back, state_stems
from winback_tui.intake.interpret.kinds.yes_no import flagged, is_harmless, is_yes_no
from winback_tui.intake.interpret.numbers import mark_of, parts
from winback_tui.intake.recognise.columns.claims import SURE, counts_returned
from winback_tui.intake.recognise.fields import NONE
from winback_tui.intake.recognise.headers import Header, phrase
from winback_tui.intake.recognise.vocabulary import vocabulary
from winback_tui.intake.understanding import Understanding, column_name

from .choices import ImportOption, ImportQuestion

_MAYBE_SOLD = (OrderKind.ORDER.value, OrderKind.UNCLEAR.value)
_TAKES_BACK = frozenset([OrderKind.CANCELLED.value, OrderKind.CREDIT.value])
_LONGEST_SIGN = 2
_SHOWN_KINDS, _FEW_UNCLEAR, _TWO_AND_BLANK, _ENOUGH_SUMS = 3, 0.1, 3, 3
_RETURNED_OPTIONS = (
    ImportOption("cancelled", "orders that came back: nothing was sold in the end"),
    ImportOption("credit", "credit notes: take their amounts off what was sold"),
    ImportOption("order", "valid orders"),
    ImportOption("other", "neither: leave these rows out"),
)
_SIGN_OPTIONS = (
    ImportOption("turned", "sales: the file writes them as negative amounts"),
    ImportOption("kept", "credit notes: take their amounts off what was sold"),
)
_KIND_OPTIONS = (
    ImportOption("order", "orders"),
    ImportOption("cancelled", "cancelled orders: nothing was sold"),
    ImportOption("credit", "credit notes or returned goods"),
    ImportOption("pending", "drafts or orders that are not certain yet"),
    ImportOption("quote", "quotes"),
    ImportOption("other", "not sales: leave these rows out"),
    ImportOption("unclear", "not known: keep them as unclear"),
)


def kind_questions(known: Understanding) -> list[ImportQuestion]:
    """About each unknown word of a status or type; it must be answered where it decides about many rows."""
    if known.what != "orders" or known.listed_as:
        return []
    columns = " and ".join(f"'{name}'" for name in state_headers(known))
    unclear = sum(known.kinds_seen[word] for word in known.unknown_kinds)
    must = unclear > known.rows * _FEW_UNCLEAR
    if len(known.unknown_kinds) > _SHOWN_KINDS:
        words = ", ".join(f"'{word[:20]}'" for word in known.unknown_kinds[:_SHOWN_KINDS])
        more = len(known.unknown_kinds) - _SHOWN_KINDS
        text = f"What are the {unclear:,} rows with {words} and {more} more words in {columns}?"
        return [ImportQuestion("kinds", text, _KIND_OPTIONS, must)]
    return [
        ImportQuestion(
            f"kind:{word}",
            f"What are the {known.kinds_seen[word]:,} rows with '{word[:40]}' in {columns}?",
            (*_KIND_OPTIONS, ImportOption(NONE, f"{columns} says nothing about orders: leave it out")),
            must,
        )
        for word in known.unknown_kinds
    ]


def state_headers(known: Understanding) -> list[str]:
    """The columns whose words say what the rows are, as their headers name them."""
    mapped = [known.header_of(field) for field in ("kind", "status") if field in known.columns]
    return mapped + [column_name(known.headers, c) for field, c in known.marks if field == "status"]


def remark_question(
    known: Understanding, body: Sequence[Sequence[str]], texts: Mapping[int, Sequence[str]]
) -> list[ImportQuestion]:
    """About remarks that mention cancelling: `texts` are examples from each column, from rows that are otherwise
    orders.
    """
    if known.what != "orders" or known.system:
        return []
    for column, remarks in texts.items():
        name = column_name(known.headers, column)
        if name in known.choices.columns or column in (
            known.columns.get("number"),
            known.columns.get("account"),
        ):
            continue
        open_texts = [
            text for text in remarks if not _is_unsold(known, [row for row in body if row[column] == text])
        ]
        if not open_texts:
            continue
        text = (
            f"'{name}' says '{open_texts[0].strip()[:40]}' in some rows; does that mean they were not sold?"
        )
        options = (
            ImportOption("remark", "yes: cancelled or taken back, as it says"),
            ImportOption(NONE, f"no: leave '{name}' out"),
        )
        return [ImportQuestion(f"flag:{name}", text, options)]
    return []


def _is_unsold(known: Understanding, rows: Sequence[Sequence[str]]) -> bool:
    """Whether the state, sign or another mark of these rows says that nothing was sold; False for no rows."""
    kinds, amount = RowKinds(known), known.columns.get("amount")
    for row in rows:
        found = parts(row[amount]) if amount is not None else None
        if not (found and found.negative) and kinds.of(row) in _MAYBE_SOLD:
            return False
    return bool(rows)


def says_what_is_known(known: Understanding, body: Sequence[Sequence[str]], column: int) -> bool:
    """Whether one value of a column occurs in exactly the rows for which sign, state or another mark says the same.

    Only a file whose rows are all known can show it.
    """
    if len(body) < known.rows:
        return False
    amount = known.columns.get("amount")

    def is_below_zero(row: Sequence[str]) -> bool:
        found = parts(row[amount]) if amount is not None else None
        return bool(found and found.negative)

    for is_not_sold in (is_below_zero, lambda row: _is_unsold(known, [row])):
        answers = [(row[column].strip(), is_not_sold(row)) for row in body]
        unsold, sold = ({answer for answer, no in answers if no is says} for says in (True, False))
        if unsold and unsold.isdisjoint(sold):
            return True
    return False


def returned_question(known: Understanding, body: Sequence[Sequence[str]]) -> list[ImportQuestion]:
    """About a state such as `Returned` beside money that is not below zero: the order that came back, or a credit.

    A returned order counts as nothing sold; a credit takes its amount off.
    """
    amount = known.columns.get("amount")
    if known.what != "orders" or known.system or known.deals or amount is None:
        return []
    words = KindWords(known.kinds)
    decided = {phrase(word) for word in known.choices.kinds}
    stated = [known.columns["status"]] if "status" in known.columns else []
    stated += [c for field, c in known.marks if field == "status"]
    for place in stated:
        for word in dict.fromkeys(row[place].strip() for row in body):
            wording = phrase(word)
            if not wording or wording in decided or words.of(word) != OrderKind.CREDIT.value:
                continue
            sums = [found for row in body if row[place].strip() == word and (found := parts(row[amount]))]
            if is_goods_back(wording) and sums and not any(found.negative for found in sums):
                text = f"What are the rows with '{word[:40]}' in '{column_name(known.headers, place)}'?"
                return [ImportQuestion(f"kind:{word}", text, _RETURNED_OPTIONS)]
    return []


def came_back_question(known: Understanding, body: Sequence[Sequence[str]]) -> list[ImportQuestion]:
    """About a column of returns with their status in words, `Accepted`, beside money that is not below zero."""
    amount, column = known.columns.get("amount"), known.columns.get("returned")
    if known.what != "orders" or known.system or known.deals or amount is None or column is None:
        return []
    name = column_name(known.headers, column)
    rows = [row for row in body if flagged(row[column])]
    words = Counter(row[column].strip() for row in rows)
    sums = [found for row in rows if (found := parts(row[amount]))]
    if name in known.choices.columns or not sums or any(found.negative for found in sums):
        return []
    if is_yes_no({row[column].strip() for row in body}) or any(any(map(str.isdigit, word)) for word in words):
        return []
    word, times = words.most_common(1)[0]
    text = f"'{name}' says '{word[:40]}' in {times:,} rows; what are they?"
    options = (
        ImportOption("cancelled", "orders that came back: nothing was sold in the end"),
        ImportOption("returned", "credit notes: take their amounts off what was sold"),
        ImportOption(NONE, "valid orders"),
    )
    return [ImportQuestion(f"flag:{name}", text, options)]


def sign_question(known: Understanding, body: Sequence[Sequence[str]]) -> list[ImportQuestion]:
    """About sums that are all below zero though nothing says why: a ledger may write sales so."""
    amount = known.columns.get("amount")
    if (
        known.what != "orders"
        or known.system
        or known.choices.signs
        or amount is None
        or "paid" in known.columns
    ):
        return []
    if state_headers(known) or known.codes or known.marks:
        return []
    sums = [found for row in body if (found := parts(row[amount])) and found.digits.strip("0.,")]
    if len(sums) < _ENOUGH_SUMS or not all(found.negative for found in sums):
        return []
    text = f"All amounts in '{known.header_of('amount')}' are below zero; what are the rows?"
    return [ImportQuestion("signs", text, _SIGN_OPTIONS)]


def flag_question(known: Understanding, body: Sequence[Sequence[str]]) -> list[ImportQuestion]:
    """About an unknown yes/no column: it may mark cancelled rows."""
    if known.what != "orders" or "date" not in known.columns:
        return []
    used = set(known.columns.values()) | {c for places in known.account_from for c in places}
    used |= {c for _, c in known.marks}
    for column, head in enumerate(known.headers):
        name = column_name(known.headers, column)
        if column in used or name in known.choices.columns or not is_open_mark(head, body, column):
            continue
        if says_what_is_known(known, body, column):
            continue
        counts = Counter(row[column].strip() for row in body)
        yes = next((word for word in counts if flagged(word)), "yes")
        counted = ", ".join(
            f"{word or 'blank'} {times}" for word, times in counts.most_common(_TWO_AND_BLANK)
        )
        text = f"Does '{name}' ({counted}) mark rows that were not sold?"
        options = (
            ImportOption(NONE, "no, it says something else"),
            ImportOption("cancelled", f"yes, rows with '{yes}' were cancelled"),
            ImportOption("returned", f"yes, rows with '{yes}' are credit notes or returned goods"),
            ImportOption("stands", f"yes, only rows with '{yes}' were sold"),
        )
        return [ImportQuestion(f"flag:{name}", text, options)]
    return []


def _refers(head: Header, body: Sequence[Sequence[str]], column: int) -> bool:
    """Whether some rows name another document that they cancel or correct, or that cancels them."""
    meaning = state_stems().says(head.phrase)
    cells = [row[column].strip() for row in body]
    filled = [cell for cell in cells if cell]
    if not meaning & _TAKES_BACK or not filled or len(filled) == len(cells):
        return False
    found = [parts(cell) for cell in filled]
    money = sum(1 for each in found if each and mark_of(each.digits))
    return not money and all(any(map(str.isdigit, cell)) for cell in filled)


def _counts_what_came_back(head: Header, body: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column counts returned pieces and some were returned: then a row is neither an order nor a full
    credit.
    """
    return counts_returned(head) and any(flagged(row[column]) for row in body)


def _is_lone_sign(values: Collection[str]) -> bool:
    """Whether some cells hold one sign or letter, such as `*` or `V`, and the others nothing."""
    signs = set(values) - {""}
    sign = next(iter(signs), "")
    return "" in values and len(signs) == 1 and len(sign) <= _LONGEST_SIGN and not sign.isdigit()


def is_open_mark(head: Header, body: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column holds yes and no under an unknown header."""
    if _refers(head, body, column) or _counts_what_came_back(head, body, column):
        return True
    known = max(vocabulary().scores(head.phrase).values(), default=0) >= SURE
    values = {row[column].strip() for row in body}
    if known or is_harmless(head.phrase) or len(values) > _TWO_AND_BLANK:
        return False
    if not is_yes_no(values):
        return _is_lone_sign(values)
    return len(values) > 1 or not next(iter(values)).isdigit()
