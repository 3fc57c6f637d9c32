"""Columns that look alike are told apart: customers from ledgers and sellers, orders from lists, money from money."""

from __future__ import annotations

from collections import Counter

import pytest

from winback_tui.domain.errors import BadInput
from winback_tui.intake import OrderRow, Reading, Skipped, Understanding, answer, inspect, rows
from winback_tui.intake.rows.totals import title_of

NAMES = ("Acme Ltd", "Baltic Timber", "Cosmo SA", "Delta Foods")


def understood(head: str, *lines: str) -> Understanding:
    return inspect("\n".join([head, *lines] if head else lines).encode(), name="f.csv")


def orders(known: Understanding) -> list[OrderRow]:
    return [row for row in rows(known) if isinstance(row, OrderRow)]


def customers(known: Understanding) -> dict[str, int]:
    return Counter(row.account.name for row in orders(known))


@pytest.mark.parametrize("head", ["Customer,Ship To Name", "Company,Name", "Account,Shop"])
def test_a_file_sorted_by_customer_keeps_its_customers(head: str) -> None:
    lines = [
        f"{n},2026-02-{n % 27 + 1:02},Acme Ltd,{('North', 'South')[n % 2]} plant,5.00" for n in range(700)
    ]
    lines += [f"{n},2026-02-{n % 27 + 1:02},Firm {n % 40},Depot,5.00" for n in range(700, 900)]
    known = understood(f"Invoice No,Date,{head},Amount", *lines)
    assert customers(known)["Acme Ltd"] == 700
    assert len(customers(known)) == 41


def test_our_own_firm_in_every_row_is_no_customer() -> None:
    lines = [
        f"Ours Ltd,{n},2026-02-{n % 27 + 1:02},{NAMES[n % 4]},{NAMES[n % 4]} Yard,5.00" for n in range(40)
    ]
    known = understood("Company,Invoice,Date,Bill-to,Ship-to,Amount", *lines)
    assert customers(known) == dict.fromkeys(NAMES, 10)


@pytest.mark.parametrize("head", ["Erlöskonto", "Sachkonto", "Compte comptable", "Konto"])
def test_a_ledgers_own_account_is_no_number_of_a_customer(head: str) -> None:
    lines = [f"{n};{n % 27 + 1:02}.01.2026;{NAMES[n % 4]};8400;{n + 1},00" for n in range(20)]
    assert customers(understood(f"Beleg;Datum;Kunde;{head};Betrag", *lines)) == dict.fromkeys(NAMES, 5)


def test_branches_under_one_customer_number_are_one_customer() -> None:
    lines = [f"{n},2026-01-{n % 27 + 1:02},{n % 2},Acme {n % 8} {n % 2},1.00" for n in range(40)]
    assert len(customers(understood("No,Date,Customer ID,Customer,Amount", *lines))) == 2


@pytest.mark.parametrize("head", ["Bill No,Bill Date,Vendor,Total", "Nr,Datum,Lieferant,Betrag"])
def test_of_a_list_of_sellers_the_customer_is_asked_for(head: str) -> None:
    known = understood(head, *(f"{n},2026-01-{n % 27 + 1:02},{NAMES[n % 4]},{n}.50" for n in range(20)))
    assert known.questions[0].id == "account"


def test_words_round_a_known_status_are_read_and_unknown_ones_told() -> None:
    states = [
        f"{word} - {who}" for word in ("Cancelled", "Paid") for who in ("Ann", "Ben", "Cid", "Dee", "Eve")
    ]
    lines = [f"{n},2026-02-{n % 27 + 1:02},{NAMES[n % 4]},{states[n % 10]},5.00" for n in range(60)]
    known = understood("Order ID,Order Date,Customer Name,Status,Sales", *lines)
    assert Counter(row.kind for row in orders(known)) == {"order": 30, "cancelled": 30}
    lines = [f"{n},2026-02-{n % 27 + 1:02},{NAMES[n % 4]},Zap {n % 10},5.00" for n in range(60)]
    known = understood("Order ID,Order Date,Customer Name,Status,Sales", *lines)
    assert known.notes[-1].endswith(
        "'Zap 7' and 2 more; these rows are kept as unclear and count for nothing."
    )
    assert [question.id for question in known.questions if question.must] == ["kinds"]
    assert {row.kind for row in orders(answer(known, "kinds", "order"))} == {"order"}


@pytest.mark.parametrize("head", ["", "Datum,Kunde,Vorfall,Betrag"])
def test_payments_are_set_aside_whatever_their_column_is_called(head: str) -> None:
    kinds = ("Invoice", "Invoice", "Payment")
    known = understood(
        head, *(f"2026-02-{n % 27 + 1:02},{NAMES[n % 4]},{kinds[n % 3]},{n}.50" for n in range(30))
    )
    assert len(orders(known)) == 20
    assert sum(isinstance(row, Skipped) for row in rows(known)) == 10


def test_how_an_order_was_paid_says_nothing_of_it() -> None:
    lines = [f"F-{n},{n % 27 + 1:02}/02/2026,{NAMES[n % 4]},virement,{n}.50" for n in range(13, 33)]
    assert len(orders(understood("Facture,Date facture,Client,Mode,Total", *lines))) == 20


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("Number,Name,Created,Status,City", "{n},Firm {n},2026-02-{d},active,Bath"),
        ("id,name,created_at,status,email", "{n},Firm {n},2026-02-{d},active,a{n}@firm.example"),
        ("ID,Company Name,Created At,Status,Email", "{n},Firm {n},2026-02-{d},active,a{n}@firm.example"),
        ("", "{n},Firm {n} Ltd,2026-02-{d},Bath"),
    ],
)
def test_a_list_of_customers_is_none_of_orders(head: str, line: str) -> None:
    known = understood(head, *(line.format(n=1000 + n, d=f"{n % 27 + 1:02}") for n in range(40)))
    assert (known.what, known.questions) == ("accounts", ())


@pytest.mark.parametrize(
    "head", ["account,date", "cust,date", "customer_id,order date", "order no,customer,date", ""]
)
def test_customers_and_days_alone_are_orders_without_money(head: str) -> None:
    numbered = head.startswith("order no")
    lines = [f"{f'R{n},' * numbered}{NAMES[n % 4]},2026-02-{n % 27 + 1:02}" for n in range(40)]
    known = understood(head, *lines)
    assert (known.what, known.questions) == ("orders", ())
    assert sorted(customers(known).values()) == [10] * 4
    assert known.notes == ("No column has amounts, so only the dates of the orders count.",)


def test_a_log_of_visits_is_asked_about() -> None:
    lines = [f"{NAMES[n % 4]},2026-02-{n % 27 + 1:02},Ann,Spoke about prices" for n in range(40)]
    assert understood("Company,Date,Owner,Subject", *lines).what == "accounts"


def test_quantity_times_price_goes_before_money_that_a_known_system_does_not_name() -> None:
    head = "ContactName,InvoiceNumber,InvoiceDate,Quantity,UnitAmount,Description,Line Total"
    lines = ["Acme,INV-1,03/02/2026,1,10,Bolts,10.00", "Acme,INV-1,03/02/2026,3,10,Nuts,30.00"]
    known = understood(head, *lines, "Cosmo,INV-2,14/02/2026,2,10,Bolts,20.00")
    assert [row.amount for row in orders(known)] == [4_000, 2_000]


def test_an_invoice_that_awaits_its_payment_was_sold() -> None:
    head = "ContactName,InvoiceNumber,InvoiceDate,Total,UnitAmount,Type,Status"
    states = ("Paid", "Awaiting Payment", "Draft", "Voided")
    lines = [
        f"Acme,INV-{n},{n + 13}/02/2026,120.00,120,Sales invoice,{state}" for n, state in enumerate(states)
    ]
    assert [row.kind for row in orders(understood(head, *lines))] == [
        "order",
        "order",
        "pending",
        "cancelled",
    ]


@pytest.mark.parametrize("head", ["totalCents", "amount_cents", "Amount (cents)"])
def test_cents_are_cents(head: str) -> None:
    lines = [f"{n},2026-02-{n % 27 + 1:02},{NAMES[n % 4]},{2_000 + n},EUR" for n in range(20)]
    assert [row.amount for row in orders(understood(f"Order ID,Date,Customer,{head},Currency", *lines))][
        :2
    ] == [
        2_000,
        2_001,
    ]


def test_a_header_that_mentions_cents_above_decimals_means_whole_money() -> None:
    lines = [f"{n};2026-02-{n % 27 + 1:02};{NAMES[n % 4]};{n + 10},50" for n in range(20)]
    assert orders(understood("Nr;Datum;Kunde;Betrag (Euro, Cent)", *lines))[0].amount == 1_050


def test_a_number_gets_its_name_as_soon_as_a_row_tells_it() -> None:
    lines = [
        "1,77,NULL,2026-01-05,100.00",
        "2,77,The Corner Shop,2026-02-05,120.00",
        "3,78,Acme,2026-02-06,1.00",
    ]
    known = understood("order_id,customer_id,customer_name,order_date,total", *lines)
    assert customers(known) == {"The Corner Shop": 2, "Acme": 1}


def test_codes_of_an_audit_trail_are_known() -> None:
    head = "No,Type,Account,Nominal,Dept,Details,Date,Ref,Net,Tax,T/C,Name"
    lines = [
        "1,SI,PINE01,4000,0,Goods Sold,08/01/2026,1000,641.96,128.39,T1,Pine & Sons",
        "2,SR,PINE01,1200,0,Sales Receipt,28/01/2026,BACS,770.35,0.00,T9,Pine & Sons",
        "3,SC,LIND01,4000,0,Returned goods,21/03/2026,C1004,35.00,7.00,T1,Linden Dental",
        "4,PI,WURT01,5000,0,Screws,22/03/2026,P77,35.00,7.00,T1,Screw Shop",
    ]
    found = orders(understood(head, *lines))
    assert [(row.kind, row.amount) for row in found] == [("order", 64_196), ("credit", -3_500)]


@pytest.mark.parametrize("head", ["Voucher No,Invoice No", "Invoice No,Order No"])
def test_of_two_numbers_the_one_that_several_customers_share_is_not_the_orders(head: str) -> None:
    """A series of vouchers, or a number of the day."""
    lines = [f"{700 + n // 4},{1000 + n},2026-02-{n // 4 + 1:02},{NAMES[n % 4]},{n}.50" for n in range(40)]
    known = understood(f"{head},Date,Customer,Amount", *lines)
    assert (known.questions, known.notes) == ((), ())
    assert {row.number for row in orders(known)} == {str(1000 + n) for n in range(40)}


def test_customers_with_numbers_and_days_and_order_numbers_are_orders_without_money() -> None:
    lines = [f"K{n % 4},{NAMES[n % 4]},2026-02-{n % 27 + 1:02},{1000 + n}" for n in range(40)]
    known = understood("Customer No,Customer,Date,Order No", *lines)
    assert (known.what, known.questions, len(orders(known))) == ("orders", (), 40)
    assert known.notes == ("No column has amounts, so only the dates of the orders count.",)
    assert (
        understood("Customer No,Customer,Date,Order No,City", *(f"{line},Bath" for line in lines)).notes
        != known.notes
    )


@pytest.mark.parametrize("rows_between", [34, 6_000])
def test_a_line_far_below_belongs_to_its_order_however_long_the_file(rows_between: int) -> None:
    """In the order of their numbers rows are not remembered; the first one out of order makes them be read again."""
    lines = [f"{1000 + n},2026-02-{n % 27 + 1:02},{NAMES[n % 4]},10.00" for n in range(6 + rows_between)]
    far = "1005,2026-02-06,Baltic Timber,2.50"
    known = understood("Invoice No,Date,Customer,Amount", *lines, far)
    assert [row.amount for row in orders(known) if row.number == "1005"] == [1_250]
    assert len(orders(known)) == len(lines)


def test_equal_lines_of_an_order_are_told_where_others_stand_between_them() -> None:
    """Both count; but far apart the second may be the first one said again."""
    lines = [f"{1000 + n},2026-02-{n % 27 + 1:02},{NAMES[n % 4]},10.00" for n in range(40)]
    equal, other = "1005,2026-02-06,Baltic Timber,10.00", "1005,2026-02-06,Baltic Timber,2.50"
    beside = [*lines[:6], equal, *lines[6:], other]
    for rows_of_file, twice in ((beside, {}), ([*lines, equal, other], {42: 7}), ([*lines, other], {})):
        known = understood("Invoice No,Date,Customer,Amount", *rows_of_file)
        reading = Reading(known)
        assert [row.amount for row in orders(known) if row.number == "1005"] == [
            1_000 + 250 + 1_000 * (equal in rows_of_file[6:])
        ]
        assert list(reading) and reading.twice == twice


def test_a_remark_far_below_that_something_was_cancelled_is_asked_about() -> None:
    def remarked(last: str) -> Understanding:
        said = ["thanks" if n % 3 else "" for n in range(895)] + [last] * 5
        lines = [
            f"{1000 + n},2026-02-{n % 27 + 1:02},{NAMES[n % 4]},{n}.50,{text}" for n, text in enumerate(said)
        ]
        return understood("Invoice No,Date,Customer,Amount,Notes", *lines)

    (question,) = remarked("cancelled by phone").questions
    assert question.text.startswith("'Notes' says 'cancelled by phone'")
    assert remarked("called by phone").questions == ()


def months_across(above: int, *below: str) -> str:
    return "\n".join([*["Sales by customer"] * above, "Customer,Jan,Feb,Mar", *below])


SUMS = ("Acme Ltd,1.50,2.50,3.50", "Cosmo SA,4.50,5.50,6.50")


def test_months_across_are_refused_below_as_many_lines_as_a_header_may_stand_below() -> None:
    for above in (0, 1, 39):
        with pytest.raises(BadInput, match="months side by side"):
            inspect(months_across(above, *SUMS).encode(), name="f.csv")


def test_months_are_no_sums_of_orders_where_another_column_has_days() -> None:
    """Also where a row is shorter than the others."""
    lines = [f"{line},2026-02-{n + 13}" for n, line in enumerate(SUMS * 4)]
    head = "Customer,Jan,Feb,Mar,Last order"
    for below in (lines, [*lines, "Total,36.00,36.00,36.00"]):
        assert understood(head, *below).what == "accounts"


@pytest.mark.parametrize(
    ("row", "customer"),
    [
        (["Customer: North Mill Ltd", "", "", ""], "North Mill Ltd"),
        (["North Mill Ltd", "1001", "", ""], "North Mill Ltd"),
        (["North Mill Ltd", "1001", "5.00", "6.00"], "North Mill Ltd"),
        (["North Mill Ltd", "", "5.00", "6.00"], "North Mill Ltd"),
        (["North Mill Ltd", "1001", "1002", ""], "North Mill Ltd"),
        (["1001", "North Mill Ltd", "", "6.00"], "North Mill Ltd"),
        (["1001", "", "5.00", "6.00"], ""),
    ],
)
def test_a_title_names_a_customer_beside_a_code_and_sums(row: list[str], customer: str) -> None:
    assert title_of(row, {2, 3}) == customer
    assert title_of(["North Mill Ltd", "1001", "1002", "5.00"], {3}) == "", "two codes are cells of an order"
