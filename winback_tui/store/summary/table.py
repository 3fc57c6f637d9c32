"""What lists need to know of an account, derived from its orders and cases; kept by import and by each act."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from .review.sums import BEGAN, HERE, PLAIN, STOPPED, WORTH
from .strong_signs import STRONG_SIGNS

_REVIEW_INDEXES = tuple(
    Index(f"ix_summary_review_{name}", "currency", *columns, sqlite_where=text(where))
    for name, columns, where in (
        (
            "began",
            (
                *("first_day", "segment", "silent_from", "status", "expected_gap"),
                *("yearly_value", "yearly_sales", "abc", "owner_id"),
            ),
            BEGAN,
        ),
        (
            "stopped",
            (
                *("silent_from", "first_day", "segment", "expected_gap"),
                *("yearly_value", "yearly_sales", "abc", "owner_id"),
            ),
            STOPPED,
        ),
        (
            "here",
            ("abc", "gone_90", "yearly_value", "yearly_sales", "at_stake", "segment", "owner_id"),
            HERE,
        ),
        ("owners", ("on_list", "owner_id", "at_stake", "segment", "abc"), PLAIN),
        (
            "worth",
            (
                text("(yearly_sales IS NULL)"),
                *("yearly_value", "yearly_sales", "at_stake", "gone_90", "segment", "abc", "owner_id"),
            ),
            WORTH,
        ),
    )
)


class AccountSummary(SQLModel, table=True):
    """Derived facts of one account: by the calendar of `derived.scored_on`, with silence up to `derived.data_day`.

    `raised`: what the customer asked for has been met, so that the account is on top of the list.
    Gaps and silence in days; `yearly_value`, `at_stake` in minor units of `currency`; chances in basis points
    (1/10,000) of no order; `trail` is what the chance model needs to score the account again without its orders, and
    behind it a digest of those of its orders that the model may be fitted to. `risk`: 0, or 1 on the list of accounts
    at risk, 2 on top of it; `signs`: why, as `pack_signs` writes it; `volume`: how far its money fell, as JSON.
    `aside_until`: put aside until that day; `months`: how much it ordered in each of the twelve months that end with
    its last order, as `month_levels` says. `yearly_sales`: where `yearly_value` is profit by margins on record, the
    sales it was made of, else NULL; `silent_from`: the first day on which the silence lay beyond its limit, '' while it
    does not. `losses`: what its orders say about each of its losses, as `pack_losses` writes it. `segment`,
    `owner_id`: the account's own, '' for none, kept here so that a review can add up by them. `contacts_from`: the
    first day on which no gate of its open case holds a contact, `9999-12-31` where a cause has to be removed first, ''
    where none holds one.

    The indexes of the review hold all that `review_sums` asks for, so that it reads no row of this wide table.
    """

    __tablename__ = "account_summary"
    __table_args__ = (
        Index("ix_summary_list", "on_list", "raised", "at_stake", "currency"),
        Index("ix_summary_status", "status", "at_stake", "currency"),
        Index("ix_summary_risk", "risk", "at_stake", "currency"),
        Index("ix_summary_strong_signs", "account_no", sqlite_where=text(STRONG_SIGNS)),
        *_REVIEW_INDEXES,
        Index(
            "ix_summary_review_currency", "account_no", sqlite_where=text("currency = '' AND order_days > 0")
        ),
    )

    account_no: int = Field(primary_key=True)
    status: str
    stage: str = ""
    on_list: bool = Field(default=False)
    raised: bool = Field(default=False)
    fragile: bool = False
    twice_lost: bool = False
    order_days: int = 0
    first_day: str = ""
    last_day: str = ""
    median_gap: float | None = None
    shortest_gap: int | None = None
    longest_gap: int | None = None
    spread: float | None = None
    expected_gap: float | None = None
    borrowed_from: str = ""
    late_days: int = 0
    gone_90: int | None = None
    gone_180: int | None = None
    gone_own: int | None = None
    own_horizon: int | None = None
    third_90: int | None = None
    yearly_value: int = 0
    at_stake: int = 0
    currency: str = ""
    abc: str = ""
    trail: bytes = b""
    risk: int = 0
    signs: str = ""
    volume: str = ""
    aside_until: str = ""
    months: str = ""
    yearly_sales: int | None = None
    silent_from: str = ""
    losses: str = ""
    segment: str = ""
    contacts_from: str = ""
    owner_id: str = ""
