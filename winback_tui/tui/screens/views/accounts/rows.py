"""The rows of a list of accounts: numbers read once, accounts when they are scrolled to."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from winback_tui.domain.account.risk_sign import RAISED_RISK
from winback_tui.domain.account.status import Status
from winback_tui.domain.errors import BookUnavailable
from winback_tui.domain.wording.marks import RowMark
from winback_tui.services.lists.listing import AccountLine, ListedAccount, View, account_lines
from winback_tui.tui.app.subject import CaseState
from winback_tui.tui.drawing.list_lines import FIRST_ROW, NO_STATE, RowState

if TYPE_CHECKING:
    from winback_tui.domain.account.alarms import Alarm
    from winback_tui.store.book import Book


DONE = RowState(RowMark.DONE, "good", "muted")
ASIDE = RowState(RowMark.ON_HOLD, "muted", "muted")


@dataclass(slots=True)
class RowContext:
    """What all rows of one list have in common.

    `currency`: of every amount, where there is but one, so that rows need not repeat it. `usual`: the work list whose
    usual order they stand in, in which some are raised to the top; None in any other. `alarms` fills while rows come
    into sight; None stands for an account that has none.
    """

    today: date
    currency: str
    usual: View | None = None
    alarms: dict[int, Alarm | None] = field(default_factory=dict)


class AccountListRow(NamedTuple):
    """One account of a list."""

    line: AccountLine
    shown: RowContext

    @property
    def key(self) -> int:
        """The account's number in this file, which it keeps."""
        return self.account.no

    @property
    def account(self) -> ListedAccount:
        """Its facts."""
        return self.line.account

    @property
    def done(self) -> bool:
        """Whether somebody of the team talked to them today, on whichever laptop."""
        return self.account.contacted_on == self.shown.today

    @property
    def first(self) -> bool:
        """Whether it is raised above the order of its list."""
        usual = self.shown.usual
        return (usual is View.OVERDUE and self.account.raised) or (
            usual is View.RISK and self.account.risk == RAISED_RISK
        )

    @property
    def line_state(self) -> RowState:
        """Done today, put aside, raised to the top, or none of them."""
        if self.done:
            return DONE
        if self.account.aside_until is not None:
            return ASIDE
        return FIRST_ROW if self.first else NO_STATE

    @property
    def alarm(self) -> Alarm | None:
        """Its most pressing alarm, as far as it was looked for."""
        return self.shown.alarms.get(self.key)


def case_state(account: ListedAccount) -> CaseState:
    """Whether the account has a case; what its status says comes first."""
    if account.status == Status.GONE:
        return CaseState.GONE
    if account.open_case > 0:
        answered = account.status in (Status.RETURNED, Status.RECOVERED)
        return CaseState.ANSWERED if answered else CaseState.OPEN
    if account.open_case < 0:
        return CaseState.NONE
    return CaseState.LOST if over(account) else CaseState.CLOSED


def over(account: ListedAccount) -> bool:
    """Whether it is lost and nobody works on its return: what it brought is lost, not at risk."""
    return account.open_case <= 0 and account.status in (Status.LOST, Status.LET_GO)


def one_currency(sums: Mapping[str, int]) -> str:
    """The currency of all of them, empty where there are several or none."""
    return next(iter(sums)) if len(sums) == 1 else ""


class AccountRows:
    """A row source over numbers of accounts."""

    def __init__(
        self,
        book: Book,
        numbers: Sequence[int],
        shown: RowContext,
        trouble: Callable[[BookUnavailable], None],
    ) -> None:
        """`trouble` is called when the book cannot be read at the moment; the rows then stay blank."""
        self._book = book
        self._numbers = numbers
        self._shown = shown
        self._trouble = trouble

    def count(self) -> int:
        """How many accounts there are."""
        return len(self._numbers)

    def rows(self, offset: int, limit: int) -> Sequence[AccountListRow]:
        """These accounts, read now."""
        try:
            found = account_lines(self._book, self._numbers[offset : offset + limit])
        except BookUnavailable as fault:
            self._trouble(fault)
            return ()
        return [AccountListRow(each, self._shown) for each in found]

    def all_keys(self) -> Sequence[Hashable]:
        """Every number, in order."""
        return self._numbers
