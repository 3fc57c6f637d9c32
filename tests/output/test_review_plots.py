"""One drawing for text and SVG: the same lengths in both, wide signs in their cells, hostile words harmless."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from winback_tui.output.review.cells import cut, fitted, width_of
from winback_tui.output.review.plots.layout import EIGHTHS, draw
from winback_tui.output.review.plots.plot import Plot, PlotKind
from winback_tui.output.review.plots.svg import as_svg
from winback_tui.output.review.plots.text import as_text

VALUES = st.lists(st.integers(0, 10**9), min_size=1, max_size=24)


def bars(values: list[int], labels: list[str] | None = None) -> Plot:
    names = labels or [f"Cause {number}" for number in range(len(values))]
    return Plot("Causes", PlotKind.BARS, names, values, [f"{value:,}" for value in values])


def test_bars_stand_under_each_other_with_their_notes_at_the_edge() -> None:
    assert as_text(draw(bars([40, 20, 5, 0], ["Delivery", "Price", "Range", "None"]), 30)) == [
        "Delivery ██████████████████ 40",
        "Price    █████████          20",
        "Range    ██▎                 5",
        "None                         0",
    ]


def test_columns_stand_side_by_side_over_their_labels() -> None:
    plot = Plot("Months", PlotKind.COLUMNS, ["2025", "", "", ""], [4, 2, 0, 1])
    assert as_text(draw(plot, 16, 2)) == ["███", "███ ███     ▄▄▄", "2025"]


@given(VALUES)
def test_lengths_are_in_proportion_to_an_eighth_of_a_cell(values: list[int]) -> None:
    drawing = draw(bars(values), 80)
    greatest = max(values)
    room = max((bar.width for bar in drawing.bars), default=0)
    lengths = {int(bar.y): bar.width for bar in drawing.bars}
    for row, value in enumerate(values):
        if value:
            exact = value / greatest * room
            assert abs(lengths[row] - max(exact, 1 / EIGHTHS)) <= 1 / EIGHTHS
        else:
            assert row not in lengths


@given(VALUES, st.sampled_from([PlotKind.BARS, PlotKind.COLUMNS]))
def test_text_and_svg_draw_the_same_bars(values: list[int], kind: PlotKind) -> None:
    drawing = draw(Plot("P", kind, ["x"] * len(values), values), 60)
    root = ET.fromstring(as_svg(drawing))
    rects = [each for each in root.iter() if each.tag.endswith("rect")]
    assert len(rects) == len(drawing.bars)
    lines = as_text(drawing)
    assert len(lines) == drawing.height
    for bar in drawing.bars:
        assert lines[int(bar.y)][int(bar.x)] in "▏▎▍▌▋▊▉█▁▂▃▄▅▆▇"
    assert [round(float(each.get("width", "0")) / 8, 3) for each in rects] == [
        round(bar.width, 3) for bar in drawing.bars
    ]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_whatever_a_label_holds_the_lines_stay_lines_and_the_svg_stays_well_formed(labels: list[str]) -> None:
    drawing = draw(bars([1] * len(labels), labels), 60)
    assert all("\n" not in line and "\x1b" not in line for line in as_text(drawing))
    root = ET.fromstring(re.sub(r"[\ufffe\uffff]", "", as_svg(drawing)))
    assert {each.tag.split("}")[1] for each in root.iter()} <= {"svg", "title", "rect", "text"}


def test_wide_signs_take_two_cells() -> None:
    assert width_of("한빛 무역") == 9
    assert (cut("한빛 무역", 6), width_of(fitted("한빛 무역", 12))) == ("한빛…", 12)
    lines = as_text(draw(bars([2, 1], ["한빛 무역", "Acme"]), 40))
    assert [width_of(line) for line in lines] == [40, 40]
    assert fitted("Acme", 6, right=True) == "  Acme"


def test_a_line_has_its_scale_its_marks_and_its_years() -> None:
    plot = Plot("Months", PlotKind.LINE, ["2025", "", "", ""], [4, 2, 0, 1], marks=[1, 3])
    lines = as_text(draw(plot, 18, 3))
    assert lines[0].startswith("4 ") and lines[2].startswith("0 ")
    assert [place for place, sign in enumerate(lines[3]) if sign == "▲"] == [8, 16]
    assert lines[4] == "  2025"
    svg = as_svg(draw(plot, 18, 3))
    assert svg.count("<polyline") == 1 and svg.count("▲") == 2


@given(VALUES, st.integers(20, 120), st.integers(1, 8))
def test_a_line_of_any_values_stays_in_its_frame(values: list[int], width: int, height: int) -> None:
    drawing = draw(Plot("P", PlotKind.LINE, [""] * len(values), values, marks=[0]), width, height)
    (line,) = drawing.lines
    assert all(0 <= y <= height and 0 <= x <= drawing.width for x, y in line.points)
    lines = as_text(drawing)
    assert len(lines) == drawing.height and all(width_of(each) <= drawing.width for each in lines)
    assert any("\u2800" < sign <= "\u28ff" for row in lines[:height] for sign in row)
    greatest = max(values)
    if greatest:
        highest = min(y for _, y in line.points)
        assert line.points[values.index(greatest)][1] == highest


def test_what_the_bars_so_far_are_of_the_whole_is_marked_on_each() -> None:
    plot = Plot("Causes", PlotKind.BARS, ["A", "B"], [3, 1], running=[0.75, 1.0])
    lines = as_text(draw(plot, 22))
    assert lines == ["A ██████████████◆█████", "B ██████▋            ◆"]


def test_a_scatter_has_a_dot_for_each_number_above_nothing() -> None:
    plot = Plot("Risk", PlotKind.SCATTER, ["high", "low"], [0, 9, 1, 5], columns=["1", "2"])
    assert as_text(draw(plot, 13)) == ["high     ●", "low  ·   •", "     1   2"]
    assert as_svg(draw(plot, 13)).count("<circle") == 3


def test_cells_are_boxes_with_words_cut_to_them() -> None:
    plot = Plot(
        "Map",
        PlotKind.CELLS,
        ["A"],
        [2, 0],
        ["12 accounts in work\n90 EUR", "none\n0 EUR"],
        columns=["x", "y"],
    )
    assert as_text(draw(plot, 26)) == [
        "   x           y",
        "  ╭──────────╮╭──────────╮",
        "A │12 accoun…││none      │",
        "  │90 EUR    ││0 EUR     │",
        "  ╰──────────╯╰──────────╯",
    ]
    svg = as_svg(draw(plot, 26))
    assert svg.count("<rect") == 2 and 'fill-opacity="0.40"' in svg
