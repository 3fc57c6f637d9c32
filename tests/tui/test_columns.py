from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.output.tables.fitting import GAP
from winback_tui.tui.drawing.cells import width_of
from winback_tui.tui.drawing.columns import ListColumn, heading, place, row_runs, widest_cells

NAME: ListColumn[str] = ListColumn("name", "Account", lambda row: row, 30, 18, grows=True)
CLASS: ListColumn[str] = ListColumn("class", "Cl", lambda row: "A", 2, leaves=1)
LATE: ListColumn[str] = ListColumn("late", "Late by", lambda row: ("9 wk", "bad"), 8, 7, right=True, leaves=5)
STAKE: ListColumn[str] = ListColumn("stake", "At stake", lambda row: "14,200", 10, right=True)
NEXT: ListColumn[str] = ListColumn("next", "Next", lambda row: ("–", "muted"), 12, leaves=6)
ALL = [NAME, CLASS, LATE, STAKE, NEXT]


def ids(room: int) -> list[str]:
    return [placed.column.id for placed in place(ALL, room)]


def test_columns_leave_by_their_number_as_the_screen_narrows() -> None:
    assert ids(80) == ["name", "class", "late", "stake", "next"]
    assert ids(60) == ["name", "class", "late", "stake"]
    assert ids(50) == ["name", "class", "stake"]
    assert ids(40) == ["name", "class", "stake"]
    assert ids(30) == ["name", "stake"]
    assert ids(10) == ["name", "stake"]


@settings(max_examples=200)
@given(st.integers(24, 200), st.text(max_size=50))
def test_a_row_is_exactly_as_wide_as_its_columns(room: int, name: str) -> None:
    placed = place(ALL, room)
    wide = sum(each.width for each in placed) + GAP * (len(placed) - 1)
    assert wide <= room
    assert sum(width_of(text) for text, _tone in row_runs(placed, name)) == wide
    assert sum(width_of(title) for title, _chosen in heading(placed, "stake", True)) == wide


def test_the_growing_column_takes_what_is_left() -> None:
    assert sum(each.width for each in place(ALL, 120)) + GAP * 4 == 120


def test_neighbours_of_one_tone_are_one_run_and_numbers_stand_right() -> None:
    runs = row_runs(place(ALL, 74), "North Mill")
    assert [tone for _text, tone in runs] == ["", "bad", "", "muted"]
    assert runs[1][0].endswith("9 wk  ")
    assert runs[2][0] == "    14,200  "


def test_the_arrow_shows_where_and_how_it_is_sorted() -> None:
    titles = dict(heading(place(ALL, 80), "stake", True))
    assert [title.strip() for title, chosen in titles.items() if chosen] == ["At stake ↓"]
    up = [title.strip() for title, chosen in heading(place(ALL, 80), "name", False) if chosen]
    assert up == ["Account ↑"]


ROWS = ["North Mill", "Zürcher Feinmechanik AG"]


def placed_for(rows: list[str], room: int) -> dict[str, int]:
    return {each.column.id: each.width for each in place(ALL, room, widest=widest_cells(ALL, rows))}


def test_a_column_is_as_wide_as_what_stands_in_it_before_another_gets_more() -> None:
    assert widest_cells(ALL, ROWS) == [23, 1, 4, 6, 0]
    assert placed_for(ROWS, 53) == {"name": 23, "class": 2, "late": 8, "stake": 8, "next": 4}
    assert placed_for(ROWS, 120)["late"] == 8, "what is left goes to the names"


def test_of_two_columns_that_lack_space_the_one_that_lacks_less_is_whole() -> None:
    state: ListColumn[str] = ListColumn("state", "State", lambda row: "overdue", 16, 6)
    placed = place([NAME, state], 30, widest=[40, 7])
    assert [each.width for each in placed] == [21, 7]


def test_a_column_with_nothing_in_it_leaves_first() -> None:
    full: ListColumn[str] = ListColumn("full", "Full", lambda row: "x" * 9, 9, leaves=6)
    columns = [NAME, full, NEXT._replace(leaves=1)]
    kept = place(columns, 36, widest=widest_cells(columns, ROWS))
    assert [each.column.id for each in kept] == ["name", "full"]


def test_numbers_are_never_cut() -> None:
    big: ListColumn[str] = ListColumn("big", "Big", lambda row: "12,345,678.90 EUR", 9, 6, right=True)
    placed = place([NAME, big], 40, widest=[60, 17])
    assert [each.width for each in placed] == [21, 17]
    assert row_runs(placed, "x")[-1][0].endswith("12,345,678.90 EUR")


def test_a_long_name_goes_on_into_what_the_number_beside_it_leaves_blank() -> None:
    placed = place([NAME, STAKE], 30, widest=[23, 10])
    assert [each.width for each in placed] == [18, 10]
    drawn = "".join(text for text, _ in row_runs(placed, "Zürcher Feinmechanik AG"))
    assert drawn == "Zürcher Feinmechanik …  14,200"
