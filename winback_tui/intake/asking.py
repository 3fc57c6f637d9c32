"""What only a person knows, put as questions in plain words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from winback_tui.domain.errors import BadInput

from .choices import Choices, Option, Question
from .columns import SURE, Fit
from .dates import DateFormat, DateReader
from .mapping import is_days_alone
from .numbers import mark_of, parts
from .scanning import Findings
from .understanding import Understanding, column_name

_SHOWN = 3
_NAMED = 8
_NO_NAMES = frozenset(["date", "amount", "quantity", "unit_price", "margin"])


def with_questions(
    known: Understanding,
    found: Findings,
    body: Sequence[Sequence[str]],
    fits: Sequence[Fit],
    notes: Sequence[str],
) -> Understanding:
    """The understanding with everything that is open asked, most important first."""
    questions = [
        *_column_questions(known, body, fits),
        *_date_question(known, found, body),
        *_decimal_question(known, found, body),
        *_encoding_question(known, body),
        *_sheet_question(known),
    ]
    return replace(known, questions=tuple(questions), notes=(*known.notes, *notes, *_remarks(known)))


def decided(known: Understanding, question: str, value: str) -> Choices:
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
    if question in ("account", "date-column", "amount"):
        field = "date" if question == "date-column" else question
        if field == "amount" and value == "none":
            return replace(now, amounts="none")
        if field == "amount" and value == "no orders":
            return replace(now, what="accounts")
        others = {c: f for c, f in now.columns.items() if f != field}
        return replace(now, columns={**others, value: field})
    raise BadInput(f"'{question}' is not asked about '{known.name}'.")


def _with(now: Choices, name: str, value: str) -> Choices:
    changed: dict[str, Any] = {name: value}
    return replace(now, **changed)


def _column_questions(
    known: Understanding, body: Sequence[Sequence[str]], fits: Sequence[Fit]
) -> list[Question]:
    questions: list[Question] = []
    if not known.names_accounts:
        questions.append(
            Question(
                "account", "Which column names the customer?", _column_options(known, body, fits, "account")
            )
        )
    if known.what != "orders":
        return questions
    if "date" not in known.columns:
        text = "Which column holds the day of the order?"
        questions.append(Question("date-column", text, _column_options(known, body, fits, "date")))
    priced = "quantity" in known.columns and "unit_price" in known.columns
    moneyless = known.choices.amounts == "none" or _is_days_alone(known)
    if "amount" not in known.columns and not priced and not moneyless:
        options = (
            Option("none", "none of them: count the order days without money"),
            *_column_options(known, body, fits, "amount"),
            Option("no orders", "none of them: this is a list of customers, not of orders"),
        )
        questions.append(Question("amount", "Which column holds the money of an order?", options))
    return questions


def _column_options(
    known: Understanding, body: Sequence[Sequence[str]], fits: Sequence[Fit], field: str
) -> tuple[Option, ...]:
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
            options.append(Option(name, f"{name} (such as '{cells[0][:30]}')"))
    return tuple(options[:12])


def _may_name(is_day: Callable[[str], object]) -> Callable[[str], bool]:
    """Whether a cell may name somebody: no marked day, no sum with decimals."""

    def may_name(cell: str) -> bool:
        found = parts(cell)
        return not (is_day(cell) and not cell.isdecimal()) and not (found and mark_of(found.digits))

    return may_name


def _may_be(field: str, fit: Fit, known: Understanding) -> bool:
    """Whether a column that was taken for something else may be `field` after all: a guess, or a customer's text."""
    taken = known.columns.get(fit.field) == fit.column and fit.field != "date"
    return taken and (fit.score < SURE or (field == "account" and fit.field not in _NO_NAMES))


def _date_question(known: Understanding, found: Findings, body: Sequence[Sequence[str]]) -> list[Question]:
    if found.date is None or found.date.settled or known.what != "orders":
        return []
    possible = found.date.possible
    column = known.header_of("date")
    if not possible:
        sample = next((r[known.columns["date"]] for r in body if r[known.columns["date"]].strip()), "")
        text = (
            f"'{column}' holds no dates that are known, such as '{sample[:30]}'; which column holds the day?"
        )
        return [Question("date-column", text, _column_options(known, body, [], "date"))]
    if len(possible) == 1:
        return []
    ordered = sorted(possible, key=lambda form: _disorder(form, known, body))
    sample = _telling_sample(ordered, known, body)
    reader = DateReader(known.months)
    options = []
    for form in ordered:
        day = reader.read(sample, form)
        meant = f"{day.day} {day:%B} {day.year}" if day else "other rows"
        options.append(Option(form.id, f"{form.words}: '{sample}' is {meant}"))
    return [Question("date", f"How are the dates in '{column}' written?", tuple(options))]


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


def _decimal_question(known: Understanding, found: Findings, body: Sequence[Sequence[str]]) -> list[Question]:
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
    options = tuple(Option(p, told[p]) for p in possible)
    return [Question("decimal", f"How is the sign '{mark}' used in '{known.header_of(name)}'?", options)]


def _encoding_question(known: Understanding, body: Sequence[Sequence[str]]) -> list[Question]:
    if known.encoding.certain or known.choices.encoding:
        return []
    names = [known.encoding.name, *known.encoding.others]
    text = "The letters were read as best they fit; do the names look right?"
    return [
        Question(
            "encoding", text, tuple(Option(n, _look(n, known, body)) for n in names[:_SHOWN]), must=False
        )
    ]


def _look(name: str, known: Understanding, body: Sequence[Sequence[str]]) -> str:
    """An encoding with some words as they look in it."""
    heads = [head.raw for head in known.headers]
    foreign = [c.strip()[:24] for row in (*body[:50], heads) for c in row if not c.isascii()]
    words = list(dict.fromkeys(foreign))[:_SHOWN]
    looks = [word.encode(known.encoding.name, "replace").decode(name, "replace") for word in words]
    return f"{name}: {', '.join(looks)}" if looks else name


def _sheet_question(known: Understanding) -> list[Question]:
    source = known.source_file
    if known.choices.sheet or len(source.sheets) < 2:
        return []
    names = [source.sheet, *(s.name for s in source.sheets if s.name != source.sheet)]
    options = tuple(Option(n, n) for n in names[:12])
    return [Question("sheet", f"Sheet '{source.sheet}' was taken; is it the right one?", options, must=False)]


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
        remarks.append(f"Nothing is known about the status {words}{more}; these rows count as orders.")
    return remarks
