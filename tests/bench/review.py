"""`winback review --json` and the page of the review against bare programs: review [--accounts N --orders N]

The cases are made first: two thousand in a book of 100,000 accounts.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from winback_tui.domain.days.clock import fixed_clock
from winback_tui.output.review.panels.panels import panels
from winback_tui.services.review.review import reviews
from winback_tui.store.book import Book
from winback_tui.store.write import act

from .books import NOW, Sizes, asked, subject, winback
from .paired import Figure, ratio, run, told

CASES = 2_000
_REASONS = ("price", "delivery", "service", "quality", "better-terms")


def figures(sizes: Sizes, times: int) -> list[Figure]:
    """The command line and the page on a large book with cases."""
    path = sizes.book()
    book = Book(path, fixed_clock(date.fromisoformat(NOW[:10])), "Bench")
    add_cases(book, min(CASES, sizes.accounts // 10))
    run(winback(path, "list", "--limit", "20"), sizes.env)
    wall, cpu, ours = ratio(
        lambda: run(winback(path, "review", "--json"), sizes.env),
        lambda: run(subject("one_line")),
        times,
    )
    return [
        Figure("review --json / typer printing one line", wall, 4.0, 20.0, cpu),
        Figure("review --json", min(one.cpu for one in ours), 0.5, 2.0, unit="s"),
        Figure("page of the review", page_seconds(book, times), 0.3, 1.0, unit="s"),
    ]


def add_cases(book: Book, number: int) -> None:
    """So many cases with a cause each, unless the book has cases already."""
    with book.read() as connection:
        if connection.execute("SELECT 1 FROM loss_case LIMIT 1").fetchone():
            return
        ids = [
            row[0]
            for row in connection.execute(
                "SELECT a.id FROM account a JOIN account_summary s ON s.account_no = a.no"
                " WHERE s.order_days > 3 ORDER BY a.no LIMIT ?",
                (number,),
            )
        ]
    chooser = Random(1)
    with act(book, "demo", "Cases made up") as transaction:
        for account_id in ids:
            day = book.today - timedelta(days=chooser.randrange(720))
            case = transaction.insert(
                "loss_case", account_id=account_id, lost_on=day.isoformat(), opened_on=day.isoformat()
            )
            transaction.insert("cause", case_id=case, reason=chooser.choice(_REASONS))
        transaction.touch_everything()


def page_seconds(book: Book, times: int) -> float:
    """The least seconds of the processor for every figure of this year, as the screen asks for them, and its panels."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        for each in reviews(book):
            panels(each)
        spent.append(time.process_time() - start)
    return min(spent)


def main(arguments: Sequence[str]) -> int:
    """The command line; prints the table."""
    print(told(figures(*asked("review", __doc__, list(arguments)))))
    return 0
