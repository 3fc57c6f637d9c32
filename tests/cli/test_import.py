"""What the command says of a file that it could not take as hoped."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter import Workbook

from tests.cli.runner import Ended, Winback

PAYMENTS = "Date,Customer,Type,Number,Amount\n" + "".join(
    f"2026-02-{day:02},Acme,Payment,{day},10.00\n" for day in range(1, 9)
)
NUMBERS_ONLY = "760,25,2009-11-06\n860,50,2012-09-28\n1200,25,2005-10-25\n760,50,2013-10-25\n"


def imported(winback: Winback, file: Path, text: str, *more: str) -> Ended:
    file.write_text(text, encoding="utf-8")
    return winback("import", str(file), "--yes", *more)


def test_a_file_without_a_single_sale_says_of_its_rows_what_they_are(
    tmp_path: Path, winback: Winback
) -> None:
    ended = imported(winback, tmp_path / "payments.csv", PAYMENTS)
    assert ended.code == 0
    assert "8 left out" in ended.err
    assert "Nothing in the file counts as an order: 8 booked as payments or other entries." in ended.err


def test_whoever_is_not_at_a_terminal_reads_how_to_answer_beforehand(
    tmp_path: Path, winback: Winback
) -> None:
    file = tmp_path / "numbers.csv"
    ended = imported(winback, file, NUMBERS_ONLY)
    assert ended.code == 4
    assert "--answer 'account=#1'" in ended.err
    ended = imported(winback, file, NUMBERS_ONLY, "--answer", "account=#1")
    assert ended.code == 0, ended.err
    assert "4 new; 3 customers new" in ended.err


def test_an_answer_about_the_sheet_counts_before_another_sheet_is_given_up(
    tmp_path: Path, winback: Winback
) -> None:
    file = tmp_path / "two.xlsx"
    with Workbook(file) as book:
        totals, orders = book.add_worksheet("Totals"), book.add_worksheet("Orders")
        for row in range(40):
            totals.write_row(row + 1, 0, [f"2026-02-{row % 27 + 1:02}", row * 10.5])
        totals.write_row(0, 0, ["Date", "Amount"])
        orders.write_row(0, 0, ["Customer", "Bought", "Paid"])
        for row in range(5):
            orders.write_row(row + 1, 0, ["Acme", f"2026-03-{row + 1:02}", row + 1.5])
    ended = winback("import", str(file), "--yes", "--answer", "sheet=Orders")
    assert ended.code == 0, ended.err
    assert "5 new; 1 customer new" in ended.err


def test_a_file_that_names_nobody_is_refused_in_one_sentence(tmp_path: Path, winback: Winback) -> None:
    ended = imported(winback, tmp_path / "sums.csv", "Date,Amount\n2026-01-31,100.50\n2026-02-28,120.00\n")
    assert ended.code == 2
    asked = "sums.csv: Which column names the customer? No column fits; --map 'COLUMN=FIELD' names one."
    assert asked in " ".join(ended.err.split())


def test_a_home_folder_that_nobody_has_is_a_path_like_any_other(winback: Winback) -> None:
    ended = winback("import", "~nobody-here/orders.csv")
    assert ended.code == 1 and "There is no file ~nobody-here/orders.csv" in ended.err
    ended = winback("--db", "~nobody-here/book.db", "list")
    assert ended.code == 3 and "There is no book at" in ended.err


def test_a_file_whose_every_row_is_refused_ends_with_a_failure(tmp_path: Path, winback: Winback) -> None:
    text = "Order No,Date,Customer,Amount\n" + "".join(f"{n},2026-02-{n},,5.00\n" for n in range(10, 20))
    ended = imported(winback, tmp_path / "nobody.csv", text, "--map", "Customer=account")
    assert ended.code == 1
    assert "10 refused" in ended.err


def test_refused_rows_that_cannot_be_written_do_not_hide_that_the_others_are_in(
    tmp_path: Path, winback: Winback
) -> None:
    text = "Customer,Date,Amount,Currency\nAcme,2026-02-03,5,EUR\nBeta,soon,6,EUR\n"
    (tmp_path / "there.csv").write_text("mine")
    ended = imported(winback, tmp_path / "odd.csv", text, "--refused", str(tmp_path / "there.csv"))
    assert (ended.code, (tmp_path / "there.csv").read_text()) == (2, "mine")
    assert "odd.csv imported: 1 order: 1 new, 1 refused" in ended.err.splitlines()[2]
    assert ended.err.splitlines()[-1].endswith("there.csv already exists; name another file.")


def test_the_report_counts_papers_and_nets_credits(tmp_path: Path, winback: Winback) -> None:
    text = (
        "Order No,Date,Customer,Item,Amount,Currency\n1,2026-02-03,Acme,Bolt,1000.00,EUR\n"
        "1,2026-02-03,Acme,Nut,500.50,EUR\n2,2026-02-04,Beta,Bolt,300.00,EUR\n3,2026-02-05,Acme,Nut,-100.25,EUR\n"
    )
    ended = imported(winback, tmp_path / "lines.csv", text)
    assert "2 orders and 1 credit note from 4 lines: 3 new; 2 customers new" in ended.err
    assert "Orders total 1,800.50 EUR, credits -100.25 EUR, net 1,700.25 EUR" in ended.err
    assert "2026-02            1,700.25 EUR" in ended.err


def test_what_is_unclear_stands_first(tmp_path: Path, winback: Winback) -> None:
    rows = "".join(f"Acme,2026-02-{day:02},5,Paid\n" for day in range(1, 21))
    text = f"Customer,Date,Amount,Status\n{rows}Beta,2026-02-13,6,Zorped\n"
    ended = imported(winback, tmp_path / "unclear.csv", text)
    said = ended.err.splitlines()
    at = next(place for place, line in enumerate(said) if " imported: " in line)
    assert said[at + 1].startswith("! 1 row of unclear state ('Zorped') count")
    assert "--answer 'kind:Zorped=order'" in said[at + 1]
    again = winback("import", str(tmp_path / "unclear.csv"), "--answer", "kind:Zorped=cancelled", "--yes")
    assert "20 orders and 1 cancelled order: 1 changed, 20 the same" in again.err


def test_earlier_months_are_counted_with_or_without_a_currency(tmp_path: Path, winback: Winback) -> None:
    days = [f"{year}-{month:02}-10" for year in (2024, 2025) for month in range(1, 13)]
    bare = "date,customer,amount\n" + "".join(f"{day},Acme,100.00\n" for day in days)
    assert "  and 12 earlier months; --json lists all" in imported(winback, tmp_path / "bare.csv", bare).err
    euro = "date,customer,amount\n" + "".join(f"{day},Beta,100.00 EUR\n" for day in days)
    assert (
        "  and 12 earlier months in EUR; --json lists all"
        in imported(winback, tmp_path / "eur.csv", euro).err
    )


def test_names_that_read_as_well_in_another_encoding_are_asked_about(
    tmp_path: Path, winback: Winback
) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes("Customer,Date,Total\nדוד אברהם,2026-01-01,100\n".encode("cp1255"))
    ended = winback("import", str(file), "--yes", "--currency", "EUR")
    assert ended.code == 4 and "In which encoding do the names look right?" in ended.err
    assert "דוד אברהם  (--answer 'encoding=cp1255')" in ended.err
    ended = winback("import", str(file), "--yes", "--currency", "EUR", "--answer", "encoding=cp1255")
    assert (ended.code, "1 customer new" in ended.err) == (0, True), ended.err
