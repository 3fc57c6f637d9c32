"""From a file to an understanding of it: decode, split, find the header, name the columns, check all rows, ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from winback_tui.domain.errors import BadInput

from .ask import questions
from .ask.choices import ImportChoices
from .ask.rules_file import RuleBook, merged
from .interpret.cells import identifier, without_guards
from .interpret.dates import DateReader
from .interpret.formats import FormatDecision
from .interpret.kinds.stated_kinds import StatedKinds
from .open import sheet_choice
from .open.delimiter import LIKELY, TextLayout, layout_of
from .open.encoding import ByteSurvey, Encoding, encoding_of, survey
from .open.files import open_source
from .open.sample import decoded, sample_rows, split
from .open.source import InputSource
from .open.table import TextTable
from .recognise.columns import column_map
from .recognise.columns.claims import PLAIN
from .recognise.columns.scan import ColumnFindings, scan
from .recognise.compound_cells import CompoundCells, find_compound_cells
from .recognise.header_row import header_row
from .recognise.headers import header
from .recognise.known_systems import recognise
from .recognise.month_columns import refuse_months_across
from .recognise.state_columns import UNSOLD
from .recognise.table_meaning import HeadedTable, TableMeaning, table_meaning
from .recognise.vocabulary import vocabulary
from .rows.reader import rows
from .rows.records import Skipped
from .rows.shape_decision import ShapeDecision
from .understanding import Sample, TableShape, Understanding

_MOST_COLUMNS = 2_000
_FEWEST_SIDES, _MOST_SIDES = 3, 30
_SHOWN_SAMPLES = 8
_LONGEST_TITLE, _TOP, _FIRST_CELLS = 400, 30, 5
_CODE, _MUCH_CODE = re.compile(r"[=<>~!]=|[:=]>|:=|\$\{|\)\s*\{"), 0.3
_LEVELS = frozenset(["INFO", "WARN", "WARNING", "ERROR", "DEBUG", "TRACE", "FATAL", "NOTICE", "CRITICAL"])

Progress = Callable[[int], None]


def inspect(
    place: Path | bytes,
    *,
    name: str | None = None,
    choices: ImportChoices | None = None,
    currency: str = "",
    systems: Sequence[Path] = (),
    rules: RuleBook | None = None,
    progress: Progress | None = None,
) -> Understanding:
    """Understand a file of orders or accounts; `Path("-")` is standard input.

    `choices` are decisions that hold; `currency` is used where the file names none; `systems` are folders
    with the user's own system files; `rules` remembers earlier decisions. `progress` receives the bytes read
    of the one pass over all rows. Raises BadInput, with one sentence, for what is not a table.
    """
    decided = choices or ImportChoices()
    source = sheet_choice.best_sheet(open_source(place, name, decided.sheet), decided)
    return _inspected(source, decided, currency, tuple(systems), rules, progress)


def answer(known: Understanding, question: str, value: str) -> Understanding:
    """The understanding after a question got its answer (an option's value); raises BadInput for an unknown one."""
    return revise(known, questions.decided(known, question, value))


def revise(known: Understanding, choices: ImportChoices) -> Understanding:
    """The same file understood under other decisions."""
    fallback = known.currency if known.currency_from == "default" else ""
    source = sheet_choice.switched(known.source_file, choices.sheet)
    return _inspected(source, choices, fallback, known.folders, None, None)


@dataclass(frozen=True, slots=True)
class _TextTop:
    """The survey of the bytes, how they are decoded and split, and the first rows.

    `proven` says whether the bytes prove the encoding, whatever a person decided.
    """

    survey: ByteSurvey
    encoding: Encoding
    proven: bool
    layout: TextLayout
    rows: Sequence[list[str]]


@dataclass(frozen=True, slots=True)
class _Headed:
    """The table below its header; `below` is the record number of the header row."""

    table: HeadedTable
    below: int
    compound: CompoundCells | None
    fingerprint: str


def _inspected(
    source: InputSource,
    choices: ImportChoices,
    fallback: str,
    folders: tuple[Path, ...],
    rules: RuleBook | None,
    progress: Progress | None,
    known_top: _TextTop | None = None,
) -> Understanding:
    """The whole inspection; earlier decisions are looked up once the headers are known.

    `known_top`: what `_text_top` returned for these choices, if it was called before.
    """
    top = known_top or _text_top(source, choices)
    headed = _headed(source, top, choices)
    if rules and (remembered := rules.find(headed.fingerprint)):
        later = merged(choices, remembered)
        same = _choices_of_top(later) == _choices_of_top(choices)
        return _inspected(source, later, fallback, folders, None, progress, top if same else None)
    system = recognise(headed.table.heads, folders)
    meaning = table_meaning(headed.table, system, choices, vocabulary())
    found = _all_rows(source, top, headed, meaning, progress)
    if meaning.holds_nothing and not (choices.columns or choices.what):
        raise BadInput(f"'{source.name}' contains no table: nothing in it names a customer, a day or a sum.")
    formats = FormatDecision(choices, system, found)
    codes = formats.codes(headed.table.heads, meaning.columns, headed.table.languages)
    formats.take_mark_of_neighbours(headed.table.body, codes, headed.table.heads)
    known = _understanding(source, top, headed, meaning, found, formats, folders, choices)
    body = headed.table.body
    known = formats.with_currency(known, fallback)
    known = StatedKinds(choices, system, found, formats.notes).with_kinds(known, body)
    known = ShapeDecision(choices, system, found, meaning.named_account, formats.notes).with_shape(
        known, body
    )
    known = questions.with_questions(known, found, body, meaning.claims, formats.notes)
    return known.with_samples(_samples(known))


def _choices_of_top(choices: ImportChoices) -> tuple[object, ...]:
    """The decisions that `_text_top` uses."""
    return choices.encoding, "encoding" in choices.remembered, choices.delimiter


def _text_top(source: InputSource, choices: ImportChoices) -> _TextTop:
    seen = survey(source)
    guess = encoding_of(seen)
    encoding = _encoding(guess, choices)
    text = without_guards(decoded(seen.head, encoding))
    layout = layout_of(text, choices.delimiter or None)
    sample = sample_rows(text, layout, len(seen.head) < seen.size)
    width = max((len(row) for row in sample), default=0)
    if width < 2:
        raise BadInput(f"'{source.name}' contains no table: no rows with several columns were found.")
    if layout.delimiter not in LIKELY and not choices.delimiter and not any(map(_is_heading, sample[:_TOP])):
        raise BadInput(f"'{source.name}' contains no table: nothing in it names a customer, a day or a sum.")
    above = sum(
        1
        for row in sample
        if any(
            word.strip("[]<>:").upper() in _LEVELS for cell in row[:_FIRST_CELLS] for word in cell.split()[:3]
        )
    )
    if above > len(sample) / 2:
        raise BadInput(f"'{source.name}' is a program's log, not a table of orders or customers.")
    if _is_code(sample):
        raise BadInput(f"'{source.name}' contains settings or code, not a table of orders or customers.")
    if width > _MOST_COLUMNS:
        raise BadInput(f"'{source.name}' has {width} columns; it is not a list of orders or accounts.")
    return _TextTop(seen, encoding, guess.certain, layout, sample)


def _is_code(rows: Sequence[Sequence[str]]) -> bool:
    """Whether many cells hold comparisons or assignments, as lists of requirements and settings do."""
    cells = [cell for row in rows for cell in row if cell.strip()]
    return sum(1 for cell in cells if _CODE.search(cell)) > len(cells) * _MUCH_CODE


def _is_heading(row: Sequence[str]) -> bool:
    """Whether two cells of a row are known headers."""
    words = vocabulary()
    best = (max(words.scores(header(cell).phrase).values(), default=0) for cell in row if len(cell) < 60)
    return sum(1 for score in best if score >= 60) > 1


def _encoding(proven: Encoding, choices: ImportChoices) -> Encoding:
    chosen = choices.encoding
    if not chosen or (proven.certain and "encoding" in choices.remembered):
        return proven
    ranked = (proven.name, *proven.others)
    at = ranked.index(chosen) if chosen in ranked else -1
    others = (*ranked[at + 1 :], *ranked[: max(at, 0)])  # so that one after the other comes first
    return Encoding(chosen, True, () if proven.certain else others)


def _headed(source: InputSource, top: _TextTop, choices: ImportChoices) -> _Headed:
    words = vocabulary()
    languages = words.languages(header(c).phrase for row in top.rows[:30] for c in row if len(c) < 60)
    reader = DateReader(words.month_words(languages))
    if not choices.what:
        refuse_months_across(source.name, top.rows, reader)
        _refuse_headers_down_the_side(source.name, top.rows)
    place = _header_place(source, top, choices, reader)
    heads, body = split(top.rows, place)
    fingerprint = column_map.fingerprint(heads, None if top.proven else top.encoding)
    compound = find_compound_cells(top.rows[: max(place, 0)], heads, body)
    if compound:
        heads, body = compound.headers(heads), [compound(row) for row in body]
    title = " ".join(cell for row in top.rows[: max(place, 0)] for cell in row if cell.strip())
    table = HeadedTable(source.name, title[:_LONGEST_TITLE], heads, body, place >= 0, languages, reader)
    return _Headed(table, place + 1 + top.layout.skip, compound, fingerprint)


def _refuse_headers_down_the_side(name: str, rows: Sequence[Sequence[str]]) -> None:
    """Raises BadInput where the first cell of each row names what the others in it are."""
    first = [header(row[0]).phrase for row in rows if any(cell.strip() for cell in row)]
    if not _FEWEST_SIDES <= len(first) <= _MOST_SIDES or any(len(row) < _FEWEST_SIDES for row in rows):
        return
    meanings = [vocabulary().scores(text) for text in first]
    best = {
        max(scores, key=scores.__getitem__) for scores in meanings if max(scores.values(), default=0) >= PLAIN
    }
    if len(best) == len(first) and not _is_heading(rows[0]):
        raise BadInput(
            f"'{name}' has its headers down the first column; turn rows into columns and save it again."
        )


def _header_place(source: InputSource, top: _TextTop, choices: ImportChoices, reader: DateReader) -> int:
    """The header's index among the first rows; -1 where there is no header."""
    if choices.header_row is not None:
        place = choices.header_row - 1 - top.layout.skip
        if place >= len(top.rows):
            raise BadInput(f"'{source.name}' has no header in row {choices.header_row}.")
        return place
    found = header_row(top.rows, vocabulary(), reader)
    return -1 if found is None else found


def _all_rows(
    source: InputSource, top: _TextTop, headed: _Headed, meaning: TableMeaning, progress: Progress | None
) -> ColumnFindings:
    """The one pass over every row."""
    table = TextTable(source, top.encoding.name, top.layout, bool(top.encoding.damaged), headed.compound)
    found = scan(
        table,
        headed.below,
        len(headed.table.heads),
        meaning.columns,
        meaning.dates[1:],
        meaning.marks,
        meaning.remarks,
        frozenset(word for word, kind in meaning.kinds.items() if kind in UNSOLD),
        headed.table.reader,
        top.survey.lines,
        progress,
    )
    if not found.rows:
        raise BadInput(f"'{source.name}' has a heading and no rows below it; export it with its rows.")
    return found


def _understanding(
    source: InputSource,
    top: _TextTop,
    headed: _Headed,
    meaning: TableMeaning,
    found: ColumnFindings,
    formats: FormatDecision,
    folders: tuple[Path, ...],
    choices: ImportChoices,
) -> Understanding:
    heads, columns, system = headed.table.heads, meaning.columns, meaning.system
    return Understanding(
        source_file=source,
        what=meaning.what,
        system=system.name if system else "",
        source=column_map.source_name(heads, columns, system, choices),
        encoding=top.encoding,
        layout=top.layout,
        compound=headed.compound,
        header_row=headed.below,
        headers=tuple(heads),
        columns=columns,
        account_from=meaning.account_from,
        title_column=columns.get("title") if meaning.deals else None,
        date_else=meaning.dates[1:],
        date=formats.date(heads),
        decimal=formats.decimal(),
        currency="",
        currency_from="",
        signs={},
        kinds=meaning.kinds,
        codes=meaning.codes,
        marks=meaning.marks,
        listed_as=meaning.listed_as,
        no_sales=meaning.no_sales,
        deals=meaning.deals,
        delivered=system.delivery(heads) if system else None,
        unknown_kinds=(),
        shape=TableShape(),
        repeated=frozenset(map(identifier, found.repeats.scattered if found.repeats else ())),
        rows=found.rows,
        digest=top.survey.digest,
        fingerprint=headed.fingerprint,
        choices=choices,
        languages=tuple(headed.table.languages[:3]),
        months=headed.table.reader.months,
        trap=system.trap if system else "",
        folders=folders,
        sure=frozenset(formats.sure),
        in_cents=formats.in_cents(columns, heads),
        powers=formats.powers(columns, heads) if meaning.what == "orders" else {},
        weighed=meaning.choices,
        all_cents="amount" in found.numbers and found.numbers["amount"].all_cents,
    )


def _samples(known: Understanding) -> tuple[Sample, ...]:
    if known.what == "orders" and (known.date is None or not known.names_accounts):
        return ()
    readable = (row for row in rows(known.unasked()) if not isinstance(row, Skipped))
    return tuple(islice(readable, _SHOWN_SAMPLES))
