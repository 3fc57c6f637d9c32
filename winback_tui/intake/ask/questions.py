"""What only a person knows, put as questions in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from winback_tui.domain.errors import BadInput
from winback_tui.intake.interpret.dates import DateFormat, DateReader
from winback_tui.intake.interpret.numbers import mark_of, parts
from winback_tui.intake.interpret.yes_no import flagged, is_harmless, is_yes_no
from winback_tui.intake.recognise.column_claims import SURE, Claim
from winback_tui.intake.recognise.column_map import is_days_alone
from winback_tui.intake.recognise.column_scan import ColumnFindings
from winback_tui.intake.recognise.fields import NONE
from winback_tui.intake.recognise.headers import Header
from winback_tui.intake.recognise.vocabulary import vocabulary
from winback_tui.intake.understanding import Understanding, column_name

from .choices import ImportChoices, ImportOption, ImportQuestion

_SHOWN = 3
_SHOWN_KINDS, _FEW_UNCLEAR, _TWO_AND_BLANK = 3, 0.1, 3
_KIND_OPTIONS = (
    ImportOption("order", "orders"),
    ImportOption("cancelled", "cancelled orders: nothing was sold"),
    ImportOption("credit", "credit notes or returned goods"),
    ImportOption("pending", "drafts or orders that are not certain yet"),
    ImportOption("quote", "quotes"),
    ImportOption("other", "no sales: leave these rows out"),
    ImportOption("unclear", "not known: keep them as unclear"),
)
_NAMED = 8
_NO_NAMES = frozenset(["date", "amount", "quantity", "unit_price", "margin"])


def with_questions(
    known: Understanding,
    found: ColumnFindings,
    body: Sequence[Sequence[str]],
    fits: Sequence[Claim],
    notes: Sequence[str],
) -> Understanding:
    """The understanding with everything that is open asked, most important first."""
    questions = [
        *_column_questions(known, body, fits),
        *_kind_questions(known),
        *_flag_question(known, body),
        *_date_question(known, found, body),
        *_decimal_question(known, found, body),
        *_encoding_question(known, body),
        *_sheet_question(known),
    ]
    return replace(known, questions=tuple(questions), notes=(*known.notes, *notes, *_remarks(known)))


def decided(known: Understanding, question: str, value: str) -> ImportChoices:
    """The decisions so far plus the answer `value` to a question; raises BadInput for an unknown question."""
    now = known.choices
    if question in (
        "date",
        "decimal",
        "encoding",
        "delimiter",
        "currency",
        "lines",
        "sheet",
        "source",
        "fill",
        "what",
    ):
        return _with(now, question, value)
    if question == "kinds":
        return replace(now, kinds={**now.kinds, **dict.fromkeys(known.unknown_kinds, value)})
    mark, _, name = question.partition(":")
    if mark == "kind" and name in known.unknown_kinds:
        return _with_kind(known, name, value)
    if mark == "flag" and name:
        return replace(now, columns={**now.columns, name: value})
    if question in ("account", "date-column", "amount"):
        field = "date" if question == "date-column" else question
        if field == "amount" and value == "none":
            return replace(now, amounts="none")
        if field == "amount" and value == "no orders":
            return replace(now, what="accounts")
        others = {c: f for c, f in now.columns.items() if f != field}
        return replace(now, columns={**others, value: field})
    raise BadInput(f"'{question}' is not asked about '{known.name}'.")


def _with_kind(known: Understanding, word: str, value: str) -> ImportChoices:
    """What a word of a status or type column says; `nothing` leaves its column out."""
    now = known.choices
    if value != NONE:
        return replace(now, kinds={**now.kinds, word: value})
    names = [known.header_of(field) for field in ("kind", "status") if field in known.columns]
    return replace(now, columns={**now.columns, **dict.fromkeys(names, NONE)})


def _with(now: ImportChoices, name: str, value: str) -> ImportChoices:
    changed: dict[str, Any] = {name: value}
    return replace(now, **changed)


def _column_questions(
    known: Understanding, body: Sequence[Sequence[str]], fits: Sequence[Claim]
) -> list[ImportQuestion]:
    questions: list[ImportQuestion] = []
    if not known.names_accounts:
        questions.append(
            ImportQuestion(
                "account", "Which column names the customer?", _column_options(known, body, fits, "account")
            )
        )
    if known.what != "orders":
        return questions
    if "date" not in known.columns:
        text = "Which column holds the day of the order?"
        questions.append(ImportQuestion("date-column", text, _column_options(known, body, fits, "date")))
    priced = "quantity" in known.columns and "unit_price" in known.columns
    moneyless = known.choices.amounts == "none" or _is_days_alone(known)
    if "amount" not in known.columns and not priced and not moneyless:
        options = (
            ImportOption("none", "none of them: count the order days without money"),
            *_column_options(known, body, fits, "amount"),
            ImportOption("no orders", "none of them: this is a list of customers, not of orders"),
        )
        questions.append(ImportQuestion("amount", "Which column holds the money of an order?", options))
    return questions


def _column_options(
    known: Understanding, body: Sequence[Sequence[str]], fits: Sequence[Claim], field: str
) -> tuple[ImportOption, ...]:
    """Columns that look like it, then those without a meaning, then what else holds such cells."""
    claimed = [f.column for f in fits if f.field == field]
    free = [c for c in range(len(known.headers)) if c not in known.columns.values()]
    unlikely = [f.column for f in reversed(fits) if _may_be(field, f, known)]
    is_day = DateReader(known.months).readings
    holds: dict[str, Callable[[str], object]] = {
        "date": is_day,
        "amount": parts,
        "account": _may_name(is_day),
    }
    options = []
    for column in dict.fromkeys([*claimed, *free, *unlikely]):
        cells = [row[column].strip() for row in body if row[column].strip()]
        name = column_name(known.headers, column)
        if any(map(holds[field], cells)) and name not in known.choices.columns:
            options.append(ImportOption(name, f"{name} (such as '{cells[0][:30]}')"))
    return tuple(options[:12])


def _may_name(is_day: Callable[[str], object]) -> Callable[[str], bool]:
    """Whether a cell may name somebody: no marked day, no sum with decimals."""

    def may_name(cell: str) -> bool:
        found = parts(cell)
        return not (is_day(cell) and not cell.isdecimal()) and not (found and mark_of(found.digits))

    return may_name


def _may_be(field: str, fit: Claim, known: Understanding) -> bool:
    """Whether a column that was taken for something else may be `field` after all: a guess, or a customer's text."""
    taken = known.columns.get(fit.field) == fit.column and fit.field != "date"
    return taken and (fit.score < SURE or (field == "account" and fit.field not in _NO_NAMES))


def _kind_questions(known: Understanding) -> list[ImportQuestion]:
    """About each unknown word of a status or type; it must be answered where it decides about many rows."""
    if known.what != "orders":
        return []
    columns = " and ".join(f"'{known.header_of(f)}'" for f in ("kind", "status") if f in known.columns)
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


def _flag_question(known: Understanding, body: Sequence[Sequence[str]]) -> list[ImportQuestion]:
    """About a yes/no column that nothing is known of: it may mark rows that were cancelled."""
    if known.what != "orders" or "date" not in known.columns:
        return []
    used = set(known.columns.values()) | {c for places in known.account_from for c in places}
    used |= {c for _, c in known.marks}
    for column, head in enumerate(known.headers):
        name = column_name(known.headers, column)
        if column in used or name in known.choices.columns or not is_open_mark(head, body, column):
            continue
        counts = Counter(row[column].strip() for row in body)
        yes = next((word for word in counts if flagged(word)), "yes")
        told = ", ".join(f"{word or 'blank'} {times}" for word, times in counts.most_common())
        text = f"Does '{name}' ({told}) mark rows that were not sold?"
        options = (
            ImportOption(NONE, "no, it says something else"),
            ImportOption("cancelled", f"yes, rows with '{yes}' were cancelled"),
            ImportOption("returned", f"yes, rows with '{yes}' are credit notes or returned goods"),
        )
        return [ImportQuestion(f"flag:{name}", text, options)]
    return []


def is_open_mark(head: Header, body: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column holds yes and no under a header that no list knows."""
    known = max(vocabulary().scores(head.phrase).values(), default=0) >= SURE
    values = {row[column].strip() for row in body}
    if known or is_harmless(head.phrase) or len(values) > _TWO_AND_BLANK or not is_yes_no(values):
        return False
    return len(values) > 1 or not next(iter(values)).isdigit()


def _date_question(
    known: Understanding, found: ColumnFindings, body: Sequence[Sequence[str]]
) -> list[ImportQuestion]:
    if found.date is None or found.date.settled or known.what != "orders":
        return []
    possible = found.date.possible
    column = known.header_of("date")
    if not possible:
        sample = next((r[known.columns["date"]] for r in body if r[known.columns["date"]].strip()), "")
        text = (
            f"'{column}' holds no dates that are known, such as '{sample[:30]}'; which column holds the day?"
        )
        return [ImportQuestion("date-column", text, _column_options(known, body, [], "date"))]
    if len(possible) == 1:
        return []
    ordered = sorted(possible, key=lambda form: _disorder(form, known, body))
    sample = _telling_sample(ordered, known, body)
    reader = DateReader(known.months)
    options = []
    for form in ordered:
        day = reader.read(sample, form)
        meant = f"{day.day} {day:%B} {day.year}" if day else "other rows"
        options.append(ImportOption(form.id, f"{form.words}: '{sample}' is {meant}"))
    return [ImportQuestion("date", f"How are the dates in '{column}' written?", tuple(options))]


def _telling_sample(forms: Sequence[DateFormat], known: Understanding, body: Sequence[Sequence[str]]) -> str:
    reader = DateReader(known.months)
    cells = [row[known.columns["date"]].strip() for row in body]
    for cell in cells:
        days = {day for form, day in reader.readings(cell).items() if form in forms}
        if len(days) > 1:
            return cell
    return next((c for c in cells if c), "")


def _disorder(form: DateFormat, known: Understanding, body: Sequence[Sequence[str]]) -> int:
    """How often the days jump back when read in this format: books are mostly in order."""
    reader = DateReader(known.months)
    days = [reader.read(row[known.columns["date"]], form) for row in body]
    read = [d for d in days if d is not None]
    back = sum(1 for a, b in pairwise(read) if b < a)
    ahead = sum(1 for a, b in pairwise(read) if b > a)
    return min(back, ahead) + 1000 * (len(days) - len(read))


def _decimal_question(
    known: Understanding, found: ColumnFindings, body: Sequence[Sequence[str]]
) -> list[ImportQuestion]:
    name = next((n for n in ("amount", "unit_price") if n in found.numbers), None)
    if name is None or known.what != "orders":
        return []
    possible = found.numbers[name].possible
    if len(possible) < 2 or known.choices.decimal in possible:
        return []
    column = known.columns[name]
    sample = next((r[column].strip() for r in body if "." in r[column] or "," in r[column]), "")
    mark = "." if "." in sample else ","
    told = {
        mark: f"as a decimal: '{sample}' is {sample.replace(',', '.')}",
        "," if mark == "." else ".": f"between thousands: '{sample}' is {sample.replace(mark, '')}",
    }
    options = tuple(ImportOption(p, told[p]) for p in possible)
    return [
        ImportQuestion("decimal", f"How is the sign '{mark}' used in '{known.header_of(name)}'?", options)
    ]


def _encoding_question(known: Understanding, body: Sequence[Sequence[str]]) -> list[ImportQuestion]:
    if known.encoding.certain or known.choices.encoding:
        return []
    names = [known.encoding.name, *known.encoding.others]
    text = "The letters were read as best they fit; do the names look right?"
    return [
        ImportQuestion(
            "encoding",
            text,
            tuple(ImportOption(n, _look(n, known, body)) for n in names[:_SHOWN]),
            must=False,
        )
    ]


def _look(name: str, known: Understanding, body: Sequence[Sequence[str]]) -> str:
    """An encoding with some words as they look in it."""
    heads = [head.raw for head in known.headers]
    foreign = [c.strip()[:24] for row in (*body[:50], heads) for c in row if not c.isascii()]
    words = list(dict.fromkeys(foreign))[:_SHOWN]
    looks = [word.encode(known.encoding.name, "replace").decode(name, "replace") for word in words]
    return f"{name}: {', '.join(looks)}" if looks else name


def _sheet_question(known: Understanding) -> list[ImportQuestion]:
    source = known.source_file
    if known.choices.sheet or len(source.sheets) < 2:
        return []
    names = [source.sheet, *(s.name for s in source.sheets if s.name != source.sheet)]
    options = tuple(ImportOption(n, n) for n in names[:12])
    return [
        ImportQuestion(
            "sheet", f"Sheet '{source.sheet}' was taken; is it the right one?", options, must=False
        )
    ]


def _is_days_alone(known: Understanding) -> bool:
    headed = any(head.raw.strip() for head in known.headers)
    return is_days_alone(known.columns, len(known.headers), headed)


def _remarks(known: Understanding) -> list[str]:
    remarks = []
    if known.encoding.damaged:
        remarks.append(
            f"{known.encoding.damaged} letters are damaged in the file itself and show as question marks."
        )
    if known.what == "orders" and _is_days_alone(known):
        remarks.append("No column holds money, so the days of the orders are all that counts.")
    if known.unknown_kinds:
        words = ", ".join(f"'{w}'" for w in known.unknown_kinds[:_NAMED])
        left = len(known.unknown_kinds) - _NAMED
        more = f" and {left} more" if left > 0 else ""
        remarks.append(
            f"Nothing is known about the status {words}{more}; these rows are kept as unclear and count for nothing."
        )
    return remarks
