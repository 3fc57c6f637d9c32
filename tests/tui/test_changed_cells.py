"""Frames sent as differences: the terminal always shows the last frame, and little is sent for little."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pyte
from hypothesis import example, given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from winback_tui.tui.app.terminal.changed_cells import ChangedCells, cells_of

SIZE = (24, 4)
STYLES = [
    None,
    Style(color="#d6dce2", bgcolor="#10141a"),
    Style(color="#7cc4d4", bgcolor="#10141a", bold=True),
    Style(color="#d6dce2", bgcolor="#1e2c38"),
    Style(bgcolor="#1e2c38"),
    Style(color="red"),
    Style(color="red", underline=True),
    Style(reverse=True),
    Style(color="#d6dce2", bgcolor="#1e2c38", bold=True, italic=True),
    Style(dim=True, bgcolor="#1e2c38"),
]
TEXTS = [
    "Acme",
    "a",
    "   ",
    " " * 12,
    "  b  ",
    "Zürich",
    "株式会社",
    "は ",
    "x株",
    "▇▅▂ ",
    "\u3000" * 6,
    "a" + " " * 13 + "b",
]
Line = list[tuple[str, int]]
lines = st.lists(st.tuples(st.sampled_from(TEXTS), st.integers(0, len(STYLES) - 1)), max_size=6)
frames = st.lists(st.lists(lines, min_size=SIZE[1], max_size=SIZE[1]), min_size=1, max_size=4)


def drawn(line: Line) -> list[Segment]:
    """The line on the full width: as much of it as fits, then blanks."""
    width, found = SIZE[0], []
    for text, number in line:
        cells = len(list(cells_of([Segment(text)], None)))
        if cells > width:
            break
        found.append(Segment(text, STYLES[number]))
        width -= cells
    return [*found, Segment(" " * width, STYLES[1])]


def pieces(frame: Sequence[Line]) -> list[tuple[int, int, list[Segment]]]:
    return [(row, 0, drawn(line)) for row, line in enumerate(frame)]


def terminal() -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(*SIZE)
    return screen, pyte.Stream(screen)


def looks(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """Every cell as a person sees it: of a blank neither the colour of letters nor their weight is seen."""
    found = []
    for row in range(SIZE[1]):
        cells = [screen.buffer[row][column] for column in range(SIZE[0])]
        found.append(
            [
                (cell.data, cell.bg, cell.underscore, cell.reverse)
                if cell.data == " " and not (cell.reverse or cell.underscore)
                else tuple(cell)
                for cell in cells
            ]
        )
    return found


@given(frames, st.booleans())
@example([[[], [], [], [("Acme", 8), ("a             b", 4)]]], True)
@example([[[("株式会社", 1)]] * 4, [[("a", 1), ("株式会社", 1)]] * 4, [[("x株", 3)]] * 4], True)
def test_the_terminal_shows_the_last_frame_whatever_came_before(
    frames: list[list[Line]], erases_in_colour: bool
) -> None:
    screen, stream = terminal()
    changed = ChangedCells(ColorSystem.TRUECOLOR, erases_in_colour)
    for frame in frames:
        stream.feed(changed.update(pieces(frame), SIZE))
    expected, fresh = terminal()
    fresh.feed(ChangedCells(ColorSystem.TRUECOLOR, False).update(pieces(frames[-1]), SIZE))
    assert looks(screen) == looks(expected)
    assert "".join(screen.display[0]).rstrip() == "".join(text for text, *_ in drawn(frames[-1][0])).rstrip()
    assert changed.update(pieces(frames[-1]), SIZE) == ""


@given(frames)
def test_a_piece_of_a_line_is_drawn_in_its_place(frames: list[list[Line]]) -> None:
    screen, stream = terminal()
    changed = ChangedCells(ColorSystem.EIGHT_BIT, True)
    for before, after in pairwise([frames[0], *frames]):
        stream.feed(changed.update(pieces(before), SIZE))
        stream.feed(changed.update([(1, 0, drawn(after[1]))], SIZE))
        mixed = [before[0], after[1], *before[2:]]
        expected, fresh = terminal()
        fresh.feed(ChangedCells(ColorSystem.EIGHT_BIT, True).update(pieces(mixed), SIZE))
        assert looks(screen) == looks(expected)


def test_letters_that_join_are_sent_whole() -> None:
    woman = "\U0001f469\u200d\U0001f527"
    changed = ChangedCells(ColorSystem.TRUECOLOR, True)
    first = changed.update([(0, 0, [Segment(f"a{woman}b")])], SIZE)
    assert f"a{woman}b" in first
    assert woman in changed.update([(0, 0, [Segment(f"c{woman}b")])], SIZE)


def test_one_letter_costs_a_few_bytes() -> None:
    changed = ChangedCells(ColorSystem.TRUECOLOR, True)
    style = Style(color="#d6dce2", bgcolor="#10141a", bold=True)
    changed.update([(2, 0, [Segment("A011953 overdue since May", style)])], (80, 24))
    sent = changed.update([(2, 0, [Segment("A011953 overdue since Jun", style)])], (80, 24))
    assert sent == "\x1b[3;23H\x1b[1;38;2;214;220;226;48;2;16;20;26mJun\x1b[m"


def test_after_a_resize_or_when_the_terminal_may_show_something_else_all_is_sent() -> None:
    changed = ChangedCells(ColorSystem.TRUECOLOR, True)
    line = [(0, 0, [Segment("Acme")])]
    assert "Acme" in changed.update(line, SIZE)
    assert changed.update(line, SIZE) == ""
    assert "Acme" in changed.update(line, (30, 4))
    changed.forget()
    assert "Acme" in changed.update(line, (30, 4))


def test_without_colours_only_text_is_sent() -> None:
    changed = ChangedCells(None, False)
    assert changed.update([(0, 0, [Segment("Acme", STYLES[2])])], SIZE) == "\x1b[1HAcme"


def test_a_link_is_sent_with_its_letters_and_a_hostile_one_or_one_for_a_plain_terminal_is_not() -> None:
    def sent(link: str, links: bool = True) -> str:
        cells = ChangedCells(ColorSystem.TRUECOLOR, True, links)
        return cells.update([(0, 0, [Segment("+44 20", Style(link=link)), Segment(" x")])], SIZE)

    assert "\x1b]8;;tel:+4420\x1b\\" in sent("tel:+4420") and sent("tel:+4420").count("\x1b]8;;") == 2
    for hostile in ("tel:1\x1b\\\x1b[2J", "tel:\x07", "tel:é", "tel:1\n"):
        assert "\x1b]8" not in sent(hostile) and "\x1b[2J" not in sent(hostile)
    assert "\x1b]8" not in sent("tel:+4420", links=False)


def test_what_one_pen_draws_is_sent_together_where_colours_are_long_and_row_by_row_where_they_are_short() -> (
    None
):
    names, risks = Style(color="#d6dce2"), Style(color="#ea8277")

    def sent(name: Style | None, risk: Style) -> str:
        page = [(row, 0, [Segment(f"Acme {row}  ", name), Segment("85 %", risk)]) for row in range(SIZE[1])]
        return ChangedCells(ColorSystem.TRUECOLOR, True).update(page, SIZE)

    page = sent(names, risks)
    assert page.count("38;2;214;220;226m") == page.count("38;2;234;130;119m") == 1
    page = sent(None, Style(bold=True))
    assert page.index("85 %") < page.index("Acme 1")


def test_a_gap_in_another_colour_is_jumped_over() -> None:
    names, risks = Style(color="#d6dce2"), Style(color="#ea8277")
    changed = ChangedCells(ColorSystem.TRUECOLOR, True)

    def line(name: str, order: str) -> list[tuple[int, int, list[Segment]]]:
        return [(0, 0, [Segment(name, names), Segment("85", risks), Segment(order, names)])]

    changed.update(line("Acme ", " 4 mo"), SIZE)
    assert changed.update(line("Acne ", " 5 mo"), SIZE) == "\x1b[1;3H\x1b[38;2;214;220;226mn\x1b[9G5\x1b[m"


def test_blanks_of_two_cells_each_are_no_erase_of_one_each() -> None:
    screen, stream = terminal()
    stream.feed(ChangedCells(None, True).update([(0, 0, [Segment("\u3000" * 11 + "b")])], SIZE))
    assert screen.buffer[0][22].data == "b"


def test_a_line_of_words_far_apart_is_erased_before_it_is_written() -> None:
    changed = ChangedCells(ColorSystem.TRUECOLOR, True)
    changed.update([(1, 0, [Segment("x" * 40)])], (80, 4))
    sent = changed.update([(1, 0, [Segment(f"Rep{' ' * 9}Late{' ' * 9}At risk{' ' * 8}")])], (80, 4))
    assert sent == "\x1b[2H\x1b[40XRep\x1b[9CLate\x1b[9CAt risk"
    changed.update([(1, 0, [Segment("x" * 80)])], (80, 4))
    sent = changed.update([(1, 0, [Segment(f"株{' ' * 9}Late{' ' * 9}At risk{' ' * 49}")])], (80, 4))
    assert sent == "\x1b[2H\x1b[K株\x1b[9CLate\x1b[9CAt risk"
    changed.update([(1, 0, [Segment("x" * 40)])], (80, 4))
    sent = changed.update([(1, 0, [Segment(f"株{' ' * 9}Late{' ' * 9}At risk{' ' * 9}")])], (80, 4))
    assert sent.startswith("\x1b[2H\x1b[40X株"), "as many cells as it covers, not letters"


GROUND = Style(bgcolor="#10141a")
NAMES, AMOUNTS = GROUND + Style(color="#d6dce2"), GROUND + Style(color="#8794a1")


def report(*words: str) -> list[tuple[int, int, list[Segment]]]:
    """Four lines, their words in columns of twelve and in two colours."""
    line = [Segment(word.ljust(12), (NAMES, AMOUNTS)[number % 2]) for number, word in enumerate(words)]
    return [(row, 0, line) for row in range(4)]


def test_lines_whose_words_all_change_are_erased_first_and_no_blank_is_sent() -> None:
    changed = ChangedCells(ColorSystem.TRUECOLOR, True)
    changed.update(report("Birtwistle", "19 months", "Huddersfield", "recovered"), (50, 4))
    sent = changed.update(report("Acme", "2 d", "Leeds", "lost"), (50, 4))
    assert sent.count("\x1b[45X") == 4 and sent.rindex("\x1b[45X") < sent.index("Acme")
    assert " " not in sent.replace("2 d", "")


def test_where_erasing_would_lose_the_background_blanks_are_sent() -> None:
    changed = ChangedCells(ColorSystem.TRUECOLOR, False)
    changed.update(report("Birtwistle", "19 months"), (50, 4))
    sent = changed.update(report("Acme", "2 d"), (50, 4))
    assert "X" not in sent and "\x1b[K" not in sent


def test_a_blank_looks_the_same_between_letters_of_any_colour() -> None:
    changed = ChangedCells(ColorSystem.TRUECOLOR, True)
    changed.update([(0, 0, [Segment("Acme    lost", NAMES)])], SIZE)
    sent = changed.update([(0, 0, [Segment("Acme", NAMES), Segment("    lost", AMOUNTS)])], SIZE)
    assert sent == "\x1b[1;9H\x1b[38;2;135;148;161;48;2;16;20;26mlost\x1b[m"


def test_a_gap_of_few_cells_that_take_many_bytes_is_jumped_over() -> None:
    changed = ChangedCells(None, False)
    changed.update([(0, 0, [Segment("a▇▅▂b")])], SIZE)
    assert changed.update([(0, 0, [Segment("c▇▅▂d")])], SIZE) == "\x1b[1Hc\x1b[5Gd"


def test_lines_below_each_other_are_gone_to_by_a_line_feed() -> None:
    changed = ChangedCells(None, False)
    assert changed.update([(row, 0, [Segment(f"line {row}")]) for row in range(3)], SIZE) == (
        "\x1b[1Hline 0\r\nline 1\r\nline 2"
    )


def test_letters_that_have_the_look_of_a_blank_are_not_drawn_as_one() -> None:
    """Letters in the usual colour, beside coloured ones on the same background."""
    for letters in ("b", " b", "b ", "a b"):
        for erases in (False, True):
            line = [(0, 0, [Segment("Acme", STYLES[2]), Segment(letters, Style(bgcolor="#10141a"))])]
            sent = ChangedCells(ColorSystem.TRUECOLOR, erases).update(line, SIZE)
            screen, stream = terminal()
            stream.feed(sent)
            looks = [screen.buffer[0][column] for column in range(4, 4 + len(letters))]
            assert {(cell.fg, cell.bold) for cell in looks if cell.data.strip()} == {("default", False)}, (
                letters
            )
