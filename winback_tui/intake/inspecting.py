"""From a file to an understanding of it: decode, cut, find the header, name the columns, check all rows, ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from winback_tui.domain.errors import BadInput

from . import asking, mapping, shaping
from .choices import Choices
from .columns import Fit, claims
from .dates import DateFormat, DateReader, date_format
from .delimiter import Layout, layout_of
from .encodings import Encoding, Survey, encoding_of, survey
from .fields import ACCOUNT_FIELDS
from .heading import header_row
from .kinds import KindWords
from .lines import continues, is_order_number, money_level
from .profile import profile
from .reading import rows
from .rows import Skipped
from .sampling import chosen, decoded, sample_rows, split
from .scanning import Findings, scan
from .source import Source, source_of
from .systems import System, recognise
from .table import Table
from .understanding import Sample, Shape, Understanding
from .vocabulary import vocabulary
from .wording import Header, header, phrase

_MOST_COLUMNS = 400
_SHOWN_SAMPLES = 8

Progress = Callable[[int], None]


def inspect(
    place: Path | bytes,
    *,
    name: str | None = None,
    choices: Choices | None = None,
    currency: str = "",
    systems: Sequence[Path] = (),
    progress: Progress | None = None,
) -> Understanding:
    """Understand a file of orders or accounts.

    `choices` are decisions that hold; `currency` is used where the file names none; `systems` are folders
    with the user's own system files. `progress` is told the bytes read of the one pass over all rows.
    Raises BadInput, with one sentence, for what is no table.
    """
    return _Inspection(
        source_of(place, name), choices or Choices(), currency, systems, progress
    ).understanding()


def answer(known: Understanding, question: str, value: str) -> Understanding:
    """The understanding after a question got its answer (an option's value); raises BadInput for an unknown one."""
    return revise(known, asking.decided(known, question, value))


def revise(known: Understanding, choices: Choices) -> Understanding:
    """The same file understood under other decisions."""
    fallback = known.currency if known.currency_from == "default" else ""
    return _Inspection(known.source_file, choices, fallback, known.folders, None).understanding()


class _Inspection:
    def __init__(
        self,
        source: Source,
        choices: Choices,
        currency: str,
        folders: Sequence[Path],
        progress: Progress | None,
    ) -> None:
        self.source = source
        self.choices = choices
        self.fallback = currency
        self.folders = tuple(folders)
        self.progress = progress
        self.words = vocabulary()
        self.notes: list[str] = []

    def understanding(self) -> Understanding:
        seen = survey(self.source)
        encoding = self._encoding(seen)
        text = decoded(seen.head, encoding)
        layout = layout_of(text, self.choices.delimiter or None)
        sample = sample_rows(text, layout, len(seen.head) < seen.size)
        if max((len(row) for row in sample), default=0) < 2:
            raise BadInput(f"'{self.source.name}' holds no table: no rows with several columns were found.")
        languages = self.words.languages(header(c).phrase for row in sample[:30] for c in row if len(c) < 60)
        reader = DateReader(self.words.month_words(languages))
        place = self._header_place(sample, layout, reader)
        heads, body = split(sample, place)
        system = recognise(heads, self.folders)
        kinds = {**self.words.kind_words(languages), **(system.kinds if system else {})}
        kinds |= {phrase(w): k for w, k in self.choices.kinds.items()}
        fits = self._claims(heads, body, reader, kinds)
        fixed = chosen(self.choices.columns, heads, self.source.name)
        columns = mapping.mapped(fixed, system, heads, fits)
        account_from = mapping.account_chain(columns, system, heads, fits, fixed)
        what = self.choices.what or (system.what if system else mapping.what_it_is(columns, fits, place >= 0))
        if what == "accounts":
            columns = {f: c for f, c in columns.items() if f in ACCOUNT_FIELDS}
        found = self._scan(encoding, layout, place, heads, columns, reader, seen.lines)
        deals = mapping.lists_deals(columns, heads, system)
        known = Understanding(
            source_file=self.source,
            what=what,
            system=system.name if system else "",
            source=mapping.source_name(heads, columns, system, self.choices),
            encoding=encoding,
            layout=layout,
            header_row=place + 1 + layout.skip,
            headers=tuple(heads),
            columns=columns,
            account_from=account_from,
            title_column=columns.get("title") if deals else None,
            date=self._date(found, system),
            decimal=self._decimal(found),
            currency="",
            currency_from="",
            kinds=kinds,
            deals=deals,
            unknown_kinds=(),
            shape=Shape(),
            repeated=frozenset(found.repeats.scattered if found.repeats else ()),
            rows=found.rows,
            digest=seen.digest,
            fingerprint=mapping.fingerprint(heads),
            choices=self.choices,
            languages=tuple(languages[:3]),
            months=reader.months,
            trap=system.trap if system else "",
            folders=self.folders,
        )
        known = self._with_currency(known, found)
        known = self._with_kinds(known, found)
        known = replace(known, shape=self._shape(known, body, found, system))
        known = self._with_group_account(known)
        known = asking.with_questions(known, found, body, fits, self.notes)
        return replace(known, samples=_samples(known))

    def _encoding(self, seen: Survey) -> Encoding:
        found = encoding_of(seen)
        if self.choices.encoding:
            others = tuple(n for n in (found.name, *found.others) if n != self.choices.encoding)
            return Encoding(self.choices.encoding, True, () if found.certain else others)
        return found

    def _header_place(self, sample: Sequence[Sequence[str]], layout: Layout, reader: DateReader) -> int:
        if self.choices.header_row is not None:
            return self.choices.header_row - 1 - layout.skip
        found = header_row(sample, self.words, reader)
        return -1 if found is None else found

    def _claims(
        self,
        heads: Sequence[Header],
        body: Sequence[Sequence[str]],
        reader: DateReader,
        kinds: Mapping[str, str],
    ) -> list[Fit]:
        count = min(len(heads), _MOST_COLUMNS)
        profiles = [profile([row[c] for row in body], reader, kinds) for c in range(count)]
        return claims(heads[:count], profiles, self.words)

    def _scan(
        self,
        encoding: Encoding,
        layout: Layout,
        place: int,
        heads: Sequence[Header],
        columns: Mapping[str, int],
        reader: DateReader,
        expected: int,
    ) -> Findings:
        table = Table(self.source, encoding.name, layout, bool(encoding.damaged))
        return scan(table, place + 1 + layout.skip, len(heads), columns, reader, expected, self.progress)

    def _date(self, found: Findings, system: System | None) -> DateFormat | None:
        if self.choices.date:
            try:
                return date_format(self.choices.date)
            except KeyError:
                raise BadInput(
                    f"'{self.choices.date}' is no date format; use dmy/, mdy/, ymd- and the like."
                ) from None
        if found.date is None:
            return None
        possible = found.date.possible
        if system and system.dates and found.date.undecided:
            usual = [form for form in possible if form.order == system.dates]
            if usual:
                self.notes.append(f"Days and months are read as {system.name} writes them: {usual[0].words}.")
                found.date.settled = usual[0]
        return (found.date.settled or possible[0]) if possible else None

    def _decimal(self, found: Findings) -> str:
        if self.choices.decimal:
            return self.choices.decimal
        for name in ("amount", "unit_price", "margin"):
            if name in found.numbers:
                return found.numbers[name].possible[0]
        return "."

    def _with_currency(self, known: Understanding, found: Findings) -> Understanding:
        signs = found.numbers["amount"].currencies if "amount" in found.numbers else {}
        codes = [c for c in signs if len(c) == 3]
        if self.choices.currency:
            return replace(known, currency=self.choices.currency, currency_from="choice")
        if len(codes) > 1:
            return replace(known, currency=self.fallback, currency_from="amount")
        money = [known.headers[known.columns[f]] for f in ("amount", "unit_price") if f in known.columns]
        if named := next((h.currency for h in money if h.currency), ""):
            return replace(known, currency=named, currency_from="header")
        if codes:
            return replace(known, currency=codes[0], currency_from="sign")
        return replace(known, currency=self.fallback, currency_from="default")

    def _with_kinds(self, known: Understanding, found: Findings) -> Understanding:
        words = KindWords(known.kinds, known.deals)
        seen = {w: n for f in ("kind", "status") for w, n in found.words.get(f, {}).items() if w.strip()}
        unknown = tuple(sorted(w for w in seen if words.of(w) is None))[:40]
        return replace(known, kinds_seen=seen, unknown_kinds=unknown)

    def _shape(
        self, known: Understanding, body: Sequence[Sequence[str]], found: Findings, system: System | None
    ) -> Shape:
        columns = known.columns
        if known.what != "orders":
            return Shape(numbered=False)
        accounts = [c for places in known.account_from for c in places]
        group = shaping.group_column(body, columns, accounts)
        fill = shaping.fills(body, columns, accounts) if group is None and not system else ()
        fill = (
            () if self.choices.fill == "no" else tuple(accounts[:1]) if self.choices.fill == "yes" else fill
        )
        shape = Shape(
            groups=group is not None, group_column=group or 0, fill=fill, numbered="number" in columns
        )
        if system and system.only_starts:
            only = next((i for i, h in enumerate(known.headers) if phrase(h.raw) == system.only_column), None)
            shape = (
                shape if only is None else replace(shape, only_column=only, only_starts=system.only_starts)
            )
        if "number" not in columns or found.repeats is None:
            return shape
        if not system and not is_order_number(body, columns["number"], accounts[:1], columns.get("date")):
            column = known.header_of("number")
            self.notes.append(
                f"'{column}' comes back for several customers, so it does not identify an order."
            )
            return replace(shape, numbered=False)
        child = continues(body, columns, accounts)
        if not found.repeats.in_a_row and not found.repeats.scattered and not child:
            return shape
        return replace(shape, lines=self._lines(known, body, system), continues=child)

    def _lines(self, known: Understanding, body: Sequence[Sequence[str]], system: System | None) -> str:
        if self.choices.lines or self.choices.amounts == "none":
            return self.choices.lines or "whole"
        if system and system.lines == "whole" and known.header_of("amount").casefold().endswith("total"):
            return "whole"
        if system and system.lines == "sum":
            return "sum"
        return money_level(body, known.columns, known.decimal)

    def _with_group_account(self, known: Understanding) -> Understanding:
        if not known.shape.groups:
            return known
        column = known.shape.group_column
        chain = [places for places in known.account_from if places != (column,)]
        return replace(known, account_from=((column,), *chain))


def _samples(known: Understanding) -> tuple[Sample, ...]:
    if known.what == "orders" and (
        known.date is None or (not known.account_from and known.title_column is None)
    ):
        return ()
    readable = (row for row in rows(replace(known, questions=())) if not isinstance(row, Skipped))
    return tuple(islice(readable, _SHOWN_SAMPLES))
