"""Identity: a file gives the same keys again, a split or overlapping export never doubles, counts always add up."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from winback_tui.intake import ImportChoices, OrderBatch, OrderRow, Reading, Refusal, Skipped, inspect, rows
from winback_tui.intake.rows.repeats import Codes, Multiplicity, Repeats

Record = tuple[str, str, str, str]

numbered = st.lists(
    st.tuples(
        st.sampled_from(["Acme", "Globex GmbH", "Ромашка", "Beta & Co"]),
        st.dates().map(lambda d: d.replace(year=2025).isoformat()),
        st.integers(-9_999, 99_999).map(lambda n: f"{n / 100:.2f}"),
    ),
    min_size=1,
    max_size=40,
).map(lambda found: [(*record, f"N{n}") for n, record in enumerate(found)])


def file(records: list[Record], number: bool = True) -> bytes:
    text = io.StringIO()
    write = csv.writer(text)
    write.writerow(["Customer", "Order date", "Total", *(["Order number"] if number else [])])
    write.writerows(r if number else r[:3] for r in records)
    return text.getvalue().encode()


def contents(raw: bytes) -> dict[str, tuple[str, str, int, str]]:
    """Key -> what the order is; keys are unique within a file."""
    known = inspect(raw, name="made.csv", choices=ImportChoices(signs="kept"))
    found = [row for row in rows(known) if isinstance(row, OrderRow)]
    keyed = {row.key: (row.account.key, row.day, row.amount, row.kind) for row in found}
    assert len(keyed) == len(found)
    return keyed


@settings(max_examples=40, deadline=None)
@given(numbered, st.integers(1, 5), st.randoms(use_true_random=False))
def test_any_split_in_any_order_is_the_whole(
    records: list[Record], pieces: int, chance: random.Random
) -> None:
    whole = contents(file(records))
    shuffled = records[:]
    chance.shuffle(shuffled)
    together: dict[str, tuple[str, str, int, str]] = {}
    for start in range(pieces):
        if part := shuffled[start::pieces]:
            together |= contents(file(part))
    assert together == whole


@settings(max_examples=40, deadline=None)
@given(numbered, st.integers(0, 39), st.integers(0, 39), st.booleans())
def test_overlapping_exports_never_double(records: list[Record], one: int, other: int, number: bool) -> None:
    whole = contents(file(records, number))
    first, second = records[: one + 1], records[min(other, len(records) - 1) :]
    both = contents(file(first, number)) | contents(file(second, number))
    assert both.items() <= whole.items() or not number
    assert len(both) <= len(whole)


@settings(max_examples=40, deadline=None)
@given(numbered)
def test_the_same_file_twice_is_the_same_once_also_without_numbers(records: list[Record]) -> None:
    doubled = records + records[:3]
    first, again = contents(file(doubled, number=False)), contents(file(doubled, number=False))
    assert first == again
    assert len(first) == len(doubled), "identical rows of one file are sales of their own"


def test_two_equal_rows_are_two_sales_and_a_third_comes_beside_them() -> None:
    row = ("Acme", "2026-02-13", "5.00", "")
    two, three = contents(file([row] * 2, number=False)), contents(file([row] * 3, number=False))
    assert len(two) == 2
    assert two.items() < three.items()


def test_moved_and_added_columns_keep_the_keys() -> None:
    one = b"Customer,Order date,Total,Order number\nAcme,2026-02-13,5.00,7\n"
    other = b"Note;Order number;Total;Customer;Order date\nx;7;5,00;ACME Ltd;13.02.2026\n"
    assert contents(one) == contents(other)


def test_numbers_that_begin_anew_each_year_stay_apart() -> None:
    keys = contents(file([("Acme", "2025-02-13", "5.00", "1"), ("Acme", "2026-02-13", "6.00", "1")]))
    assert len(keys) == 2


def test_an_invoice_and_the_credit_note_of_its_number_stay_apart() -> None:
    text = b"Customer,Date,Type,Number,Amount\nAcme,2026-02-13,Invoice,12,100.00\n"
    text += b"Acme,2026-02-14,Credit note,12,40.00\n"
    assert sorted(order[2:] for order in contents(text).values()) == [(-4000, "credit"), (10000, "order")]


def test_lines_that_are_scattered_make_one_order_and_a_stranger_s_line_spoils_it() -> None:
    text = "Customer,Date,Number,Product,Amount\n" + "".join(
        f"Acme,2026-02-13,{n},p{place},{n}.00\nGlobex,2026-02-13,X{place},q,1.00\n"
        for place, n in enumerate((1, 2, 1, 3))
    )
    found = list(rows(inspect(text.encode(), name="made.csv")))
    sums = {r.number: r.amount for r in found if isinstance(r, OrderRow)}
    assert (sums["1"], sums["2"], sums["3"]) == (200, 200, 300)
    bad = text + "Stranger,2026-02-13,3,p,9.00\n"
    refused = [r for r in rows(inspect(bad.encode(), name="made.csv")) if isinstance(r, Refusal)]
    assert len(refused) == 2
    assert refused[0].reason == "number 3 belongs to two customers, in rows 8 and 10"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Acme", "Globex", "", "Total"]),
            st.sampled_from(["2026-02-13", "2026-02-31", "", "13.02.2026", "x"]),
            st.sampled_from(["5.00", "-3.00", "", "abc", "1,5"]),
            st.sampled_from(["1", "2", "3", ""]),
        ),
        max_size=30,
    )
)
def test_counts_always_add_up(records: list[Record]) -> None:
    records = [("Acme", "2026-02-14", "1.00", "99"), *records]
    known = inspect(file(records), name="made.csv")
    assume(known.ready)
    orders = refused = skipped = 0
    for batch in Reading(known):
        orders += len(batch.rows)
        refused += len(batch.refused)
        skipped += len(batch.skipped)
        assert _even(batch)
    assert orders + refused + skipped == sum(1 for r in records if any(r))


def _even(batch: OrderBatch) -> bool:
    columns = (
        batch.accounts,
        batch.keys,
        batch.numbers,
        batch.days,
        batch.amounts,
        batch.currencies,
        batch.kinds,
    )
    return {len(column) for column in columns} == {len(batch.rows)}


def test_what_is_not_an_order_is_kept_apart_with_its_reason() -> None:
    text = b"Customer,Date,Type,Amount\nAcme,2026-02-13,Invoice,5.00\nAcme,2026-02-14,Payment,-5.00\nTotal,,,0.00\n"
    skipped = [r for r in rows(inspect(text, name="made.csv")) if isinstance(r, Skipped)]
    assert [(r.row, r.reason) for r in skipped] == [(3, "a payment or booking, not a sale"), (4, "a total")]


@settings(max_examples=150)
@given(st.lists(st.integers(0, 200), max_size=200), st.integers(1, 7))
def test_repeated_numbers_are_found_exactly(values: list[int], size: int) -> None:
    for ordered in (values, sorted(values), sorted(values, reverse=True)):
        _repeats_are_found([f"{v:03}" for v in ordered], size)
        _repeats_are_found([str(v) for v in ordered], size)


def _repeats_are_found(numbers: list[str], size: int) -> None:
    repeats = Repeats(10)
    for start in range(0, len(numbers), size):
        repeats.add(numbers[start : start + size])
    for start in range(0, len(numbers), size):
        repeats.catch_up(numbers[start : start + size])
    blocks = [n for i, n in enumerate(numbers) if i == 0 or numbers[i - 1] != n]
    assert repeats.scattered == {n for n, times in Counter(blocks).items() if times > 1}
    assert bool(repeats.in_a_row) == (len(blocks) < len(numbers))


@settings(max_examples=150)
@given(st.lists(st.sampled_from("abcd"), max_size=60), st.integers(1, 7))
def test_equal_contents_are_counted_across_batches(values: list[str], size: int) -> None:
    counting, keys = Multiplicity(4), []
    for start in range(0, len(values), size):
        keys += counting.keys(values[start : start + size])
    seen: Counter[str] = Counter()
    for value, key in zip(values, keys, strict=True):
        seen[value] += 1
        assert key == (value if seen[value] == 1 else f"{value}#{seen[value]}")


def test_the_compact_table_grows_and_forgets_nothing() -> None:
    codes = Codes(1)
    values = [f"v{n}" for n in range(60_000)]
    assert codes.find_repeats(values) == []
    assert codes.find_repeats(values) == values
