"""The pool assigned in bulk, and a testimonial kept, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

from tests.services.case_books import an_account, field, with_order
from tests.services.test_after_return import back
from tests.store.books import content, with_account
from tests.tui.piloting import drawn, open_app, piloted, until
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.pool import pool
from winback_tui.services.lists.listing import asked_for, numbers

OWNED_BY_DORA = "SELECT count(*) FROM account a JOIN rep r ON r.id = a.owner_id WHERE r.name = 'Dora'"


@piloted
async def test_marked_accounts_of_the_pool_are_assigned_in_one_act(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    lapsed, fresh = with_account(book, "Old [Friend]"), with_account(book, "Fresh")
    with_order(book, lapsed, "2025-01-10", 90_000)
    with_order(book, fresh, "2026-11-10")
    for each in (lapsed, fresh):
        edit_account(book, each, {"owner": "Ann"})
    assert sorted(numbers(book, asked_for("pool"))) == sorted(row.no for row in pool(book))
    before = content(book)
    app = open_app(book)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("6", "ctrl+p", *"assign to a rep")
        await until(pilot, lambda: "Open the pool first" in drawn(app))
        await pilot.press("escape", "ctrl+p", *"accounts of the pool", "enter")
        await until(pilot, lambda: "2 in the pool" in drawn(app) and "Fresh" not in drawn(app))
        await pilot.press("V", "ctrl+p", *"assign to a rep", "enter")
        await until(pilot, lambda: "2 accounts. Accounts that the rep lost are left out." in drawn(app))
        await pilot.press(*"Dora", "enter")
        await until(pilot, lambda: field(book, OWNED_BY_DORA) == 2)
        await until(pilot, lambda: "1 in the pool" in drawn(app))
        await pilot.press("u")
        await until(pilot, lambda: field(book, OWNED_BY_DORA) == 0)
        await until(pilot, lambda: "2 in the pool" in drawn(app))
    assert content(book) == before


@piloted
async def test_a_testimonial_is_kept_on_the_page_of_who_came_back(tmp_path: Path) -> None:
    book = back(tmp_path)
    with_account(book, "Zest")
    kept = "SELECT count(*) FROM testimonial"
    app = open_app(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", "enter")
        await until(pilot, lambda: "Time line" in drawn(app))
        await pilot.press("ctrl+p", *"keep a testimonial", "enter")
        await until(pilot, lambda: "Their words" in drawn(app))
        await pilot.press(*"They [b]listen", "f2")
        await until(pilot, lambda: field(book, kept) == 1)
        await until(pilot, lambda: "testimonial  They [b]listen" in drawn(app))
        await pilot.press("u")
        await until(pilot, lambda: field(book, kept) == 0)
        await until(pilot, lambda: "testimonial  They" not in drawn(app))
        await pilot.press("J")
        await until(pilot, lambda: "Zest" in drawn(app).splitlines()[0])
        await pilot.press("ctrl+p", *"keep a testimonial")
        await until(pilot, lambda: "They have not come back after a loss" in drawn(app))


@piloted
async def test_the_sheet_for_colleagues_is_copied_on_the_page_of_who_came_back(tmp_path: Path) -> None:
    book = back(tmp_path)
    with_account(book, "Zest")
    app = open_app(book)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("6", "enter")
        await until(pilot, lambda: "Time line" in drawn(app))
        await pilot.press("y")
        await until(pilot, lambda: "3 sheet for colleagues" in drawn(app))
        await pilot.press("3", "enter")
        await until(pilot, lambda: app.clipboard.startswith("HANDLE WITH CARE: Acme\nLost on 1 Oct 2026"))
        await pilot.press("J", "y")
        await until(pilot, lambda: "2 row" in drawn(app) and "Zest" in drawn(app).splitlines()[0])
        assert "sheet for colleagues" not in drawn(app)
