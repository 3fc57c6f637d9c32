"""Calendar and address cards, read by a reader that is not ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from icalendar import Calendar

from winback_tui.output.calendar.cards import LINE_BYTES, cards_file
from winback_tui.output.calendar.events import calendar_file


@dataclass(frozen=True)
class Step:
    uid: str = "1@winback"
    sequence: int = 0
    changed_at: int = 1_790_000_000_000
    on_day: date = date(2026, 12, 3)
    title: str = "Call: Acme"
    details: str = "Ask; and listen, then\nthank"
    place: str = "Graz"
    cancelled: bool = False


@dataclass(frozen=True)
class Person:
    uid: str = "p1"
    name: str = "Kadri Anna Tamm"
    firm: str = "Baltic; Timber, OÜ"
    role: str = "buyer"
    phone: str = "+372 5123"
    email: str = "k@t.example"
    note: str = "likes\ntea"


def test_a_step_is_a_whole_day_with_an_alarm_and_its_texts_arrive() -> None:
    read = Calendar.from_ical(calendar_file([Step()], "Winback"))
    (event,) = read.walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 12, 3), date(2026, 12, 4))
    assert str(event["description"]) == "Ask; and listen, then\nthank" and event["uid"] == "1@winback"
    assert len(event.walk("VALARM")) == 1 and event["status"] == "CONFIRMED"


def test_a_cancelled_step_says_so_and_rings_no_alarm() -> None:
    (event,) = Calendar.from_ical(calendar_file([Step(cancelled=True, sequence=4)], "x")).walk("VEVENT")
    assert event["status"] == "CANCELLED" and event["sequence"] == 4 and not event.walk("VALARM")


@pytest.mark.parametrize(
    "text", ("A & B <x>", "שלום", "{{ }}", "Ж" * 300, "a\\,b;c", "BEGIN:VEVENT\nEND:VCALENDAR")
)
def test_hostile_texts_stay_texts(text: str) -> None:
    written = calendar_file([Step(title=text, details=text, place=text)], "x")
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert str(event["summary"]) == str(event["description"]) == str(event["location"]) == text
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))


def test_a_card_escapes_and_folds_without_cutting_a_letter() -> None:
    written = cards_file([Person(), Person(name="Ж" * 200, note="x\n; END:VCARD")])
    text = written.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VCARD") == 2 and text.count("\r\nEND:VCARD\r\n") == 2
    assert "N:Tamm;Kadri Anna;;;\r\n" in text and "ORG:Baltic\\; Timber\\, OÜ\r\n" in text
    assert "NOTE:likes\\ntea\r\n" in text and f"FN:{'Ж' * 200}\r\n" in text
    assert all(len(line) <= LINE_BYTES for line in written.split(b"\r\n"))
