"""The collected exports: what a person adds up by hand is what is read, with one question at most."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from winback_tui.domain.account.order import is_real
from winback_tui.domain.money.money import decimal_string
from winback_tui.intake import AccountRow, OrderRow, Refusal, Understanding, answer, inspect, rows

SAMPLES = Path(__file__).parent / "samples"

# file, system, questions, orders by kind, real money per currency, refused rows, accounts named
BY_HAND: list[tuple[str, str, list[str], dict[str, int], dict[str, str], list[int], set[str]]] = [
    # 1041: 565.00 paid (its second row is a line); 1042: 300.00 refunded and cancelled; 1043: nobody is named
    (
        "shopify_orders_export.csv", "Shopify orders", [], {"order": 1, "cancelled": 1}, {"USD": "565.00"}, [5],
        {"North Mill Ltd", "Kessler Antriebe GmbH"},
    ),
    # both deals are open: quotes, no money
    ("hubspot_deals_export.csv", "HubSpot deals", [], {"quote": 2}, {}, [], {"Acme", "Globex"}),
    # 2,000 + 400 = 2,400 and 650 sold, 50 given back: 3,000 as the report's own total says; 3 February or 2 March?
    (
        "quickbooks_online_sales_by_customer_detail.csv", "QuickBooks Online report", ["date"],
        {"order": 2, "credit": 1}, {"USD": "3050.00"}, [], {"North Mill Ltd", "Kessler Antriebe"},
    ),
    # two lines repeat the invoice's total of 240
    (
        "xero_sales_invoice_template.csv", "Xero sales invoices", [], {"order": 1}, {"GBP": "240.00"}, [],
        {"North Mill Ltd"},
    ),
    (
        "woocommerce_analytics_orders.csv", "WooCommerce Analytics, orders", [], {"order": 1}, {"USD": "540.00"}, [],
        {"Ana Silva"},
    ),
    # 540 paid; 300 paid back in full
    (
        "stripe_payments_export.csv", "Stripe payments", [], {"order": 1, "cancelled": 1}, {"USD": "540.00"}, [],
        {"North Mill Ltd", "Kessler Antriebe GmbH"},
    ),
    # no column carries money: an invoice of two lines and a return; counted by day, a hundredth standing for each
    (
        "erpnext_sales_invoice_import.csv", "ERPNext sales invoices", ["amount"], {"order": 1, "credit": 1},
        {"NPR": "0.01"}, [], {"CUST-0001"},
    ),
    # closed and lost
    ("salesforce_opportunity_report.csv", "Salesforce opportunities", [], {"cancelled": 1}, {}, [], {"Aurora Bank"}),
    # 1 234,56 sold, 300,00 taken back
    (
        "1c_orders_utf8.csv", "1C query", [], {"order": 1, "credit": 1}, {"": "1234.56"}, [],
        {'ООО "Ромашка"', "ИП Иванов"},
    ),
    # 1.234,50; the letters are a guess
    ("eu_semicolon_orders.csv", "", ["encoding"], {"order": 1}, {"EUR": "1234.50"}, [], {"Müller, Jörg"}),
    ("hubspot_companies_export.csv", "HubSpot companies", [], {}, {}, [], {"Acme Inc", "Globex"}),
    # Bob is a person of North Mill
    ("odoo_res_partner_import_template.csv", "Odoo contacts", [], {}, {}, [], {"North Mill"}),
    ("pipedrive_sample_import.csv", "Pipedrive import", [], {}, {}, [], {"Moveer Limited"}),
]  # fmt: skip


def settled(known: Understanding) -> Understanding:
    """Every open question answered with its likelier answer."""
    for question in known.questions:
        if question.must:
            return settled(answer(known, question.id, question.options[0].value))
    return known


@pytest.mark.parametrize("case", BY_HAND, ids=[case[0] for case in BY_HAND])
def test_a_sample_gives_the_sums_made_by_hand(
    case: tuple[str, str, list[str], dict[str, int], dict[str, str], list[int], set[str]],
) -> None:
    file, system, asked, kinds, money, refused, accounts = case
    known = inspect(SAMPLES / file)
    assert known.system == system
    assert [question.id for question in known.questions] == asked
    found = list(rows(settled(known)))
    orders = [row for row in found if isinstance(row, OrderRow)]
    assert Counter(order.kind for order in orders) == kinds
    sums: dict[str, int] = defaultdict(int)
    for order in orders:
        if is_real(order.kind, order.amount):
            sums[order.currency] += order.amount
    assert {code: decimal_string(total, code) for code, total in sums.items()} == money
    assert [row.row for row in found if isinstance(row, Refusal)] == refused
    assert {row.account.name for row in found if isinstance(row, (OrderRow, AccountRow))} == accounts


def test_every_sample_has_its_sums() -> None:
    assert sorted(path.name for path in SAMPLES.glob("*.csv")) == sorted(case[0] for case in BY_HAND)


def test_what_stands_beside_the_orders_is_read_too() -> None:
    found = list(rows(inspect(SAMPLES / "hubspot_companies_export.csv")))
    acme = next(r.account for r in found if isinstance(r, AccountRow))
    assert (acme.external_id, acme.owner, acme.segment) == ("1001", "Sarah Chen", "Software")
    odoo = [
        r.account
        for r in rows(inspect(SAMPLES / "odoo_res_partner_import_template.csv"))
        if isinstance(r, AccountRow)
    ]
    assert odoo[0] is odoo[1]
    assert [(p.name, p.phone) for p in odoo[0].people] == [("Bob", "4157654321")]
    assert (odoo[0].external_id, odoo[0].phone, odoo[0].city) == (
        "res_partner_1",
        "123456789",
        "San Francisco",
    )


def test_what_a_database_writes_for_nothing_is_nothing() -> None:
    lines = "Customer No,Company,Region,Phone,Contact\n7,Acme,NULL,N/A,nan\n8,Baltic,NA,030 1234567,Ben Low\n"
    found = [
        row.account for row in rows(inspect(lines.encode(), name="a.csv")) if isinstance(row, AccountRow)
    ]
    assert [(a.external_id, a.name, a.segment, a.phone, len(a.people)) for a in found] == [
        ("7", "Acme", "", "", 0),
        ("8", "Baltic", "NA", "030 1234567", 1),
    ]
    lines = "Order No,Order Date,First name,Last name,Total,Cancelled at\n"
    lines += "NULL,2026-02-03,Ana,NULL,5.00,N/A\nNULL,2026-02-04,NULL,Roe,6.00,2026-02-05\n"
    orders = [row for row in rows(inspect(lines.encode(), name="o.csv")) if isinstance(row, OrderRow)]
    assert [(o.account.name, o.number, o.kind) for o in orders] == [
        ("Ana", "", "order"),
        ("Roe", "", "cancelled"),
    ]


def test_the_lines_of_an_order_are_named() -> None:
    found = list(rows(settled(inspect(SAMPLES / "quickbooks_online_sales_by_customer_detail.csv"))))
    first = next(r for r in found if isinstance(r, OrderRow))
    assert (first.rows, first.day, first.number) == ((7, 8), "2026-03-02", "2001")
