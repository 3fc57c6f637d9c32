"""A laptop joins a team through its hub, and an administrator makes one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace

from winback_tui.domain.errors import NeedsHuman, Refused
from winback_tui.services.book.after_commit import after_commit
from winback_tui.store.book import Book
from winback_tui.sync.bundle.code_words import read_code
from winback_tui.sync.bundle.sealing import key_of_code
from winback_tui.sync.bundle.source import book_size
from winback_tui.sync.hub.address import hub_address
from winback_tui.sync.hub.connection import AskPassword, Hub, open_hub
from winback_tui.sync.hub.meeting import look
from winback_tui.sync.hub.schema import AboutHub, about_hub, hub_size, make_hub
from winback_tui.sync.hub.team_proof import fits

from .hub_sync import desk_of, sync_hub
from .joining import JOINED, Joined, be_of_team
from .membership import key_ring, team_of
from .who import full_name_here


@dataclass(frozen=True, slots=True)
class HubReady:
    """A hub that was made now, or existed already. `sentence` says which, `notes` what else to check."""

    schema: str
    write_role: str
    read_role: str
    made: bool
    sentence: str
    notes: tuple[str, ...] = ()


def init_hub(target: str, dry_run: bool = False, ask_password: AskPassword | None = None) -> HubReady:
    """Make the tables and roles of a hub in the database of this URL; where they are, nothing changes.

    Raises BadInput, NeedsHuman where a password is wanted, and Refused.
    """
    address = hub_address(target)
    with open_hub(address, ask_password) as hub:
        made = make_hub(hub, dry_run)
    state = "was created" if made.made else "already exists"
    notes = tuple(
        f"The role {role} already existed: whoever has it for another hub has it for this one too."
        for role in made.roles_before
    )
    return HubReady(
        made.schema,
        made.write_role,
        made.read_role,
        made.made,
        f"Hub {address.place} {state}; give each login the role {made.write_role} or {made.read_role}",
        notes,
    )


def join_hub(
    book: Book, target: str, code: str = "", dry_run: bool = False, ask_password: AskPassword | None = None
) -> Joined:
    """Join the team whose hub this is. A book with entries of its own brings them along. Raises like `join`."""
    address = hub_address(target)
    with open_hub(address, ask_password) as hub:
        with hub.transaction(snapshot=True):
            about = about_hub(hub)
        key = _key(book, about, address.place, code)
        if dry_run:
            return Joined(address.url, *hub_size(hub), (), True)
        key_ring().keep(about.team, key)
        _take_everything(book, hub, about)
    with after_commit(JOINED):
        person = full_name_here(book)
        book = replace(book, actor=person or book.actor)
        report = sync_hub(book, target, ask_password=ask_password)
        with book.read() as connection:
            accounts, orders = book_size(connection)
    return Joined(address.url, accounts, orders, (report,), False, person)


def _key(book: Book, about: AboutHub, place: str, code: str) -> bytes:
    if not about.team:
        raise Refused(
            f"The hub {place} belongs to no team yet; somebody of the team must sync with it first."
        )
    ours = team_of(book)
    if ours and ours != about.team:
        raise Refused("This book belongs to another team; join with a separate book (--db FILE).")
    key = key_of_code(read_code(code), about.team) if code else key_ring().key(about.team)
    if key is None:
        raise NeedsHuman("Name the team's code with --code; whoever made the team has it.")
    if not fits(about, key):
        raise Refused(f"This code does not open the hub {place}; check the code.")
    return key


def _take_everything(book: Book, hub: Hub, about: AboutHub) -> None:
    desk = desk_of(book, about.team)
    source = look(hub, desk).source
    if source is not None:
        with closing(source):
            desk.take(source)
    be_of_team(book, about.team)
