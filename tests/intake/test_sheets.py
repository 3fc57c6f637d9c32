"""Spreadsheets and packed files read like the text they hold."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from winback_tui.domain.errors import BadInput
from winback_tui.intake import OrderRow, answer, inspect, rows
from winback_tui.intake.open import spreadsheet_worker

CSV = "Customer,Date,Amount\nAcme,2026-02-13,5.00\n"


def workbook(path: Path, second: bool = True) -> Path:
    book = xlsxwriter.Workbook(str(path))
    notes = book.add_worksheet("Notes")
    notes.write_row(0, 0, ["Printed", "by hand"])
    sheet = book.add_worksheet("Umsatz") if second else notes
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["Umsätze 2026"])
    sheet.write_row(2, 0, ["Kunde", "Rechnungsdatum", "Betrag", "Rechnungsnr", "Bezahlt"])
    for n in range(4):
        sheet.write_string(3 + n, 0, f"Müller {n} GmbH")
        sheet.write_datetime(3 + n, 1, datetime(2026, 2, 3 + n), day)  # noqa: DTZ001
        sheet.write_number(3 + n, 2, 1000.125 + n)
        sheet.write_number(3 + n, 3, 1000 + n)
        sheet.write_boolean(3 + n, 4, True)
    book.close()
    return path


def orders(path: Path | bytes, name: str | None = None) -> list[tuple[str, str, int, str]]:
    found = rows(inspect(path, name=name))
    return [(r.account.name, r.day, r.amount, r.number) for r in found if isinstance(r, OrderRow)]


def test_a_workbook_gives_typed_days_and_amounts_from_the_sheet_with_the_orders(tmp_path: Path) -> None:
    path = workbook(tmp_path / "umsatz.xlsx")
    known = inspect(path)
    assert known.source_file.sheet == "Umsatz"
    assert [q.id for q in known.questions] == ["sheet"]
    assert known.ready
    assert orders(path)[0] == ("Müller 0 GmbH", "2026-02-03", 100013, "1000")
    assert len(orders(path)) == 4
    assert answer(known, "sheet", "Umsatz").questions == ()
    assert orders(path.read_bytes(), "umsatz.xlsx") == orders(path)


def ods_cell(kind: str, value: str, attributes: str = "") -> str:
    shown = f"<text:p>{value}</text:p>"
    if kind == "string":
        return f'<table:table-cell office:value-type="string"{attributes}>{shown}</table:table-cell>'
    name = "office:date-value" if kind == "date" else "office:value"
    return f'<table:table-cell office:value-type="{kind}" {name}="{value}"{attributes}>{shown}</table:table-cell>'


def open_document(path: Path, lines: list[list[str]], repeated: int = 1) -> Path:
    """A file whose last row stands for so many."""
    times = [1] * (len(lines) - 1) + [repeated]
    table = "".join(
        f'<table:table-row table:number-rows-repeated="{n}">{"".join(line)}</table:table-row>'
        for n, line in zip(times, lines, strict=True)
    )
    names = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{table}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def test_an_open_document_spreadsheet_is_read(tmp_path: Path) -> None:
    lines = [
        [ods_cell("string", h) for h in ("Customer", "Date", "Amount")],
        [ods_cell("string", "Ромашка ООД"), ods_cell("date", "2026-02-13"), ods_cell("float", "12.5")],
    ]
    path = open_document(tmp_path / "orders.ods", lines)
    assert orders(path) == [("Ромашка ООД", "2026-02-13", 1250, "")]


def test_cells_of_an_open_document_name_their_currencies(tmp_path: Path) -> None:
    wide = ' table:number-columns-repeated="2"'
    lines = [
        [ods_cell("string", h) for h in ("Customer", "City", "Place", "Date", "Amount")],
        *(
            [
                ods_cell("string", "North Mill"),
                ods_cell("string", "York", wide),
                ods_cell("date", f"2026-02-1{n}"),
                ods_cell("currency", str(100 + n), f' office:currency="{code}"'),
            ]
            for n, code in enumerate(("EUR", "USD", "EUR"))
        ),
    ]
    found = rows(inspect(open_document(tmp_path / "orders.ods", lines, repeated=2)))
    told = [(row.amount, row.currency) for row in found if isinstance(row, OrderRow)]
    assert told == [(10_000, "EUR"), (10_100, "USD"), (10_200, "EUR"), (10_200, "EUR")]


def test_gzip_and_an_archive_with_one_table_are_unpacked_on_the_way(tmp_path: Path) -> None:
    packed = tmp_path / "orders.csv.gz"
    packed.write_bytes(gzip.compress(CSV.encode()))
    archive = tmp_path / "orders.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("export/orders.csv", CSV)
        made.writestr("__MACOSX/._orders.csv", b"\0\0")
    assert orders(packed) == orders(archive) == [("Acme", "2026-02-13", 500, "")]
    assert inspect(packed).digest == inspect(archive).digest == inspect(CSV.encode()).digest


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CSV.encode())))
    known = inspect(Path("-"))
    assert known.name == "standard input"
    assert [r.amount for r in rows(known) if isinstance(r, OrderRow)] == [500]


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    from winback_tui.intake import ImportChoices

    with pytest.raises(BadInput, match="has no sheet 'Orders'; it has Notes, Umsatz"):
        inspect(workbook(tmp_path / "umsatz.xlsx"), choices=ImportChoices(sheet="Orders"))


@pytest.mark.parametrize("name", ["umsatz.xls", "umsatz.xlsb"])
def test_old_and_binary_workbooks_are_read(name: str) -> None:
    """1,190.00 and 238.50 sold, 119.00 given back."""
    assert orders(Path(__file__).parent / "sheets" / name) == [
        ("Müller GmbH", "2026-02-03", 119_000, "1041"),
        ("Ромашка ООД", "2026-02-14", 23_850, "1042"),
        ("Müller GmbH", "2026-02-20", -11_900, "1043"),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        "Jan,Feb,Mar",
        "Jan 26,Feb 26,Mar 26",
        "2026-01,2026-02,2026-03",
        "01.01.2026,01.02.2026,01.03.2026",
        "Januar,Februar,März",
    ],
)
def test_months_side_by_side_are_refused_with_what_to_export_instead(heads: str) -> None:
    from winback_tui.intake import ImportChoices

    raw = f"Customer,City,{heads},Total\nAcme,Ulm,10.00,0.00,5.50,15.50\nBeta,Bonn,,3.00,4.00,7.00\n".encode()
    with pytest.raises(BadInput, match=r"months side by side .* a row for each order"):
        inspect(raw, name="by-month.csv")
    assert inspect(raw, name="by-month.csv", choices=ImportChoices(what="accounts")).what == "accounts"


def test_a_page_saved_as_a_workbook_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "report.xls"
    page.write_text("<html><body><table><tr><td>Customer</td></tr></table></body></html>")
    with pytest.raises(BadInput, match="save it as CSV or XLSX"):
        inspect(page)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file that can be waited for without end")
def test_who_reads_a_spreadsheet_ends_with_whoever_asked_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless.xlsx")
    command = [
        sys.executable,
        "-I",
        spreadsheet_worker.__file__,
        str(tmp_path / "endless.xlsx"),
        str(tmp_path),
        "9",
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:
        try:
            assert child.stdin is not None
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(0.2)
            child.stdin.close()
            assert child.wait(20) == 1
        finally:
            child.kill()


@pytest.mark.parametrize(("above", "beside"), [(0, 0), (1, 0), (0, 2), (3, 1)])
def test_each_sum_has_the_row_and_the_currency_of_its_own_cell(
    above: int, beside: int, tmp_path: Path
) -> None:
    """Wherever the table begins in its sheet."""
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    formats = [book.add_format({"num_format": f"[${sign}] 0.00"}) for sign in ("EUR", "CHF")]
    sheet.write_row(above, beside, ["Customer", "Invoice No", "Date", "Amount"])
    for n in range(6):
        sheet.write_row(above + 1 + n, beside, ["Acme", f"R-{n}", f"2026-02-{n + 13}"])
        sheet.write_number(above + 1 + n, beside + 3, 10.25 + n, formats[n in (0, 3, 4)])
    book.close()
    known = inspect(path)
    found = [row for row in rows(known) if isinstance(row, OrderRow)]
    assert [row.currency for row in found] == ["CHF", "EUR", "EUR", "CHF", "CHF", "EUR"]
    assert known.header_row == above + 1 and [row.row for row in found] == [above + 2 + n for n in range(6)]
