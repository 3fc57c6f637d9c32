"""`winback monday`: what changed since Monday of last week, the ten that matter, who must act; one screen, one page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest

from tests.cli.runner import Winback
from tests.services.ready_case import ready
from tests.services.review_book import a_reviewed_book
from tests.store.books import book_at, with_account, with_orders
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.review.meeting import MeetingSection
from winback_tui.output.review.cells import width_of
from winback_tui.output.review.meeting import meeting_html, meeting_page
from winback_tui.services.review.monday import meeting
from winback_tui.store.book import Book

WEDNESDAY = {"WINBACK_NOW": "2026-08-19T12:00", "WINBACK_ACTOR": "Ann"}
KEYS = {"section", "account_id", "account", "what", "who", "on", "amount", "currency", "since"}


@pytest.fixture
def winback(tmp_path: Path) -> Winback:
    return Winback(a_reviewed_book(tmp_path).path, WEDNESDAY)


def of(rows: list[dict[str, object]], section: str) -> list[dict[str, object]]:
    return [row for row in rows if row["section"] == section]


def test_it_tells_what_changed_since_a_day(winback: Winback) -> None:
    rows = winback("monday", "--since", "2026-08-17", "--json").json
    assert all(row.keys() >= KEYS for row in rows)
    (back,) = of(rows, "Returned")
    assert (back["account"], back["on"], back["amount"]) == ("Case 17", "2026-08-17", "1500.00")
    assert (back["ordered"], back["currency"]) == ("300.00", "EUR")
    assert back["what"] == "ordered Mon 17 Aug, 300 EUR"
    assert back["amount_of"] == "sales in the year before the loss"
    text = winback("--plain", "monday", "--since", "2026-08-17").out
    assert "Returned (1; ordered for 300 EUR; 1,500 EUR of sales a year before the loss)" in text
    assert of(rows, "Lost") == []
    wider = winback("monday", "--since", "2026-08-15", "--json").json
    assert sorted(str(row["account"]) for row in of(wider, "Lost")) == [
        "Case 17",
        "Case 18",
        "Case 19",
        "Case 20",
    ]


@pytest.mark.parametrize(
    ("today", "since", "words"),
    [
        ("2026-06-08", "2026-06-01", "since Monday of last week (1 Jun)"),
        ("2026-06-09", "2026-06-01", "since Monday of last week (1 Jun)"),
        ("2026-06-12", "2026-06-01", "since Monday of last week (1 Jun)"),
        ("2026-06-14", "2026-06-01", "since Monday of last week (1 Jun)"),
        ("2026-06-15", "2026-06-08", "since Monday of last week (8 Jun)"),
    ],
)
def test_whatever_day_it_is_the_whole_last_week_is_told_and_the_first_line_says_so(
    winback: Winback, tmp_path: Path, today: str, since: str, words: str
) -> None:
    that_day = Winback(winback.book, {**WEDNESDAY, "WINBACK_NOW": f"{today}T12:00"})
    rows = that_day("monday", "--json").json
    assert {row["since"] for row in rows} == {since}
    assert that_day("monday", "--since", since, "--json").json == rows
    first, _, other = that_day("--plain", "monday").out.splitlines()[:3]
    assert first.endswith(f" · changes {words}") and other == "Another day: winback monday --since DATE"
    that_day("monday", "--html", str(tmp_path / "m.html"))
    assert f"<p>Changes {words}.</p>" in (tmp_path / "m.html").read_text("utf-8")


def test_a_return_of_last_week_is_told_on_a_monday_and_on_a_tuesday(winback: Winback) -> None:
    for today in ("2026-06-08", "2026-06-09"):
        that_day = Winback(winback.book, {**WEDNESDAY, "WINBACK_NOW": f"{today}T12:00"})
        assert [row["account"] for row in of(that_day("monday", "--json").json, "Returned")] == ["Case 11"]


def test_since_today_is_said_in_words(winback: Winback) -> None:
    text = winback("--plain", "monday", "--since", "today").out
    assert "changes since Wed 19 Aug, today" in text and "Another day" not in text


def test_silence_beyond_its_limit_is_lost_in_its_week(winback: Winback) -> None:
    later = Winback(winback.book, {**WEDNESDAY, "WINBACK_NOW": "2026-09-23T12:00"})
    rows = later("monday", "--since", "2026-09-20", "--json").json
    found = of(rows, "Newly overdue")
    assert {row["account"] for row in found} == {"Silent 5", "Silent 6"} and of(rows, "Lost") == []
    listed = {row["account"]: row["at_stake"] for row in later("list", "--json").json}
    assert all(row["amount"] == listed[row["account"]] for row in found), "one figure for an account"
    assert {row["amount_of"] for row in found} == {"a year at risk"}
    # One event, one verdict and one sum of money: that of the review.
    listed = later("loss", "--by", "account", "--period", "2026-09-20..2026-09-23", "--json").json
    known = {row["account"]: (row["sales_lost"], row["profit_lost"]) for row in listed}
    assert {row["account"]: (row["sales_lost"], row["profit_lost"]) for row in found} == known
    text = " ".join(later("--plain", "monday", "--since", "2026-09-20").out.split())
    sales, profit = (sum(float(str(each[at])) for each in known.values()) for at in (0, 1))
    assert "Lost with a case: No new case. Stopped ordering (2; " in text
    assert f"(2; {sales:,.0f} EUR sales, {profit:,.0f} EUR profit a year; " in text
    assert "No case yet: the review counts them as lost, but both may still order." in text


def test_whoever_leads_the_case_sees_to_an_account_that_matters(tmp_path: Path) -> None:
    book = ready(tmp_path)
    team = Winback(book.path, WEDNESDAY | {"WINBACK_NOW": "2026-11-23T12:00"})
    team("account", "edit", "Acme", "--owner", "Bob")
    assert team("condition", "add", "Acme", "delivery <= 3 days").code == 0
    assert team("condition", "fact", "--delivery", "2").code == 0
    (row,) = of(team("monday", "--json").json, "Accounts that matter")
    assert (row["account"], row["what"], row["who"]) == (
        "Acme",
        "Condition met: Delivery takes 2 days, they asked for at most 3 days.",
        "Carl",
    )


def test_the_ten_accounts_that_matter_have_the_most_money_at_risk_overdue_or_in_work(
    winback: Winback,
) -> None:
    december = Winback(winback.book, {**WEDNESDAY, "WINBACK_NOW": "2026-12-31T12:00"})
    rows = december("monday", "--json").json
    known = {
        row["account"]: row
        for view in ("overdue", "work")
        for row in december("list", "--view", view, "--json").json
    }
    gone = [row for row in known.values() if row["status"] in ("lost", "in work")]
    assert len(gone) > 3 and len(known) > 10
    most = sorted((float(row["at_stake"]) for row in known.values()), reverse=True)[:10]
    told = of(rows, "Accounts that matter")
    assert [float(str(row["amount"])) for row in told] == most
    assert all(row["sentence"] == known[row["account"]]["sentence"] for row in told)
    text = december("--plain", "monday").out
    assert "overdue or with an open case" in text and "ranked by itself" not in text
    assert {row["who"] for row in of(rows, "Who must act")} >= {"Ann", "Bob"}
    late = [row for row in december("due", "--json").json if row["when"] == "late"]
    assert len(of(rows, "Late")) == len(late)


def test_of_more_than_ten_accounts_that_matter_ten_are_discussed(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    for number in range(16):
        days = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(20 + number)]
        with_orders(book, with_account(book, f"Firm {number}"), [day.isoformat() for day in days])
    team = Winback(book.path, {"WINBACK_NOW": "2026-11-22T12:00", "WINBACK_ACTOR": "Ann"})
    listed = team("list", "--limit", "0", "--json").json
    matter = of(team("monday", "--json").json, "Accounts that matter")
    assert len(listed) > 11 and len(matter) == 10
    assert [row["account"] for row in matter] == [row["account"] for row in listed[:10]]


def test_it_fits_one_screen_and_writes_one_page(winback: Winback, tmp_path: Path) -> None:
    text = winback("--plain", "monday").out
    assert all(width_of(line) <= 80 for line in text.splitlines())
    since = ("--since", "2026-08-17")
    assert winback("monday", *since, "--html", str(tmp_path / "m.html")).code == 0
    page = (tmp_path / "m.html").read_text("utf-8")
    assert "Case 17" in page and "default-src 'none'" in page and "No new case." in page
    wide = winback("monday", "--since", "2026-01-01", "--html", str(tmp_path / "m.html"))
    page = (tmp_path / "m.html").read_text("utf-8")
    assert wide.code == 0 and "the first 10; all of them: winback monday --tsv" in page
    assert all(part.count("<tr>") <= 11 for part in page.split("<section>"))


def test_an_account_with_two_late_steps_is_one_loss_of_money(winback: Winback) -> None:
    for purpose in ("Call about the boxes", "Send the list"):
        assert winback("plan", "Case 18", "--add", "2026-08-20", "--purpose", purpose).code == 0
    later = Winback(winback.book, {**WEDNESDAY, "WINBACK_NOW": "2026-08-25T12:00"})
    rows = [row for row in of(later("monday", "--json").json, "Late") if row["account"] == "Case 18"]
    assert len(rows) == 2 and len({row["amount"] for row in rows}) == 1
    once = {row["account"]: float(str(row["amount"])) for row in of(later("monday", "--json").json, "Late")}
    head = next(line for line in later("--plain", "monday").out.splitlines() if line.startswith("Late ("))
    assert f"; {sum(once.values()):,.0f} EUR a year at risk, each account once)" in head


def test_on_a_terminal_everybody_who_is_late_is_named_with_their_oldest_task(winback: Winback) -> None:
    for account, lead in (("Case 18", "Ann"), ("Case 19", "Dora"), ("Case 20", "Dora")):
        for day in ("2026-08-20", "2026-08-21"):
            assert (
                winback("plan", account, "--add", day, "--purpose", f"Call {day}", "--owner", lead).code == 0
            )
    later = Winback(winback.book, {**WEDNESDAY, "WINBACK_NOW": "2026-08-25T12:00"})
    rows = of(later("monday", "--json").json, "Late")
    book = Book(later.book, fixed_clock(date(2026, 8, 25)), "Ann")
    lines = meeting_page(meeting(book)).splitlines()
    head = next(at for at, line in enumerate(lines) if line.startswith("Late ("))
    told = lines[head + 1 : lines.index(f"  All {len(rows)}: winback due")]
    counted = {line.split()[0]: int(line.split()[1]) for line in told}
    assert counted == Counter(str(row["who"]) for row in rows) and sum(counted.values()) == len(rows) > 4
    for line in told:
        oldest = min(str(row["on"]) for row in rows if row["who"] == line.split()[0])
        days = (date(2026, 8, 25) - date.fromisoformat(oldest)).days
        assert f" late; longest {days} days: " in line and width_of(line) <= 80
    assert later("--plain", "monday").out.count("late; longest") == 0, "a mail has every line"
    many = replace(meeting(book), items=tuple(meeting(book).of(MeetingSection.LATE) * 2))
    assert len(many.items) > 10 and "late; longest" not in meeting_html(meeting(book))
    assert meeting_html(many).count("late; longest") == len(counted), "the page shows ten"


def test_a_quiet_book_says_so(tmp_path: Path) -> None:
    quiet = Winback(tmp_path / "book.db", WEDNESDAY)
    assert quiet("account", "add", "Acme").code == 0
    text = quiet("--plain", "monday").out
    for said in (
        "Lost with a case: No new case.",
        "Stopped ordering: Nobody.",
        "Nobody returned.",
        "Nothing is late.",
        "Nobody is overdue or in work.",
    ):
        assert said in text
    assert quiet("monday", "--json").json == []


@pytest.mark.parametrize(
    "words", [("--since", "2027-01-01"), ("--html", "x.html", "--csv"), ("--since", "soon")]
)
def test_what_is_not_understood_is_refused(winback: Winback, words: tuple[str, ...]) -> None:
    ended = winback("monday", *words)
    assert (ended.code, ended.out) == (2, "") and len(ended.err.strip().splitlines()) == 1


def test_who_must_act_tells_what_is_due_today_and_what_comes_or_can_wait(winback: Winback) -> None:
    for day, purpose in (("2026-08-20", "Call"), ("2026-08-21", "Write"), ("2026-08-24", "Visit")):
        assert winback("plan", "Case 18", "--add", day, "--purpose", purpose).code == 0
    friday = Winback(winback.book, {**WEDNESDAY, "WINBACK_NOW": "2026-08-21T12:00"})
    rows = friday("due", "--json").json
    told = of(friday("monday", "--json").json, "Who must act")
    for row in told:
        own = [each["when"] for each in rows if each["owner"] == row["who"]]
        keys = ("late", "today", "this_week", "can_wait", "no_contact_planned")
        assert [row[key] for key in keys] == [own.count(key.replace("_", " ")) for key in keys]
    today, this_week = (sum(cast("int", row[key]) for row in told) for key in ("today", "this_week"))
    assert today == 1 and this_week >= 1
    assert "Due  Late  Today  This week  Can wait  No contact" in friday("--plain", "monday").out


def test_the_meeting_of_the_review_is_the_same(winback: Winback, tmp_path: Path) -> None:
    for more in ([], ["--json"], ["--tsv", "--limit", "3"]):
        asked, same = winback("review", "--meeting", *more), winback("monday", *more)
        assert (asked.code, asked.out) == (same.code, same.out) and asked.out
    assert winback("--plain", "review", "--meeting").out == winback("--plain", "monday").out
    files = [tmp_path / "a.html", tmp_path / "b.html"]
    winback("review", "--meeting", "--html", str(files[0]))
    winback("monday", "--html", str(files[1]))
    assert files[0].read_text("utf-8") == files[1].read_text("utf-8")
    refused = winback("review", "--meeting", "--period", "2026")
    assert refused.code == 2 and "give it alone" in refused.err
