"""Cases of lost accounts: causes, fixes, conditions, decisions, rivals."""
