"""What can be done with the letter on the screen: another kind or language, edit, mail, print, save, stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from winback_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from winback_tui.output.letters.formats import LetterFormat
    from winback_tui.tui.app.context import Context

    from .letter_screen import LetterScreen


class OnLetter(Command):
    """Writes the letter on the screen; refused while something holds it back or is missing."""

    writes = True

    def enabled(self, context: Context) -> str | None:
        return _screen(context).sheet.fault or None


class NextKind(Command):
    id = "letter.next"
    keys = "right,tab"
    label = "next letter"
    short = "other letter"
    about = "Show the next kind of letter; those that fit the account come first."
    footer = 4

    def run(self, context: Context) -> None:
        _screen(context).turn(1)


class PreviousKind(Command):
    id = "letter.previous"
    keys = "left,shift+tab"
    label = "previous letter"
    about = "Show the previous kind of letter."

    def run(self, context: Context) -> None:
        _screen(context).turn(-1)


class NextLanguage(Command):
    id = "letter.language"
    keys = "l"
    label = "next language"
    short = "language"
    about = "Show the letter in the next language: English, German, Russian, Bulgarian, Romanian, Albanian, Arabic."
    footer = 5

    def run(self, context: Context) -> None:
        _screen(context).turn_language()


class EditLetter(Command):
    id = "letter.edit"
    keys = "e"
    label = "edit the text"
    short = "edit"
    about = "Change subject and text before the letter is written; what is missing can be filled in there."
    footer = 3
    opens = True

    async def run(self, context: Context) -> None:
        from .edit_dialog import EditLetterDialog

        screen = _screen(context)
        edited = await context.ask(EditLetterDialog(context.subject, screen.sheet))
        if edited is not None:
            screen.show_edited(edited)


class MailLetter(OnLetter):
    id = "letter.mail"
    keys = "m"
    label = "mail draft"
    about = "Write the letter as a draft and open it in your mail program; you send it there."
    footer = 1

    async def run(self, context: Context) -> None:
        await _write(context, "eml")


class PrintLetter(OnLetter):
    id = "letter.print"
    keys = "p"
    label = "print"
    about = "Write the letter as a page and open it in the browser, which prints it or makes a PDF."
    footer = 2

    async def run(self, context: Context) -> None:
        await _write(context, "html")


class SaveLetter(OnLetter):
    id = "letter.save"
    keys = "f"
    label = "save as a file"
    short = "file"
    about = "Write the letter to a file of your own: .txt, .eml, .html or .docx."
    footer = 6
    opens = True

    async def run(self, context: Context) -> None:
        from .edit_dialog import SaveLetterDialog

        await context.ask(SaveLetterDialog(context.subject, _screen(context).sheet))


class LetterSent(Command):
    id = "letter.sent"
    keys = "s"
    label = "it was sent"
    short = "sent"
    about = "Log that the letter went out: it becomes a contact."
    footer = 7
    writes = True

    def enabled(self, context: Context) -> str | None:
        screen = _screen(context)
        return (
            None
            if screen.waits
            else f"No letter to {screen.sheet.account.name} is waiting to be sent; m or p writes it."
        )

    async def run(self, context: Context) -> None:
        from winback_tui.services.letters.writing import letter_sent

        screen = _screen(context)
        sheet, way = screen.sheet, screen.written_as
        await context.act(
            lambda: letter_sent(context.book, sheet.account.id, sheet.kind, way), lambda done: done.sentence
        )


class StopLetters(Command):
    id = "letter.stop"
    keys = "x"
    label = "no more letters"
    about = "They asked for no more letters: none is proposed or written from now on. u undoes it."
    writes = True

    async def run(self, context: Context) -> None:
        from winback_tui.services.letters.writing import object_to_letters

        account = _screen(context).sheet.account.id
        await context.act(lambda: object_to_letters(context.book, account), lambda done: done.sentence)


LETTER_COMMANDS: tuple[type[Command], ...] = (
    MailLetter,
    PrintLetter,
    EditLetter,
    NextKind,
    PreviousKind,
    NextLanguage,
    SaveLetter,
    LetterSent,
    StopLetters,
)


def _screen(context: Context) -> LetterScreen:
    return cast("LetterScreen", context.screen)


async def _write(context: Context, ending: str) -> None:
    """Writes the letter into the folder of letters and opens it."""
    from winback_tui.domain.wording.channels import Channel
    from winback_tui.domain.wording.wording import full_day
    from winback_tui.output.letters.formats import LetterFormat, letter_content
    from winback_tui.services.letters.places import letter_file
    from winback_tui.services.letters.writing import write_letter
    from winback_tui.tui.app.terminal.open_file import opened_words

    screen = _screen(context)
    sheet = screen.sheet
    form: LetterFormat = LetterFormat(ending)
    today = full_day(context.book.today)
    content = letter_content(sheet.draft, form, sheet.to, sheet.mail, today)
    path = letter_file(sheet, form.ending)
    await context.act(
        lambda: write_letter(context.book, sheet, path, content),
        lambda done: f"Letter to {sheet.account.name} written, {opened_words(path)}",
    )
    screen.written_as = Channel.MAIL if form is LetterFormat.EML else Channel.LETTER
