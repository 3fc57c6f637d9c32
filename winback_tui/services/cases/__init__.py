"""Cases of lost accounts: open, lead, close; causes, fixes, conditions, rivals; the board."""
