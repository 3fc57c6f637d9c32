"""Erasing an account: a word has to be typed, since nothing brings it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from winback_tui.domain.wording.wording import count
from winback_tui.services.accounts.erasure.erasure import ErasurePreview, ErasureReport
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, Field, TextField

WORD = "erase"


class EraseDialog(Dialog[ErasureReport]):
    """Enter alone does nothing; Esc cancels."""

    TITLE_WORDS: ClassVar[str] = "Erase for good"
    DOES: ClassVar[str] = "erase"
    PURPOSE: ClassVar[str] = "Removes everything about an account for good, as privacy law may require."

    def __init__(self, subject: CommandSubject, found: ErasurePreview) -> None:
        super().__init__(subject)
        self._found = found

    def preface(self) -> Sequence[Cell]:
        """What is erased, and that this cannot be undone."""
        return (
            (f"{self._found.account.name}{self._found.what} will be erased", "strong"),
            " from the data, the history and the file itself. ",
            ("This cannot be undone.", "bad"),
        )

    def fields(self) -> Iterable[Field]:
        """The backups, and the word."""
        choices = [
            ("rewrite", "take the account out of them"),
            ("delete", "delete them"),
            ("keep", "keep as they are: they contain it"),
        ]
        yield ChoiceField("backups", "Backups", choices, "rewrite")
        if number := len(self._found.elsewhere):
            leave, take = "leave the name there", "take the name out of them"
            texts = f"{count(number, 'text')} about others"
            yield ChoiceField("mentions", texts, [("leave", leave), ("take", take)], "leave")
        yield TextField("word", f"Type {WORD}", needed=f"Type {WORD} to go on; Esc cancels.")

    def check(self, values: FormValues) -> Mapping[str, str]:
        """Only the whole word counts."""
        if values.text("word").strip().lower() != WORD:
            return {"word": f"Type {WORD} to go on; Esc cancels."}
        return {}

    def act(self, values: FormValues) -> ErasureReport:
        """In this window, which holds the book."""
        from winback_tui.services.accounts.erasure.erasure import erase_account

        done = erase_account(
            self._app.book,
            self._found.account.id,
            with_backups=values.text("backups") == "delete",
            window_is_ours=True,
            keep_backups=values.text("backups") == "keep",
            everywhere="mentions" in values and values.text("mentions") == "take",
        )
        self._app.drafts.forget_about(done.ids)
        return done

    def message(self, result: ErasureReport) -> str:
        """The sentence of it."""
        return f"{result.sentence}."
