"""On a new data day only accounts whose volume can have moved are read again, and none is missed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.services.team_book import ANN, account
from tests.store.books import book_at
from winback_tui.store.summary.compose import COLUMNS
from winback_tui.store.summary.refresh.volume_moves import volume_may_move
from winback_tui.store.summary.refresh.whole_book import recomputed
from winback_tui.store.write import act

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("seed", range(4))
def test_every_account_whose_volume_moves_is_among_them(seed: int, tmp_path: Path) -> None:
    chooser = Random(seed)
    book = book_at(tmp_path, TODAY)
    with act(book, "demo", "Made up") as transaction:
        transaction.insert("rep", id=ANN, name="Ann")
        account(transaction, "Clock", ANN, "", [TODAY - timedelta(days=60)], 100)
        for number in range(60):
            gap, first = chooser.choice([5, 9, 14, 30, 50, 80]), chooser.randrange(150, 1300)
            days, ago = [], first
            while ago > 62:
                days.append(TODAY - timedelta(days=ago))
                ago -= max(1, round(gap * chooser.uniform(0.5, 1.5)))
            ref = account(transaction, f"Acc {number}", ANN, "", days, 0)
            for day in days:
                shrink = 0.5 if (TODAY - day).days < chooser.randrange(80, 260) else 1
                transaction.run(
                    "UPDATE sales_order SET amount = ? WHERE account_no = ? AND day = ?",
                    (int(chooser.uniform(500, 1500) * shrink) + 1, ref.no, day.isoformat()),
                )
        transaction.touch_everything()
    moved = 0
    for back in (45, 33, 20, 0):
        with book.read() as connection:
            kept = dict(connection.execute("SELECT account_no, volume FROM account_summary"))
            before = date.fromisoformat(
                connection.execute("SELECT value FROM derived WHERE name = 'data_day'").fetchone()[0]
            )
            end = TODAY - timedelta(days=back)
            may = volume_may_move(connection, before, end)
        with act(book, "order", "A newer order") as transaction:
            number = transaction.run("SELECT no FROM account WHERE name = 'Clock'").fetchone()[0]
            transaction.insert(
                "sales_order",
                key=f"x:{back}",
                account_no=number,
                day=end.isoformat(),
                amount=100,
                currency="EUR",
            )
            transaction.touch_numbers([number])
        with book.read() as connection:
            now = {row[0]: row[COLUMNS.index("volume")] for row in recomputed(connection)}
            stored = dict(connection.execute("SELECT account_no, volume FROM account_summary"))
        assert stored == now
        changed = {no for no, volume in now.items() if volume != kept.get(no)}
        assert changed <= may | {number}
        moved += len(changed)
    assert moved > 5


@pytest.mark.parametrize(
    ("ago", "amount"), [(819, 650), (454, 600)], ids=["the norm", "the same days of last year"]
)
def test_a_credit_that_leaves_a_window_may_begin_a_fall(ago: int, amount: int, tmp_path: Path) -> None:
    book, before = book_at(tmp_path, TODAY), TODAY - timedelta(days=1)
    with act(book, "demo", "Made up") as transaction:
        transaction.insert("rep", id=ANN, name="Ann")
        clock = account(transaction, "Clock", ANN, "", [before], 100)
        days = [before - timedelta(days=2 + 10 * place) for place in range(130)]
        ref = account(transaction, "Acme", ANN, "", days, 1_000)
        transaction.run(
            "UPDATE sales_order SET amount = ? WHERE account_no = ? AND day > ?",
            (amount, ref.no, (before - timedelta(days=90)).isoformat()),
        )
        transaction.insert(
            "sales_order",
            key="credit",
            account_no=ref.no,
            day=(before - timedelta(days=ago)).isoformat(),
            amount=4_000,
            currency="EUR",
            kind="credit",
        )
        transaction.touch_everything()

    def volume() -> str:
        with book.read() as connection:
            found = dict(connection.execute("SELECT account_no, volume FROM account_summary"))
        return str(found[ref.no])

    assert volume() == ""
    with book.read() as connection:
        assert ref.no in volume_may_move(connection, before, TODAY)
    with act(book, "order", "A newer order") as transaction:
        transaction.insert(
            "sales_order", key="x", account_no=clock.no, day=TODAY.isoformat(), amount=100, currency="EUR"
        )
        transaction.touch_numbers([clock.no])
    assert volume()
