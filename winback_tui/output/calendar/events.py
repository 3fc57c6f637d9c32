"""Planned steps as a calendar file (RFC 5545): whole days with an alarm; importing it twice doubles nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

ALARM_AT = time(9)
"""An alarm rings at nine on the day itself."""


class EventOfCalendar(Protocol):
    """What an event contains."""

    @property
    def uid(self) -> str: ...
    @property
    def sequence(self) -> int: ...
    @property
    def changed_at(self) -> int: ...
    @property
    def on_day(self) -> date: ...
    @property
    def title(self) -> str: ...
    @property
    def details(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def cancelled(self) -> bool: ...


def calendar_file(events: Iterable[EventOfCalendar], name: str) -> bytes:
    """The events as .ics. An event keeps its UID, its SEQUENCE rises with every change, and one that is done or
    dropped comes as CANCELLED, so that calendars take it out.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Winback//Follow-ups//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for each in events:
        event = Event()
        event.add("uid", each.uid)
        event.add("dtstamp", datetime.fromtimestamp(each.changed_at / 1000, UTC).replace(microsecond=0))
        event.add("sequence", each.sequence)
        event.add("dtstart", each.on_day)
        event.add("dtend", each.on_day + timedelta(days=1))
        event.add("summary", each.title)
        event.add("status", "CANCELLED" if each.cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        if each.details:
            event.add("description", each.details)
        if each.place:
            event.add("location", each.place)
        if not each.cancelled:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", each.title)
            alarm.add("trigger", timedelta(hours=ALARM_AT.hour))
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
