"""What a table is and what each of its columns means, from its headers, its top rows and what a person decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.ask.choices import ImportChoices
from winback_tui.intake.interpret.dates import DateReader
from winback_tui.intake.interpret.kinds import document_types
from winback_tui.intake.interpret.kinds.document_codes import codes_of, plain_code
from winback_tui.intake.interpret.kinds.kind_words import KindWords
from winback_tui.intake.interpret.kinds.number_prefixes import PREFIX, number_prefixes
from winback_tui.intake.interpret.kinds.state_stems import PURCHASE, state_stems
from winback_tui.intake.interpret.ledger import two_sides
from winback_tui.intake.open.sample import resolve_columns
from winback_tui.intake.rows.table_shape import telling

from . import deals
from .columns import column_map
from .columns.assignment import weighed_choices
from .columns.claims import SURE, claims
from .columns.customers import NAMES, weigh_customers
from .columns.evidence import Claim, ColumnChoice, best_first
from .columns.fitting_sums import (
    counts_payments,
    is_bank_statement,
    is_offered_until,
    is_paid_day,
    weigh_sums,
)
from .columns.order_numbers import weigh_numbers
from .columns.profile import ColumnProfile, profile
from .fields import ACCOUNT_FIELDS
from .headers import Header, phrase
from .known_systems import System
from .state_columns import UNSOLD, StateTable, remark_columns, state_marks
from .vocabulary import Vocabulary

_LOOKED_AT = 400
_A_LEDGER = 150.0
_MOST_CODES = 40
_LONGEST_SAID = 40
_OF_A_BOOK = ("account", "account_id", "date", "amount", "unit_price", "email")
_QUOTES = "quotes"
"""What a person answers about a list that is not sales yet."""


@dataclass(frozen=True, slots=True)
class HeadedTable:
    """The top of a table: headers, the rows below them, the languages that its headers are written in.

    `headed` is False when the rows begin at once. `title` is the text above the headers.
    """

    name: str
    title: str
    heads: Sequence[Header]
    body: Sequence[Sequence[str]]
    headed: bool
    languages: Sequence[str]
    reader: DateReader


@dataclass(frozen=True, slots=True)
class TableMeaning:
    """What a table is (`orders` or `accounts`) and which column holds which field.

    `choices` give the evidence for the columns in `columns`, and the alternatives.
    `listed_as` is the kind of all rows where title or headers say so, as in a list of quotes; '' where they do not.
    `remarks` are columns whose texts may say that a row was cancelled.
    `no_sales` is the title where it is about purchases or payments.
    `account_from` and `dates` as in `Understanding`: the day counts from the first of `dates` that has one.
    `named_account` is the account column where its header or a person says so.
    """

    what: str
    system: System | None
    columns: dict[str, int]
    account_from: tuple[tuple[int, ...], ...]
    named_account: int | None
    dates: tuple[int, ...]
    kinds: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]
    marks: tuple[tuple[str, int], ...]
    remarks: tuple[int, ...]
    listed_as: str
    no_sales: str
    deals: bool
    claims: Sequence[Claim]
    choices: Mapping[str, ColumnChoice]

    @property
    def holds_nothing(self) -> bool:
        """Whether no column names a customer, a day or a sum."""
        return not self.account_from and self.columns.keys().isdisjoint(_OF_A_BOOK)


def table_meaning(
    table: HeadedTable, system: System | None, choices: ImportChoices, words: Vocabulary
) -> TableMeaning:
    """The meaning of a table: decisions of a person first, then a known system, then headers and contents."""
    kinds = _kind_words(table, system, choices, words)
    profiles = _profiles(table, kinds)
    found = claims(table.heads[: len(profiles)], profiles, words)
    fixed = resolve_columns(choices.columns, table.heads, table.name)
    if not system:
        found = _weighed(found, table, profiles, set(fixed.values()))
    lists_deals = deals.lists_deals(found, table.heads, system, KindWords(kinds), table.body)
    if lists_deals and not system:
        found = deals.weigh_deals(found, table.heads)
    found = [claim for claim in found if claim.score > 0]
    columns = column_map.mapped(fixed, system, table.heads, found)
    what = ("orders" if choices.what == _QUOTES else choices.what) or (
        system.what if system else column_map.what_it_is(columns, found, fixed, profiles, table.headed)
    )
    if what == "orders" and not system:
        columns = column_map.with_percent_off(columns, table.heads, table.body, fixed)
    if what == "accounts":
        found = column_map.claims_about_customers(found)
        columns = column_map.mapped(fixed, system, table.heads, found, ACCOUNT_FIELDS)
    account_from = _account_from(table, system, columns, found, fixed, profiles)
    if not account_from and what == "orders":
        by_id = column_map.names_by_id(columns, table.body)
        if by_id is not None:
            columns = {field: c for field, c in columns.items() if c != by_id} | {"account": by_id}
            account_from = ((by_id,),)
    dates = (
        deals.dates_of_deals(columns, system, table.heads, profiles, fixed.values()) if lists_deals else ()
    )
    if dates:
        columns["date"] = dates[0]
    states = StateTable(
        table.heads, table.body, KindWords(kinds), profiles, found, system is not None, lists_deals
    )
    used = set(columns.values()) | {c for places in account_from for c in places}
    marks = state_marks(states, columns, used, fixed)
    codes = _codes(table, columns, system, choices)
    if (prefixed := _prefixes(states, columns, system, choices)) is not None:
        marks, codes = (*marks, (PREFIX, prefixed[0])), {**codes, PREFIX: prefixed[1]}
    says_itself = not system and not choices.what
    return TableMeaning(
        what=what,
        system=system,
        columns=columns,
        account_from=account_from,
        named_account=column_map.named_account(columns, found, fixed),
        dates=dates,
        kinds=kinds,
        codes=codes,
        marks=marks,
        remarks=remark_columns(states, used, fixed, marks),
        listed_as=_listed_as(table, columns) if says_itself else _chosen_kind(choices),
        no_sales=_no_sales(table, columns) if says_itself else "",
        deals=lists_deals,
        claims=found,
        choices=weighed_choices(found, columns),
    )


def _weighed(
    found: list[Claim], table: HeadedTable, profiles: Sequence[ColumnProfile], decided: set[str]
) -> list[Claim]:
    """The claims after a look at what the rows of the columns come to; not where a person decided the field."""
    if decided.isdisjoint(NAMES):
        found = weigh_customers(found, table.heads, profiles, table.body)
    if "number" not in decided:
        found = weigh_numbers(found, table.body)
    if "amount" not in decided:
        priced = any(claim.field == "currency" and claim.score >= SURE for claim in found)
        found = weigh_sums(found, table.heads, profiles, table.body, priced)
    if decided.isdisjoint(("amount", "paid")):
        found = weigh_two_sides(found, two_sides(table.heads, table.body))
    return found


def weigh_two_sides(found: Sequence[Claim], sides: tuple[int, int] | None) -> list[Claim]:
    """Take a ledger's debits as sales and its credits as payments; nothing else in it is money."""
    if sides is None:
        return list(found)
    debit, credit = sides
    others = [claim for claim in found if claim.column not in sides]
    reason = "each row fills only one of debit and credit: the two sides of a ledger"
    evidence = [
        Claim(0.0, name, c).with_evidence(reason, _A_LEDGER)
        for name, c in (("amount", debit), ("paid", credit))
    ]
    return best_first([*others, *evidence])


def _kind_words(
    table: HeadedTable, system: System | None, choices: ImportChoices, words: Vocabulary
) -> dict[str, str]:
    """The words for kinds: those of the languages, overridden by the system's, overridden by a person's."""
    own = {phrase(word): kind for word, kind in choices.kinds.items()}
    return {**words.kind_words(table.languages), **(system.kinds if system else {}), **own}


def _profiles(table: HeadedTable, kinds: Mapping[str, str]) -> list[ColumnProfile]:
    rows = telling(table.body)
    width = min(len(table.heads), _LOOKED_AT)
    found = [profile([row[c] for row in rows], table.reader, kinds) for c in range(width)]
    return [replace(each, codes=_holds_codes(table, c, each)) for c, each in enumerate(found)]


def _holds_codes(table: HeadedTable, column: int, column_profile: ColumnProfile) -> bool:
    """Whether a column's cells are the codes of a country's document types."""
    if column_profile.empty or column_profile.distinct > _MOST_CODES:
        return False
    others = [head for c, head in enumerate(table.heads) if c != column]
    values = {row[column].strip() for row in telling(table.body)} - {""}
    return codes_of(table.heads[column], others, values) is not None


def _account_from(
    table: HeadedTable,
    system: System | None,
    columns: Mapping[str, int],
    found: Sequence[Claim],
    fixed: Mapping[int, str],
    profiles: Sequence[ColumnProfile],
) -> tuple[tuple[int, ...], ...]:
    companies = column_map.company_columns(table.heads, profiles, found, columns.get("account"))
    return column_map.account_chain(columns, system, table.heads, found, fixed, companies, profiles)


def _codes(
    table: HeadedTable, columns: Mapping[str, int], system: System | None, choices: ImportChoices
) -> dict[str, Mapping[str, str]]:
    """Field -> code -> kind, for a type or status column whose cells are the codes of a country or a program.

    A known system's own words win over them, a person's over both.
    """
    own = {plain_code(word): kind for word, kind in choices.kinds.items()}
    found: dict[str, Mapping[str, str]] = {}
    for field in ("kind", "status"):
        if field not in columns:
            continue
        place = columns[field]
        values = {row[place].strip() for row in table.body} - {""}
        if system and any(phrase(value) in system.kinds for value in values):
            continue
        others = [head for c, head in enumerate(table.heads) if c != place]
        if (known := codes_of(table.heads[place], others, values)) is not None:
            found[field] = {**known.kinds, **own}
    return found


def _prefixes(
    states: StateTable, columns: Mapping[str, int], system: System | None, choices: ImportChoices
) -> tuple[int, Mapping[str, str]] | None:
    """The column of numbers whose letters say what a row is, with their meanings, where its type does not say it."""
    typed = {states.words.of(row[columns["kind"]]) for row in states.body} if "kind" in columns else set()
    if system or typed & UNSOLD:
        return None
    numbers = [claim.column for claim in states.claims if claim.field == "number"]
    first = [columns["number"]] if "number" in columns else []
    for column in dict.fromkeys([*first, *numbers]):
        if found := number_prefixes(states.body, column, columns.get("amount")):
            return column, {**found, **{plain_code(word): kind for word, kind in choices.kinds.items()}}
    return None


def _chosen_kind(choices: ImportChoices) -> str:
    return OrderKind.QUOTE.value if choices.what == _QUOTES else ""


def _listed_as(table: HeadedTable, columns: Mapping[str, int]) -> str:
    """`quote` for a list whose title or numbers are about quotes and nothing sold; else ''."""
    texts = [phrase(table.title)]
    if "number" in columns:
        texts.append(table.heads[columns["number"]].phrase)
    else:
        texts += [head.phrase for head in table.heads if len(head.phrase.split()) > 1]
    says = [state_stems().says(text) for text in texts]
    sold = frozenset([OrderKind.ORDER.value, OrderKind.CREDIT.value])
    quoted = any(OrderKind.QUOTE.value in meanings and not meanings & sold for meanings in says)
    return OrderKind.QUOTE.value if quoted and not any(meanings & sold for meanings in says[:1]) else ""


def _no_sales(table: HeadedTable, columns: Mapping[str, int]) -> str:
    """The title of a list of purchases, payments or stock, or a header that only payments or quotes have; '' where
    nothing says so, or the title is about sales."""
    if by_header := _header_of_no_sales(table, columns):
        return by_header
    title = phrase(table.title)
    stems = state_stems()
    says = stems.says(title)
    if OrderKind.ORDER.value in says and PURCHASE not in says and not stems.titles_payments(title):
        return ""
    return table.title.strip() if PURCHASE in says or stems.titles_payments(title) else ""


def _header_of_no_sales(table: HeadedTable, columns: Mapping[str, int]) -> str:
    """A header that only payments have, or the last day of an offer where nothing is about invoices; else ''."""
    if "amount" in columns and is_bank_statement(table.heads):
        return ", ".join(head.raw.strip() for head in table.heads)[:_LONGEST_SAID]
    if "date" in columns and is_paid_day(table.heads[columns["date"]].phrase):
        return table.heads[columns["date"]].raw.strip()
    lined = not {"product", "quantity"}.isdisjoint(columns)
    for column, head in enumerate(table.heads):
        if counts_payments(head.phrase) and column == columns.get("number") and not lined:
            return head.raw.strip()
        if is_offered_until(head.phrase) and not any(map(document_types.names_invoices, table.heads)):
            cells = [row[column] for row in table.body if row[column].strip()]
            if cells and all(map(table.reader.readings, cells)):
                return head.raw.strip()
    return ""
