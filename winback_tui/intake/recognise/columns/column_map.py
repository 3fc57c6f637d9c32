"""Which columns carry the fields: a person's choice first, then a known system, then headers and contents."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b

from winback_tui.intake.ask.choices import ImportChoices
from winback_tui.intake.interpret.ledger import is_debit
from winback_tui.intake.open.encoding import Encoding
from winback_tui.intake.recognise.fields import ACCOUNT_FIELDS, FIELDS, NONE
from winback_tui.intake.recognise.headers import Header, is_bare_name, phrase
from winback_tui.intake.recognise.known_systems import System
from winback_tui.intake.recognise.vocabulary import IDEOGRAPHS, vocabulary

from .assignment import best_assignment
from .claims import PLAIN, SURE
from .customers import FIRM
from .evidence import Claim, best_first
from .fitting_sums import says_discount
from .profile import ColumnProfile

_ASIDE = frozenset(["owner", "segment", "email", "phone", "city", "margin", "person"])
_ENOUGH_FOR_CHAIN, _SURELY_A_NAME = 58, 85
_DAYS_ALONE = frozenset(["account", "account_id", "date", "number"])
_OF_SOMETHING, _OF_ORDERS = 60, 95
_STEM = 2
_SEVERAL_EACH = 0.9
"""Below this share of distinct customers among the rows, customers recur."""
_PERCENT = re.compile(
    r"%|percent|prozent|pourcent|porcent|procent|процент|відсот|százalék|taux|rate|率", re.I
)
_LETTERS = re.compile(r"[^\W\d_]{2}")


def mapped(
    fixed: Mapping[int, str],
    system: System | None,
    heads: Sequence[Header],
    fits: Sequence[Claim],
    fields: Collection[str] = FIELDS,
) -> dict[str, int]:
    """Field -> column, for these fields. With a known system, only minor fields are left to the general reader."""
    fixed = {column: field for column, field in fixed.items() if field == NONE or field in fields}
    by_column = dict(fixed)
    decided = set(fixed.values())
    places = {f: c for f, c in system.places(heads).items() if f in fields} if system else {}
    if system:
        for field, column in places.items():
            if field not in decided and column not in by_column:
                by_column[column] = field
        priceless = {"amount", "unit_price"}.isdisjoint(by_column.values())
        fits = [f for f in fits if f.field in _ASIDE | ({"amount"} if priceless else set()) and f.score >= 75]
    if not system and "amount" not in decided:
        fits = _without_prices(fits, heads)
    taken = best_assignment([f for f in fits if f.field not in by_column.values()], by_column)
    taken.pop(NONE, None)
    if "paid" in taken and "paid" not in decided and not is_debit(heads[taken.get("amount", 0)]):
        del taken["paid"]
    for known, other in (("first_name", "last_name"), ("last_name", "first_name")):
        if known in taken and other not in taken:
            beside = (taken[known] + 1, taken[known] - 1)
            free = (c for c in beside if 0 <= c < len(heads) and c not in taken.values())
            bare_name = next((c for c in free if is_bare_name(heads[c])), None)
            taken |= {} if bare_name is None else {other: bare_name}
    if system:  # one column may serve two fields there, such as a name that is the person's and the firm's
        taken = {**{f: c for f, c in places.items() if c not in fixed}, **taken}
    return taken


def _without_prices(fits: Sequence[Claim], heads: Sequence[Header]) -> list[Claim]:
    """Next to a quantity, a column whose header is rather a unit price is not the money of the order."""
    counted = any(fit.field == "quantity" and fit.score >= SURE for fit in fits)
    priced = {fit.column for fit in fits if fit.field == "unit_price"}
    meanings = {column: vocabulary().scores(heads[column].phrase) for column in priced}
    rather = {c for c, scores in meanings.items() if scores.get("unit_price", 0) > scores.get("amount", 0)}
    return [fit for fit in fits if not (counted and fit.field == "amount" and fit.column in rather)]


def with_percent_off(
    columns: Mapping[str, int],
    heads: Sequence[Header],
    body: Sequence[Sequence[str]],
    fixed: Mapping[int, str],
) -> dict[str, int]:
    """The columns, with a discount in percent where only quantity and price say what a line costs."""
    found = dict(columns)
    if "amount" in columns or not {"quantity", "unit_price"} <= columns.keys() or "percent_off" in columns:
        return found
    for column, head in enumerate(heads):
        if column in fixed or column in columns.values() or not says_discount(head.phrase):
            continue
        cells = [row[column].strip() for row in body if row[column].strip()]
        if cells and (_PERCENT.search(head.raw) or all(cell.endswith("%") for cell in cells)):
            found["percent_off"] = column
            break
    return found


def account_chain(
    columns: Mapping[str, int],
    system: System | None,
    heads: Sequence[Header],
    fits: Sequence[Claim],
    fixed: Mapping[int, str],
    companies: Sequence[int],
    profiles: Sequence[ColumnProfile],
) -> tuple[tuple[int, ...], ...]:
    """Columns for the account's name, the likeliest first; later ones are for rows where it is blank."""
    chain: list[tuple[int, ...]] = []
    if "account" in columns and (system is None or "account" in fixed.values()):
        chain.append((columns["account"],))
    left_out = {c for c, field in fixed.items() if field == NONE}
    if system:
        chain += [places for places in system.accounts(heads) if not left_out & set(places)]
        return tuple(dict.fromkeys(chain))
    used = set(columns.values()) | left_out
    chain = [*((c,) for c in companies if c not in left_out and fixed.get(c, "account") == "account"), *chain]
    lined = bool({"product", "quantity"} & columns.keys())
    name_fits = [
        fit
        for fit in fits
        if fit.field == "account"
        and fit.score >= _ENOUGH_FOR_CHAIN
        and fit.column not in used
        and (profiles[fit.column].distinct > 1 or profiles[fit.column].cells == 1)
        and not (lined and is_bare_name(heads[fit.column]))
    ]
    chain += [(fit.column,) for fit in name_fits if fit.score >= _SURELY_A_NAME]
    if "first_name" in columns and "last_name" in columns:
        chain.append((columns["first_name"], columns["last_name"]))
    elif "first_name" in columns and chain and "last" in heads[chain[0][0]].phrase.split():
        chain[0] = (columns["first_name"], *chain[0])  # a column for firms and for last names
    elif chain:
        chain[0] = _both_names(columns, heads, chain[0])
    chain += [(fit.column,) for fit in name_fits if fit.score < _SURELY_A_NAME]
    chain += [(columns[f],) for f in ("person", "last_name", "email") if f in columns]
    return tuple(dict.fromkeys(chain))


def _both_names(
    columns: Mapping[str, int], heads: Sequence[Header], name_columns: tuple[int, ...]
) -> tuple[int, ...]:
    """The column and the one with the other part of the persons' names, if any, in the order of their language.

    `Prénom du client` beside `Nom du client`, `注文者姓` beside `注文者名`.
    """
    (column, *further) = name_columns
    other = columns.get("first_name", columns.get("last_name"))
    if further or other is None or abs(other - column) != 1:
        return name_columns
    own, theirs = heads[column].phrase, heads[other].phrase
    of_one = set(own.split()) & set(theirs.split()) or (not own.isascii() and own[:_STEM] == theirs[:_STEM])
    if not of_one and not is_bare_name(heads[column]):
        return name_columns
    leads = (other == columns.get("first_name")) != (own >= IDEOGRAPHS)
    return (other, column) if leads else (column, other)


def named_account(columns: Mapping[str, int], fits: Sequence[Claim], fixed: Mapping[int, str]) -> int | None:
    """The account column if its header or a person says so, not only its contents."""
    column = columns.get("account")
    sure = any(f.field == "account" and f.column == column and f.score >= SURE for f in fits)
    return column if sure or fixed.get(column if column is not None else -1) == "account" else None


def company_columns(
    heads: Sequence[Header], profiles: Sequence[ColumnProfile], fits: Sequence[Claim], account: int | None
) -> list[int]:
    """Columns that name a firm next to one that names a person; not the seller's own firm, the same in every row."""
    if account is None or set(heads[account].phrase.split()) & FIRM:
        return []
    name_columns = {f.column for f in fits if f.field == "account" and f.score >= SURE}
    firms = [c for c in sorted(name_columns) if set(heads[c].phrase.split()) & FIRM and c != account]
    return [
        c
        for c in firms
        if profiles[c].distinct > 1
        or (not profiles[c].empty and (profiles[c].blank > 0 or len(heads[c].phrase.split()) > 1))
    ]


def what_it_is(
    columns: Mapping[str, int],
    fits: Sequence[Claim],
    fixed: Mapping[int, str],
    profiles: Sequence[ColumnProfile],
    headed: bool,
) -> str:
    """`orders` when there are days and money, or numbers and products; `accounts` when there are only names."""
    score: dict[str, float] = dict.fromkeys(fixed.values(), 100.0)
    for fit in fits:
        if columns.get(fit.field) == fit.column:
            score.setdefault(fit.field, fit.score)
    priced = "quantity" in columns and "unit_price" in columns
    numbered = score.get("number", 0) >= SURE
    if "date" in columns and (score.get("amount", 0) >= (25 if headed else 18) or priced):
        return "orders"
    if score.get("amount", 0) >= SURE and (numbered or "date" in columns):
        return "orders"
    customers = {columns[f] for f in ("account", "account_id") if f in columns}
    again = any(seen.unique < _SEVERAL_EACH for c, seen in enumerate(profiles) if c in customers)
    if (
        again
        and is_days_alone(columns, len(profiles), headed)
        and score["date"] >= (_OF_ORDERS if headed else 0)
    ):
        return "orders"
    if {"date", "number"} <= columns.keys() and (_numbers_orders(score, again) if headed else again):
        return "orders"
    return "accounts" if {"account", "account_id", "email", "last_name"} & columns.keys() else "orders"


def is_days_alone(columns: Mapping[str, int], width: int, headed: bool) -> bool:
    """Whether a table has only customers, days and perhaps order numbers: then only the days count.

    Without headers a number may be money.
    """
    fields = columns.keys()
    has_customer = "account" in fields or "account_id" in fields
    days_alone = has_customer and "date" in fields and fields <= _DAYS_ALONE and len(fields) == width
    return days_alone and (headed or "number" not in fields)


def _numbers_orders(score: Mapping[str, float], again: bool) -> bool:
    """Whether headers are about orders, though none names their money.

    'Id', 'created' and 'status' do so only where customers come `again`: else it is a list of customers.
    """
    number, day = score.get("number", 0), score.get("date", 0)
    if number >= _OF_SOMETHING and not score.keys().isdisjoint(("product", "quantity")):
        return True
    stated = again and score.get("status", 0) >= SURE
    return min(number, day) >= PLAIN and (number >= _OF_ORDERS or stated)


def claims_about_customers(fits: Sequence[Claim]) -> list[Claim]:
    """The claims in a list of customers: only fields that such a list uses, and a number is the customer's."""
    numbered = [
        Claim(0.0, "account_id", fit.column).with_evidence(
            "in a list of customers, a number is the customer's", SURE
        )
        for fit in fits
        if fit.field == "number" and fit.score >= SURE
    ]
    return best_first([*(fit for fit in fits if fit.field in ACCOUNT_FIELDS), *numbered[:1]])


def names_by_id(columns: Mapping[str, int], body: Sequence[Sequence[str]]) -> int | None:
    """The column of booking texts if they are always the same for a customer's number, and so the name; else None."""
    account = columns.get("account_id")
    if account is None:
        return None
    for column in (columns[f] for f in ("product", "note", "title") if f in columns):
        names_of_ids: dict[str, list[str]] = {}
        for row in body:
            if row[account].strip() and row[column].strip():
                names_of_ids.setdefault(row[account].strip(), []).append(row[column].strip())
        texts = {names[0] for names in names_of_ids.values()}
        again = any(len(names) > 1 for names in names_of_ids.values())
        steady = all(len(set(names)) == 1 for names in names_of_ids.values())
        if again and steady and len(texts) == len(names_of_ids) > 1 and all(map(_LETTERS.search, texts)):
            return column
    return None


def source_name(
    heads: Sequence[Header], columns: Mapping[str, int], system: System | None, choices: ImportChoices
) -> str:
    """The system's, or a name that stays when columns are added or moved: made from the headers that matter."""
    if choices.source or system:
        return choices.source or (system.source if system else "")
    headers = "|".join(
        f"{f}={heads[columns[f]].phrase}" for f in ("account", "date", "amount", "number") if f in columns
    )
    return "books-" + blake2b(headers.encode(), digest_size=2).hexdigest()


def fingerprint(heads: Sequence[Header], guess: Encoding | None) -> str:
    """Equal for files with the same headers in the same order; with a guessed encoding, of the bytes beneath it."""
    if guess is None:
        headers = "\x1f".join(phrase(h.raw) for h in heads).encode()
    else:
        headers = "\x1f".join(h.raw for h in heads).encode(guess.name, "replace")
    return blake2b(headers, digest_size=8).hexdigest()
