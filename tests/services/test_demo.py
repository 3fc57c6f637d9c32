"""The demo shows everything that can happen to an account, and its story is true on any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.demo_book import own_copy, shared_demo
from tests.services.test_same_figures import figures
from winback_tui.domain.account.lifecycle import Status
from winback_tui.domain.case.stage import Stage
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.output.tables.whole_book import writer_of
from winback_tui.services.accounts.account_card import account_card
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.next_action import next_of
from winback_tui.services.book.export import export_book
from winback_tui.services.book.history import history
from winback_tui.services.book.import_export import import_book
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.board import board, count_cases
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.demo import build
from winback_tui.services.demo.build import build_demo
from winback_tui.services.demo.past.customers import past_customers
from winback_tui.services.demo.team import ACTOR, seeds
from winback_tui.services.lists.backtest import backtest
from winback_tui.services.lists.list_head import list_head
from winback_tui.services.lists.overdue import USUAL, View, asked_for, list_accounts
from winback_tui.services.plans.followups import DUE_GROUPS, due
from winback_tui.services.returns.returns import returns
from winback_tui.services.review.review import reviews
from winback_tui.store.book import Book
from winback_tui.store.file.demo_mark import mark_as_demo
from winback_tui.store.log.acts import acts
from winback_tui.store.returns.returns import answers_by_case, counted_returns

pytestmark = pytest.mark.thorough

TODAY = date(2026, 11, 24)
HOSTILE = (
    "Wolters [/HQ]",
    "Yarrow [red]Crimson[/red] Partners",
    "ООО «Ромашка»",
    "東京精密工業株式会社",
    "שלום לוגיסטיקה",
    "Café Zoë ☕ & 👩‍🍳 Töchter",
)


@pytest.fixture
def book(tmp_path_factory: pytest.TempPathFactory, worker_id: str, tmp_path: Path) -> Book:
    made = shared_demo(tmp_path_factory, worker_id)
    return Book(own_copy(made, tmp_path), fixed_clock(TODAY), ACTOR)


def statuses(book: Book) -> dict[str, str]:
    """Status by name."""
    return {row.account.name: row.account.status for row in list_accounts(book, asked_for(View.ALL))}


def expected() -> dict[str, str]:
    """What the table of the team says of the demo's day."""
    everybody = [*seeds(), *(each.seed for each in past_customers())]
    return {seed.name: seed.should_be for seed in everybody}


def test_every_account_stands_as_the_table_says(book: Book) -> None:
    assert statuses(book) == {**expected(), "Wren Bakery": "new"}


def test_a_case_names_the_same_next_thing_as_its_account(book: Book) -> None:
    rows = board(book)
    assert count_cases(book) == len(rows)
    unplanned = [row for row in rows if row.lacks_contact]
    assert len(unplanned) > 5
    for row in unplanned:
        assert row.next_words == next_of(account_card(book, row.case.account_id)).text


def test_nothing_that_can_happen_is_missing(book: Book) -> None:
    assert set(statuses(book).values()) == {status.value for status in Status}
    assert {row.stage.stage for row in board(book)} == set(Stage)
    assert {follow_up.group for follow_up in due(book)} == set(DUE_GROUPS)
    told = returns(book)
    assert {found.found.stage.value for found in told} == {"trial", "volume resumed", "clean year"}
    assert {found.account for found in told if found.found.lost_again_on} >= {
        "Lumen Lighting s.r.o.",
        "Rosa & Figli",
    }


def risen(book: Book) -> str:
    """Who stands on top of the work list, and the first sentence why."""
    first = next(iter(list_accounts(book, USUAL)))
    return f"{first.account.name}: {first.sentence.split('. ')[0]}"


RISEN = "Baltic Timber OÜ: Condition met: Delivery takes 4 days, they asked for at most 4 days"


def test_who_got_what_they_asked_for_stands_on_top_since_the_day_it_came_true(book: Book) -> None:
    assert risen(book) == RISEN
    before = Book(book.path, book.clock, book.actor, as_of=TODAY - timedelta(days=2))
    assert "Baltic Timber OÜ" not in risen(before)
    log_contact(book, "Baltic Timber OÜ", "Told them that we deliver in four days")
    assert "Baltic Timber OÜ" not in risen(book)


def test_names_that_could_break_a_screen_are_there_to_the_letter(book: Book) -> None:
    for name in HOSTILE:
        assert find_account(book, name).name == name


def test_names_with_markup_stand_in_a_segment_of_their_own_and_not_on_the_first_page(book: Book) -> None:
    markup = {"Wolters [/HQ]", "Yarrow [red]Crimson[/red] Partners"}
    assert {seed.name for seed in seeds() if seed.segment == "test"} == markup
    names = [row.account.name for row in list_accounts(book, USUAL)]
    assert len(names) > 5 and markup.isdisjoint(names)
    everybody = [row.account.name for row in list_accounts(book, asked_for(View.ALL))]
    assert markup <= set(everybody) and markup.isdisjoint(everybody[:30])


@pytest.mark.parametrize(
    ("days_ago", "status"),
    [(300, "active"), (90, "in work"), (50, "in work"), (5, "returned"), (0, "returned")],
)
def test_the_past_is_told_as_it_was(book: Book, days_ago: int, status: str) -> None:
    then = Book(book.path, book.clock, book.actor, as_of=TODAY - timedelta(days=days_ago))
    found = next(
        row for row in list_accounts(then, asked_for(View.ALL)) if row.account.name == "Osprey Outfitters"
    )
    assert found.account.status in (status, "lost" if status == "in work" else status)


def test_history_tells_every_act_under_its_own_name_and_day(book: Book) -> None:
    told = history(book)
    assert {each.act.actor for each in told} == {"Ann Keller", "Ben Osei", "Carla Ruiz"}
    days = [each.at.date() for each in told]
    assert days == sorted(days, reverse=True)
    assert all(day.weekday() < 5 for day in days)
    assert days[0] < TODAY and days[-1] < TODAY - timedelta(days=600)


@pytest.mark.slow
@pytest.mark.parametrize("today", [date(2026, 11, 28), date(2028, 2, 29), date(2027, 1, 1), date(2026, 7, 5)])
def test_the_demo_is_alive_on_any_day(today: date, tmp_path: Path) -> None:
    book = build_demo(tmp_path / "demo.db", fixed_clock(today))
    assert statuses(book) == {**expected(), "Wren Bakery": "new"}
    assert {row.stage.stage for row in board(book)} == set(Stage)
    assert risen(book) == RISEN


def test_the_demo_is_made_with_the_figures_that_stay(book: Book, tmp_path: Path) -> None:
    """Nothing is left for the first reading to score, and a copy brought in from an export says the same."""
    first = list_head(replace(book, yesterday_will_do=True), USUAL)
    assert list_head(book, USUAL) == first
    export_book(book, tmp_path / "out.json", writer_of(tmp_path / "out.json"))
    brought = Book(tmp_path / "brought.db", fixed_clock(TODAY), ACTOR)
    import_book(brought, tmp_path / "out.json")
    assert list_head(brought, USUAL) == first
    assert figures(brought) == figures(book)


def test_every_figure_of_the_review_has_something_to_say(book: Book) -> None:
    found = next(each for each in reviews(book, "since 2024-06-01") if each.currency == "EUR")
    silent = {figure.key for figure in found.figures() if figure.value is None}
    assert silent == {
        *("months_of_rent", "months_of_salaries", "referrals_lost"),  # they want a setting
        "letters_brought_percent",
        # The complaints of a year are fewer than thirty.
        *(
            "complaints_at_once_percent",
            "complaints_serious_at_once_percent",
            "complaints_small_at_once_percent",
        ),
    }
    assert found.win_back.funnel.lost > 120 and found.win_back.funnel.reached[-1] > 10
    assert all(found.causes[place].share for place in range(5))
    assert len(found.changes) >= 2 and len(found.loss.months) == 24
    assert sum(cell.accounts > 0 for cell in found.map) >= 5 and len(found.deciles) == 10
    assert len(found.win_back.by_offer) >= 3 and len(found.win_back.by_leader) == 3


def test_the_team_in_all_currencies_counts_what_the_lists_count(book: Book) -> None:
    team = reviews(book, "2026")[0].team
    idle = [row for row in board(book) if row.lacks_contact]
    stages = {row.stage.stage for row in board(book) if row.next_on is None}
    assert {Stage.CLOSE, Stage.FATE} < stages, "cases that only need closing are there and do not count"
    assert any(row.stage.stage is Stage.WAITING for row in board(book)), "nor does one on hold until a day"
    assert sum(each.without_next_step for each in team) == len(idle) > 0
    assert sum(each.at_risk for each in team) == len(list(list_accounts(book, asked_for(View.OVERDUE)))) > 0


def test_most_cases_of_the_branch_are_closed(book: Book) -> None:
    with book.read() as connection:
        closed, oldest = connection.execute(
            "SELECT sum(closed_on <> ''), min(lost_on) FROM loss_case"
        ).fetchone()
    assert closed >= 190
    assert date.fromisoformat(oldest) < TODAY - timedelta(days=900)


def test_the_list_is_found_right_in_the_past(book: Book) -> None:
    for replay in backtest(book).replays:
        assert replay.skill is not None and replay.skill > 0.5
        ours = replay.rankings[0]
        assert ours.area is not None and ours.area > 0.85


def test_nothing_stands_in_the_place_of_a_demo_until_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two windows that began at once wrote into one file: a book with a third more cases than there were."""
    path, stood = tmp_path / "demo.db", []
    monkeypatch.setattr(build, "past_acts", lambda _: ())
    monkeypatch.setattr(build, "story", tuple)

    def marked(made_at: Path) -> None:
        stood.append(path.exists())
        mark_as_demo(made_at)

    monkeypatch.setattr(build, "mark_as_demo", marked)
    first = build_demo(path, fixed_clock(date(2026, 11, 24)))
    with first.read() as connection:
        site = connection.execute("SELECT site FROM state").fetchone()[0]
    edit_account(first, "North Mill", {"city": "Leeds"})
    with first.read() as connection:
        assert connection.execute("SELECT site FROM state").fetchone()[0] == site
    assert stood == [False]
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".winback")] == []


def test_the_orders_that_answer_losses_read_at_once_are_those_of_the_returns(book: Book) -> None:
    with book.read() as connection:
        numbers = {row[0] for row in connection.execute("SELECT no FROM account")}
        found = answers_by_case(connection, numbers, TODAY)
        counted = list(counted_returns(connection, TODAY))
    assert found == {each.found.loss.case_id: each.found.order.day for each in counted} and len(found) > 40


def test_the_past_of_the_branch_is_acts_as_anybody_does_them(book: Book) -> None:
    """Each with its own day and its own line in the history, and not one that writes down several."""
    name = next(
        each.seed.name
        for each in past_customers()
        if len(each.losses) == 1 and each.losses[0].back and each.losses[0].cause["fix"]
    )
    account_id = find_account(book, name).id
    with book.read() as connection:
        verbs = [each.verb for each in acts(connection, account_id)][::-1]
    done = [
        verb for verb in verbs if verb in ("case open", "interview", "decide", "fix", "plan", "case close")
    ]
    assert done == ["case open", "interview", "decide", "fix", "plan", "case close"] and "log" in verbs


def test_a_second_loss_is_opened_by_the_service_after_the_order_that_answered_the_first(book: Book) -> None:
    twice = [each.seed.name for each in past_customers() if len(each.losses) == 2]
    assert len(twice) == 25
    for name in twice:
        account_id = find_account(book, name).id
        with book.read() as connection:
            told = list(acts(connection, account_id))[::-1]
        done = [each.verb for each in told if each.verb in ("case open", "order")]
        assert done == ["case open", "order", "case open"]
        second = [each.sentence for each in told if each.verb == "case open"][1]
        assert second.startswith(f"Case opened for {name}: lost again on ")
    with book.read() as connection:
        kept = connection.execute(
            "SELECT changed, new FROM import_batch WHERE file LIKE 'orders-%' ORDER BY no DESC"
        ).fetchone()
    assert kept["changed"] == len(twice), (
        "the books of the branch have the same orders, and none of them twice"
    )


def test_a_customer_of_the_branch_who_was_lost_twice_gets_a_letter_and_no_second_plan(book: Book) -> None:
    twice = {each.seed.name for each in past_customers() if len(each.losses) == 2}
    with book.read() as connection:
        rows = connection.execute(
            "SELECT a.name, c.id, EXISTS (SELECT 1 FROM plan WHERE case_id = c.id), (SELECT max(channel) FROM activity"
            " WHERE case_id = c.id AND channel <> 'call') FROM loss_case c JOIN account a ON a.id = c.account_id"
            " ORDER BY c.lost_on"
        ).fetchall()
    second = {row[0]: (row[2], row[3]) for row in rows if row[0] in twice}
    assert not any(planned for planned, _ in second.values())
    assert "letter" in {written for _, written in second.values()}
