"""Order days as ticks on a line, then the silence, the expected day and today: the rhythm at a glance."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from winback_tui.domain.wording.wording import full_day, short_day

GAPS_SHOWN = 12
LEAST_WIDTH = 12
_LABELS_FROM_WIDTH = 40
_TODAY_LABEL = " today"
_SHORT_DAY_WITHIN = 183

FIRST, TICK, LAST, LINE = "├", "┼", "┤", "─"
SILENCE, LATE, EXPECTED, TODAY = "·", " ·", "○", "┊"


def rhythm_strip(order_days: Sequence[int], today: date, expected_on: date | None, width: int = 64) -> str:
    """`├─┼─┼──┼─┤···○ expected 20 Sep · · · ·┊ today`, exactly `width` characters, to one scale of days.

    `order_days` are sorted ordinals; those after today are left out. Ticks are order days (`├` only for the
    very first), dots the silence, spaced dots the silence beyond the expected day; orders closer than a column
    share a tick. Shown are the last twelve gaps, and more where the silence is longer than these. Labels need
    40 characters. Raises ValueError for a width below 12.
    """
    if width < LEAST_WIDTH:
        raise ValueError(f"a strip of gaps needs {LEAST_WIDTH} characters, not {width}")
    days = order_days[: bisect_right(order_days, today.toordinal())]
    if not days:
        return "no order yet".ljust(width)
    due = None if expected_on is None else expected_on.toordinal()
    line = _Line(days, today.toordinal(), due, width)
    if width < _LABELS_FROM_WIDTH:
        return line.drawn()
    if expected_on is None:
        return _Line(days, line.today, None, width - len(_TODAY_LABEL)).drawn() + _TODAY_LABEL
    label = _expected_label(expected_on, today)
    if line.coming:
        return _Line(days, line.today, due, width - len(label)).drawn() + label
    line = _Line(days, line.today, due, width - len(_TODAY_LABEL))
    if line.room >= len(label) + 1:
        return line.drawn(label) + _TODAY_LABEL
    label = f"{_TODAY_LABEL},{label}"
    return _Line(days, line.today, due, width - len(label)).drawn() + label


class _Line:
    """The strip without what stands behind it, and the columns of its marks: last order < due, today."""

    def __init__(self, days: Sequence[int], today: int, due: int | None, columns: int) -> None:
        self.days, self.today, self.due = days, today, due
        self.coming = due is not None and due > today
        self.end = max(today, due or today)
        self.columns = columns
        by_gaps = days[max(0, len(days) - 1 - GAPS_SHOWN)]
        as_long_as_silence = next(day for day in days if day >= 2 * days[-1] - self.end)
        self.start = min(by_gaps, as_long_as_silence)
        marks_behind = 1 if due is None else 2
        self.at_last = min(self.column(days[-1]), columns - 1 - marks_behind)
        self.at_today = self.at_due = columns - 1
        if self.coming:
            self.at_today = min(max(self.column(today), self.at_last + 1), self.at_due - 1)
        elif due is not None:
            self.at_due = min(max(self.column(due), self.at_last + 1), self.at_today - 1)

    @property
    def room(self) -> int:
        """Columns between the expected day and today."""
        return self.at_today - self.at_due - 1

    def column(self, day: int) -> int:
        return round((day - self.start) / max(1, self.end - self.start) * (self.columns - 1))

    def drawn(self, label: str = "") -> str:
        cells = [" "] * self.columns
        cells[: self.at_last] = LINE * self.at_last
        for day in self.days:
            if day >= self.start:
                cells[min(self.column(day), self.at_last)] = TICK
        if self.start == self.days[0]:
            cells[0] = FIRST
        cells[self.at_last] = LAST
        silent_until = min(self.at_due, self.at_today)
        cells[self.at_last + 1 : silent_until] = SILENCE * (silent_until - self.at_last - 1)
        if not self.coming:
            late = label + LATE * self.room
            cells[self.at_due + 1 : self.at_today] = late[: max(0, self.room)]
        if self.due is not None:
            cells[self.at_due] = EXPECTED
        cells[self.at_today] = TODAY
        return "".join(cells)


def _expected_label(expected_on: date, today: date) -> str:
    near = abs((expected_on - today).days) <= _SHORT_DAY_WITHIN
    return f" expected {short_day(expected_on) if near else full_day(expected_on)}"
