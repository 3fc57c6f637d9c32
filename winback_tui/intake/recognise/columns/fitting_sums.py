"""Columns of money that add up: the one with tax included, or with a discount taken off, is the total."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from itertools import combinations, permutations

from winback_tui.intake.interpret.numbers import NumberScan, decimal
from winback_tui.intake.recognise.headers import Header, phrase
from winback_tui.intake.recognise.tax_headers import is_tax

from .evidence import Claim, best_first
from .profile import ColumnProfile

_ROWS, _COLUMNS = 60, 10
_ALMOST_ALL, _FEWEST = 0.9, 2
_OF_A_STATEMENT = 2
_SEVERAL_PARTS, _MOST_FEES = (2, 3), 3
_CENT = Decimal("0.011")
_A_LITTLE = -2.0
_IT_FITS, _A_PART, _NOT_OURS = 24.0, 0.5, 0.6


def weigh_sums(
    found: Sequence[Claim],
    heads: Sequence[Header],
    profiles: Sequence[ColumnProfile],
    body: Sequence[Sequence[str]],
    currencies: bool,
) -> list[Claim]:
    """The claims after comparing sums; `currencies`: a column names the currency of each row."""
    money = [c for c, each in enumerate(profiles) if each.numbers > _ALMOST_ALL and not each.counts]
    claimed = {claim.column for claim in found if claim.field == "amount"}
    found = list(found)
    if currencies and claimed:
        found = _against_own_currency(_against_local(found, heads, claimed), heads, body, money)
        found = _after_unnamed(found, heads, claimed)
    if len(money) < 3 or not claimed:
        return best_first(found)
    values = _values(body[:_ROWS], money[:_COLUMNS])
    found, paid_out = _before_fees(found, heads, values, claimed)
    if paid_out:
        return best_first(found)
    totals: set[int] = set()
    parts: set[int] = set()
    for base, other, total in permutations(values, 3):
        if not _adds_up(values[base], values[other], values[total]):
            continue
        if is_tax(heads[other].phrase):
            totals.add(total)
            parts.add(base)
        elif says_discount(heads[other].phrase) and total in claimed:
            totals.add(base)
            parts.add(total)
    if not totals:
        totals, parts = _of_several_parts(values, claimed)
    found = [*found, *_unnamed_totals(found, totals - parts - claimed)]
    return best_first(
        claim.with_evidence("it is the sum of two other columns", _IT_FITS)
        if claim.field == "amount" and claim.column in totals - parts
        else claim.scaled(_A_PART, "another column has it with tax added or the discount taken off")
        if claim.field == "amount" and claim.column in parts - totals
        else claim
        for claim in found
    )


def _before_fees(
    found: Sequence[Claim],
    heads: Sequence[Header],
    values: Mapping[int, Sequence[Decimal | None]],
    claimed: set[int],
) -> tuple[list[Claim], bool]:
    """The claims, and whether one amount is what another left after fees: then the other is the sale."""
    fees = {c for c in values if _words_in(heads[c], "fees") and not is_payout(heads[c].phrase)}
    for rest in values if fees else ():
        for base in values:
            if base == rest or {base, rest} & fees or not {base, rest} & claimed:
                continue
            if not _leaves(base, rest, fees, heads, values):
                continue
            best = max(claim.score for claim in found if claim.field == "amount")
            sold = [claim for claim in found if claim.field == "amount" and claim.column == base]
            reason = "it is the sum before the fees"
            moved = [
                claim.scaled(_A_PART, "what is left of another sum after fees")
                if claim.field == "amount" and claim.column == rest
                else claim.scaled(_A_PART, "a fee")
                if claim.field == "amount" and claim.column in fees
                else claim.with_evidence(reason, max(best - claim.score, 0.0) + _IT_FITS)
                if claim in sold
                else claim
                for claim in found
            ]
            added = [] if sold else [Claim(0.0, "amount", base).with_evidence(reason, best)]
            return [*moved, *added], True
    return list(found), False


def _leaves(
    base: int,
    rest: int,
    fees: set[int],
    heads: Sequence[Header],
    values: Mapping[int, Sequence[Decimal | None]],
) -> bool:
    """Whether one to three columns, a fee among them, taken off `base` leave `rest` in every row."""
    others = [c for c in values if c not in (base, rest) and not says_discount(heads[c].phrase)]
    for count in range(1, _MOST_FEES + 1):
        for taken in combinations(others, count):
            if not fees & set(taken):
                continue
            minus = [[None if v is None else abs(v) for v in values[c]] for c in taken]
            whole = [None if v is None else abs(v) for v in values[base]]
            left = [None if v is None else abs(v) for v in values[rest]]
            if _all_add_up(whole, [left, *minus], fewest=_FEWEST):
                return True
    return False


def _of_several_parts(
    values: Mapping[int, Sequence[Decimal | None]], claimed: set[int]
) -> tuple[set[int], set[int]]:
    """Columns equal to another amount plus two or three further sums, such as shipping and tax; and that amount."""
    for base, total in permutations([c for c in values if c in claimed], 2):
        others = [c for c in values if c not in (base, total)]
        for count in _SEVERAL_PARTS:
            for further in combinations(others, count):
                if _all_add_up(values[total], [values[base], *(values[c] for c in further)]):
                    return {total}, {base, *further} & claimed
    return set(), set()


def _all_add_up(
    total: Sequence[Decimal | None], addends: Sequence[Sequence[Decimal | None]], fewest: int = 3
) -> bool:
    """Whether the columns make the total in every row, `fewest` at least, each more than nothing in some row."""
    if len(total) < fewest or not all(any(column) for column in addends):
        return False
    return all(
        whole is not None and None not in row and abs(sum(row, Decimal(0)) - whole) < _CENT
        for whole, row in zip(total, zip(*addends, strict=True), strict=True)
    )


def _unnamed_totals(found: Sequence[Claim], columns: set[int]) -> list[Claim]:
    """Claims of columns with an unknown header whose sums show that they are the total."""
    best = max((claim.score for claim in found if claim.field == "amount"), default=0.0)
    reason = "it is another amount with its tax, or less its discount"
    return [Claim(0.0, "amount", column).with_evidence(reason, best) for column in sorted(columns)]


def _against_local(found: Sequence[Claim], heads: Sequence[Header], claimed: set[int]) -> list[Claim]:
    """Where each row names a currency, it does not belong to the amounts in the company's own currency."""
    local = {c for c in claimed if _words_in(heads[c], "local")}
    if not local or local == claimed:
        return list(found)
    return [
        claim.scaled(_NOT_OURS, "in the company's own currency, whatever the row's")
        if claim.field == "amount" and claim.column in local
        else claim
        for claim in found
    ]


def _against_own_currency(
    found: Sequence[Claim], heads: Sequence[Header], body: Sequence[Sequence[str]], money: Sequence[int]
) -> list[Claim]:
    """Where one sum is plainly in the currency of its row, filled in every row, others are in the company's own."""
    claimed = {claim.column for claim in found if claim.field == "amount"}
    foreign = {c for c in money if _words_in(heads[c], "foreign")}
    others = claimed - foreign
    filled = {c for c in foreign if all(_is_more_than_nothing(row, c, others) for row in body)}
    if not filled or not others or any(heads[c].currency for c in others):
        return list(found)
    best = max(claim.score for claim in found if claim.field == "amount")
    reason = "it is in the currency of its row"
    added = [Claim(0.0, "amount", c).with_evidence(reason, best) for c in sorted(filled - claimed)]
    return [
        claim.scaled(_NOT_OURS, "another amount is in the currency of its row")
        if claim.field == "amount" and claim.column in others
        else claim.with_evidence(reason, best - claim.score)
        if claim.field == "amount" and claim.column in filled
        else claim
        for claim in [*found, *added]
    ]


def _after_unnamed(found: Sequence[Claim], heads: Sequence[Header], claimed: set[int]) -> list[Claim]:
    """Of two equally likely sums, the one whose header names a currency does not belong to that of the row."""
    with_currency = {c for c in claimed if heads[c].currency}
    if not with_currency or with_currency == claimed:
        return list(found)
    return [
        claim.with_evidence("its header names a currency, and the rows name theirs", _A_LITTLE)
        if claim.field == "amount" and claim.column in with_currency
        else claim
        for claim in found
    ]


def _is_more_than_nothing(row: Sequence[str], column: int, others: set[int]) -> bool:
    """Whether a cell is not zero wherever another one is not."""
    return _is_sum(row[column]) or not any(_is_sum(row[other]) for other in others)


def _is_sum(cell: str) -> bool:
    return any(digit in cell for digit in "123456789")


def says_discount(head: str) -> bool:
    """Whether a header's phrase names a discount."""
    return any(f" {word}" in f" {head}" for word in _amount_words()["discount"])


def is_planned_day(head: str) -> bool:
    """Whether a header's phrase names a planned day."""
    return any(f" {word}" in f" {head}" for word in _amount_words()["planned"])


def is_due_day(head: str) -> bool:
    """Whether a header's phrase names a day by which something should be paid."""
    return any(f" {word}" in f" {head}" for word in _amount_words()["due"])


def is_offered_until(head: str) -> bool:
    """Whether a header's phrase says until when an offer holds."""
    return any(f" {word}" in f" {head}" for word in _amount_words()["offered_until"])


def is_payout(head: str) -> bool:
    """Whether a header's phrase names what a marketplace or a bank pays out."""
    return any(f" {word}" in f" {head}" for word in _amount_words()["payouts"])


def is_paid_day(head: str) -> bool:
    """Whether a header's phrase names the day on which money came in."""
    return any(head.startswith(word) for word in _amount_words()["paid_days"])


def is_bank_statement(heads: Sequence[Header]) -> bool:
    """Whether the headers are those of a bank statement: one found nowhere else, or two typical ones."""
    words = _amount_words()
    headers = [f" {head.phrase}" for head in heads]
    if any(f" {word}" in head for head in headers for word in words["bank_alone"]):
        return True
    return sum(1 for head in headers if any(f" {word}" in head for word in words["bank"])) >= _OF_A_STATEMENT


def counts_payments(head: str) -> bool:
    """Whether a header's phrase numbers payments."""
    return any(f" {word}" in f" {head}" for word in _amount_words()["payment_numbers"])


def _words_in(head: Header, name: str) -> bool:
    header = f" {phrase(head.raw)} "
    return any(
        word in header if not word.isascii() else f" {word}" in header for word in _amount_words()[name]
    )


@lru_cache(maxsize=1)
def _amount_words() -> Mapping[str, tuple[str, ...]]:
    text = (
        resources.files("winback_tui.intake.interpret").joinpath("data/amount_words.toml").read_text("utf-8")
    )
    return {name: tuple(filter(None, map(phrase, words))) for name, words in tomllib.loads(text).items()}


def _values(body: Sequence[Sequence[str]], money: Sequence[int]) -> dict[int, list[Decimal | None]]:
    found = {}
    for column in money:
        cells = [row[column] for row in body]
        scan = NumberScan()
        scan.add(cells)
        mark = scan.possible[0]
        found[column] = [decimal(cell, mark) if cell.strip() else None for cell in cells]
    return found


def _adds_up(
    base: Sequence[Decimal | None], other: Sequence[Decimal | None], total: Sequence[Decimal | None]
) -> bool:
    """Whether `base` and `other` make `total` in almost every row, and `other` is not always zero."""
    rows = [
        (a, b, c)
        for a, b, c in zip(base, other, total, strict=True)
        if a is not None and b is not None and c is not None
    ]
    if len(rows) < _FEWEST or not any(b for _, b, _ in rows) or not any(a for a, _, _ in rows):
        return False
    fitting = sum(1 for a, b, c in rows if abs(abs(a) + abs(b) - abs(c)) < _CENT)
    return fitting >= len(rows) * _ALMOST_ALL
