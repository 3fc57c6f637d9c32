"""System files: those of the package are sound, a user's own goes before them, faults are named."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from winback_tui.domain.errors import BadInput
from winback_tui.intake import (
    ImportChoices,
    OddityWarnings,
    OrderBatch,
    OrderRow,
    Reading,
    Refusal,
    answer,
    inspect,
    rows,
)
from winback_tui.intake.recognise.headers import header
from winback_tui.intake.recognise.known_systems import _package, recognise, system_of
from winback_tui.intake.recognise.vocabulary import vocabulary

OWN = """
name = "Our till"
source = "till"
what = "orders"
match = ["Wer", "Wann", "Was"]
dates = "mdy"

[columns]
account = "Wer"
date = "Wann"
amount = "Was"
status = "Art"

[kinds]
"x" = "cancelled"
"""


def test_every_system_of_the_package_recognises_its_own_headers() -> None:
    assert len(_package()) >= 30
    for system in _package():
        assert system.what in ("orders", "accounts")
        heads = [header(h) for h in sorted(system.match | set(list(system.any)[:1]))]
        found = recognise(heads)
        assert found is not None
        assert system.match <= found.match | {h.phrase for h in heads}
        if system.what == "orders":
            assert {"date", "account"} <= system.columns.keys() | {"title"}


def test_money_that_a_known_system_calls_otherwise_is_found_by_its_header() -> None:
    head = "Invoice Number,Invoice Date,Due Date,Customer ID,Customer Name,Total Amount,Amount Paid,Invoice Status"
    row = "INV-1,2026-07-10,2026-08-09,C-7,Sani Umar,225000.0,25000.0,Issued"
    known = inspect(f"{head}\n{row}\n".encode(), name="list.csv")
    assert (known.system, known.questions) == ("Zoho Books invoices", ())
    assert [(order.day, order.amount) for order in rows(known) if isinstance(order, OrderRow)] == [
        ("2026-07-10", 22_500_000)
    ]


def test_what_a_shop_has_delivered_is_an_order_before_it_is_paid() -> None:
    head = "Name,Financial Status,Fulfillment Status,Cancelled at,Created at,Lineitem name,Billing Name,Total"
    told = [
        "paid,unfulfilled,",
        "pending,fulfilled,",
        "pending,partial,",
        "pending,unfulfilled,",
        "pending,,",
    ]
    told += ["voided,fulfilled,", "pending,fulfilled,2026-03-02 10:00:00 +0000"]
    lines = [f"#{n},{each},2026-03-01 10:00:00 +0000,Bolts,Ana,10.00" for n, each in enumerate(told)]
    known = inspect("\n".join([head, *lines]).encode(), name="o.csv")
    assert known.system == "Shopify orders"
    kinds = [order.kind for order in rows(known) if isinstance(order, OrderRow)]
    assert kinds == ["order", "order", "order", "pending", "pending", "cancelled", "cancelled"]


def test_a_users_own_system_goes_before_the_others(tmp_path: Path) -> None:
    (tmp_path / "till.toml").write_text(OWN)
    raw = b"Wer,Wann,Was,Art\nAcme,02/03/2026,5.00,\nGlobex,02/04/2026,6.00,x\n"
    known = inspect(raw, name="a.csv", systems=[tmp_path])
    assert (known.system, known.source, known.questions) == ("Our till", "till", ())
    orders = [r for r in rows(known) if isinstance(r, OrderRow)]
    assert [(o.day, o.kind) for o in orders] == [("2026-02-03", "order"), ("2026-02-04", "cancelled")]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("amount", "amuont"), "amuont"),
        (('"cancelled"', '"gone"'), "gone"),
        (('source = "till"\n', ""), "source"),
        (("match = [", "match = ("), "cannot be read"),
    ],
)
def test_a_fault_in_a_system_file_is_named(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    (tmp_path / "till.toml").write_text(OWN.replace(*change))
    with pytest.raises(BadInput, match=says) as told:
        inspect(b"a,b\n1,2\n", name="a.csv", systems=[tmp_path])
    assert "till.toml" in str(told.value)


def test_a_person_s_mapping_goes_before_a_system() -> None:
    raw = "Номер;Дата;Контрагент;СуммаДокумента;Плательщик\n1;05.02.2026;Ромашка;1,00;Банк\n".encode()
    known = inspect(
        raw, name="a.csv", choices=ImportChoices(columns={"Плательщик": "account", "Контрагент": "-"})
    )
    assert [r.account.name for r in rows(known) if isinstance(r, OrderRow)] == ["Банк"]


def test_columns_can_be_named_by_position_and_unknown_ones_are_refused() -> None:
    raw = b"a,b,c\nAcme,2026-02-13,5\n"
    known = inspect(
        raw, name="a.csv", choices=ImportChoices(columns={"#1": "customer", "2": "date", "c": "total"})
    )
    assert [r.amount for r in rows(known) if isinstance(r, OrderRow)] == [500]
    with pytest.raises(BadInput, match="no column 'd'; it has a, b, c"):
        inspect(raw, name="a.csv", choices=ImportChoices(columns={"d": "date"}))
    with pytest.raises(BadInput, match="is not a field"):
        inspect(raw, name="a.csv", choices=ImportChoices(columns={"a": "colour"}))


def test_every_language_teaches_the_essential_words() -> None:
    words = vocabulary()
    assert len(words.kinds) >= 15
    for lang in words.kinds:
        spoken = {f for h, langs in words.spoken_in.items() if lang in langs for f in words.exact[h]}
        assert {"account", "date", "amount", "number"} <= spoken, lang
        assert len(set(words.months[lang].values())) == 12, lang
        assert {"order", "credit", "cancelled"} <= set(words.kinds[lang].values()), lang


def test_system_of_needs_its_name() -> None:
    with pytest.raises(BadInput, match="lacks 'name'"):
        system_of("x.toml", {})


def test_what_is_odd_is_told() -> None:
    odd = OddityWarnings()
    amounts = [100_00 + n for n in range(40)] + [9_000_00]
    days = [f"2026-{1 + n % 2 * 2:02}-10" for n in range(41)]
    rows_, same = list(range(2, 43)), ["EUR"] * 41
    odd.add(OrderBatch(rows=rows_, amounts=amounts, days=days, currencies=same, kinds=["order"] * 41))
    assert odd.sentences(date(2026, 4, 9)) == [
        "The newest order in the file is dated 2026-03-10, 4 weeks ago.",
        "There are no orders in 2026-02.",
        "More than ten times the usual 100.20 EUR: 9000.00 EUR in row 42.",
    ]
    assert OddityWarnings().sentences(date(2026, 4, 9)) == []


def test_a_day_still_to_come_is_told_and_does_not_end_the_book() -> None:
    odd = OddityWarnings()
    odd.add(OrderBatch(rows=[2, 3, 4], amounts=[5, 5, 5], days=["2026-03-10", "2036-03-12", "2026-03-30"]))
    assert odd.sentences(date(2026, 4, 9)) == [
        "Some orders are dated in the future (2036-03-12 in row 3); they do not count until then.",
        "The newest order in the file is dated 2026-03-30, 10 days ago.",
    ]


def test_a_row_that_stands_there_twice_is_told_with_its_row() -> None:
    rows_ = [f"R{n};Kern;{1 + n % 28:02}.01.2026;{100 + n},50" for n in range(60)]
    raw = "\n".join(["Beleg;Kunde;Datum;Betrag", *rows_, rows_[9], "R11;Kern;12.01.2026;7,00", ""]).encode()
    reading = Reading(inspect(raw, name="a.csv", currency="EUR"))
    assert sum(len(batch.keys) for batch in reading) == 60
    assert reading.twice == {62: 11}
    (told,) = OddityWarnings().sentences(date(2026, 2, 1), reading.twice)
    assert told == "1 row appears twice, and its amount is counted twice: row 62 as row 11."


def test_a_status_that_nobody_knows_is_unclear_and_is_told() -> None:
    lines = "".join(f"A,2026-02-{day:02},5,Paid\n" for day in range(1, 21))
    known = inspect(f"Customer,Date,Amount,Status\n{lines}B,2026-02-14,5,Zorped\n".encode(), name="a.csv")
    assert any("'Zorped'" in note for note in known.notes)
    assert [(question.id, question.must) for question in known.questions] == [("kind:Zorped", False)]
    found = list(rows(known))
    assert not [r for r in found if isinstance(r, Refusal)]
    assert Counter(r.kind for r in found if isinstance(r, OrderRow)) == {"order": 20, "unclear": 1}
    told = list(rows(answer(known, "kind:Zorped", "cancelled")))
    assert Counter(r.kind for r in told if isinstance(r, OrderRow)) == {"order": 20, "cancelled": 1}


def test_a_status_that_decides_about_many_rows_is_asked_about() -> None:
    raw = b"Customer,Date,Amount,Status\nA,2026-02-13,5,Zorped\nB,2026-02-14,5,Paid\n"
    (question,) = inspect(raw, name="a.csv").questions
    assert (question.id, question.must) == ("kind:Zorped", True)


def test_a_guessed_encoding_is_shown_with_words_as_they_look() -> None:
    known = inspect("Kunde;Datum;Betrag\nMüller;13.02.2026;1,50\n".encode("cp1252"), name="a.csv")
    (question,) = known.questions
    assert question.options[0].text == "cp1252: Müller"
    assert not question.must
    assert len({option.text.split(": ")[1] for option in question.options}) == len(question.options)


def test_a_giant_is_told_of_in_a_file_of_any_length() -> None:
    """Of the many rows below the first ones a few are looked at, in steps that grow."""
    odd = OddityWarnings()
    for batch in range(400):
        amounts = [1_000 + row for row in range(100)]
        if batch == 399:
            amounts[50] = 900_000
        at = range(100 * batch, 100 * batch + 100)
        odd.add(
            OrderBatch(
                rows=at,
                days=["2026-04-08"] * 100,
                amounts=amounts,
                currencies=["EUR"] * 100,
                kinds=["order"] * 100,
            )
        )
    (told,) = odd.sentences(date(2026, 4, 9))
    assert told.endswith("9000.00 EUR in row 39950.")
