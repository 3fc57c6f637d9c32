"""Same facts, same day, same figures: however the facts came into the book, and however long one waits."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.errors import WinbackError
from winback_tui.domain.money.money import Money
from winback_tui.intake import inspect
from winback_tui.output.tables.whole_book import writer_of
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.merge import merge_accounts
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.export import export_book
from winback_tui.services.book.history import redo, undo
from winback_tui.services.book.import_export import import_book
from winback_tui.services.importing.import_file import import_file
from winback_tui.store.book import Book
from winback_tui.store.orders.data_day import kept_data_day
from winback_tui.store.summary.compose import COLUMNS

pytestmark = pytest.mark.thorough


TODAY = date(2026, 11, 24)
HEAD = "Date;Customer;Invoice no;Amount;Currency"


class Sale(NamedTuple):
    """One line of an export."""

    number: int
    customer: int
    ago: int
    amount: int

    @property
    def line(self) -> str:
        return (
            f"{TODAY - timedelta(days=self.ago)};Customer {self.customer};{self.number};{self.amount}.00;EUR"
        )


@st.composite
def sales(draw: st.DrawFn) -> list[Sale]:
    """A few customers, each with an order every so often, and some that fit no rhythm."""
    days: list[tuple[int, int]] = []
    for customer in range(draw(st.integers(2, 4))):
        gap, since, until = draw(st.integers(5, 60)), draw(st.integers(0, 90)), draw(st.integers(100, 700))
        days += [(customer, ago) for ago in range(since, until, gap)]
        days += [(customer, ago) for ago in draw(st.lists(st.integers(0, 700), max_size=3))]
    amounts = draw(st.lists(st.integers(1, 9_000), min_size=len(days), max_size=len(days)))
    return [
        Sale(number, customer, ago, amount)
        for number, ((customer, ago), amount) in enumerate(zip(days, amounts, strict=True), 1)
    ]


ACTS = st.tuples(
    st.sampled_from(["order", "order", "segment", "merge"]), st.integers(0, 3), st.integers(0, 500)
)


def did(book: Book, what: str, customer: int, number: int) -> bool:
    """Do one act; False where the rules refuse it, as where a further name of an account is merged again."""
    try:
        match what:
            case "order":
                day = TODAY - timedelta(days=number)
                enter_order(book, f"Customer {customer}", day, Money(77_700, "EUR"))
            case "large order":
                day = TODAY - timedelta(days=number)
                enter_order(book, f"Customer {customer}", day, Money(9_000_000, "EUR"))
            case "segment":
                edit_account(book, f"Customer {customer}", {"segment": f"Segment {number}"})
            case _:
                merge_accounts(book, f"Customer {customer}", f"Customer {(customer + 1) % 4}")
    except WinbackError:
        return False
    return True


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        yield Path(place)


def book_in(place: Path, name: str = "book") -> Book:
    return Book(place / f"{name}.db", fixed_clock(TODAY), "Ann")


def take(book: Book, lines: Sequence[Sale]) -> None:
    text = "\n".join([HEAD, *(sale.line for sale in lines)])
    import_file(book, inspect(text.encode(), name="orders.csv"))


def figures(book: Book) -> dict[str, dict[str, Any]]:
    """Everything that is known of each account by its name, but for the number that it has in this file."""
    with book.read() as connection:
        rows = connection.execute(
            f"SELECT name, {', '.join(f's.{column}' for column in COLUMNS[1:])}"
            " FROM account_summary s JOIN account ON no = account_no"
        )
        return {row[0]: dict(zip(COLUMNS[1:], row[1:], strict=True)) for row in rows}


def data_until(book: Book) -> date | None:
    with book.read() as connection:
        return kept_data_day(connection)


@settings(max_examples=3, deadline=None, phases=(Phase.generate,))
@given(sales(), st.randoms(use_true_random=False))
def test_the_same_orders_give_the_same_figures_by_whatever_way_they_came(
    lines: list[Sale], chance: Any
) -> None:
    with folder() as place:
        whole = book_in(place, "whole")
        take(whole, lines)
        expected = figures(whole)

        mixed = list(lines)
        chance.shuffle(mixed)
        cuts = sorted(chance.sample(range(len(mixed)), min(3, len(mixed))))
        pieces = [mixed[start:end] for start, end in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]
        pieces = [piece for piece in pieces if piece]
        pieced = book_in(place, "pieced")
        for piece in pieces:
            take(pieced, piece)
        assert figures(pieced) == expected

        if len(pieces) > 1:
            undo(pieced)
            figures(pieced)
            redo(pieced)
            assert figures(pieced) == expected

        export_book(pieced, place / "out.json", writer_of(place / "out.json"))
        brought = book_in(place, "brought")
        import_book(brought, place / "out.json")
        assert figures(brought) == expected


@settings(max_examples=5, deadline=None, phases=(Phase.generate,))
@given(sales(), st.lists(ACTS, min_size=1, max_size=4))
def test_acts_and_their_undoing_leave_what_is_computed_from_the_start(
    lines: list[Sale], acts: list[tuple[str, int, int]]
) -> None:
    with folder() as place:
        book = book_in(place)
        take(book, [*lines, *(Sale(9_000 + n, n, 100, 50) for n in range(4))])
        untouched = figures(book)
        done = [each for each in acts if did(book, *each)]
        with_acts = figures(book)
        export_book(book, place / "out.json", writer_of(place / "out.json"))
        brought = book_in(place, "brought")
        import_book(brought, place / "out.json")
        assert figures(brought) == with_acts
        for _ in done:
            undo(book)
        assert figures(book) == untouched


@pytest.mark.parametrize(
    ("what", "customer", "number"),
    [("order", 1, 200), ("order", 1, 1), ("large order", 3, 20), ("merge", 1, 0), ("merge", 3, 0)],
)
def test_one_act_gives_what_a_new_book_of_the_same_facts_gives(
    tmp_path: Path, what: str, customer: int, number: int
) -> None:
    """An order long ago teaches the model, a new one moves the data day, a large one the limits of the classes."""
    book = book_in(tmp_path)
    weekly = [Sale(n, n % 3, 20 + n * 7, 100 + n) for n in range(60)]
    take(book, [*weekly, *(Sale(9_000 + n, n, 100, 50) for n in range(4))])
    before = figures(book)
    assert did(book, what, customer, number)
    after = figures(book)
    moved = [name for name in before if name in after and before[name] != after[name]]
    assert set(moved) - {f"Customer {customer}"}, "the others are judged anew too"
    export_book(book, tmp_path / "out.json", writer_of(tmp_path / "out.json"))
    brought = book_in(tmp_path, "brought")
    import_book(brought, tmp_path / "out.json")
    assert figures(brought) == after


@settings(max_examples=5, deadline=None, phases=(Phase.generate,))
@given(sales(), st.lists(st.integers(1, 400), min_size=1, max_size=3))
def test_waiting_changes_no_figure(lines: list[Sale], days: list[int]) -> None:
    with folder() as place:
        book = book_in(place)
        take(book, lines)
        expected, until = figures(book), data_until(book)
        for later in days:
            waiting = replace(book, clock=fixed_clock(TODAY + timedelta(days=later)))
            assert figures(waiting) == expected
            assert data_until(waiting) == until
            assert figures(replace(book, as_of=TODAY + timedelta(days=later))) == expected


@settings(max_examples=5, deadline=None, phases=(Phase.generate,))
@given(st.integers(7, 60), st.integers(8, 20), st.lists(st.integers(1, 40), min_size=2, max_size=5))
def test_more_silence_never_means_less_risk(gap: int, orders: int, steps: list[int]) -> None:
    """Another customer's orders show day by day that the one who is late still has not ordered."""
    with folder() as place:
        book = book_in(place)
        last = 400
        take(
            book,
            [
                *(Sale(n, 0, last + gap * n, 500) for n in range(orders)),
                *(Sale(900 + n, 1, last + 10 * n, 5) for n in range(70)),
            ],
        )
        ago, before = last - 2 * gap, None
        for step in steps:
            enter_order(book, "Customer 1", TODAY - timedelta(days=ago), Money(500, "EUR"))
            now = figures(book)["Customer 0"]
            with book.read() as connection:
                month = connection.execute("SELECT value FROM derived WHERE name = 'fit_day'").fetchone()[0]
            if before is not None and before[0] == month:
                for chance in ("gone_90", "gone_180", "gone_own", "late_days"):
                    assert now[chance] >= before[1][chance]
            before = (month, now)
            ago -= step


def test_an_import_moves_the_data_day_on_and_its_undoing_moves_it_back(tmp_path: Path) -> None:
    daily = [Sale(n, n % 3, n, 100) for n in range(20, 200)]
    book = book_in(tmp_path)
    take(book, daily)
    assert data_until(book) == TODAY - timedelta(days=20)
    earlier = figures(book)
    take(book, [Sale(n, n % 3, n, 100) for n in range(1, 20)])
    assert data_until(book) == TODAY
    undo(book)
    assert (data_until(book), figures(book)) == (TODAY - timedelta(days=20), earlier)


def test_an_order_typed_by_hand_moves_the_data_day_on(tmp_path: Path) -> None:
    book = book_in(tmp_path)
    take(book, [Sale(n, n % 3, n, 100) for n in range(20, 200)])
    assert figures(book)["Customer 0"]["late_days"] == 0
    enter_order(book, "Customer 1", TODAY - timedelta(days=4), Money(100, "EUR"))
    assert data_until(book) == TODAY - timedelta(days=4)
    assert figures(book)["Customer 0"]["late_days"] == 21 - 4 - 3
    assert data_until(replace(book, as_of=TODAY - timedelta(days=10))) == TODAY - timedelta(days=10)


def test_a_past_day_is_looked_at_with_what_is_known_today(tmp_path: Path) -> None:
    """No order came on that day or just before it, but a later import shows that none was missing."""
    book = book_in(tmp_path)
    take(book, [Sale(n, n % 3, n, 100) for n in (*range(10), *range(40, 200))])
    assert data_until(replace(book, as_of=TODAY - timedelta(days=20))) == TODAY - timedelta(days=20)
