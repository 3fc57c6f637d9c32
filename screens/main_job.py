"""The main job as one moving picture: from the list to the order that proves the return, in one session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .animated_svg import Frame, animated
from .pictures import SMALL
from .stage import session_of

NAME = "main-job"
SHOWS = "The main job in one sitting: a lost customer is asked, decided on, planned for, and comes back with an order."


@dataclass(frozen=True)
class Scene:
    """Keys, pressed after those of the scene before, and what then is to be seen.

    What is quoted is typed, and keys with a comma between them are pressed in one go.
    """

    keys: str
    caption: str
    seconds: float = 3.0

    @property
    def strokes(self) -> Iterator[Sequence[str]]:
        """The keys by the toolkit's names; what is typed in one go together."""
        for place, part in enumerate(self.keys.split("'")):
            if place % 2:
                yield [{" ": "space"}.get(letter, letter) for letter in part]
            else:
                yield from (word.split(",") for word in part.split())


SCENES = (
    Scene("", "1 Overdue: whom to call first, and why"),
    Scene("6 slash 'hollis' enter enter", "A lost account: what happened, and the next step on Space", 3.5),
    Scene("space", "The exit interview goes on where the call dropped", 3.5),
    Scene("ctrl+r,3", "Why, and why again, until the root cause"),
    Scene("pagedown,enter,4", "How bad was it, for them?"),
    Scene(
        "enter,3,enter,enter,2,enter,enter,enter,enter,1,enter enter,s,enter,s,enter",
        "What the rep says, what the customer says, what the data show",
        4,
    ),
    Scene("enter", "d Decision: the chance, what they are worth, what it may cost", 3.5),
    Scene("space space", "Win them back, wait, or let them go"),
    Scene("enter enter p P enter", "p Plan: no contact before the cause is gone", 3.5),
    Scene("space space 'Somebody at the desk until six' tab,tab,tab 'today'", "The fix: what, who, done"),
    Scene("enter escape space", "Every step of the case in one line", 3.5),
    Scene("o '480'", "o An order comes, typed in or with the next import"),
    Scene("enter", "Returned: only an order counts", 4),
    Scene("escape escape 4", "4 Returned: each with the order that proves it", 4),
)


def main_job(book_path: Path) -> str:
    """The moving picture of a fresh copy of the demo's book, which is written to."""
    pictures = session_of([scene.strokes for scene in SCENES], SMALL, book_path)
    frames = (Frame(svg, scene.caption, scene.seconds) for svg, scene in zip(pictures, SCENES, strict=True))
    return animated(tuple(frames), SHOWS)
