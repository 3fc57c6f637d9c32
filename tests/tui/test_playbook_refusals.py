"""What the playbook refuses is refused by the forms of the screen too: one sentence, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.services.case_books import TODAY, a_lost_account, an_account, field
from tests.services.ready_case import lost, ready
from tests.services.test_contacts_held import persistent
from tests.store.books import content
from tests.tui.piloting import drawn, open_app, piloted, until
from tests.tui.test_case_views import VIEWS
from winback_tui.services.cases.opening import close_case
from winback_tui.services.plans.plan_desk import plan_desk
from winback_tui.services.plans.steps import add_step
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.screens.base.dialog import Dialog
from winback_tui.tui.screens.case.close_dialog import CloseCaseDialog
from winback_tui.tui.screens.case.lead_dialog import LeadDialog
from winback_tui.tui.screens.case.open_dialog import OpenCaseDialog
from winback_tui.tui.screens.contact.move_dialog import MoveDialog
from winback_tui.tui.screens.contact.offer_dialog import OfferDialog

Made = Callable[[Book, CommandSubject], Dialog[Any]]


def knows_ann_keller(folder: Path) -> Book:
    book = lost(folder, "")
    add_step(book, "Acme", TODAY, "internal", "Count stock", owner="Ann Keller")
    return book


def closed(folder: Path) -> Book:
    book, _, _ = a_lost_account(folder)
    close_case(book, "Acme")
    return book


def moves_the_first_step(book: Book, subject: CommandSubject) -> Dialog[Any]:
    return MoveDialog(subject, plan_desk(book, "Acme").open_steps[0].step.id)


REFUSED: dict[str, tuple[Callable[[Path], Book], Made, Mapping[str, str], str]] = {
    "a short form of a known name": (
        knows_ann_keller,
        lambda _, subject: LeadDialog(subject),
        {"lead": "Ann K."},
        "one of these? Ann Keller.",
    ),
    "a written reason of three letters": (
        lost,
        lambda _, subject: LeadDialog(subject),
        {"lead": "Bob", "override": "ill"},
        "An override needs a written reason",
    ),
    "a second loss without an order between": (
        closed,
        lambda _, subject: OpenCaseDialog(subject),
        {"lost_on": "2026-11-10", "lost_by": "Bob"},
        "still the same loss",
    ),
    "an order of the very day": (
        lambda folder: an_account(folder)[0],
        lambda _, subject: OpenCaseDialog(subject),
        {"lost_on": "2026-09-07", "lost_by": "Bob"},
        "the day of the loss",
    ),
    "revised terms for a good payer": (
        ready,
        lambda _, subject: OfferDialog(subject),
        {"kind": "revised-terms", "text": "Prepayment"},
        "not marked as one",
    ),
    "closing a persistence plan": (persistent, lambda _, subject: CloseCaseDialog(subject), {}, "still open"),
    "moving beyond its span": (persistent, moves_the_first_step, {"on": "2027-12-01"}, "no later"),
}


def told(app: WinbackApp) -> str:
    """The words in the form, without what lies to its left and right."""
    parts = [line.split("│") for line in drawn(app).splitlines()]
    return " ".join(" ".join(max(part, key=len) for part in parts if len(part) > 2).split())


@pytest.mark.parametrize("case", REFUSED)
def test_the_form_refuses_and_writes_nothing(case: str, tmp_path: Path) -> None:
    make, dialog_of, typed, words = REFUSED[case]

    @piloted
    async def walk() -> None:
        book = make(tmp_path)
        before = content(book)
        app = open_app(book, views=VIEWS)
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await until(pilot, lambda: "Winback" in drawn(app))
            dialog = dialog_of(book, CommandSubject(str(field(book, "SELECT id FROM account")), "Acme"))
            await app.push_screen(dialog)
            await until(pilot, lambda: app.screen is dialog and bool(dialog._fields))
            fields = {each.field: each for each in dialog._fields}
            for name, text in typed.items():
                fields[name].text = text
            for _ in range(2):  # the first may only ask whether a name is right
                dialog.submit()
                await pilot.pause(0.05)
            await until(pilot, lambda: words in told(app))
            assert app.screen is dialog, "what was typed stays"
        assert content(book) == before

    walk()
