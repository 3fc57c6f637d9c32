"""What an import tells: how far it is, what is worth a look, what was refused; and the same again next time."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.services.test_imports import SIMPLE, as_csv, orders, take
from tests.store.books import book_at, content
from winback_tui.domain.errors import BadInput
from winback_tui.intake import ImportChoices, inspect
from winback_tui.services.importing.import_file import import_file, taken_before
from winback_tui.services.importing.refused_rows import write_refused_rows
from winback_tui.services.importing.understand import own_systems, understand
from winback_tui.services.settings.choices import choose


class _Stopped(Exception):
    pass


@pytest.mark.parametrize("after", [0.0, 0.3, 0.59, 0.61, 0.7])
def test_whoever_stops_an_import_finds_the_book_as_it_was(after: float, tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take(book, SIMPLE)
    before = content(book)
    many = as_csv([(f"R-{n}", f"Firm {n % 300}", n % 400, "10.00") for n in range(6_000)])
    known = inspect(many, name="many.csv", choices=ImportChoices(source="books"))

    def progress(share: float, rows: int) -> None:
        assert 0.0 <= share <= 1.0
        if share >= after:
            raise _Stopped

    with pytest.raises(_Stopped):
        import_file(book, known, progress)
    assert content(book) == before
    assert import_file(book, known).new == 6_000


def test_the_bar_goes_on_after_the_last_row_was_read(tmp_path: Path) -> None:
    shares: list[float] = []
    many = as_csv([(f"R-{n}", f"Firm {n % 300}", n % 400, "10.00") for n in range(6_000)])
    import_file(book_at(tmp_path), inspect(many, name="many.csv"), lambda share, _: shares.append(share))
    assert shares == sorted(shares)
    assert sum(share > 0.6 for share in shares) > 3


def test_what_is_worth_a_look(tmp_path: Path) -> None:
    rows = [(f"R-{n}", "Acme", n * 7, "10.00") for n in range(30) if not 5 <= n <= 12]
    report = take(book_at(tmp_path), as_csv([*rows, ("R-99", "Acme", 212, "900.00")]))
    ends, gap, giant = report.warnings
    assert ends.startswith("The newest order in the file ") and "2025-08-06" in ends
    assert gap == "There are no orders in 2025-03."
    assert giant == "More than ten times the usual 10.00 EUR: 900.00 EUR in row 24."


def test_a_file_without_a_real_order_tells_that_too(tmp_path: Path) -> None:
    report = take(book_at(tmp_path), as_csv([("R-1", "Acme", 0, "-10.00")]))
    assert (report.new, dict(report.totals)) == (1, {})


@pytest.mark.parametrize(
    ("states", "says"),
    [
        (["paid", "pending", "cancelled", "pending"], "Not counted as orders: 2 pending, 1 cancelled."),
        (["pending", "pending"], "Nothing in the file counts as an order: 2 pending."),
        (["paid", "payment", "paid"], "Not counted as orders: 1 booked as payments or other entries."),
        (["paid", "sent"], ""),
    ],
)
def test_what_is_kept_without_being_an_order_is_said(states: list[str], says: str, tmp_path: Path) -> None:
    lines = [f"R-{n},Acme,2026-11-{n + 10},{n}.50,{state}" for n, state in enumerate(states)]
    report = take(book_at(tmp_path), "\n".join(["Number,Customer,Date,Total,Status", *lines]).encode())
    assert [each for each in report.warnings if "count" in each] == ([says] if says else [])


def test_the_same_file_tells_the_same_without_being_read(tmp_path: Path) -> None:
    book, file = book_at(tmp_path), tmp_path / "orders.csv"
    file.write_bytes(SIMPLE)
    known = inspect(file, choices=ImportChoices(source="books"))
    first = import_file(book, known)
    for again in (taken_before(book, file), import_file(book, known)):
        assert again is not None
        assert (again.new, again.same, again.accounts_matched) == (0, 3, 2)
        assert (again.encoding, again.delimiter, again.last_day) == ("utf-8", ",", first.last_day)
        assert (again.totals, again.months) == (first.totals, first.months)


def test_refused_rows_are_corrected_and_fill_in(tmp_path: Path) -> None:
    book, file = book_at(tmp_path), tmp_path / "orders.csv"
    file.write_bytes(SIMPLE + b"Gamma,2025-02-30,5,A-4,EUR\nDelta,2025-03-01,five,A-5,EUR\n")
    known = inspect(file)
    report = import_file(book, known)
    place, rows = write_refused_rows(known, report)
    assert (place.name, rows, report.refused) == ("orders-refused.csv", 2, 2)
    with pytest.raises(BadInput, match="already exists"):
        write_refused_rows(known, report)
    told = place.read_text("utf-8-sig")
    assert "'2025-02-30' is not a real date" in told
    place.write_text(told.replace("2025-02-30", "2025-02-28").replace("five", "5"), "utf-8")
    again = import_file(book, inspect(place))
    assert (again.new, again.same, again.refused) == (2, 0, 0)
    file.write_bytes(SIMPLE + b"Gamma,2025-02-28,5,A-4,EUR\nDelta,2025-03-01,5,A-5,EUR\n")
    whole = import_file(book, inspect(file))
    assert (whole.new, whole.same) == (0, 5)
    assert len(orders(book)) == 5


def test_a_system_of_the_users_own_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    own_systems().mkdir(parents=True)
    (own_systems() / "mill.toml").write_text(
        'name = "Our mill"\nsource = "mill"\nwhat = "orders"\nmatch = ["Wer", "Wann", "Wieviel"]\n'
        '[columns]\naccount = "Wer"\ndate = "Wann"\namount = "Wieviel"\n'
    )
    file = tmp_path / "mill.csv"
    file.write_text("Wer,Wann,Wieviel\nAcme,2026-02-03,10.00\n")
    assert understand(book_at(tmp_path), str(file)).system == "Our mill"


def test_several_currencies_stay_apart_until_rates_are_given(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    both = b"Customer,Date,Total,Currency\nAcme,2026-02-03,100.00,EUR\nGlobex,2026-03-04,200.00,USD\n"
    apart = import_file(book, inspect(both, name="both.csv"), dry_run=True)
    assert (dict(apart.totals), apart.together) == ({"EUR": 10_000, "USD": 20_000}, None)
    choose(book, "rates", "USD 0.90 EUR from 2026-03-01")
    joined = import_file(book, inspect(both, name="both.csv"))
    assert str(joined.together) == "280.00 EUR"
    assert "100.00 EUR (together 280.00 EUR)" in joined.sentence


def test_refused_rows_open_in_a_spreadsheet_as_text_and_come_back_as_they_were(tmp_path: Path) -> None:
    names = ["=HYPERLINK(1)", "+cmd", "-cmd|x", "@SUM(A1)", "＝1+1", "＋a", "－b", "＠c", "Plain"]
    file = tmp_path / "orders.csv"
    lines = [f'"{name}",31/02/2026,-5.00 EUR' for name in names]
    file.write_text("\n".join(["Customer,Date,Amount", *lines, "Beta,13/02/2026,7.00 EUR"]) + "\n", "utf-8")
    book = book_at(tmp_path)
    known = inspect(file)
    report = import_file(book, known)
    place, rows = write_refused_rows(known, report)
    assert rows == len(names)
    with place.open(encoding="utf-8-sig", newline="") as told:
        _, *written = csv.reader(told)
    assert [row[0] for row in written] == [*(f"'{name}" for name in names[:-1]), "Plain"]
    assert {row[2] for row in written} == {"-5.00 EUR"}, "a number with a sign computes nothing"
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(place.read_text("utf-8-sig").replace("31/02/2026", "21/02/2026"), "utf-8")
    again = import_file(book, inspect(corrected, choices=ImportChoices(signs="kept")))
    assert again.refused == 0
    named = {cell for row in content(book)["account"] for cell in row if isinstance(cell, str)}
    assert set(names) <= named
