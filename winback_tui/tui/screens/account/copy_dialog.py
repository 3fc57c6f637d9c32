"""Copying what is known of an account, or of all marked ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from winback_tui.domain.wording.wording import count, money_words
from winback_tui.services.accounts.glance import Glance, glance
from winback_tui.services.lists.overdue import AccountLine, account_lines
from winback_tui.services.returns.fragile_sheet import fragile_sheet
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.app.terminal.clipboard import copy
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, Field

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class CopyDialog(Dialog[str]):
    """What to copy: the first of it unless another digit is pressed."""

    TITLE_WORDS = "Copy"
    DOES = "copy"
    WRITES = False

    def __init__(self, subject: CommandSubject, texts: Sequence[tuple[str, str]]) -> None:
        """`texts`: what can be copied, under the words for it."""
        super().__init__(subject)
        self._texts = texts

    def fields(self) -> Iterable[Field]:
        """Only what there is."""
        options = [(str(place), f"{place + 1} {words}") for place, (words, _) in enumerate(self._texts)]
        yield ChoiceField("what", "What", options, "0")

    def act(self, values: FormValues) -> str:
        """The text."""
        return self._texts[int(values.text("what") or 0)][1]


async def copy_account(context: Context) -> None:
    """Marked rows at once; else the user chooses what of the account."""
    marked = [number for number in context.marked if isinstance(number, int)]
    if marked:
        rows = account_lines(context.book, marked)
        outcome = copy(context.node.app, "\n".join(row_text(row) for row in rows))
        context.tell(f"{count(len(rows), 'row')} {outcome}")
        return
    subject = context.subject
    assert subject is not None
    known = glance(context.book, _number(context, subject))
    texts = texts_of(known)
    if known.account.fragile:
        texts.append(("sheet for colleagues", "\n".join(fragile_sheet(context.book, subject.account_id))))
    text = await context.ask(CopyDialog(subject, texts))
    if text is not None:
        context.tell(f"{subject.name} {copy(context.node.app, text)}")


def texts_of(known: Glance) -> list[tuple[str, str]]:
    """Everything that can be copied: words, text. Ways to reach them first, those of people who are still there."""
    ways = [("phone", known.details.phone), ("mail", known.details.email)]
    for person in known.people:
        if person.left_on is None:
            ways += [(f"phone of {person.name}", person.phone), (f"mail of {person.name}", person.email)]
    texts = [(words, text) for words, text in ways if text]
    return [*texts, ("summary", summary(known)), ("row", row_text(known.line))]


def summary(known: Glance) -> str:
    """Name, standing, sentence, alarms and people, a line each."""
    account = known.account
    lines = [
        f"{account.name}: {known.line.standing}",
        known.sentence,
        *(alarm.text for alarm in known.alarms),
    ]
    for person in known.people:
        parts = (person.name, person.role, person.phone, person.email)
        lines.append(", ".join(part for part in parts if part))
    return "\n".join(line for line in lines if line)


def row_text(row: AccountLine) -> str:
    """The row with tabs between the cells, as a spreadsheet takes it."""
    account = row.account
    silent = "" if row.silence_days is None else str(row.silence_days)
    stake = money_words(account.at_stake, account.currency)
    return "\t".join([account.name, account.owner, account.abc, row.standing, silent, stake, row.next_step])


def _number(context: Context, subject: CommandSubject) -> int:
    from winback_tui.services.book.lookup import find_account

    return find_account(context.book, subject.account_id).no
