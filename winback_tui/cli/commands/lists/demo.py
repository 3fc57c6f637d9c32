"""`winback demo`."""

from __future__ import annotations

import shlex
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.cli.exits import ExitCode
from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.places import demo_path
from winback_tui.cli.terminal.reading import invocation
from winback_tui.cli.terminal.talk import say, screen_possible, tell, terminal_is_dumb
from winback_tui.domain.errors import Refused
from winback_tui.domain.text import typed_path

if TYPE_CHECKING:
    from winback_tui.domain.days.clock import Clock

app = CommandApp()


@app.command()
def demo(
    ctx: typer.Context,
    smoke: Annotated[
        bool, typer.Option("--smoke", help="Run the main job without a screen, and report each step.")
    ] = False,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Only make the demo book, in this file.")
    ] = None,
    team: Annotated[
        Path | None,
        typer.Option(
            "--team", metavar="DIR", help="Make three laptops with a folder between them, below this one."
        ),
    ] = None,
) -> None:
    """Look around in the book of a made-up team; your own book is not touched."""
    call = invocation(ctx)
    if call.as_of is not None:
        raise Refused(
            "The demo always shows today; leave out --as-of, or make its book with --to and look at that."
        )
    if team is not None:
        _make_team(typed_path(team), call.clock)
    elif to is not None:
        _make(typed_path(to), call.clock)
    elif smoke:
        raise typer.Exit(_main_job(call.clock))
    elif call.plain or terminal_is_dumb() or not screen_possible():
        tell("This terminal cannot show the screen, so the main job runs without it.")
        raise typer.Exit(_main_job(call.clock))
    else:
        raise typer.Exit(_show(call.clock))


def _make(path: Path, clock: Clock) -> None:
    from winback_tui.services.demo.build import demo_at

    demo_at(path, clock)
    tell(f"The demo book is ready; `winback --db {path}` opens it.")


def _make_team(folder: Path, clock: Clock) -> None:
    from winback_tui.services.demo.laptops import demo_team

    tell("Making up three laptops of a team; this takes a moment ...")
    made = demo_team(folder, clock)
    lead, *others = made.laptops
    tell(f"Three laptops and the folder between them ({made.folder}) are ready.")
    for each in made.laptops:
        say(f"sh {shlex.quote(str(each.opener))}    opens {each.person}'s laptop")
    names = " and ".join(each.person.split()[0] for each in others)
    tell(
        f"{names} have synced. Open {lead.person.split()[0]}'s and press S twice, then Enter: two conflicts,"
    )
    tell("an erasure, an import and a returned account arrive. Commands work too, as in")
    tell(f"`sh {shlex.quote(str(lead.opener))} sync`. The team's code: {made.code}")


def _main_job(clock: Clock) -> ExitCode:
    from winback_tui.services.demo.smoke import main_job

    right = True
    with tempfile.TemporaryDirectory(prefix="winback-smoke-", ignore_cleanup_errors=True) as folder:
        for step in main_job(Path(folder), clock):
            right = step.passed
            say(f"{'ok   ' if right else 'WRONG'}  {step.name:<9}  {step.result}")
    tell("The main job works." if right else "The main job does not work on this machine.")
    return ExitCode.DONE if right else ExitCode.FAILED


def _show(clock: Clock) -> int:
    from winback_tui.services.demo.kept import begin_demo, fresh_demo

    path = demo_path()
    making = begin_demo(path, clock)
    if making is not None:
        tell("Making up a team with three years of history ...")
        import_module("winback_tui.tui.app.session")  # what the screen needs is loaded meanwhile
        with suppress(RuntimeError):  # it ended early: made here, the demo says why
            making.result()
    book = fresh_demo(path, clock)
    shown: int = import_module("winback_tui.tui.app.start").open_screen(book)
    return shown
