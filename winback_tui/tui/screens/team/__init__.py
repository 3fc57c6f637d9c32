"""The team: syncing, laptops, conflicts, who sits here."""
