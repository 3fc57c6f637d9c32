"""What the team knows about a rival: its strength, its promises, and our answer to them."""

from __future__ import annotations

from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import clean, clean_line, clean_name
from winback_tui.store.book import Book
from winback_tui.store.tables import Competitor
from winback_tui.store.write import act

from .doing import Done
from .named import named


def note_rival(book: Book, name: str, note: str, dry_run: bool = False) -> Done:
    """Keep this text about the rival, in place of what was there; an empty one takes it away.

    A name that nobody knows becomes a new rival. Raises BadInput for an empty name.
    """
    if not clean_name(name):
        raise BadInput("Name the rival.")
    with act(book, "rival", "", dry_run=dry_run) as deed:
        row = named(deed, Competitor, name)
        row.note = clean(note)
        deed.add(row)
        told = clean_line(note, 60)
        deed.sentence = f"Noted about {row.name}: {told}" if told else f"Nothing is noted about {row.name}"
    return Done(deed.sentence, "", "", row.id, facts={"rival": row.name})
