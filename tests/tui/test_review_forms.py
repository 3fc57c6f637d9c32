"""Each figure of the review is the same on the screen, in text, in JSON, as rows and in the HTML file."""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from pathlib import Path

from tests.cli.runner import Winback
from tests.services.review_book import a_reviewed_book
from tests.tui.piloting import drawn, piloted, until
from winback_tui.output.review.figures import data_value, value_words
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.review.review import reviews
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.screens.review.pages.review_rows import PAGES, review_page

ENV = {"WINBACK_NOW": "2026-12-31T12:00", "WINBACK_ACTOR": "Ann"}


@piloted
async def test_every_figure_is_the_same_in_all_five_forms(tmp_path: Path) -> None:
    book = a_reviewed_book(tmp_path)
    (review,) = reviews(book, "2026")
    figures = list(review.figures())
    winback = Winback(book.path, ENV)
    (data,) = winback("review", "--period", "2026", "--json").json
    rows = {row["figure"]: row["value"] for row in winback("review", "--period", "2026", "--tsv").rows}
    text = winback("--plain", "review", "--period", "2026").out.splitlines()
    whole = " ".join(text)
    assert winback("review", "--period", "2026", "--html", str(tmp_path / "r.html")).code == 0
    page = unescape((tmp_path / "r.html").read_text("utf-8"))
    shown: list[str] = []
    app = WinbackApp(LiveBook.of(book), views=[spec for spec in VIEWS if spec.id == "review"])
    async with app.run_test(size=(96, 60)) as pilot:
        for place, key in enumerate(PAGES, 1):
            labels = [row.label for row in review_page(review, key).rows]  # may take a frame to have room
            await until(pilot, partial(shows, app, f"{place} of {len(PAGES)}", *labels))
            shown += drawn(app).splitlines()
            await pilot.press("n")
    assert len(figures) > 40
    for figure in figures:
        words, value = value_words(figure), data_value(figure)
        assert data[figure.key] == value
        assert rows[figure.key] == ("" if value is None else str(value))
        in_line = any(line[:38].strip() == figure.label and line[38:53].strip() == words for line in text)
        # What is zero or not known is named in one line in a mail.
        assert in_line or (not figure.value and re.search(rf"(?:None|Not known): [^.]*{figure.label}", whole))
        assert f'<td>{figure.label}</td><td class="n">{words}</td>' in page
        assert any(words in line.partition(figure.label)[2] for line in shown if figure.label in line), figure


def shows(app: WinbackApp, *words: str) -> bool:
    page = drawn(app)
    return all(each in page for each in words)
