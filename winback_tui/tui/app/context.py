"""What a command may know and use when it runs, and what it and the screens may ask of the program."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeVar, cast, runtime_checkable

from .screen_registry import make_screen
from .subject import CaseState, CommandSubject

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.signal import Signal

    from winback_tui.store.book import Book
    from winback_tui.tui.commands.command import Command

    from .drafts import Drafts
    from .views import ViewSpec

T = TypeVar("T")


class AppProtocol(Protocol):
    """The program as commands, screens and widgets see it; `app/app.py` is the one that runs."""

    book: Book
    """The open book: the first argument of every service."""
    read_only: str
    """Empty, or the sentence why nothing can be changed."""
    drafts: Drafts
    typed_passwords: dict[str, str]
    """Passwords of hubs by address, as long as the program runs: they are written nowhere."""
    views: list[ViewSpec]
    counts: Any
    """Numbers behind the titles of the views, by view id: a reactive dict."""
    came_back: Any
    """Ids of the accounts that returned while the screen is open: a reactive frozenset."""
    book_changed: Signal[None]
    """Published after every act."""
    theme: Any
    no_color: bool

    waiting_interview: CommandSubject | None
    """The account whose interview was left in the middle, while the first screen offers to go on with it."""

    @property
    def demo(self) -> bool:
        """Whether the book's customers are made up."""
        ...

    def drop_notice(self) -> None:
        """Takes away what the first screen says until the first key."""
        ...

    # --- work on the book

    async def act(self, work: Callable[[], T], message: str | Callable[[T], str] = "") -> T:
        """Runs one writing service in a thread; then views reload and a toast shows `message`."""
        ...

    async def fetch(self, work: Callable[[], T]) -> T:
        """Runs reading work in a thread."""
        ...

    def call_from_thread(self, callback: Callable[..., Any], *args: Any) -> Any:
        """Runs something of the screen from the thread of some work, and waits for it."""
        ...

    def act_as(self, person: str) -> None:
        """From now on what is done here is recorded under this name."""
        ...

    def book_taken_over(self) -> None:
        """A whole book comes into the place of an empty one: nothing in it is news."""
        ...

    def prepare_to_act(self) -> None:
        """Loads the writing services while the user still types."""
        ...

    def changed(self, message: str = "") -> None:
        """The book was written to: views reload."""
        ...

    def count(self, view: str, number: int | None) -> None:
        """Sets the number behind a view's title."""
        ...

    def look_again(self) -> None:
        """Every view reads the book again."""
        ...

    # --- talk to the user

    messages: Any
    """What was said in this session, the latest last."""

    def tell(self, text: str, kind: Literal["information", "warning", "error"] = "information") -> None:
        """A toast, drawn literally."""
        ...

    def take_refusal_rules(self) -> Sequence[str]:
        """Ids of the rules behind the refusal that was shown just before, once; empty after any other command."""
        ...

    # --- commands

    def context(self, node: DOMNode, screen: Screen[Any] | None = None) -> Context:
        """What a command of `node` would act on now."""
        ...

    def run_command(self, command: Command, node: DOMNode, screen: Screen[Any] | None = None) -> None:
        """Runs a command, or says why it cannot be done."""
        ...

    def command_goes_on(self) -> None:
        """Keys wait while the command whose form has just closed may open the next screen."""
        ...

    recent_commands: list[str]
    """Ids of what was chosen in the palette, the latest first."""

    def remember_command(self, command_id: str) -> None:
        """Notes what was chosen in the palette."""
        ...

    def keys_of(self, command: Command) -> str:
        """The command's keys after remapping, comma-separated."""
        ...

    def key_of(self, command: Command) -> str:
        """The command's first key as people read it."""
        ...

    # --- screens

    @property
    def screen(self) -> Screen[Any]:
        """The screen on top."""
        ...

    @property
    def screen_stack(self) -> Sequence[Screen[Any]]:
        """The screens of this view, the top one last."""
        ...

    def push_screen(self, screen: Screen[Any]) -> Any:
        """Puts a screen on top."""
        ...

    def push_screen_wait(self, screen: Screen[T]) -> Any:
        """Puts a screen on top and waits for what it was dismissed with."""
        ...

    def pop_screen(self) -> Any:
        """Takes the top screen away."""
        ...

    def view_numbered(self, number: int) -> ViewSpec | None:
        """The view behind a number key."""
        ...

    def show_view(self, number: int) -> None:
        """Goes to the view with that number."""
        ...

    async def be_at_view(self, number: int) -> None:
        """Goes to the view with that number and waits until it is there."""
        ...

    def turn_view(self, by: int) -> None:
        """Goes some views to the right, or to the left."""
        ...

    # --- leaving

    def keep_typed(self) -> None:
        """Lets every screen keep what is typed in it."""
        ...

    def leave(self, code: int = 0) -> None:
        """Keeps what is typed and ends."""
        ...

    def action_suspend_process(self) -> Any:
        """Suspends the program (ctrl+z)."""
        ...


def app_of(node: MessagePump) -> AppProtocol:
    """The program that a screen or widget belongs to."""
    return cast("AppProtocol", node.app)


@runtime_checkable
class ShowsPurpose(Protocol):
    """A form, whose help says what the command does that opened it."""

    opened_for: str


@runtime_checkable
class ReadsFirst(Protocol):
    """A screen that reads the book or a file of the user's before it opens."""

    def prepare(self) -> None:
        """Raises WinbackError where there is nothing that it could show."""
        ...


class Context(NamedTuple):
    """Where a command was called, on what, and the ways to talk to the user."""

    app: AppProtocol
    screen: Screen[Any]
    node: DOMNode
    """The screen or widget whose command it is."""
    subject: CommandSubject | None
    marked: Sequence[Hashable] = ()
    """Keys of the marked rows of the list, in their order."""
    about: str = ""
    """What the command that runs does, in a sentence; empty while it is only looked at."""

    @property
    def book(self) -> Book:
        """The open book: the first argument of every service."""
        return self.app.book

    @property
    def read_only(self) -> str:
        """Empty, or the sentence why nothing can be changed."""
        return self.app.read_only

    async def ask(self, screen: Screen[T]) -> T | None:
        """Shows a dialog or full screen and waits for what it was dismissed with; None means Esc.

        The help of a form says what the command does that opened it. Raises the WinbackError of a screen that has
        nothing to show: it does not open, and the command's runner says why.
        """
        if isinstance(screen, ReadsFirst):
            screen.prepare()
        if isinstance(screen, ShowsPurpose) and self.about:
            screen.opened_for = self.about
        result = cast("T | None", await self.app.push_screen_wait(screen))
        if result is not None:
            self.app.command_goes_on()
        return result

    async def show(self, screen_id: str, *arguments: Any) -> Any:
        """Shows a screen by its id in `screen_registry.SCREENS`; returns what it was dismissed with, None for Esc.

        An account given to it loses its `case_state`: the screen may outlive that, and open or close the case.
        """
        given = [
            each._replace(case_state=CaseState.UNKNOWN) if isinstance(each, CommandSubject) else each
            for each in arguments
        ]
        return await self.ask(make_screen(screen_id, *given))

    async def act(self, work: Callable[[], T], message: str | Callable[[T], str] = "") -> T:
        """Runs a writing service in a thread, reloads the views, and says what was done.

        `message` is the toast, or makes it from the result. A WinbackError goes through to the caller: the
        command's runner turns it into a toast.
        """
        return await self.app.act(work, message)

    async def fetch(self, work: Callable[[], T]) -> T:
        """Runs a slow reading service in a thread."""
        return await self.app.fetch(work)

    def tell(self, text: str) -> None:
        """A short toast, drawn literally. Name the thing: `Plan saved for Acme: call on Tue 24 Nov`."""
        self.app.tell(text)
