"""Questions about columns: which names the customer, the day, the money, and whether the rows are orders at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.interpret.currencies import sign_or_name
from winback_tui.intake.interpret.dates import DateReader
from winback_tui.intake.interpret.kinds.kind_words import KindWords
from winback_tui.intake.interpret.kinds.yes_no import is_yes_no
from winback_tui.intake.interpret.numbers import mark_of, parts
from winback_tui.intake.recognise.columns.claims import PLAIN, SURE
from winback_tui.intake.recognise.columns.column_map import is_days_alone
from winback_tui.intake.recognise.columns.evidence import Claim
from winback_tui.intake.recognise.columns.fitting_sums import says_discount
from winback_tui.intake.recognise.fields import NONE
from winback_tui.intake.recognise.headers import is_bare_name
from winback_tui.intake.recognise.tax_headers import is_tax
from winback_tui.intake.recognise.vocabulary import vocabulary
from winback_tui.intake.understanding import Understanding, column_name

from .choices import ImportOption, ImportQuestion

_MOSTLY_BOTH, _ALMOST_ALL, _FEW_DIGITS = 0.5, 0.9, 3
_FEW_WORDS = 8
_SAYS_TOTAL = 100
_SEVERAL, _SURELY_A_DOCUMENT = 2, 90
_UNDATED = (
    ImportOption("orders", "orders; you then choose the column with their day"),
    ImportOption("accounts", "customers: none of the rows is an order"),
)
_UNPRICED = (
    ImportOption("accounts", "customers: none of the rows is an order"),
    ImportOption("orders", "orders, with their days but no amounts"),
)
_GOODS = (
    ImportOption("accounts", "customers"),
    ImportOption("orders", "orders; you then choose the column with their day"),
)
_DISCOUNTS = (
    ImportOption("minus", "this sum, from each line"),
    ImportOption("percent_off", "a percentage: the cells say how much"),
    ImportOption(NONE, "nothing: the prices already include it"),
)
_NO_NAMES = frozenset(["date", "amount", "quantity", "unit_price", "margin"])


def column_questions(
    known: Understanding, body: Sequence[Sequence[str]], fits: Sequence[Claim]
) -> list[ImportQuestion]:
    questions: list[ImportQuestion] = []
    if not known.names_accounts:
        questions.append(
            ImportQuestion(
                "account", "Which column names the customer?", column_options(known, body, fits, "account")
            )
        )
    if known.what != "orders":
        return questions
    if "date" not in known.columns:
        text = "Which column has the date of the order?"
        questions.append(ImportQuestion("date-column", text, column_options(known, body, fits, "date")))
    if total := _empty_total(known, body):
        text = f"'{total}' is empty; which column has the amount of an order?"
        return [*questions, ImportQuestion("amount", text, column_options(known, body, fits, "amount"))]
    priced = "quantity" in known.columns and "unit_price" in known.columns
    if priced and (open_discount := _open_discount(known, body)):
        text = f"What does '{open_discount}' take off quantity times price?"
        questions.append(ImportQuestion(f"flag:{open_discount}", text, _DISCOUNTS))
    moneyless = known.choices.amounts == "none" or only_days(known)
    if "amount" not in known.columns and not priced and not moneyless:
        options = (
            ImportOption("none", "none of them: count the order days without money"),
            *column_options(known, body, fits, "amount"),
            ImportOption("no orders", "none of them: this is a list of customers, not of orders"),
        )
        questions.append(ImportQuestion("amount", "Which column has the amount of an order?", options))
    return questions


def _empty_total(known: Understanding, body: Sequence[Sequence[str]]) -> str:
    """A column named total that is empty, as formulas without stored values are; '' for none.

    It matters where the amount was found under a less specific header.
    """
    amount = known.columns.get("amount")
    if amount is None or known.system or "amount" in known.choices.columns.values():
        return ""
    if vocabulary().scores(known.headers[amount].phrase).get("amount", 0) >= PLAIN:
        return ""
    for column, head in enumerate(known.headers):
        score = vocabulary().scores(head.phrase).get("amount", 0)
        if score >= _SAYS_TOTAL and not any(row[column].strip() for row in body):
            return column_name(known.headers, column)
    return ""


def _open_discount(known: Understanding, body: Sequence[Sequence[str]]) -> str:
    """An unused column of discounts, where quantity and price give the amount; '' for none."""
    if known.system or {"amount", "minus", "percent_off"} & known.columns.keys():
        return ""
    for column, head in enumerate(known.headers):
        name = column_name(known.headers, column)
        if (
            name in known.choices.columns
            or column in known.columns.values()
            or not says_discount(head.phrase)
        ):
            continue
        if any(found and found.digits.strip("0.,") for row in body if (found := parts(row[column]))):
            return name
    return ""


def unknown_currency_question(known: Understanding, body: Sequence[Sequence[str]]) -> list[ImportQuestion]:
    """About a column named currency whose cells name none: `Local` and `Foreign`."""
    if known.what != "orders" or "currency" in known.columns or known.system:
        return []
    for column, head in enumerate(known.headers):
        name = column_name(known.headers, column)
        cells = {row[column].strip() for row in body} - {""}
        plain = vocabulary().scores(head.phrase).get("currency", 0) >= PLAIN
        if not plain or name in known.choices.columns or len(cells) < _SEVERAL or is_yes_no(cells):
            continue
        if any(map(parts, cells)) or all(sign_or_name(cell) is not None for cell in cells):
            continue
        shown = ", ".join(f"'{cell[:20]}'" for cell in sorted(cells)[:_FEW_DIGITS])
        options = (
            ImportOption(NONE, "not the currency: all amounts are in one"),
            ImportOption("currency", "currencies: refuse the rows whose currency is not known"),
        )
        return [
            ImportQuestion(f"flag:{name}", f"What does '{name}' mean, with cells such as {shown}?", options)
        ]
    return []


def list_question(known: Understanding, body: Sequence[Sequence[str]]) -> list[ImportQuestion]:
    """About a list taken for customers although it has unused days and money, or whose title is not about sales."""
    if known.what == "orders" and known.no_sales and not known.choices.what:
        kinds_of_list = (
            ImportOption("accounts", "not sales: import only the customers in it"),
            ImportOption("quotes", "quotes: none of them is an order yet"),
            ImportOption("orders", "sales: each row is an order"),
        )
        text = f"'{known.no_sales[:40]}' suggests purchases, payments or quotes; what are the rows?"
        return [ImportQuestion("what", text, kinds_of_list)]
    if known.what != "accounts" or known.system or known.choices.what:
        return []
    if not any(head.raw.strip() for head in known.headers) and any(map(_is_prose, zip(*body, strict=False))):
        return [ImportQuestion("what", f"What is each row of '{known.name}'?", _UNDATED)]
    used = set(known.columns.values()) | {c for places in known.account_from for c in places}
    free = [c for c in range(len(known.headers)) if c not in used]
    day = next((c for c in free if _is_open_day(known, body, c)), None)
    money = next((c for c in free if _is_open_money(known, body, c)), None)
    stated = any(_tells_sales(known, body, c) for c in range(len(known.headers)))
    if money is not None and day is None and (stated or _lists_documents(known) or _come_again(known, body)):
        undated = (
            f"What is each row of '{known.name}', which has '{column_name(known.headers, money)}' but no day?"
        )
        return [ImportQuestion("what", undated, _UNDATED)]
    if day is not None and money is None and (_come_again(known, body) or _lists_documents(known)):
        unpriced = f"What is each row of '{known.name}', which has '{column_name(known.headers, day)}' but no amount?"
        return [ImportQuestion("what", unpriced, _UNPRICED)]
    if money is None and _lists_goods(known):
        return [ImportQuestion("what", f"What is each row of '{known.name}'?", _GOODS)]
    if money is None or day is None:
        return []
    names = " and ".join(f"'{column_name(known.headers, c)}'" for c in (day, money))
    options = (
        ImportOption("orders", f"orders: {names} are their days and amounts"),
        ImportOption("accounts", "customers: none of the rows is an order"),
    )
    return [ImportQuestion("what", f"What is each row of '{known.name}'?", options)]


def _is_prose(cells: Sequence[str]) -> bool:
    """Whether most cells of a column are sentences, as in a log or a list of changes, rather than names."""
    small = [sum(1 for word in cell.split() if word[:1].islower()) for cell in cells]
    return sum(1 for words in small if words >= _SEVERAL) > len(cells) * _MOSTLY_BOTH


def _come_again(known: Understanding, body: Sequence[Sequence[str]]) -> bool:
    """Whether customers occur in several rows: then the rows are their sums rather than a list of customers."""
    name_columns = [c for places in known.account_from[:1] for c in places] or [
        known.columns.get("account_id", 0)
    ]
    names = [tuple(row[c].strip().casefold() for c in name_columns) for row in body]
    return len(set(names)) < len(names) * _ALMOST_ALL


def _lists_documents(known: Understanding) -> bool:
    """Whether headers name document numbers, or goods and quantities, though no day was found."""
    meanings = [vocabulary().scores(head.phrase) for head in known.headers]
    best = {
        max(scores, key=scores.__getitem__) for scores in meanings if max(scores.values(), default=0) >= SURE
    }
    if any(max(scores.get("number", 0), scores.get("date", 0)) > _SURELY_A_DOCUMENT for scores in meanings):
        return True
    return {"quantity", "unit_price"} <= best or {"quantity", "product"} <= best


def _lists_goods(known: Understanding) -> bool:
    """Whether the name may be that of goods: its header is just `Name`, and others give article numbers or prices."""
    customer = known.columns.get("account")
    if customer is None or not is_bare_name(known.headers[customer]):
        return False
    meanings = [vocabulary().scores(head.phrase) for head in known.headers]
    best = {
        max(scores, key=scores.__getitem__) for scores in meanings if max(scores.values(), default=0) >= SURE
    }
    return bool(best & {"product", "unit_price"}) and not best & {"email", "phone", "account_id", "city"}


def _tells_sales(known: Understanding, body: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column marks some rows as sold and some as not sold."""
    words = KindWords(known.kinds)
    cells = {row[column].strip() for row in body if row[column].strip()}
    if len(cells) > _FEW_WORDS or not cells:
        return False
    kinds = [words.of(cell) for cell in cells]
    return None not in kinds and OrderKind.ORDER.value in kinds and len(set(kinds)) > 1


def _is_open_day(known: Understanding, body: Sequence[Sequence[str]], column: int) -> bool:
    is_day = DateReader(known.months).readings
    cells = [row[column] for row in body if row[column].strip()]
    return bool(cells) and sum(1 for cell in cells if is_day(cell)) >= len(cells) * _ALMOST_ALL


def _is_open_money(known: Understanding, body: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column holds numbers with decimals or large ones, under a header that names nothing else."""
    header = known.headers[column].phrase
    words = vocabulary()
    if is_tax(header) or any(word in words.never["amount"] for word in header.split()):
        return False
    if any(
        score >= SURE and name not in ("amount", "margin") for name, score in words.scores(header).items()
    ):
        return False
    found = [parts(row[column]) for row in body if row[column].strip()]
    read = [each for each in found if each is not None]
    marked = any(mark_of(each.digits) for each in read)
    counted = len({each.digits for each in read}) == len(read)  # numbers of their own, rather than sums
    rounded = sum(1 for each in read if each.digits.endswith("0")) >= len(read) * _MOSTLY_BOTH
    telling = marked or ((not counted or rounded) and any(len(each.digits) > _FEW_DIGITS for each in read))
    return telling and len(read) >= len(found) * _ALMOST_ALL and len(read) >= len(body) * _ALMOST_ALL


def column_options(
    known: Understanding, body: Sequence[Sequence[str]], fits: Sequence[Claim], field: str
) -> tuple[ImportOption, ...]:
    """Options: columns that look right, then those without a meaning, then others with such cells."""
    claimed = [f.column for f in fits if f.field == field]
    free = [c for c in range(len(known.headers)) if c not in known.columns.values()]
    unlikely = [f.column for f in reversed(fits) if _may_be(field, f, known)]
    is_day = DateReader(known.months).readings
    holds: dict[str, Callable[[str], object]] = {
        "date": is_day,
        "amount": parts,
        "account": _may_name(is_day),
        "number": str.strip,
    }
    options = []
    for column in dict.fromkeys([*claimed, *free, *unlikely]):
        cells = [row[column].strip() for row in body if row[column].strip()]
        name = column_name(known.headers, column)
        if any(map(holds[field], cells)) and name not in known.choices.columns:
            options.append(ImportOption(name, f"{name} (such as '{cells[0][:30]}')"))
    return tuple(options[:12])


def _may_name(is_day: Callable[[str], object]) -> Callable[[str], bool]:
    """Whether a cell may name somebody: not a written date, not a sum with decimals."""

    def may_name(cell: str) -> bool:
        found = parts(cell)
        return not (is_day(cell) and not cell.isdecimal()) and not (found and mark_of(found.digits))

    return may_name


def _may_be(field: str, fit: Claim, known: Understanding) -> bool:
    """Whether a column that was taken for something else may be `field` after all: a guess, or a customer's text."""
    taken = known.columns.get(fit.field) == fit.column and fit.field != "date"
    return taken and (fit.score < SURE or (field == "account" and fit.field not in _NO_NAMES))


def only_days(known: Understanding) -> bool:
    headed = any(head.raw.strip() for head in known.headers)
    return is_days_alone(known.columns, len(known.headers), headed)
