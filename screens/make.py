"""Draws every picture anew, and the gallery, and writes the team's exports for people: `python -m screens.make`.

With names of pictures only these are drawn. Run it in the top folder.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from . import main_job
from .pictures import PICTURES, Picture, sittings
from .stage import demo_book, exports, fixed_day, pictures_of
from .team_stage import lead_laptop

HERE = Path(__file__).parent
EXPORTS = HERE.parent / "assets" / "demo"
MAIN_JOB = HERE / f"{main_job.NAME}.svg"


def file_of(picture: Picture) -> Path:
    """Where a picture lies."""
    return HERE / f"{picture.name}.svg"


def gallery() -> str:
    """The page that shows them all."""
    parts = [
        _INTRODUCTION,
        f"## {main_job.NAME}\n\n{main_job.SHOWS}\n\n![{main_job.SHOWS}]({main_job.NAME}.svg)\n",
    ]
    for picture in PICTURES:
        width, height = picture.size
        look = f", {picture.look}" if picture.look != "dark" else ""
        past = f", `--as-of {picture.as_of}`" if picture.as_of else ""
        past += ", `demo --team`" if picture.team else ""
        parts.append(
            f"## {picture.name}\n\n{picture.shows} Keys: {picture.led_there} ({width}x{height}{look}{past}).\n\n"
            f"![{picture.shows}]({picture.name}.svg)\n"
        )
    return "\n".join(parts)


def main(names: list[str]) -> None:
    """Draw the named pictures, or all."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with fixed_day(folder):
            demo_book(folder / "demo.db")
            for sitting in sittings([each for each in PICTURES if not names or each.name in names]):
                for picture, svg in drawn(sitting, folder).items():
                    file_of(picture).write_text(svg, encoding="utf-8")
                    sys.stdout.write(f"{picture.name}\n")
            if not names or main_job.NAME in names:
                MAIN_JOB.write_text(drawn_main_job(folder), encoding="utf-8")
                sys.stdout.write(f"{main_job.NAME}\n")
    (HERE / "README.md").write_text(gallery(), encoding="utf-8")
    EXPORTS.mkdir(exist_ok=True)
    for name, text in exports().items():
        (EXPORTS / name).write_text(text, encoding="utf-8")


def drawn(sitting: Sequence[Picture], folder: Path) -> dict[Picture, str]:
    """Pictures of a fresh copy of `folder / "demo.db"`, of a book that is not there yet, or of the lead's laptop."""
    first = sitting[0]
    if first.team:
        with lead_laptop() as book_path:
            return pictures_of(sitting, book_path)
    own = folder / f"{first.name}.db"
    if not first.empty:
        shutil.copyfile(folder / "demo.db", own)
    return pictures_of(sitting, own)


def drawn_main_job(folder: Path) -> str:
    """The moving picture, of a fresh copy of `folder / "demo.db"`."""
    shutil.copyfile(folder / "demo.db", folder / f"{main_job.NAME}.db")
    return main_job.main_job(folder / f"{main_job.NAME}.db")


_INTRODUCTION = """# Winback in pictures

Every picture is drawn by `python -m screens.make` from the demo (`winback demo`) on one fixed day; a test draws
them again and compares. Keys are pressed on the first screen, one after the other.
"""


if __name__ == "__main__":
    main(sys.argv[1:])
