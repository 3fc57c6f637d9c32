"""What was decided is kept as readable TOML and found again: the second import asks nothing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import xlsxwriter

from winback_tui.domain.errors import BadInput, NeedsHuman
from winback_tui.intake import (
    ImportChoices,
    OrderRow,
    Reading,
    Refusal,
    RuleBook,
    answer,
    explain,
    inspect,
    revise,
    rows,
)
from winback_tui.intake.rows.refused_file import write_refused

OPEN = b"Customer,Date,Amount\nAcme,02/03/2026,1.50\nGlobex,04/03/2026,2.50\n"
LATER = b"Customer,Date,Amount\nAcme,05/03/2026,3.50\nGlobex,06/03/2026,4.50\n"


def days(known: object) -> list[str]:
    return [r.day for r in rows(known) if isinstance(r, OrderRow)]  # type: ignore[arg-type]


def test_an_answer_is_remembered_for_the_layout(tmp_path: Path) -> None:
    book = RuleBook(tmp_path / "rules")
    known = inspect(OPEN, name="a.csv", rules=book)
    assert [q.id for q in known.questions] == ["date"]
    with pytest.raises(NeedsHuman):
        list(Reading(known))
    known = answer(known, "date", "dmy/")
    file = book.keep(known)
    assert "dmy/" in file.read_text()
    again = inspect(LATER, name="b.csv", rules=book)
    assert again.questions == ()
    assert days(again) == ["2026-03-05", "2026-03-06"]
    assert again.source == known.source


def test_rows_that_say_otherwise_with_certainty_go_before_what_is_remembered(tmp_path: Path) -> None:
    book = RuleBook(tmp_path)
    book.keep(answer(inspect(OPEN, name="a.csv"), "date", "dmy/"))
    other = inspect(b"Customer,Date,Amount\nAcme,2026-03-05,3.50\n", name="b.csv", rules=book)
    assert days(other) == ["2026-03-05"]
    assert "no longer written as" in other.notes[0]


def test_a_default_that_no_row_decided_is_not_remembered(tmp_path: Path) -> None:
    book = RuleBook(tmp_path)
    book.keep(inspect(b"Customer,Date,Amount\nAcme,2026-03-05,350\n", name="a.csv"))
    later = inspect(
        b"Customer,Date,Amount\nAcme,2026-03-05,1.350\nAcme,2026-03-06,2.500\n", name="b.csv", rules=book
    )
    assert [q.id for q in later.questions] == ["decimal"]


def test_a_corrected_encoding_and_mapping_are_found_again_by_the_bytes_of_the_headers(tmp_path: Path) -> None:
    raw = "Kód,Zákazník,Dátum,Sůma\n1,Škoda,13.02.2026,5\n".encode("cp1250")
    book = RuleBook(tmp_path)
    columns = {"Zákazník": "account", "Dátum": "date", "Sůma": "amount"}
    known = inspect(
        raw, name="a.csv", choices=ImportChoices(encoding="cp1250", columns=columns, source="erp")
    )
    book.keep(known)
    again = inspect(raw.replace(b"13.02", b"14.02"), name="b.csv", rules=book)
    assert (again.encoding.name, again.source, again.questions) == ("cp1250", "erp", ())
    assert days(again) == ["2026-02-14"]


def test_a_persons_comments_stay_and_a_layout_is_kept_once(tmp_path: Path) -> None:
    book = RuleBook(tmp_path)
    known = answer(inspect(OPEN, name="a.csv"), "date", "dmy/")
    file = book.keep(known)
    file.write_text("# from the shop in Leeds\n" + file.read_text())
    book.keep(revise(known, ImportChoices(date="mdy/")))
    text = file.read_text()
    assert text.startswith("# from the shop in Leeds\n")
    assert [layout["date"] for layout in tomllib.loads(text)["layout"]] == ["mdy/"]


def test_a_single_rules_file_serves_any_headers(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        'source = "erp"\ndate = "mdy/"\n[columns]\nWer = "account"\nWann = "date"\nWas = "amount"\n'
    )
    known = inspect(b"Wer,Wann,Was\nAcme,02/03/2026,5\n", name="a.csv", rules=RuleBook(file))
    assert (known.source, days(known)) == ("erp", ["2026-02-03"])


def test_a_broken_rules_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("date = ")
    with pytest.raises(BadInput, match=r"bad\.toml"):
        inspect(OPEN, name="a.csv", rules=RuleBook(tmp_path))


def test_explain_says_what_was_understood_and_why() -> None:
    text = explain(inspect("Kunde;Datum;Betrag\nMüller;02/03/2026;1,50\n".encode("cp1252"), name="a.csv"))
    for said in (
        "a.csv",
        "semicolon",
        "cp1252",
        "Question: How are the dates",
        "dmy/: day/month",
    ):
        assert said in text
    assert re.search(r"Kunde +account +100 the header says so", text)


def test_explain_names_the_sheet_of_a_workbook_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Umsatz")
    for n, row in enumerate([["Customer", "Date", "Amount"], ["Acme", "2026-02-13", 5.0]]):
        sheet.write_row(n, 0, row)
    book.close()
    assert "Sheet      Umsatz" in explain(inspect(path))
    assert "Sheet" not in explain(inspect(OPEN, name="a.csv"))


def test_explain_says_which_columns_name_the_customer_where_several_do() -> None:
    lines = "Acme,,,2026-01-05,12.50\n,Ann,Lee,2026-01-06,13.50\nCosmo,Bob,Roe,2026-01-07,11.50\n"
    several = inspect(f"Company,First name,Last name,Date,Total\n{lines}".encode(), name="a.csv")
    assert "the customer's name: Company, else First name + Last name, else Last name" in explain(several)
    assert "the customer's name" not in explain(inspect(OPEN, name="a.csv"))


def test_refused_rows_are_written_corrected_and_fill_in(tmp_path: Path) -> None:
    lines = "".join(f"{n};Acme;{10 + n}.02.2026;{n},50\n" for n in range(1, 15))
    raw = f"Nr;Kunde;Datum;Betrag\n{lines}15;Globex;31.02.2026;7,50\n16;Globex;27.02.2026;abc\n".encode()
    known = inspect(raw, name="a.csv")
    found = list(rows(known))
    refused = [r for r in found if isinstance(r, Refusal)]
    target = tmp_path / "refused.csv"
    assert write_refused(known, refused, target) == 2
    text = target.read_text("utf-8-sig")
    assert text.splitlines()[0] == "Nr;Kunde;Datum;Betrag;Why it was refused"
    assert "not a real date" in text
    target.write_text(text.replace("31.02", "28.02").replace("abc", "8,50"), "utf-8-sig")
    fixed = inspect(target)
    assert (fixed.source, fixed.fingerprint) == (known.source, known.fingerprint)
    orders = [r for r in rows(fixed) if isinstance(r, OrderRow)]
    assert [(o.number, o.day, o.amount) for o in orders] == [
        ("15", "2026-02-28", 750),
        ("16", "2026-02-27", 850),
    ]
    assert not {o.key for o in orders} & {o.key for o in found if isinstance(o, OrderRow)}


def test_refused_rows_of_a_known_system_keep_its_source(tmp_path: Path) -> None:
    raw = "Номер;Дата;Контрагент;СуммаДокумента\n1;05.02.2026;Ромашка;1,00\n2;05.02.2026;Ромашка;x\n".encode()
    known = inspect(raw, name="a.csv")
    refused = [r for r in rows(known) if isinstance(r, Refusal)]
    write_refused(known, refused, tmp_path / "r.csv")
    assert inspect(tmp_path / "r.csv").source == "1c"
