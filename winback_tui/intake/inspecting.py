"""From a file to an understanding of it: decode, cut, find the header, name the columns, check all rows, ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from winback_tui.domain.errors import BadInput

from . import asking
from .choices import Choices
from .columns import SURE, Fit, assign, claims
from .dates import DateFormat, DateReader, date_format
from .delimiter import Layout, layout_of, parse
from .encodings import Encoding, Survey, encoding_of, survey
from .fields import ACCOUNT_FIELDS, NONE, field_named
from .heading import header_row
from .kinds import KindWords
from .lines import continues, is_order_number, money_level
from .profile import profile
from .reading import Reading, rows
from .rows import Skipped
from .scanning import Findings, fitted, scan
from .source import Source, source_of
from .table import Table
from .understanding import Shape, Understanding, column_name
from .vocabulary import Vocabulary, vocabulary
from .wording import Header, header, phrase

_SAMPLE_ROWS = 600
_MOST_COLUMNS = 400
_SHOWN_SAMPLES = 8


def inspect(
    place: Path | bytes,
    *,
    name: str | None = None,
    choices: Choices | None = None,
    currency: str = "",
    progress: Callable[[int], None] | None = None,
) -> Understanding:
    """Understand a file of orders or accounts.

    `choices` are decisions that hold; `currency` is used where the file names none. `progress` is told the
    bytes read of the one pass over all rows. Raises BadInput, with one sentence, for what is no table.
    """
    return _Inspection(source_of(place, name), choices or Choices(), currency, progress).understanding()


def answer(known: Understanding, question: str, value: str) -> Understanding:
    """The understanding after a question got its answer (an option's value); raises BadInput for an unknown one."""
    return revise(known, asking.decided(known, question, value))


def revise(known: Understanding, choices: Choices) -> Understanding:
    """The same file understood under other decisions."""
    return _Inspection(
        known.source_file, choices, known.currency if not choices.currency else "", None
    ).understanding()


class _Inspection:
    def __init__(
        self, source: Source, choices: Choices, currency: str, progress: Callable[[int], None] | None
    ) -> None:
        self.source = source
        self.choices = choices
        self.fallback = currency
        self.progress = progress
        self.words: Vocabulary = vocabulary()
        self.notes: list[str] = []

    def understanding(self) -> Understanding:
        seen = survey(self.source)
        encoding = self._encoding(seen)
        text = _decoded(seen.head, encoding)
        layout = layout_of(text, self.choices.delimiter or None)
        sample = _sample(text, layout, len(seen.head) < seen.size)
        if max((len(row) for row in sample), default=0) < 2:
            raise BadInput(f"'{self.source.name}' holds no table: no rows with several columns were found.")
        languages = self.words.languages(header(c).phrase for row in sample[:30] for c in row if len(c) < 60)
        reader = DateReader(self.words.month_words(languages))
        place = self._header_place(sample, layout, reader)
        heads, body = _split(sample, place, layout)
        kinds = self.words.kind_words(languages) | {phrase(w): k for w, k in self.choices.kinds.items()}
        fits = self._claims(heads, body, reader, kinds)
        columns = self._columns(heads, fits)
        account_from = _account_columns(columns, fits)
        what = self.choices.what or _what(columns, fits, bool(heads[0].raw) or place >= 0)
        if what == "accounts":
            columns = {f: c for f, c in columns.items() if f in ACCOUNT_FIELDS}
        table = Table(self.source, encoding.name, layout, bool(encoding.damaged))
        below = place + 1 + layout.skip
        found = scan(table, below, len(heads), columns, reader, seen.lines, self.progress)
        known = Understanding(
            source_file=self.source,
            what=what,
            system="",
            source=self.choices.source or _source_name(heads, columns),
            encoding=encoding,
            layout=layout,
            header_row=below,
            headers=tuple(heads),
            columns=columns,
            account_from=account_from,
            date=self._date(found),
            decimal=self._decimal(found),
            currency="",
            currency_from="",
            kinds=kinds,
            deals=_deals(columns, heads),
            unknown_kinds=(),
            shape=Shape(),
            repeated=frozenset(found.repeats.scattered if found.repeats else ()),
            rows=found.rows,
            digest=seen.digest,
            fingerprint=_fingerprint(heads),
            choices=self.choices,
            languages=tuple(languages[:3]),
            months=reader.months,
        )
        known = self._with_currency(known, found)
        known = self._with_kinds(known, found)
        known = replace(known, shape=self._shape(known, body, found))
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

    def _columns(self, heads: Sequence[Header], fits: Sequence[Fit]) -> dict[str, int]:
        fixed: dict[int, str] = {}
        for given, field in self.choices.columns.items():
            fixed[_column(given, heads, self.source.name)] = field_named(field)
        taken = assign([f for f in fits if f.field not in fixed.values()], fixed)
        taken.pop(NONE, None)
        return taken

    def _date(self, found: Findings) -> DateFormat | None:
        if self.choices.date:
            try:
                return date_format(self.choices.date)
            except KeyError:
                raise BadInput(
                    f"'{self.choices.date}' is no date format; use dmy/, mdy/, ymd- and the like."
                ) from None
        possible = found.date.possible if found.date else []
        return possible[0] if possible else None

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

    def _shape(self, known: Understanding, body: Sequence[Sequence[str]], found: Findings) -> Shape:
        columns = known.columns
        accounts = [c for places in known.account_from for c in places]
        if known.what != "orders" or "number" not in columns or found.repeats is None:
            return Shape(numbered="number" in columns)
        numbered = is_order_number(body, columns["number"], accounts[:1], columns.get("date"))
        child = continues(body, columns, accounts)
        if not numbered:
            self.notes.append(
                f"'{known.header_of('number')}' comes back for several customers, so it does not identify an order."
            )
            return Shape(numbered=False)
        if not found.repeats.in_a_row and not found.repeats.scattered and not child:
            return Shape()
        lines = self.choices.lines or money_level(body, columns, known.decimal)
        return Shape(lines=lines, continues=child)


def _decoded(head: bytes, encoding: Encoding) -> str:
    try:
        text = head.decode(encoding.name, "replace" if encoding.certain else "strict")
    except LookupError:
        raise BadInput(f"'{encoding.name}' is no encoding that is known.") from None
    except UnicodeDecodeError:
        text = head.decode(encoding.name, "replace")
    return text.removeprefix("\ufeff")


def _sample(text: str, layout: Layout, cut: bool) -> list[list[str]]:
    lines = text.splitlines(keepends=True)[layout.skip : _SAMPLE_ROWS * 3]
    if cut and len(lines) < _SAMPLE_ROWS * 3:
        lines = lines[:-1] or lines
    return parse(lines, layout.delimiter, layout.quoted)[: _SAMPLE_ROWS + 60]


def _split(sample: Sequence[list[str]], place: int, layout: Layout) -> tuple[list[Header], list[list[str]]]:
    width = len(sample[place]) if place >= 0 else max(len(row) for row in sample)
    heads = [header(c) for c in sample[place]] if place >= 0 else [header("") for _ in range(width)]
    body = [fitted(row, width) for row in sample[place + 1 :] if any(c.strip() for c in row)]
    return heads, body


def _column(given: str, heads: Sequence[Header], name: str) -> int:
    """Position of a column named by its header, `#3`, or its number."""
    said = given.strip()
    for place, head in enumerate(heads):
        if said == head.raw.strip() or said == column_name(tuple(heads), place):
            return place
    wanted = phrase(said)
    matching = [i for i, head in enumerate(heads) if wanted and phrase(head.raw) == wanted]
    if len(matching) == 1:
        return matching[0]
    digits = said.removeprefix("#")
    if digits.isdigit() and 1 <= int(digits) <= len(heads):
        return int(digits) - 1
    there = ", ".join(column_name(tuple(heads), i) for i in range(min(len(heads), 12)))
    raise BadInput(f"'{name}' has no column '{said[:40]}'; it has {there}.")


def _account_columns(columns: Mapping[str, int], fits: Sequence[Fit]) -> tuple[tuple[int, ...], ...]:
    chain: list[tuple[int, ...]] = []
    if "account" in columns:
        chain.append((columns["account"],))
    used = set(columns.values())
    chain += [(f.column,) for f in fits if f.field == "account" and f.score >= 58 and f.column not in used]
    if "first_name" in columns and "last_name" in columns:
        chain.append((columns["first_name"], columns["last_name"]))
    chain += [(columns[f],) for f in ("person", "last_name", "email") if f in columns]
    return tuple(dict.fromkeys(chain))


def _what(columns: Mapping[str, int], fits: Sequence[Fit], headed: bool) -> str:
    score = {f.field: f.score for f in reversed(fits) if columns.get(f.field) == f.column}
    priced = "quantity" in columns and "unit_price" in columns
    if "date" in columns and (score.get("amount", 0) >= (25 if headed else 18) or priced):
        return "orders"
    if score.get("amount", 0) >= SURE and (score.get("number", 0) >= SURE or "date" in columns):
        return "orders"
    if "date" in columns and score.get("number", 0) >= 60 and ("product" in columns or "quantity" in columns):
        return "orders"
    return "accounts" if "account" in columns or "account_id" in columns or "email" in columns else "orders"


def _deals(columns: Mapping[str, int], heads: Sequence[Header]) -> bool:
    said = {w for h in heads for w in h.phrase.split()}
    about = {
        "deal",
        "opportunity",
        "stage",
        "pipeline",
        "сделки",
        "сделка",
        "opportunita",
        "trattativa",
        "phase",
    }
    return "status" in columns and bool(said & about)


def _source_name(heads: Sequence[Header], columns: Mapping[str, int]) -> str:
    """A name that stays the same when columns are added or moved: made from the headers that matter."""
    named = "|".join(
        f"{f}={heads[columns[f]].phrase}" for f in ("account", "date", "amount", "number") if f in columns
    )
    return "books-" + blake2b(named.encode(), digest_size=2).hexdigest()


def _fingerprint(heads: Sequence[Header]) -> str:
    return blake2b("\x1f".join(h.phrase for h in heads).encode(), digest_size=8).hexdigest()


def _samples(known: Understanding) -> tuple:  # type: ignore[type-arg]
    shown = []
    if known.ready or known.date is not None or known.what == "accounts":
        for row in rows(replace(known, questions=())):
            if not isinstance(row, Skipped):
                shown.append(row)
            if len(shown) >= _SHOWN_SAMPLES:
                break
    return tuple(shown)


__all__ = ["Reading", "answer", "inspect", "revise"]
