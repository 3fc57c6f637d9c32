from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.output.tables.fitting import GAP
from winback_tui.tui.drawing.cells import width_of
from winback_tui.tui.drawing.columns import ListColumn, heading, place, row_runs

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
    assert ids(50) == ["name", "class", "late", "stake"]
    assert ids(40) == ["name", "class", "stake"]
    assert ids(30) == ["name", "stake"]
    assert ids(10) == ["name", "stake"]


@settings(derandomize=True, max_examples=200)
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
    runs = row_runs(place(ALL, 68), "North Mill")
    assert [tone for _text, tone in runs] == ["", "bad", "", "muted"]
    assert runs[1][0].endswith("9 wk  ")
    assert runs[2][0] == "    14,200  "


def test_the_arrow_shows_where_and_how_it_is_sorted() -> None:
    titles = dict(heading(place(ALL, 80), "stake", True))
    assert [title.strip() for title, chosen in titles.items() if chosen] == ["At stake ↓"]
    up = [title.strip() for title, chosen in heading(place(ALL, 80), "name", False) if chosen]
    assert up == ["Account ↑"]
