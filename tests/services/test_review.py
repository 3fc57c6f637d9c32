"""The figures of the written book, each against its value worked out by hand, and what must hold of any book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tests.services.review_book import DAY, a_reviewed_book, case_id, every_73
from tests.services.team_book import ANN
from tests.store.books import book_at
from winback_tui.domain.errors import BadInput
from winback_tui.domain.plan.offers.take_up import wilson
from winback_tui.domain.review.review import Review
from winback_tui.services.review.review import ReviewNarrowing, causes, reviews
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book
from winback_tui.store.file.open import connect_write
from winback_tui.store.write import act

BY_HAND = {
    "customers_start": 36,  # 8 Stay, 6 Silent, Case 1-22
    "customers_lost": 29,
    "lost_by_case": 22,  # Case 1-20, 21 for the second time, 22 once
    "lost_silent": 7,  # Silent 1-6, and Case 2 after its return
    "lost_silent_overdue": 7,  # Case 2 among them: it came back, and is overdue again
    "lost_since_start": 28,  # all but Case 2's second loss
    "customers_lost_percent": 28 / 36,
    "customers_lost_yearly_percent": 28 / 36,
    "sales_lost": 40_500_00,  # 23 x 1,500 + 6 x 1,000
    "profit_lost": 12_150_00,
    "sales_lost_percent": 39_000 / 43_000,
    "sales_average": 4_300_000 / 36,  # 8 x 500 + 6 x 1,000 + 22 x 1,500
    "sales_lost_projected": 40_500_00,
    "profit_lost_projected": 12_150_00,
    "lifetime_lost": 171_833_33,  # mills 6 x 5,000; makers 23 x 5 x 37,000 / 30
    "months_of_rent": None,
    "months_of_salaries": None,
    "referrals_lost": None,
    "cases_opened": 23,  # those lost in 2026 and the second one of Case 22
    "returned_in_period": 4,
    "cases_lost": 22,
    "returned": 4,
    "win_back_percent": None,
    "win_back_90_percent": None,
    "win_back_180_percent": None,
    "win_back_365_percent": None,
    "days_to_return_median": 29,  # of 2, 21, 37, 37
    "cost": 190_00,  # discount 50, gift 20, two hours at 45, fixes 30; a discount not taken costs nothing
    "profit_returned": 900_00,  # 30 % of 4, 1, 3 and 2 orders of 300
    "romi": 710 / 190,
    "growth_after": 4_800 / 6_000,
    "growth_after_price": 1_800 / 3_000,
    "lost_again": 0,
    "lost_again_same": 0,
    "lost_again_other": 0,
    "lost_again_unknown": 0,
    "causes_known_percent": None,
    "causes_fixable": 15,  # Case 1-14 and 17
    "causes_beyond": 2,  # Case 15 and 16 moved away
    "human_failures": 1,
    "promises_broken": 1,
    "complaints": 2,
    "complaints_answered": 2,
    "complaints_open": 1,
    "complaints_at_once_percent": None,
    "complaint_answer_days_median": 0,
    "complaint_resolve_days_median": 4,
    "complaints_serious_at_once_percent": None,
    "complaints_small_at_once_percent": None,
    "letters_brought_percent": None,
}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return a_reviewed_book(tmp_path)


def the_review(book: Book, period: str = "2026") -> Review:
    (found,) = reviews(book, period)
    return found


def test_every_figure_is_the_one_worked_out_by_hand(book: Book) -> None:
    found = {figure.key: figure.value for figure in the_review(book).figures()}
    assert found == pytest.approx(BY_HAND)


def test_a_figure_names_its_formula_and_rule_and_says_why_where_it_has_no_value(book: Book) -> None:
    for figure in the_review(book).figures():
        assert figure.formula and figure.rule
        assert figure.value is not None or figure.why.endswith(".")


def test_shares_stand_between_their_limits(book: Book) -> None:
    share = the_review(book).figure("customers_lost_percent")
    assert (share.numerator, share.denominator) == (28, 36)
    assert share.low is not None and share.high is not None and share.value is not None
    assert 0.61 < share.low < share.value < share.high < 0.89
    quarter = the_review(book, "2026-Q1").figure("customers_lost_yearly_percent")
    assert quarter.value == pytest.approx(11 / 36 * 365 / 90)
    assert quarter.low == pytest.approx(wilson(11, 36)[0] * 365 / 90)


def test_causes_split_the_lost_profit_by_weight_and_add_up(book: Book) -> None:
    rows = {row.reason: row for _, row in causes(book, "2026", voice="root")}
    profits = {reason: row.profit for reason, row in rows.items()}
    assert profits == {
        "delivery": 2_880_00,  # four times 60 % of 450, four times 450
        "price": 2_700_00,
        "": 2_250_00,
        "objective-moved": 900_00,
        "service": 720_00,
        "better-terms": 450_00,
    }
    assert sum(profits.values()) == 22 * 450_00
    assert {reason: row.accounts for reason, row in rows.items()} == {
        "delivery": 8,
        "price": 6,
        "": 5,
        "objective-moved": 2,
        "service": 4,
        "better-terms": 1,
    }
    assert (rows["price"].severity_mean, rows["delivery"].severity_mean) == (2, 4)
    assert (rows["price"].profit_severity, rows["delivery"].profit_severity) == (1_080_00, 864_00)
    assert (rows["price"].fixable, rows["objective-moved"].fixable, rows[""].fixable) == (True, False, None)
    assert all(row.share is None and "30 are needed" in row.why for row in rows.values())


def test_what_was_said_first_stands_against_the_root(book: Book) -> None:
    found = the_review(book)
    assert [(row.stated, row.root, row.accounts) for row in found.stated_against_root] == [
        ("Price", "Delivery", 4)
    ]
    assert [(row.reason, row.accounts) for row in found.stated] == [("price", 4)]


def test_causes_are_told_by_rival_month_and_rep(book: Book) -> None:
    rivals = {row.group: row.cases for _, row in causes(book, "2026", "rival", "root") if row.group}
    assert rivals == {"Rex": 1}
    months = [(row.group, row.reason) for _, row in causes(book, "2026", "month", "root")]
    assert months[0][0] == "2026-02" and ("2026-10", "") in months
    assert [group for group, _ in months] == sorted(group for group, _ in months)
    assert {row.group for _, row in causes(book, "2026", "rep", "root")} == {"Bob"}


def test_groups_of_causes_stand_in_the_order_of_what_was_lost(book: Book) -> None:
    with act(book, "fix", "Told") as transaction:
        for number, text in ((18, "A small thing"), (19, "Zinc dust"), (20, "Zinc dust")):
            transaction.insert("cause", case_id=case_id(number), reason="quality", text=text)
    told = [row.group for _, row in causes(book, "2026", "wording", "root") if row.group]
    assert told == ["Zinc dust", "A small thing"]


def test_the_funnel_counts_each_step_and_the_cohorts_are_its_parts(book: Book) -> None:
    found = the_review(book).win_back
    assert dict(found.funnel.steps()) == {
        "lost": 22,
        "interviewed": 10,
        "decided": 4,
        "planned": 3,
        "contacted": 4,
        "returned": 4,
        "volume resumed": 3,
        "clean year": 0,
    }
    for step, number in found.funnel.steps():
        assert sum(dict(cohort.steps())[step] for cohort in found.cohorts) == number
    assert found.funnel.skipping() == [("contacted", 2, "planned")]  # Case 11 and 17: nobody planned it
    assert [(row.name, row.cases, row.cost, row.profit) for row in found.by_leader] == [
        ("Ann", 3, 190_00, 450_00),
        ("Carol", 1, None, 270_00),
    ]
    assert [row.name for row in found.by_offer] == ["discount"]
    assert found.by_offer[0].romi == pytest.approx(220 / 140)


def test_a_return_that_was_lost_again_is_seen_from_its_first_loss(book: Book) -> None:
    found = the_review(book, "2025")
    assert (found.figure("cases_lost").value, found.figure("returned").value) == (2, 1)
    assert found.figure("returned_in_period").value == 1
    autumn = the_review(book, "2025-Q3")
    assert (autumn.figure("cases_lost").value, autumn.figure("returned_in_period").value) == (0, 1)
    assert found.figure("lost_again").value == 1
    reasons = [found.figure(f"lost_again_{each}").value for each in ("same", "other", "unknown")]
    assert reasons == [0, 0, 1]  # nobody knows why Case 21 left
    assert found.figure("days_to_return_median").value == 92  # 1 June to 1 September


def test_what_is_done_in_a_second_case_of_the_same_loss_counts_for_the_loss(book: Book) -> None:
    with act(book, "fix", "Asked in the second case") as transaction:
        again = case_id(22, "again")
        transaction.insert("interview", case_id=again, script="long", started_at=1, finished_at=2)
        transaction.insert("cause", case_id=again, reason="quality")
    found = the_review(book)
    assert list(found.win_back.funnel.steps())[:2] == [("lost", 22), ("interviewed", 11)]
    assert {row.reason: row.profit for row in found.causes}["quality"] == 450_00
    assert sum(row.profit for row in found.causes) == 9_900_00


def test_the_parts_of_a_year_add_up_to_it(book: Book) -> None:
    keys = (
        *("customers_lost", "lost_by_case", "lost_silent", "sales_lost", "profit_lost", "cases_opened"),
        *("returned", "returned_in_period"),
    )
    whole = the_review(book)
    parts = [the_review(book, f"2026-Q{number}") for number in (1, 2, 3, 4)]
    odd = [the_review(book, days) for days in ("2026-01-01..2026-05-15", "2026-05-16..2026-12-31")]
    for key in keys:
        assert sum(part.figure(key).value or 0 for part in parts) == whole.figure(key).value, key
        assert sum(part.figure(key).value or 0 for part in odd) == whole.figure(key).value, key
    assert sum(month.lost for month in whole.loss.months if month.start.year == 2026) == 29
    assert {month.start: month.customers for month in whole.loss.months}[date(2026, 1, 1)] == 36


@pytest.mark.parametrize("by", ["rep", "segment", "class"])
def test_the_groups_add_up_to_the_whole(book: Book, by: str) -> None:
    whole, parts = the_review(book), reviews(book, "2026", by)
    for key in (
        "customers_start",
        "customers_lost",
        "sales_lost",
        "profit_lost",
        "cases_lost",
        "returned",
        "returned_in_period",
    ):
        assert sum(part.figure(key).value or 0 for part in parts) == whole.figure(key).value, (by, key)
    assert [part.group for part in parts] == sorted(part.group for part in parts)


def test_customers_follow_from_one_month_to_the_next(book: Book) -> None:
    months = the_review(book).loss.months
    won = {date(2026, 3, 1): 2, date(2026, 5, 1): 1, date(2026, 6, 1): 1, date(2026, 8, 1): 1}
    for before, after in pairwise(months[12:]):
        assert after.customers == before.customers - before.lost + won.get(before.start, 0), before


def test_the_segments_tell_what_a_customer_is_worth(book: Book) -> None:
    rows = {row.segment: row for row in the_review(book).loss.segments}
    mills = rows["mills"]
    assert (mills.customers, mills.lost, mills.orders_a_year, mills.average_order) == (6, 6, 5, 20_000)
    assert (mills.value, mills.lost_value) == (5_000_00, 30_000_00)
    assert mills.discounted == 4_169_87  # 1,000 a year for five years, each a tenth dearer


def test_the_team_is_told_by_what_it_has_and_owes(book: Book) -> None:
    rows = {row.name: row for row in the_review(book).team}
    assert (rows["Ann"].accounts, rows["Ann"].late_steps, rows["Ann"].calls) == (8, 1, 4)
    assert (rows["Bob"].promises_kept, rows["Bob"].promises_late) == (1, 1)
    for row in rows.values():
        assert row.owes == row.late + row.without_next_step >= row.late_steps + row.promises_late
    assert any(row.without_next_step for row in rows.values())
    owed = [row.owes for row in the_review(book).team if row.name]
    assert owed == sorted(owed, reverse=True)
    assert (rows["Ann"].credited, rows["Carol"].credited) == (2, 1)
    # A tenth of 300 each: four orders of Case 1 and one of Case 2 led by Ann, three of Case 11 by Carol.
    assert {name: row.credit for name, row in rows.items()} == {
        "Ann": {"EUR": 150_00},
        "Bob": {},
        "Carol": {"EUR": 90_00},
        "": {},
    }
    assert rows["Ann"].at_risk == 6  # Silent 1-6, none for 360 days yet


def test_the_map_holds_every_account_that_has_not_left_once(book: Book) -> None:
    cells = the_review(book).map
    assert len(cells) == 9
    assert sum(cell.accounts for cell in cells) == 21  # all but the 19 that are lost and not back
    assert all(cell.likely <= cell.accounts for cell in cells)
    (listed,) = reviews(book, "2026", listed=True)
    assert all(cell.accounts == len(cell.account_ids) for cell in listed.map)


def test_a_past_day_gives_the_review_of_that_day(book: Book) -> None:
    then = the_review(replace(book, as_of=date(2026, 6, 30)))
    assert (then.period.name, then.period.words) == ("2026", "2026 so far")
    assert (then.figure("customers_start").value, then.figure("customers_lost").value) == (36, 22)
    assert then.figure("returned").value == 3
    assert then.figure("customers_lost_yearly_percent").value == pytest.approx(21 / 36 * 365 / 181)


def test_an_empty_book_says_so(tmp_path: Path) -> None:
    found = the_review(replace(book_at(tmp_path, DAY), or_blank=True))
    assert found.why == "There are no orders and no cases in this book yet."


def test_currencies_stay_apart_and_known_margins_are_the_profit(book: Book) -> None:
    with act(book, "import", "A Swiss one") as transaction:
        swiss = transaction.insert("account", name="Swiss", name_key="swiss", segment="mills", owner_id=ANN)
        number = transaction.get("account", swiss)["no"]
        for place, day in enumerate(every_73(date(2026, 3, 1))):
            transaction.insert(
                "sales_order",
                key=f"swiss:{place}",
                account_no=number,
                day=day.isoformat(),
                amount=100_000,
                margin=40_000,
                currency="CHF",
            )
        transaction.touch(swiss)
    euros, francs = reviews(book, "2026")
    assert (euros.currency, francs.currency) == ("EUR", "CHF")
    assert {figure.key: figure.value for figure in euros.figures()} == pytest.approx(BY_HAND)
    assert (francs.figure("customers_start").value, francs.figure("lost_silent").value) == (1, 1)
    assert (francs.figure("sales_lost").value, francs.figure("profit_lost").value) == (5_000_00, 2_000_00)
    assert francs.figure("customers_lost_percent").value is None
    assert "1 customer is too few" in francs.figure("customers_lost_percent").why
    assert francs.team == euros.team and francs.further and not euros.further
    assert {currency for row in euros.team for currency in row.at_risk_money} == {"EUR", "CHF"}
    with pytest.raises(BadInput, match="No rates are set"):
        reviews(book, "2026", currency="EUR")
    choose(book, "rates", "CHF 0.5 EUR")
    (both,) = reviews(book, "2026", currency="eur")
    assert both.figure("sales_lost").value == 40_500_00 + 2_500_00
    assert both.figure("profit_lost").value == 12_150_00 + 1_000_00
    assert (both.figure("customers_start").value, both.figure("cost").value) == (37, 190_00)
    (swiss_francs,) = reviews(book, "2026", currency="CHF")
    assert swiss_francs.figure("cost").value == 380_00
    assert swiss_francs.figure("romi").value == pytest.approx(BY_HAND["romi"])
    with pytest.raises(BadInput, match="No rate for USD"):
        reviews(book, "2026", currency="USD")


def test_settings_of_the_team_give_months_and_referrals(book: Book) -> None:
    choose(book, "rent a month", "4050 EUR")
    choose(book, "salaries a month", "9000 CHF")
    choose(book, "referrals lost", "0.5")
    choose(book, "customer years", "2")
    found = the_review(book)
    assert found.figure("months_of_rent").value == 3
    assert found.figure("months_of_salaries").why == "'salaries a month' is in CHF, these losses in EUR."
    assert found.figure("referrals_lost").value == 6_075_00
    assert {row.segment: row.value for row in found.loss.segments}["mills"] == 2_000_00


def test_a_review_is_narrowed_to_an_owner_a_segment_a_class(book: Book) -> None:
    (ann,) = reviews(book, "2026", only=ReviewNarrowing(owner="ANN"))
    assert (ann.figure("customers_lost").value, ann.figure("lost_by_case").value) == (6, 0)
    assert [row.name for row in ann.team] == ["Ann"]
    (makers,) = reviews(book, "2026", only=ReviewNarrowing(segment="makers"))
    assert (makers.figure("customers_lost").value, makers.figure("returned").value) == (23, 4)
    assert (reviews(book, "2026", only=ReviewNarrowing("Bob", "mills"))[0].why) == ""
    by_class = {each.group: each.figure("customers_lost").value for each in reviews(book, "2026", "class")}
    for letter, lost in by_class.items():
        if letter:
            (only,) = reviews(book, "2026", only=ReviewNarrowing(abc=letter.lower()))
            assert only.figure("customers_lost").value == lost
    assert {row.reason for _, row in causes(book, "2026", only=ReviewNarrowing("Ann"))} == set()
    with pytest.raises(BadInput, match="No owner is called 'Zoe'; choose one of Ann, Bob"):
        reviews(book, "2026", only=ReviewNarrowing(owner="Zoe"))


def test_the_tenths_hold_every_account_that_has_not_left_once(book: Book) -> None:
    rows = the_review(book).deciles
    assert [row.number for row in rows] == list(range(1, 11))
    assert sum(row.accounts for row in rows) == sum(sum(row.by_risk) for row in rows) == 21
    assert sum(row.yearly for row in rows) == sum(cell.yearly for cell in the_review(book).map)
    assert all(one.yearly / one.accounts >= two.yearly / two.accounts for one, two in pairwise(rows))


@pytest.mark.parametrize("margin", ['"abc"', "NaN", "[]", "true", "7", "-1.5", "null"])
def test_a_margin_that_another_program_wrote_is_refused_in_a_sentence(tmp_path: Path, margin: str) -> None:
    book = a_reviewed_book(tmp_path)
    usual = reviews(book, "2026")
    connection = connect_write(book.path)
    connection.execute("INSERT INTO setting (id, value) VALUES ('margin', ?)", (margin,))
    connection.close()
    if margin == "null":  # none was chosen
        assert reviews(book, "2026") == usual
    else:
        with pytest.raises(BadInput, match="The setting margin must be a number from -1 to 1"):
            reviews(book, "2026")
