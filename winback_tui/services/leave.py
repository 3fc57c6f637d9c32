"""Leave of employees: their open steps move past it."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.errors import NotFound
from winback_tui.domain.plan import Leave, shifted
from winback_tui.domain.text import clean_name
from winback_tui.domain.wording import count
from winback_tui.store.book import Book
from winback_tui.store.read.settings import setting
from winback_tui.store.read.steps import open_steps_of_owner
from winback_tui.store.read.working_days import LEAVE
from winback_tui.store.tables import Rep
from winback_tui.store.write import act

from .calendar import work_calendar
from .doing import Done, said_day
from .keeping import keep_setting
from .named import known_by_name


def take_leave(book: Book, name: str, first: date, last: date, dry_run: bool = False) -> Done:
    """Note an employee's leave, both days included; open steps that fall on it move to the next working day.

    Raises NotFound for an unknown employee, BadInput when the leave ends before it begins.
    """
    with act(book, "leave", "", dry_run=dry_run) as deed:
        rep = known_by_name(deed, Rep, name)
        if rep is None:
            known = [each[0] for each in deed.run("SELECT name FROM rep ORDER BY name")]
            raise NotFound(f"No employee is called '{clean_name(name)}'.", known[:5])
        rep_id = rep.id
        leave = Leave(rep_id, first, last)
        spans = [*setting(deed.connection, LEAVE + rep_id, []), [first.isoformat(), last.isoformat()]]
        keep_setting(deed, LEAVE + rep_id, spans)
        moves = shifted(
            [
                each.step
                for each in open_steps_of_owner(deed.connection, rep_id)
                if first <= each.step.on_day <= last
            ],
            work_calendar(deed.connection, deed.today, leave),
        )
        for step in moves:
            deed.run("UPDATE step SET on_day = ? WHERE id = ?", (step.on_day.isoformat(), step.id))
        for (account_id,) in deed.run(
            "SELECT DISTINCT account_id FROM step JOIN change ON tbl = 'step' AND row = step.id WHERE tx = ?",
            (deed.tx,),
        ).fetchall():
            deed.touch(account_id)
        moved = f"; {count(len(moves), 'step')} moved" if moves else ""
        span = f"{said_day(first, deed.today)} to {said_day(last, deed.today)}"
        deed.sentence = f"{rep.name} is on leave from {span}{moved}"
    return Done(deed.sentence, "", "", rep_id, facts={"moved": len(moves)})
