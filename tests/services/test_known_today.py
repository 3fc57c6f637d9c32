"""A past day that today's summaries say much of already is shown as if all orders had been read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.store.books import TODAY, book_at, with_account
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.merge import merge_accounts
from winback_tui.services.book.history import undo
from winback_tui.services.book.lookup import about_account
from winback_tui.store.book import Book
from winback_tui.store.file.open import connect_write
from winback_tui.store.orders.data_day import find_data_day
from winback_tui.store.summary.compose import COLUMNS
from winback_tui.store.summary.past import figures, known_today
from winback_tui.store.summary.scoring_context import read_context
from winback_tui.store.write import act

ACCOUNTS = 14
YEARLY, CURRENCY = COLUMNS.index("yearly_value"), COLUMNS.index("currency")


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the model of a day was known, and of how many accounts the value."""
    found: Counter[str] = Counter()
    model_of, values_of = known_today.known_model, known_today.known_values

    def model(*about: Any) -> Any:
        known = model_of(*about)
        found["models"] += known is not None
        return known

    def values(*about: Any) -> Any:
        known = values_of(*about)
        found["values"] += len(known)
        return known

    monkeypatch.setattr(figures, "known_model", model)
    monkeypatch.setattr(figures, "known_values", values)
    return found


def a_book(folder: Path, drawn: Random) -> Book:
    """Customers of three years: some stopped, some came lately, some changed the currency, some got credits."""
    book = book_at(folder, TODAY - timedelta(days=600))
    accounts = [with_account(book, f"Customer {number}") for number in range(ACCOUNTS)]
    with act(book, "order", "Three years of orders", accounts[0]) as transaction:
        for number in range(ACCOUNTS):
            first, last = drawn.choice([(1000, 0), (1000, 40), (900, 300), (300, 5), (20, 1), (700, 699)])
            changed = drawn.choice([0, 0, 0, 150, 500])
            ago = first
            while ago >= last:
                transaction.insert(
                    "sales_order",
                    key=f"{number}:{ago}",
                    account_no=number + 1,
                    day=(TODAY - timedelta(days=ago)).isoformat(),
                    amount=drawn.randrange(1_000, 90_000) * drawn.choice([1, 1, 1, 1, 20]),
                    currency="CHF" if ago > changed > 0 else "EUR",
                    kind=drawn.choice(["order"] * 6 + ["credit"]),
                )
                ago -= drawn.randrange(1, 60)
        transaction.touch_everything()
    return replace(book, clock=fixed_clock(TODAY))


def rows_as_of(book: Book, day: date, name: str = "") -> dict[int, tuple[Any, ...]]:
    """The figures as of this day: by a look at one account, or at all."""
    past = replace(book, as_of=day, _past={})
    with (about_account(past, name) if name else past).read() as connection:
        found = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM account_summary").fetchall()
        return {row[0]: tuple(row) for row in found}


def some_days(drawn: Random, number: int) -> list[date]:
    ago = [drawn.choice([drawn.randrange(1, 25), drawn.randrange(1, 500)]) for _ in range(number)]
    return [TODAY - timedelta(days=each) for each in ago]


def compare(book: Book, drawn: Random, days: list[date]) -> None:
    """Look at accounts as of some days; also that each value taken over is that of a look at all, to the cent."""
    for day in days:
        whole = rows_as_of(book, day)
        for number in drawn.sample(range(ACCOUNTS), 4):
            for no, row in rows_as_of(book, day, f"Customer {number}").items():
                assert row == whole[no], (day, number)
        past = replace(book, as_of=day, figures_of=frozenset(), _past={})
        with past.read() as connection:
            for no, currency, value in known_today.known_values(
                connection, day, find_data_day(connection, day)
            ):
                assert (currency, value) == (whole[no][CURRENCY], whole[no][YEARLY]), (day, no)


@pytest.mark.parametrize("seed", range(3))
def test_one_account_is_shown_as_by_a_look_at_all(tmp_path: Path, known: Counter[str], seed: int) -> None:
    drawn = Random(seed)
    book = a_book(tmp_path, drawn)
    with book.read():
        pass
    compare(book, drawn, some_days(drawn, 25))
    assert known["models"] >= 4 and known["values"] >= 20
    with act(book, "order", "Orders of today and tomorrow, a credit of today", "") as transaction:
        for number, (ahead, kind) in enumerate([(0, "order"), (1, "order"), (0, "credit"), (1, "credit")], 1):
            day = (TODAY + timedelta(days=ahead)).isoformat()
            transaction.insert(
                "sales_order",
                key=kind + day,
                account_no=number,
                day=day,
                amount=9_000,
                currency="EUR",
                kind=kind,
            )
        transaction.touch_everything()
    compare(book, drawn, some_days(drawn, 6))
    later = replace(book, clock=fixed_clock(TODAY + timedelta(days=2)))
    compare(later, drawn, [TODAY, TODAY + timedelta(days=1)])


@pytest.mark.parametrize(
    "change",
    ["", "segment", "merge", "an account undone", "a scoring is due", "another version", "another form"],
)
def test_what_does_not_hold_for_the_past_day_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: Counter[str], change: str
) -> None:
    book = a_book(tmp_path, Random(7))
    match change:
        case "an account undone":
            with_account(book, "Gone")
            undo(book)
        case "segment":
            edit_account(book, "Customer 1", {"segment": "makers"})
        case "merge":
            merge_accounts(book, "Customer 1", "Customer 2")
    with book.read():
        pass
    if change == "a scoring is due":
        with closing(connect_write(book.path)) as connection:
            connection.execute("INSERT INTO derived VALUES ('due', 'scores')")
    elif change == "another form":
        with closing(connect_write(book.path)) as connection:
            connection.execute("UPDATE derived SET value = '{}' WHERE name = 'model'")
    elif change == "another version":
        monkeypatch.setattr(known_today, "__version__", "0.0.9")
    day = TODAY - timedelta(days=3)
    whole, one = rows_as_of(book, day), rows_as_of(book, day, "Customer 4")
    assert one and all(whole[no] == row for no, row in one.items())
    assert (known["models"], known["values"] > 0) == (int(not change), not change)


def test_the_model_of_another_day_of_the_month_serves_again(tmp_path: Path, known: Counter[str]) -> None:
    book = a_book(tmp_path, Random(3))
    days = [date(2026, 8, day) for day in (9, 20, 30)]
    for day in days:
        whole = rows_as_of(book, day)
        assert all(whole[no] == row for no, row in rows_as_of(book, day, "Customer 4").items())
    assert known["models"] == 2


@pytest.mark.parametrize("seed", range(4))
def test_a_further_name_is_no_account_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: Counter[str], seed: int
) -> None:
    """Its orders count once, under the name that it belongs to: else the limits of the classes move."""
    book = a_book(tmp_path, Random(seed))
    long_ago = replace(book, clock=fixed_clock(TODAY - timedelta(days=500)))
    for name, other in (
        ("Customer 1", "Customer 2"),
        ("Customer 3", "Customer 4"),
        ("Customer 3", "Customer 5"),
    ):
        merge_accounts(long_ago, name, other)
    with book.read():
        pass

    def class_floors() -> Mapping[str, tuple[int, int]]:
        past = replace(book, as_of=TODAY - timedelta(days=3), _past={})
        with about_account(past, "Customer 6").read() as connection:
            context = read_context(connection)
        assert context is not None
        return context.class_floors

    with monkeypatch.context() as patched:
        patched.setattr(figures, "known_values", lambda *_: [])
        patched.setattr(figures, "keep_facts", lambda *_: None)
        whole = class_floors()
    assert class_floors() == whole
    assert known["values"] > 0
