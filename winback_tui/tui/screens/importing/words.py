"""Import screens in words: drawn literally, aligned, money by currency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from winback_tui.domain.wording.wording import count, money_exact, near_day
from winback_tui.output.imports import delimiter_word, months_by_currency, reread_lines, unclear_lines
from winback_tui.services.importing.understand import (
    FIELDS,
    AccountRow,
    OrderRow,
    Understanding,
    currency_notes,
)
from winback_tui.tui.drawing.cells import fit, width_of
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say

if TYPE_CHECKING:
    from winback_tui.services.importing.report import ImportReport

SHOWN = 8
LABEL = 13
HEADER = 30
"""Most cells of a column's name."""


def headline(known: Understanding, again: bool = False) -> tuple[list[Cell], list[Cell]]:
    """The file's name and what it is taken for; `again` where an older version of Winback read it before."""
    text: list[Cell] = [(known.name, "strong"), f"  {count(known.rows, 'row')} of {known.what}"]
    if known.system:
        text.append((f"  from {known.system}", "accent"))
    text.append((" · nothing is imported yet", "muted"))
    if again:
        text.append(("  imported before, read again by a newer Winback", "warn"))
    return text, []


def preview_text(known: Understanding, tried: ImportReport | None, today: date) -> Content:
    """Questions first, then what would happen, the columns, figures to compare; the encoding last."""
    lines = [
        *_questions(known),
        *([_would_come(tried)] if tried else ()),
        *(_unclear(tried) if tried else ()),
        *(_read_again(tried) if tried else ()),
        *_notes(_doubts(known)),
        *(_new_orders(tried) if tried else ()),
        *(_counts(tried, today) if tried else ()),
        *(_samples(known) if not (tried and tried.new_orders) else ()),
        *_columns(known),
        *(_months(tried) if tried else ()),
        _reading(known),
    ]
    return Content("\n").join(lines)


def report_text(report: ImportReport, today: date) -> Content:
    """Counts, money per currency and month, what was refused and why."""
    lines = [
        *_back(report, today),
        *_unclear(report),
        *_read_again(report),
        *_notes(report.notes),
        *_counts(report, today),
        *_months(report),
        *_refused(report),
    ]
    return Content("\n").join(lines)


def _back(report: ImportReport, today: date) -> Iterator[Content]:
    """The good news: who is back, and the order that proves it."""
    for each in report.back:
        yield say(
            ("↺ ", "good"), (each.name, "strong"), f" is back: order of {near_day(each.order_on, today)}."
        )


def _label(word: str) -> Cell:
    return (word.ljust(LABEL), "muted")


def _questions(known: Understanding) -> Iterator[Content]:
    if question := known.next_question or next(iter(known.questions), None):
        yield say((question.text, "strong"))
        for place, option in enumerate(question.options[:9], 1):
            yield say((f" {place} ", "key"), f" {option.text}")
        yield Content("")


def _unclear(report: ImportReport) -> Iterator[Content]:
    for line in unclear_lines(report):
        yield say(("! ", "warn"), line)


def _notes(notes: Sequence[str]) -> Iterator[Content]:
    """What was noticed, before everything that scrolls."""
    for note in notes:
        yield say(("! ", "warn"), note)
    if notes:
        yield Content("")


def _read_again(report: ImportReport) -> Iterator[Content]:
    for line in reread_lines(report):
        yield say(("~ ", "accent"), line)


def _counts(report: ImportReport, today: date) -> Iterator[Content]:
    if report.kinds:
        yield say(_label("Holds"), report.papers)
    parts = {
        "new": report.new,
        "changed": report.changed,
        "already known": report.same,
        "refused": report.refused,
        "skipped": report.skipped,
    }
    text = " + ".join(f"{number:,} {word}" for word, number in parts.items() if number) or "nothing"
    yield say(_label("Rows"), f"{report.rows:,} = {text}")
    yield say(_label("Accounts"), f"{report.accounts_new:,} new, {report.accounts_matched:,} already known")
    for warning in report.warnings:
        yield say(("! ", "warn"), warning)
    for currency, minor in report.totals.most_common():
        taken_off = report.credits[currency]
        net = f"  credits {money_exact(taken_off, currency)}, net {money_exact(minor + taken_off, currency)}"
        yield say(_label("Orders total"), money_exact(minor, currency), (net if taken_off else "", "muted"))
    if report.together:
        yield say(
            _label("Together"),
            money_exact(report.together.minor, report.together.currency),
            ("  converted at each month's rate", "muted"),
        )
    if report.last_day is not None:
        yield say(_label("Newest order"), near_day(report.last_day, today))
    yield Content("")


def _months(report: ImportReport) -> Iterator[Content]:
    groups = months_by_currency(report)
    if not groups:
        return
    scales = "; bars by currency" if len(groups) > 1 else ""
    yield say(("Totals by month, to compare with the source", "strong"), (scales, "muted"))
    for group in groups:
        greatest = max(1, *(minor for _, minor in group.months))
        for month, minor in group.months:
            bar = "█" * max(1, round(24 * max(0, minor) / greatest))
            yield say(_label(month), fit(money_exact(minor, group.currency), 22, True), "  ", (bar, "accent"))
        if group.earlier:
            yield say((group.earlier_words, "muted"))
    yield Content("")


def _refused(report: ImportReport) -> Iterator[Content]:
    if not report.refused:
        return
    yield say((f"{count(report.refused, 'row was', 'rows were')} refused", "warn"))
    for refusal in report.refusals[:SHOWN]:
        yield say(_label(f"row {refusal.row}"), f"it {refusal.reason}")
    if report.refused > SHOWN:
        yield say((f"and {report.refused - SHOWN:,} more; w saves them all to a file", "muted"))


def _order(account: str, day: str, amount: str, kind: str, number: str) -> Content:
    text = fit(account, 24) + "  " + day + fit(amount, 18, True)
    return say(f" {text}  ", (kind, "muted"), f"  {number}")


def _would_come(tried: ImportReport) -> Content:
    """What Enter would bring, by count; the rest of the file is known."""
    only_orders = len(tried.new_orders) == tried.new and all(
        each.kind == "order" for each in tried.new_orders
    )
    parts = [
        count(tried.new, "new order" if only_orders else "new row") if tried.new else "Nothing new",
        f"{tried.changed:,} changed" if tried.changed else "",
        f"{tried.same:,} already known" if tried.same else "",
        f"{tried.refused:,} refused" if tried.refused else "",
    ]
    return say((", ".join(part for part in parts if part), "strong"))


def _new_orders(tried: ImportReport) -> Iterator[Content]:
    """What the book does not have yet, as read."""
    if not tried.new_orders:
        yield Content("")
        return
    shown = len(tried.new_orders)
    if tried.new > shown:
        yield say((f"The last {shown:,} of {tried.new:,} new rows, as read", "muted"))
    for each in tried.new_orders:
        yield _order(each.account, each.day, money_exact(each.amount, each.currency), each.kind, each.number)
    yield Content("")


def _samples(known: Understanding) -> Iterator[Content]:
    if not known.samples:
        return
    yield say(("The first rows, as read", "strong"))
    for row in known.samples[:SHOWN]:
        if isinstance(row, OrderRow):
            yield _order(
                row.account.name, row.day, money_exact(row.amount, row.currency), row.kind, row.number
            )
        elif isinstance(row, AccountRow):
            text = "  ".join(
                part for part in (row.account.owner, row.account.segment, row.account.city) if part
            )
            yield say(f" {fit(row.account.name, 32)}  ", (text, "muted"))
        else:
            yield say((f" row {row.row} would be refused: {row.reason}", "warn"))
    yield Content("")


def _doubts(known: Understanding) -> list[str]:
    """What was assumed, and which key says otherwise."""
    of_currency = currency_notes(known) if known.currency else []
    doubts = [note for note in known.notes if note not in of_currency]
    if of_currency:
        doubts.append(f"Currency {known.currency}: not in the file, taken from your book; o changes it.")
    if not known.encoding.certain:
        doubts.append(f"Encoding {known.encoding.name} is a guess; e tries the next.")
    return doubts


def _columns(known: Understanding) -> Iterator[Content]:
    """What each column is taken for, in words."""
    if not known.columns:
        return
    heads = {
        field: known.headers[place].raw.strip() or f"column {place + 1}"
        for field, place in known.columns.items()
    }
    wide = min(max(map(width_of, heads.values())), HEADER)
    yield say(("Columns", "strong"), ("; m changes one", "muted"))
    for field, header in heads.items():
        yield say(f" {fit(header, wide)} ", ("→ ", "muted"), FIELDS.get(field, field.replace("_", " ")))
    yield Content("")


def _reading(known: Understanding) -> Content:
    """What of the file needs no look unless something came out wrong."""
    dates = f", dates {known.date.words}" if known.date is not None else ""
    separator = delimiter_word(known.layout.delimiter)
    return say((f"Read as {known.encoding.name}, separator {separator}{dates}", "muted"))
