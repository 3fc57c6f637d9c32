"""The password of a hub, asked while the work that needs it waits; once while the program runs, and stored nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future

from winback_tui.tui.app.context import AppProtocol
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import Field, PasswordField


class PasswordDialog(Dialog[str]):
    """Gives its `answer` as soon as it is known; None where the user went back, or left the program."""

    TITLE_WORDS = "Password of the hub"
    DOES = "connect"
    WRITES = False

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self.answer: Future[str | None] = Future()

    def preface(self) -> Sequence[Cell]:
        """Which hub, and what becomes of the password."""
        return (self._url, "\n", ("It is asked once while Winback runs, and stored nowhere.", "muted"))

    def fields(self) -> Iterable[Field]:
        """One line of dots."""
        yield PasswordField("password", "Password", needed="Type the password of this login.")

    def act(self, values: FormValues) -> str:
        """The password as typed."""
        self.answer.set_result(values.text("password"))
        return ""

    def on_unmount(self) -> None:
        """Whoever waits goes on without a password."""
        if not self.answer.done():
            self.answer.set_result(None)


class PasswordAsker:
    """Called in the thread of a sync with the address of a hub that wants a password."""

    def __init__(self, app: AppProtocol) -> None:
        self._app = app
        self._given: set[str] = set()

    def __call__(self, url: str) -> str | None:
        """The password, typed now or before; None where the user went back."""
        password = self._app.typed_passwords.get(url)
        if password is None:
            dialog = PasswordDialog(url)
            self._app.call_from_thread(self._app.push_screen, dialog)
            password = dialog.answer.result()
        if password is not None:
            self._app.typed_passwords[url] = password
            self._given.add(url)
        return password

    def went_wrong(self) -> None:
        """A hub did not open: its password is asked for again next time."""
        for url in self._given:
            self._app.typed_passwords.pop(url, None)
