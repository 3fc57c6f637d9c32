"""A book whose every free text is hostile: the services were told bad things, and a foreign program wrote worse."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

from tests.services.case_books import ORDERS, TODAY, a_lost_account
from tests.services.every_act import BAD, FIRST, OF_A_CASE
from tests.services.interview_books import a_chain, another_interview
from tests.services.ready_case import asked, on
from tests.store.books import with_account, with_orders
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.accounts.people import add_person
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.conditions import add_condition
from winback_tui.services.cases.fixes import add_fix
from winback_tui.services.cases.opening import assign_case, open_case
from winback_tui.services.contacts.complaints import log_complaint
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.contacts.promises import make_promise
from winback_tui.services.interviews.answers import keep_answer, keep_whys
from winback_tui.services.lists.overdue import USUAL
from winback_tui.services.lists.saved_filters import save_filter
from winback_tui.services.returns.testimonials import add_testimonial
from winback_tui.store.book import Book
from winback_tui.store.write import one_connection

MARKUP = "[/b][red]"
"""What every hostile text begins with: it is to be read on the screen as it stands."""
HOSTILE = (
    f"{MARKUP}\x1b[2J\x1b]0;mine\x07\x9b31m\u202e\u2066\u200f\u200b\ufeff\n\t東京精密工業 👩\u200d🔧 e\u0301"
    + "[@click=app.quit]"
    + "W" * 300
)
"""Markup, a screen wiped, a title, a bell, C1, text turned round, no width, lines, wide, joined, and without end."""
OBEYED = frozenset("\x1b\x07\x9b\u202e\u2066\u200f\ufeff\n\t\r")
"""Characters that no drawn line may hold."""

TEXTS = {
    "account": ("name", "segment", "phone", "email", "city", "note"),
    "act": ("sentence",),
    "activity": ("person", "outcome", "note"),
    "cause": ("text", "whom", "promise_broken"),
    "competitor": ("name", "note"),
    "complaint": ("text",),
    "condition": ("text", "beyond"),
    "decision": ("reason",),
    "fix": ("what",),
    "interview": ("person",),
    "loss_case": ("note", "closing_note"),
    "offer": ("note",),
    "override": ("reason",),
    "person": ("name", "role", "phone", "email", "note"),
    "plan": ("note",),
    "promise": ("text",),
    "rep": ("name", "email", "phone"),
    "sales_order": ("number", "note"),
    "segment": ("name",),
    "step": ("purpose",),
    "testimonial": ("text", "person"),
    "why_node": ("text",),
}
"""Every column that holds what somebody typed."""
ANSWERS = ("rep_reason", "own_changes", "refusal", "conditions", "human_who", "promise_broken", "promise")


def hostile_book(folder: Path) -> Book:
    """Acme, risen by a condition, with everything that a case can hold; Cord returned, Dorn lost twice, all hostile."""
    book = asked(a_lost_account(folder, today=FIRST)[0])
    with one_connection(book):
        _fill(book)
    _as_a_foreign_program_would(book.path)
    return on(book, TODAY)


def _fill(book: Book) -> None:
    for place, (name, work) in enumerate(OF_A_CASE, 1):
        if name != "close":
            day = FIRST + timedelta(days=place)
            work(on(book, day), day)
    book = on(book, TODAY)
    _more_of_acme(book)
    _others(book)


def _more_of_acme(book: Book) -> None:
    edit_account(book, "Acme", {"note": BAD, "segment": BAD, "city": BAD, "phone": BAD, "owner": "Ann"})
    add_person(book, "Acme", f"Ivo {BAD}", BAD, BAD, note=BAD)
    assign_case(book, "Acme", "Bob", f"Nobody else {BAD}")
    add_cause(book, "Acme", "quality", BAD, whom=BAD, competitor=f"Rival {BAD}")
    add_fix(book, "Acme", BAD, "quality", owner="Dora", due_on=TODAY)
    make_promise(book, "Acme", BAD, TODAY + timedelta(days=1))
    log_complaint(book, "Acme", BAD, 4)
    log_contact(book, "Acme", BAD, person=BAD, note=BAD, next_on=TODAY + timedelta(days=1), next_purpose=BAD)
    add_testimonial(book, "Acme", BAD, BAD)
    add_condition(book, "Acme", "delivery <= 3 days")


def _others(book: Book) -> None:
    save_filter(book, BAD, USUAL)
    for name, returned in (("Bolt", ()), ("Cord", ("2026-11-10",)), ("Dorn", ("2026-10-20",))):
        account = with_account(book, name)
        with_orders(book, account, ORDERS)
        if returned:
            open_case(book, name, date(2026, 10, 1), "Bob", "Carl", note=BAD)
        for day in returned:
            enter_order(book, name, date.fromisoformat(day), Money(5_000, "EUR"), number=BAD, note=BAD)
    open_case(book, "Dorn", date(2026, 11, 15), "Dora", "Carl", note=BAD)
    begun = another_interview(book, "Dorn", f"Eva {BAD}")
    for question in ANSWERS:
        keep_answer(book, begun, question, BAD)
    keep_whys(book, begun, "whys", a_chain(BAD, BAD, BAD, name="said"))


def _as_a_foreign_program_would(path: Path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        for table, columns in TEXTS.items():
            for column in columns:
                connection.execute(
                    f'UPDATE "{table}" SET "{column}" = ? || "{column}" WHERE "{column}" <> \'\'', (HOSTILE,)
                )
        connection.execute(
            f"UPDATE answer SET value = ? || value WHERE question IN ({', '.join('?' * len(ANSWERS))})",
            (HOSTILE, *ANSWERS),
        )
    connection.close()
