"""A file is taken in by keys alone: pick, look, answer, take in, read the report, take it back."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Static

from screens.no_waiting import run_without_waiting
from tests.tui.piloting import drawn, toasts, until
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.intake import inspect
from winback_tui.services.importing.import_file import import_file
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.widgets.form.field import Field

if TYPE_CHECKING:
    from winback_tui.tui.screens.importing.preview import PreviewFile

GOOD = (
    "Customer,Date,Amount,Currency\nACME [/HQ],2026-02-03,10.50,EUR\n[red]x[/red],2026-02-13,20,EUR\n"
    "ACME [/HQ],2026-02-30,5,EUR\n"
)
OPEN = "Customer;Date;Amount\nAcme;03/02/2026;5\nBeta;04/02/2026;6\n"


def on_screen(app: WinbackApp) -> str:
    return "\n".join(str(each.render()) for each in app.screen.query(Static))


def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, keys: Callable[..., object]
) -> Book:
    files = folder / "files"
    files.mkdir()
    (files / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(files)
    book = Book(folder / "book.db", fixed_clock(date(2026, 11, 22)), "Ann", or_blank=True)

    async def session() -> None:
        app = WinbackApp(book)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await until(pilot, lambda: app.screen.query("WindowTable").first() is app.focused)
            await pilot.press("I")
            await until(pilot, lambda: type(app.screen).__name__ == "PickFile")
            await pilot.press("enter")
            await until(pilot, lambda: type(app.screen).__name__ == "PreviewFile" and on_screen(app) != "")
            await keys(app, pilot)  # type: ignore[misc]

    run_without_waiting(session(), 120)
    return book


def orders(book: Book) -> list[tuple[object, ...]]:
    with book.read() as connection:
        return [
            tuple(row)
            for row in connection.execute(
                "SELECT name, day, amount FROM sales_order JOIN account ON account.no = account_no ORDER BY day"
            )
        ]


def test_four_keys_take_a_file_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "2 new + 1 refused" in on_screen(app))
        assert "ACME [/HQ]" in on_screen(app) and "[red]x[/red]" in on_screen(app)
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "ReportScreen")
        assert "3 = 2 new + 1 refused" in on_screen(app)
        assert "30.50 EUR" in on_screen(app) and "row 4" in on_screen(app)
        await pilot.press("enter")
        await until(
            pilot, lambda: type(app.screen).__name__ not in ("ReportScreen", "PickFile", "PreviewFile")
        )

    book = run(tmp_path, monkeypatch, "orders.csv", GOOD, keys)
    assert orders(book) == [("ACME [/HQ]", "2026-02-03", 1050), ("[red]x[/red]", "2026-02-13", 2000)]


def test_undoing_a_whole_import_is_said_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "2 new + 1 refused" in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "ReportScreen")
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ != "ReportScreen")
        await pilot.press("u")
        await until(pilot, lambda: any(each.startswith("Undone: ") for each in toasts(app)))
        begun, done = [each.text for each in app.messages][-2:]
        assert begun == f"Undoing a whole import: {done.removeprefix('Undone: ')} …"

    assert orders(run(tmp_path, monkeypatch, "orders.csv", GOOD, keys)) == []


def test_an_open_question_holds_back_until_a_number_answers_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        assert "03/02/2026" in on_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert type(app.screen).__name__ == "PreviewFile"
        wanted = next(
            place
            for place, option in enumerate(app.screen.known.questions[0].options, 1)  # type: ignore[attr-defined]
            if option.value == "dmy/"
        )
        await pilot.press(str(wanted))
        await until(pilot, lambda: "Which currency are the amounts in?" in on_screen(app))
        await pilot.press("enter")
        await pilot.pause()
        assert type(app.screen).__name__ == "PreviewFile"
        await pilot.press("1")
        await until(pilot, lambda: "2026-02-03" in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "ReportScreen")

    book = run(tmp_path, monkeypatch, "dates.csv", OPEN, keys)
    assert [row[1] for row in orders(book)] == ["2026-02-03", "2026-02-04"]


def test_leaving_the_preview_takes_nothing_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await pilot.press("escape")
        await until(pilot, lambda: type(app.screen).__name__ == "PickFile")

    book = run(tmp_path, monkeypatch, "orders.csv", GOOD, keys)
    assert not book.exists()


TWINS = (
    "Customer,Number,Date,Amount,Currency\nNorth Mill Ltd,1,2026-02-03,10,EUR\nNorth Mil Ltd,2,2026-03-03,20,EUR\n"
    "Globex,3,2026-02-30,5,EUR\n"
)


def test_after_the_report_refused_rows_are_written_and_look_alikes_made_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "2 new + 1 refused" in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "ReportScreen")
        await pilot.press("w")
        await until(pilot, lambda: (tmp_path / "files" / "orders-refused.csv").exists())
        await pilot.press("t")
        await until(pilot, lambda: type(app.screen).__name__ == "TwinsScreen")
        await until(pilot, lambda: bool(getattr(app.screen, "table", None) and app.screen.table.row))  # type: ignore[attr-defined]
        await pilot.press("m")
        await until(pilot, lambda: app.screen.table.row is None)  # type: ignore[attr-defined]

    book = run(tmp_path, monkeypatch, "orders.csv", TWINS, keys)
    with book.read() as connection:
        joined = connection.execute("SELECT order_days FROM account_summary").fetchall()
    assert [row[0] for row in joined] == [2]
    assert "is not a real date" in (tmp_path / "files" / "orders-refused.csv").read_text("utf-8-sig")


def test_the_form_of_options_reads_the_file_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "2 new + 1 refused" in on_screen(app))
        await pilot.press("o")
        await until(pilot, lambda: type(app.screen).__name__ == "ReadingDialog")
        await pilot.press("down", "enter")
        await until(
            pilot, lambda: type(app.screen).__name__ == "PreviewFile" and "3 = 3 new" in on_screen(app)
        )

    run(tmp_path, monkeypatch, "orders.csv", TWINS, keys)


def test_a_path_typed_from_its_slash_is_found_though_the_slash_opened_the_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    elsewhere.write_text(GOOD, encoding="utf-8")

    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await pilot.press("escape")
        await until(pilot, lambda: type(app.screen).__name__ == "PickFile")
        await pilot.press("slash")
        await until(pilot, lambda: type(app.screen).__name__ == "PathDialog")
        await pilot.press(*("slash" if letter == "/" else letter for letter in str(elsewhere)[1:]), "enter")
        await until(pilot, lambda: type(app.screen).__name__ == "PreviewFile")
        await until(pilot, lambda: "2 new + 1 refused" in on_screen(app))

    run(tmp_path, monkeypatch, "orders.csv", GOOD, keys)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 1_000, "This cannot be opened: File name too long."),
        ("~nobody-here/orders.csv", "There is no such file."),
        ("a\x00b", "There is no such file."),
    ],
)
def test_a_path_that_no_file_can_have_is_said_at_its_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, said: str
) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await pilot.press("escape")
        await until(pilot, lambda: type(app.screen).__name__ == "PickFile")
        await pilot.press("slash")
        await until(pilot, lambda: type(app.screen).__name__ == "PathDialog")
        app.post_message(Paste(typed))
        await pilot.press("enter")
        await until(pilot, lambda: said in drawn(app))

    run(tmp_path, monkeypatch, "orders.csv", GOOD, keys)


def test_another_view_may_be_gone_to_from_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "2 new + 1 refused" in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "ReportScreen")
        await pilot.press("6")
        await until(pilot, lambda: "Accounts 2" in drawn(app))
        await pilot.press("1")
        await until(pilot, lambda: "Overdue" in drawn(app) and len(app.screen_stack) == 1)
        await pilot.pause()
        assert app.fault is None and app.is_running

    assert len(orders(run(tmp_path, monkeypatch, "orders.csv", GOOD, keys))) == 2


def test_the_report_sets_thousands_apart_and_keeps_every_cent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "2 = 2 new" in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Orders total 670,955.49 EUR" in " ".join(on_screen(app).split()))
        words = " ".join(on_screen(app).split())
        assert "2026-03 10.00 EUR" in words and "2026-02 670,945.49 EUR" in words

    large = "Customer,Date,Amount,Currency\nAcme,2026-02-03,670945.49,EUR\nBeta,2026-03-13,10,EUR\n"
    run(tmp_path, monkeypatch, "orders.csv", large, keys)


def test_looking_at_columns_changes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        before = cast("PreviewFile", app.screen).known.columns
        await pilot.press("m")
        await until(pilot, lambda: type(app.screen).__name__ == "ColumnDialog")
        told = []
        for _ in range(4):
            told.append([field.text for field in app.screen.query(Field)])
            await pilot.press("right")
            await pilot.pause()
        assert told == [
            ["Customer", "account"],
            ["Date", "date"],
            ["Amount", "amount"],
            ["Client email", "email"],
        ]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: type(app.screen).__name__ == "PreviewFile")
        assert cast("PreviewFile", app.screen).known.columns == before

    text = "Customer,Date,Amount,Client email\nAcme,2026-02-03,5,a@acme.example\nBeta,2026-02-13,6,b@beta.example\n"
    run(tmp_path, monkeypatch, "mail.csv", text, keys)


def test_what_is_unclear_stands_on_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "of unclear state" in on_screen(app))
        lines = on_screen(app).splitlines()
        at = next(place for place, line in enumerate(lines) if "of unclear state" in line)
        assert at < 16

    rows = "".join(f"Acme,2026-02-{day:02},5,Paid\n" for day in range(1, 21))
    run(
        tmp_path, monkeypatch, "s.csv", f"Customer,Date,Amount,Status\n{rows}Beta,2026-02-13,6,Zorped\n", keys
    )


def test_the_same_orders_again_are_asked_about_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book(tmp_path / "book.db", fixed_clock(date(2026, 11, 22)), "Ann", or_blank=True)
    first = "".join(f"{n},2026-03-{n:02},Acme,{n}.50\n" for n in range(1, 6))
    import_file(book, inspect(f"Order No,Date,Customer,Total\n{first}".encode(), name="orders.csv"))

    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "are they the same?" in on_screen(app))
        await pilot.press("1")
        await until(pilot, lambda: "5 already known" in on_screen(app))

    again = "".join(f"R-{n},2026-03-{n:02},Acme,{n}.50\n" for n in range(1, 6))
    run(tmp_path, monkeypatch, "again.csv", f"Invoice No,Date,Customer,Total\n{again}", keys)
    assert len(orders(book)) == 5


def test_a_book_without_a_currency_offers_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "Which currency are the amounts in?" in on_screen(app))
        await pilot.press("1")
        await until(pilot, lambda: "11.50 PLN" in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "ReportScreen")

    text = "Klient;Data;Kwota\nAcme;2026-02-03;5,00\nBeta;2026-02-13;6,50\n"
    book = run(tmp_path, monkeypatch, "kwoty.csv", text, keys)
    with book.read() as connection:
        assert {row[0] for row in connection.execute("SELECT currency FROM sales_order")} == {"PLN"}


def test_amounts_of_no_known_currency_are_taken_only_on_somebodys_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "not known, or another" in on_screen(app))
        await pilot.press("enter")
        await pilot.pause()
        assert type(app.screen).__name__ == "PreviewFile"
        known = app.screen.known  # type: ignore[attr-defined]
        await pilot.press(str(len(known.next_question.options)))
        await until(pilot, lambda: "Which currency" not in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "ReportScreen")

    book = run(tmp_path, monkeypatch, "sums.csv", "Customer,Date,Total\nAcme,2026-02-03,5.00\n", keys)
    with book.read() as connection:
        assert [row[0] for row in connection.execute("SELECT currency FROM sales_order")] == [""]


def test_a_currency_that_the_book_lends_the_file_is_named_with_the_way_to_change_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        assert "not in the file" not in on_screen(app), "this file names its currency"
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "ReportScreen")
        (tmp_path / "files" / "bare.csv").write_text("Customer,Date,Amount\nZeta,2026-03-14,7.50\n")
        await pilot.press("enter")
        await until(
            pilot, lambda: type(app.screen).__name__ not in ("ReportScreen", "PickFile", "PreviewFile")
        )
        await pilot.press("I")
        await until(pilot, lambda: type(app.screen).__name__ == "PickFile")
        await pilot.press("t")
        await pilot.press(*"bare.csv", "enter")
        said = "Currency EUR: not in the file, taken from your book; o changes it."
        await until(pilot, lambda: type(app.screen).__name__ == "PreviewFile" and said in on_screen(app))

    run(tmp_path, monkeypatch, "orders.csv", GOOD, keys)


def test_tables_of_orders_come_first_and_other_files_wait_behind_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    texts = {
        "notes.txt": "Call Ann\nBuy milk, bread and 3 pens\n",
        "customers.csv": "Customer,City\nAcme,Graz\nBeta,Wien\n",
        "orders.csv": GOOD,
    }
    for age, (name, text) in enumerate(texts.items()):
        (files / name).write_text(text, encoding="utf-8")
        os.utime(files / name, (1_700_000_000 - age, 1_700_000_000 - age))
    monkeypatch.chdir(files)
    monkeypatch.setenv("HOME", str(tmp_path))

    async def session() -> None:
        app = WinbackApp(Book(tmp_path / "book.db", fixed_clock(date(2026, 11, 22)), "Ann", or_blank=True))
        async with app.run_test(size=(100, 24)) as pilot:
            await pilot.press("I")
            await until(pilot, lambda: "1 other file hidden, x shows" in drawn(app))
            await until(pilot, lambda: "orders.csv" in drawn(app).splitlines()[2])
            assert "customers.csv" in drawn(app).splitlines()[3]
            assert "notes.txt" not in drawn(app)
            await pilot.press("x")
            await until(pilot, lambda: "notes.txt" in drawn(app))
            assert "something else" in drawn(app)

    run_without_waiting(session(), 120)
