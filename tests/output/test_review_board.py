"""A panel in few lines: the brief figures, then the plot or the table, never more lines or cells than there are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.review_book import DAY, a_reviewed_book
from winback_tui.domain.review.figure import Figure, Unit, count_figure, share_figure
from winback_tui.domain.review.review import Review
from winback_tui.output.review.board import brief_lines
from winback_tui.output.review.cells import width_of
from winback_tui.output.review.figures import detail_words
from winback_tui.output.review.html import html_page
from winback_tui.output.review.page import page
from winback_tui.output.review.panels.loss_panels import customers_panel
from winback_tui.output.review.panels.panel import Panel, PanelTable, Worded, panel_table
from winback_tui.output.review.panels.panels import panels
from winback_tui.output.review.panels.win_back_panel import win_back_panel
from winback_tui.output.review.short_panel import short_panel
from winback_tui.services.review.own_changes import add_change
from winback_tui.services.review.review import reviews


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Panel]:
    (review,) = reviews(a_reviewed_book(tmp_path_factory.mktemp("board")), "2026")
    return {each.key: each for each in panels(review)}


def text_of(panel: Panel, width: int, height: int) -> list[str]:
    return ["".join(text for text, _ in line) for line in brief_lines(panel, width, height)]


def test_the_figures_come_first_with_what_they_were_before(found: dict[str, Panel]) -> None:
    lines = text_of(found["customers"], 36, 8)
    assert lines[0].startswith("Lost ") and lines[0].endswith(" 29")
    assert lines[1].strip() == "22 cases + 7 stopped ordering"
    assert lines[2].strip() == "all 7 may still order"
    assert lines[3].strip() == "2025: 3"  # of a year that is the period before, too
    assert lines[5].strip() == "act: 78 % a year, from 20 %"
    assert any("█" in line for line in text_of(found["customers"], 36, 12))
    money = text_of(found["money"], 24, 8)
    assert money[1].endswith("40,500 EUR") and money[2].strip() == "2025: 3,500 EUR"


def test_another_period_is_said_beside_the_one_of_a_year_ago(tmp_path: Path) -> None:
    (review,) = reviews(a_reviewed_book(tmp_path), "2026-Q3")
    panel = next(each for each in panels(review) if each.key == "customers")
    assert text_of(panel, 36, 8)[3].strip() == "2026-Q2: 11, 2025-Q3: 1"
    assert text_of(panel, 20, 8)[3].strip() == "2026-Q2: 11"


def test_parts_and_earlier_periods_share_a_line_where_both_fit() -> None:
    panel = Panel(
        "x",
        "X",
        [count_figure("c", "Lost", 5, "f", "L1")],
        brief=("c",),
        parts={"c": "3 + 2"},
        compared={"c": "a year ago 4"},
    )
    assert text_of(panel, 30, 4) == ["Lost                         5", "           3 + 2; a year ago 4"]
    assert [each.strip() for each in text_of(panel, 15, 4)[1:]] == ["3 + 2", "a year ago 4"]


def tables_in(review: Review, **options: bool) -> dict[str, PanelTable]:
    return {table.title: table for each in panels(review, **options) for table in each.tables}


def test_earlier_periods_have_a_column_each_and_a_year_has_one(tmp_path: Path) -> None:
    book = a_reviewed_book(tmp_path)
    (quarter,), (year,) = reviews(book, "2026-Q3"), reviews(book, "2026")
    assert tables_in(quarter)["Compared"].heading == ("Figure", "Now", "2026-Q2", "2025-Q3")
    assert tables_in(year)["Compared"].heading == ("Figure", "Now", "2025")
    (so_far,) = reviews(replace(book, as_of=date(2026, 9, 20)), "2026")
    assert "Compared with the same days earlier" in tables_in(so_far)
    months = tables_in(year)["By month of the loss"]
    assert months.rows[0][0] == "Feb 2026"
    assert [each[0] for each in months.sorts] == sorted(each[0] for each in months.sorts)


def test_a_further_review_on_a_page_does_not_say_again_what_the_first_said_for_all(tmp_path: Path) -> None:
    book = a_reviewed_book(tmp_path)
    add_change(book, "Minimum order 200", "rules", DAY)
    first, *others = reviews(book, "2026", "rep")
    text = page([first, *others])
    assert (
        text.count("Elsewhere:")
        == sum(len(each.references) for each in panels(first) if short_panel(each))
        > 0
    )
    assert text.count("Did the change improve things?") == 1
    assert text.count("Minimum order 200") == 2, "with its answers; not again where nobody was lost around it"
    assert html_page([first, *others]).count(">Did the change improve things?<") == 1


def test_a_label_that_does_not_fit_gives_up_what_follows_a_comma_and_then_takes_a_line() -> None:
    figure = Figure("d", "Days to an answer, median", Unit.DAYS, 7, "f", "L3")
    panel = Panel("x", "X", [figure], brief=("d",))
    assert text_of(panel, 40, 3) == ["Days to an answer, median         7 days"]
    assert text_of(panel, 26, 3) == ["Days to an answer   7 days"]
    assert text_of(panel, 20, 3) == ["Days to an answer   ", "              7 days"]


def test_a_share_of_few_is_said_as_counts() -> None:
    panel = Panel("x", "X", [share_figure("s", "Back", 4, 22, "f", "M11")], brief=("s",))
    assert text_of(panel, 20, 3) == ["Back         4 of 22"]


def test_words_too_long_for_a_line_are_cut_between_the_parts_and_not_inside_a_number() -> None:
    panel = Panel(
        "x",
        "X",
        [count_figure("c", "Lost", 5, "f", "L1")],
        brief=("c",),
        compared={"c": "1 Jan-1 Dec 2025: 147,873 EUR, 2025 whole: 161,998 EUR"},
    )
    assert text_of(panel, 34, 4)[1].strip() == "1 Jan-1 Dec 2025: 147,873 EUR"


def test_where_there_is_room_for_few_steps_the_returns_are_among_them(found: dict[str, Panel]) -> None:
    lines = text_of(found["win-back"], 38, 8)
    assert any(line.startswith("returned") for line in lines)


def test_a_figure_that_is_a_part_says_of_what(found: dict[str, Panel]) -> None:
    for panel in found.values():
        assert not [each.label for each in panel.figures if each.label.startswith(("of ", "for "))]
    parts = found["customers"].parts
    assert {parts[key] for key in ("lost_by_case", "lost_silent", "lost_since_start")} == {"of the 29 lost"}
    assert found["win-back"].parts["returned"] == "of 22 lost with a case"
    assert found["causes"].short == "Root causes by profit lost: 9,900 EUR with a case"
    assert found["team"].short == "Team: due and at risk by rep"


def test_the_map_and_the_team_fit_into_their_places(found: dict[str, Panel]) -> None:
    boxes = text_of(found["map"], 46, 11)
    assert sum(line.count("╭") for line in boxes) == 9 and any("7,394" in line for line in boxes)
    assert text_of(found["map"], 46, 9) == []  # not half of it
    team = text_of(found["team"], 41, 5)
    assert team[0].split() == ["Rep", "Late", "Today", "At", "risk"]
    assert any(line.startswith("Ann") for line in team)
    assert not any("…" in line for line in team)


@given(st.integers(12, 90), st.integers(1, 16), st.sampled_from(range(8)))
def test_there_are_never_more_lines_or_cells_than_there_is_room(
    found: dict[str, Panel], width: int, height: int, place: int
) -> None:
    lines = text_of(list(found.values())[place], width, height)
    assert len(lines) <= height
    assert all(width_of(line) <= width for line in lines)


def test_hostile_names_stay_on_their_line() -> None:
    table = panel_table("T", ("Rep", "At risk"), [("x\n\x1b[31m" + "y" * 60, 3)])
    lines = text_of(Panel("team", "Team", tables=[table]), 20, 4)
    assert len(lines) == 2 and all("\x1b" not in line and width_of(line) <= 20 for line in lines)


def test_figures_that_sound_alike_say_what_they_count(found: dict[str, Panel]) -> None:
    figures = {each.key: each for each in found["win-back"].figures}
    assert figures["returned_in_period"].label == "Back in the period, whenever lost"
    assert figures["returned"].label == "Back by today, lost in the period"
    assert detail_words(figures["cases_opened"]) == "in the period, whenever they were lost"
    assert detail_words(figures["cases_lost"]) == "in the period, whenever the case was opened"
    words = detail_words(figures["win_back_90_percent"])
    assert "of 22 lost at least 90 days ago" in words or "lost at least 90 days ago" in words
    funnel = found["win-back"].plots[0]
    assert list(funnel.labels)[:2] == ["cases", "interviewed"]
    # Four were contacted, and three of all planned: a later step is not larger than an earlier one without a word.
    skipped = "Each step counts all cases that reached it: 2 contacted without a plan."
    assert skipped in found["win-back"].notes


def test_the_share_of_lost_customers_says_what_it_means_in_one_sentence(tmp_path: Path) -> None:
    (review,) = reviews(a_reviewed_book(tmp_path), "2026")
    panel = next(each for each in panels(review) if each.key == "customers")
    assert panel.notes[-1] == "78 % lost in 2026, 78 % a year at this pace; from 20 % a year: act."
    pace = next(each for each in panel.figures if each.key == "customers_lost_yearly_percent")
    assert detail_words(pace) == "from 20 % a year: act"


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        ((10, 63_452), (14, 20_433), "fewer lost (10, not 14), but 3.1 times the sales: larger accounts."),
        ((50, 22_330), (92, 14_787), "fewer lost (50, not 92), but 51 % more in sales: larger accounts."),
        ((14, 20_433), (10, 63_452), "more lost (14, not 10), but 68 % less in sales: smaller accounts."),
        ((10, 63_452), (9, 20_433), ""),
        ((10, 20_433), (10, 63_452), ""),
        ((10, 20_433), (0, 0), ""),
    ],
)
def test_where_number_and_money_changed_in_opposite_directions_a_line_says_so(
    tmp_path: Path, now: tuple[int, int], then: tuple[int, int], words: str
) -> None:
    (review,) = reviews(a_reviewed_book(tmp_path), "2026-Q3")
    made = [
        replace(each, now=replace(each.now, value=new), year_before=replace(each.year_before, value=old))
        for each in review.comparisons
        for key, new, old in zip(("customers_lost", "sales_lost"), now, then, strict=True)
        if each.key == key
    ]
    notes = customers_panel(replace(review, comparisons=tuple(made))).notes
    told = [each for each in notes if each.startswith("Against ")]
    assert told == ([f"Against 2025-Q3: {words}"] if words else [])
    assert all(len(each) <= 100 for each in told)


def test_what_is_not_known_has_no_bar_and_is_said_apart(found: dict[str, Panel]) -> None:
    causes = found["causes"]
    assert "Not known yet" not in causes.plots[0].labels and causes.small is not None
    assert "Not known yet" not in causes.small.labels
    assert causes.tables[0].rows[-1][0] == "Not known yet"
    assert any(note.startswith("Not known yet, and not among the bars: ") for note in causes.notes)
    assert causes.notes[-1].startswith("Ordered by profit lost.")
    # Delivery 2,880 EUR with severity 4 for four of eight, price 2,700 EUR with severity 2 for all six.
    assert causes.notes[-2] == "By severity “Price” comes first, before “Delivery”."


@pytest.mark.parametrize(
    ("unknown", "weighed", "below"),
    [
        (
            1_083_600,
            1,
            ["Not known yet, 10,836 EUR: interview 10 accounts", "By severity Price comes first"],
        ),
        (1_083_600, 0, ["Not known yet, 10,836 EUR: interview 10 accounts"]),
        (500_000, 1, ["By severity Price comes first"]),
        (500_000, 0, []),
    ],
)
def test_what_changes_the_order_of_work_stands_under_the_bars(
    tmp_path: Path, unknown: int, weighed: int, below: list[str]
) -> None:
    (review,) = reviews(a_reviewed_book(tmp_path), "2026")
    delivery, price = review.causes[:2]
    assert (delivery.label, price.label) == ("Delivery", "Price")
    rows = (
        replace(delivery, profit=600_000, profit_severity=300_000, severity_mean=2.5),
        replace(price, profit=500_000, profit_severity=299_999 + weighed * 2, severity_mean=3.0),
        replace(review.causes[-1], profit=unknown, accounts=10),
    )
    panel = {each.key: each for each in panels(replace(review, causes=rows))}["causes"]
    lines = text_of(panel, 56, 8)
    assert [each for each in lines if "█" not in each] == below
    assert lines[0].startswith("Delivery") and lines[1].startswith("Price")
    assert text_of(panel, 56, 2)[0].startswith("Delivery"), "the bars come first where there is no room"
    first = " first" if unknown > 600_000 else ""
    assert any(note.endswith(f"of 10 accounts; interview them{first}.") for note in panel.notes)


def test_a_period_at_the_start_of_which_the_book_was_young_says_so(tmp_path: Path) -> None:
    (review,) = reviews(a_reviewed_book(tmp_path), "2026")
    young = "The book was young when 2025 began: the customers at its start are those known by then."
    for begun, told in ((date(2024, 12, 8), True), (date(2024, 1, 1), False), (date(2025, 1, 2), False)):
        known = replace(review, facts=replace(review.facts, first_day=begun))
        panel = next(each for each in panels(known) if each.key == "customers")
        assert (young in panel.notes) is told, begun


def test_the_parts_of_those_lost_again_add_up_in_words(tmp_path: Path) -> None:
    (review,) = reviews(a_reviewed_book(tmp_path), "2025")
    panel = win_back_panel(review)
    assert panel.parts["lost_again"] == "1 not known"
    numbers = {each.key: each.value or 0 for each in panel.figures if each.key.startswith("lost_again")}
    assert numbers.pop("lost_again") == sum(numbers.values()) == 1


def test_the_team_shows_money_where_the_width_allows_and_below_each_other_in_several_currencies() -> None:
    several = [
        ("Ann Keller", 11, 1, Worded("14,719 EUR", 1), 2),
        ("Ben + Sons", 9, 3, Worded("6,506 EUR + 2,871 CHF", 2), 5),
    ]
    table = panel_table("Work", ("Rep", "Late", "Today", "At risk", "This week"), several)
    panel = Panel("team", "Team", small_table=table)

    def words(width: int, height: int) -> list[str]:
        return [" ".join(line.split()) for line in text_of(panel, width, height)]

    assert words(70, 9)[2] == "Ben + Sons 9 3 6,506 EUR + 2,871 CHF 5"
    assert words(41, 9)[2:] == ["Ben + Sons 9 3 6,506 EUR +", "2,871 CHF"]
    low = ["Rep Late Today", "Ann Keller 11 1", "Ben + Sons 9 3"]
    assert words(41, 3) == low, "where not all would fit, everybody without money"
    assert words(24, 9)[0] == "Rep Late Today"
