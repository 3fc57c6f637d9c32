"""The laptops of the team, and what happens when somebody leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from winback_tui.domain.errors import NeedsHuman, NotFound, Refused
from winback_tui.domain.wording.wording import count
from winback_tui.services.accounts.reps import rep_name, resolve_rep
from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store.accounts.hand_over import hand_over_work, rep_by_name, some_reps
from winback_tui.store.book import Book
from winback_tui.store.write import Transaction, act
from winback_tui.sync.laptop_gaps import Gap, OpenErasure, gaps_of
from winback_tui.sync.laptops import RETIRED, Member, laptop_id, members

from .membership import or_blank


@dataclass(frozen=True, slots=True)
class Teammate:
    """A laptop of the team. `met_at`: when it last reported (local time), None where it never did.

    `behind`: changes that it is not known to have. `unconfirmed`: erasures that it is not known to have met.
    """

    id: str
    person: str
    machine: str
    met_at: datetime | None
    behind: int
    unconfirmed: int
    retired: bool
    ours: bool
    hub: bool = False
    """Whether it is a hub and nobody's laptop."""


@dataclass(frozen=True, slots=True)
class LaptopGaps:
    """What a laptop is not known to have: changes by person, and the erasures that it has not confirmed."""

    gaps: tuple[Gap, ...]
    erasures: tuple[OpenErasure, ...]


@dataclass(frozen=True, slots=True)
class Retired:
    """The result of retiring a laptop, or of handing over a leaver's accounts."""

    sentence: str
    accounts: int = 0
    cases: int = 0
    steps: int = 0


def teammates(book: Book) -> list[Teammate]:
    """Every laptop, this one first."""
    with or_blank(book).read() as connection:
        found = members(connection, laptop_id(book.path, make=False))
    return [
        Teammate(
            each.id,
            each.person,
            each.machine,
            datetime.fromtimestamp(each.at / 1000).astimezone() if each.at else None,
            each.behind,
            each.unconfirmed,
            each.retired,
            each.ours,
            each.hub,
        )
        for each in found
    ]


def laptop_gaps(book: Book, laptop: str) -> LaptopGaps:
    """What the laptop with this id still has to get, and what it has not confirmed."""
    with or_blank(book).read() as connection:
        gaps, erasures = gaps_of(connection, laptop)
    return LaptopGaps(tuple(gaps), tuple(erasures))


def retire(book: Book, who: str, to: str = "", dry_run: bool = False) -> Retired:
    """Mark the laptops of a person as retired; with `to` their accounts, cases and steps go to that person as well.

    `who` is the person, or the id of one laptop. All of it is one act, which undo takes back. Raises NotFound.
    """
    if book.as_of is not None:
        raise Refused("The past cannot be changed; leave out --as-of to act.")
    with or_blank(book).read() as connection:
        ours = laptop_id(book.path, make=False)
        found = _chosen(members(connection, ours), who)
    if not found and not to:
        raise NotFound(
            f"No laptop of '{who}' is in this team.", [each.person for each in teammates(book)][:5]
        )
    if any(each.ours for each in found):
        raise Refused("A laptop cannot retire itself; do it on another one.")
    with act(book, "team", "", dry_run=dry_run) as transaction:
        for member in found:
            write_setting(transaction, RETIRED + member.id, book.actor or True)
        moved = _hand_over(transaction, who, to) if to else Retired("")
        laptops = count(len(found), "laptop")
        transaction.sentence = f"{laptops} of {who} retired{f'; {moved.sentence}' if moved.sentence else ''}"
    return replace(moved, sentence=transaction.sentence)


def hand_over(book: Book, who: str, to: str, dry_run: bool = False) -> Retired:
    """Give a leaver's accounts, open cases and open steps to somebody else, in one act. Raises NotFound, NeedsHuman."""
    with act(book, "team", "", dry_run=dry_run) as transaction:
        moved = _hand_over(transaction, who, to)
        transaction.sentence = moved.sentence
    return moved


def _hand_over(transaction: Transaction, who: str, to: str) -> Retired:
    old = rep_by_name(transaction, who)
    if old is None:
        raise NotFound(f"There is no employee '{who}'.", some_reps(transaction))
    new = resolve_rep(transaction, to)
    if new == old:
        raise NeedsHuman("Name somebody else to take the accounts over.")
    name = rep_name(transaction, new)
    accounts, cases, steps = hand_over_work(transaction, old, new)
    transaction.touch_everything()
    sentence = f"{count(accounts, 'account')}, {count(cases, 'case')} and {count(steps, 'step')} handed over to {name}"
    return Retired(sentence, accounts, cases, steps)


def _chosen(all_members: list[Member], who: str) -> list[Member]:
    wanted = who.casefold().strip()
    return [
        each
        for each in all_members
        if not each.retired and (each.person.casefold() == wanted or each.id.startswith(wanted))
    ]
