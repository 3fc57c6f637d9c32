"""An account at a glance, as it is drawn beside a list and above its time line."""

from __future__ import annotations

from textual.content import Content

from winback_tui.domain.wording.wording import distance, full_day, near_day
from winback_tui.output.order_strips import fitting_months, gap_strip
from winback_tui.services.accounts.glance import ActivityRow, Glance, PersonRow
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say

BESIDE_WIDTH = 60
"""Narrower than this, the strips stand below each other."""
LEAST_STRIP = 12
STRIP_GAP = "   "
PEOPLE_SHOWN = 4


def glance_content(told: Glance, width: int) -> Content:
    """The sentence, the strips, whom to call, the alarms, and what else is known; `width` cells wide."""
    cells: list[Cell] = [f"{told.sentence}\n"] if told.sentence else []
    cells += _strips(told, width)
    cells += _people(told)
    for rule, reason in told.overrides.items():
        cells.append((f"{rule} overridden: {reason}\n", "warn"))
    for alarm in told.alarms:
        cells += [("▲ ", "warn"), f"{alarm.text} ", (f"({alarm.rule})\n", "muted")]
    cells += _known(told)
    return say(*cells)


def person_cells(person: PersonRow) -> list[Cell]:
    """`Ana Silva, buyer, decides  +44 20 7946 0112  ana@mill.uk`."""
    words = [person.role, "decides" if person.decision_maker else ""]
    if person.left_on is not None:
        words.append(f"left on {full_day(person.left_on)}")
    said = "".join(f", {word}" for word in words if word)
    reach = "".join(f"  {way}" for way in (person.phone, person.email) if way)
    return [(person.name, "faint" if person.left_on else "strong"), said, reach]


def _strips(told: Glance, width: int) -> list[Cell]:
    if width < LEAST_STRIP or not told.order_days:
        return []
    months = fitting_months(told.money, told.told_until, min(width, 45))
    room = width - len(months) - len(STRIP_GAP)
    if width < BESIDE_WIDTH or room < LEAST_STRIP:
        return [(f"{months}\n", ""), (f"{_gaps(told, width)}\n", "")]
    return [f"{months}{STRIP_GAP}{_gaps(told, room)}\n"]


def _gaps(told: Glance, width: int) -> str:
    return gap_strip(told.order_days, told.today, told.expected_on, width).rstrip()


def _people(told: Glance) -> list[Cell]:
    cells: list[Cell] = []
    here = [person for person in told.people if person.left_on is None]
    shown = here[:PEOPLE_SHOWN]
    contact = told.last_contact
    if not shown and contact is not None:
        return [(_contacted(contact, told, "L"), "muted"), "\n"]
    for place, person in enumerate(shown):
        cells += person_cells(person)
        if place == 0 and contact is not None:
            cells.append((f" · {_contacted(contact, told, 'l')}", "muted"))
        cells.append("\n")
    if len(here) > len(shown):
        cells.append((f"and {len(here) - len(shown)} more\n", "muted"))
    return cells


def _contacted(row: ActivityRow, told: Glance, letter: str) -> str:
    by = f" by {row.by}" if row.by else ""
    return f"{letter}ast contact {near_day(row.on_day, told.today)}{by}: {row.outcome}"


def _known(told: Glance) -> list[Cell]:
    details, account = told.details, told.account
    lines: list[str] = []
    if account.next_on is not None:
        purpose = f": {account.next_purpose}" if account.next_purpose else ""
        late = "was due " if account.next_on < told.today else ""
        lines.append(f"next: {account.next_channel} {late}{near_day(account.next_on, told.today)}{purpose}")
    parts = [
        f"owner {account.owner}" if account.owner else "no owner",
        f"segment {account.segment}" if account.segment else "",
        details.city,
        details.phone,
        details.email,
        *details.flags,
    ]
    lines.append(" · ".join(part for part in parts if part))
    lines.extend(f"{what} ends {distance(day, told.today)}" for what, day in details.endings)
    if details.linked_to:
        lines.append(f"linked to {details.linked_to}")
    if details.further_names:
        lines.append(f"in the books also as {', '.join(details.further_names)}")
    if details.note:
        lines.append(details.note)
    return [("\n".join(lines), "muted")]
