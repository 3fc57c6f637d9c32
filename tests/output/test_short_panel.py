"""A panel in a mail names what is nothing in one line, and leaves out what has nothing to say."""

from __future__ import annotations

from pathlib import Path

from tests.cli.runner import Winback
from tests.services.review_book import a_reviewed_book
from winback_tui.domain.review.figure import Unit, count_figure, money_figure, ratio_figure, share_figure
from winback_tui.output.review.cells import width_of
from winback_tui.output.review.panels.panel import Amount, Panel, panel_table
from winback_tui.output.review.plots.plot import Plot, PlotKind
from winback_tui.output.review.short_panel import short_panel

FIGURES = (
    count_figure("lost", "Lost", 3, "f", "M1"),
    count_figure("again", "Lost again", 0, "f", "M1"),
    money_figure("cost", "Cost", 0, "EUR", "f", "M1"),
    share_figure("few", "Share", 0, 4, "f", "M1"),
    share_figure("nobody", "Share of nobody", 0, 0, "f", "M1"),
    ratio_figure("rate", "Rate", Unit.FACTOR, None, 0, "f", "M1", "No cost is recorded."),
    ratio_figure("other", "Other rate", Unit.FACTOR, None, 0, "f", "M1", "No cost is recorded."),
)
TABLE = panel_table(
    "Months",
    ("Month", "Customers", "Lost", "Sales"),
    [
        ("Jan", 9, 0, Amount(0, "EUR")),
        ("Feb", 9, 1, Amount(5_000, "EUR")),
        ("Mar", 8, 0, Amount(None, "EUR")),
    ],
    (2, 3),
)


def test_zeros_and_dashes_are_named_in_one_line_each() -> None:
    short = short_panel(Panel("x", "X", FIGURES, notes=["Own note."]))
    assert short is not None
    assert [each.key for each in short.figures] == ["lost", "few"]
    assert short.notes[0] == "None: Lost again; Cost."
    assert "Not known: Rate; Other rate. No cost is recorded." in short.notes
    assert short.notes[-1] == "Own note."


def test_where_the_reasons_were_given_before_one_line_is_enough() -> None:
    short = short_panel(Panel("x", "X", FIGURES), further=True)
    assert short is not None
    assert list(short.notes) == ["None: Lost again; Cost.", "Not known: Share of nobody; Rate; Other rate."]


def test_rows_with_nothing_in_the_columns_that_count_are_counted_in_the_title() -> None:
    short = short_panel(Panel("x", "X", tables=[TABLE]))
    assert short is not None
    (table,) = short.tables
    assert (table.title, [row[0] for row in table.rows]) == ("Months (2 empty rows left out)", ["Feb"])
    assert len(table.sorts) == 1


def test_a_plot_of_one_value_and_boxes_are_left_to_the_table() -> None:
    one, two = (Plot("P", PlotKind.COLUMNS, ["", ""], values) for values in ([0, 4], [3, 4]))
    cells = Plot("C", PlotKind.CELLS, ["", ""], [3, 4])
    short = short_panel(Panel("x", "X", FIGURES, plots=[one, two, cells]))
    assert short is not None and list(short.plots) == [two]


def test_nothing_is_left_of_a_panel_of_zeros() -> None:
    empty = panel_table("T", ("A", "B"), [("x", 0)], (1,))
    assert short_panel(Panel("x", "X", FIGURES[1:3], [Plot("P", PlotKind.BARS, ["a"], [0])], [empty])) is None
    told = Panel("x", "X", notes=["2031 has not begun yet."])
    assert short_panel(told) is told


def test_a_currency_in_which_nothing_happened_takes_few_lines(tmp_path: Path) -> None:
    env = {"WINBACK_NOW": "2026-12-31T12:00", "WINBACK_ACTOR": "Ann"}
    winback = Winback(a_reviewed_book(tmp_path).path, env)
    assert winback("account", "add", "Alpen AG", "--owner", "Ann").code == 0
    for month in range(1, 13):
        day = f"2026-{month:02}-20"
        assert winback("order", "Alpen AG", "--date", day, "--amount", "CHF 100").code == 0
    text = winback("--plain", "review").out
    francs = text.partition("· CHF\n")[2]
    lines = francs.splitlines()
    assert 10 < len(lines) < 45, francs
    for words in ("Nothing to say about: Customers; Money;", "Complaints"):
        assert words in francs, words
    assert "Ann " not in francs, "people are counted once, over all currencies"
    assert " 0 CHF" not in francs.partition("Nothing to say")[0].partition("Accounts owned, cases led")[0]
    assert all(width_of(line) <= 80 for line in text.splitlines())
    assert len(winback("review", "--json").json[1]["months"]) == 24, "data forms stay whole"
    assert winback("review", "--html", str(tmp_path / "r.html")).code == 0
    first, _, second = (tmp_path / "r.html").read_text("utf-8").partition("· CHF</h1>")
    assert second.startswith('<p class="why">Nothing to say about: Customers; Money;')
    assert "Nothing to say" not in first and second.count("<h2>") == 1
    assert ">Lost again<" in first and ">Lost again<" not in second
