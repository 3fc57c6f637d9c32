"""The report of an import: how the file was read, what was imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from winback_tui.domain.money.money import Money
from winback_tui.domain.wording.wording import count, money_exact

SHOWN, MONTHS, LEAST_MONTHS = 5, 12, 3
_SIGNS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


class ImportReportRow(Protocol):
    """A row that was not taken, with its number and the reason."""

    @property
    def row(self) -> int: ...
    @property
    def reason(self) -> str: ...


class Counts(Protocol):
    """What an import counted."""

    file: str
    system: str
    source: str
    encoding: str
    delimiter: str
    rows: int
    new: int
    same: int
    changed: int
    refused: int
    skipped: int
    accounts_new: int
    accounts_matched: int
    kept_by_hand: int
    batch_no: int | None
    dry_run: bool
    returned: list[str]
    notes: list[str]

    warnings: list[str]
    removed: int
    read_again: list[str] | None
    unclear: list[str]
    lines: int
    together: Money | None

    @property
    def months(self) -> Mapping[tuple[str, str], int]: ...
    @property
    def totals(self) -> Mapping[str, int]: ...
    @property
    def credits(self) -> Mapping[str, int]: ...
    @property
    def credit_months(self) -> Mapping[tuple[str, str], int]: ...
    @property
    def kinds(self) -> Mapping[str, int]: ...
    @property
    def refusals(self) -> Sequence[ImportReportRow]: ...
    @property
    def sentence(self) -> str: ...


def as_object(report: Counts, questions: Sequence[str]) -> dict[str, Any]:
    """The import as one JSON object; money as decimal strings by currency."""
    return {
        "file": report.file,
        "system": report.system,
        "source": report.source,
        "encoding": report.encoding,
        "delimiter": report.delimiter,
        "rows": report.rows,
        "new": report.new,
        "same": report.same,
        "changed": report.changed,
        "refused": report.refused,
        "skipped": report.skipped,
        "accounts_new": report.accounts_new,
        "accounts_matched": report.accounts_matched,
        "lines": report.lines,
        "kinds": dict(report.kinds),
        "unclear": report.unclear,
        "credits": {currency: Money(minor, currency).decimal for currency, minor in report.credits.items()},
        "totals": {currency: Money(minor, currency).decimal for currency, minor in report.totals.items()},
        "together": report.together.decimal if report.together else None,
        "together_currency": report.together.currency if report.together else None,
        "months": _by_month(report.months),
        "problems": [{"row": each.row, "reason": each.reason} for each in report.refusals],
        "questions": list(questions),
        "notes": report.notes,
        "warnings": report.warnings,
        "returned": report.returned,
        "removed": report.removed,
        "read_again": report.read_again,
        "dry_run": report.dry_run,
    }


def done_text(report: Counts) -> str:
    """What was done, the refused rows by number, who returned."""
    lines = [("Dry run, nothing saved: " if report.dry_run else "") + report.sentence]
    lines += [f"! {line}" for line in unclear_lines(report)]
    lines += [f"  {line}" for line in reread_lines(report)]
    lines += [f"  row {each.row} was refused: {each.reason}" for each in report.refusals[:SHOWN]]
    if report.refused > SHOWN:
        lines.append(f"  and {report.refused - SHOWN:,} more; --json lists all")
    if report.kept_by_hand:
        lines.append(f"  {report.kept_by_hand:,} orders were corrected by hand and stay as they are")
    lines += [f"  Back: {name}" for name in report.returned]
    lines += [f"  {note}" for note in report.notes]
    lines += _money_lines(report)
    lines += _month_lines(report)
    lines += [f"  {warning}" for warning in report.warnings]
    return "\n".join(lines)


def _by_month(months: Mapping[tuple[str, str], int]) -> dict[str, dict[str, str]]:
    months_by_currency: dict[str, dict[str, str]] = {}
    for (month, currency), minor in sorted(months.items()):
        months_by_currency.setdefault(month, {})[currency] = Money(minor, currency).decimal
    return months_by_currency


def reread_lines(report: Counts) -> list[str]:
    """What a file that was read again changes; nothing for any other."""
    if report.read_again is None:
        return []
    return report.read_again or ["It is read as before: no order changes."]


def unclear_lines(report: Counts) -> list[str]:
    """What is unclear and what to do about it; nothing where everything was understood."""
    if not report.unclear:
        return []
    words = ", ".join(f"'{word[:30]}'" for word in report.unclear[:SHOWN])
    more = f" and {len(report.unclear) - SHOWN} more" if len(report.unclear) > SHOWN else ""
    rows = count(report.kinds["unclear"], "row")
    return [
        f"{rows} of unclear state ({words}{more}) count for nothing until you say what they are:"
        f" --answer 'kind:{report.unclear[0]}=order', or cancelled, credit, quote, other"
    ]


def _money_lines(report: Counts) -> list[str]:
    """Gross, credits and net of each currency, where there are credits."""
    return [
        f"  Orders total {money_exact(report.totals[code], code)}, credits {money_exact(minor, code)},"
        f" net {money_exact(report.totals[code] + minor, code)}"
        for code, minor in sorted(report.credits.items())
        if minor
    ]


def net_months(report: Counts) -> dict[tuple[str, str], int]:
    """Orders less credits of each month and currency, as a ledger has them."""
    keys = report.months.keys() | report.credit_months.keys()
    return {key: report.months.get(key, 0) + report.credit_months.get(key, 0) for key in keys}


class CurrencyMonths(NamedTuple):
    """The newest months of one currency, the newest first, and how many more there are."""

    currency: str
    months: Sequence[tuple[str, int]]
    earlier: int

    @property
    def earlier_words(self) -> str:
        """`and 3 earlier months in EUR`; the currency only where one is known."""
        return f"and {count(self.earlier, 'earlier month')}{f' in {self.currency}' if self.currency else ''}"


def months_by_currency(report: Counts, lines: int = MONTHS) -> list[CurrencyMonths]:
    """The newest months less their credits, a group a currency, the one with most months first; all the groups together
    take about `lines` lines.
    """
    months: dict[str, list[tuple[str, int]]] = {}
    for (month, currency), minor in sorted(net_months(report).items(), reverse=True):
        months.setdefault(currency, []).append((month, minor))
    shown = max(LEAST_MONTHS, lines // max(1, len(months)))
    groups = sorted(months.items(), key=lambda each: (-len(each[1]), each[0]))
    return [CurrencyMonths(code, found[:shown], max(0, len(found) - shown)) for code, found in groups]


def _month_lines(report: Counts) -> list[str]:
    """The newest months, to compare with the source."""
    lines = []
    for group in months_by_currency(report):
        lines += [f"  {month}  {money_exact(minor, group.currency):>22}" for month, minor in group.months]
        if group.earlier:
            lines.append(f"  {group.earlier_words}; --json lists all")
    return lines


def understood_text(
    name: str, rows: int, what: str, encoding: str, delimiter: str, columns: Mapping[str, str]
) -> str:
    """How a file was understood, in two lines."""
    read = ", ".join(f"{field} from '{header}'" for field, header in columns.items())
    return f"{name}: {rows:,} rows of {what}, {encoding}, {delimiter_word(delimiter)}.\n  {read}"


def delimiter_word(delimiter: str) -> str:
    """The delimiter by name."""
    return _SIGNS.get(delimiter, repr(delimiter))
