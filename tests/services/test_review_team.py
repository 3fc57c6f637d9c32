"""The team in a review of one rep: the row is the one that the review of everybody has, and nobody else is shown."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.services.review_book import a_reviewed_book, every_73
from tests.services.team_book import ANN
from tests.services.test_review_sums import an_odd_book
from winback_tui.domain.review.team import MoneyRanking, money_ranking
from winback_tui.output.review.as_object import review_object
from winback_tui.output.review.cells import width_of
from winback_tui.output.review.page import page
from winback_tui.output.review.panels.team_panel import order_words, team_panel, together_words
from winback_tui.services.cases.board import board
from winback_tui.services.lists.listing import USUAL
from winback_tui.services.lists.overdue import list_accounts
from winback_tui.services.review.review import ReviewNarrowing, reviews
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book
from winback_tui.store.write import act


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return a_reviewed_book(tmp_path)


@pytest.mark.parametrize("name", ["Ann", "Bob"])
def test_with_one_rep_chosen_the_team_is_their_row_as_in_the_review_of_everybody(
    book: Book, name: str
) -> None:
    """Ann leads cases of Bob's accounts, and Carol too: neither is shown with 0 late, nor loses what they lead."""
    (own,) = (row for row in reviews(book, "2026")[0].team if row.name == name)
    (narrowed,) = reviews(book, "2026", only=ReviewNarrowing(owner=name))
    assert narrowed.team == (own,)
    (group,) = (each for each in reviews(book, "2026", "rep") if each.group == name)
    assert group.team == (own,)
    assert name != "Ann" or (own.cases, own.credited) == (1, 2)


def test_of_a_rep_in_one_segment_the_share_of_the_work_is_not_known(book: Book) -> None:
    (found,) = reviews(book, "2026", only=ReviewNarrowing(owner="Ann", segment="mills"))
    assert not found.facts.work


def test_the_money_at_risk_of_each_rep_worked_out_by_hand(book: Book) -> None:
    """What the account's page names as at risk a year, times so many accounts. Ann leads Case 3, which is Bob's."""
    rows = {row.name: row for row in reviews(book, "2026")[0].team}
    ann = 4 * 988_88 + 2 * 976_02  # Silent 1-4, Silent 5-6
    cases = 9 * 1_489_30  # Case 3-10 and 22, lost in February and March
    cases += 5 * 1_480_05 + 3 * 1_463_48  # Case 12-16, lost in May, and 18-20, lost in August
    cases += 1_470_99 + 1_493_43  # Case 21 and 23
    assert (rows["Ann"].at_risk, rows["Ann"].at_risk_money) == (6, {"EUR": ann})
    assert (rows["Ann"].in_cases, rows["Ann"].in_cases_money, rows["Ann"].cases) == (0, {}, 1)
    # Case 2 came back and is overdue again; Case 1, 11 and 17 came back and still order.
    assert (rows["Bob"].at_risk, rows["Bob"].at_risk_money) == (1, {"EUR": 1_486_67})
    assert (rows["Bob"].in_cases, rows["Bob"].in_cases_money) == (19, {"EUR": cases})
    assert (rows["Ann"].together, rows["Bob"].together) == ({"EUR": ann}, {"EUR": 1_486_67 + cases})
    assert (ann, cases) == (5_907_56, 28_158_81)
    assert [rows[name].together for name in ("Carol", "")] == [{}, {}]


def test_the_most_money_at_risk_comes_first_in_every_form(book: Book) -> None:
    (review,) = reviews(book, "2026")
    ranking = money_ranking(review.facts, review.team)
    assert [row.name for row in ranking.rows] == ["Bob", "Ann", "Carol", ""] and not ranking.unrated
    assert order_words(ranking) == ""
    told = {row["rep"]: row for row in review_object(review)["team"]}
    assert {name: row["money_rank"] for name, row in told.items()} == {
        "Bob": 1,
        "Ann": 2,
        "Carol": 3,
        "": None,
    }
    bob = told["Bob"]
    assert (bob["at_risk_money"], bob["in_cases_money"], bob["together_money"]) == (
        "1486.67",
        "28158.81",
        "29645.48",
    )
    assert (bob["in_cases"], bob["together_by_currency"]) == (19, {"EUR": "29645.48"})
    lines = [" ".join(line.split()) for line in page([review]).split("\n")]
    at = lines.index("Bob 1 1,487 EUR 19 28,159 EUR 29,646 EUR")
    assert lines[at + 1] == "Ann 6 5,908 EUR 0 – 5,908 EUR", "whole units add up"


def swiss_and_japanese(book: Book) -> None:
    """Two more accounts of Ann's in other currencies, silent as Silent 1-4 are."""
    with act(book, "import", "Abroad") as transaction:
        for currency, amount in (("CHF", 20_000), ("JPY", 20_000)):
            made = transaction.insert("account", name=currency, name_key=currency.lower(), owner_id=ANN)
            for place, day in enumerate(every_73(date(2026, 3, 1))):
                transaction.insert(
                    "sales_order",
                    key=f"{currency}:{place}",
                    account_no=transaction.get("account", made)["no"],
                    day=day.isoformat(),
                    amount=amount,
                    currency=currency,
                )
            transaction.touch(made)


def the_ranking(book: Book) -> MoneyRanking:
    review = reviews(book, "2026")[0]
    return money_ranking(review.facts, review.team)


def test_several_currencies_rank_nobody_before_there_is_a_rate_for_each(book: Book) -> None:
    swiss_and_japanese(book)
    apart = the_ranking(book)
    assert [row.name for row in apart.rows] == ["Ann", "Bob", "Carol", ""], "by name"
    assert order_words(apart) == (
        "Not ranked: EUR, CHF, JPY; set rates to compare, as in winback config rates 'CHF 1.05 EUR'."
    )
    assert {row["money_rank"] for row in review_object(reviews(book, "2026")[0])["team"]} == {None}
    text = page(reviews(book, "2026")[:1])
    assert max(map(width_of, text.split("\n"))) <= 80 and "Not ranked: EUR, CHF, JPY; set rates" in text

    choose(book, "rates", "CHF 90 EUR")
    assert order_words(the_ranking(book)).startswith("Not ranked: JPY; set rates to compare")

    choose(book, "rates", "CHF 90 EUR, JPY 0.01 EUR")
    ranked = the_ranking(book)
    assert [row.name for row in ranked.rows] == ["Ann", "Bob", "Carol", ""]
    assert order_words(ranked) == "Ranked by all their money at risk, in EUR at your rates."
    table = team_panel(reviews(book, "2026")[0]).tables[1]
    assert table.heading[-2:] == ("Together/yr", "In EUR")
    ann = ranked.rows[0].together
    assert ranked.worths["Ann"] == ann["EUR"] + 90 * ann["CHF"] + ann["JPY"] > ranked.worths["Bob"]

    bob = next(row for row in table.rows if row[0] == "Bob")
    assert bob[-1] == bob[-2] != "–", "the same words where nothing was converted"

    choose(book, "rates", "CHF 1 EUR, JPY 0.01 EUR")
    assert [row.name for row in the_ranking(book).rows] == ["Bob", "Ann", "Carol", ""]


@pytest.mark.parametrize("make", [a_reviewed_book, an_odd_book])
def test_the_money_of_the_reps_is_that_of_the_lists_and_of_the_cases(tmp_path: Path, make: object) -> None:
    """Each account counts once: what is overdue and in a case is overdue."""
    book: Book = make(tmp_path)  # type: ignore[operator]
    first, team = "EUR", reviews(book, "2026")[0].team
    listed = [row.account for row in list_accounts(book, USUAL)]
    ids = {each.id for each in listed}
    overdue, in_cases = Counter[str](), Counter[str]()
    for each in listed:
        overdue[each.currency or first] += each.at_stake
    working = {row.case.account_id: row.standing for row in board(book) if row.case.account_id not in ids}
    for standing in working.values():
        in_cases[standing.currency or first] += standing.at_stake
    assert sum(row.in_cases for row in team) == len(working) > 5
    assert sum(map(Counter, (row.at_risk_money for row in team)), Counter[str]()) == +overdue
    assert sum(map(Counter, (row.in_cases_money for row in team)), Counter[str]()) == +in_cases
    assert sum(map(Counter, (row.together for row in team)), Counter[str]()) == overdue + in_cases
    for row in team:
        assert Counter(row.at_risk_money) + Counter(row.in_cases_money) == Counter(row.together)
        assert bool(together_words(row)) is bool(row.together)
    reps = [row for group in reviews(book, "2026", "rep") for row in group.team]
    assert {row.name: row.together for row in reps} == {row.name: row.together for row in team if row in reps}
