"""Questions, in plain words, about what only a person knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from winback_tui.domain.errors import BadInput
from winback_tui.intake.interpret.currencies import shared_signs, usual_currencies
from winback_tui.intake.interpret.dates import DateFormat, DateReader
from winback_tui.intake.open import sheet_choice
from winback_tui.intake.recognise.columns.evidence import Claim
from winback_tui.intake.recognise.columns.scan import ColumnFindings
from winback_tui.intake.recognise.fields import NONE
from winback_tui.intake.understanding import Understanding

from .choices import ImportChoices, ImportOption, ImportQuestion
from .column_questions import (
    column_options,
    column_questions,
    list_question,
    only_days,
    unknown_currency_question,
)
from .kind_questions import (
    came_back_question,
    flag_question,
    kind_questions,
    remark_question,
    returned_question,
    sign_question,
    state_headers,
)
from .narrow_questions import narrow_questions
from .repeat_question import repeat_question
from .unknown_states import unknown_states_question

_SHOWN, _MOST_CURRENCIES = 3, 8
_MOST_LISTED = 8


def with_questions(
    known: Understanding,
    found: ColumnFindings,
    body: Sequence[Sequence[str]],
    fits: Sequence[Claim],
    notes: Sequence[str],
) -> Understanding:
    """The understanding with a question for everything open, most important first."""
    questions = [
        *list_question(known, body),
        *column_questions(known, body, fits),
        *narrow_questions(known, body, fits),
        *unknown_currency_question(known, body),
        *kind_questions(known),
        *returned_question(known, body),
        *came_back_question(known, body),
        *sign_question(known, body),
        *flag_question(known, body),
        *unknown_states_question(known, body),
        *remark_question(known, body, found.texts.found),
        *repeat_question(known, body),
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
        "same",
        "signs",
        "repeats",
    ):
        return _with(now, question, value)
    if question == "kinds":
        return replace(now, kinds={**now.kinds, **dict.fromkeys(known.unknown_kinds, value)})
    mark, _, name = question.partition(":")
    if mark == "kind" and name:
        return _with_kind(known, name, value)
    if mark == "flag" and name:
        return replace(now, columns={**now.columns, name: value})
    if question in ("account", "date-column", "amount", "number"):
        field = "date" if question == "date-column" else question
        if field == "amount" and value == "none":
            return replace(now, amounts="none")
        if field == "amount" and value == "no orders":
            return replace(now, what="accounts")
        others = {c: f for c, f in now.columns.items() if f != field}
        return replace(now, columns={**others, value: field})
    raise BadInput(f"There is no question '{question}' about '{known.name}'.")


def _with_kind(known: Understanding, word: str, value: str) -> ImportChoices:
    """Record what a word in a status or type column means; `nothing` leaves its column out."""
    now = known.choices
    if value != NONE:
        return replace(now, kinds={**now.kinds, word: value})
    return replace(now, columns={**now.columns, **dict.fromkeys(state_headers(known), NONE)})


def _with(now: ImportChoices, name: str, value: str) -> ImportChoices:
    changed: dict[str, Any] = {name: value}
    return replace(now, **changed)


def _date_question(
    known: Understanding, found: ColumnFindings, body: Sequence[Sequence[str]]
) -> list[ImportQuestion]:
    if found.date is None or found.date.settled or known.what != "orders":
        return []
    possible = found.date.possible
    column = known.header_of("date")
    if not possible or known.date is None:
        sample = next((r[known.columns["date"]] for r in body if r[known.columns["date"]].strip()), "")
        text = f"'{column}' contains '{sample[:30]}', which Winback cannot read as a date; which column has the date?"
        return [ImportQuestion("date-column", text, column_options(known, body, [], "date"))]
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
    """How often the days go backwards when read in this format: files are mostly in order."""
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
    meanings = {
        mark: f"as a decimal: '{sample}' is {sample.replace(',', '.')}",
        "," if mark == "." else ".": f"between thousands: '{sample}' is {sample.replace(mark, '')}",
    }
    options = tuple(ImportOption(p, meanings[p]) for p in possible)
    return [
        ImportQuestion("decimal", f"How is the sign '{mark}' used in '{known.header_of(name)}'?", options)
    ]


def _encoding_question(known: Understanding, body: Sequence[Sequence[str]]) -> list[ImportQuestion]:
    if known.encoding.certain or known.choices.encoding:
        return []
    names = [known.encoding.name, *known.encoding.others]
    doubtful = known.encoding.doubtful
    text = "In which encoding do the names look right?"
    if not doubtful:
        text = "The encoding is a guess; do the names look right?"
    return [
        ImportQuestion(
            "encoding",
            text,
            tuple(ImportOption(n, _look(n, known, body)) for n in (names if doubtful else names[:_SHOWN])),
            must=doubtful,
        )
    ]


def _look(name: str, known: Understanding, body: Sequence[Sequence[str]]) -> str:
    """An encoding with some words as they look in it."""
    heads = [head.raw for head in known.headers]
    foreign = [c.strip()[:24] for row in (*body[:50], heads) for c in row if not c.isascii()]
    words = list(dict.fromkeys(foreign))[:_SHOWN]
    looks = [word.encode(known.encoding.name, "replace").decode(name, "replace") for word in words]
    return f"{name}: {', '.join(looks)}" if looks else name


def currency_question(known: Understanding) -> list[ImportQuestion]:
    """Which currency money is in where neither the file nor the book says, or which one a sign means.

    A script may leave it open; a person at the terminal answers, even if only that it is not known.
    """
    if known.what != "orders" or "amount" not in known.columns or known.choices.amounts == "none":
        return []
    if known.choices.currency:
        return []
    usual = usual_currencies(known.languages)
    if sign := known.unknown_sign:
        members = shared_signs()[sign].members
        likely = [code for code in usual if code in members]
        codes = list(dict.fromkeys([*likely, *sorted(members)]))
        text = f"Which currency is '{sign}' in this file?"
    elif known.currency or "currency" in known.columns or known.currency_from not in ("default", ""):
        return []
    else:
        codes, text = usual, "Which currency are the amounts in?"
    options = (
        *(ImportOption(code, code) for code in codes[:_MOST_CURRENCIES]),
        ImportOption(NONE, "not known, or another: 'winback config currency CODE' sets it later"),
    )
    return [ImportQuestion("currency", text, options, must=False)]


def _sheet_question(known: Understanding) -> list[ImportQuestion]:
    source = known.source_file
    if known.choices.sheet or len(source.sheets) < 2:
        return []
    names = [source.sheet, *(s.name for s in source.sheets if s.name != source.sheet)]
    options = tuple(ImportOption(n, n) for n in names[:12])
    if len(similar := sheet_choice.alike(source)) > 1:
        listed = " and ".join(f"'{name}'" for name in similar[:_SHOWN])
        text = f"Sheets {listed} have the same columns; which one is read now? Import the others after it."
        return [ImportQuestion("sheet", text, options)]
    return [
        ImportQuestion("sheet", f"Sheet '{source.sheet}' was used; is it the right one?", options, must=False)
    ]


def _remarks(known: Understanding) -> list[str]:
    remarks = []
    if known.encoding.damaged:
        remarks.append(
            f"{known.encoding.damaged} characters are damaged in the file itself and appear as question marks."
        )
    if known.what == "orders" and only_days(known):
        remarks.append("No column has amounts, so only the dates of the orders count.")
    if known.unknown_kinds:
        words = ", ".join(f"'{w}'" for w in known.unknown_kinds[:_MOST_LISTED])
        left = len(known.unknown_kinds) - _MOST_LISTED
        more = f" and {left} more" if left > 0 else ""
        remarks.append(
            f"Nothing is known about the status {words}{more}; these rows are kept as unclear and count for nothing."
        )
    return remarks
