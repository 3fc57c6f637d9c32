"""A file as understood: what `inspect` found, what was decided, and what is still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from .ask.choices import ImportChoices, ImportQuestion
from .interpret.dates import DateFormat
from .open.delimiter import TextLayout
from .open.encoding import Encoding
from .open.source import InputSource
from .recognise.columns.evidence import ColumnChoice
from .recognise.compound_cells import CompoundCells
from .recognise.headers import Header
from .rows.records import AccountRow, OrderRow, Refusal

Sample = OrderRow | AccountRow | Refusal


@dataclass(frozen=True, slots=True)
class TableShape:
    """How rows make orders.

    `lines`: `one` row an order, `sum` of the lines of a number, `distinct` (the
    same, where equal rows count once), `whole` (lines repeat the order's money), `head` or
    `tail` (the first or last row of a number is the total of the others).
    `groups`: the customer is in a row of its own above its orders; rows then get a cell more, with its name.
    `fill`: blank cells of these columns repeat the cell above. `continues`: a row without parent cells is a
    further line. `numbered`: the number identifies an order (else its content does). Of a ledger only rows
    whose `only_column` begins with one of `only_starts` are sales. `bracketed`: after each customer's name a
    count or code stands in brackets. `dated_totals`: totals carry a day, as `Total March` does. `own_states`: each line
    of an order has a state of its own, so that one may be cancelled and the others sold.
    """

    lines: str = "one"
    groups: bool = False
    fill: tuple[int, ...] = ()
    continues: bool = False
    numbered: bool = True
    only_column: int = 0
    only_starts: tuple[str, ...] = ()
    bracketed: bool = False
    dated_totals: bool = False
    own_states: bool = False


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything that is known about one file before its rows are imported.

    `what` is `orders` or `accounts`. `columns` maps field -> column position; `account_from` lists where the
    account's name comes from, first that is not blank, each a tuple of columns joined by a space; after
    them `title_column`, whose text names the account before a dash. `date_else` are columns whose day counts
    where the date column has none, as for a lost deal that was never won. `delivered` is a column of a known system,
    with the words in it for dispatched goods: such an order counts before it is paid.
    `codes` maps a field (`kind`, `status`) to the kinds of the codes in it, where its cells are codes of a known table.
    `signs` are what signs of several currencies, such as `$`, mean in this file.
    `listed_as` is the kind of all rows where title or headers say so, as in a list of quotes.
    `no_sales` is a title about purchases or payments.
    `marks` are (field, column): further columns that say what a row is.
    `fingerprint` names the layout (same headers, same fingerprint), `digest` the bytes. `rows` counts data
    rows that are not blank. `notes` are sentences about what was noticed. `sure` names the formats (`date`,
    `decimal`) that the rows or a person decided; others are defaults that no row contradicts. `in_cents` names
    fields that are written in minor units, `powers` those in thousands or millions, each with its power of ten.
    `weighed`: the evidence for and against each column's meaning. `all_cents`: every amount is
    written like 1250.50, which is quick to read.
    """

    source_file: InputSource
    what: str
    system: str
    source: str
    encoding: Encoding
    layout: TextLayout
    compound: CompoundCells | None
    header_row: int
    headers: tuple[Header, ...]
    columns: Mapping[str, int]
    account_from: tuple[tuple[int, ...], ...]
    title_column: int | None
    date_else: tuple[int, ...]
    date: DateFormat | None
    decimal: str
    currency: str
    currency_from: str
    signs: Mapping[str, str]
    kinds: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]
    marks: tuple[tuple[str, int], ...]
    listed_as: str
    no_sales: str
    deals: bool
    delivered: tuple[int, frozenset[str]] | None
    unknown_kinds: tuple[str, ...]
    shape: TableShape
    repeated: frozenset[str]
    rows: int
    digest: str
    fingerprint: str
    choices: ImportChoices
    languages: tuple[str, ...]
    months: Mapping[str, int]
    questions: tuple[ImportQuestion, ...] = ()
    notes: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()
    kinds_seen: Mapping[str, int] = field(default_factory=dict)
    trap: str = ""
    folders: tuple[Path, ...] = ()
    sure: frozenset[str] = frozenset()
    in_cents: frozenset[str] = frozenset()
    powers: Mapping[str, int] = field(default_factory=dict)
    weighed: Mapping[str, ColumnChoice] = field(default_factory=dict)
    all_cents: bool = False

    @property
    def name(self) -> str:
        """The file's name, for people."""
        return self.source_file.name

    @property
    def ready(self) -> bool:
        """Whether nothing that must be answered is open."""
        return not any(question.must for question in self.questions)

    @property
    def next_question(self) -> ImportQuestion | None:
        """The next question for a person: what must be answered, then the currency; None for none."""
        must = next((question for question in self.questions if question.must), None)
        return must or next((question for question in self.questions if question.id == "currency"), None)

    @property
    def unknown_sign(self) -> str:
        """A sign next to the amounts, such as `$`, whose currency is unknown; '' for none."""
        return next((sign for sign, code in self.signs.items() if not code), "")

    @property
    def names_accounts(self) -> bool:
        """Whether the rows name their customer."""
        return bool(self.account_from) or self.title_column is not None or "account_id" in self.columns

    def asking(self, question: ImportQuestion) -> Understanding:
        """The same with one more question, placed first."""
        return replace(self, questions=(question, *self.questions))

    def unasked(self) -> Understanding:
        """The same with the likeliest answers assumed: for previews, never for imports."""
        return replace(self, questions=())

    def with_samples(self, samples: tuple[Sample, ...]) -> Understanding:
        """The same with rows to show."""
        return replace(self, samples=samples)

    def meaning_of(self, column: str) -> str:
        """The field that a column holds, named as by `column_name`; '' for one that is not used."""
        for place in range(len(self.headers)):
            if column_name(self.headers, place) == column:
                held = next((name for name, at in self.columns.items() if at == place), "")
                is_name = any(place in places for places in self.account_from)
                return held or (
                    "account" if is_name else next((f for f, at in self.marks if at == place), "")
                )
        return ""

    def header_of(self, name: str) -> str:
        """The header of the column that a field comes from; '' when none does."""
        place = self.columns.get(name)
        return "" if place is None else column_name(self.headers, place)


def column_name(headers: tuple[Header, ...], place: int) -> str:
    """How a column is called in mappings and questions: its header, or `#3` when it has none of its own."""
    raw = headers[place].raw.strip() if place < len(headers) else ""
    alone = sum(1 for h in headers if h.raw.strip() == raw) == 1
    return raw if raw and alone else f"#{place + 1}"
