"""Whose accounts the review is of, and which period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from winback_tui.domain.account.abc_class import CLASSES
from winback_tui.domain.errors import BadInput
from winback_tui.services.lists.narrowing import NarrowingChoices
from winback_tui.services.review.review import ReviewNarrowing, period_of
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, Field, TextField

_ANY = ("", "any")
_MOST_CHOICES = 12
"""More names than these are typed instead of chosen."""


class NarrowReviewDialog(Dialog[tuple[ReviewNarrowing, str]]):
    """Dismissed with whose accounts are wanted and the period as typed, '' for the same as before."""

    TITLE_WORDS = "Narrow the review"
    DOES = "show"
    WRITES = False

    def __init__(self, now: ReviewNarrowing, known: NarrowingChoices) -> None:
        super().__init__()
        self._now, self._known = now, known

    def fields(self) -> Iterable[Field]:
        """Each may stay open."""
        yield _name_field("owner", "Owner", self._known.owners, self._now.owner)
        yield _name_field("segment", "Segment", self._known.segments, self._now.segment)
        yield ChoiceField("class", "Class", [_ANY, *((letter, letter) for letter in CLASSES)], self._now.abc)
        yield TextField(
            "period",
            "Period",
            limit=40,
            hint="2026, 2026-Q3, 2026-09, since 2026-03-01, all; empty: as it is",
        )

    def check(self, values: FormValues) -> Mapping[str, str]:
        """Typed names must be known, a typed period one."""
        wrong = {}
        for field, known in (("owner", self._known.owners), ("segment", self._known.segments)):
            typed = values.text(field)
            if typed and not any(name.casefold() == typed.casefold() for name in known):
                wrong[field] = f"No {field} has that name; choose one of {', '.join(known[:8])}."
        try:
            period_of(self._app.book, values.text("period"))
        except BadInput as fault:
            wrong["period"] = str(fault)
        return wrong

    def act(self, values: FormValues) -> tuple[ReviewNarrowing, str]:
        """What was chosen."""
        owner, segment, abc = (str(values.get(name) or "") for name in ("owner", "segment", "class"))
        return ReviewNarrowing(owner, segment, abc), values.text("period").strip()


def _name_field(name: str, label: str, known: Sequence[str], now: str) -> Field:
    if len(known) > _MOST_CHOICES:
        return TextField(name, label, now, example="any")
    return ChoiceField(name, label, [_ANY, *((each, each) for each in known)], now)
