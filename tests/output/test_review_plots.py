"""One drawing for text and SVG: the same lengths in both, wide signs in their cells, hostile words harmless."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from winback_tui.output.review.cells import cut, fitted, width_of
from winback_tui.output.review.plots import EIGHTHS, Plot, PlotKind, as_svg, as_text, draw

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


@given(VALUES, st.sampled_from(list(PlotKind)))
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
