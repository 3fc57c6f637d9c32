"""A verb: one class is one command, with its key, its footer word, its palette entry and its help row."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from winback_tui.tui.app import keys

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

_BY_ID: dict[str, Command] = {}


class Command:
    """Subclass it, fill in the words, write `run`; then name the class in the `VERBS` of a screen or widget."""

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
    writes: ClassVar[bool] = False
    """Changes the book: refused, with the reason, while the screen is read-only."""

    def __init_subclass__(cls) -> None:
        if not cls.id:
            return
        for key in cls.keys.split(","):
            if key.strip() in keys.NEVER:
                raise ValueError(f"{cls.__name__}: terminals cannot tell {key} apart")
        if cls.id in _BY_ID:
            raise ValueError(f"{cls.__name__}: {type(_BY_ID[cls.id]).__name__} is {cls.id} already")
        _BY_ID[cls.id] = cls()

    def title(self, context: Context) -> str:
        """What palette and help call it here; empty where it makes no sense at all and is not listed."""
        return self.label

    def word(self, context: Context) -> str:
        """What the footer calls it here."""
        return self.short or self.label

    def enabled(self, context: Context) -> str | None:
        """None, or one sentence saying why this cannot be done here and now and what would make it possible."""
        return None

    def run(self, context: Context) -> Awaitable[None] | None:
        """Does it. Write it as `async def` to await `context.ask(...)` and `context.act(...)`.

        A WinbackError raised here becomes a toast.
        """
        raise NotImplementedError

    def why_not(self, context: Context) -> str | None:
        """`enabled`, after the refusal that every writing verb shares."""
        if self.writes and context.read_only:
            return context.read_only
        return self.enabled(context)


def verb_of(verb_id: str) -> Command:
    """The one instance of the verb with that id. Raises KeyError."""
    return _BY_ID[verb_id]


def all_verbs() -> list[Command]:
    """Every verb imported so far, by id."""
    return [_BY_ID[name] for name in sorted(_BY_ID)]


def bindings_of(verbs: Iterable[type[Command]]) -> list[BindingType]:
    """The key bindings of `verbs`, in order."""
    return [
        Binding(verb.keys, f"verb('{verb.id}')", verb.short or verb.label, show=bool(verb.footer), id=verb.id)
        for verb in verbs
        if verb.keys
    ]


class Acting:
    """Put before Screen, Widget or App in the bases: the verbs in `VERBS` become bindings of that class.

    Bindings are inherited; a subclass's `VERBS` come on top of its bases'.
    """

    VERBS: ClassVar[Sequence[type[Command]]] = ()
    PLACE: ClassVar[str] = ""
    """Heading over its keys in the help screen, such as `In the list`."""
    PURPOSE: ClassVar[str] = ""
    """One or two sentences for the help screen: what this place is for."""

    def __init_subclass__(cls, **rest: Any) -> None:
        own = list(cls.__dict__.get("BINDINGS", ()))
        cls.BINDINGS = [*own, *bindings_of(cls.__dict__.get("VERBS", ()))]  # type: ignore[attr-defined]
        super().__init_subclass__(**rest)

    @classmethod
    def verbs(cls) -> list[Command]:
        """The verbs of this class and its bases, nearest first, each once."""
        found: dict[str, Command] = {}
        for base in cls.__mro__:
            for verb in base.__dict__.get("VERBS", ()):
                found.setdefault(verb.id, verb_of(verb.id))
        return list(found.values())

    def action_verb(self, verb_id: str) -> None:
        """What the bindings call."""
        self.app.do_verb(verb_of(verb_id), self)  # type: ignore[attr-defined]
