"""Giving a currency to orders imported without one, as a separate batch that is undone and sent like an import."""

from __future__ import annotations

from winback_tui.domain.money.money import exponent
from winback_tui.store.log.undoing.resettle import apply_corrections
from winback_tui.store.write import Transaction

from .batch import next_batch_no, next_version, own_batch, shelve_versions, triggers_idle

_KEPT_AS = ""


def give_currency(transaction: Transaction, currency: str) -> int:
    """Give every imported order without a currency this one; returns how many there were.

    Their amounts were stored with two decimals, and get the decimals of the currency.
    """
    connection = transaction.connection
    found = connection.execute("SELECT no FROM sales_order WHERE currency = '' AND batch_no IS NOT NULL")
    orders = [row[0] for row in found]
    if not orders:
        return 0
    number = next_batch_no(connection)
    version = next_version(connection, transaction.now_ms)
    factor = 10.0 ** (exponent(currency) - exponent(_KEPT_AS))
    with triggers_idle(connection):
        shelve_versions(connection, orders, number)
        connection.execute(
            "UPDATE sales_order SET currency = ?, amount = CAST(round(amount * ?) AS INTEGER),"
            " margin = CAST(round(margin * ?) AS INTEGER), batch_no = ?, version = ?"
            " WHERE currency = '' AND batch_no IS NOT NULL",
            (currency, factor, factor, number, version),
        )
        apply_corrections(connection, number)
    transaction.batch_no = number
    transaction.insert(
        "import_batch",
        no=number,
        id=own_batch(transaction.tx),
        file=f"currency {currency}",
        source="",
        at=version,
        rows=len(orders),
        changed=len(orders),
    )
    transaction.touch_everything()
    return len(orders)
