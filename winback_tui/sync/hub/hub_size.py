"""How much a team has on its hub, for somebody who thinks of joining."""

from __future__ import annotations

from .connection import Hub


def hub_size(hub: Hub) -> tuple[int, int]:
    """Accounts and orders that were ever entered or imported and not erased: an upper bound of what is there now."""
    with hub.transaction(snapshot=True):
        accounts = hub.value(
            "SELECT count(*) FROM (SELECT id FROM import_account UNION"
            " SELECT \"row\" FROM change WHERE tbl = 'account' AND col = '*' AND value IS NOT NULL) AS every"
        )
        orders = hub.value(
            "SELECT count(*) FROM (SELECT key FROM import_order UNION"
            " SELECT \"row\" FROM change WHERE tbl = 'sales_order' AND col = '*' AND value IS NOT NULL) AS every"
        )
    return int(accounts), int(orders)
