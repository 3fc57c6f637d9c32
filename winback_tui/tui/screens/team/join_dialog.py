"""Joining a team: its folder or a colleague's file, and the code of seven words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from winback_tui.services.team import join
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.screens.team.exchange.places import PlaceField, existing_place
from winback_tui.tui.widgets.form.field import Field, TextField


class JoinDialog(Dialog[tuple[str, str]]):
    """Dismissed with place and code once they fit together; joining itself comes after."""

    TITLE_WORDS = "Join a team"
    DOES = "join"
    WRITES = False
    PURPOSE = "This laptop gets a copy of the team's whole book, and an identity of its own."

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place

    def preface(self) -> Sequence[Cell]:
        """Where the code comes from."""
        return (
            "Whoever began the team has its code of seven words. A laptop that has joined before needs none.",
        )

    def fields(self) -> Iterable[Field]:
        """The code first: the place is known already."""
        yield TextField("code", "Code", example="seven words, in any case, with spaces between")
        yield PlaceField("place", "From", self._place, needed="Name a folder or file of the team.")

    def act(self, values: FormValues) -> tuple[str, str]:
        """Opens the team's file with the code, and changes nothing yet. A server is asked when joining."""
        place, code = existing_place(values.text("place")), values.text("code")
        if "://" not in place:
            join(self._app.book, place, code, dry_run=True)
        return place, code
