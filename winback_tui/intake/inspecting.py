"""From a file to an understanding of it: decode, cut, find the header, name the columns, check all rows, ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from winback_tui.domain.errors import BadInput

from . import asking, deals, mapping, shaping, sheet_choice
from .accounts import identifier
from .buyers import of_customers
from .choices import Choices
from .columns import claims
from .dates import DateReader
from .delimiter import Layout, layout_of
from .encodings import Encoding, encoding_of, survey
from .heading import header_row
from .kinds import KindWords
from .ledger import two_sides
from .opening import open_source
from .pivot import refuse_months_across
from .profile import Profile, profile
from .reading import rows
from .recast import recast_of
from .rows import Skipped
from .rules import RuleBook, merged
from .sampling import chosen, decoded, sample_rows, split
from .scanning import scan
from .settling import Settler
from .source import Source
from .systems import recognise
from .table import Table
from .understanding import Sample, Shape, Understanding
from .vocabulary import vocabulary
from .wording import header, phrase

_MOST_COLUMNS = 2_000
_LOOKED_AT = 400
_SHOWN_SAMPLES = 8

Progress = Callable[[int], None]


def inspect(
    place: Path | bytes,
    *,
    name: str | None = None,
    choices: Choices | None = None,
    currency: str = "",
    systems: Sequence[Path] = (),
    rules: RuleBook | None = None,
    progress: Progress | None = None,
) -> Understanding:
    """Understand a file of orders or accounts; `Path("-")` is standard input.

    `choices` are decisions that hold; `currency` is used where the file names none; `systems` are folders
    with the user's own system files; `rules` remembers earlier decisions. `progress` is told the bytes read
    of the one pass over all rows. Raises BadInput, with one sentence, for what is no table.
    """
    decided = choices or Choices()
    source = sheet_choice.best_sheet(open_source(place, name, decided.sheet), decided)
    return _Inspection(source, decided, currency, systems, rules, progress).understanding()


def answer(known: Understanding, question: str, value: str) -> Understanding:
    """The understanding after a question got its answer (an option's value); raises BadInput for an unknown one."""
    return revise(known, asking.decided(known, question, value))


def revise(known: Understanding, choices: Choices) -> Understanding:
    """The same file understood under other decisions."""
    fallback = known.currency if known.currency_from == "default" else ""
    source = sheet_choice.switched(known.source_file, choices.sheet)
    return _Inspection(source, choices, fallback, known.folders, None, None).understanding()


class _Inspection:
    def __init__(
        self,
        source: Source,
        choices: Choices,
        currency: str,
        folders: Sequence[Path],
        rules: RuleBook | None,
        progress: Progress | None,
    ) -> None:
        self.source = source
        self.choices = choices
        self.fallback = currency
        self.folders = tuple(folders)
        self.rules = rules
        self.progress = progress
        self.words = vocabulary()

    def understanding(self) -> Understanding:
        seen = survey(self.source)
        proven = encoding_of(seen)
        encoding = self._encoding(proven)
        text = decoded(seen.head, encoding)
        layout = layout_of(text, self.choices.delimiter or None)
        sample = sample_rows(text, layout, len(seen.head) < seen.size)
        self._check_width(max((len(row) for row in sample), default=0))
        languages = self.words.languages(header(c).phrase for row in sample[:30] for c in row if len(c) < 60)
        reader = DateReader(self.words.month_words(languages))
        if not self.choices.what:
            refuse_months_across(self.source.name, sample, reader)
        place = self._header_place(sample, layout, reader)
        heads, body = split(sample, place)
        fingerprint = mapping.fingerprint(heads, None if proven.certain else encoding)
        recast = recast_of(sample[: max(place, 0)], heads, body)
        if recast:
            heads, body = recast.headers(heads), [recast(row) for row in body]
        if self.rules and (remembered := self.rules.find(fingerprint)):
            self.rules, self.choices = None, merged(self.choices, remembered)
            return self.understanding()
        system = recognise(heads, self.folders)
        kinds = {**self.words.kind_words(languages), **(system.kinds if system else {})}
        kinds |= {phrase(w): k for w, k in self.choices.kinds.items()}
        profiles = self._profiles(len(heads), body, reader, kinds)
        fits = claims(heads[: len(profiles)], profiles, self.words)
        fixed = chosen(self.choices.columns, heads, self.source.name)
        columns = mapping.mapped(fixed, system, heads, fits, two_sides(heads, body))
        if not system and not {"account", "account_id"} & set(fixed.values()):
            columns = of_customers(columns, heads, fits, body)
        companies = mapping.company_columns(heads, profiles, fits, columns.get("account"))
        account_from = mapping.account_chain(columns, system, heads, fits, fixed, companies, profiles)
        what = self.choices.what or (
            system.what if system else mapping.what_it_is(columns, fits, fixed, profiles, place >= 0)
        )
        if what == "accounts":
            columns = mapping.for_accounts(columns, fits)
        words = KindWords(kinds)
        states = {words.told(row[columns["status"]]) for row in body} if "status" in columns else set()
        of_deals = deals.lists_deals(columns, heads, system, states)
        if of_deals and not system:
            columns = deals.of_deals(columns, heads)
        named = mapping.names_by_id(columns, body) if not account_from and what == "orders" else None
        if named is not None:
            columns = {field: c for field, c in columns.items() if c != named} | {"account": named}
            account_from = ((named,),)
        dates = deals.dates_of_deals(columns, system, heads, profiles, fixed.values()) if of_deals else ()
        if dates:
            columns["date"] = dates[0]
        table = Table(self.source, encoding.name, layout, bool(encoding.damaged), recast)
        below = place + 1 + layout.skip
        found = scan(table, below, len(heads), columns, dates[1:], reader, seen.lines, self.progress)
        if not found.rows:
            raise BadInput(
                f"'{self.source.name}' has a heading and no rows below it; export it with its rows."
            )
        settler = Settler(self.choices, system, found, mapping.named_account(columns, fits, fixed))
        known = Understanding(
            source_file=self.source,
            what=what,
            system=system.name if system else "",
            source=mapping.source_name(heads, columns, system, self.choices),
            encoding=encoding,
            layout=layout,
            recast=recast,
            header_row=below,
            headers=tuple(heads),
            columns=columns,
            account_from=account_from,
            title_column=columns.get("title") if of_deals else None,
            date_else=dates[1:],
            date=settler.date(),
            decimal=settler.decimal(),
            currency="",
            currency_from="",
            kinds=kinds,
            deals=of_deals,
            delivered=system.delivery(heads) if system else None,
            unknown_kinds=(),
            shape=Shape(),
            repeated=frozenset(map(identifier, found.repeats.scattered if found.repeats else ())),
            rows=found.rows,
            digest=seen.digest,
            fingerprint=fingerprint,
            choices=self.choices,
            languages=tuple(languages[:3]),
            months=reader.months,
            trap=system.trap if system else "",
            folders=self.folders,
            sure=frozenset(settler.sure),
            in_cents=settler.in_cents(columns, heads),
            all_cents="amount" in found.numbers and found.numbers["amount"].all_cents,
        )
        known = settler.with_kinds(settler.with_currency(known, self.fallback))
        known = settler.with_shape(known, body)
        known = asking.with_questions(known, found, body, fits, settler.notes)
        return known.with_samples(_samples(known))

    def _encoding(self, proven: Encoding) -> Encoding:
        told = self.choices.encoding
        if not told or (proven.certain and "encoding" in self.choices.remembered):
            return proven
        ranked = (proven.name, *proven.others)
        at = ranked.index(told) if told in ranked else -1
        others = (*ranked[at + 1 :], *ranked[: max(at, 0)])  # so that one after the other comes first
        return Encoding(told, True, () if proven.certain else others)

    def _check_width(self, width: int) -> None:
        if width < 2:
            raise BadInput(f"'{self.source.name}' holds no table: no rows with several columns were found.")
        if width > _MOST_COLUMNS:
            raise BadInput(
                f"'{self.source.name}' has {width} columns; that is no list of orders or accounts."
            )

    def _header_place(self, sample: Sequence[Sequence[str]], layout: Layout, reader: DateReader) -> int:
        if self.choices.header_row is not None:
            place = self.choices.header_row - 1 - layout.skip
            if place >= len(sample):
                raise BadInput(f"'{self.source.name}' has no header in row {self.choices.header_row}.")
            return place
        found = header_row(sample, self.words, reader)
        return -1 if found is None else found

    def _profiles(
        self, width: int, body: Sequence[Sequence[str]], reader: DateReader, kinds: dict[str, str]
    ) -> list[Profile]:
        telling = shaping.telling(body)
        return [profile([row[c] for row in telling], reader, kinds) for c in range(min(width, _LOOKED_AT))]


def _samples(known: Understanding) -> tuple[Sample, ...]:
    if known.what == "orders" and (known.date is None or not known.names_accounts):
        return ()
    readable = (row for row in rows(known.unasked()) if not isinstance(row, Skipped))
    return tuple(islice(readable, _SHOWN_SAMPLES))
