"""What was imported: orders and their batches."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel


class SalesOrder(SQLModel, table=True):
    """An order, credit note, cancelled order or quote. `amount` and `margin` in minor units of `currency`.

    `key` names the row in every copy of the book: source and number, or a content key with multiplicity.
    `version` orders two exports of the same row.
    """

    __tablename__ = "sales_order"
    __table_args__ = (
        Index("ix_sales_order_account_day", "account_no", "day", "kind", "amount", "currency", "margin"),
        Index("ix_sales_order_quote", "account_no", "day", sqlite_where=text("kind = 'quote'")),
    )

    no: int | None = Field(default=None, primary_key=True)
    key: str = Field(index=True)
    account_no: int = Field(foreign_key="account.no")
    number: str = ""
    day: str
    amount: int
    currency: str = ""
    margin: int | None = None
    kind: str = "order"
    note: str = ""
    batch_no: int | None = None
    version: int = 0


class ImportBatch(SQLModel, table=True):
    """One imported file. `digest` recognises the same export; the counts add up to `rows`.

    `told` is the rest of the report as JSON, so that the same file again gets the same report.
    """

    __tablename__ = "import_batch"

    no: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    file: str
    source: str
    digest: str = ""
    at: int = 0
    rows: int = 0
    new: int = 0
    same: int = 0
    changed: int = 0
    refused: int = 0
    skipped: int = 0
    told: str = ""
