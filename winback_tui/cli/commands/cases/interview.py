"""`winback interview`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winback_tui.cli.parsing.command_app import CommandApp
from winback_tui.cli.parsing.options import Account, ActJson, DryRun
from winback_tui.cli.terminal.acting import report_done
from winback_tui.cli.terminal.reading import invocation
from winback_tui.cli.terminal.talk import piped_bytes, say, screen_possible, tell, terminal_is_dumb
from winback_tui.domain.errors import NeedsHuman, Refused
from winback_tui.files.plain_file import TOML_BYTES

if TYPE_CHECKING:
    from winback_tui.services.interviews.interviews import CaseInterviews, InterviewRecord
    from winback_tui.store.book import Book

app = CommandApp()


@app.command()
def interview(
    ctx: typer.Context,
    account: Account,
    script: Annotated[
        str,
        typer.Option(
            "--script", metavar="ID", help="long, short, cancellation, meeting, colleague, or your own."
        ),
    ] = "long",
    person: Annotated[
        str, typer.Option("--person", metavar="NAME", help="Who is asked; resumes or starts their interview.")
    ] = "",
    interviewer: Annotated[
        str, typer.Option("--interviewer", metavar="REP", help="Who asks; default: you.")
    ] = "",
    channel: Annotated[
        str, typer.Option("--channel", metavar="WAY", help="phone, meeting, mail or letter.")
    ] = "",
    language: Annotated[str, typer.Option("--language", metavar="CODE", help="Language of the script.")] = "",
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="Import a filled-in answers file (TOML); - reads standard input.",
        ),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Start another one, even if one is unfinished.")] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Ask line by line, without the screen; every answer is saved.")
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Print the answers, and where the voices differ.")
    ] = False,
    dry_run: DryRun = False,
    json: ActJson = False,
) -> None:
    """Hold the exit interview, or continue it where it stopped."""
    from winback_tui.services.interviews.interviews import case_interviews, interview_record
    from winback_tui.services.settings.playbook import own_playbook

    call, own = invocation(ctx), own_playbook()
    if answers is not None:
        _take(call.book, account, answers, person, interviewer, channel, own, dry_run, json)
        return
    now = case_interviews(call.book, account, own)
    if now.case is None:
        raise Refused(
            f"{now.account.name} has no open case; run 'winback case open' with the day of the loss first."
        )
    if show:
        _show(call.book, now, own, json)
        return
    if not (plain or call.plain):
        _need_a_screen()
    chosen = None if new else _begun(now, person)
    if chosen is None:
        from winback_tui.services.interviews.start import start_interview
        from winback_tui.services.settings.own_settings import own_settings

        tongue = language or own_settings().language or "en"
        done = start_interview(call.book, now.account.id, person, script, tongue, interviewer, channel, own)
        for warning in done.warnings:
            tell(warning)
        chosen = interview_record(call.book, done.id, own)
    if plain or call.plain:
        from .plain_interview import PlainInterview

        PlainInterview(call.book, chosen, own).run()
        return
    from winback_tui.tui.screens.interview.standalone_app import open_interview

    raise typer.Exit(open_interview(call.book, chosen.head.id, own))


def _begun(now: CaseInterviews, person: str) -> InterviewRecord | None:
    """The interview to go on with; None where one has to be begun. Raises NeedsHuman, Refused."""
    wanted = person.strip().casefold()
    fitting = [each for each in now.begun if not wanted or each.head.person.casefold() == wanted]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise NeedsHuman(
            f"{len(fitting)} interviews of {now.account.name} are unfinished; choose one with --person.",
            [each.head.person or "(nobody named)" for each in fitting],
        )
    finished = [each for each in now.interviews if each.head.finished]
    if finished and not wanted:
        names = ", ".join(each.head.person or "somebody" for each in finished)
        raise Refused(
            f"The interview with {now.account.name} is finished ({names}): --show prints it, --new starts another."
        )
    return None


def _need_a_screen() -> None:
    if not screen_possible():
        raise Refused("The interview's screen needs a terminal; add --plain to be asked line by line.")
    if terminal_is_dumb():
        raise Refused("This terminal (TERM) cannot draw the screen; add --plain to be asked line by line.")


def _take(
    book: Book,
    account: str,
    answers: Path,
    person: str,
    interviewer: str,
    channel: str,
    own: Path | None,
    dry_run: bool,
    json: bool,
) -> None:
    from winback_tui.services.interviews.filled_script import parse_filled, read_filled, take_filled

    filled = parse_filled(piped_bytes(TOML_BYTES), own) if str(answers) == "-" else read_filled(answers, own)
    done = take_filled(book, account, filled, person, interviewer, channel, own, dry_run)
    report_done(done, json=json, dry_run=dry_run)


def _show(book: Book, now: CaseInterviews, own: Path | None, json: bool) -> None:
    from winback_tui.output.interview import voices_text
    from winback_tui.services.cases.voices import compare, data_statements, reasons_list

    from .plain_interview import whole_text

    assert now.case is not None
    if not now.interviews:
        raise Refused(f"Nobody has interviewed {now.account.name} yet; leave out --show to start.")
    data = data_statements(book, now.case)
    differ = compare(now.interviews, data, reasons_list(own)).differ
    if json:
        from winback_tui.output.tables.as_json import as_json

        from .interview_data import interviews_data

        say(as_json(interviews_data(now, data, differ)))
        return
    for each in now.interviews:
        say(whole_text(each))
    say(voices_text(data, differ))
