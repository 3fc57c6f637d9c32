"""What every screen shares: commands, breadth classes, and the line that a terminal too small gets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from winback_tui.tui.app.context import AppProtocol, app_of
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.command import Command, HasCommands
from winback_tui.tui.drawing.list_lines import HIGH, LEAST_HEIGHT, LEAST_WIDTH, WIDE

T = TypeVar("T")


class TooSmall(Widget):
    """Covers a screen that has no room."""

    DEFAULT_CSS = """
    TooSmall {
        layer: cover; dock: top; width: 100%; height: 100%;
        background: $background; color: $foreground; content-align: center middle; text-align: center;
    }
    """

    def render(self) -> Content:
        """The sentence about the size."""
        size = self.app.size
        return Content(
            f"Winback needs {LEAST_WIDTH}x{LEAST_HEIGHT} cells; this is {size.width}x{size.height}."
        )


def covered(screen: Screen[Any]) -> bool:
    """Whether the terminal is too small for the screen, so that only a sentence about the size is seen."""
    return bool(screen.query(TooSmall))


class BaseScreen(HasCommands):
    """Mixed into every screen. A screen with texts of its own to save overrides `flush_typed`."""

    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [(0, "-low"), (HIGH, "-high")]

    saving: bool = False
    """While true no command runs here: nothing opens over the screen and nothing closes it; keys wait."""
    _sent_on: events.Key | None = None
    """The last key that was sent on: when it comes back, nobody here wants it."""

    @property
    def _app(self: Any) -> AppProtocol:
        """The program, as far as screens know it."""
        return app_of(self)

    def subject(self) -> CommandSubject | None:
        """The account that commands would act on here."""
        return None

    def rules(self) -> Sequence[str]:
        """Ids of the playbook's rules behind what is shown under the cursor; the help says what they are."""
        return ()

    def flush_typed(self) -> None:
        """Called before the program ends or sleeps, whatever the reason: save what is typed, without asking."""

    def dismiss(self: Any, result: Any = None) -> AwaitComplete:
        """Closes this screen, once, and hands `result` to who opened it.

        The toolkit would close whatever is on top. What lies on this screen stays, and so does another view that
        was gone to meanwhile; a screen that is closed already has nothing left to close.
        """
        stack = next((each for each in self.app._screen_stacks.values() if self in each), None)
        if stack is None:
            return AwaitComplete()
        if self is self.app.screen:
            return Screen.dismiss(self, result)
        if self._result_callbacks:
            self._result_callbacks[-1](result)
            self._pop_result_callback()
        stack.remove(self)
        return AwaitComplete(self.app._replace_screen(self)).call_next(self.app)

    def _screen_resized(self: Any, size: Size) -> None:
        """Lays the screen out only where the terminal has another size now than the screen.

        A box that opens tells each screen below it the size that it has. And of two sizes in quick succession, as a
        terminal of 0x0 begins with, each layout would call for the other without an end.
        """
        now = self.app.size
        if now != self._size:
            Screen._screen_resized(self, now)

    def on_screen_suspend(self: Any) -> None:
        """Toasts are drawn once, by the screen on top; a box would show those of the screen below as well."""
        self.query("ToastRack").set(display=False)

    def on_screen_resume(self: Any, event: events.ScreenResume) -> None:
        """The terminal may have shrunk while another screen was on top. A new screen has its styles already."""
        event.refresh_styles = event.refresh_styles and self.stack_updates > 0
        self._mind_the_size()

    def on_resize(self: Any, event: events.Resize) -> None:
        """Covers the screen while it is too small."""
        self._mind_the_size()

    def on_key(self: Any, event: events.Key) -> None:
        """Sends a letter on to the text box that has the focus now, where its first receiver lost the focus."""
        focused = self.focused
        if event is self._sent_on or focused is None:
            return
        if focused.check_consume_key(event.key, event.character):
            event.stop()
            self._sent_on = events.Key(event.key, event.character)
            focused.post_message(self._sent_on)

    def _mind_the_size(self: Any) -> None:
        width, height = self.app.size
        small = width < LEAST_WIDTH or height < LEAST_HEIGHT
        covers = list(self.query(TooSmall))
        if small and not covers:
            self.mount(TooSmall())
        elif small:
            covers[0].refresh()
        else:
            for cover in covers:
                cover.remove()


class FullScreen(BaseScreen, Screen[T]):
    """A screen on top of a view: Account, Interview, Plan, Import, Settings, Help. Esc leaves it."""

    OWN_COMMANDS: ClassVar[Sequence[type[Command]]] = (Back,)

    def action_back(self) -> None:
        """One level back; what is typed stays."""
        self.flush_typed()
        self.dismiss(None)


class Modal(BaseScreen, ModalScreen[T]):
    """A box over the screen that asked for it."""

    virtual_size = Reactive(Size(0, 0), layout=False)

    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = []  # type: ignore[misc]
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = []  # type: ignore[misc]
    """A box looks the same at every size: no class has to be set, which would style it once more."""
    OWN_COMMANDS: ClassVar[Sequence[type[Command]]] = (Back,)

    def action_back(self) -> None:
        """Closes the box; what is typed stays as a draft."""
        self.flush_typed()
        self.dismiss(None)
