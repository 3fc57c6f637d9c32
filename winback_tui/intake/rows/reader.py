"""The rows of an understood file: fast in batches for bulk import, one by one for everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

from winback_tui.domain.account.order import OrderKind
from winback_tui.domain.errors import NeedsHuman
from winback_tui.intake.interpret.converter import ColumnValues, Converter, skipped_reason
from winback_tui.intake.interpret.kinds.kind_words import OTHER
from winback_tui.intake.open.row_splitter import CellBlock
from winback_tui.intake.open.table import TextTable
from winback_tui.intake.understanding import Understanding

from .accounts import AccountBook
from .beginnings import FileBeginning, beginning_read
from .order_keys import content, number_key, number_keys
from .order_lines import NumberedLines, OrderAssembly, OrderLine
from .records import AccountRow, AccountSeen, OrderBatch, OrderRow, Refusal, Skipped
from .refusal_reasons import RefusalReasons
from .repeats import Multiplicity
from .row_stream import RowBatch, RowStream

_UNPAID = (
    OrderKind.CANCELLED.value,
    OrderKind.PENDING.value,
    OrderKind.QUOTE.value,
    OrderKind.UNCLEAR.value,
)


class Reading:
    """One pass over an understood file.

    Iterate to get `OrderBatch`es; `accounts` grows meanwhile and holds its final details at the end. Raises
    NeedsHuman when a question that must be answered is open, BadInput when the file breaks off.
    """

    def __init__(self, known: Understanding, after: FileBeginning | None = None) -> None:
        """`after`: a beginning of the file that is not read; see `beginnings`."""
        open_questions = [q.text for q in known.questions if q.must]
        if open_questions:
            raise NeedsHuman(
                f"'{known.name}': {open_questions[0]}", [o.text for q in known.questions for o in q.options]
            )
        self._known = known
        self._table = table_of(known)
        if after is not None:
            self._table.start = (after.size, after.next_row)
        self._stream = RowStream(known, self._table)
        self._exact = known.shape.lines != "one" and known.shape.numbered
        self._converter = Converter(known, self._exact)
        self._reasons = RefusalReasons(known, self._stream)
        self._numbered = known.shape.numbered and "number" in known.columns
        self._contents = Multiplicity(0 if self._numbered else known.rows)
        once = known.choices.repeats == "once" and not self._numbered
        self._whole_rows = Multiplicity(known.rows) if once else None
        self._any_without_number = False
        self._folder = OrderAssembly(known.repeated)

    @property
    def accounts(self) -> list[AccountSeen]:
        """The accounts named so far, at the positions that batches give."""
        return self._converter.book.accounts

    @property
    def cut_names(self) -> set[str]:
        """The names so far that were too long, as they are stored."""
        return self._converter.book.cut_names

    @property
    def twice(self) -> dict[int, int]:
        """Rows so far whose amount was added to an order although an earlier row says the same: row, earlier row."""
        return self._folder.twice if self._known.shape.lines == "sum" else {}

    @property
    def as_beginning(self) -> FileBeginning | None:
        """All of the file, once it has been read, as the beginning of a newer one; None where it cannot be that."""
        return None if self._any_without_number else beginning_read(self._known, self._table)

    @property
    def fraction(self) -> float:
        """How much of the file has been read, 0 to 1."""
        size = self._known.source_file.size
        return min(1.0, self._table.position / size) if size else 1.0

    def __iter__(self) -> Iterator[OrderBatch]:
        if self._known.what == "accounts":
            yield from self._account_batches()
        elif self._exact:
            yield from self._folded_batches()
        else:
            yield from self._plain_batches()

    def _account_batches(self) -> Iterator[OrderBatch]:
        for raw in self._stream:
            if not raw.block.count:
                yield OrderBatch(refused=raw.refused, skipped=raw.skipped)
                continue
            book: AccountBook = self._converter.book
            cells = raw.block.columns
            found = book.positions(cells)
            batch = OrderBatch(refused=raw.refused, skipped=raw.skipped)
            pairs = [(n, a) for n, a in zip(raw.numbers, found, strict=True) if a is not None]
            for n, a, row in zip(raw.numbers, found, raw.block.rows, strict=True):
                if a is None:
                    self._reasons.sort_in(n, row, self._reasons.no_account(row), raw)
            batch.rows = [n for n, _ in pairs]
            batch.accounts = [a for _, a in pairs]
            yield batch

    def _plain_batches(self) -> Iterator[OrderBatch]:
        for raw in self._stream:
            if self._whole_rows is not None:
                _leave_out_repeats(raw, self._whole_rows)
            if not raw.block.count:
                yield OrderBatch(refused=raw.refused, skipped=raw.skipped)
                continue
            cells = raw.block.columns
            values = self._converter.values(cells)
            numbers: Sequence[int] = raw.numbers
            if self._converter.troubled and values.troubled:
                numbers = self._sift(raw, values)
            yield self._batch(numbers, values, raw)

    def _sift(self, raw: RowBatch, values: ColumnValues) -> list[int]:
        """Move what cannot be imported to `raw.refused` and `raw.skipped`; returns the row numbers that stay."""
        keep: list[int] = []
        for place, number in enumerate(raw.numbers):
            reason = self._trouble(place, raw.block.rows[place], values)
            if reason is None:
                keep.append(place)
            elif skip := skipped_reason(values.kinds[place]):
                raw.skipped.append(Skipped(number, skip))
            else:
                self._reasons.sort_in(number, raw.block.rows[place], reason, raw)
        values.keep(keep)
        return [raw.numbers[p] for p in keep]

    def _trouble(self, place: int, row: Sequence[str], values: ColumnValues) -> str | None:
        """Why a row cannot be imported; None when it can. Blank amounts of what is not sold count as zero."""
        kind = values.kinds[place]
        if kind == OTHER:
            return skipped_reason(kind)
        if values.amounts[place] is None and kind in _UNPAID and self._reasons.blank("amount", row):
            values.amounts[place] = 0
        if values.accounts[place] is None:
            return self._reasons.no_account(row)
        for field, value in (("date", values.days[place]), ("amount", values.amounts[place])):
            if value is None:
                return self._reasons.why(field, row)
        if values.currencies[place] is None:
            return self._reasons.why("currency", row)
        return None

    def _batch(self, numbers: Sequence[int], values: ColumnValues, raw: RowBatch) -> OrderBatch:
        batch = OrderBatch(
            rows=numbers,
            accounts=values.accounts,  # type: ignore[arg-type]
            numbers=values.numbers,
            days=values.days,  # type: ignore[arg-type]
            amounts=values.amounts,
            currencies=values.currencies,  # type: ignore[arg-type]
            margins=values.margins,
            kinds=values.kinds,
            refused=raw.refused,
            skipped=raw.skipped,
        )
        batch.keys = self._keys(batch)
        return batch

    def _keys(self, batch: OrderBatch) -> list[str]:
        if self._numbered and "" not in batch.numbers:
            return number_keys(self._known.source, batch.numbers, batch.days, batch.kinds)
        self._any_without_number = True
        columns = zip(batch.accounts, batch.days, batch.amounts, batch.currencies, batch.kinds, strict=True)
        known = self.accounts
        contents = [content(known[a].key, day, amount, code, kind) for a, day, amount, code, kind in columns]
        if not self._numbered:
            return self._contents.keys(contents)
        bare = iter(
            self._contents.keys([c for c, number in zip(contents, batch.numbers, strict=True) if not number])
        )
        rows = zip(batch.numbers, batch.days, batch.kinds, strict=True)
        return [number_key(self._known.source, n, day, kind) if n else next(bare) for n, day, kind in rows]

    def _folded_batches(self) -> Iterator[OrderBatch]:
        for raw in self._stream:
            done: list[NumberedLines] = []
            for line in self._lines(raw) if raw.block.count else ():
                if complete := self._folder.add(line):
                    done.append(complete)
            yield self._orders(done, raw)
        yield self._orders(list(self._folder.rest()), RowBatch([], CellBlock([])))

    def _lines(self, raw: RowBatch) -> Iterable[OrderLine]:
        cells = raw.block.columns
        values = self._converter.values(cells)
        sound = not (self._converter.troubled and values.troubled)
        lines = map(
            OrderLine,
            raw.numbers,
            values.accounts,
            values.days,
            values.amounts,
            values.numbers,
            values.currencies,
            values.margins,
            values.kinds,
            map(hash, zip(*cells, strict=True)) if self._known.shape.lines == "distinct" else repeat(0),
        )
        return lines if sound else self._checked(raw, values, lines)

    def _checked(
        self, raw: RowBatch, values: ColumnValues, lines: Iterable[OrderLine]
    ) -> Iterator[OrderLine]:
        """The lines without those that are not sales, each bad one with its reason."""
        for place, line in enumerate(lines):
            row = raw.block.rows[place]
            if skip := skipped_reason(line.kind):
                raw.skipped.append(Skipped(line.row, skip))
                continue
            further = line.amount is None and line.number and line.day and self._reasons.blank("amount", row)
            if further and line.account is not None:
                line.bad = ""  # a line without money of its own, as after the first row of an order
            else:
                line.bad = self._trouble(place, row, values) or ""
                line.amount = values.amounts[place]
            if line.bad and self._stream.no_data(row):
                self._reasons.sort_in(line.row, row, line.bad, raw)
                continue
            line.day, line.currency = line.day or "", line.currency or ""
            yield line

    def _orders(self, done: Sequence[NumberedLines], raw: RowBatch) -> OrderBatch:
        batch = OrderBatch(refused=raw.refused, skipped=raw.skipped)
        orders: list[OrderLine] = []
        for folded in done:
            bad = folded.bad
            if (
                not bad
                and all(line.amount is None for line in folded.lines)
                and folded.lines[0].kind not in _UNPAID
            ):
                bad = "has no amount"
            if bad:
                raw.refused.extend(Refusal(row, bad) for row in folded.rows)
                continue
            rows_read = folded.rows
            if self._known.shape.own_states:
                folded.leave_out_cancelled()
            order = folded.merged(self._known.shape.lines, self._converter.minor)
            orders.append(order)
            left_out = set(rows_read) - set(folded.rows)
            why = "a cancelled line" if self._known.shape.own_states else f"order {order.number} again"
            raw.skipped.extend(Skipped(row, why) for row in sorted(left_out))
            if len(folded.lines) > 1:
                batch.lines[order.row] = folded.rows
                further = f"a further line of order {order.number}"
                raw.skipped.extend(Skipped(row, further) for row in folded.rows[1:])
        _fill(batch, orders)
        batch.keys = self._keys(batch)
        return batch


def _leave_out_repeats(raw: RowBatch, whole_rows: Multiplicity) -> None:
    """Move exact repeats of earlier rows to the skipped ones."""
    whole = ["\x1f".join(row) for row in raw.block.rows]
    first = [at for at, key in enumerate(whole_rows.keys(whole)) if key == whole[at]]
    if len(first) < len(whole):
        staying = set(first)
        raw.skipped += [
            Skipped(raw.numbers[at], "the same row again") for at in range(len(whole)) if at not in staying
        ]
        raw.numbers = [raw.numbers[at] for at in first]
        raw.block = CellBlock([raw.block.rows[at] for at in first])


def _fill(batch: OrderBatch, orders: Sequence[OrderLine]) -> None:
    batch.rows = [o.row for o in orders]
    batch.accounts = [o.account for o in orders if o.account is not None]
    batch.numbers = [o.number for o in orders]
    batch.days = [o.day for o in orders]
    batch.amounts = [o.amount for o in orders]
    batch.currencies = [o.currency for o in orders]
    batch.margins = [o.margin for o in orders]
    batch.kinds = [o.kind for o in orders]


def table_of(known: Understanding) -> TextTable:
    """The table of an understood file, from its start."""
    return TextTable(
        known.source_file, known.encoding.name, known.layout, bool(known.encoding.damaged), known.compound
    )


def rows(known: Understanding) -> Iterator[OrderRow | AccountRow | Refusal | Skipped]:
    """Everything in the file, one by one, about in its order."""
    reading = Reading(known)
    for batch in reading:
        yield from batch.skipped
        yield from batch.refused
        if known.what == "accounts":
            for row, account in zip(batch.rows, batch.accounts, strict=True):
                yield AccountRow(row, reading.accounts[account])
        else:
            yield from _order_rows(batch, reading.accounts)


def _order_rows(batch: OrderBatch, accounts: Sequence[AccountSeen]) -> Iterator[OrderRow]:
    columns: Any = zip(
        batch.rows,
        batch.accounts,
        batch.keys,
        batch.numbers,
        batch.days,
        batch.amounts,
        batch.currencies,
        batch.margins,
        batch.kinds,
        strict=True,
    )
    for row, account, key, number, day, amount, currency, margin, kind in columns:
        lines = batch.lines.get(row, (row,))
        yield OrderRow(row, lines, accounts[account], key, number, day, amount, currency, margin, kind)
