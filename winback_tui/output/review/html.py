"""The review as one HTML file that needs nothing else: plots inline, tables sorted by a click, ready for paper.

Everything that a user typed passes through `escape`; a policy in the file forbids it to load or send anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape

from winback_tui.domain.review.figure import Figure
from winback_tui.domain.review.review import Review
from winback_tui.output.guard import one_line

from .figures import detail_words, value_words
from .page import heading
from .panels.panel import Panel, PanelTable, tables_of
from .panels.panels import panels
from .plots.layout import draw
from .plots.svg import INK, as_svg
from .short_panel import short_panels

SHORT = 16
"""Texts up to this many letters, such as a person's name, stay on one line."""

LONG = 40
"""A last column with at least this many letters holds sentences: on a phone they go below the row."""

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 66rem; padding: 1rem 1.5rem 3rem; }
h1 { font-size: 1.5rem; border-bottom: 3px solid INK; padding-bottom: .3rem; margin-top: 2rem; }
h2 { font-size: 1.15rem; margin: 1.8rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .3rem 0 .8rem; overflow-wrap: break-word; }
th { white-space: nowrap; }
td:first-child { min-width: 5rem; max-width: 22rem; }
th, td { text-align: left; padding: .2rem .5rem; border-bottom: 1px solid #8886; vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
td.n, td.s { white-space: nowrap; }
th[data-sort] { cursor: pointer; }
th[data-sort]::after { content: " \\2195"; opacity: .45; }
td.d { opacity: .75; font-size: .9em; }
svg { max-width: 100%; height: auto; display: block; margin: .4rem 0; }
.why { opacity: .8; }
.ref { opacity: .8; font-size: .9em; border-left: 3px solid #8886; padding-left: .6rem; margin: .3rem 0; }
details > summary { cursor: pointer; }
@media screen { td.d details:not([open]) { display: inline-block; } }
@media screen and (prefers-color-scheme: dark) {
  h1 { border-color: #5fa9cc; }
  svg [fill="INK"] { fill: #5fa9cc; }
  svg [stroke="INK"] { stroke: #5fa9cc; }
}
@media screen and (max-width: 40rem) {
  body { padding: .5rem .7rem 2rem; }
  table { font-size: .8rem; }
  th, td { padding: .2rem .3rem; }
  th { white-space: normal; vertical-align: bottom; }
  th[data-sort]::after { content: ""; }
  td:first-child { min-width: 4rem; }
  svg { min-width: 42rem; }
  table.long thead { display: none; }
  table.long tr { display: flex; flex-wrap: wrap; border-bottom: 1px solid #8886; padding: .2rem 0; }
  table.long td { border: 0; padding: 0 .5rem; }
  table.long td:first-child { flex: 1 0 40%; font-weight: 600; }
  table.long td:last-child { flex-basis: 100%; }
}
@media print {
  html { font-size: 11.5px; }
  body { max-width: none; padding: 0; font-size: .9rem; line-height: 1.3; color: #000; background: #fff; }
  h1 { margin-top: 0; }
  h2, h3, .why { break-after: avoid; }
  h3 { margin: .5rem 0 .2rem; }
  th, td { padding: .1rem .4rem; }
  .wide { overflow: visible; }
  details { display: none; }
  h1 { break-before: page; } h1:first-of-type { break-before: auto; }
  th[data-sort]::after { content: ""; }
  tr, svg, table { break-inside: avoid; }
}
@page { margin: 15mm; }
""".replace("INK", INK)

_SCRIPT = """
document.addEventListener('click', function (event) {
  var head = event.target.closest('th[data-sort]');
  if (!head) return;
  var table = head.closest('table'), body = table.tBodies[0];
  var place = Array.prototype.indexOf.call(head.parentNode.children, head);
  var way = head.getAttribute('data-way') === 'down' ? 'up' : 'down';
  head.setAttribute('data-way', way);
  var rows = Array.prototype.slice.call(body.rows);
  rows.sort(function (one, other) {
    var a = one.cells[place].getAttribute('data-v'), b = other.cells[place].getAttribute('data-v');
    var x = parseFloat(a), y = parseFloat(b);
    var found = isNaN(x) || isNaN(y) ? a.localeCompare(b) : x - y;
    return way === 'down' ? -found : found;
  });
  rows.forEach(function (row) { body.appendChild(row); });
});
"""


def html_page(reviews: Sequence[Review], title: str = "") -> str:
    """The whole file; `title` is for the browser's tab, the first review's heading if not given."""
    body = "".join(_review(each, further=place > 0) for place, each in enumerate(reviews))
    return html_file(title or (heading(reviews[0]) if reviews else "Review"), body)


def html_file(title: str, body: str) -> str:
    """A file around a body that is escaped already; it may run the sorting and its styles, and nothing else."""
    policy = (
        f"default-src 'none'; style-src '{_hash(_STYLE)}'; script-src '{_hash(_SCRIPT)}'; base-uri 'none';"
        " form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(title)}</title><style>{_STYLE}</style></head>\n<body>\n{body}\n"
        f"<script>{_SCRIPT}</script></body></html>\n"
    )


def html_table(table: PanelTable) -> str:
    """A table with headings that sort it; the title above."""
    heads = "".join(
        f'<th data-sort="1"{_number(number)}>{_text(name)}</th>'
        for name, number in zip(table.heading, table.numbers, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td{_kind(number, cell)} data-v="{_text(str(sort))}">{_text(cell)}</td>'
            for cell, sort, number in zip(cells, sorts, table.numbers, strict=True)
        )
        + "</tr>"
        for cells, sorts in zip(table.rows, table.sorts, strict=True)
    )
    long = not table.numbers[-1] and any(len(row[-1]) > LONG for row in table.rows)
    kind = ' class="long"' if long else ""
    body = f"<table{kind}><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return (
        f'<h3>{_text(table.title)}</h3><div class="wide">{body}</div>'
        if rows
        else f"<h3>{_text(table.title)}</h3>"
    )


def _review(review: Review, *, further: bool) -> str:
    """The first review whole; of a further one on the same page only what has something to say."""
    made, silent = panels(review, further=further), ""
    if further:
        made, silent = short_panels(made, further=True)
    parts = "".join(_panel(each) for each in made)
    first = f'<p class="why">{_text(silent)}</p>' if silent else ""
    return f"<h1>{_text(heading(review))}</h1>{first}{parts}"


def _panel(panel: Panel) -> str:
    return "".join(["<section>", f"<h2>{_text(panel.title)}</h2>", *_inside(panel), "</section>"])


def _inside(panel: Panel) -> Iterator[str]:
    if panel.figures:
        rows = (_figure(each, panel.parts.get(each.key, "")) for each in panel.figures)
        yield f"<table><tbody>{''.join(rows)}</tbody></table>"
    for plot in panel.plots:
        if plot.tells:
            if plot.title != panel.title:
                yield f"<h3>{_text(plot.title)}</h3>"
            yield f'<div class="wide">{as_svg(draw(plot, 96, 6))}</div>'
    for note in panel.notes:
        yield f'<p class="why">{_text(note)}</p>'
    for reference in panel.references:
        yield f'<p class="ref">Elsewhere: {_text(reference)}</p>'
    for table in tables_of(panel):
        yield html_table(table)


def _figure(figure: Figure, parts: str) -> str:
    behind = detail_words(figure) or parts
    behind = f"{behind} " if behind else ""
    return (
        f'<tr><td>{_text(figure.label)}</td><td class="n">{_text(value_words(figure))}</td>'
        f'<td class="d" title="{_text(f"{figure.formula} ({figure.rule})")}">{_text(behind)}'
        f"<details><summary>formula</summary>{_text(figure.formula)}</details></td></tr>"
    )


def _text(text: str) -> str:
    return escape(one_line(text))


def _number(number: bool) -> str:
    return ' class="n"' if number else ""


def _kind(number: bool, cell: str) -> str:
    return ' class="s"' if not number and len(cell) <= SHORT else _number(number)


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"
