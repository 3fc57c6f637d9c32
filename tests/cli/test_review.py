"""`review`, `loss` and `causes`: the same figures in every form, bad periods refused, hostile names harmless."""

from __future__ import annotations

import re
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pexpect
import pytest

from tests.cli.runner import Winback
from tests.services.review_book import a_reviewed_book
from tests.services.test_review import BY_HAND
from tests.tui.terminal import Terminal
from winback_tui.output.review.cells import width_of

ENV = {"WINBACK_NOW": "2026-12-31T12:00", "WINBACK_ACTOR": "Ann"}
FIXED = (
    *("period", "currency", "customers_start", "customers_lost", "customers_lost_percent", "sales_lost"),
    *(
        "profit_lost",
        "sales_lost_percent",
        "cases_opened",
        "returned",
        "returned_in_period",
        "win_back_percent",
    ),
    *("days_to_return_median", "cost", "romi", "why"),
)
CAUSE_KEYS = {"reason", "voice", "accounts", "profit_lost", "share_percent", "severity_mean", "fixable"}
HOSTILE = "<script>alert(1)</script>\"'&lt; \x1b[31m=1+1"


@pytest.fixture
def winback(tmp_path: Path) -> Winback:
    return Winback(a_reviewed_book(tmp_path).path, ENV)


def test_the_keys_that_scripts_rely_on_hold_the_figures_worked_out_by_hand(winback: Winback) -> None:
    (told,) = winback("review", "--period", "2026", "--json").json
    assert told.keys() >= set(FIXED)
    assert {key: told[key] for key in FIXED[:-1]} == {
        "period": "2026",
        "currency": "EUR",
        "customers_start": 36,
        "customers_lost": 29,
        "customers_lost_percent": 77.78,
        "sales_lost": "40500.00",
        "profit_lost": "12150.00",
        "sales_lost_percent": 90.7,
        "cases_opened": 23,
        "returned": 4,
        "returned_in_period": 4,
        "win_back_percent": None,
        "days_to_return_median": 29,
        "cost": "190.00",
        "romi": 3.7368,
    }
    assert "Win-back rate so far: 22 cases are too few for a percentage" in told["why"]


def test_a_year_that_still_runs_is_named_as_it_was_asked_for(winback: Winback) -> None:
    june = Winback(winback.book, {**ENV, "WINBACK_NOW": "2026-06-30T12:00"})
    (told,) = june("review", "--period", "2026", "--json").json
    assert (told["period"], told["end"], told["complete"]) == ("2026", "2026-06-30", False)
    assert {row["period"] for row in june("review", "--tsv").rows} == {"2026"}
    assert "Review of 2026 so far" in june("--plain", "review").out


def test_every_form_tells_the_same_figures(winback: Winback, tmp_path: Path) -> None:
    (told,) = winback("review", "--json").json
    rows = winback("review", "--tsv").rows
    assert [row["figure"] for row in rows] == list(BY_HAND)
    for row in rows:
        value = told[row["figure"]]
        assert row["value"] == ("" if value is None else str(value))
        assert row["formula"] and row["rule"]
        assert row["value"] or row["why"]
    text = winback("--plain", "review").out
    assert max(width_of(line) for line in text.splitlines()) <= 80
    winback("review", "--html", str(tmp_path / "review.html"))
    page = (tmp_path / "review.html").read_text("utf-8")
    for shown in ("40,500 EUR", "12,150 EUR", "78 %", "171,833 EUR", "29 days", "4.74 EUR"):
        assert shown in text and shown in page, shown
    words = (
        "22 cases + 7 stopped ordering; all 7 may still order",
        "from 20 % a year: act",
        "2 contacted without a plan",
        "By severity “Price” comes first, before “Delivery”.",
    )
    told, shown_page = " ".join(text.split()), " ".join(re.sub(r"<[^>]+>", " ", unescape(page)).split())
    for each in words:
        assert each in told, each
        assert each in shown_page, each


def test_the_loss_is_told_whole_by_group_by_month_and_by_account(winback: Winback) -> None:
    (whole,) = winback("loss", "--period", "2026", "--json").json
    assert (whole["customers_lost"], whole["sales_lost"]) == (29, "40500.00")
    for by in ("rep", "segment", "class"):
        parts = winback("loss", "--period", "2026", "--by", by, "--json").json
        assert sum(part["customers_lost"] for part in parts) == 29, by
    months = winback("loss", "--period", "2026", "--by", "month", "--json").json
    assert len(months) == 24
    assert sum(month["customers_lost"] for month in months if month["month"] > "2026") == 29
    lost = winback("loss", "--period", "2026-Q2", "--by", "account", "--json").json
    assert len(lost) == 11 and {row["lost_by"] for row in lost} == {"case", "silence"}
    stopped = sum(row["lost_by"] == "silence" for row in lost)
    for by in ("account", "rep"):
        terminal = winback.terminal("loss", "--period", "2026-Q2", "--by", by, size=(60, 100))
        terminal.expect(pexpect.EOF)
        text = " ".join(terminal.before.split())
        assert f"Lost: {len(lost) - stopped} cases + {stopped} stopped ordering; " in text
        assert "may still order" in text and "silence" not in text
        assert ("no order" in text) is (by == "account")
    assert lost[0] | {"account_id": ""} == {
        "account_id": "",
        "account": "Case 11",
        "owner": "Bob",
        "segment": "makers",
        "class": lost[0]["class"],
        "lost_on": "2026-05-15",
        "lost_by": "case",
        "status": "returned",
        "sales_lost": "1500.00",
        "profit_lost": "450.00",
        "currency": "EUR",
    }


def test_causes_have_their_keys_and_add_up(winback: Winback) -> None:
    rows = winback("causes", "--period", "2026", "--json").json
    assert all(row.keys() >= CAUSE_KEYS for row in rows)
    assert {row["voice"] for row in rows} == {"root", "stated"}
    roots = winback("causes", "--period", "2026", "--voice", "root", "--json").json
    assert sum(float(row["profit_lost"]) for row in roots) == 9_900
    by_rival = winback("causes", "--by", "rival", "--voice", "root", "--json").json
    assert [row["reason"] for row in by_rival if row["group"] == "Rex"] == ["better-terms"]


@pytest.mark.parametrize(
    "words",
    [
        ("review", "--period", "soon"),
        ("review", "--period", "2026-13"),
        ("review", "--by", "mood"),
        ("loss", "--by", "mood"),
        ("causes", "--by", "mood"),
        ("causes", "--voice", "mine"),
        ("review", "--json", "--csv"),
        ("review", "--html", "x.html", "--json"),
        ("review", "--html", "."),
        ("review", "--limit", "-1"),
        ("loss", "--limit", "-1"),
    ],
    ids=" ".join,
)
def test_what_is_not_understood_is_refused_in_one_line(winback: Winback, words: tuple[str, ...]) -> None:
    ended = winback(*words)
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.strip().splitlines()) == 1


def test_reference_figures_stand_beside_ours_and_can_be_switched_off(winback: Winback) -> None:
    text = winback("--plain", "review").out
    assert "Elsewhere:" in text and "Harvard Business Review, 2016" in " ".join(text.split())
    assert "91 % of the satisfied, 54 %" in " ".join(text.split())
    assert len(winback("review", "--json").json[0]["references"]) == text.count("Elsewhere:")
    assert winback("config", "reference figures", "no").code == 0
    assert "Elsewhere:" not in winback("--plain", "review").out
    assert winback("review", "--json").json[0]["references"] == []


def test_a_period_still_to_come_gives_a_reason_for_every_figure(winback: Winback) -> None:
    (told,) = winback("review", "--period", "2031", "--json").json
    assert told["why"] == "2031 has not begun yet."
    assert {told[key] for key in BY_HAND} == {None}
    assert "2031 has not begun yet." in winback("--plain", "review", "--period", "2031").out


def test_a_page_that_cannot_be_written_says_so(winback: Winback, tmp_path: Path) -> None:
    ended = winback("review", "--html", str(tmp_path / "no" / "such" / "x.html"))
    assert (ended.code, ended.out) == (2, "") and "cannot be written" in ended.err


class Tags(HTMLParser):
    """The tags of a page, and its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes += attrs


def test_hostile_names_stay_text_and_the_page_needs_nothing_else(tmp_path: Path) -> None:
    winback = Winback(tmp_path / "book.db", ENV)
    for words in (
        ("account", "add", HOSTILE, "--segment", HOSTILE, "--owner", HOSTILE),
        *(("order", "alert", "--date", f"2026-0{month}-07", "--amount", "EUR 100") for month in range(1, 7)),
        ("case", "open", "alert", "--lost-on", "2026-08-01", "--lost-by", HOSTILE, "--responsible", "Eve"),
        ("fix", "cause", "alert", "price", "--competitor", HOSTILE),
    ):
        assert winback(*words).code == 0, words
    assert winback("review", "--html", str(tmp_path / "r.html")).code == 0
    page = (tmp_path / "r.html").read_text("utf-8")
    tags = Tags()
    tags.feed(page)
    assert tags.seen.count("script") == 1 and "<script>alert" not in page
    assert not {"img", "link", "iframe", "object", "form", "base"} & set(tags.seen)
    assert not [name for name, _ in tags.attributes if name.startswith("on") or name in ("src", "href")]
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", page)
    assert "\x1b" not in page and "default-src 'none'" in page
    assert "\x1b" not in winback("--plain", "review").out
    assert winback("causes", "--csv").code == 0
    assert (tmp_path / "r.html").stat().st_mode & 0o777 == 0o600


def test_a_reader_sees_totals_below_groups_and_data_has_rows_alone(winback: Winback) -> None:
    assert len(winback("loss", "--by", "rep", "--period", "2026", "--json").json) == 2
    command = [sys.executable, "-m", "winback_tui", "--plain", "--db", str(winback.book)]
    with Terminal(
        [*command, "loss", "--by", "rep", "--period", "2026"], (120, 40), dict(winback.env)
    ) as terminal:
        terminal.wait_for("Total of 2")
        assert terminal.exit_code() == 0
        total = "\n".join(terminal.rows).partition("Total of 2")[2]
    assert "40,500" in total and "29" in total
    with Terminal([*command, "returns"], (120, 40), dict(winback.env)) as terminal:
        terminal.wait_for("Total of 5")
        assert terminal.exit_code() == 0


def test_the_commands_are_narrowed_to_an_owner_a_segment_a_class(winback: Winback) -> None:
    (ann,) = winback("review", "--period", "2026", "--owner", "ann", "--json").json
    assert (ann["customers_lost"], [row["rep"] for row in ann["team"]]) == (6, ["Ann"])
    (mills,) = winback("loss", "--period", "2026", "--segment", "mills", "--json").json
    assert mills["customers_lost"] == 6
    assert winback("causes", "--period", "2026", "--owner", "Ann", "--voice", "root", "--json").json == []
    ended = winback("review", "--owner", "Zoe")
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "No owner is called 'Zoe'; choose one of Ann, Bob." in ended.err
    (since,) = winback("review", "--period", "since 2026-05-16", "--json").json
    assert (since["start"], since["end"]) == ("2026-05-16", "2026-12-31")
