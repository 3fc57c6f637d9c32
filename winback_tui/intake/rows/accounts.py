"""Gathers the accounts that a file names, each once, with the details that its rows carry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from winback_tui.domain.account.order import OrderKind
from winback_tui.domain.text import NAME_LIMIT, clean_line, clean_name
from winback_tui.intake.interpret.cells import NOTHING, identifier, is_nothing, unguarded
from winback_tui.intake.interpret.kinds.state_in_name import APART, split_state
from winback_tui.intake.recognise.headers import phrase
from winback_tui.intake.understanding import Understanding

from .customer_keys import key_of_clean
from .records import AccountSeen, PersonSeen

_DETAILS = ("owner", "segment", "email", "phone", "city", "note")
_DASH = re.compile(r"\s[-–—|/:]\s|:\s")
BRACKETED = re.compile(r"(\S.*?)\s*\((?:\d+|[A-Z]*[\W_]?\d[\w\-/]*|[A-Z][\w\-/]*\d)\)")
_MOST_LINES = 3
_LONGEST_STATE = 30
_NOBODY = frozenset(["", "na", "none", *map(str.casefold, NOTHING)])


class AccountBook(dict["str | tuple[str, ...]", "int | None"]):
    """Maps the account cells of a row to a position in `accounts`; None when they name nobody.

    By external id first, else by match key. A mail address or phone number joins nothing. A row that
    names the company it belongs to is a person of that company.
    """

    def __init__(self, known: Understanding) -> None:
        """Prepares for the columns that `known` found."""
        super().__init__()
        self.accounts: list[AccountSeen] = []
        self.failed = False
        self._by_id: dict[str, int] = {}
        self._by_key: dict[str, int] = {}
        self._columns: list[int] = []
        self._names = [self._take(places) for places in known.account_from]
        self._title = self._take([known.title_column])[0] if known.title_column is not None else None
        wanted = [
            f for f in (*_DETAILS, "account_id", "person", "role", "parent", "mobile") if f in known.columns
        ]
        self._details = {f: self._take([known.columns[f]])[0] for f in wanted}
        self._simple = len(self._columns) == 1
        self.cut_names: set[str] = set()
        self._bracketed = known.shape.bracketed
        self._stated = any(field == APART for field, _ in known.marks)
        self._no_names = {word for word, kind in known.kinds.items() if kind == OrderKind.CANCELLED}

    def _take(self, columns: Sequence[int]) -> tuple[int, ...]:
        """Add columns to those that are read; returns their places in a tuple of cells."""
        self._columns += columns
        return tuple(range(len(self._columns) - len(columns), len(self._columns)))

    def positions(self, cells: Sequence[Sequence[str]]) -> list[int | None]:
        """The account of each row; `cells` are the columns of a batch."""
        if not self._columns:
            self.failed = True
            return [None] * len(cells[0])
        find = self.__getitem__
        if self._simple:
            return list(map(find, cells[self._columns[0]]))
        return list(map(find, zip(*(cells[c] for c in self._columns), strict=True)))

    def __missing__(self, cells: str | tuple[str, ...]) -> int | None:
        if len(self) > 400_000:
            self.clear()
        parts = (cells,) if isinstance(cells, str) else cells
        details = {
            field: identifier(cell) if field == "account_id" else clean_line(unguarded(cell), 300)
            for field, at in self._details.items()
            if not is_nothing(cell := parts[at])
        }
        if mobile := details.pop("mobile", ""):
            details.setdefault("phone", mobile)
        belongs = bool(details.pop("parent", ""))
        external_id = "" if belongs else details.pop("account_id", "")
        written_name = self._name(parts)
        name = written_name or external_id
        place = self._place(name, external_id) if name else None
        if place is not None:
            if written_name and self.accounts[place].name == external_id:
                self._name_at_last(place, written_name)
            self._enrich(self.accounts[place], details, belongs)
        self.failed = self.failed or place is None
        self[cells] = place
        return place

    def _name(self, parts: Sequence[str]) -> str:
        for places in self._names:
            if any(parts[p].count("\n") > _MOST_LINES for p in places):
                return ""
            words = [parts[p].strip() for p in places]
            raw = words[0] if len(places) == 1 else " ".join(part for part in words if not is_nothing(part))
            typed = unguarded(raw.strip())
            name = clean_name(typed)
            if len(typed) > NAME_LIMIT and len(clean_line(typed)) > NAME_LIMIT:
                self.cut_names.add(name)
            if self._stated:
                name, _ = split_state(name)
            if self._bracketed and (found := BRACKETED.fullmatch(name)):
                name = found[1]
            if not self._is_nobody(name.casefold()):
                return name
        if self._title is not None and (dash := _DASH.search(parts[self._title])):
            return clean_name(parts[self._title][: dash.start()])
        return ""

    def _is_nobody(self, name: str) -> bool:
        """Whether the text in place of a name says that there is none, or that the order was cancelled."""
        if name in _NOBODY or name in self._no_names:
            return True
        return not name.isascii() and len(name) < _LONGEST_STATE and phrase(name) in self._no_names

    def _place(self, name: str, external_id: str) -> int:
        key = key_of_clean(name)
        if external_id:
            place = self._by_id.get(external_id)
            if place is None:
                twin = self._by_key.get(key)
                if twin is not None and not self.accounts[twin].external_id:
                    place = twin
                    self.accounts[twin].external_id = external_id
        else:
            place = self._by_key.get(key)
        if place is None:
            place = len(self.accounts)
            self.accounts.append(AccountSeen(name, key, external_id))
        self._by_key.setdefault(key, place)
        if external_id:
            self._by_id.setdefault(external_id, place)
        return place

    def _name_at_last(self, place: int, name: str) -> None:
        """Give a name to an account that had only its number until now."""
        self.accounts[place].name, self.accounts[place].key = name, key_of_clean(name)
        self._by_key.setdefault(self.accounts[place].key, place)

    def _enrich(self, account: AccountSeen, details: dict[str, str], belongs: bool) -> None:
        """Fill in blank details; those in a person's own row are the person's."""
        if not details:
            return
        person = details.get("person", "")
        if person and key_of_clean(person) != account.key and all(p.name != person for p in account.people):
            seen = PersonSeen(
                person, details.get("email", ""), details.get("phone", ""), details.get("role", "")
            )
            account.people = (*account.people, seen)
        for field in _DETAILS:
            if not belongs and (value := details.get(field, "")) and not getattr(account, field):
                setattr(account, field, value)
