"""The context for scoring every account of a book, stored in `derived` between two full computations."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from winback_tui import __version__
from winback_tui.domain.account.abc_class import USUAL_LIMITS, class_floors, class_of
from winback_tui.domain.account.lateness import BUCKETS
from winback_tui.domain.account.signs import ANSWER_DAYS, CADENCE, IMPRESSION_DAYS, SignLimits
from winback_tui.domain.chance import Model
from winback_tui.domain.returns.second_orders import SecondOrders
from winback_tui.store.contacts.contacts import first_contact_day
from winback_tui.store.read import day_text
from winback_tui.store.settings.settings import CADENCE_SETTING

ANSWER_SETTING = "complaint answer"
IMPRESSION_SETTING = "first impression"
JUDGING_SETTINGS = (
    "age buckets",
    "abc limits",
    "price hunter wait",
    CADENCE_SETTING,
    ANSWER_SETTING,
    IMPRESSION_SETTING,
)
"""The team's settings that affect the scoring of every account."""
_NEEDED = frozenset({"scored_on", "data_day", "fit_day", "class_floors"})
_FACTS_SQL = (
    "SELECT name, value FROM derived WHERE name IN"
    " ('scored_on', 'data_day', 'fit_day', 'class_floors', 'model', 'second_orders')"
)
"""By name: beside them stand large values that every act would read."""


@dataclass(frozen=True, slots=True)
class ScoringContext:
    """`today`, the data day, the model and the last day that it was fitted to, the team's own limits.

    `class_floors`: per currency the least yearly value (minor units) of classes A and B. `limits`: those of the signs
    that an account may be lost. `second_orders`: how many returned customers ordered again, which the risk of a trial
    order rests on.
    """

    today: date
    data_day: date
    fit_day: date
    model: Model
    fixed_days: Mapping[str, int]
    buckets: tuple[int, ...]
    class_limits: tuple[int, int, int]
    class_floors: Mapping[str, tuple[int, int]]
    limits: SignLimits = field(default_factory=SignLimits)
    second_orders: SecondOrders = field(default_factory=SecondOrders)

    def abc(self, value: int, currency: str) -> str:
        """The class of an account that brings `value` minor units a year."""
        return class_of(value, self.class_floors.get(currency, (0, 0)))


def floors(values: Iterable[tuple[str, int]], limits: tuple[int, int, int]) -> dict[str, tuple[int, int]]:
    """Per currency the least yearly values of classes A and B, from the currency and value of every account."""
    by_currency: dict[str, list[int]] = defaultdict(list)
    for currency, value in values:
        by_currency[currency].append(value)
    return {currency: class_floors(those, limits) for currency, those in by_currency.items()}


def team_limits(
    connection: sqlite3.Connection,
) -> tuple[dict[str, int], tuple[int, ...], tuple[int, int, int]]:
    """Fixed days per segment, age buckets, ABC limits, as the team set them."""
    fixed = dict(connection.execute("SELECT name, fixed_days FROM segment WHERE fixed_days IS NOT NULL"))
    settings = _settings(connection)
    a, b, c = settings.get("abc limits", USUAL_LIMITS)
    return fixed, tuple(settings.get("age buckets", BUCKETS)), (a, b, c)


def sign_limits(connection: sqlite3.Connection) -> SignLimits:
    """The limits of the signs, as the team set them, and since when contacts are logged."""
    settings = _settings(connection)
    a, b, c = settings.get(CADENCE_SETTING, CADENCE)
    return SignLimits(
        (a, b, c),
        settings.get(ANSWER_SETTING, ANSWER_DAYS),
        settings.get(IMPRESSION_SETTING, IMPRESSION_DAYS),
        first_contact_day(connection),
    )


def _settings(connection: sqlite3.Connection) -> dict[str, Any]:
    marks = ", ".join("?" * len(JUDGING_SETTINGS))
    rows = connection.execute(f"SELECT id, value FROM setting WHERE id IN ({marks})", JUDGING_SETTINGS)
    return {name: json.loads(value) for name, value in rows}


def write_context(connection: sqlite3.Connection, frame: ScoringContext) -> None:
    """Write what `read_context` reads, and mark the due scoring as done. The caller has written the summaries."""
    connection.execute("DELETE FROM derived WHERE name = 'due'")
    facts = {
        "scored_on": frame.today.isoformat(),
        "data_day": frame.data_day.isoformat(),
        "fit_day": frame.fit_day.isoformat(),
        "model": frame.model.to_json(),
        "class_floors": json.dumps(frame.class_floors),
        "volume_day": frame.data_day.isoformat(),
        "contacts_since": day_text(frame.limits.contacts_since),
        "second_orders": json.dumps(frame.second_orders),
        "scored_by": __version__,
    }
    connection.executemany("INSERT OR REPLACE INTO derived (name, value) VALUES (?, ?)", facts.items())


def kept_fact(connection: sqlite3.Connection, name: str) -> str | None:
    """One of the facts that `write_context` wrote; None where a book of an earlier version has none."""
    row = connection.execute("SELECT value FROM derived WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def keep_class_floors(connection: sqlite3.Connection, frame: ScoringContext) -> None:
    """Write only the limits of the classes: what is due stays due."""
    connection.execute(
        "UPDATE derived SET value = ? WHERE name = 'class_floors'", (json.dumps(frame.class_floors),)
    )


def read_context(connection: sqlite3.Connection) -> ScoringContext | None:
    """The context of the last full computation; None in a book that never had one, or in an earlier form."""
    stored = dict(connection.execute(_FACTS_SQL).fetchall())
    model = model_of(stored.get("model", ""))
    if model is None or not stored.keys() >= _NEEDED:
        return None
    fixed, buckets, limits = team_limits(connection)
    return ScoringContext(
        date.fromisoformat(stored["scored_on"]),
        date.fromisoformat(stored["data_day"]),
        date.fromisoformat(stored["fit_day"]),
        model,
        fixed,
        buckets,
        limits,
        {currency: (a, b) for currency, (a, b) in json.loads(stored["class_floors"]).items()},
        sign_limits(connection),
        _second_orders(stored.get("second_orders", "")),
    )


def _second_orders(stored: str) -> SecondOrders:
    if not stored:
        return SecondOrders()
    seen, alone = json.loads(stored)
    return SecondOrders((seen[0], seen[1]), (alone[0], alone[1]))


def keep_second_orders(connection: sqlite3.Connection, known: SecondOrders) -> None:
    """Write only how many returned customers ordered again: what is due stays due."""
    connection.execute(
        "INSERT OR REPLACE INTO derived (name, value) VALUES ('second_orders', ?)", (json.dumps(known),)
    )


def model_of(text: str) -> Model | None:
    """The kept model; None where there is none, or one that an earlier version kept in another form."""
    try:
        return Model.from_json(text)
    except (ValueError, KeyError, TypeError):
        return None
