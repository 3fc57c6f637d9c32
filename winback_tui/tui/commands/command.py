"""A command: one class with its key, its footer word, its palette entry and its help row."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from winback_tui.tui.app.context import app_of

from . import keys

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class Command:
    """Subclass it, fill in the words, write `run`; then name the class in the `OWN_COMMANDS` of a screen or widget."""

    id: ClassVar[str] = ""
    """The binding id, by which `keys.toml` remaps it: `contact.log`."""
    keys: ClassVar[str] = ""
    """Keys by their toolkit names, comma-separated; empty: reached through the palette only."""
    label: ClassVar[str] = ""
    """One or two words for the footer and the palette: `log a contact`."""
    about: ClassVar[str] = ""
    """One sentence for help and palette."""
    footer: ClassVar[int] = 0
    """Place in the footer from the left, 1 first; 0 keeps it out. Where room is short the greatest goes first."""
    stays: ClassVar[bool] = False
    """Is in the footer at every width, whatever else has to go."""
    short: ClassVar[str] = ""
    """The footer's word, where `label` is too long for it."""
    goes_to_view: ClassVar[bool] = False
    """Only shows another view; the palette puts what is done before it."""
    opens: ClassVar[bool] = False
    """Opens a form or a screen, which the footer says by `…`."""
    on_row: ClassVar[bool] = False
    """Does it with the step, fix or promise under the cursor, not with the account as a whole."""
    writes: ClassVar[bool] = False
    """Changes the book: refused, with the reason, while the screen is read-only."""

    def __init_subclass__(cls) -> None:
        if not cls.id:
            return
        for key in cls.keys.split(","):
            if key.strip() in keys.NEVER:
                raise ValueError(f"{cls.__name__}: terminals cannot tell {key} apart")
        for base in cls.__mro__[1:]:
            if getattr(base, "id", "") == cls.id:
                raise ValueError(f"{cls.__name__}: {base.__name__} is {cls.id} already")

    def title(self, context: Context) -> str:
        """What palette and help call it here; empty where it makes no sense at all and is not listed."""
        return self.label

    def word(self, context: Context) -> str:
        """What the footer calls it here; empty where it has no place in the footer."""
        return self.short or self.label

    def stays_in(self, context: Context) -> bool:
        """Whether it is in the footer here at every width."""
        return self.stays

    def stands_for(self, context: Context) -> str:
        """Id of the command that this key does here: its own key need not stand beside in the footer. '' for none."""
        return ""

    def enabled(self, context: Context) -> str | None:
        """None, or one sentence saying why this cannot be done here and now and what would make it possible."""
        return None

    def run(self, context: Context) -> Awaitable[None] | None:
        """Does it. Write it as `async def` to await `context.ask(...)` and `context.act(...)`.

        A WinbackError raised here becomes a toast.
        """
        raise NotImplementedError

    def why_not(self, context: Context) -> str | None:
        """`enabled`, after the refusal that every writing command shares."""
        if self.writes and context.read_only:
            return context.read_only
        return self.enabled(context)


def all_commands(base: type[Command] = Command) -> Iterator[type[Command]]:
    """Every command class imported so far."""
    for kind in base.__subclasses__():
        if kind.id:
            yield kind
        yield from all_commands(kind)


def bindings_of(commands: Iterable[type[Command]]) -> list[BindingType]:
    """The key bindings of `commands`, in order."""
    return [
        Binding(
            command.keys,
            f"command('{command.id}')",
            command.short or command.label,
            show=bool(command.footer),
            id=command.id,
        )
        for command in commands
        if command.keys
    ]


class HasCommands:
    """Put before Screen, Widget or App in the bases: the commands in `OWN_COMMANDS` become bindings of that class.

    Bindings are inherited; a subclass's `OWN_COMMANDS` come on top of its bases'.
    """

    OWN_COMMANDS: ClassVar[Sequence[type[Command]]] = ()
    PLACE: ClassVar[str] = ""
    """Heading over its keys in the help screen, such as `In the list`."""
    PURPOSE: ClassVar[str] = ""
    """One or two sentences for the help screen: what this place is for."""

    _commands: ClassVar[dict[str, Command]] = {}
    """Those of this class and its bases by id, nearest first."""

    def __init_subclass__(cls, **rest: Any) -> None:
        own = cls.__dict__.get("OWN_COMMANDS", ())
        cls.BINDINGS = [*cls.__dict__.get("BINDINGS", ()), *bindings_of(own)]  # type: ignore[attr-defined]
        cls._commands = {kind.id: kind() for kind in own}
        for base in cls.__mro__[1:]:
            for command_id, command in base.__dict__.get("_commands", {}).items():
                cls._commands.setdefault(command_id, command)
        super().__init_subclass__(**rest)

    @classmethod
    def commands(cls) -> list[Command]:
        """The commands of this class and its bases, nearest first, each once."""
        return list(cls._commands.values())

    @classmethod
    def command(cls, command_id: str) -> Command:
        """One of them by its id. Raises KeyError."""
        return cls._commands[command_id]

    def action_command(self, command_id: str) -> None:
        """What the bindings call."""
        app_of(self).run_command(self.command(command_id), self)  # type: ignore[arg-type]


def places(screen: Screen[Any]) -> Iterator[DOMNode]:
    """The nodes whose keys work on `screen`, nearest first; a modal box hides the program around it."""
    start = screen.focused or screen
    for node in start.ancestors_with_self:
        yield node
        if node.is_modal:
            return


def command_around(node: DOMNode, command_id: str) -> Command:
    """The command with that id of `node` or the nearest place around it. Raises KeyError."""
    for place in node.ancestors_with_self:
        if isinstance(place, HasCommands) and command_id in place._commands:
            return place._commands[command_id]
    raise KeyError(command_id)


def active_commands(screen: Screen[Any]) -> list[tuple[Command, DOMNode]]:
    """Each command that applies with the node that has it, nearest first, also those without a key."""
    found: dict[str, tuple[Command, DOMNode]] = {}
    for node in places(screen):
        if isinstance(node, HasCommands):
            for command in node.commands():
                found.setdefault(command.id, (command, node))
    return list(found.values())


def keys_here(screen: Screen[Any]) -> dict[str, list[str]]:
    """By the id of each command the keys that do it on `screen`: not those that a nearer place has for another."""
    found: dict[str, list[str]] = {}
    taken: dict[str, str] = {}
    for node in places(screen):
        if not isinstance(node, HasCommands):
            continue
        own = {
            command.id: [key.strip() for key in app_of(node).keys_of(command).split(",") if key.strip()]
            for command in node.commands()
        }
        for command_id, each in own.items():
            found.setdefault(command_id, [key for key in each if taken.get(key, command_id) == command_id])
        for command_id, each in own.items():
            for key in each:
                taken.setdefault(key, command_id)
    return found
