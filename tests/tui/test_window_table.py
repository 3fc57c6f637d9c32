"""The list widget on its own, over made-up rows."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

import pytest
from textual.app import App, ComposeResult

from tests.tui.piloting import drawn, piloted
from winback_tui.tui.drawing.cells import width_of
from winback_tui.tui.drawing.columns import ListColumn
from winback_tui.tui.drawing.tones import THEMES
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.rows import ListRows, Paged
from winback_tui.tui.widgets.list.window_table import WindowTable


class Row(NamedTuple):
    key: int
    name: str


class Counted:
    """A hundred thousand rows that says what was read."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.read: list[tuple[int, int]] = []

    def count(self) -> int:
        return self.total

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        self.read.append((offset, limit))
        return [Row(n, f"row {n}") for n in range(offset, min(offset + limit, self.total))]

    def all_keys(self) -> Sequence[Hashable]:
        return range(self.total)


class OneList(App[None]):
    def __init__(self, names: Sequence[str] = (), source: Counted | None = None) -> None:
        super().__init__()
        self.register_theme(THEMES["dark"])
        self.theme = "dark"
        self.table = WindowTable(
            (
                ListColumn("name", "Name", lambda row: row.name, 20, grows=True),
                ListColumn("key", "No", lambda row: str(row.key), 4, right=True),
                ListColumn("more", "More", lambda row: "more" * 11, 40, leaves=2),
            )
        )
        self.table.show(source or ListRows([Row(n, name) for n, name in enumerate(names)]), sorted_by="name")
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.table

    def on_window_table_opened(self, event: WindowTable.Opened) -> None:
        self.said.append(f"opened {event.row.name}")

    def on_window_table_sort_asked(self, event: WindowTable.SortAsked) -> None:
        self.said.append(f"{event.column} {'falling' if event.falling else 'rising'}")

    def on_window_table_marked(self, event: WindowTable.Marked) -> None:
        self.said.append(f"{event.number} marked")

    def run_command(self, command: object, node: object) -> None:
        from winback_tui.tui.app.context import Context

        command.run(Context(self, self.screen, node, None))  # type: ignore[attr-defined, arg-type]


LETTERS = "abcdefghijklmnopqrstuvwxyz"


@piloted
async def test_moving_by_keys() -> None:
    app = OneList(LETTERS)
    async with app.run_test(size=(60, 11)) as pilot:
        at = []
        for key in (
            "j",
            "down",
            "k",
            "pagedown",
            "pagedown",
            "pagedown",
            "ctrl+u",
            "g",
            "up",
            "G",
            "ctrl+d",
            "home",
            "end",
        ):
            await pilot.press(key)
            at.append(app.table.cursor)
        assert at == [1, 2, 1, 11, 21, 25, 20, 0, 0, 25, 25, 0, 25]
        assert "▌  z" in drawn(app)


@piloted
async def test_a_page_moves_the_rows_and_not_the_cursor_on_the_screen() -> None:
    app = OneList(source=Counted(100_000))
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.press("j", "j", "pagedown")
        assert (app.table.top, app.table.cursor) == (10, 12)
        assert "▌  row 12" in drawn(app).splitlines()[3]


@piloted
async def test_only_rows_in_sight_are_read() -> None:
    source = Counted(100_000)
    app = OneList(source=source)
    async with app.run_test(size=(60, 30)) as pilot:
        await pilot.press("G")
        assert "row 99999" in drawn(app)
    assert sum(limit for _offset, limit in source.read) <= 4 * Paged.BLOCK


@piloted
async def test_other_rows_take_one_reading_wherever_the_cursor_comes_to_stand() -> None:
    source = Counted(100_000)
    app = OneList("abc")
    async with app.run_test(size=(60, 30)):
        app.table.move_to(1)
        for place in (0, 1, 63, 64, 70_000, 99_999):
            app.table.show(ListRows([Row(place, "only")]))
            source.read.clear()
            app.table.show(source)
            assert app.table.row.key == place
            at_cursor = drawn(app).splitlines()[min(place, 28) + 1]
            assert f"row {place} " in at_cursor
            assert len(source.read) == 1, source.read


@piloted
async def test_a_reload_keeps_the_cursor_and_the_marks_on_their_rows() -> None:
    app = OneList("abcdef")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("space", "j", "space")
        assert app.table.marks == {0, 2}
        assert app.table.row.name == "d"
        app.table.show(ListRows([Row(n, "abcdef"[n]) for n in (5, 4, 3, 2, 1)]), sorted_by="name")
        await pilot.pause()
        assert app.table.row.name == "d"
        assert app.table.marks == {2}
        app.table.show(ListRows([Row(n, "abcdef"[n]) for n in (5, 4)]), sorted_by="name")
        assert app.table.row.name == "e", "a row that is gone leaves the cursor in its place"


@piloted
async def test_marking_one_and_all() -> None:
    app = OneList("abc")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("space")
        assert "*" in drawn(app).splitlines()[1]
        await pilot.press("V")
        assert app.table.marked_keys() == [0, 1, 2]
        await pilot.press("V")
        assert app.table.marked_keys() == []
        assert app.said == ["1 marked", "3 marked", "0 marked"]


@piloted
async def test_sorting_by_key_and_by_click() -> None:
    app = OneList("abc")
    async with app.run_test(size=(100, 20)) as pilot:
        assert "Name ↑" in drawn(app)
        await pilot.press("s", "greater_than_sign", "less_than_sign")
        await pilot.click(WindowTable, offset=(4, 0))
        await pilot.click(WindowTable, offset=(52, 0))
        assert app.said == ["name falling", "key rising", "more rising", "name falling", "key rising"]


@piloted
async def test_the_mouse_points_opens_and_scrolls() -> None:
    app = OneList(source=Counted(1_000))
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.click(WindowTable, offset=(5, 3))
        assert app.table.cursor == 2
        await pilot.click(WindowTable, offset=(5, 4), times=2)
        assert app.said == ["opened row 3"]
        app.table._look_at(500)
        assert app.table.cursor == 500, "the wheel takes the cursor along"
        await pilot.mouse_down(WindowTable, offset=(59, 10))
        await pilot.mouse_up(WindowTable, offset=(59, 10))
        assert app.table.top == 990, "a click at the foot of the scroll bar shows the end"


@piloted
async def test_a_column_with_nothing_in_any_row_leaves_and_comes_back() -> None:
    app = OneList(["one", "two"])
    app.table._painter.columns[2] = ListColumn(
        "more", "More", lambda row: row.name.partition(" ")[2] or "–", 9
    )
    async with app.run_test(size=(60, 8)) as pilot:
        app.table.show(ListRows([Row(1, "one"), Row(2, "two")]), sorted_by="name")
        await pilot.pause()
        assert "More" not in drawn(app) and "›" not in drawn(app), "nothing is hidden on the right"
        app.table.show(ListRows([Row(1, "one"), Row(2, "two words")]), sorted_by="name")
        await pilot.pause()
        assert "More" in drawn(app) and "words" in drawn(app)
        app.table.show(ListRows([Row(1, "one")]), sorted_by="more")
        await pilot.pause()
        assert "More ↑" in drawn(app), "what it is sorted by stays"


@piloted
async def test_hidden_columns_come_into_sight() -> None:
    app = OneList(["a name of twenty"])
    async with app.run_test(size=(60, 8)) as pilot:
        assert drawn(app).splitlines()[0].endswith("›")
        await pilot.press("l")
        assert "More" not in drawn(app).splitlines()[0]
        assert "‹" in drawn(app).splitlines()[0]
        await pilot.press("h", "h")
        assert "‹" not in drawn(app)


@pytest.mark.parametrize("why", list(Why))
@piloted
async def test_an_empty_list_teaches_the_next_key(why: Why) -> None:
    app = OneList()
    app.table.show(ListRows(), empty=Empty(why, "Nothing [here].", (("I", "imports a file"),)))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("j", "space", "V", "enter", "pagedown")
        screen = drawn(app)
        assert f"{why}  Nothing [here]." in screen
        assert "I  imports a file" in screen
    assert app.said == []


@piloted
async def test_hostile_names_stay_on_their_line_and_in_their_columns() -> None:
    names = [
        "ACME [/HQ]",
        "[red]x[/red]",
        "a\x1b[31m\nb",
        "東京精密工業",
        "👨\u200d👩\u200d👧 & Söhne",
        "x" * 5_000,
        "\ud800",
    ]
    app = OneList(names)
    async with app.run_test(size=(80, 12)):
        lines = drawn(app).splitlines()[1:8]
    assert [line.split()[-2] for line in lines] == [*"0123456"]
    assert {width_of(line) for line in lines} == {width_of(lines[0])}, "every row ends in the same cell"
    assert lines[0].startswith("▌  ACME [/HQ] ")
    assert lines[1].startswith("   [red]x[/red] ")
    assert lines[2].startswith("   a[31m b ")
    assert "x…" in lines[5]


class OneColumnSorts(App[None]):
    """The one column that sorts leaves first."""

    def compose(self) -> ComposeResult:
        self.sort_asked = False
        table = WindowTable(
            (
                ListColumn("name", "Name", lambda row: row.name * 20, 30, sorts=False),
                ListColumn("key", "No", lambda row: str(row.key) * 20, 30, leaves=1),
            )
        )
        table.show(ListRows([Row(1, "a"), Row(2, "b")]), sorted_by="key")
        yield table

    def on_window_table_sort_asked(self) -> None:
        self.sort_asked = True


@piloted
@pytest.mark.parametrize(("width", "asked"), [(80, True), (40, False)])
async def test_a_list_too_narrow_for_what_sorts_keeps_its_order(width: int, asked: bool) -> None:
    app = OneColumnSorts()
    app.register_theme(THEMES["dark"])
    app.theme = "dark"
    async with app.run_test(size=(width, 10)) as pilot:
        table = app.query_one(WindowTable)
        table.sort_step(1)
        await pilot.pause()
    assert app.sort_asked is asked
