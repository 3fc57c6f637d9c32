"""What every synced row has: an id that no other installation gives."""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from winback_tui.domain.ids import new_id


class SyncedRow(SQLModel):
    """A row known in every copy of the book by `id`, a UUID as 32 hex digits."""

    id: str = Field(default_factory=new_id, primary_key=True)


def reference(target: str) -> str:
    """Field for a required reference to `target`, indexed for the way back."""
    return Field(foreign_key=target, index=True)  # type: ignore[no-any-return]


def optional_reference(target: str) -> str | None:
    """Field for a reference that may be empty."""
    return Field(default=None, foreign_key=target, index=True)  # type: ignore[no-any-return]
