"""Knowing an erased account again without keeping it: salted digests of its names and numbers."""

from __future__ import annotations

from secrets import token_hex

from winback_tui.store.write import Transaction

from .erasures import NAME, NUMBER, digest_of, number_text


def remember(transaction: Transaction, account_id: str) -> None:
    """Keep a digest of every name key and every number of a source that the account has or had."""
    known = transaction.run("SELECT salt FROM erasure LIMIT 1").fetchone()
    salt = str(known[0]) if known else token_hex(16)
    told = [(NAME, key) for key in _every(transaction, account_id, "name_key")]
    sources = _every(transaction, account_id, "source")
    told += [
        (NUMBER, number_text(source, number))
        for number in _every(transaction, account_id, "external_id")
        for source in sources or [""]
    ]
    kept = {row[0] for row in transaction.run("SELECT digest FROM erasure")}
    for kind, text in told:
        digest = digest_of(salt, kind, text)
        if digest not in kept:
            transaction.insert("erasure", kind=kind, salt=salt, digest=digest)


def _every(transaction: Transaction, account_id: str, column: str) -> list[str]:
    """What stands in this column now, and what ever stood there."""
    rows = transaction.run(
        f"SELECT {column} FROM account WHERE id = ?"
        " UNION SELECT value FROM change WHERE tbl = 'account' AND row = ? AND col = ?"
        " UNION SELECT before FROM change WHERE tbl = 'account' AND row = ? AND col = ?",
        (account_id, account_id, column, account_id, column),
    )
    return [str(row[0]) for row in rows if row[0]]
