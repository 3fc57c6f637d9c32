"""Names in forms: the known ones are offered while typing; the likely one waits for a key, and is never preset."""

from __future__ import annotations

from pathlib import Path

from tests.services.case_books import a_lost_account, an_account, field
from tests.tui.piloting import drawn, open_app, piloted, until
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.people import add_person
from winback_tui.store.book import Book
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.screens.case.open_dialog import OpenCaseDialog
from winback_tui.tui.screens.contact.contact_dialog import ContactDialog
from winback_tui.tui.widgets.form.field import names_hint

SIZE = (100, 36)
ACCOUNTS = [spec for spec in VIEWS if spec.id == "accounts"]


def without_case(folder: Path) -> Book:
    """Acme of Bob Young, without a case; Carl Adams works for us too."""
    book, _ = an_account(folder)
    edit_account(book, "Acme", {"owner": "Carl Adams"})
    edit_account(book, "Acme", {"owner": "Bob Young"})
    return book


@piloted
async def test_first_letters_name_a_colleague(tmp_path: Path) -> None:
    book = without_case(tmp_path)
    app = open_app(book, views=ACCOUNTS)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "▌  Acme" in drawn(app))
        await pilot.press("L")
        await until(pilot, lambda: isinstance(app.screen, OpenCaseDialog))
        await until(pilot, lambda: "→ fills in Bob Young" in drawn(app))
        await pilot.press("tab", "y")
        await until(pilot, lambda: "Bob Young" in drawn(app) and "→ fills in Bob Young" not in drawn(app))
        await pilot.press("tab", *"car", "enter")
        await until(pilot, lambda: not isinstance(app.screen, OpenCaseDialog))
    latest = (
        "SELECT rep.name FROM loss_case JOIN rep ON rep.id = {} WHERE closed_on IS NULL OR closed_on = ''"
    )
    assert field(book, latest.format("lost_by_id")) == "Bob Young"
    assert field(book, latest.format("responsible_id")) == "Carl Adams"


@piloted
async def test_the_right_arrow_takes_the_likely_name_and_nothing_else_does(tmp_path: Path) -> None:
    app = open_app(without_case(tmp_path), views=ACCOUNTS)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "▌  Acme" in drawn(app))
        await pilot.press("L")
        await until(pilot, lambda: isinstance(app.screen, OpenCaseDialog))
        await pilot.press("tab")
        lost_by = app.screen.query_one("#field-lost_by")
        assert lost_by.text == ""  # type: ignore[attr-defined]
        await pilot.press("right")
        assert lost_by.text == "Bob Young"  # type: ignore[attr-defined]


@piloted
async def test_whom_was_spoken_to_is_offered_and_a_new_name_stays(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    add_person(book, account, "Ana Silva")
    add_person(book, account, "Bo Lind")
    app = open_app(book, views=ACCOUNTS)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "▌  Acme" in drawn(app))
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ContactDialog))
        person = app.screen.query_one("#field-person")
        app.screen.set_focus(person.box)  # type: ignore[attr-defined]
        await pilot.press("s")
        await until(pilot, lambda: "→ fills in Ana Silva" in drawn(app))
        assert person.value() == "s"  # type: ignore[attr-defined]
        await pilot.press("right")
        assert person.value() == "Ana Silva"  # type: ignore[attr-defined]


def test_a_hint_names_as_many_as_stand_whole() -> None:
    assert names_hint(()) == ""
    assert names_hint(("Ann Keller", "Ben Osei")) == "Ann Keller, Ben Osei"
    assert names_hint(("Ann Keller", "Ben Osei", "Carla Ruiz")) == "Ann Keller, Ben Osei, …"
    assert names_hint(("A name of more than twenty-eight cells", "Ben")).endswith(", …")
